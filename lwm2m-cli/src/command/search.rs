//! `search`: Objects and Resources by words of their names.

use std::io::Write;

use serde::Serialize;

use crate::failure::Failure;
use crate::session::{FAINT, STRONG, Session};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Words that must all stand in the name, or in the description of a --ddf definition
    #[arg(value_name = "WORD", required = true)]
    words: Vec<String>,
}

#[derive(Serialize)]
struct Found {
    object: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    resource: Option<u16>,
    name: String,
    object_name: String,
}

pub(crate) fn run(args: &Args, session: &mut Session) -> Result<(), Failure> {
    let words: Vec<_> = args.words.iter().map(|word| word.to_lowercase()).collect();
    let fits = |name: &str, description: &str| {
        let (name, description) = (name.to_lowercase(), description.to_lowercase());
        words.iter().all(|word| name.contains(word.as_str()) || description.contains(word.as_str()))
    };
    let mut objects = Vec::new();
    let mut resources = Vec::new();
    for object in session.definitions.newest() {
        let id = object.id().get();
        let object_name = object.name().to_owned();
        if fits(object.name(), object.description()) {
            let name = object_name.clone();
            objects.push(Found {
                object: id,
                resource: None,
                name,
                object_name: object_name.clone(),
            });
        }
        for resource in object.resources() {
            if fits(resource.def.name, resource.description) {
                resources.push(Found {
                    object: id,
                    resource: Some(resource.def.id.get()),
                    name: resource.def.name.to_owned(),
                    object_name: object_name.clone(),
                });
            }
        }
    }
    // Objects are what people look for first.
    objects.extend(resources);
    if session.json {
        session.write_json(&objects)?;
    } else {
        for found in &objects {
            let Found { object, resource, name, object_name } = found;
            match resource {
                None => writeln!(session.out, "{STRONG}{object}{STRONG:#}  {name}")?,
                Some(id) => {
                    writeln!(
                        session.out,
                        "{object}/x/{id}  {name}  {FAINT}of {object_name}{FAINT:#}"
                    )?;
                }
            }
        }
    }
    if objects.is_empty() {
        let words = args.words.join(" ");
        return Err(Failure::Refused(format!("no name has {words:?} in it")));
    }
    Ok(())
}
