//! `urn-version`: a URN whose version is not the Object's. Version 1.0 is left out of a URN.

use alloc::format;

use lwm2m_codec::ObjectVersion;

use super::urn::Urn;
use crate::diagnostic::Findings;
use crate::parse::ObjectDraft;

pub(super) fn check(object: &ObjectDraft, findings: &mut Findings) {
    let Some(field) = &object.urn else { return };
    let Some(urn) = Urn::parse(&field.text) else { return };
    // A version that is none is `version-syntax`.
    let version = match &object.version {
        Some(version) => version.text.parse().ok(),
        None => Some(ObjectVersion::V1_0),
    };
    let Some(version) = version else { return };
    let expected = (version != ObjectVersion::V1_0).then_some(version);
    if urn.version != expected {
        let shown = |version: Option<ObjectVersion>| {
            version.map_or_else(|| "no version".into(), |version| format!("version {version}"))
        };
        let message =
            format!("expected {} in the URN, found {}", shown(expected), shown(urn.version));
        findings.lint("urn-version", field.offset, message);
    }
}
