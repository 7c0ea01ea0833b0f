//! `lwm2m-version`: an LwM2M version that was never published.

use alloc::format;

use crate::diagnostic::Findings;
use crate::parse::ObjectDraft;

pub(super) fn check(object: &ObjectDraft, findings: &mut Findings) {
    if let Some(field) = &object.lwm2m_version
        && !PUBLISHED.contains(&field.text.as_str())
    {
        let message = format!("expected 1.0, 1.1 or 1.2, found {:?}", field.text);
        findings.lint("lwm2m-version", field.offset, message);
    }
}

const PUBLISHED: [&str; 3] = ["1.0", "1.1", "1.2"];
