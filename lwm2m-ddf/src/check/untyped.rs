//! `untyped`: a Resource that is not executed and yet has no data type.

use lwm2m_codec::{DataType, Operations};

use crate::diagnostic::Findings;
use crate::parse::ObjectDraft;

pub(super) fn check(object: &ObjectDraft, findings: &mut Findings) {
    for item in &object.items {
        let executed = item.operations.is_none_or(Operations::executable);
        if item.data_type == Some(DataType::None) && !executed {
            let message = "expected a type, found none in a Resource that is not executed";
            findings.lint("untyped", item.offset, message);
        }
    }
}
