//! `name-escape`: a name that would break out of a generated string or comment.

use alloc::format;

use crate::diagnostic::Findings;
use crate::parse::ObjectDraft;

pub(super) fn check(object: &ObjectDraft, findings: &mut Findings) {
    for name in super::names(object) {
        let mark = MARKS.into_iter().find(|mark| name.text.contains(mark));
        let control = name.text.contains(char::is_control).then_some("a control character");
        if let Some(found) = mark.or(control) {
            let message = format!("expected words in a name, found {found}");
            findings.lint("name-escape", name.offset, message);
        }
    }
}

const MARKS: [&str; 6] = ["\"", "\\", "`", "*/", "/*", "//"];
