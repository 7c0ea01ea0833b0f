//! Bytes to text: UTF-8 with or without a byte order mark, or UTF-16 with one.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use crate::diagnostic::{Findings, rule};

/// What the bytes are, before the declaration says what it thinks they are.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Encoding {
    Utf8,
    Utf16,
}

/// The text, without its byte order mark; up to the first fault where there is one.
pub(super) fn decode<'b>(bytes: &'b [u8], findings: &mut Findings) -> (Cow<'b, str>, Encoding) {
    match bytes {
        [0xff, 0xfe, rest @ ..] => (utf16(rest, u16::from_le_bytes, findings), Encoding::Utf16),
        [0xfe, 0xff, rest @ ..] => (utf16(rest, u16::from_be_bytes, findings), Encoding::Utf16),
        [0xef, 0xbb, 0xbf, rest @ ..] => (utf8(rest, findings), Encoding::Utf8),
        [b'<', 0, ..] | [0, b'<', ..] => {
            // XML 1.0, 4.3.3: UTF-16 must begin with a byte order mark.
            findings.error(rule::XML, 0, "expected UTF-8, found UTF-16 without a byte order mark");
            (Cow::Borrowed(""), Encoding::Utf16)
        }
        _ => (utf8(bytes, findings), Encoding::Utf8),
    }
}

fn utf8<'b>(bytes: &'b [u8], findings: &mut Findings) -> Cow<'b, str> {
    let Some(chunk) = bytes.utf8_chunks().next() else { return Cow::Borrowed("") };
    let text = chunk.valid();
    if let Some(byte) = chunk.invalid().first() {
        let message = alloc::format!("expected UTF-8, found the byte {byte:#04x}");
        findings.error(rule::XML, text.len(), message);
    }
    Cow::Borrowed(text)
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16, findings: &mut Findings) -> Cow<'static, str> {
    let (pairs, odd) = bytes.as_chunks::<2>();
    let units: Vec<u16> = pairs.iter().map(|pair| unit(*pair)).collect();
    let mut text = String::with_capacity(units.len());
    for decoded in char::decode_utf16(units) {
        let Ok(letter) = decoded else {
            findings.error(rule::XML, text.len(), "expected UTF-16, found half a surrogate pair");
            return Cow::Owned(text);
        };
        text.push(letter);
    }
    if !odd.is_empty() {
        findings.error(rule::XML, text.len(), "expected UTF-16, found an odd byte at the end");
    }
    Cow::Owned(text)
}
