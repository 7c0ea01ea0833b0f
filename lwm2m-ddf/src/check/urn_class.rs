//! `urn-class`: a URN whose class is not that of the id's range.
//! OMA's naming authority: `oma` 0 to 1023, `ext` 2048 to 10240, `x` from 10241.

use alloc::format;

use super::urn::Urn;
use crate::diagnostic::Findings;
use crate::parse::ObjectDraft;

pub(super) fn check(object: &ObjectDraft, findings: &mut Findings) {
    let (Some(field), Some(id)) = (&object.urn, object.id) else { return };
    let Some(urn) = Urn::parse(&field.text) else { return };
    let class = class(id);
    if class != Some(urn.class) {
        let expected = class.unwrap_or("none, the id is reserved");
        let message = format!("expected the class of {id}, {expected}, found {}", urn.class);
        findings.lint("urn-class", field.offset, message);
    }
}

fn class(id: u16) -> Option<&'static str> {
    match id {
        0..=1023 => Some("oma"),
        1024..=2047 => None,
        2048..=10240 => Some("ext"),
        10241.. => Some("x"),
    }
}
