//! `mutants`: changes the code in small ways, one at a time, and looks whether a test notices.

mod outcome;
mod report;
mod rows;

use std::path::PathBuf;
use std::process::Command;

use self::outcome::{Outcome, Summary};
use self::report::Report;
use self::rows::{ROWS, Row, Way};
use crate::args::Args;
use crate::failure::Failure;
use crate::workspace;

pub(crate) const SUMMARY: &str = "change the code in small ways and look whether a test notices";

pub(crate) const HELP: &str = "\
Usage: cargo xtask mutants [FILE…] [--shard K/N]

Runs cargo-mutants (`cargo install cargo-mutants --locked`) over the files that a row of
xtask/src/mutants/rows.rs names, with the tests that the row says matter, and writes what came of it
to MUTANTS.md, a line for each file. The sources stay as they are: a copy is changed.

A FILE is the beginning of paths as they stand in the repository, such as lwm2m-model/src/observe;
without one all rows are run, which takes hours. One mutant takes seconds, so it can be done in pieces.

  --shard K/N  only the K-th of N parts, K from 0; says what it found and writes nothing

Exit code: 0 of each file enough mutants are caught, and those that are not stand in MUTANTS.md with a
reason; 1 a test or a reason is missing; 2 trouble, such as a test that fails without any mutant.
";

pub(crate) fn run(arguments: &[String]) -> Result<(), Failure> {
    let args = Args::parse(arguments, &[], &["--shard"])?;
    let shard = args.value("--shard");
    let mut chosen: Vec<(&Row, Vec<PathBuf>)> = Vec::new();
    for row in ROWS {
        let files = row.files(workspace::root())?;
        let wanted = |file: &PathBuf| {
            let file = file.to_string_lossy();
            args.rest.is_empty() || args.rest.iter().any(|wanted| file.starts_with(&**wanted))
        };
        let files: Vec<_> = files.into_iter().filter(wanted).collect();
        if !files.is_empty() {
            chosen.push((row, files));
        }
    }
    if chosen.is_empty() {
        return Err(Failure::Usage(format!("no row is about {:?}\n\n{HELP}", args.rest)));
    }
    let mut report = Report::load()?;
    let mut outcomes = Vec::new();
    for (row, files) in &chosen {
        let found = survive(row, files, shard)?;
        for file in files {
            let summary = Summary::of(file, &found);
            println!("{}: {summary}", file.display());
            if shard.is_none() {
                report.set(file, summary);
            }
        }
        outcomes.extend(found);
    }
    if shard.is_none() {
        report.store()?;
    }
    judge(&report, &chosen, &outcomes)
}

/// Mutates some files of a row, in one way after the other; what came of each mutant.
fn survive(row: &Row, files: &[PathBuf], shard: Option<&str>) -> Result<Vec<Outcome>, Failure> {
    let files: Vec<_> = files.iter().map(|file| format!("--file={}", file.display())).collect();
    let mut found = Vec::new();
    for (number, way) in row.ways.iter().enumerate() {
        let missed = found.iter().filter(|found: &&Outcome| found.is_missed());
        let missed: Vec<_> =
            missed.map(|found| format!("--re=^{}$", literal(&found.name))).collect();
        // What was caught in one way needs no other.
        if number == 0 {
            let shard = shard.map(|shard| format!("--shard={shard}"));
            found = mutate(row, way, files.iter().chain(&shard))?;
        } else if !missed.is_empty() {
            let again = mutate(row, way, files.iter().chain(&missed))?;
            found.retain(|found| !found.is_missed());
            found.extend(again);
        }
    }
    Ok(found)
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

/// Runs cargo-mutants in one way, on the mutants that `chosen` says.
fn mutate<'c>(
    row: &Row,
    way: &Way,
    chosen: impl Iterator<Item = &'c String>,
) -> Result<Vec<Outcome>, Failure> {
    const WHAT: &str = "cargo mutants";
    let folder = workspace::root().join("target/mutants");
    std::fs::create_dir_all(&folder).map_err(|error| Failure::with(folder.display(), error))?;
    let mut command = Command::new("cargo");
    command
        .args(["mutants", "--no-shuffle", "--jobs=1", "--colors=never", "--timeout=60"])
        .args(["--no-default-features", "--features", way.features])
        .args(["--package", row.package, "--output"])
        .arg(&folder)
        .args(way.tests.iter().map(|test| match *test {
            "lib" => "-C=--lib".to_owned(),
            test => format!("-C=--test={test}"),
        }))
        .args(chosen)
        // Dependencies are built once for all runs, and nobody debugs a mutant.
        .env("CARGO_TARGET_DIR", folder.join("build"))
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .current_dir(workspace::root());
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
