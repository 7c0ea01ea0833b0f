//! `docs`: tables in the documentation that are made from the code they tell of.
//! A table stands between two markers, in Markdown or in a comment of Rust.

mod bench;
mod conformance;
mod deviations;
mod formats;
mod growth;

use std::path::PathBuf;

use crate::args::Args;
use crate::failure::Failure;
use crate::{tidy, workspace};

pub(crate) const SUMMARY: &str = "write the tables of the documentation that the code holds";

pub(crate) const HELP: &str = "\
Usage: cargo xtask docs [--check]

Writes anew what stands between `<!-- table: NAME -->` and `<!-- end of table -->` in every Markdown
and Rust file, each marker alone on its line or behind the slashes of a comment. Which tables there
are is told in xtask/src/docs.rs.

Options:
  --check  write nothing; a table that is not up to date is a finding, as it is for `tidy`

Exit code: 0 all is up to date, 1 with --check something is not, 2 trouble, such as a marker that
names no table.
";

/// A table: the name in its marker, and what makes its lines.
struct Table {
    name: &'static str,
    lines: fn() -> Vec<String>,
}

/// Every table, one row each.
const TABLES: &[Table] = &[
    Table { name: "bench-copies", lines: bench::copies },
    Table { name: "bench-growth", lines: growth::growth },
    Table { name: "bench-instructions", lines: bench::instructions },
    Table { name: "bench-performance", lines: bench::performance },
    Table { name: "bench-registry", lines: growth::registry },
    Table { name: "bench-sizes", lines: bench::sizes },
    Table { name: "conformance", lines: conformance::table },
    Table { name: "deviations", lines: deviations::table },
    Table { name: "formats", lines: formats::table },
];

const BEGIN: &str = "<!-- table: ";
const END: &str = "<!-- end of table -->";

pub(crate) fn run(arguments: &[String]) -> Result<(), Failure> {
    let args = Args::parse(arguments, &["--check"], &[])?;
    if let Some(stray) = args.rest.first() {
        return Err(Failure::Usage(format!("expected no argument, found {stray:?}\n\n{HELP}")));
    }
    let stale = stale(&tidy::files(workspace::root())?)?;
    for (path, text) in &stale {
        let shown = tidy::shown(path);
        if args.flag("--check") {
            eprintln!("error: {shown}: {STALE}");
        } else {
            std::fs::write(path, text).map_err(|error| Failure::with(&shown, error))?;
            println!("wrote {shown}");
        }
    }
    if args.flag("--check") && !stale.is_empty() { Err(Failure::Findings) } else { Ok(()) }
}

/// What is wrong with a file whose tables are not what the code says.
pub(crate) const STALE: &str = "expected the tables that `cargo xtask docs` writes";

/// The files whose tables are not up to date, and what they should hold.
pub(crate) fn stale(files: &[PathBuf]) -> Result<Vec<(PathBuf, String)>, Failure> {
    let mut stale = Vec::new();
    for path in files {
        let text = std::fs::read_to_string(path).map_err(|e| Failure::with(path.display(), e))?;
        let fresh = fresh(&text).map_err(|wrong| Failure::with(tidy::shown(path), wrong))?;
        if fresh != text {
            stale.push((path.clone(), fresh));
        }
    }
    Ok(stale)
}

/// A text with its tables as they should be.
fn fresh(text: &str) -> Result<String, String> {
    let mut fresh = String::with_capacity(text.len());
    let mut lines = text.split_inclusive('\n');
    while let Some(line) = lines.next() {
        fresh.push_str(line);
        let Some((prefix, name)) = marker(line) else { continue };
        let table = TABLES.iter().find(|table| table.name == name);
        let table = table.ok_or_else(|| format!("expected a table, found {name:?}"))?;
        for row in (table.lines)() {
            fresh.push_str(&format!("{prefix}{row}\n"));
        }
        let end = lines.find(|line| line.trim_end().strip_prefix(prefix) == Some(END));
        fresh.push_str(end.ok_or_else(|| format!("expected `{END}` behind the table {name:?}"))?);
    }
    Ok(fresh)
}

/// What stands before a marker on its line, and the name of its table.
fn marker(line: &str) -> Option<(&str, &str)> {
    let at = line.find(BEGIN)?;
    let (prefix, rest) = line.split_at(at);
    let name = rest.strip_prefix(BEGIN)?.trim_end().strip_suffix(" -->")?;
    let in_comment = matches!(prefix.trim_start(), "" | "/// " | "//! ");
    in_comment.then_some((prefix, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_stand_between_markers() {
        let rows = |prefix: &str| -> String {
            formats::table().iter().map(|row| format!("{prefix}{row}\n")).collect()
        };
        for prefix in ["", "//! ", "    /// "] {
            let around = |rows: &str| {
                format!(
                    "a\n{prefix}<!-- table: formats -->\n{rows}{prefix}<!-- end of table -->\nb"
                )
            };
            for before in ["", "old\n", &rows(prefix)] {
                assert_eq!(fresh(&around(before)), Ok(around(&rows(prefix))), "{prefix:?}");
            }
        }
        for same in ["", "a\nb", "let x = \"<!-- table: formats -->\";\n"] {
            assert_eq!(fresh(same).as_deref(), Ok(same));
        }
        for wrong in ["<!-- table: x -->\n<!-- end of table -->\n", "<!-- table: formats -->\n"] {
            assert!(fresh(wrong).is_err(), "{wrong}");
        }
    }
}
