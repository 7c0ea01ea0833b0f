//! `tidy`: rules of the house that no compiler knows.

mod dependencies;
mod promises;
mod readme;
mod sources;

use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::args::Args;
use crate::failure::Failure;
use crate::generate::tree::write_file;
use crate::{api, docs, workspace};

pub(crate) const SUMMARY: &str = "check the rules of the house that no compiler knows";

pub(crate) const HELP: &str = "\
Usage: cargo xtask tidy

Checks that crates depend on each other in one direction only, that generated files say so in
their first line, that every Rust example in a Markdown file is compiled as a doctest, that tables
made from code are up to date, that api.txt of each crate is (`cargo xtask api`), that the tests that
THREATS.md names exist, that every module says in its first line what it is, that every crate forbids
unsafe code, and that no file is called mod.rs and no test is ignored or expected to panic. Files of more than 500 lines are named, which is no fault.

Exit code: 0 nothing found, 1 something found, 2 trouble.
";

/// What was found, with its place.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    pub(crate) faults: Vec<String>,
    pub(crate) notes: Vec<String>,
}

pub(crate) fn run(arguments: &[String]) -> Result<(), Failure> {
    let args = Args::parse(arguments, &[], &[])?;
    if let Some(stray) = args.rest.first() {
        return Err(Failure::Usage(format!("expected no argument, found {stray:?}\n\n{HELP}")));
    }
    let start = Instant::now();
    let mut findings = Findings::default();
    let files = files(workspace::root())?;
    dependencies::check(&mut findings)?;
    sources::check(&files, &mut findings)?;
    readme::check(&files, &mut findings)?;
    promises::check(workspace::root(), &mut findings)?;
    for (path, text) in api::files()? {
        if write_file(&path, &text, true)?.is_some() {
            findings.faults.push(format!("{}: {}", shown(&path), api::STALE));
        }
    }
    for (path, _) in docs::stale(&files)? {
        findings.faults.push(format!("{}: {}", shown(&path), docs::STALE));
    }
    for note in &findings.notes {
        println!("note: {note}");
    }
    for fault in &findings.faults {
        eprintln!("error: {fault}");
    }
    let (files, faults) = (files.len(), findings.faults.len());
    println!("tidy: {files} files, {faults} findings, {:.2} s", start.elapsed().as_secs_f64());
    if faults == 0 { Ok(()) } else { Err(Failure::Findings) }
}

/// The repository's Rust and Markdown files, without what is built or hidden, sorted.
pub(crate) fn files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let failed = |error| Failure::with(folder.display(), error);
    let mut files = Vec::new();
    for entry in folder.read_dir().map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with('.') || name == "target" {
            continue;
        }
        if path.is_dir() {
            files.extend(self::files(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "rs" || extension == "md") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// A path as people know it: below the repository's root.
pub(crate) fn shown(path: &Path) -> String {
    path.strip_prefix(workspace::root()).unwrap_or(path).display().to_string()
}

fn text(path: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(path).map_err(|error| Failure::with(path.display(), error))
}
