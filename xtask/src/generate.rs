//! `generate`: the snapshot of the registry as Rust, into `lwm2m-model`, or a module of one's own.
//! Knows nothing of Rust text but where it goes: `lwm2m-codegen` writes it, rustfmt lays it out.

pub(crate) mod definitions;
mod format;
pub(crate) mod tree;

use std::path::{Path, PathBuf};
use std::time::Instant;

use lwm2m_codegen::{Config, Problem};
use lwm2m_ddf::ObjectDefinition;

use crate::args::Args;
use crate::failure::Failure;
use crate::workspace;

pub(crate) const SUMMARY: &str = "turn the snapshot's definitions into Rust types and constants";

pub(crate) const HELP: &str = "\
Usage: cargo xtask generate [--check] [--descriptions DIR]
       cargo xtask generate [--check] [--descriptions DIR] --only IDS --out FILE

Reads registry/objects/*.xml, registry/enums.toml and registry/names.lock, and writes
lwm2m-model/src/objects, lwm2m-model/src/defs and the rows that names.lock lacks. Where anything
is wrong with a definition, nothing is written.

  --check             writes nothing; exit code 1 where something would be written
  --descriptions DIR  adds descriptions from upstream XML in DIR to the documentation. They are
                      under their authors' licences: for your own machine, not to be committed
  --only IDS          only these objects in their newest version, such as 3,5,3303
  --out FILE          with --only: one self-contained module, written to FILE

Exit code: 0 all up to date now, 1 something is wrong or (with --check) out of date, 2 trouble.
";

pub(crate) fn run(arguments: &[String]) -> Result<(), Failure> {
    let args = Args::parse(arguments, &["--check"], &["--descriptions", "--only", "--out"])?;
    if let Some(stray) = args.rest.first() {
        return Err(Failure::Usage(format!("expected options only, found {stray:?}\n\n{HELP}")));
    }
    let start = Instant::now();
    let target = match (args.value("--only"), args.value("--out")) {
        (None, None) => Target::Model,
        (Some(ids), Some(file)) => Target::Module { ids: ids_of(ids)?, file: file.into() },
        _ => return Err(Failure::Usage("--only and --out go together".to_owned())),
    };
    let mut definitions = definitions::snapshot()?.usable()?;
    if let Some(folder) = args.value("--descriptions") {
        definitions::describe(&mut definitions, Path::new(folder))?;
    }
    let config = config(args.value("--descriptions").is_some(), &target)?;
    let (generated, changed) = match &target {
        Target::Model => model(&config, &definitions, args.flag("--check"))?,
        Target::Module { file, .. } => module(&config, &definitions, file, args.flag("--check"))?,
    };
    let count = changed.len();
    say_generated(&generated, count, start);
    if args.flag("--check") && !changed.is_empty() {
        for change in changed.iter().take(SHOWN) {
            eprintln!("{change}");
        }
        if count > SHOWN {
            eprintln!("and {} more", count - SHOWN);
        }
        let rest: Vec<_> = arguments.iter().filter(|argument| *argument != "--check").collect();
        let rest: String = rest.iter().map(|argument| format!(" {argument}")).collect();
        eprintln!("out of date; run: cargo xtask generate{rest}");
        return Err(Failure::Findings);
    }
    Ok(())
}

/// Writes `lwm2m-model` from the definitions of the snapshot, and says so.
pub(crate) fn from(definitions: &[ObjectDefinition]) -> Result<(), Failure> {
    let start = Instant::now();
    let config = config(false, &Target::Model)?;
    let (generated, changed) = model(&config, definitions, false)?;
    say_generated(&generated, changed.len(), start);
    Ok(())
}

fn say_generated(what: &str, changed: usize, start: Instant) {
    let seconds = start.elapsed().as_secs_f64();
    println!("generated {what}, {changed} changed, {seconds:.1} s");
}

/// What is written.
enum Target {
    Model,
    Module { ids: Vec<u16>, file: PathBuf },
}

/// How many changes are listed one by one.
const SHOWN: usize = 20;

fn ids_of(list: &str) -> Result<Vec<u16>, Failure> {
    let ids: Result<Vec<u16>, _> = list.split(',').map(|id| id.trim().parse()).collect();
    ids.map_err(|_| {
        Failure::Usage(format!("--only is a list of ids such as 3,5,3303, not {list:?}"))
    })
}

fn config(descriptions: bool, target: &Target) -> Result<Config, Failure> {
    let config = Config::new()
        .origin("cargo xtask generate", "registry/objects/")
        .enumerations(tree::read(&workspace::registry().join("enums.toml"))?)
        .names(tree::read(&workspace::registry().join("names.lock"))?)
        .descriptions(descriptions);
    Ok(match target {
        Target::Model => config,
        Target::Module { ids, .. } => config.only(ids.iter().copied()),
    })
}

/// The files of `lwm2m-model`; what was (or would be) changed.
fn model(
    config: &Config,
    definitions: &[ObjectDefinition],
    check: bool,
) -> Result<(String, Vec<String>), Failure> {
    let mut files = config.generate(definitions).map_err(say)?;
    format::files(&mut files)?;
    let types = files.iter().filter(|file| tree::is_type(&file.path)).count();
    let changed = tree::write(&files, check)?;
    Ok((format!("{types} types in {types} files"), changed))
}

/// One module; its file's name where it was (or would be) changed.
fn module(
    config: &Config,
    definitions: &[ObjectDefinition],
    file: &Path,
    check: bool,
) -> Result<(String, Vec<String>), Failure> {
    let text = format::text(&config.module(definitions).map_err(say)?)?;
    let changed = tree::write_file(file, &text, check)?;
    Ok((format!("1 module of {} lines", text.lines().count()), changed.into_iter().collect()))
}

fn say(problems: Vec<Problem>) -> Failure {
    for problem in &problems {
        eprintln!("error: {problem}");
    }
    let count = problems.len();
    eprintln!("{count} problem{}; nothing is written", if count == 1 { "" } else { "s" });
    Failure::Findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_checked_in_is_what_is_generated() {
        assert!(matches!(run(&["--check".to_owned()]), Ok(())));
    }

    #[test]
    fn arguments_that_make_no_sense_are_refused() {
        for line in ["--only 3", "--out a.rs", "--only 3,x --out a.rs", "stray"] {
            let arguments: Vec<_> = line.split(' ').map(str::to_owned).collect();
            assert!(matches!(run(&arguments), Err(Failure::Usage(_))), "{line}");
        }
    }

    #[test]
    fn nothing_is_written_where_something_is_wrong() {
        let folder = std::env::temp_dir().join(format!("lwm2m-generate-{}", std::process::id()));
        let file = folder.join("module.rs");
        let arguments = ["--only", "3,65000", "--out", &file.to_string_lossy()].map(str::to_owned);
        assert!(matches!(run(&arguments), Err(Failure::Findings)));
        assert!(!file.exists());

        let arguments = ["--only", "3303,3", "--out", &file.to_string_lossy()].map(str::to_owned);
        assert!(matches!(run(&arguments), Ok(())));
        let text = tree::read(&file).unwrap_or_default();
        assert!(text.starts_with("// @generated by `cargo xtask generate` from "), "{text}");
        assert!(
            text.contains("pub struct Temperature<'a>") && text.contains("pub enum PowerSource")
        );
        let check = [&arguments[..], &["--check".to_owned()]].concat();
        assert!(matches!(run(&check), Ok(())));
        assert!(std::fs::remove_dir_all(&folder).is_ok());
    }
}
