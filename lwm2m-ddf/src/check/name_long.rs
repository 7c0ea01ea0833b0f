//! `name-long`: a Resource's name that is too long for an identifier.
//! Names of Objects are free: they head a document and a type, not every line of code.

use alloc::format;

use crate::diagnostic::Findings;
use crate::parse::ObjectDraft;

pub(super) fn check(object: &ObjectDraft, findings: &mut Findings) {
    for name in object.items.iter().filter_map(|item| item.name.as_ref()) {
        let length = name.text.chars().count();
        if length > MAX_LENGTH {
            let message = format!("expected a name of up to {MAX_LENGTH} letters, found {length}");
            findings.lint("name-long", name.offset, message);
        }
    }
}

/// The longest name in the public registry has 51 letters.
const MAX_LENGTH: usize = 64;
