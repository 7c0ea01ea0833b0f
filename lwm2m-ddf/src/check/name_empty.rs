//! `name-empty`: an Object or a Resource without a name, among others that have one.

use crate::diagnostic::Findings;
use crate::parse::ObjectDraft;

pub(super) fn check(object: &ObjectDraft, findings: &mut Findings) {
    // A document in which nothing has a name is a form to fill in: there is no gap to point at.
    if super::names(object).all(|name| name.text.is_empty()) {
        return;
    }
    for name in super::names(object).filter(|name| name.text.is_empty()) {
        findings.lint("name-empty", name.offset, "expected a name, found none");
    }
}
