//! Tokens of the CoRE Link Format: RFC 6690, 2; for paths RFC 3986, 3.3; for quoted strings RFC 2616, 2.2.

use crate::error::{Error, ErrorKind, Result};
use crate::syntax::before;

/// A character of a path, the slashes between its segments among them; a percent sign is looked at apart.
const PATH: u8 = 1;
/// A character of a parameter's name.
const NAME: u8 = 2;
/// A character of a value without quotes.
pub(crate) const TOKEN: u8 = 4;
/// A byte of a value in quotes that stands for itself.
pub(crate) const QUOTED: u8 = 8;

/// Which of the four a byte may be.
static CLASSES: [u8; 256] = {
    const fn is_one_of(byte: u8, others: &[u8]) -> bool {
        match others {
            [first, rest @ ..] => byte == *first || is_one_of(byte, rest),
            [] => false,
        }
    }
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        #[expect(clippy::cast_possible_truncation, reason = "below 256")]
        let c = byte as u8;
        let alphanumeric = c.is_ascii_alphanumeric();
        let mut class = 0;
        if alphanumeric || is_one_of(c, b"-._~!$&'()*+,;=:@/") {
            class |= PATH;
        }
        if alphanumeric || is_one_of(c, b"!#$&+-.^_`|~") {
            class |= NAME;
        }
        if alphanumeric || is_one_of(c, b"!#$%&'()*+-./:<=>?@[]^_`{|}~") {
            class |= TOKEN;
        }
        if c == b'\t' || c >= b' ' && !is_one_of(c, b"\"\\\x7f") {
            class |= QUOTED;
        }
        #[expect(clippy::indexing_slicing, reason = "below the length, and at compile time")]
        let place = &mut classes[byte];
        *place = class;
        byte += 1;
    }
    classes
};

/// Whether a byte belongs to a class.
#[cfg_attr(not(feature = "compact"), inline(always))]
pub(crate) fn is(byte: u8, class: u8) -> bool {
    CLASSES.get(usize::from(byte)).is_some_and(|classes| classes & class != 0)
}

/// Where a run of bytes of one class that begins at `at` ends.
#[cfg_attr(not(feature = "compact"), inline(always))]
fn run(bytes: &[u8], at: usize, class: u8) -> usize {
    let rest = bytes.get(at..).unwrap_or(&[]);
    at + rest.iter().position(|&byte| !is(byte, class)).unwrap_or(rest.len())
}

/// Where the path that begins at `at` ends: one that is absolute, without query and fragment (D-093).
#[cfg_attr(not(feature = "compact"), inline(always))]
pub(crate) fn path(bytes: &[u8], at: usize) -> Result<usize> {
    match bytes.get(at..) {
        Some([b'/', b'/', ..]) => Err(fault(bytes, at + 1, "a path that begins with one slash")),
        Some([b'/', ..]) => {
            let end = run(bytes, at + 1, PATH);
            if bytes.get(end) == Some(&b'%') { escaped_path(bytes, end) } else { Ok(end) }
        }
        _ => Err(fault(bytes, at, "a path that begins with a slash")),
    }
}

/// The rest of a path from its first percent sign on.
#[cold]
fn escaped_path(bytes: &[u8], mut at: usize) -> Result<usize> {
    while bytes.get(at) == Some(&b'%') {
        match bytes.get(at + 1..) {
            Some([a, b, ..]) if a.is_ascii_hexdigit() && b.is_ascii_hexdigit() => {
                at = run(bytes, at + 3, PATH);
            }
            _ => return Err(fault(bytes, at, "two hexadecimal digits after a percent sign")),
        }
    }
    Ok(at)
}

/// Where the path that begins at `at` ends, one without a slash in front.
pub(crate) fn relative_path(bytes: &[u8], at: usize) -> Option<usize> {
    let end = escaped_path(bytes, run(bytes, at, PATH)).ok()?;
    let mut first = bytes.get(at..end)?.split(|byte| *byte == b'/');
    first
        .next()
        .is_some_and(|segment| !segment.is_empty() && !segment.contains(&b':'))
        .then_some(end)
}

/// A blank between links and parameters, where it is tolerated.
pub(crate) const fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}

/// Where the name of a parameter that begins at `at` ends; an asterisk may be its last character.
#[cfg_attr(not(feature = "compact"), inline(always))]
pub(crate) fn name(bytes: &[u8], at: usize) -> Result<usize> {
    let end = run(bytes, at, NAME);
    if end == at {
        return Err(fault(bytes, at, "the name of a parameter"));
    }
    Ok(end + usize::from(bytes.get(end) == Some(&b'*')))
}

/// Where the value of a parameter that begins at `at` ends.
#[cfg_attr(not(feature = "compact"), inline(always))]
pub(crate) fn value(bytes: &[u8], at: usize) -> Result<usize> {
    if bytes.get(at) == Some(&b'"') {
        return quoted(bytes, at);
    }
    let end = run(bytes, at, TOKEN);
    if end == at { Err(fault(bytes, at, "a value after the equals sign")) } else { Ok(end) }
}

fn quoted(bytes: &[u8], at: usize) -> Result<usize> {
    let mut end = at + 1;
    loop {
        end = run(bytes, end, QUOTED);
        match bytes.get(end) {
            Some(b'"') => return Ok(end + 1),
            // What follows stands for itself, whatever it is.
            Some(b'\\') if end + 1 < bytes.len() => end += 2,
            Some(b'\\') | None => return Err(fault(bytes, end, "a closing quotation mark")),
            Some(_) => return Err(fault(bytes, end, "no control characters in quotes")),
        }
    }
}

/// Where the value that begins at `at` ends, in parameters that were checked.
pub(crate) fn checked_value(bytes: &[u8], at: usize) -> usize {
    if bytes.get(at) == Some(&b'"') {
        return quoted(bytes, at).unwrap_or(bytes.len());
    }
    let rest = bytes.get(at..).unwrap_or(&[]);
    at + rest.iter().position(|byte| *byte == b';').unwrap_or(rest.len())
}

/// An error at a byte; where something is missing at the end, at the last one.
#[cold]
#[inline(never)]
pub(crate) fn fault(bytes: &[u8], at: usize, expected: &'static str) -> Error {
    Error::from(ErrorKind::Malformed(expected)).at(at.min(bytes.len().saturating_sub(1)))
}

/// Calls `each` with the pieces of checked text between quotes: what stands between backslashes.
pub(crate) fn for_each_piece(text: &str, mut each: impl FnMut(&str)) {
    let mut rest = text;
    while let Some((plain, pair)) = before(rest, b'\\') {
        each(plain);
        let mut chars = pair.chars();
        chars.next();
        if let Some(character) = chars.next() {
            each(character.encode_utf8(&mut [0; 4]));
        }
        rest = chars.as_str();
    }
    each(rest);
}

#[cfg(test)]
mod tests {
    use alloc::string::String;

    use super::*;

    #[test]
    fn quoted_pairs() {
        for (text, expected) in [
            ("", ""),
            ("plain", "plain"),
            (r#"a\"b\\"#, r#"a"b\"#),
            (r"\x\ą\\\\", r"xą\\"),
            (r"\\n", r"\n"),
        ] {
            let mut whole = String::new();
            for_each_piece(text, |piece| whole.push_str(piece));
            assert_eq!(whole, expected, "{text}");
        }
    }

    #[test]
    fn ends() {
        for (text, expected) in [
            ("/", Ok(1)),
            ("/a//b/>", Ok(6)),
            ("/%20/%fF>", Ok(8)),
            ("/a?b", Ok(2)),
            ("", Err(0)),
            ("a", Err(0)),
            ("//", Err(1)),
            ("/a%2", Err(2)),
            ("/%g0", Err(1)),
        ] {
            let end = path(text.as_bytes(), 0).map_err(|error| error.offset());
            assert_eq!(end, expected.map_err(Some), "{text}");
        }
        for (text, expected) in [
            ("1.2;", Ok(3)),
            (r#""a;,\"<" "#, Ok(8)),
            ("", Err(0)),
            (";", Err(0)),
            ("ą", Err(0)),
            (r#""a"#, Err(1)),
            (r#""a\"#, Err(2)),
            ("\"a\x01\"", Err(2)),
            ("\"\\\x01\t\"", Ok(5)),
        ] {
            let end = value(text.as_bytes(), 0).map_err(|error| error.offset());
            assert_eq!(end, expected.map_err(Some), "{text}");
        }
    }
}
