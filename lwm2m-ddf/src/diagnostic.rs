//! Findings: what is wrong or odd in a document, and where.
//! All of them are collected; nothing stops at the first but XML that cannot be read at all.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

/// One finding in a document.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Diagnostic {
    /// The rule that found it: a name of [`rule`] for an error, the name of a lint else.
    pub rule: &'static str,
    /// Whether the document is refused for it.
    pub severity: Severity,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// Expectation and finding, for people.
    pub message: String,
}

impl fmt::Display for Diagnostic {
    /// `13:7: error: id: expected …`, to stand behind a file name and a colon.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { rule, severity, line, column, message } = self;
        write!(f, "{line}:{column}: {severity}: {rule}: {message}")
    }
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Severity {
    /// The document can be used; its author should look at it.
    Lint,
    /// The document is refused.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Lint => "lint",
            Self::Error => "error",
        })
    }
}

/// The rules whose breach is an error. Lints have theirs in the files of `check`.
pub mod rule {
    /// A document type declaration: always refused.
    pub const DTD: &str = "dtd";
    /// A value that is none of those listed.
    pub const ENUM: &str = "enum";
    /// An element, attribute or text too many.
    pub const EXTRA: &str = "extra";
    /// An id that is no number from 0 to 65534.
    pub const ID: &str = "id";
    /// No JSON, or none that says what a definition says.
    pub const JSON: &str = "json";
    /// An element or attribute too few.
    pub const MISSING: &str = "missing";
    /// A known element in a place where it cannot stand.
    pub const NESTING: &str = "nesting";
    /// Elements in another order than the schema's.
    pub const ORDER: &str = "order";
    /// A document element that the schema does not know.
    pub const ROOT: &str = "root";
    /// Not well-formed XML, or not in a known encoding.
    pub const XML: &str = "xml";
}

/// Findings while they are collected, at byte offsets.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    found: Vec<Finding>,
}

#[derive(Debug)]
struct Finding {
    rule: &'static str,
    severity: Severity,
    offset: usize,
    message: String,
}

impl Findings {
    pub(crate) fn error(&mut self, rule: &'static str, offset: usize, message: impl Into<String>) {
        self.add(rule, Severity::Error, offset, message.into());
    }

    pub(crate) fn lint(&mut self, rule: &'static str, offset: usize, message: impl Into<String>) {
        self.add(rule, Severity::Lint, offset, message.into());
    }

    pub(crate) fn add(
        &mut self,
        rule: &'static str,
        severity: Severity,
        offset: usize,
        message: String,
    ) {
        self.found.push(Finding { rule, severity, offset, message });
    }

    pub(crate) fn has_errors(&self) -> bool {
        self.found.iter().any(|finding| finding.severity == Severity::Error)
    }

    /// The findings by position. One pass over `text` gives every line and column.
    pub(crate) fn into_diagnostics(mut self, text: &str) -> Vec<Diagnostic> {
        self.found.sort_by_key(|finding| finding.offset);
        let mut cursor = Cursor::new(text);
        self.found
            .into_iter()
            .map(|Finding { rule, severity, offset, message }| {
                let (line, column) = cursor.advance(offset);
                Diagnostic { rule, severity, line, column, message }
            })
            .collect()
    }
}

/// Counts lines and columns while it moves forward.
#[derive(Debug)]
pub(crate) struct Cursor<'t> {
    rest: &'t str,
    offset: usize,
    line: usize,
    column: usize,
}

impl<'t> Cursor<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Self { rest: text, offset: 0, line: 1, column: 1 }
    }

    /// Line and column at `offset`, which is not before the last one asked for.
    pub(crate) fn advance(&mut self, offset: usize) -> (usize, usize) {
        let mut step = offset.saturating_sub(self.offset).min(self.rest.len());
        while !self.rest.is_char_boundary(step) {
            step -= 1;
        }
        let (passed, rest) = self.rest.split_at(step);
        let (lines, tail) = passed.rsplit_once('\n').map_or((0, None), |(lines, tail)| {
            (lines.bytes().filter(|c| *c == b'\n').count() + 1, Some(tail))
        });
        self.line += lines;
        self.column = tail.map_or(self.column, |_| 1) + tail.unwrap_or(passed).chars().count();
        self.offset += passed.len();
        self.rest = rest;
        (self.line, self.column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_are_counted_in_characters() {
        let text = "ab\n\u{e9}\u{20ac}c\n\nx";
        let mut cursor = Cursor::new(text);
        for (offset, expected) in [
            (0, (1, 1)),
            (2, (1, 3)),
            (3, (2, 1)),
            (8, (2, 3)),
            (8, (2, 3)),
            (10, (3, 1)),
            (99, (4, 2)),
        ] {
            assert_eq!(cursor.advance(offset), expected, "offset {offset}");
        }
    }

    #[test]
    fn findings_are_sorted_by_position() {
        let mut findings = Findings::default();
        findings.lint("b", 4, "second");
        findings.error(rule::ID, 0, "first");
        let shown: Vec<_> =
            findings.into_diagnostics("ab\ncd").iter().map(|d| alloc::format!("{d}")).collect();
        assert_eq!(shown, ["1:1: error: id: first", "2:2: lint: b: second"]);
    }
}
