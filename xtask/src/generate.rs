//! `generate`: the snapshot of the registry as Rust, into `lwm2m-model`, or a module of one's own.
//! Knows nothing of Rust text but where it goes: `lwm2m-codegen` writes it, rustfmt lays it out.

mod format;
pub(crate) mod tree;

use std::path::Path;
use std::time::Instant;

use lwm2m_codegen::{Config, Documents, Refused, Severity};

use crate::args::Args;
use crate::failure::Failure;
use crate::{pull, validate, workspace};

pub(crate) const SUMMARY: &str = "turn object definitions into Rust types and constants";

pub(crate) const HELP: &str = "\
Usage: cargo xtask generate [--check] [--descriptions DIR]
       cargo xtask generate [--check] [--descriptions DIR] --only IDS --out DIR [MODULE OPTIONS]
       cargo xtask generate [--check] [--only IDS] --out DIR [MODULE OPTIONS] PATH...

Without --out: reads registry/objects/*.xml, registry/enums.toml and registry/names.lock, and
writes lwm2m-model/src/objects, lwm2m-model/src/defs and the rows that names.lock lacks.

With --out: writes one self-contained module, DIR/objects.rs, that depends on lwm2m-codec alone. It
is made of objects of the registry; with PATHs, XML files or folders, of the definitions there. It
is what lwm2m_codegen::Config::build writes in a build.rs with the same options.

Where anything is wrong with a definition, it is said with file, line and column, and nothing is
written.

  --check             writes nothing; exit code 1 where something would be written
  --descriptions DIR  adds descriptions from upstream XML in DIR to the documentation. They are
                      under their authors' licences: for your own machine, not to be committed
  --only IDS          only these objects in their newest version, such as 3,5,3303
  --out DIR           the folder for objects.rs

Module options:
  --owned             for programs with a heap: --texts owned --collections btree-map
  --texts KIND        the type of text and octets: borrowed (default), owned, or heapless:32 with
                      a capacity in bytes
  --collections KIND  the type of multiple resources: instances (default), vec or btree-map
  --enums FILE        which integers have names; default: registry/enums.toml, none with PATHs
  --mode MODE         strict (default), or registry: takes what documents of the public registry
                      are known to have, see `cargo xtask validate --help`

Exit code: 0 all up to date now, 1 something is wrong or (with --check) out of date, 2 trouble.
";

const OPTIONS: &[&str] =
    &["--collections", "--descriptions", "--enums", "--mode", "--only", "--out", "--texts"];

pub(crate) fn run(arguments: &[String]) -> Result<(), Failure> {
    let args = Args::parse(arguments, &["--check", "--owned"], OPTIONS)?;
    let start = Instant::now();
    let (what, changed) = match args.value("--out") {
        Some(folder) => module(&args, Path::new(folder))?,
        None => {
            let mut config = registry()?;
            if let Some(folder) = args.value("--descriptions") {
                config = config.descriptions_from(folder);
            }
            let of_module = ["--collections", "--enums", "--mode", "--only", "--texts"];
            if let Some(option) = of_module.into_iter().find(|name| args.value(name).is_some()) {
                return Err(Failure::Usage(format!("{option} needs --out")));
            }
            if args.flag("--owned") {
                return Err(Failure::Usage("--owned needs --out".to_owned()));
            }
            if let Some(path) = args.rest.first() {
                return Err(Failure::Usage(format!("{path:?} needs --out\n\n{HELP}")));
            }
            let documents = config.read().map_err(say)?;
            model(&config, &documents, args.flag("--check"))?
        }
    };
    let count = changed.len();
    say_generated(&what, count, start);
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

/// Writes `lwm2m-model` from the definitions of the registry, and says so.
pub(crate) fn from(config: &Config, documents: &Documents) -> Result<(), Failure> {
    let start = Instant::now();
    let (generated, changed) = model(config, documents, false)?;
    say_generated(&generated, changed.len(), start);
    Ok(())
}

/// The registry's definitions, with its names and enumerations.
pub(crate) fn registry() -> Result<Config, Failure> {
    let registry = workspace::registry();
    pull::settle(&registry)?;
    Ok(Config::new()
        .origin("cargo xtask generate", "registry/objects/")
        .definitions(registry.join("objects"))
        .enumerations_file(registry.join("enums.toml"))
        .names(tree::read(&registry.join("names.lock"))?))
}

/// Says why nothing is generated.
pub(crate) fn say(refused: Refused) -> Failure {
    let mut errors = 0;
    for problem in &refused.problems {
        if problem.severity == Severity::Error {
            errors += 1;
            eprintln!("{problem}");
        }
    }
    eprintln!("{errors} error{}; nothing is written", if errors == 1 { "" } else { "s" });
    Failure::Findings
}

fn say_generated(what: &str, changed: usize, start: Instant) {
    let seconds = start.elapsed().as_secs_f64();
    println!("generated {what}, {changed} changed, {seconds:.1} s");
}

/// How many changes are listed one by one.
const SHOWN: usize = 20;

/// The files of `lwm2m-model`; what was (or would be) changed.
fn model(
    config: &Config,
    documents: &Documents,
    check: bool,
) -> Result<(String, Vec<String>), Failure> {
    let mut files = config.generate(documents).map_err(say)?;
    format::files(&mut files)?;
    let types = files.iter().filter(|file| tree::is_type(&file.path)).count();
    let changed = tree::write(&files, check)?;
    Ok((format!("{types} types in {types} files"), changed))
}

/// One module; its file where it was (or would be) changed. What is odd about a vendor's definitions is said.
fn module(args: &Args, folder: &Path) -> Result<(String, Vec<String>), Failure> {
    let mut config = match args.rest.as_slice() {
        [] if args.value("--only").is_none() => {
            return Err(Failure::Usage(format!("--out needs --only or a PATH\n\n{HELP}")));
        }
        [] => {
            pull::settle(&workspace::registry())?;
            let names = tree::read(&workspace::registry().join("names.lock"))?;
            Config::new()
                .definitions(workspace::registry().join("objects"))
                .enumerations_file(workspace::registry().join("enums.toml"))
                .names(names)
        }
        paths => paths.iter().fold(Config::new(), |config, path| config.definitions(path)),
    };
    if let Some(ids) = args.value("--only") {
        config = config.only(ids_of(ids)?);
    }
    if let Some(folder) = args.value("--descriptions") {
        config = config.descriptions_from(folder);
    }
    if let Some(file) = args.value("--enums") {
        config = config.enumerations_file(file);
    }
    if let Some(mode) = args.value("--mode") {
        config = config.mode(validate::mode(mode)?);
    }
    if args.flag("--owned") {
        config = config.owned();
    }
    if let Some(kind) = args.value("--texts") {
        let texts = kind.parse().map_err(|why| Failure::Usage(format!("--texts: {why}")))?;
        config = config.texts(texts);
    }
    if let Some(kind) = args.value("--collections") {
        let kind = kind.parse().map_err(|why| Failure::Usage(format!("--collections: {why}")))?;
        config = config.collections(kind);
    }
    let written = if args.flag("--check") { config.check(folder) } else { config.write(folder) };
    let written = written.map_err(say)?;
    for lint in written.lints.iter().filter(|_| !args.rest.is_empty()) {
        eprintln!("{lint}");
    }
    let changed = written.changed.then(|| written.path.display().to_string());
    let definitions = written.definitions;
    let plural = if definitions == 1 { "" } else { "s" };
    Ok((format!("1 module from {definitions} definition{plural}"), changed.into_iter().collect()))
}

fn ids_of(list: &str) -> Result<Vec<u16>, Failure> {
    let ids: Result<Vec<u16>, _> = list.split(',').map(|id| id.trim().parse()).collect();
    ids.map_err(|_| {
        Failure::Usage(format!("--only is a list of ids such as 3,5,3303, not {list:?}"))
    })
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
        for line in [
            "--only 3",
            "--out a",
            "--only 3,x --out a",
            "--only 3 --out a --texts heap",
            "--only 3 --out a --collections set",
            "--texts owned",
            "--owned",
            "stray",
        ] {
            let arguments: Vec<_> = line.split(' ').map(str::to_owned).collect();
            assert!(matches!(run(&arguments), Err(Failure::Usage(_))), "{line}");
        }
    }

    #[test]
    fn nothing_is_written_where_something_is_wrong() {
        let folder = std::env::temp_dir().join(format!("lwm2m-generate-{}", std::process::id()));
        let file = folder.join("objects.rs");
        let arguments = ["--only", "3,65000", "--out", &folder.to_string_lossy()];
        assert!(matches!(run(&arguments.map(str::to_owned)), Err(Failure::Findings)));
        assert!(!file.exists());

        let arguments = ["--only", "3303,3", "--out", &folder.to_string_lossy()];
        let arguments = arguments.map(str::to_owned);
        assert!(matches!(run(&arguments), Ok(())));
        let text = tree::read(&file).unwrap_or_default();
        assert!(text.starts_with("// @generated by lwm2m-codegen from "), "{text}");
        assert!(
            text.contains("pub struct Temperature<'a>") && text.contains("pub enum PowerSource")
        );
        let check = [&arguments[..], &["--check".to_owned()]].concat();
        assert!(matches!(run(&check), Ok(())));
        assert!(std::fs::remove_dir_all(&folder).is_ok());
    }
}
