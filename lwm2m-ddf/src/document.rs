//! Reads a document: bytes in; definitions and every finding out.

use alloc::vec::Vec;
use core::fmt;

use lwm2m_codec::ResourceId;

use crate::check;
use crate::definition::ObjectDefinition;
use crate::diagnostic::{Cursor, Diagnostic, Findings, Severity};
use crate::parse::{self, ObjectDraft};
use crate::xml;
use crate::xsd::{self, Mode, Schema};

/// A document that was read: what it defines, and what was found in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// The Objects in the order of the document, mostly one; none where it is refused.
    pub objects: Vec<ObjectDefinition>,
    /// Where each of the Objects begins, one by one.
    pub places: Vec<Place>,
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
        let mut places = Vec::new();
        if !findings.has_errors()
            && let Some(document) = xml::parse(&text, &mut findings)
        {
            xsd::validate(&document, schema, mode, &mut findings);
            let drafts = parse::drafts(&document);
            for draft in &drafts {
                parse::check_ids(draft, &mut findings);
                check::check(draft, &mut findings);
            }
            if !findings.has_errors() {
                objects = drafts
                    .iter()
                    .filter_map(|draft| parse::definition(draft, &mut findings))
                    .collect();
                places = places_of(&drafts, &text);
            }
        }
        if findings.has_errors() {
            objects.clear();
            places.clear();
        }
        Self { objects, places, diagnostics: findings.into_diagnostics(&text) }
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

/// Where an Object of a document begins: lines from 1, columns in characters from 1.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Place {
    /// The line of its element.
    pub line: usize,
    /// The column of its element.
    pub column: usize,
    /// The line and column of every Resource, in the order of the document.
    pub resources: Vec<(ResourceId, usize, usize)>,
}

impl Place {
    /// The line and column of a Resource; where its id repeats, of the first.
    #[must_use]
    pub fn resource(&self, id: ResourceId) -> Option<(usize, usize)> {
        let (_, line, column) = self.resources.iter().find(|(resource, ..)| *resource == id)?;
        Some((*line, *column))
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

/// The places of all drafts, which ascend by offset as the document does.
fn places_of(drafts: &[ObjectDraft], text: &str) -> Vec<Place> {
    let mut cursor = Cursor::new(text);
    let place = |draft: &ObjectDraft| {
        let (line, column) = cursor.advance(draft.offset);
        let resources = draft.items.iter().filter_map(|item| {
            let (line, column) = cursor.advance(item.offset);
            Some((item.id.and_then(|id| ResourceId::try_from(id).ok())?, line, column))
        });
        Place { line, column, resources: resources.collect() }
    };
    drafts.iter().map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_those_of_the_elements() {
        let xml = include_bytes!("../../registry/objects/3303-1_1.xml");
        let document = Document::read(xml, &Schema::v1_1(), Mode::Strict);
        let text = alloc::string::String::from_utf8_lossy(xml);
        let at = |line: usize, column: usize| {
            text.lines().nth(line - 1).map(|text| text.split_at(column - 1).1)
        };
        let [place] = document.places.as_slice() else { panic!("expected one Object") };
        assert_eq!(at(place.line, place.column), Some("<Object ObjectType=\"MODefinition\">"));
        let value =
            place.resource(ResourceId::new(5700)).and_then(|(line, column)| at(line, column));
        assert_eq!(value, Some("<Item ID=\"5700\">"));
        assert_eq!(place.resource(ResourceId::new(1)), None);
    }
}
