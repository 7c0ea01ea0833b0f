//! Why nothing is generated: everything that is wrong, not only the first of it.

use core::fmt;

/// One thing that keeps types from being generated.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Problem {
    /// Where: `object 3 version 1.2, resource 6`, or a table of a file, such as `enums.toml ["3/6"]`.
    pub place: String,
    /// Expectation and finding.
    pub message: String,
}

impl Problem {
    pub(crate) fn new(place: impl Into<String>, message: impl Into<String>) -> Self {
        Self { place: place.into(), message: message.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)
    }
}
