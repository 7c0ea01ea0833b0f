//! `diff`: compares definitions, and says which version numbers tell too little.

use std::io::{self, BufWriter, Write, stdout};
use std::path::Path;

use lwm2m_ddf::diff::{self, Comparison, Snapshots};
use lwm2m_ddf::{Document, Mode, ObjectDefinition, Schema, json};

use crate::args::Args;
use crate::failure::Failure;
use crate::{validate, workspace};

pub(crate) const SUMMARY: &str =
    "compare definitions: what changed, and whether the version tells it";

pub(crate) const HELP: &str = "\
Usage: cargo xtask diff [--json] OLD NEW
       cargo xtask diff [--json] --history PATH

Compares two definitions of an Object (two files), or two snapshots (two folders), and says of
each pair what differs, which bump of the version that demands, and which was made. A file is
XML or JSON; a folder means its *.xml and version_history/*.xml. Of two folders, the versions
edited in place are compared, and each new version with the one before it.

  --history PATH  compare each version of a folder or file with the one before it
  --json          one line of JSON a comparison

Severities: major, unit (the numbers mean something else), minor, rename, editorial.
Verdicts: fits; needless (major where minor would do); soft-breach (a minor version narrows a
range, which nobody has to enforce); breach; backwards.

Exit code: 0 every version tells what changed; 1 there is a breach, a soft one, or a version
that goes backwards; 2 something cannot be read.
";

pub(crate) fn run(arguments: &[String]) -> Result<(), Failure> {
    let args = Args::parse(arguments, &["--json"], &["--history"])?;
    let as_json = args.flag("--json");
    let result = match (args.value("--history"), args.rest.as_slice()) {
        (Some(path), []) => {
            let versions = definitions(Path::new(path))?;
            Snapshots { comparisons: diff::history(&versions), ..Snapshots::default() }
        }
        (None, [old, new]) => between(&definitions(Path::new(old))?, &definitions(Path::new(new))?),
        _ => {
            return Err(Failure::Usage(format!(
                "expected OLD and NEW, or --history PATH\n\n{HELP}"
            )));
        }
    };
    let mut output = BufWriter::new(stdout().lock());
    let shown = if as_json { show_json(&mut output, &result) } else { show(&mut output, &result) };
    shown.and_then(|()| output.flush()).map_err(|error| Failure::with("standard output", error))?;
    let sound = result.comparisons.iter().all(|comparison| comparison.verdict().is_sound());
    if sound { Ok(()) } else { Err(Failure::Findings) }
}

/// Two definitions of one Object are compared whatever their versions; all else is a snapshot.
fn between(old: &[ObjectDefinition], new: &[ObjectDefinition]) -> Snapshots {
    match (old, new) {
        ([old], [new]) if old.id == new.id => {
            Snapshots { comparisons: vec![diff::compare(old, new)], ..Snapshots::default() }
        }
        _ => diff::snapshots(old, new),
    }
}

/// The definitions in a file or folder, in registry mode; `Trouble` where one cannot be used.
fn definitions(path: &Path) -> Result<Vec<ObjectDefinition>, Failure> {
    let schema = validate::schema(&workspace::schema())?;
    let mut definitions = Vec::new();
    for file in validate::files::of(path) {
        let (path, bytes) = file.map_err(Failure::Trouble)?;
        let is_json = path.extension().is_some_and(|extension| extension == "json");
        let objects = if is_json {
            json::read(&bytes).map_err(|found| format!("{}:{found}", path.display()))
        } else {
            read(&bytes, &schema).map_err(|found| format!("{}:{found}", path.display()))
        };
        definitions.extend(objects.map_err(Failure::Trouble)?);
    }
    Ok(definitions)
}

/// The definitions of a document, or why it is refused first.
pub(crate) fn read(bytes: &[u8], schema: &Schema) -> Result<Vec<ObjectDefinition>, String> {
    let document = Document::read(bytes, schema, Mode::Registry);
    let errors = document.diagnostics.iter();
    let mut errors = errors.filter(|found| found.severity == lwm2m_ddf::Severity::Error);
    match errors.next() {
        Some(error) => Err(error.to_string()),
        None => Ok(document.objects),
    }
}

/// Writes what changed, for people.
pub(crate) fn show(output: &mut dyn Write, result: &Snapshots) -> io::Result<()> {
    for (what, versions) in [("added", &result.added), ("removed", &result.removed)] {
        for (id, version) in versions {
            writeln!(output, "{what:7} {id} {version}")?;
        }
    }
    for comparison in &result.comparisons {
        writeln!(output, "{comparison}")?;
        for difference in &comparison.differences {
            writeln!(output, "  {difference}")?;
        }
    }
    let unsound = result.comparisons.iter().filter(|comparison| !comparison.verdict().is_sound());
    let (compared, unsound) = (result.comparisons.len(), unsound.count());
    let noun = if compared == 1 { "comparison" } else { "comparisons" };
    writeln!(output, "{compared} {noun}, {unsound} of versions that tell too little")
}

fn show_json(output: &mut dyn Write, result: &Snapshots) -> io::Result<()> {
    result
        .comparisons
        .iter()
        .map(Comparison::to_json)
        .try_for_each(|line| writeln!(output, "{line}"))
}
