//! `range-lenient`: a form of `RangeEnumeration` that no standard names but whose meaning is clear.

use super::range_notes;
use crate::diagnostic::Findings;
use crate::parse::ObjectDraft;
use crate::range::RangeFault;

pub(super) fn check(object: &ObjectDraft, findings: &mut Findings) {
    for (offset, message) in range_notes(object, RangeFault::Lenient) {
        findings.lint("range-lenient", offset, message);
    }
}
