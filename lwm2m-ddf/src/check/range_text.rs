//! `range-text`: a `RangeEnumeration` that has none of the known forms; it is kept as text.

use super::range_notes;
use crate::diagnostic::Findings;
use crate::parse::ObjectDraft;
use crate::range::RangeFault;

pub(super) fn check(object: &ObjectDraft, findings: &mut Findings) {
    for (offset, message) in range_notes(object, RangeFault::Text) {
        findings.lint("range-text", offset, message);
    }
}
