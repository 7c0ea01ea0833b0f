//! `show`: an Object of the registry.

use std::io::Write;

use lwm2m_codec::ObjectId;
use serde::Serialize;

use crate::definitions::{Object, Resource, range};
use crate::failure::Failure;
use crate::session::{FAINT, STRONG, Session};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The id of an Object, a path such as /3303/0/5700, or an exact name
    #[arg(value_name = "OBJECT", required = true)]
    object: Vec<String>,
    /// Shows every version, not the newest alone
    #[arg(long)]
    versions: bool,
}

#[derive(Debug, Serialize)]
pub(crate) struct ObjectJson {
    id: u16,
    name: String,
    version: String,
    urn: String,
    multiple: bool,
    mandatory: bool,
    #[serde(skip_serializing_if = "String::is_empty")]
    description: String,
    /// All that are known.
    versions: Vec<String>,
    resources: Vec<ResourceJson>,
}

#[derive(Debug, Serialize)]
pub(crate) struct ResourceJson {
    id: u16,
    name: String,
    operations: &'static str,
    multiple: bool,
    mandatory: bool,
    #[serde(rename = "type")]
    data_type: &'static str,
    range: String,
    unit: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    description: String,
}

pub(crate) fn run(args: &Args, session: &mut Session) -> Result<(), Failure> {
    let wanted = args.object.join(" ");
    let (id, only) = find(&wanted, session)?;
    let definitions = &session.definitions;
    let unknown = || Failure::Refused(format!("there is no Object {wanted} in the definitions"));
    let all = definitions.versions(id);
    let shown: Vec<_> =
        if args.versions { all.clone() } else { vec![definitions.object(id).ok_or_else(unknown)?] };
    if shown.is_empty() {
        return Err(unknown());
    }
    let versions: Vec<_> = all.iter().map(|object| object.version().to_string()).collect();
    if session.json {
        let shown: Vec<_> = shown.iter().map(|object| json(object, &versions, only)).collect();
        return match shown.as_slice() {
            [one] => session.write_json(one),
            more => session.write_json(&more),
        };
    }
    let mut text = Vec::new();
    for object in shown {
        describe(&object, &versions, only, &mut text)?;
    }
    session.out.write_all(&text)?;
    Ok(())
}

/// Which Object is meant, and which of its Resources alone.
fn find(wanted: &str, session: &Session) -> Result<(ObjectId, Option<u16>), Failure> {
    let trimmed = wanted.trim_matches('/');
    let mut ids = trimmed.split('/');
    if let Some(id) = ids.next().and_then(|id| id.parse::<u16>().ok()) {
        let id = ObjectId::try_from(id);
        let id = id.map_err(|_| Failure::Usage("65535 is reserved: no Object has it".into()))?;
        let resource = ids.nth(1).and_then(|id| id.parse().ok());
        return Ok((id, resource));
    }
    let same = |object: &Object<'_>| object.name().eq_ignore_ascii_case(trimmed);
    let found = session.definitions.newest().into_iter().find(same);
    found.map(|object| (object.id(), None)).ok_or_else(|| {
        Failure::Refused(format!(
            "there is no Object {wanted:?}; lwm2m search {trimmed} looks further"
        ))
    })
}

fn json(object: &Object<'_>, versions: &[String], only: Option<u16>) -> ObjectJson {
    let wanted = |resource: &Resource<'_>| only.is_none_or(|id| id == resource.def.id.get());
    ObjectJson {
        id: object.id().get(),
        name: object.name().to_owned(),
        version: object.version().to_string(),
        urn: object.urn().to_owned(),
        multiple: object.is_multiple(),
        mandatory: object.is_mandatory(),
        description: object.description().to_owned(),
        versions: versions.to_vec(),
        resources: object.resources().iter().filter(|r| wanted(r)).map(resource).collect(),
    }
}

fn resource(resource: &Resource<'_>) -> ResourceJson {
    let def = resource.def;
    ResourceJson {
        id: def.id.get(),
        name: def.name.to_owned(),
        operations: def.operations.name(),
        multiple: def.multiple,
        mandatory: def.mandatory,
        data_type: def.data_type.name(),
        range: range(def.range),
        unit: def.unit.to_owned(),
        description: resource.description.to_owned(),
    }
}

fn describe(
    object: &Object<'_>,
    versions: &[String],
    only: Option<u16>,
    out: &mut Vec<u8>,
) -> Result<(), Failure> {
    let (id, name, version) = (object.id(), object.name(), object.version());
    writeln!(out, "{STRONG}{id} {name}{STRONG:#}, version {version}")?;
    let several = if object.is_multiple() { "multiple" } else { "single" };
    let must = if object.is_mandatory() { "mandatory" } else { "optional" };
    writeln!(out, "{}, {several}, {must}; versions {}", object.urn(), versions.join(", "))?;
    if !object.description().is_empty() {
        writeln!(out, "{FAINT}{}{FAINT:#}", object.description())?;
    }
    let resources = object.resources();
    let wanted = |resource: &&Resource<'_>| only.is_none_or(|id| id == resource.def.id.get());
    let widest = resources.iter().map(|resource| resource.def.name.chars().count()).max();
    let width = widest.unwrap_or(0).min(40);
    for resource in resources.iter().filter(wanted) {
        let def = resource.def;
        let mut facts = vec![def.data_type.name().to_owned()];
        facts.extend(def.multiple.then(|| "multiple".to_owned()));
        facts.extend(def.mandatory.then(|| "mandatory".to_owned()));
        facts.extend(Some(range(def.range)).filter(|range| !range.is_empty()));
        facts.extend(Some(def.unit.to_owned()).filter(|unit| !unit.is_empty()));
        facts.retain(|fact| !fact.is_empty());
        let (id, name, operations) = (def.id.get(), def.name, def.operations.name());
        writeln!(
            out,
            "  {STRONG}{id:>5}{STRONG:#}  {operations:2}  {name:width$}  {}",
            facts.join(", ")
        )?;
        if !resource.description.is_empty() {
            writeln!(out, "             {FAINT}{}{FAINT:#}", resource.description)?;
        }
    }
    Ok(())
}
