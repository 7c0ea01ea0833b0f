//! `validate`: judges object definitions, in files and folders.

pub(crate) mod files;

use std::io::{self, BufWriter, Write, stdout};
use std::path::{Path, PathBuf};
use std::time::Instant;
use std::{fmt, fs};

use lwm2m_ddf::{Diagnostic, Document, Mode, Schema, Verdict};

use crate::args::Args;
use crate::failure::Failure;
use crate::{json, workspace};

pub(crate) const SUMMARY: &str = "judge object definitions: XML, schema, and what no schema sees";

pub(crate) const HELP: &str = "\
Usage: cargo xtask validate [--json] [--mode strict|registry] [--schema FILE] PATH...

Reads object definitions and says everything that is wrong (error) or odd (lint) in them.
A PATH is a file, or a folder: then its *.xml and version_history/*.xml, of which those that
define no Objects are named on stderr and skipped.

  --json         one line a file: {\"file\", \"verdict\", \"diagnostics\": [{\"rule\", \"line\",
                 \"column\", \"message\"}]}; the verdict is accept, lint or reject
  --mode MODE    strict (default), or registry: wrong element order and a missing
                 RangeEnumeration are lints, as 38 files of the public registry need it
  --schema FILE  an XSD to judge by; default registry/schema/LWM2M-v1_1.xsd

Exit code: 0 all usable, 1 a file is rejected, 2 a file cannot be read.
";

pub(crate) fn run(arguments: &[String]) -> Result<(), Failure> {
    let args = Args::parse(arguments, &["--json"], &["--mode", "--schema"])?;
    let mode = args.value("--mode").map_or(Ok(Mode::Strict), mode)?;
    if args.rest.is_empty() {
        return Err(Failure::Usage(format!("there is nothing to validate\n\n{HELP}")));
    }
    let start = Instant::now();
    let schema = schema(&args.value("--schema").map_or_else(workspace::schema, PathBuf::from))?;
    let show = if args.flag("--json") { show_json } else { show_text };
    let mut output = BufWriter::new(stdout().lock());
    let mut totals = Totals::default();
    for path in &args.rest {
        for file in files::of(Path::new(path)) {
            match file {
                Ok((path, bytes)) => {
                    let document = Document::read(&bytes, &schema, mode);
                    totals.count(document.verdict());
                    show(&mut output, &path, &document).map_err(closed)?;
                }
                Err(message) => {
                    totals.unreadable += 1;
                    eprintln!("error: {message}");
                }
            }
        }
    }
    if !args.flag("--json") {
        let seconds = start.elapsed().as_secs_f64();
        writeln!(output, "{totals}, {seconds:.2} s").map_err(closed)?;
    }
    output.flush().map_err(closed)?;
    totals.outcome()
}

/// The mode that people name.
pub(crate) fn mode(name: &str) -> Result<Mode, Failure> {
    match name {
        "strict" => Ok(Mode::Strict),
        "registry" => Ok(Mode::Registry),
        _ => Err(Failure::Usage(format!("--mode is strict or registry, not {name:?}"))),
    }
}

/// Reads a schema; what is wrong with it is said with file, line and column.
pub(crate) fn schema(path: &Path) -> Result<Schema, Failure> {
    let shown = path.display();
    let text = fs::read_to_string(path).map_err(|error| Failure::with(&shown, error))?;
    Schema::parse(&text).map_err(|errors| {
        let lines: Vec<_> = errors.iter().map(|error| format!("{shown}:{error}")).collect();
        Failure::Trouble(format!("the schema cannot be used\n{}", lines.join("\n")))
    })
}

/// Writes what was found in one document, for people.
pub(crate) fn show_text(
    output: &mut dyn Write,
    path: &Path,
    document: &Document,
) -> io::Result<()> {
    document.diagnostics.iter().try_for_each(|found| writeln!(output, "{}:{found}", path.display()))
}

fn show_json(output: &mut dyn Write, path: &Path, document: &Document) -> io::Result<()> {
    let file = json::string(&path.to_string_lossy());
    let diagnostics: Vec<_> = document.diagnostics.iter().map(diagnostic).collect();
    let (verdict, diagnostics) = (document.verdict(), diagnostics.join(", "));
    writeln!(
        output,
        r#"{{"file": {file}, "verdict": "{verdict}", "diagnostics": [{diagnostics}]}}"#
    )
}

fn diagnostic(found: &Diagnostic) -> String {
    let Diagnostic { rule, line, column, message, .. } = found;
    let message = json::string(message);
    format!(r#"{{"rule": "{rule}", "line": {line}, "column": {column}, "message": {message}}}"#)
}

fn closed(error: io::Error) -> Failure {
    Failure::with("standard output", error)
}

#[derive(Default)]
struct Totals {
    accepted: usize,
    linted: usize,
    rejected: usize,
    unreadable: usize,
}

impl Totals {
    fn count(&mut self, verdict: Verdict) {
        match verdict {
            Verdict::Accept => self.accepted += 1,
            Verdict::Lint => self.linted += 1,
            Verdict::Reject => self.rejected += 1,
        }
    }

    fn outcome(&self) -> Result<(), Failure> {
        if self.unreadable > 0 {
            Err(Failure::Trouble(format!("{} not read", self.unreadable)))
        } else if self.rejected > 0 {
            Err(Failure::Findings)
        } else {
            Ok(())
        }
    }
}

impl fmt::Display for Totals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { accepted, linted, rejected, .. } = self;
        let files = accepted + linted + rejected;
        let noun = if files == 1 { "file" } else { "files" };
        write!(f, "{files} {noun}: {accepted} accepted, {linted} with lints, {rejected} rejected")
    }
}
