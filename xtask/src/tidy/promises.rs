//! What SECURITY.md and THREATS.md promise is shown by tests: those that they name exist.

use std::path::Path;

use super::{Findings, text};
use crate::failure::Failure;

/// The documents whose tables name tests: `` `path/file.rs`: `name` `` in the last column.
const DOCUMENTS: [&str; 1] = ["THREATS.md"];

/// Every row without a test, and every test that is not there.
pub(super) fn check(root: &Path, findings: &mut Findings) -> Result<(), Failure> {
    for document in DOCUMENTS {
        for (line, cell) in shown_by(&text(&root.join(document))?) {
            let place = format!("{document}:{line}");
            let tests = tests(cell);
            if tests.is_empty() {
                findings
                    .faults
                    .push(format!("{place}: expected a test that shows it, found {cell:?}"));
            }
            for (file, name) in tests {
                let path = root.join(file);
                if !path.is_file() {
                    findings.faults.push(format!("{place}: expected a file {file}, found none"));
                } else if !has(&text(&path)?, name) {
                    findings
                        .faults
                        .push(format!("{place}: expected a test {name} in {file}, found none"));
                }
            }
        }
    }
    Ok(())
}

/// The last cell of each row of a table, with its line.
fn shown_by(markdown: &str) -> Vec<(usize, &str)> {
    let lines: Vec<_> = markdown.lines().collect();
    let row = |line: &str| line.trim_start().starts_with('|');
    let rule = |line: &str| line.chars().all(|c| "|-: ".contains(c));
    let mut cells = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let is_head = lines.get(at + 1).is_some_and(|next| row(next) && rule(next));
        if row(line) && !rule(line) && !is_head {
            let cell = line.trim().trim_end_matches('|').rsplit('|').next().unwrap_or_default();
            cells.push((at + 1, cell.trim()));
        }
    }
    cells
}

/// The tests that a cell names: each name belongs to the file before it.
fn tests(cell: &str) -> Vec<(&str, &str)> {
    let mut file = None;
    let mut tests = Vec::new();
    for quoted in cell.split('`').skip(1).step_by(2) {
        if Path::new(quoted).extension().is_some_and(|extension| extension == "rs") {
            file = Some(quoted);
        } else if let Some(file) = file {
            tests.push((file, quoted));
        }
    }
    tests
}

/// Whether a source has a test of this name: a function, or a row of a macro that makes them.
fn has(source: &str, name: &str) -> bool {
    source.lines().map(str::trim_start).any(|line| {
        let row = line.strip_prefix(name).is_some_and(|rest| rest.starts_with(": "));
        let function = line.strip_prefix("fn ").and_then(|rest| rest.strip_prefix(name));
        row || function.is_some_and(|rest| rest.starts_with('('))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_name_their_tests() {
        let markdown = "| what | shown by |\n|---|---|\n| a `b` | `c/d.rs`: `e`, `f`; `g.rs`: `h` |\n| i | later |\n";
        let cells = shown_by(markdown);
        let found: Vec<_> = cells.iter().map(|(line, cell)| (*line, tests(cell))).collect();
        let expected = vec![("c/d.rs", "e"), ("c/d.rs", "f"), ("g.rs", "h")];
        assert_eq!(found, [(3, expected), (4, vec![])]);
    }

    #[test]
    fn tests_are_functions_or_rows() {
        let source = "#[test]\nfn each() {\n}\nformats! {\n    tlv: TLV;\n}\n";
        for (name, expected) in [("each", true), ("tlv", true), ("eac", false), ("TLV", false)] {
            assert_eq!(has(source, name), expected, "{name}");
        }
    }
}
