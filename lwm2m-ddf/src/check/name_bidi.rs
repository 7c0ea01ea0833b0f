//! `name-bidi`: a name that hides its letters by changing the direction of text.

use crate::diagnostic::Findings;
use crate::parse::ObjectDraft;

pub(super) fn check(object: &ObjectDraft, findings: &mut Findings) {
    for name in super::names(object).filter(|name| name.text.contains(super::is_bidi)) {
        let message = "expected a name in one direction, found a change of direction";
        findings.lint("name-bidi", name.offset, message);
    }
}
