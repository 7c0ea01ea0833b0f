//! `urn-id`: a URN that names another Object.

use alloc::format;

use super::urn::Urn;
use crate::diagnostic::Findings;
use crate::parse::ObjectDraft;

pub(super) fn check(object: &ObjectDraft, findings: &mut Findings) {
    let (Some(field), Some(id)) = (&object.urn, object.id) else { return };
    if let Some(urn) = Urn::parse(&field.text)
        && urn.id != id
    {
        let message = format!("expected a URN of Object {id}, found one of {}", urn.id);
        findings.lint("urn-id", field.offset, message);
    }
}
