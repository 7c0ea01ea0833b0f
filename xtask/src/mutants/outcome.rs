//! What came of each mutant, as cargo-mutants tells it.

use std::fmt;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::failure::Failure;

/// One mutant and what came of it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Outcome {
    /// What cargo-mutants calls it, with its place.
    pub(super) name: String,
    pub(super) file: String,
    /// What was changed, without the line: `replace < with <= in keep`.
    pub(super) change: String,
    line: u64,
    end: End,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum End {
    Caught,
    Missed,
    /// The changed code was never done: a test noticed by not ending.
    Timeout,
    /// The changed code does not compile.
    Unviable,
}

impl Outcome {
    pub(super) fn is_missed(&self) -> bool {
        self.end == End::Missed
    }

    fn of(outcome: &Value) -> Option<Self> {
        let mutant = outcome.get("scenario")?.get("Mutant")?;
        let name = mutant.get("name")?.as_str()?;
        // `file:line:column: change`; the change may have colons of its own.
        let change = name.splitn(4, ':').nth(3)?.trim();
        let summary = outcome.get("summary")?.as_str()?;
        let (_, end) = ENDS.into_iter().find(|(name, _)| *name == summary)?;
        Some(Self {
            name: name.to_owned(),
            file: mutant.get("file")?.as_str()?.to_owned(),
            change: change.to_owned(),
            line: mutant.get("span")?.get("start")?.get("line")?.as_u64()?,
            end,
        })
    }

    /// As cargo-mutants tells it.
    pub(super) fn to_json(&self) -> Value {
        let Self { name, file, line, end, .. } = self;
        let summary = ENDS.iter().find(|(_, known)| known == end).map(|(name, _)| name);
        let mutant = json!({ "name": name, "file": file, "span": { "start": { "line": line } } });
        json!({ "scenario": { "Mutant": mutant }, "summary": summary })
    }
}

/// As cargo-mutants calls them.
const ENDS: [(&str, End); 4] = [
    ("CaughtMutant", End::Caught),
    ("MissedMutant", End::Missed),
    ("Timeout", End::Timeout),
    ("Unviable", End::Unviable),
];

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.change)
    }
}

/// Reads `outcomes.json`: every mutant, without the run that had none.
pub(super) fn read(path: &Path) -> Result<Vec<Outcome>, Failure> {
    let shown = path.display();
    let text = fs::read_to_string(path).map_err(|error| Failure::with(&shown, error))?;
    let value: Value = serde_json::from_str(&text).map_err(|error| Failure::with(&shown, error))?;
    outcomes(&value).ok_or_else(|| Failure::with(&shown, "expected outcomes of mutants"))
}

fn outcomes(value: &Value) -> Option<Vec<Outcome>> {
    let outcomes = value.get("outcomes")?.as_array()?.iter();
    let mutants = outcomes.filter(|outcome| outcome["scenario"] != "Baseline");
    mutants.map(Outcome::of).collect()
}

/// How many mutants of a file came to which end.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) struct Summary {
    pub(super) caught: u32,
    pub(super) missed: u32,
    pub(super) timeout: u32,
    pub(super) unviable: u32,
}

impl Summary {
    pub(super) fn of(file: &Path, outcomes: &[Outcome]) -> Self {
        let mut summary = Self::default();
        for outcome in outcomes.iter().filter(|outcome| Path::new(&outcome.file) == file) {
            let count = match outcome.end {
                End::Caught => &mut summary.caught,
                End::Missed => &mut summary.missed,
                End::Timeout => &mut summary.timeout,
                End::Unviable => &mut summary.unviable,
            };
            *count += 1;
        }
        summary
    }

    pub(super) fn tried(self) -> u32 {
        self.viable() + self.unviable
    }

    /// Those that compile.
    pub(super) fn viable(self) -> u32 {
        self.caught + self.missed + self.timeout
    }

    /// Of those that compile, how many of a hundred are noticed, rounded down; all where there is none.
    pub(super) fn percent(self) -> u32 {
        ((self.caught + self.timeout) * 100).checked_div(self.viable()).unwrap_or(100)
    }

    pub(super) fn is_enough(self) -> bool {
        self.percent() >= 95
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { caught, missed, timeout, unviable } = self;
        write!(
            f,
            "{} % ({caught} caught, {timeout} never done, {missed} missed; ",
            self.percent()
        )?;
        write!(f, "{unviable} do not compile)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outcomes_are_read() {
        let mutant = |summary: &str| {
            json!({
                "scenario": { "Mutant": {
                    "name": "a/src/b.rs:7:9: replace <impl A for B>::c -> u8 with 0",
                    "file": "a/src/b.rs",
                    "span": { "start": { "line": 7, "column": 9 } },
                } },
                "summary": summary,
            })
        };
        let baseline = json!({ "scenario": "Baseline", "summary": "Success" });
        let ends = ["CaughtMutant", "MissedMutant", "Timeout", "Unviable", "CaughtMutant"];
        let mut all = vec![baseline];
        all.extend(ends.map(mutant));
        let read = outcomes(&json!({ "outcomes": all })).unwrap_or_default();
        let shown: Vec<_> = read.iter().filter(|o| o.is_missed()).map(Outcome::to_string).collect();
        assert_eq!(shown, ["a/src/b.rs:7: replace <impl A for B>::c -> u8 with 0"]);
        let summary = Summary::of(Path::new("a/src/b.rs"), &read);
        assert_eq!(summary, Summary { caught: 2, missed: 1, timeout: 1, unviable: 1 });
        assert_eq!((summary.tried(), summary.viable()), (5, 4));
        assert_eq!((summary.percent(), summary.is_enough()), (75, false));
        let told: Vec<_> = read.iter().map(Outcome::to_json).collect();
        assert_eq!(outcomes(&json!({ "outcomes": told })), Some(read));
        assert_eq!(Summary::default().percent(), 100);
        assert!(outcomes(&json!({ "outcomes": [mutant("Melted")] })).is_none());
    }
}
