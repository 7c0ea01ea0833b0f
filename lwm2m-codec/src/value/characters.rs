//! Numbers as plain text spells them: LwM2M Core 1.2.2, appendix C, table C-2; D-022, D-023.

use super::{Whole, form, nearest};
use crate::error::{ErrorKind, Result};
use crate::schema::DataType;

/// Reads `-?[0-9]+`: zeros in front are fine, a plus and blanks are not.
pub(super) fn integer(text: &str, expected: DataType) -> Result<Whole> {
    let negative = text.starts_with('-');
    let digits = text.strip_prefix('-').unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|c| c.is_ascii_digit()) {
        return Err(ErrorKind::InvalidValue { expected }.into());
    }
    let magnitude = digits.bytes().try_fold(0u64, |number, c| {
        number.checked_mul(10)?.checked_add(u64::from(c.wrapping_sub(b'0')))
    });
    magnitude
        .map(|magnitude| Whole { magnitude, negative })
        .ok_or_else(|| ErrorKind::OutOfRange.into())
}

/// Reads `-?D+(.D+)?([eE][+-]?D+)?`, rounded correctly.
pub(super) fn float(text: &str) -> Result<f64> {
    let behind = digits(unsigned(text)).and_then(|rest| match rest {
        [b'.', fraction @ ..] => digits(fraction),
        _ => Some(rest),
    });
    if behind.and_then(exponent).is_some_and(<[u8]>::is_empty) {
        finite(text)
    } else {
        Err(ErrorKind::InvalidValue { expected: DataType::Float }.into())
    }
}

/// The nearest double to a number whose form was checked; one that is too large is refused.
pub(super) fn finite(text: &str) -> Result<f64> {
    let number =
        if form::FAST_DIGITS { text.parse().unwrap_or(f64::NAN) } else { nearest::of_text(text) };
    if number.is_finite() { Ok(number) } else { Err(ErrorKind::OutOfRange.into()) }
}

/// Whether it is a float save that its point has digits on one side only: `.5`, `5.`.
#[cfg(feature = "lenient")]
pub(super) fn has_bare_point(text: &str) -> bool {
    let behind = match unsigned(text) {
        [b'.', fraction @ ..] => digits(fraction),
        whole => digits(whole).and_then(|rest| rest.strip_prefix(b".")),
    };
    behind.and_then(exponent).is_some_and(<[u8]>::is_empty)
}

/// What follows the sign.
fn unsigned(text: &str) -> &[u8] {
    text.strip_prefix('-').unwrap_or(text).as_bytes()
}

/// What follows an exponent, where there is one.
fn exponent(text: &[u8]) -> Option<&[u8]> {
    match text {
        [b'e' | b'E', b'+' | b'-', power @ ..] | [b'e' | b'E', power @ ..] => digits(power),
        _ => Some(text),
    }
}

/// What follows the digits, of which there is at least one.
fn digits(text: &[u8]) -> Option<&[u8]> {
    let count = text.iter().take_while(|c| c.is_ascii_digit()).count();
    if count == 0 { None } else { text.get(count..) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers() {
        let read =
            |text| integer(text, DataType::Integer).and_then(Whole::signed).map_err(|e| e.kind());
        for (text, number) in [("0", 0), ("-92", -92), ("007", 7), ("-0", 0)] {
            assert_eq!(read(text), Ok(number));
        }
        let invalid = Err(ErrorKind::InvalidValue { expected: DataType::Integer });
        for text in ["", "+5", " 5", "5 ", "5.0", "0x5", "-", "--5", "٣", "5\n"] {
            assert_eq!(read(text), invalid, "{text:?}");
        }
        assert_eq!(read("9223372036854775808"), Err(ErrorKind::OutOfRange));
        assert_eq!(
            read("99999999999999999999999999999999999999999999"),
            Err(ErrorKind::OutOfRange)
        );
        let read = |text| integer(text, DataType::Unsigned).and_then(Whole::unsigned);
        assert_eq!(read("18446744073709551615"), Ok(u64::MAX));
        assert!(read("18446744073709551616").is_err());
        assert!(read("-1").is_err());
    }

    #[test]
    fn floats() {
        for (text, number) in
            [("0", 0.0), ("-92.5", -92.5), ("3.26e+218", 3.26e218), ("1E2", 100.0), ("00.5", 0.5)]
        {
            assert_eq!(float(text), Ok(number));
        }
        for text in ["", "nan", "inf", "+1", ".5", "5.", "1e", "1e+", "0x1", " 1", "1e400", "1d"] {
            assert!(float(text).is_err(), "{text:?}");
        }
    }
}
