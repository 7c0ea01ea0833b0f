//! Percent-encoding: RFC 3986, 2.1.

use core::{fmt, str};

use crate::error::{Error, ErrorKind, Result};
use crate::path::uri;
use crate::syntax::before;

/// Whether there are escapes in a text that is to be read as UTF-8.
///
/// # Errors
/// [`ErrorKind::Query`] for an escape that is none, [`ErrorKind::NotUtf8`] for octets that are no text, each with the
/// byte of the escape.
pub(crate) fn check(text: &str) -> Result<bool> {
    let mut rest = text;
    let mut escaped = false;
    while let Some((plain, escape)) = before(rest, b'%') {
        escaped = true;
        let offset = text.len() - rest.len() + plain.len();
        let mut chars = escape.chars();
        chars.next();
        character(&mut chars).map_err(|wrong| Error::from(wrong.kind()).at(offset))?;
        rest = chars.as_str();
    }
    Ok(escaped)
}

/// The character of an escape whose percent sign was read, of a text that was checked.
pub(crate) fn unescape(chars: &mut str::Chars<'_>) -> char {
    character(chars).unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// Calls `each` with the pieces of checked text: what stands between escapes, and what those stand for.
pub(crate) fn for_each_piece(text: &str, mut each: impl FnMut(&str)) {
    let mut rest = text;
    while let Some((plain, escaped)) = before(rest, b'%') {
        each(plain);
        let mut chars = escaped.chars();
        chars.next();
        each(unescape(&mut chars).encode_utf8(&mut [0; 4]));
        rest = chars.as_str();
    }
    each(rest);
}

/// One character: one to four octets, each in an escape of its own.
fn character(chars: &mut str::Chars<'_>) -> Result<char, Wrong> {
    let first = octet(chars)?;
    let (length, bits) = match first {
        0..=0x7f => return Ok(char::from(first)),
        0xc2..=0xdf => (2, first & 0x1f),
        0xe0..=0xef => (3, first & 0x0f),
        0xf0..=0xf4 => (4, first & 0x07),
        _ => return Err(Wrong::Utf8),
    };
    let (mut code, mut follows) = (u32::from(bits), true);
    for _ in 1..length {
        if chars.next() != Some('%') {
            return Err(Wrong::Utf8);
        }
        let octet = octet(chars)?;
        follows &= octet & 0xc0 == 0x80;
        code = code << 6 | u32::from(octet & 0x3f);
    }
    // What fewer octets can say is no character in more of them, and neither are surrogates.
    match char::from_u32(code) {
        Some(c) if follows && c.len_utf8() == length => Ok(c),
        _ => Err(Wrong::Utf8),
    }
}

fn octet(chars: &mut str::Chars<'_>) -> Result<u8, Wrong> {
    let mut octet = 0;
    for _ in 0..2 {
        let digit = chars.next().and_then(|c| c.to_digit(16)).ok_or(Wrong::Digits)?;
        #[expect(clippy::cast_possible_truncation, reason = "below 16")]
        let digit = digit as u8;
        octet = octet << 4 | digit;
    }
    Ok(octet)
}

/// What is wrong with an escape.
enum Wrong {
    Digits,
    Utf8,
}

impl Wrong {
    const fn kind(self) -> ErrorKind {
        match self {
            Self::Digits => ErrorKind::Query(EXPECTED),
            Self::Utf8 => ErrorKind::NotUtf8,
        }
    }
}

const EXPECTED: &str = "two hexadecimal digits behind a percent sign";

/// Encodes what passes, for a part of a URI: all but unreserved characters, slashes and colons.
#[derive(Debug)]
pub(crate) struct Encoder<'w, W: ?Sized>(pub(crate) &'w mut W);

impl<W: fmt::Write + ?Sized> fmt::Write for Encoder<'_, W> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let mut rest = text;
        while !rest.is_empty() {
            let plain = rest.bytes().position(|c| !is_plain(c)).unwrap_or(rest.len());
            // What is plain is ASCII: both are boundaries of characters.
            let (before, behind) = rest.split_at_checked(plain).unwrap_or((rest, ""));
            self.0.write_str(before)?;
            let mut chars = behind.chars();
            if let Some(c) = chars.next() {
                for octet in c.encode_utf8(&mut [0; 4]).bytes() {
                    write!(self.0, "%{octet:02X}")?;
                }
            }
            rest = chars.as_str();
        }
        Ok(())
    }
}

const fn is_plain(c: u8) -> bool {
    uri::is_unreserved(c) || matches!(c, b'/' | b':')
}

#[cfg(test)]
mod tests {
    use alloc::string::String;
    use core::fmt::Write;

    use super::*;

    #[test]
    fn both_ways() {
        let decoded = |text: &str| {
            let mut whole = String::new();
            for_each_piece(text, |piece| whole.push_str(piece));
            whole
        };
        for (encoded, plain) in [
            ("node1", "node1"),
            ("%3C/0/2%3E%2C%3C/21/0%3E", "</0/2>,</21/0>"),
            ("%C3%A9%E2%82%AC%F0%9F%98%80", "é€😀"),
            ("a%00b", "a\0b"),
            ("a%2Bb%20c%25%26%3D", "a+b c%&="),
        ] {
            assert_eq!(check(encoded), Ok(encoded.contains('%')));
            assert_eq!(decoded(encoded), plain);
            let mut written = String::new();
            Encoder(&mut written).write_str(plain).unwrap();
            assert_eq!(written, encoded);
        }
        assert_eq!(decoded("%c3%A9+%41"), "é+A");
    }

    #[test]
    fn what_is_no_escape() {
        for (text, kind, offset) in [
            ("a%", ErrorKind::Query(EXPECTED), 1),
            ("%4", ErrorKind::Query(EXPECTED), 0),
            ("ab%zz", ErrorKind::Query(EXPECTED), 2),
            ("%%41", ErrorKind::Query(EXPECTED), 0),
            ("%+1", ErrorKind::Query(EXPECTED), 0),
            ("%C3", ErrorKind::NotUtf8, 0),
            ("x%C3é", ErrorKind::NotUtf8, 1),
            ("%C0%80", ErrorKind::NotUtf8, 0),
            ("%ED%A0%80", ErrorKind::NotUtf8, 0),
            ("%F4%90%80%80", ErrorKind::NotUtf8, 0),
            ("%FF", ErrorKind::NotUtf8, 0),
            ("é%80", ErrorKind::NotUtf8, 2),
        ] {
            let error = check(text).unwrap_err();
            assert_eq!((error.kind(), error.offset()), (kind, Some(offset)), "{text}");
        }
    }
}
