//! `exec-multiple`: an executable Resource with instances. LwM2M Core 1.2.2, appendix D.

use lwm2m_codec::Operations;

use crate::diagnostic::Findings;
use crate::parse::ObjectDraft;

pub(super) fn check(object: &ObjectDraft, findings: &mut Findings) {
    for item in &object.items {
        if item.operations == Some(Operations::EXECUTE) && item.multiple == Some(true) {
            let message = "expected an executable Resource to be Single, found Multiple";
            findings.lint("exec-multiple", item.offset, message);
        }
    }
}
