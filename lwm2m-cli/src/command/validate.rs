//! `validate`: object definitions, and the place of everything that is wrong with them.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use lwm2m_ddf::{Diagnostic, Document, Kind, Mode, Schema, Severity};
use serde::Serialize;

use crate::failure::Failure;
use crate::session::Session;
use crate::text_fault::{self, Finding};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Definitions as XML: files, or folders of them
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// Forgives what files of the public registry have: another order of elements, a missing RangeEnumeration
    #[arg(long)]
    registry: bool,
}

#[derive(Serialize)]
struct Judged {
    file: String,
    usable: bool,
    diagnostics: Vec<DiagnosticJson>,
}

#[derive(Serialize)]
struct DiagnosticJson {
    rule: &'static str,
    severity: String,
    line: usize,
    column: usize,
    message: String,
}

pub(crate) fn run(args: &Args, session: &mut Session) -> Result<(), Failure> {
    let mode = if args.registry { Mode::Registry } else { Mode::Strict };
    let schema = Schema::v1_1();
    let mut judged = Vec::new();
    let (mut errors, mut lints) = (0, 0);
    for path in files(&args.files)? {
        let bytes = fs::read(&path).map_err(|error| Failure::trouble(path.display(), error))?;
        let document = Document::read(&bytes, &schema, mode);
        let name = path.display().to_string();
        let of = |severity| document.diagnostics.iter().filter(|d| d.severity == severity).count();
        errors += of(Severity::Error);
        lints += of(Severity::Lint);
        if session.json {
            judged.push(json(name, &document));
            continue;
        }
        let text = String::from_utf8_lossy(&bytes);
        for diagnostic in &document.diagnostics {
            let finding = finding(diagnostic, &text);
            writeln!(session.out, "{}\n", text_fault::render(&text, Some(&name), &finding))?;
        }
        for object in &document.objects {
            let (id, version, name) = (object.id, object.version, &object.name);
            let resources = object.resources.len();
            writeln!(session.out, "{id} {name}, version {version}: {resources} resources")?;
        }
    }
    if session.json {
        session.write_json(&judged)?;
    } else {
        writeln!(session.out, "{errors} errors, {lints} lints")?;
    }
    if errors > 0 { Err(Failure::Findings) } else { Ok(()) }
}

/// The files, and those in folders that define Objects.
fn files(given: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    for path in given {
        if !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        let failed = |error| Failure::trouble(path.display(), error);
        let mut below = Vec::new();
        for entry in fs::read_dir(path).map_err(failed)? {
            let file = entry.map_err(failed)?.path();
            if file.extension().is_some_and(|extension| extension == "xml") && defines(&file) {
                below.push(file);
            }
        }
        below.sort();
        files.extend(below);
    }
    Ok(files)
}

fn defines(file: &Path) -> bool {
    fs::read(file).is_ok_and(|bytes| matches!(Kind::of(&bytes), Kind::Objects | Kind::Unknown))
}

/// The same with its place as bytes: the element, as far as it stands on one line; else the word that begins there.
fn finding(diagnostic: &Diagnostic, text: &str) -> Finding {
    let start = offset(text, diagnostic.line, diagnostic.column);
    let rest = text.get(start..).unwrap_or_default();
    let line = rest.find('\n').unwrap_or(rest.len());
    let end = match rest.chars().next() {
        Some('<') => {
            let here = rest.get(..line).unwrap_or(rest);
            let close = here.find("</").and_then(|at| Some(at + here.get(at..)?.find('>')?));
            close.or_else(|| here.find('>')).map_or(line, |end| end + 1)
        }
        _ => rest.find(['<', '>', '"']).unwrap_or(line).max(1),
    };
    Finding {
        is_error: diagnostic.severity == Severity::Error,
        title: diagnostic.message.clone(),
        label: diagnostic.rule.to_owned(),
        range: start..start + end.min(line),
    }
}

/// Where a line and a column are: both from 1, the column in characters.
fn offset(text: &str, line: usize, column: usize) -> usize {
    // A byte order mark is no part of the first line's columns.
    let mark = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let body = text.get(mark..).unwrap_or(text);
    let before: usize = body.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = body.get(before..).unwrap_or_default();
    let within: usize = rest.chars().take(column.saturating_sub(1)).map(char::len_utf8).sum();
    mark + before + within
}

fn json(file: String, document: &Document) -> Judged {
    let diagnostic = |found: &Diagnostic| DiagnosticJson {
        rule: found.rule,
        severity: found.severity.to_string(),
        line: found.line,
        column: found.column,
        message: found.message.clone(),
    };
    let usable = !document.diagnostics.iter().any(|d| d.severity == Severity::Error);
    Judged { file, usable, diagnostics: document.diagnostics.iter().map(diagnostic).collect() }
}
