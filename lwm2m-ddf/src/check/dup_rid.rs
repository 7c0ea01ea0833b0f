//! `dup-rid`: two Resources with one id; the first is read.

use alloc::collections::BTreeSet;
use alloc::format;

use crate::diagnostic::Findings;
use crate::parse::ObjectDraft;

pub(super) fn check(object: &ObjectDraft, findings: &mut Findings) {
    let mut seen = BTreeSet::new();
    for item in &object.items {
        if let Some(id) = item.id
            && !seen.insert(id)
        {
            let message = format!("expected each Resource once, found {id} again");
            findings.lint("dup-rid", item.offset, message);
        }
    }
}
