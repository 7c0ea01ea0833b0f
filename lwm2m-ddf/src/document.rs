//! Reads a document: bytes in; definitions and every finding out.

use alloc::vec::Vec;
use core::fmt;

use crate::check;
use crate::definition::ObjectDefinition;
use crate::diagnostic::{Diagnostic, Findings, Severity};
use crate::parse;
use crate::xml;
use crate::xsd::{self, Mode, Schema};

/// A document that was read: what it defines, and what was found in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// The Objects in the order of the document, mostly one; none where it is refused.
    pub objects: Vec<ObjectDefinition>,
    /// Every finding, by position.
    pub diagnostics: Vec<Diagnostic>,
}

impl Document {
    /// Reads the bytes of an object-definition document and validates it against `schema`.
    ///
    /// Nothing is ever fetched: neither entities nor the schema that the document names.
    #[must_use]
    pub fn read(bytes: &[u8], schema: &Schema, mode: Mode) -> Self {
        let mut findings = Findings::default();
        let text = xml::text(bytes, &mut findings);
        let mut objects = Vec::new();
        if !findings.has_errors()
            && let Some(document) = xml::parse(&text, &mut findings)
        {
            xsd::validate(&document, schema, mode, &mut findings);
            let drafts = parse::drafts(&document);
            for draft in &drafts {
                check::check(draft, &mut findings);
            }
            if !findings.has_errors() {
                objects = drafts
                    .iter()
                    .filter_map(|draft| parse::definition(draft, &mut findings))
                    .collect();
            }
        }
        if findings.has_errors() {
            objects.clear();
        }
        Self { objects, diagnostics: findings.into_diagnostics(&text) }
    }

    /// What the findings amount to.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        match self.diagnostics.iter().map(|found| found.severity).max() {
            None => Verdict::Accept,
            Some(Severity::Lint) => Verdict::Lint,
            Some(Severity::Error) => Verdict::Reject,
        }
    }
}

/// What the findings in a document amount to.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Verdict {
    /// Nothing was found.
    Accept,
    /// It can be used; its author should look at it.
    Lint,
    /// It cannot be used.
    Reject,
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Accept => "accept",
            Self::Lint => "lint",
            Self::Reject => "reject",
        })
    }
}
