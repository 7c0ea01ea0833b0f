//! What a schema cannot see. One rule a file; each looks at one Object and adds lints: the
//! document stays usable (D-170).

mod doc_escape;
mod dup_rid;
mod exec_multiple;
mod exec_typed;
mod lwm2m_version;
mod name_bidi;
mod name_collision;
mod name_empty;
mod name_escape;
mod name_long;
mod name_symbols;
mod range_lenient;
mod range_overflow;
mod range_reversed;
mod range_text;
mod range_type;
mod unit_alias;
mod untyped;
mod urn;
mod urn_class;
mod urn_id;
mod urn_syntax;
mod urn_version;
mod version_syntax;

use alloc::format;
use alloc::string::String;

use crate::diagnostic::Findings;
use crate::parse::{Field, ObjectDraft};
use crate::range::RangeFault;

/// Adds what every rule finds in `object`.
pub(crate) fn check(object: &ObjectDraft, findings: &mut Findings) {
    for check in CHECKS {
        check(object, findings);
    }
}

type Check = fn(&ObjectDraft, &mut Findings);

/// Every rule, one row each.
const CHECKS: &[Check] = &[
    doc_escape::check,
    dup_rid::check,
    exec_multiple::check,
    exec_typed::check,
    lwm2m_version::check,
    name_bidi::check,
    name_collision::check,
    name_empty::check,
    name_escape::check,
    name_long::check,
    name_symbols::check,
    range_lenient::check,
    range_overflow::check,
    range_reversed::check,
    range_text::check,
    range_type::check,
    unit_alias::check,
    untyped::check,
    urn_class::check,
    urn_id::check,
    urn_syntax::check,
    urn_version::check,
    version_syntax::check,
];

/// The name of the Object and those of its Resources.
fn names(object: &ObjectDraft) -> impl Iterator<Item = &Field> {
    object.name.iter().chain(object.items.iter().filter_map(|item| item.name.as_ref()))
}

/// The places and messages of what the reader of `RangeEnumeration` found odd in one way, with the text.
fn range_notes(object: &ObjectDraft, fault: RangeFault) -> impl Iterator<Item = (usize, String)> {
    object.items.iter().flat_map(move |item| {
        let offset = item.range_field.as_ref().map_or(item.offset, |field| field.offset);
        let notes = item.range.diagnostics.iter().filter(move |note| note.fault == fault);
        notes.map(move |note| (offset, format!("{}: {}", note.message, shown(&item.range.text))))
    })
}

/// A text in quotes; of a long one the beginning.
fn shown(text: &str) -> String {
    let mut chars = text.char_indices().skip(MANY_CHARS);
    match chars.next().and_then(|(end, _)| text.get(..end)) {
        Some(beginning) => format!("{beginning:?}\u{2026}"),
        None => format!("{text:?}"),
    }
}

/// A message is a line.
const MANY_CHARS: usize = 40;

/// Whether `letter` changes the direction of the text around it.
fn is_bidi(letter: char) -> bool {
    matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
