//! `range-type`: a form that says nothing about a value of the data type.

use super::range_notes;
use crate::diagnostic::Findings;
use crate::parse::ObjectDraft;
use crate::range::RangeFault;

pub(super) fn check(object: &ObjectDraft, findings: &mut Findings) {
    for (offset, message) in range_notes(object, RangeFault::Type) {
        findings.lint("range-type", offset, message);
    }
}
