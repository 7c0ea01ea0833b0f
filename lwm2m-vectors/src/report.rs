//! What came of many vectors.

use std::collections::BTreeMap;
use std::fmt;

use crate::line::Line;
use crate::run::{Outcome, run};

/// Counts of outcomes, and a line for each failure.
///
/// It shows itself as a line `id: expected …, got …` for each failure, a line of the reasons for which vectors were
/// skipped, and `N passed, N failed, N skipped` alone on the last line.
#[derive(Clone, Debug, Default)]
pub struct Report {
    passed: usize,
    failures: Vec<String>,
    skipped: BTreeMap<String, usize>,
}

impl Report {
    /// Runs vectors; one that could not be read is a failure.
    pub fn run<'l>(&mut self, lines: impl IntoIterator<Item = &'l Result<Line, String>>) {
        for line in lines {
            match line {
                Ok(line) => self.add(&line.id, run(line)),
                Err(unread) => self.failures.push(unread.clone()),
            }
        }
    }

    /// Adds the outcome of one vector.
    pub fn add(&mut self, id: &str, outcome: Outcome) {
        match outcome {
            Outcome::Passed => self.passed += 1,
            Outcome::Failed { expected, got } => {
                self.failures.push(format!("{id}: expected {expected}, got {got}"));
            }
            Outcome::Skipped(reason) => *self.skipped.entry(reason).or_default() += 1,
        }
    }

    /// How many passed.
    #[must_use]
    pub const fn passed(&self) -> usize {
        self.passed
    }

    /// A line for each that failed.
    #[must_use]
    pub fn failures(&self) -> &[String] {
        &self.failures
    }

    /// How many were skipped, by reason.
    #[must_use]
    pub const fn skipped(&self) -> &BTreeMap<String, usize> {
        &self.skipped
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.failures.iter().try_for_each(|failure| writeln!(f, "{failure}"))?;
        let reasons = self.skipped.iter().map(|(reason, count)| format!("{count} {reason}"));
        let reasons = reasons.collect::<Vec<_>>().join(", ");
        if !reasons.is_empty() {
            writeln!(f, "skipped: {reasons}")?;
        }
        let skipped: usize = self.skipped.values().sum();
        write!(f, "{} passed, {} failed, {skipped} skipped", self.passed, self.failures.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failures_reasons_and_counts() {
        let lines = [
            r#"{"id":"a","kind":"path","direction":"decode","text":"/3/0","expect":{"ids":[3,0]}}"#,
            r#"{"id":"b","kind":"path","direction":"decode","text":"/3/0","expect":{"ids":[3,1]}}"#,
            r#"{"id":"c","kind":"path","direction":"decode","text":"//","expect":{"ids":[3]},"caveat":"why"}"#,
            r#"{"id":"d","kind":"sparkplug","direction":"decode","text":"","expect":{"links":[]}}"#,
            r#"{"id":"e","kind":"payload","content_format":50,"direction":"decode","hex":"","expect":{"records":[]}}"#,
        ];
        let mut report = Report::default();
        report.run(&lines.map(Line::read));
        assert_eq!(
            report.to_string(),
            "b: expected /3/1, got device management /3/0\n\
             skipped: 1 caveat, 1 format 50, 1 kind sparkplug\n\
             1 passed, 1 failed, 3 skipped"
        );
    }
}
