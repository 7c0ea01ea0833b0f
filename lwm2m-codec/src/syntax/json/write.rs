//! Writing JSON tokens, each in one form: RFC 8259; D-025.

use super::plain_length;
use crate::output::Output;

/// Whether text needs no escapes.
#[cfg_attr(not(feature = "compact"), inline(always))]
pub(crate) fn is_plain(text: &str) -> bool {
    plain_length(text.as_bytes()) == text.len()
}

/// Writes the characters of text between quotes, without the quotes.
#[cfg_attr(not(feature = "compact"), inline(always))]
pub(crate) fn put_text(out: &mut Output<'_>, text: &str) {
    if is_plain(text) {
        out.write(text.as_bytes());
    } else {
        put_escaped(out, text);
    }
}

#[cold]
#[inline(never)]
fn put_escaped(out: &mut Output<'_>, text: &str) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    for byte in text.bytes() {
        match byte {
            b'"' | b'\\' => out.put([b'\\', byte]),
            b'\n' => out.put(*b"\\n"),
            b'\r' => out.put(*b"\\r"),
            b'\t' => out.put(*b"\\t"),
            0x08 => out.put(*b"\\b"),
            0x0c => out.put(*b"\\f"),
            0x00..=0x1f => {
                let digit = |four: u8| HEX.get(usize::from(four & 15)).copied().unwrap_or(b'0');
                out.put([b'\\', b'u', b'0', b'0', digit(byte >> 4), digit(byte)]);
            }
            _ => out.put([byte]),
        }
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::String;

    use super::*;
    use crate::syntax::decimal::put_float;

    fn written(write: impl FnOnce(&mut Output<'_>)) -> String {
        let mut buffer = [0; 64];
        let mut out = Output::new(&mut buffer);
        write(&mut out);
        String::from_utf8_lossy(out.finish().unwrap_or(b"too long")).into_owned()
    }

    #[test]
    fn one_form_each() {
        for (number, text) in [
            (3.0, "3"),
            (-0.0, "-0"),
            (22.5, "22.5"),
            (0.000_01, "0.00001"),
            (0.000_001, "1e-6"),
            (1.5e-7, "1.5e-7"),
            (9_007_199_254_740_993.0, "9007199254740992"),
            (1e16, "1e16"),
            (1.25e21, "1.25e21"),
            (f64::MAX, "1.7976931348623157e308"),
        ] {
            assert_eq!(written(|out| put_float(out, number)), text);
        }
        assert_eq!(written(|out| put_text(out, "a\"b\\c\n\u{1}é/")), r#"a\"b\\c\n\u0001é/"#);
    }
}
