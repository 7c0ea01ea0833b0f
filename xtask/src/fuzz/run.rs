//! Builds the targets by cargo-fuzz, runs them, and reads from libFuzzer's words how it went.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::processor::Stopwatch;
use super::{Target, finish, folder};
use crate::failure::Failure;

/// Where the programs are.
pub(super) struct Built(PathBuf);

/// How many targets are built one by one; cargo-fuzz takes one name, or builds them all.
const FEW: usize = 4;

/// Builds a few targets, or all.
pub(super) fn build(targets: &[Target]) -> Result<Built, Failure> {
    let few: Vec<_> = targets.iter().map(|target| Some(&target.name)).collect();
    for name in if few.len() <= FEW { few } else { vec![None] } {
        let mut cargo = nightly();
        cargo.args(["fuzz", "build", "--release", "--sanitizer", "none"]).args(name);
        finish(&mut cargo, "cargo +nightly fuzz build")?;
    }
    // One folder below `target` is named for what the compiler builds for.
    let named = fs::read_dir(folder().join("target")).map_err(|e| Failure::with("target", e))?;
    let built = named.filter_map(|entry| Some(entry.ok()?.path().join("release")));
    let has_target =
        |path: &PathBuf| targets.iter().all(|target| path.join(&target.name).is_file());
    let missing = || Failure::Trouble("cargo-fuzz has built no targets".into());
    built.filter(|path| has_target(path)).max().map(Built).ok_or_else(missing)
}

/// The nightly compiler, whatever compiler runs this task.
fn nightly() -> Command {
    let mut cargo = Command::new("cargo");
    cargo.arg("+nightly").current_dir(folder()).env_remove("RUSTUP_TOOLCHAIN").env_remove("CARGO");
    cargo
}

/// How a run went.
pub(super) struct Outcome {
    name: String,
    executions: u64,
    edges: u64,
    inputs: usize,
    /// Of one processor.
    time: Duration,
    /// The inputs for which the property does not hold.
    pub(super) finds: usize,
}

impl Outcome {
    /// The head of the table.
    pub(super) const HEAD: &str = "| target | executions | edges | inputs | processor, s | finds |\n|---|---:|---:|---:|---:|---:|";
}

/// A row of the table.
impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, executions, edges, inputs, time, finds } = self;
        let seconds = time.as_secs_f64();
        write!(f, "| `{name}` | {executions} | {edges} | {inputs} | {seconds:.0} | {finds} |")
    }
}

/// Runs a target for some seconds, or until it has found something.
pub(super) fn run(built: &Built, target: &Target, seconds: u32) -> Result<Outcome, Failure> {
    let artifacts = folder().join("artifacts").join(&target.name);
    fs::create_dir_all(&artifacts).map_err(|error| Failure::with(artifacts.display(), error))?;
    let before = count(&artifacts);
    let inputs = folder().join("inputs").join(&target.name);
    let mut program = program(built, target);
    program.arg(&inputs);
    program.arg(format!("-max_total_time={seconds}"));
    program.arg(format!("-artifact_prefix={}/", artifacts.display()));
    program.args(["-print_final_stats=1", "-timeout=20", "-rss_limit_mb=2048"]);
    if !target.dictionary.is_empty() {
        let dictionary = folder().join("dictionaries").join(&target.dictionary);
        program.arg(format!("-dict={}", dictionary.with_extension("dict").display()));
    }
    let watch = Stopwatch::start();
    let output = program.output().map_err(|error| Failure::with(&target.name, error))?;
    let time = watch.read();
    let said = String::from_utf8_lossy(&output.stderr);
    let finds = count(&artifacts) - before;
    if !output.status.success() {
        let panic = said.lines().find(|line| line.contains("panicked at")).unwrap_or("no panic");
        eprintln!("{}: {panic}\n{}: see {}", target.name, target.name, artifacts.display());
    }
    Ok(Outcome {
        name: target.name.clone(),
        executions: number(&said, "stat::number_of_executed_units:"),
        edges: number(&said, "cov:"),
        inputs: count(&inputs),
        time,
        finds: finds.max(usize::from(!output.status.success())),
    })
}

/// Keeps of the inputs of a target the fewest and shortest that reach all that they reach.
pub(super) fn merge(built: &Built, target: &Target) -> Result<(), Failure> {
    let minimal = folder().join("inputs/minimal").join(&target.name);
    if minimal.exists() {
        fs::remove_dir_all(&minimal).map_err(|error| Failure::with(minimal.display(), error))?;
    }
    fs::create_dir_all(&minimal).map_err(|error| Failure::with(minimal.display(), error))?;
    let inputs = folder().join("inputs").join(&target.name);
    let mut program = program(built, target);
    // By edges alone: how often each was taken would keep ten times as many.
    let by_edges = ["-merge=1", "-use_counters=0"];
    finish(program.args(by_edges).arg(minimal).arg(inputs), &target.name)
}

fn program(built: &Built, target: &Target) -> Command {
    let mut program = Command::new(built.0.join(&target.name));
    // Inputs are short: what takes long ones is told by the tests of linear work.
    program.arg("-max_len=4096");
    program
}

/// How many files a folder has.
fn count(folder: &Path) -> usize {
    fs::read_dir(folder).map_or(0, Iterator::count)
}

/// The number behind the last occurrence of a word.
fn number(said: &str, word: &str) -> u64 {
    let behind = said.rsplit_once(word).map_or("", |(_, behind)| behind.trim_start());
    let digits = behind.split(|c: char| !c.is_ascii_digit()).next().unwrap_or("");
    digits.parse().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_from_what_is_said() {
        let said = "#2\tINITED cov: 12 ft: 13\n#9\tNEW    cov: 345 ft: 400\nstat::number_of_executed_units: 6789\n";
        assert_eq!(number(said, "cov:"), 345);
        assert_eq!(number(said, "stat::number_of_executed_units:"), 6789);
        assert_eq!(number(said, "nothing:"), 0);
    }
}
