//! What is said of a text that is no well-formed XML: what was expected, and what stands there.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use quick_xml::Reader;
use quick_xml::events::Event;
use roxmltree::Error;

/// The message for what the parser found at `offset`.
pub(super) fn message(text: &str, error: &Error, offset: usize) -> String {
    let open = |found: &str| {
        let (name, line) = innermost_open(text)?;
        Some(format!("expected </{name}> for the element in line {line}, found {found}"))
    };
    match error {
        Error::NoRootNode => "expected an element, found none".to_string(),
        Error::UnclosedRootNode | Error::UnexpectedEndOfStream => {
            open("the end of the document").unwrap_or_else(|| said(error))
        }
        Error::UnexpectedCloseTag(_, found, _) => {
            open(&format!("</{found}>")).unwrap_or_else(|| said(error))
        }
        Error::MalformedEntityReference(_) => {
            "expected a reference such as &amp;, found & for something else".to_string()
        }
        Error::UnknownToken(_) => {
            let rest = text.get(offset..).unwrap_or_default();
            let found: String = rest.chars().take_while(|c| *c != '\n').take(SHOWN).collect();
            format!("expected XML, which begins with <, found {:?}", found.trim_end())
        }
        _ => said(error),
    }
}

/// What the parser says, without the place that is told anyway.
fn said(error: &Error) -> String {
    let at = format!(" at {}", error.pos());
    error.to_string().replacen(&at, "", 1)
}

/// The element that was open where reading ended, and its line.
fn innermost_open(text: &str) -> Option<(String, usize)> {
    let mut reader = Reader::from_str(text);
    let mut open = Vec::new();
    loop {
        let start = usize::try_from(reader.buffer_position()).ok()?;
        match reader.read_event() {
            Ok(Event::Start(element)) => open.push((element.name().as_ref().to_string(), start)),
            Ok(Event::End(_)) => drop(open.pop()),
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    let (name, start) = open.pop()?;
    Some((name, text.get(..start)?.matches('\n').count() + 1))
}

/// How many characters of what is no XML are shown.
const SHOWN: usize = 20;
