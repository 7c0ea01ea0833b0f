//! `urn-syntax`: an `ObjectURN` that is no URN of an Object.

use alloc::format;

use super::urn::Urn;
use crate::diagnostic::Findings;
use crate::parse::ObjectDraft;

pub(super) fn check(object: &ObjectDraft, findings: &mut Findings) {
    if let Some(field) = &object.urn
        && Urn::parse(&field.text).is_none()
    {
        let expected = "expected urn:oma:lwm2m:<class>:<id> and perhaps :<version>";
        findings.lint("urn-syntax", field.offset, format!("{expected}, found {:?}", field.text));
    }
}
