//! `exec-typed`: an executable Resource with a data type. LwM2M Core 1.2.2, appendix D.

use alloc::format;

use lwm2m_codec::{DataType, Operations};

use crate::diagnostic::Findings;
use crate::parse::ObjectDraft;

pub(super) fn check(object: &ObjectDraft, findings: &mut Findings) {
    for item in &object.items {
        if let Some(data_type) = item.data_type
            && item.operations == Some(Operations::EXECUTE)
            && data_type != DataType::None
        {
            let message = format!("expected no type for an executable Resource, found {data_type}");
            findings.lint("exec-typed", item.offset, message);
        }
    }
}
