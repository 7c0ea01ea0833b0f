//! `name-collision`: two Resources whose names make one identifier.

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::String;

use crate::diagnostic::Findings;
use crate::parse::ObjectDraft;

pub(super) fn check(object: &ObjectDraft, findings: &mut Findings) {
    let mut seen = BTreeMap::new();
    for item in &object.items {
        let (Some(id), Some(name)) = (item.id, &item.name) else { continue };
        let key = key(&name.text);
        // Without letters it is `name-empty` or `name-symbols`; one id twice is `dup-rid`.
        if key.is_empty() {
            continue;
        }
        let first = *seen.entry(key).or_insert(id);
        if first != id {
            let message = format!("expected a name of its own, found that of Resource {first}");
            findings.lint("name-collision", name.offset, message);
        }
    }
}

/// What an identifier keeps of a name: letters without case, digits, and the signs that become
/// words. A hyphen between letters only separates.
fn key(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    let mut letters = name.chars().peekable();
    let mut last = ' ';
    while let Some(letter) = letters.next() {
        let next = letters.peek().copied().unwrap_or(' ');
        let inside = last.is_alphanumeric() && next.is_alphanumeric();
        if letter.is_alphanumeric() {
            key.extend(letter.to_lowercase());
        } else if matches!(letter, '+' | '%' | '&' | '|') || (letter == '-' && !inside) {
            key.push(letter);
        } else if last.is_numeric() && next.is_numeric() {
            key.push('_');
        }
        last = letter;
    }
    if key.contains(char::is_alphanumeric) { key } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_make_one_identifier_have_one_key() {
        for (one, other, same) in [
            ("Max Flow", "max-flow", true),
            ("MaxFlow", "max_flow", true),
            ("|+A|+|-A|", "|+A|-|-A|", false),
            ("Energy +export", "Energy -export", false),
            ("Phase 1 2", "Phase 12", false),
            ("Level", "Levels", false),
        ] {
            assert_eq!(key(one) == key(other), same, "{one:?} and {other:?}");
        }
        assert_eq!(key("+++"), "");
    }
}
