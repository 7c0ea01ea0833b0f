//! Cleans the text of an element once, where it is read.

use alloc::string::String;

/// `text` without blanks at its ends, and with one space for each run of blanks inside.
///
/// A blank is what Unicode calls white space: names upstream hold no-break spaces too.
pub(crate) fn collapse(text: &str) -> String {
    let mut collapsed = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !collapsed.is_empty() {
            collapsed.push(' ');
        }
        collapsed.push_str(word);
    }
    collapsed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_collapse() {
        for (text, expected) in [
            ("", ""),
            (" \n\t ", ""),
            ("Group\u{a0} Address", "Group Address"),
            ("\n  0: off\n\t1: on ", "0: off 1: on"),
        ] {
            assert_eq!(collapse(text), expected, "{text:?}");
        }
    }
}
