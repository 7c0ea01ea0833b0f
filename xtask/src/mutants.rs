//! `mutants`: changes the code in small ways, one at a time, and looks whether a test notices.

mod known;
mod light;
mod outcome;
mod report;
mod rows;
mod tree;

use std::collections::BTreeMap;
use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use self::known::Known;
use self::outcome::{Outcome, Summary};
use self::report::Report;
use self::rows::{ROWS, Row, Way};
use crate::args::Args;
use crate::failure::Failure;
use crate::workspace;

pub(crate) const SUMMARY: &str = "change the code in small ways and look whether a test notices";

pub(crate) const HELP: &str = "\
Usage: cargo xtask mutants [FILE…] [--shard K/N | --again]

Runs cargo-mutants (`cargo install cargo-mutants --locked`) over the files that a row of
xtask/src/mutants/rows.rs names, with the tests that the row says matter, and writes what came of it
to MUTANTS.md, a line for each file. The sources stay as they are: a copy below target/ is changed,
which stays, so that little is built twice.

A FILE is the beginning of paths as they stand in the repository, such as lwm2m-model/src/observe;
without one all rows are run, which takes hours. One mutant takes seconds, so it can be done in pieces.

  --shard K/N  only the K-th of N parts, K from 0: every N-th mutant, whatever it is
  --again      only those that the last run on this machine has missed, after a test was added

Exit code: 0 of each file enough mutants are caught, and those that are not stand in MUTANTS.md with a
reason; 1 a test or a reason is missing; 2 trouble, such as a test that fails without any mutant.
";

pub(crate) fn run(arguments: &[String]) -> Result<(), Failure> {
    let args = Args::parse(arguments, &["--again"], &["--shard"])?;
    let shard = args.value("--shard");
    if shard.is_some() && args.flag("--again") {
        return Err(Failure::Usage("expected one of --shard and --again".into()));
    }
    let chosen = chosen(&args.rest)?;
    tree::refresh()?;
    let mut outcomes = Vec::new();
    let mut known = Known::load()?;
    for (row, files) in &chosen {
        let mutants = count(row, files)?;
        let found = if args.flag("--again") { Some(last(&known, files)?) } else { None };
        let found = survive(row, files, shard, found)?;
        // Another run, with another CARGO_TARGET_DIR, may have written its own lines.
        let mut report = Report::load()?;
        for file in files {
            let summary = Summary::of(file, &found);
            let mutants = mutants.get(file.as_path()).copied().unwrap_or(0);
            println!("{}: {summary}", file.display());
            report.set(file, mutants, summary);
            known.set(file, &found);
        }
        // After each row: whoever stops a run keeps what is done.
        report.store()?;
        known.store()?;
        outcomes.extend(found);
    }
    judge(&Report::load()?, &chosen, &outcomes)
}

/// The rows that some beginnings of paths choose, and which of their files.
fn chosen(wanted: &[String]) -> Result<Vec<(&'static Row, Vec<PathBuf>)>, Failure> {
    let mut chosen = Vec::new();
    for row in ROWS {
        let mut files = row.files(workspace::root())?;
        files.retain(|file| {
            let file = file.to_string_lossy();
            wanted.is_empty() || wanted.iter().any(|wanted| file.starts_with(&**wanted))
        });
        if !files.is_empty() {
            chosen.push((row, files));
        }
    }
    if chosen.is_empty() {
        return Err(Failure::Usage(format!("no row is about {wanted:?}\n\n{HELP}")));
    }
    Ok(chosen)
}

/// What came of the mutants of some files when they were run last.
fn last(known: &Known, files: &[PathBuf]) -> Result<Vec<Outcome>, Failure> {
    let mut found = Vec::new();
    for file in files {
        let of_file = known.of(file);
        let never = || Failure::Usage(format!("{}: was never run here", file.display()));
        found.extend_from_slice(of_file.ok_or_else(never)?);
    }
    Ok(found)
}

/// Mutates some files of a row, in one way after the other; what came of each mutant. Where something was `found`
/// before, only what was missed is tried again.
fn survive(
    row: &Row,
    files: &[PathBuf],
    shard: Option<&str>,
    mut found: Option<Vec<Outcome>>,
) -> Result<Vec<Outcome>, Failure> {
    for way in row.ways {
        let Some(before) = &mut found else {
            let shard = shard.map(|k| [format!("--shard={k}"), "--sharding=round-robin".into()]);
            found = Some(mutate(row, way, files, shard.as_ref().map_or(&[], |shard| shard))?);
            continue;
        };
        // What was caught in one way needs no other.
        let missed = before.iter().filter(|found| found.is_missed());
        let missed: Vec<_> =
            missed.map(|found| format!("--re=^{}$", literal(&found.name))).collect();
        if !missed.is_empty() {
            let again = mutate(row, way, files, &missed)?;
            if again.len() != missed.len() {
                return Err(Failure::Trouble(
                    "the sources have changed: run without --again".into(),
                ));
            }
            before.retain(|found| !found.is_missed());
            before.extend(again);
        }
    }
    Ok(found.unwrap_or_default())
}

/// A regular expression for a text and nothing else.
fn literal(text: &str) -> String {
    let mut literal = String::new();
    for c in text.chars() {
        if "\\.+*?()|[]{}^$".contains(c) {
            literal.push('\\');
        }
        literal.push(c);
    }
    literal
}

/// Where the copy is, what is built of it, and what came of it.
fn folder() -> PathBuf {
    let target = env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into());
    workspace::root().join(target).join("mutants")
}

const WHAT: &str = "cargo mutants";

/// cargo-mutants on some files of a row.
fn cargo_mutants(row: &Row, files: &[PathBuf]) -> Command {
    let mut command = Command::new("cargo");
    command.args(["mutants", "--colors=never", "--package", row.package]);
    command.args(files.iter().map(|file| format!("--file={}", file.display())));
    command.current_dir(tree::path());
    command
}

/// How many mutants each file has.
fn count<'f>(row: &Row, files: &'f [PathBuf]) -> Result<BTreeMap<&'f Path, u32>, Failure> {
    let output = cargo_mutants(row, files).arg("--list").output();
    let output = output.map_err(|error| Failure::with(WHAT, error))?;
    if !output.status.success() {
        return Err(Failure::with(WHAT, String::from_utf8_lossy(&output.stderr)));
    }
    let mut counts = BTreeMap::new();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let name = line.split(':').next().map(Path::new);
        if let Some(file) = files.iter().find(|file| Some(file.as_path()) == name) {
            *counts.entry(file.as_path()).or_default() += 1;
        }
    }
    Ok(counts)
}

/// Runs cargo-mutants in one way, on the mutants that `chosen` says.
fn mutate(
    row: &Row,
    way: &Way,
    files: &[PathBuf],
    chosen: &[String],
) -> Result<Vec<Outcome>, Failure> {
    light::lighten(row, way)?;
    let folder = folder();
    let mut command = cargo_mutants(row, files);
    command
        .args(["--in-place", "--no-shuffle"])
        .args(["--no-default-features", "--features", way.features, "--output"])
        .arg(&folder)
        .args(way.tests.iter().map(|test| match *test {
            "lib" => "-C=--lib".to_owned(),
            test => format!("-C=--test={test}"),
        }))
        .args(chosen)
        // On a busy machine tests take longer, and what never ends still takes longer than that.
        .args(["--minimum-test-timeout=30", "--timeout-multiplier=8"])
        // Dependencies are built once for all runs, and nobody debugs a mutant.
        .env("CARGO_TARGET_DIR", folder.join("build"))
        .env("CARGO_PROFILE_DEV_DEBUG", "0");
    let status = command.status().map_err(|error| Failure::with(WHAT, error))?;
    // 2 and 3 say that mutants were missed, or took too long: that is what is asked for.
    if !matches!(status.code(), Some(0 | 2 | 3)) {
        return Err(Failure::with(WHAT, status));
    }
    outcome::read(&folder.join("mutants.out/outcomes.json"))
}

/// Whether enough was caught, and what was not is known.
fn judge(
    report: &Report,
    chosen: &[(&Row, Vec<PathBuf>)],
    outcomes: &[Outcome],
) -> Result<(), Failure> {
    let mut faults = 0;
    let mut fault = |message: String| {
        eprintln!("error: {message}");
        faults += 1;
    };
    for outcome in outcomes.iter().filter(|outcome| outcome.is_missed()) {
        if !report.explains(outcome) {
            fault(format!("{outcome}: expected a test that fails, or a reason in MUTANTS.md"));
        }
    }
    for file in chosen.iter().flat_map(|(_, files)| files) {
        let summary = Summary::of(file, outcomes);
        if !summary.is_enough() {
            fault(format!("{}: expected 95 % caught, found {summary}", file.display()));
        }
    }
    if faults == 0 { Ok(()) } else { Err(Failure::Findings) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stands_for_itself() {
        let found = literal("a.rs:1:2: replace a[0] += 1 in <impl A for B<'_>>::c");
        let expected = "a\\.rs:1:2: replace a\\[0\\] \\+= 1 in <impl A for B<'_>>::c";
        assert_eq!(found, expected);
    }
}
