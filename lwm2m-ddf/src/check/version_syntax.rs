//! `version-syntax`: an `ObjectVersion` that is no version; it is read as 1.0 (D-170).

use alloc::format;

use lwm2m_codec::ObjectVersion;

use crate::diagnostic::Findings;
use crate::parse::ObjectDraft;

pub(super) fn check(object: &ObjectDraft, findings: &mut Findings) {
    if let Some(field) = &object.version
        && field.text.parse::<ObjectVersion>().is_err()
    {
        let message = format!("expected a version such as 1.0, found {:?}", field.text);
        findings.lint("version-syntax", field.offset, message);
    }
}
