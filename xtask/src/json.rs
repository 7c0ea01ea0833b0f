//! Text as a JSON string: all that the tasks' JSON output needs beside numbers.

use std::fmt::Write;

/// `text` in quotation marks, escaped (RFC 8259, 7).
pub(crate) fn string(text: &str) -> String {
    let mut json = String::with_capacity(text.len() + 2);
    json.push('"');
    for letter in text.chars() {
        match letter {
            '"' => json.push_str("\\\""),
            '\\' => json.push_str("\\\\"),
            '\n' => json.push_str("\\n"),
            control if control < ' ' => {
                // Writing to a String cannot fail.
                let _ = write!(json, "\\u{:04x}", u32::from(control));
            }
            letter => json.push(letter),
        }
    }
    json.push('"');
    json
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_escaped() {
        assert_eq!(string("a\"b\\c\n\u{1}\u{b5}"), r#""a\"b\\c\n\u0001µ""#);
    }
}
