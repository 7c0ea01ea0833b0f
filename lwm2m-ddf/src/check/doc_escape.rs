//! `doc-escape`: a description that would break out of a generated comment or its code block.

use alloc::format;

use super::is_bidi;
use crate::diagnostic::Findings;
use crate::parse::ObjectDraft;

pub(super) fn check(object: &ObjectDraft, findings: &mut Findings) {
    let items = object.items.iter().map(|item| &item.description);
    for field in [&object.description, &object.description2].into_iter().chain(items).flatten() {
        let mark = MARKS.into_iter().find(|mark| field.text.contains(mark));
        let found =
            mark.or_else(|| field.text.contains(is_bidi).then_some("a change of direction"));
        if let Some(found) = found {
            let message = format!("expected plain words in a description, found {found}");
            findings.lint("doc-escape", field.offset, message);
        }
    }
}

const MARKS: [&str; 3] = ["*/", "/*", "```"];
