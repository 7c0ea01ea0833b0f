//! `range-reversed`: a range whose upper bound comes first; it is read turned round.

use super::range_notes;
use crate::diagnostic::Findings;
use crate::parse::ObjectDraft;
use crate::range::RangeFault;

pub(super) fn check(object: &ObjectDraft, findings: &mut Findings) {
    for (offset, message) in range_notes(object, RangeFault::Reversed) {
        findings.lint("range-reversed", offset, message);
    }
}
