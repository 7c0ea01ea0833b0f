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
        character(&mut chars).map_err(|kind| Error::from(kind).at(offset))?;
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
fn character(chars: &mut str::Chars<'_>) -> Result<char, ErrorKind> {
    let first = octet(chars)?;
    let length = match first {
        0..=0x7f => return Ok(char::from(first)),
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return Err(ErrorKind::NotUtf8),
    };
    let mut octets = [first, 0, 0, 0];
    for place in octets.iter_mut().take(length).skip(1) {
        if chars.next() != Some('%') {
            return Err(ErrorKind::NotUtf8);
        }
        *place = octet(chars)?;
    }
    let text = octets.get(..length).and_then(|octets| str::from_utf8(octets).ok());
    text.and_then(|text| text.chars().next()).ok_or(ErrorKind::NotUtf8)
}

fn octet(chars: &mut str::Chars<'_>) -> Result<u8, ErrorKind> {
    let mut digit = || chars.next().and_then(|c| c.to_digit(16));
    match (digit(), digit()) {
        (Some(high), Some(low)) => {
            u8::try_from(high << 4 | low).map_err(|_| ErrorKind::Query(EXPECTED))
        }
        _ => Err(ErrorKind::Query(EXPECTED)),
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
