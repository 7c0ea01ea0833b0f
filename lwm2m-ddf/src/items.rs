//! Streams the `Item` elements of the registry's two tables, `DDF.xml` and `Common.xml`: flat
//! lists with text in each field. Knows the form, not the fields.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

use crate::diagnostic::{Diagnostic, Findings, rule};
use crate::text::collapse;
use crate::xml;

/// One `Item`: its attribute `ID` and its fields.
#[derive(Debug, Default)]
pub(crate) struct Item {
    pub(crate) offset: usize,
    pub(crate) id: Option<String>,
    fields: Vec<(String, String)>,
}

impl Item {
    /// The text of the first field of that name, blanks collapsed; empty where there is none.
    pub(crate) fn field(&self, name: &str) -> String {
        let field = self.fields.iter().find(|(field, _)| field == name);
        field.map_or_else(String::new, |(_, text)| collapse(text))
    }
}

/// Reads a table whose document element is `root`, and makes a row of each `Item`.
///
/// Findings of the XML and those of `row` come together.
pub(crate) fn read<T>(
    bytes: &[u8],
    root: &str,
    mut row: impl FnMut(&Item, &mut Findings) -> Option<T>,
) -> Result<Vec<T>, Vec<Diagnostic>> {
    let mut findings = Findings::default();
    let text = xml::text(bytes, &mut findings);
    let mut rows = Vec::new();
    if !findings.has_errors() {
        let mut stream = Stream { root, open: Vec::new(), item: None, seen_root: false };
        let mut reader = Reader::from_str(&text);
        loop {
            let offset = position(reader.buffer_position());
            match reader.read_event() {
                Ok(Event::Eof) => {
                    if !stream.open.is_empty() || !stream.seen_root {
                        let message =
                            "expected the end of the document element, found the end of the text";
                        findings.error(rule::XML, text.len(), message);
                    }
                    break;
                }
                Ok(event) => {
                    if let Some(item) = stream.event(&event, offset, &mut findings) {
                        rows.extend(row(&item, &mut findings));
                    }
                }
                Err(error) => {
                    let offset = position(reader.error_position());
                    findings.error(rule::XML, offset, error.to_string());
                    break;
                }
            }
        }
    }
    if findings.has_errors() { Err(findings.into_diagnostics(&text)) } else { Ok(rows) }
}

fn position(bytes: u64) -> usize {
    usize::try_from(bytes).unwrap_or(usize::MAX)
}

struct Stream<'r> {
    root: &'r str,
    /// The names of the elements that are open.
    open: Vec<String>,
    /// The item that is open, with the depth of its element.
    item: Option<(Item, usize)>,
    seen_root: bool,
}

impl Stream<'_> {
    /// Takes one event; the item that it ends.
    fn event(&mut self, event: &Event<'_>, offset: usize, findings: &mut Findings) -> Option<Item> {
        match event {
            Event::Start(start) => {
                self.start(start, offset, findings);
                None
            }
            Event::Empty(start) => {
                self.start(start, offset, findings);
                self.end()
            }
            Event::End(_) => self.end(),
            Event::Text(text) => self.text(&text.xml10_content(), offset, findings),
            Event::CData(text) => self.text(&text.xml10_content(), offset, findings),
            Event::GeneralRef(reference) => {
                let name = reference.xml10_content();
                let text = match reference.resolve_char_ref() {
                    Ok(Some(letter)) => Some(Cow::Owned(letter.to_string())),
                    Ok(None) => resolve_predefined_entity(&name).map(Cow::Borrowed),
                    Err(_) => None,
                };
                if text.is_none() {
                    let message = format!("expected a known character, found &{name};");
                    findings.error(rule::XML, offset, message);
                }
                self.text(&text.unwrap_or_default(), offset, findings)
            }
            Event::DocType(_) => {
                findings.error(rule::DTD, offset, xml::DOCTYPE_REFUSED);
                None
            }
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::Eof => None,
        }
    }

    fn start(&mut self, start: &BytesStart<'_>, offset: usize, findings: &mut Findings) {
        let name = start.name().as_ref().to_string();
        let depth = self.open.len();
        if depth == 0 {
            if name != self.root || self.seen_root {
                let message = format!("expected one <{}>, found <{name}>", self.root);
                findings.error(rule::ROOT, offset, message);
            }
            self.seen_root = true;
        }
        match &mut self.item {
            Some((item, at)) if depth == *at + 1 => item.fields.push((name.clone(), String::new())),
            Some(_) => {
                let message = format!("expected text in a field, found <{name}>");
                findings.error(rule::NESTING, offset, message);
            }
            None if name == "Item" => {
                let id = start.try_get_attribute("ID").ok().flatten();
                let id = id.map(|attribute| attribute.value.to_string());
                self.item = Some((Item { offset, id, fields: Vec::new() }, depth));
            }
            None => {}
        }
        self.open.push(name);
    }

    fn end(&mut self) -> Option<Item> {
        self.open.pop();
        self.item.take_if(|(_, depth)| *depth == self.open.len()).map(|(item, _)| item)
    }

    /// Text belongs to the field that is open; blanks may stand anywhere.
    fn text(&mut self, text: &str, offset: usize, findings: &mut Findings) -> Option<Item> {
        let depth = self.open.len();
        match &mut self.item {
            Some((item, at)) if depth == *at + 2 => {
                if let Some((_, field)) = item.fields.last_mut() {
                    field.push_str(text);
                }
            }
            Some(_) | None if text.trim().is_empty() => {}
            Some(_) | None => {
                findings.error(rule::EXTRA, offset, "expected no text here, found some")
            }
        }
        None
    }
}
