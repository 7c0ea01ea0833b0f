//! `unit-alias`: a unit in another spelling than the registered one.

use alloc::format;

use crate::diagnostic::Findings;
use crate::parse::ObjectDraft;
use crate::unit::UnitClass;

pub(super) fn check(object: &ObjectDraft, findings: &mut Findings) {
    for field in object.items.iter().filter_map(|item| item.unit.as_ref()) {
        if let UnitClass::Alias { of } = UnitClass::of(&field.text) {
            let message = format!("expected the unit {of}, found {}", field.text);
            findings.lint("unit-alias", field.offset, message);
        }
    }
}
