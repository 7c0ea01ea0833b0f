//! Well-formed XML from bytes: encoding, declaration, no document type declaration, and what the
//! XML parser forgives but the standard does not. Knows nothing of object definitions.
//! XML 1.0 (fifth edition).

mod encoding;
mod forgiven;
mod malformed;
mod prolog;

use alloc::borrow::Cow;

pub(crate) use self::prolog::REFUSED as DOCTYPE_REFUSED;
use crate::diagnostic::{Findings, rule};

/// The text of a document, without a byte order mark, with its prolog checked.
///
/// What cannot be read is in `findings`; the text is then as far as it goes.
pub(crate) fn text<'b>(bytes: &'b [u8], findings: &mut Findings) -> Cow<'b, str> {
    let (text, encoding) = encoding::decode(bytes, findings);
    if !findings.has_errors() {
        prolog::check(&text, encoding, findings);
    }
    text
}

/// Parses `text`; `None` with a finding where it is not well-formed.
pub(crate) fn parse<'t>(text: &'t str, findings: &mut Findings) -> Option<roxmltree::Document<'t>> {
    match roxmltree::Document::parse(text) {
        Ok(document) => {
            forgiven::check(text, findings);
            (!findings.has_errors()).then_some(document)
        }
        Err(error) => {
            let offset = offset(text, &error);
            if text.get(offset..).is_some_and(|rest| rest.starts_with("<!DOCTYPE")) {
                findings.error(rule::DTD, offset, DOCTYPE_REFUSED);
            } else {
                findings.error(rule::XML, offset, malformed::message(text, &error, offset));
            }
            None
        }
    }
}

/// Where the parser stopped: the end of the text where it gives no position of its own.
fn offset(text: &str, error: &roxmltree::Error) -> usize {
    use roxmltree::Error::{NoRootNode, UnclosedRootNode, UnexpectedEndOfStream};
    if matches!(error, NoRootNode | UnclosedRootNode | UnexpectedEndOfStream) {
        return text.len();
    }
    let pos = error.pos();
    let row = usize::try_from(pos.row).unwrap_or(usize::MAX).saturating_sub(1);
    let column = usize::try_from(pos.col).unwrap_or(usize::MAX).saturating_sub(1);
    let start: usize = text.split_inclusive('\n').take(row).map(str::len).sum();
    let line = text.get(start..).unwrap_or("");
    start + line.char_indices().nth(column).map_or(line.len(), |(at, _)| at)
}
