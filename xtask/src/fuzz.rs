//! `fuzz`: runs fuzz targets, replays their corpus, keeps what they have found to be worth it.
//! What must hold is in `lwm2m-properties`; this task starts programs and reads what they say.

mod corpus;
mod processor;
mod run;

use std::process::Command;

use crate::args::Args;
use crate::failure::Failure;
use crate::workspace;

pub(crate) const SUMMARY: &str = "run fuzz targets, or replay their corpus";

pub(crate) const HELP: &str = "\
Usage: cargo xtask fuzz [--seconds N] [--keep] [TARGET...]
       cargo xtask fuzz --replay [TARGET...]
       cargo xtask fuzz --seed [TARGET...]

Runs each TARGET, or all, for N seconds (default 10): with a nightly compiler and cargo-fuzz, without
a sanitizer, one after the other. An input that breaks a property stays in fuzz/artifacts/TARGET/.
Prints a table: executions, coverage edges, inputs, seconds of a processor, finds.
What the targets are is told in fuzz/README.md, and what becomes of a find.

Options:
  --seconds N  how long each target runs
  --keep       then minimise what was found to fuzz/corpus/TARGET.txt
  --replay     fuzz nothing: run seeds and corpus on this compiler; needs no nightly
  --seed       fuzz nothing: write seeds and corpus to fuzz/inputs/TARGET/, for other ways to fuzz

Exit code: 0 every property held, 1 one did not, 2 trouble, such as no cargo-fuzz.
";

/// A target, as `lwm2m-properties` tells of it.
struct Target {
    name: String,
    dictionary: String,
}

pub(crate) fn run(arguments: &[String]) -> Result<(), Failure> {
    let args = Args::parse(arguments, &["--keep", "--replay", "--seed"], &["--seconds"])?;
    let seconds = args.value("--seconds").unwrap_or("10").parse::<u32>();
    let seconds = seconds.map_err(|_| Failure::Usage("expected a number of seconds".into()))?;
    if args.flag("--replay") {
        let status = corpus::replay().args(&args.rest).status();
        let status = status.map_err(|error| Failure::with("replay", error))?;
        return match status.code() {
            Some(0) => Ok(()),
            Some(1) => Err(Failure::Findings),
            _ => Err(Failure::Trouble("replay did not run".into())),
        };
    }
    let targets = chosen(&args.rest)?;
    for target in &targets {
        corpus::unpack(target)?;
    }
    if args.flag("--seed") {
        return Ok(());
    }
    let built = run::build(&targets)?;
    let mut finds = 0;
    println!("{}", run::Outcome::HEAD);
    for target in &targets {
        let outcome = run::run(&built, target, seconds)?;
        println!("{outcome}");
        finds += outcome.finds;
        if args.flag("--keep") {
            run::merge(&built, target)?;
            corpus::pack(target)?;
        }
    }
    if finds == 0 { Ok(()) } else { Err(Failure::Findings) }
}

/// The targets of some names, or all.
fn chosen(names: &[String]) -> Result<Vec<Target>, Failure> {
    let output = corpus::replay().arg("--list").output();
    let output = output.map_err(|error| Failure::with("replay --list", error))?;
    if !output.status.success() {
        return Err(Failure::with("replay --list", String::from_utf8_lossy(&output.stderr)));
    }
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let target = |line: &str| {
        let mut fields = line.split('\t').map(str::to_owned);
        Some(Target { name: fields.next()?, dictionary: fields.next()? })
    };
    let all: Vec<Target> = text.lines().filter_map(target).collect();
    if let Some(unknown) = names.iter().find(|name| all.iter().all(|target| target.name != **name))
    {
        return Err(Failure::Usage(format!("there is no target {unknown:?}\n\n{HELP}")));
    }
    let is_chosen = |target: &Target| names.is_empty() || names.contains(&target.name);
    Ok(all.into_iter().filter(is_chosen).collect())
}

/// The folder of the fuzz targets.
fn folder() -> std::path::PathBuf {
    workspace::root().join("fuzz")
}

/// Runs a program to its end; what it says is shown only where it fails.
fn finish(command: &mut Command, what: &str) -> Result<(), Failure> {
    let output = command.output().map_err(|error| Failure::with(what, error))?;
    if output.status.success() {
        return Ok(());
    }
    Err(Failure::with(what, String::from_utf8_lossy(&output.stderr)))
}
