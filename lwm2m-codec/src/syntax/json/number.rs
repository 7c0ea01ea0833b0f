//! JSON numbers, exact: RFC 8259, 6. Nothing passes through a double before somebody asks for one.

use crate::value::Decimal;

/// A number as the text says it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Number<'a> {
    Integer(i64),
    /// Above the range of an `i64`.
    Unsigned(u64),
    /// With a fraction, an exponent or a sign before 0.
    Decimal(Decimal),
    /// With more digits than 64 bits hold.
    Digits(&'a str),
}

/// Reads the number at the beginning of `text`; returns it and its length, or `None` where there is none.
// As whatever the caller makes of it, so that it is not asked what most numbers are.
#[cfg_attr(not(feature = "compact"), inline(always))]
pub(super) fn read<'a, T: From<Number<'a>>>(text: &'a str) -> Option<(T, usize)> {
    let bytes = text.as_bytes();
    let negative = bytes.first() == Some(&b'-');
    let start = usize::from(negative);
    let mut at = start;
    let mut magnitude = 0u64;
    while let Some(digit) = digit(bytes, at) {
        magnitude = magnitude.wrapping_mul(10).wrapping_add(digit);
        at += 1;
    }
    let whole = at - start;
    if whole == 0 || whole > 1 && bytes.get(start) == Some(&b'0') {
        return None;
    }
    if matches!(bytes.get(at), Some(b'.' | b'e' | b'E')) || whole > 18 || negative && magnitude == 0
    {
        let (number, length) = rare(text, at, negative, magnitude, whole)?;
        return Some((number.into(), length));
    }
    // Eighteen digits fit.
    let magnitude = magnitude.cast_signed();
    Some((Number::Integer(if negative { -magnitude } else { magnitude }).into(), at))
}

/// Goes on after the digits before the point.
#[inline(never)]
fn rare(
    text: &str,
    mut at: usize,
    negative: bool,
    mut magnitude: u64,
    whole: usize,
) -> Option<(Number<'_>, usize)> {
    let bytes = text.as_bytes();
    let plain = at;
    let mut exponent = 0i64;
    let mut digits = whole;
    if bytes.get(at) == Some(&b'.') {
        at += 1;
        let point = at;
        while let Some(digit) = digit(bytes, at) {
            magnitude = magnitude.wrapping_mul(10).wrapping_add(digit);
            // Zeros in front do not count.
            digits += usize::from(magnitude != 0 || digits > 1);
            (at, exponent) = (at + 1, exponent - 1);
        }
        if at == point {
            return None;
        }
    }
    if matches!(bytes.get(at), Some(b'e' | b'E')) {
        at += 1;
        let down = bytes.get(at) == Some(&b'-');
        at += usize::from(matches!(bytes.get(at), Some(b'-' | b'+')));
        let first = at;
        let mut power = 0i64;
        while let Some(digit) = digit(bytes, at) {
            power = (power * 10 + digit.cast_signed()).min(1_000_000);
            at += 1;
        }
        if at == first {
            return None;
        }
        exponent += if down { -power } else { power };
    }
    let number = if digits <= 18 {
        match i16::try_from(exponent) {
            Ok(exponent) => Number::Decimal(Decimal { magnitude, exponent, negative }),
            Err(_) => Number::Digits(text.get(..at)?),
        }
    } else if at == plain {
        long(text.get(..at)?)
    } else {
        Number::Digits(text.get(..at)?)
    };
    Some((number, at))
}

/// Nineteen digits and more without a fraction.
fn long(text: &str) -> Number<'_> {
    match (text.parse(), text.parse()) {
        (Ok(number), _) => Number::Integer(number),
        (_, Ok(number)) => Number::Unsigned(number),
        _ => Number::Digits(text),
    }
}

#[cfg_attr(not(feature = "compact"), inline(always))]
fn digit(bytes: &[u8], at: usize) -> Option<u64> {
    let digit = bytes.get(at)?.wrapping_sub(b'0');
    if digit <= 9 { Some(u64::from(digit)) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form() {
        let decimal = |magnitude, exponent, negative| {
            Some(Number::Decimal(Decimal { magnitude, exponent, negative }))
        };
        for (text, expected) in [
            ("0", Some(Number::Integer(0))),
            ("-92", Some(Number::Integer(-92))),
            ("9223372036854775807", Some(Number::Integer(i64::MAX))),
            ("-9223372036854775808", Some(Number::Integer(i64::MIN))),
            ("18446744073709551615", Some(Number::Unsigned(u64::MAX))),
            ("18446744073709551616", Some(Number::Digits("18446744073709551616"))),
            ("-0", decimal(0, 0, true)),
            ("22.5", decimal(225, -1, false)),
            ("1.638435E9", decimal(1_638_435, 3, false)),
            ("-3e-2", decimal(3, -2, true)),
            ("0.00000000000000000000012", decimal(12, -23, false)),
            ("1e400", decimal(1, 400, false)),
            ("1e99999", Some(Number::Digits("1e99999"))),
            ("1.0000000000000000000", Some(Number::Digits("1.0000000000000000000"))),
            ("01", None),
            ("-", None),
            (".5", None),
            ("5.", None),
            ("5.e1", None),
            ("5e", None),
            ("5e+", None),
            ("+5", None),
            ("NaN", None),
        ] {
            let found = read(text);
            assert_eq!(found.map(|(number, _)| number), expected, "{text}");
            assert!(found.is_none_or(|(_, length)| length == text.len()), "{text}");
        }
    }
}
