//! Tells the documents of a registry's folder apart, without reading them whole.

use alloc::string::{String, ToString};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::diagnostic::Findings;
use crate::xml;

/// What a document is, by its first elements.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Kind {
    /// Definitions of Objects: for [`Document::read`](crate::Document::read).
    Objects,
    /// The reusable resources, `Common.xml`: for [`common::read`](crate::common::read).
    CommonResources,
    /// Another document, with the name of its document element.
    Other(String),
    /// No document element was found: no XML, or not enough of it.
    Unknown,
}

impl Kind {
    /// Looks at the bytes of a document.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        let text = xml::text(bytes, &mut Findings::default());
        let mut reader = Reader::from_str(&text);
        let mut kind = Self::Unknown;
        loop {
            let start = match reader.read_event() {
                Ok(Event::Start(start) | Event::Empty(start)) => start,
                Ok(Event::Eof) | Err(_) => return kind,
                Ok(_) => continue,
            };
            match (&kind, start.name().as_ref()) {
                (Self::Unknown, "LWM2M") => kind = Self::Objects,
                (Self::Unknown, name) => return Self::Other(name.to_string()),
                // The first child decides: both tables have one element `Object`.
                _ if object_type(&start).is_some_and(|value| value == "CommonResources") => {
                    return Self::CommonResources;
                }
                _ => return kind,
            }
        }
    }
}

fn object_type(start: &BytesStart<'_>) -> Option<String> {
    let attribute = start.try_get_attribute("ObjectType").ok().flatten()?;
    Some(attribute.value.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds() {
        for (text, expected) in [
            ("<LWM2M><Object ObjectType='MODefinition'/></LWM2M>", Kind::Objects),
            ("\u{feff}<?xml version='1.0'?><!-- a --><LWM2M><Note/>", Kind::Objects),
            ("<LWM2M/>", Kind::Objects),
            ("<LWM2M><Object ObjectType=\"CommonResources\">", Kind::CommonResources),
            ("<DDFList><Item/></DDFList>", Kind::Other("DDFList".into())),
            ("", Kind::Unknown),
            ("\u{1f}\u{8b}", Kind::Unknown),
            ("<LWM2M", Kind::Unknown),
        ] {
            assert_eq!(Kind::of(text.as_bytes()), expected, "{text}");
        }
    }
}
