//! Validates a document against a [`Schema`] and names every place where it differs.
//! Walks the schema beside the document, so that depth is bounded by the schema.

use alloc::format;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use roxmltree::{Document, Node};

use super::{Complex, Content, Element, Schema, Simple, value};
use crate::diagnostic::{Findings, Severity, rule};

/// How much a document may differ from the schema and still be used.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub enum Mode {
    /// Not at all.
    #[default]
    Strict,
    /// Elements in another order and a missing `RangeEnumeration` are lints: the public registry
    /// holds 38 files with these two faults, and their facts are all there.
    Registry,
}

impl Mode {
    fn order(self) -> Severity {
        match self {
            Self::Strict => Severity::Error,
            Self::Registry => Severity::Lint,
        }
    }

    fn missing(self, name: &str) -> Severity {
        match self {
            Self::Registry if name == "RangeEnumeration" => Severity::Lint,
            Self::Strict | Self::Registry => Severity::Error,
        }
    }
}

/// Adds to `findings` every place where `document` differs from `schema`.
pub(crate) fn validate(
    document: &Document<'_>,
    schema: &Schema,
    mode: Mode,
    findings: &mut Findings,
) {
    let root = document.root_element();
    let validator = Validator { schema, mode };
    match schema.roots.iter().find(|element| is(root, &element.name)) {
        Some(element) => validator.element(root, element, findings),
        None => {
            let roots: Vec<_> = schema.roots.iter().map(|element| tag(&element.name)).collect();
            let message = format!("expected {}, found {}", roots.join(" or "), shown(root));
            findings.error(rule::ROOT, root.range().start, message);
        }
    }
}

struct Validator<'s> {
    schema: &'s Schema,
    mode: Mode,
}

impl Validator<'_> {
    fn element(&self, node: Node<'_, '_>, element: &Element, findings: &mut Findings) {
        match &element.content {
            Content::Simple(simple) => {
                attributes(node, &Complex::default(), findings);
                text(node, simple, findings);
            }
            Content::Complex(complex) => {
                attributes(node, complex, findings);
                self.sequence(node, &complex.sequence, findings);
            }
        }
    }

    /// Compares the children of `node` with `sequence`, whose names are distinct: they fit where
    /// each is known, none stands before one that belongs in front of it, and the counts are right.
    fn sequence(&self, node: Node<'_, '_>, sequence: &[Element], findings: &mut Findings) {
        let mut known: Vec<(usize, Node<'_, '_>)> = Vec::new();
        let mut counts = vec![0_usize; sequence.len()];
        for child in node.children() {
            if child.is_text() {
                no_text(child, node, findings);
            }
            if !child.is_element() {
                continue;
            }
            let place = sequence.iter().position(|element| is(child, &element.name));
            let (Some(at), Some((element, count))) =
                (place, place.and_then(|at| sequence.get(at).zip(counts.get_mut(at))))
            else {
                self.unknown(child, node, findings);
                continue;
            };
            *count += 1;
            if element.max.is_some_and(|max| *count > max) {
                let message = format!("expected {} once, found it again", tag(&element.name));
                findings.error(rule::EXTRA, child.range().start, message);
            } else {
                known.push((at, child));
            }
            self.element(child, element, findings);
        }
        self.order(&known, sequence, findings);
        for (at, (element, count)) in sequence.iter().zip(counts).enumerate() {
            if count < element.min {
                // Where it should stand: in front of the first element that comes after it.
                let next = known.iter().find(|(place, _)| *place > at);
                let place = next.map_or(node, |(_, next)| *next);
                let message =
                    format!("expected {} in {}, found none", tag(&element.name), shown(node));
                let severity = self.mode.missing(&element.name);
                findings.add(rule::MISSING, severity, place.range().start, message);
            }
        }
    }

    /// One finding a parent: the first child that stands before one that belongs in front of it.
    fn order(
        &self,
        known: &[(usize, Node<'_, '_>)],
        sequence: &[Element],
        findings: &mut Findings,
    ) {
        let mut lowest_after = usize::MAX;
        let mut first = None;
        for (at, child) in known.iter().rev() {
            if lowest_after < *at {
                first = Some((lowest_after, child));
            }
            lowest_after = lowest_after.min(*at);
        }
        let Some((expected, child)) = first else { return };
        let name = sequence.get(expected).map_or("", |element| element.name.as_str());
        let message = format!("expected {} first, found {}", tag(name), shown(*child));
        findings.add(rule::ORDER, self.mode.order(), child.range().start, message);
    }

    fn unknown(&self, child: Node<'_, '_>, parent: Node<'_, '_>, findings: &mut Findings) {
        // A known element out of its place, or an unknown one around known ones.
        let misplaced = if self.known(child) {
            Some((child, parent))
        } else {
            child.children().find(|inner| self.known(*inner)).map(|inner| (inner, child))
        };
        let (rule, message) = match misplaced {
            Some((what, place)) => {
                let message =
                    format!("expected {} elsewhere, found it in {}", shown(what), shown(place));
                (rule::NESTING, message)
            }
            None => (
                rule::EXTRA,
                format!("expected no {} in {}, found one", shown(child), shown(parent)),
            ),
        };
        findings.error(rule, child.range().start, message);
    }

    /// Whether the schema has an element of that name, wherever it stands.
    fn known(&self, node: Node<'_, '_>) -> bool {
        node.is_element()
            && node.tag_name().namespace().is_none()
            && self.schema.names.contains(node.tag_name().name())
    }
}

fn attributes(node: Node<'_, '_>, complex: &Complex, findings: &mut Findings) {
    for attribute in node.attributes() {
        let offset = attribute.range().start;
        let declared = complex
            .attributes
            .iter()
            .find(|declared| attribute.namespace().is_none() && declared.name == attribute.name());
        let hint = attribute.namespace() == Some(INSTANCE)
            && matches!(attribute.name(), "noNamespaceSchemaLocation" | "schemaLocation");
        if let Some(declared) = declared {
            if let Err((rule, message)) = value::check(&declared.content, attribute.value()) {
                findings.error(rule, offset, message);
            }
        } else if !hint {
            let message = format!("expected no attribute {} in {}", attribute.name(), shown(node));
            findings.error(rule::EXTRA, offset, message);
        }
    }
    for declared in complex.attributes.iter().filter(|declared| declared.required) {
        if node.attribute(declared.name.as_str()).is_none() {
            let message =
                format!("expected attribute {} in {}, found none", declared.name, shown(node));
            findings.error(rule::MISSING, node.range().start, message);
        }
    }
}

/// Checks an element that holds text only.
fn text(node: Node<'_, '_>, simple: &Simple, findings: &mut Findings) {
    let mut text = String::new();
    for child in node.children() {
        if child.is_element() {
            let message = format!("expected text in {}, found {}", shown(node), shown(child));
            findings.error(rule::NESTING, child.range().start, message);
            return;
        }
        if child.is_text() {
            text.push_str(child.text().unwrap_or(""));
        }
    }
    if let Err((rule, message)) = value::check(simple, &text) {
        findings.error(rule, node.range().start, message);
    }
}

/// Refuses anything but blanks in an element that holds elements.
fn no_text(child: Node<'_, '_>, parent: Node<'_, '_>, findings: &mut Findings) {
    if child.text().unwrap_or("").trim_matches(BLANKS).is_empty() {
        return;
    }
    let source = child.document().input_text().get(child.range()).unwrap_or("");
    let blanks = source.len() - source.trim_start_matches(BLANKS).len();
    let message = format!("expected no text in {}, found some", shown(parent));
    findings.error(rule::EXTRA, child.range().start + blanks, message);
}

/// Whether `node` is the element `name`; elements of a namespace are never ours.
fn is(node: Node<'_, '_>, name: &str) -> bool {
    node.tag_name().namespace().is_none() && node.tag_name().name() == name
}

fn shown(node: Node<'_, '_>) -> String {
    tag(node.tag_name().name())
}

fn tag(name: &str) -> String {
    format!("<{name}>")
}

/// The namespace of the attributes that any document may carry to name its schema.
const INSTANCE: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// What XML calls white space.
const BLANKS: [char; 4] = [' ', '\t', '\n', '\r'];
