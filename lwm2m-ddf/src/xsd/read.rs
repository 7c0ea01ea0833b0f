//! Reads the text of an XSD into a [`Schema`]: elements, complex types with a sequence and
//! attributes, simple types by enumeration, `xs:string` and `xs:unsignedShort`.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use roxmltree::Node;

use super::{Attribute, Base, Complex, Content, Element, Schema, SchemaError, Simple};
use crate::diagnostic::{Diagnostic, Findings};
use crate::xml;

/// Reads `text`.
pub(super) fn schema(text: &str) -> Result<Schema, Vec<SchemaError>> {
    let mut findings = Findings::default();
    let text = xml::text(text.as_bytes(), &mut findings);
    let document = if findings.has_errors() { None } else { xml::parse(&text, &mut findings) };
    let schema = document.map(|document| {
        let mut reader = Reader {
            findings: &mut findings,
            types: BTreeMap::new(),
            names: BTreeSet::new(),
            elements: 0,
        };
        let roots = reader.schema(document.root_element());
        Schema { roots, names: reader.names }
    });
    match schema {
        Some(schema) if !findings.has_errors() => Ok(schema),
        Some(_) | None => {
            let mut errors: Vec<_> = findings
                .into_diagnostics(&text)
                .into_iter()
                .map(|Diagnostic { line, column, message, .. }| SchemaError {
                    line,
                    column,
                    message,
                })
                .collect();
            // A named type is read wherever it is used, and says the same each time.
            errors.dedup();
            Err(errors)
        }
    }
}

struct Reader<'f, 'd> {
    findings: &'f mut Findings,
    /// The named types, `simpleType` and `complexType`.
    types: BTreeMap<&'d str, Node<'d, 'd>>,
    names: BTreeSet<String>,
    /// How many elements were read: named types multiply them.
    elements: usize,
}

impl<'d> Reader<'_, 'd> {
    fn schema(&mut self, root: Node<'d, 'd>) -> Vec<Element> {
        if !is(root, "schema") {
            self.refuse(root, "expected the document element xs:schema, found another");
            return Vec::new();
        }
        self.attributes(root, &["version"]);
        let children = self.children(root, &["element", "simpleType", "complexType"]);
        for child in children.iter().filter(|child| !is(**child, "element")) {
            match child.attribute("name") {
                Some(name) if self.types.insert(name, *child).is_none() => {}
                Some(_) => self.refuse(*child, "expected each type once, found its name again"),
                None => self.refuse(*child, "expected a name, found none"),
            }
        }
        // A named type that nothing uses is read too: it may hold what is not interpreted.
        for child in &children {
            if is(*child, "simpleType") {
                self.simple(*child, &["name"]);
            } else if is(*child, "complexType") {
                self.complex(*child, &["name"], 0);
            }
        }
        let elements = children.into_iter().filter(|child| is(*child, "element"));
        elements.filter_map(|child| self.element(child, true, 0)).collect()
    }

    fn element(&mut self, node: Node<'d, 'd>, global: bool, depth: usize) -> Option<Element> {
        self.elements += 1;
        if self.elements > MAX_ELEMENTS {
            self.refuse(node, "expected at most 1000 elements, found more");
            return None;
        }
        let occurrence: &[&str] = if global { &[] } else { &["minOccurs", "maxOccurs"] };
        self.attributes(node, &[&["name", "type"], occurrence].concat());
        let (min, max) = self.occurrence(node);
        let name = self.name(node)?;
        self.names.insert(name.clone());
        let children = self.children(node, &["simpleType", "complexType"]);
        let content = match (node.attribute("type"), children.as_slice()) {
            (Some(qname), []) => self.named(node, qname, depth)?,
            (None, [child]) if is(*child, "simpleType") => {
                Content::Simple(self.simple(*child, &[])?)
            }
            (None, [child]) => Content::Complex(self.complex(*child, &[], depth + 1)?),
            _ => {
                self.refuse(node, "expected a type, by name or inside, found none or several");
                return None;
            }
        };
        Some(Element { name, min, max, content })
    }

    /// `minOccurs` and `maxOccurs`, each 1 where it is absent.
    fn occurrence(&mut self, node: Node<'d, 'd>) -> (usize, Option<usize>) {
        let min = node.attribute("minOccurs").unwrap_or("1").parse();
        let max = match node.attribute("maxOccurs").unwrap_or("1") {
            "unbounded" => Ok(None),
            number => number.parse().map(Some),
        };
        match (min, max) {
            (Ok(min), Ok(max)) if max.is_none_or(|max| min <= max) => (min, max),
            _ => {
                self.refuse(node, "expected minOccurs to be a number of at most maxOccurs");
                (1, Some(1))
            }
        }
    }

    /// The type that `qname` names: a built-in one, or one of this schema.
    fn named(&mut self, node: Node<'d, 'd>, qname: &str, depth: usize) -> Option<Content> {
        if let Some(base) = self.builtin(node, qname) {
            return Some(Content::Simple(Simple { base, values: Vec::new() }));
        }
        match self.types.get(qname).copied() {
            Some(named) if is(named, "simpleType") => {
                self.simple(named, &["name"]).map(Content::Simple)
            }
            Some(named) => self.complex(named, &["name"], depth + 1).map(Content::Complex),
            None => {
                let message = format!(
                    "expected xs:string, xs:unsignedShort or a type of this schema, found {qname}"
                );
                self.refuse(node, message);
                None
            }
        }
    }

    fn builtin(&self, node: Node<'d, 'd>, qname: &str) -> Option<Base> {
        let (prefix, local) = match qname.split_once(':') {
            Some((prefix, local)) => (Some(prefix), local),
            None => (None, qname),
        };
        match local {
            _ if node.lookup_namespace_uri(prefix) != Some(NAMESPACE) => None,
            "string" => Some(Base::String),
            "unsignedShort" => Some(Base::UnsignedShort),
            _ => None,
        }
    }

    fn complex(&mut self, node: Node<'d, 'd>, allowed: &[&str], depth: usize) -> Option<Complex> {
        if depth > MAX_DEPTH {
            self.refuse(node, "expected types at most 32 deep, found deeper ones");
            return None;
        }
        self.attributes(node, allowed);
        let mut complex = Complex::default();
        for (at, child) in self.children(node, &["sequence", "attribute"]).into_iter().enumerate() {
            if is(child, "attribute") {
                complex.attributes.extend(self.attribute(child));
            } else if at == 0 {
                complex.sequence = self.sequence(child, depth);
            } else {
                self.refuse(child, "expected one xs:sequence and then attributes, found it later");
            }
        }
        Some(complex)
    }

    fn sequence(&mut self, node: Node<'d, 'd>, depth: usize) -> Vec<Element> {
        self.attributes(node, &[]);
        let mut seen = BTreeSet::new();
        let mut elements = Vec::new();
        for child in self.children(node, &["element"]) {
            let Some(element) = self.element(child, false, depth + 1) else { continue };
            if seen.insert(element.name.clone()) {
                elements.push(element);
            } else {
                self.refuse(
                    child,
                    "expected each element once in a sequence, found its name again",
                );
            }
        }
        elements
    }

    fn attribute(&mut self, node: Node<'d, 'd>) -> Option<Attribute> {
        self.attributes(node, &["name", "type", "use"]);
        let name = self.name(node)?;
        let required = match node.attribute("use").unwrap_or("optional") {
            "optional" => false,
            "required" => true,
            other => {
                self.refuse(
                    node,
                    format!("expected use to be optional or required, found {other}"),
                );
                return None;
            }
        };
        let children = self.children(node, &["simpleType"]);
        let content = match (node.attribute("type"), children.as_slice()) {
            (Some(qname), []) => match self.named(node, qname, 0)? {
                Content::Simple(simple) => simple,
                Content::Complex(_) => {
                    self.refuse(
                        node,
                        "expected a simple type for an attribute, found a complex one",
                    );
                    return None;
                }
            },
            (None, [child]) => self.simple(*child, &[])?,
            _ => {
                self.refuse(node, "expected a type, by name or inside, found none or several");
                return None;
            }
        };
        Some(Attribute { name, required, content })
    }

    fn simple(&mut self, node: Node<'d, 'd>, allowed: &[&str]) -> Option<Simple> {
        self.attributes(node, allowed);
        let children = self.children(node, &["restriction"]);
        let [restriction] = children.as_slice() else {
            self.refuse(node, "expected one xs:restriction, found none or several");
            return None;
        };
        self.attributes(*restriction, &["base"]);
        let base = restriction.attribute("base").and_then(|base| self.builtin(*restriction, base));
        let values: Vec<_> = self
            .children(*restriction, &["enumeration"])
            .into_iter()
            .filter_map(|child| {
                self.attributes(child, &["value"]);
                self.children(child, &[]);
                let value = child.attribute("value");
                if value.is_none() {
                    self.refuse(child, "expected a value, found none");
                }
                value.map(ToString::to_string)
            })
            .collect();
        match base {
            Some(Base::String) => Some(Simple { base: Base::String, values }),
            Some(Base::UnsignedShort) if values.is_empty() => {
                Some(Simple { base: Base::UnsignedShort, values })
            }
            Some(Base::UnsignedShort) | None => {
                self.refuse(*restriction, "expected a restriction of xs:string by enumeration");
                None
            }
        }
    }

    fn name(&mut self, node: Node<'d, 'd>) -> Option<String> {
        let name = node.attribute("name").map(ToString::to_string);
        if name.is_none() {
            self.refuse(node, "expected a name, found none");
        }
        name
    }

    /// The child elements, each of which must be one of `allowed`; annotations mean nothing.
    fn children(&mut self, node: Node<'d, 'd>, allowed: &[&str]) -> Vec<Node<'d, 'd>> {
        let mut known = Vec::new();
        for child in node.children() {
            if child.is_element() && allowed.iter().any(|name| is(child, name)) {
                known.push(child);
            } else if child.is_element() && !is(child, "annotation") {
                let message =
                    format!("expected a known construct, found {}", child.tag_name().name());
                self.refuse(child, message);
            } else if child.is_text() && !child.text().unwrap_or("").trim().is_empty() {
                self.refuse(child, "expected no text, found some");
            }
        }
        known
    }

    /// Refuses every attribute that is not one of `allowed`.
    fn attributes(&mut self, node: Node<'d, 'd>, allowed: &[&str]) {
        for attribute in node.attributes() {
            let known = attribute.namespace().is_none() && allowed.contains(&attribute.name());
            if !known {
                let message = format!("expected a known attribute, found {}", attribute.name());
                self.findings.error("schema", attribute.range().start, message);
            }
        }
    }

    fn refuse(&mut self, node: Node<'d, 'd>, message: impl Into<String>) {
        self.findings.error("schema", node.range().start, message);
    }
}

/// Whether `node` is the construct `name` of XML Schema.
fn is(node: Node<'_, '_>, name: &str) -> bool {
    node.has_tag_name((NAMESPACE, name))
}

const NAMESPACE: &str = "http://www.w3.org/2001/XMLSchema";

/// How deep types may nest: bounds the reader's and the validator's stack.
const MAX_DEPTH: usize = 32;

/// How many elements a schema may have once its named types are put in their places.
const MAX_ELEMENTS: usize = 1000;
