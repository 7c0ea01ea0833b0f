//! MUTANTS.md: the score of each file, which this task writes, and the reasons of survivors, which people write.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::outcome::{Outcome, Summary};
use crate::failure::Failure;
use crate::workspace;

/// The document, taken apart.
#[derive(Debug)]
pub(super) struct Report {
    before: String,
    /// A line for each file.
    lines: BTreeMap<String, String>,
    after: String,
}

impl Report {
    pub(super) fn load() -> Result<Self, Failure> {
        let path = path();
        let text = fs::read_to_string(&path).map_err(|e| Failure::with(path.display(), e))?;
        Self::read(&text).ok_or_else(|| {
            Failure::with(path.display(), format!("expected a table that begins with `{HEAD}`"))
        })
    }

    fn read(text: &str) -> Option<Self> {
        let start = text.find(HEAD)?;
        let (before, table) = text.split_at(start);
        let end = table.find("\n\n").map_or(table.len(), |end| end + 1);
        let (table, after) = table.split_at(end);
        let lines = table.lines().skip(2).map(|line| (file(line).to_owned(), line.to_owned()));
        Some(Self { before: before.to_owned(), lines: lines.collect(), after: after.to_owned() })
    }

    /// Notes what came of a file, of whose mutants so many were tried as there are in the summary.
    pub(super) fn set(&mut self, file: &Path, mutants: u32, summary: Summary) {
        let Summary { caught, missed, timeout, unviable } = summary;
        let file = file.display().to_string();
        let (tried, viable, percent) = (summary.tried(), summary.viable(), summary.percent());
        let line = format!(
            "| `{file}` | {mutants} | {tried} | {viable} | {caught} | {timeout} | {missed} | {unviable} | {percent} % |",
        );
        self.lines.insert(file, line);
    }

    fn text(&self) -> String {
        let lines: String = self.lines.values().map(|line| format!("{line}\n")).collect();
        format!("{}{HEAD}\n{RULE}\n{lines}{}", self.before, self.after)
    }

    pub(super) fn store(&self) -> Result<(), Failure> {
        let path = path();
        fs::write(&path, self.text()).map_err(|error| Failure::with(path.display(), error))
    }

    /// Whether a survivor stands in the document, with a reason behind it.
    pub(super) fn explains(&self, outcome: &Outcome) -> bool {
        let start = format!("| `{}` | `{}` | ", outcome.file, outcome.change);
        self.after.lines().any(|line| {
            line.strip_prefix(&start)
                .is_some_and(|reason| !reason.trim_matches(['|', ' ']).is_empty())
        })
    }
}

/// The file that a line of the table is about.
fn file(line: &str) -> &str {
    line.split('`').nth(1).unwrap_or(line)
}

fn path() -> PathBuf {
    workspace::root().join("MUTANTS.md")
}

const HEAD: &str =
    "| file | mutants | tried | viable | caught | never done | missed | not compiled | noticed |";
const RULE: &str = "|---|---:|---:|---:|---:|---:|---:|---:|---:|";

#[cfg(test)]
mod tests {
    use super::super::outcome;
    use super::*;

    #[test]
    fn a_file_has_one_line_and_the_rest_stays() {
        let line = |file: &str| format!("| `{file}` | 3 | 1 | 1 | 1 | 0 | 0 | 0 | 100 % |\n");
        let (a, b) = (line("a.rs"), line("b.rs"));
        let text = format!("Before.\n\n{HEAD}\n{RULE}\n{b}\nAfter.\n");
        let mut report = Report::read(&text).expect("it is one");
        assert_eq!(report.text(), text);
        for _ in 0..2 {
            report.set(Path::new("a.rs"), 3, Summary { caught: 1, ..Summary::default() });
            assert_eq!(report.text(), format!("Before.\n\n{HEAD}\n{RULE}\n{a}{b}\nAfter.\n"));
        }
        assert!(Report::read("Nothing.").is_none());
    }

    #[test]
    fn a_survivor_needs_a_reason() {
        let json = "{\"outcomes\":[{\"scenario\":{\"Mutant\":{\"name\":\"a.rs:1:1: replace b\",\
            \"file\":\"a.rs\",\"span\":{\"start\":{\"line\":1}}}},\"summary\":\"MissedMutant\"}]}";
        let path = std::env::temp_dir().join(format!("lwm2m-mutants-{}", std::process::id()));
        fs::write(&path, json).expect("it can be written");
        let outcomes = outcome::read(&path).unwrap_or_default();
        fs::remove_file(&path).expect("it is there");
        for (line, explained) in [
            ("| `a.rs` | `replace b` | It is the same. |", true),
            ("| `a.rs` | `replace b` |  |", false),
            ("| `b.rs` | `replace b` | It is the same. |", false),
            ("", false),
        ] {
            let report = Report::read(&format!("{HEAD}\n{RULE}\n\n{line}\n")).expect("it is one");
            assert_eq!(
                outcomes.iter().map(|o| report.explains(o)).collect::<Vec<_>>(),
                [explained]
            );
        }
    }
}
