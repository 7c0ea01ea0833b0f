//! `name-symbols`: a name without a letter or digit, which makes no identifier.

use alloc::format;

use crate::diagnostic::Findings;
use crate::parse::ObjectDraft;

pub(super) fn check(object: &ObjectDraft, findings: &mut Findings) {
    for name in super::names(object).filter(|name| !name.text.is_empty()) {
        if !name.text.contains(char::is_alphanumeric) {
            let message = format!("expected a name with letters, found {:?}", name.text);
            findings.lint("name-symbols", name.offset, message);
        }
    }
}
