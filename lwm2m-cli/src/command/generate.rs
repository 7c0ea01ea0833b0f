//! `generate`: object definitions to Rust. All that is called of `lwm2m-codegen` is in this file.

use std::io::Write;
use std::path::PathBuf;

use lwm2m_codegen::{Config, Documents, Refused};
use lwm2m_ddf::{Mode, ObjectDefinition};

use crate::failure::Failure;
use crate::session::Session;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Definitions as XML: files, or folders of them
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// Only these Objects, in their newest version: 3,3303
    #[arg(long, value_name = "IDS", value_delimiter = ',')]
    only: Vec<u16>,
    /// The folder that `objects.rs` goes to; else the module goes to stdout
    #[arg(long, short, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Types that own their text and octets, where others borrow them from the payload
    #[arg(long)]
    owned: bool,
    /// Adds the descriptions of the definitions to the documentation; look at their licence first
    #[arg(long)]
    descriptions: bool,
}

pub(crate) fn run(args: &Args, session: &mut Session) -> Result<(), Failure> {
    let refused = |refused: Refused| Failure::Refused(refused.to_string());
    let config = config(args);
    match &args.out {
        None => {
            let documents = config.read().map_err(refused)?;
            let module = config.module(&documents).map_err(refused)?;
            session.out.write_all(module.as_bytes())?;
        }
        Some(folder) => {
            let written = config.write(folder).map_err(refused)?;
            let change = if written.changed { "is written" } else { "is as it was" };
            session.note(format_args!("{} {change}", written.path.display()));
        }
    }
    Ok(())
}

/// What is to be generated: what the public registry may do, vendors may.
fn config(args: &Args) -> Config {
    let config = Config::new().mode(Mode::Registry).descriptions(args.descriptions);
    let mut config = args.files.iter().fold(config, Config::definitions);
    if args.owned {
        config = config.owned();
    }
    if !args.only.is_empty() {
        config = config.only(args.only.iter().copied());
    }
    config
}

/// The struct of an Object, as `generate` writes it; empty where it can't be written.
pub(crate) fn structure(definition: ObjectDefinition) -> String {
    let module = Config::new().module(&Documents::from(vec![definition])).unwrap_or_default();
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
