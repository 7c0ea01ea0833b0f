//! `range-overflow`: bounds that no value of the data type can have.

use super::range_notes;
use crate::diagnostic::Findings;
use crate::parse::ObjectDraft;
use crate::range::RangeFault;

pub(super) fn check(object: &ObjectDraft, findings: &mut Findings) {
    for (offset, message) in range_notes(object, RangeFault::Overflow) {
        findings.lint("range-overflow", offset, message);
    }
}
