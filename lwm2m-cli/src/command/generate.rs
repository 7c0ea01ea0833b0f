//! `generate`: object definitions to Rust. All that is called of `lwm2m-codegen` is in this file.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use lwm2m_codegen::{Collections, Config, Texts};
use lwm2m_ddf::registry::Loading;
use lwm2m_ddf::{Mode, ObjectDefinition};

use crate::failure::Failure;
use crate::session::Session;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Definitions as XML or JSON: files, or folders of them
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// Only these Objects, in their newest version: 3,3303
    #[arg(long, value_name = "IDS", value_delimiter = ',')]
    only: Vec<u16>,
    /// Where the module goes; else to stdout
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Types that own their text and octets, where others borrow them from the payload
    #[arg(long)]
    owned: bool,
    /// Adds the descriptions of the definitions to the documentation; look at their licence first
    #[arg(long)]
    descriptions: bool,
}

pub(crate) fn run(args: &Args, session: &mut Session) -> Result<(), Failure> {
    let mut loading = Loading::new(Mode::Registry);
    for path in &args.files {
        let failed = |error| Failure::trouble(path.display(), error);
        if path.is_dir() {
            loading.folder(path).map_err(failed)?;
        } else {
            let bytes = fs::read(path).map_err(failed)?;
            loading.document(&path.display().to_string(), &bytes);
        }
    }
    let registry = loading.finish().map_err(|refused| Failure::Refused(refused.to_string()))?;
    let definitions: Vec<_> = registry.iter().cloned().collect();
    let text = module(args, &definitions)?;
    match &args.out {
        None => session.out.write_all(text.as_bytes())?,
        Some(file) => {
            fs::write(file, text).map_err(|error| Failure::trouble(file.display(), error))?;
            session.note(format_args!("{} is written", file.display()));
        }
    }
    Ok(())
}

/// The struct of an Object, as `generate` writes it; empty where it can't be written.
pub(crate) fn structure(definition: ObjectDefinition) -> String {
    let module = Config::new().origin("lwm2m docs", "").module(&[definition]).unwrap_or_default();
    let mut lines = Vec::new();
    for line in module.lines() {
        // The struct stands in a module; above its attributes is its own comment.
        let line = line.strip_prefix("    ").unwrap_or(line);
        let is_struct = lines.iter().any(|line: &&str| line.starts_with("pub struct "));
        if !is_struct && !line.starts_with(['/', '#', 'p']) {
            lines.clear();
            continue;
        }
        lines.push(line);
        if is_struct && (line == "}" || line.ends_with("{}")) {
            return lines.join("\n");
        }
    }
    String::new()
}

/// One self-contained module.
fn module(args: &Args, definitions: &[ObjectDefinition]) -> Result<String, Failure> {
    let mut config = Config::new().origin("lwm2m generate", "").descriptions(args.descriptions);
    if args.owned {
        config = config.texts(Texts::Owned).collections(Collections::BTreeMap);
    }
    if !args.only.is_empty() {
        config = config.only(args.only.iter().copied());
    }
    config.module(definitions).map_err(|problems| {
        let lines: Vec<_> = problems.iter().map(ToString::to_string).collect();
        Failure::Refused(lines.join("\n"))
    })
}
