//! Values of the built-in data types. XML Schema Part 2, 3.2.1 and 3.3.23.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::{Base, Simple};
use crate::diagnostic::rule;

/// Whether `text` is a value of `simple`; if not, the rule and what was expected.
pub(super) fn check(simple: &Simple, text: &str) -> Result<(), (&'static str, String)> {
    match simple.base {
        Base::UnsignedShort => match unsigned_short(text) {
            Some(_) => Ok(()),
            None => Err((rule::ID, format!("expected a number from 0 to 65535, found {text:?}"))),
        },
        Base::String if simple.values.is_empty() => Ok(()),
        // A string keeps its blanks: `R ` is not `R`.
        Base::String if simple.values.iter().any(|value| value == text) => Ok(()),
        Base::String => {
            let values: Vec<_> = simple.values.iter().map(|value| format!("{value:?}")).collect();
            Err((rule::ENUM, format!("expected one of {}, found {text:?}", values.join(", "))))
        }
    }
}

/// The value of an `xs:unsignedShort`: blanks around it collapse, a plus sign and zeros may lead.
pub(crate) fn unsigned_short(text: &str) -> Option<u16> {
    let text = text.trim_matches([' ', '\t', '\n', '\r']);
    let digits = text.strip_prefix('+').unwrap_or(text);
    if let Some(zeros) = text.strip_prefix('-') {
        return (!zeros.is_empty() && zeros.bytes().all(|c| c == b'0')).then_some(0);
    }
    if digits.is_empty() || !digits.bytes().all(|c| c.is_ascii_digit()) {
        return None;
    }
    let significant = digits.trim_start_matches('0');
    if significant.is_empty() { Some(0) } else { significant.parse().ok() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unsigned_shorts() {
        for (text, expected) in [
            ("0", Some(0)),
            ("65535", Some(65535)),
            ("65536", None),
            (" \n5\t", Some(5)),
            ("+5", Some(5)),
            ("-0", Some(0)),
            ("-1", None),
            ("0000000000000000000000000000007", Some(7)),
            ("", None),
            ("+", None),
            ("-", None),
            ("+-0", None),
            ("1.0", None),
            ("1 2", None),
            ("\u{ff11}", None),
            ("\u{a0}1", None),
        ] {
            assert_eq!(unsigned_short(text), expected, "{text:?}");
        }
    }
}
