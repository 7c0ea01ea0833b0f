//! `regenerate`: the main job in one command, from the snapshot of the registry to a payload in every format.
//! Knows no generated code: what needs it runs as a program of its own, built after it was generated.

use std::env;
use std::process::Command;
use std::time::Instant;

use lwm2m_codegen::{Config, Documents, Severity};

use crate::args::Args;
use crate::failure::Failure;
use crate::{generate, workspace};

pub(crate) const SUMMARY: &str =
    "the main job: validate, generate, and take a payload there and back";

pub(crate) const HELP: &str = "\
Usage: cargo xtask regenerate

Three steps, one line each:
  1. validates registry/objects/*.xml against registry/schema. A finding is an error: oddities,
     which `cargo xtask validate` names, are none
  2. generates lwm2m-model from them, as `cargo xtask generate` does; files that are up to date are
     not touched
  3. builds lwm2m-model and runs its example round_trip: a Device as it came over the wire is
     decoded, encoded in every format and decoded again; one line a format

The first step that finds something is the last one.

Exit code: 0 all well, 1 a definition is wrong or a format changed the Device, 2 trouble, such as
generated code that can't be built.
";

pub(crate) fn run(arguments: &[String]) -> Result<(), Failure> {
    let args = Args::parse(arguments, &[], &[])?;
    if let Some(stray) = args.rest.first() {
        return Err(Failure::Usage(format!("expected no argument, found {stray:?}\n\n{HELP}")));
    }
    let config = generate::registry()?;
    let documents = validated(&config)?;
    generate::from(&config, &documents)?;
    round_trip()
}

/// Reads the definitions and says what was found.
fn validated(config: &Config) -> Result<Documents, Failure> {
    let start = Instant::now();
    let read = config.read();
    let seconds = start.elapsed().as_secs_f64();
    let plural = |count| if count == 1 { "" } else { "s" };
    match read {
        Ok(documents) => {
            let count = documents.files().len();
            println!("validated {count} definition{}, 0 findings, {seconds:.2} s", plural(count));
            Ok(documents)
        }
        Err(refused) => {
            let errors = refused.problems.iter();
            let count = errors.filter(|problem| problem.severity == Severity::Error).count();
            println!("validated the definitions, {count} finding{}, {seconds:.2} s", plural(count));
            Err(generate::say(refused))
        }
    }
}

/// Runs the example, whose lines go where ours go.
fn round_trip() -> Result<(), Failure> {
    const WHAT: &str = "cargo run --quiet -p lwm2m-model --example round_trip";
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .args(WHAT.split(' ').skip(1))
        .current_dir(workspace::root())
        .status()
        .map_err(|error| Failure::with(WHAT, error))?;
    match status.code() {
        Some(0) => Ok(()),
        Some(1) => Err(Failure::Findings),
        // 101 is cargo's own: it has said why.
        _ => Err(Failure::with(WHAT, status)),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_wrong_definition_ends_it() -> std::io::Result<()> {
        let folder = env::temp_dir().join(format!("lwm2m-regenerate-{}", std::process::id()));
        fs::create_dir_all(&folder)?;
        let right = workspace::registry().join("objects/3303-1_1.xml");
        fs::copy(&right, folder.join("3303-1_1.xml"))?;
        let config = Config::new().definitions(&folder);

        let documents = validated(&config);
        assert!(matches!(documents, Ok(documents) if documents.definitions().len() == 1));

        let text = fs::read_to_string(&right)?;
        fs::write(folder.join("3303-1_0.xml"), text.replace("<Type>Float<", "<Type>Flaot<"))?;
        let refused = config.read().expect_err("one definition is wrong");
        let errors = refused.problems.iter().filter(|it| it.severity == Severity::Error);
        assert!(errors.count() > 1, "{refused}");
        assert!(matches!(validated(&config), Err(Failure::Findings)));
        fs::remove_dir_all(&folder)
    }
}
