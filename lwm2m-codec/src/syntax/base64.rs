//! Base64, both alphabets: RFC 4648, 4 and 5; D-051.

use crate::error::{ErrorKind, Result};
use crate::output::Output;
use crate::schema::DataType;

/// Which 64 characters, and whether the text is padded.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Alphabet {
    /// `+` and `/`, padded: text and LwM2M JSON.
    Standard,
    /// `-` and `_`, not padded: SenML JSON.
    Url,
}

impl Alphabet {
    const fn digits(self) -> &'static [u8; 64] {
        match self {
            Self::Standard => b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",
            Self::Url => b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_",
        }
    }

    const fn has(self, c: char) -> bool {
        match c {
            'A'..='Z' | 'a'..='z' | '0'..='9' => true,
            '+' | '/' => matches!(self, Self::Standard),
            '-' | '_' => matches!(self, Self::Url),
            _ => false,
        }
    }
}

/// Checks text in its one form: the alphabet, the padding, the length, no spare bits (D-051).
pub(crate) fn check(text: impl Iterator<Item = char>, alphabet: Alphabet) -> Result<()> {
    let invalid = || ErrorKind::InvalidValue { expected: DataType::Opaque };
    let (mut digits, mut padding, mut last) = (0usize, 0usize, 0u8);
    for c in text {
        if c == '=' && alphabet == Alphabet::Standard {
            padding += 1;
        } else if padding == 0 && alphabet.has(c) {
            (digits, last) = (digits + 1, value(c));
        } else {
            return Err(invalid().into());
        }
    }
    let (wanted, spare) = match digits % 4 {
        0 => (0, 0),
        2 => (2, 0x0f),
        3 => (1, 0x03),
        _ => return Err(invalid().into()),
    };
    let padded = alphabet == Alphabet::Url || padding == wanted;
    if padded && last & spare == 0 { Ok(()) } else { Err(invalid().into()) }
}

/// Whether text is base64 of any kind: either alphabet, padded or not, whatever the spare bits say (D-051).
#[cfg(feature = "lenient")]
pub(crate) fn is_variant(text: impl Iterator<Item = char>) -> bool {
    let (mut digits, mut padding) = (0usize, 0usize);
    for c in text {
        match c {
            '=' => padding += 1,
            c if padding == 0 && (Alphabet::Standard.has(c) || Alphabet::Url.has(c)) => digits += 1,
            _ => return false,
        }
    }
    digits % 4 != 1 && (padding == 0 || padding < 3 && (digits + padding) % 4 == 0)
}

/// The octets of text that was checked, in either alphabet.
pub(crate) fn decode(text: impl Iterator<Item = char>) -> impl Iterator<Item = u8> {
    let mut digits = text.filter(|&c| c != '=').map(value);
    let (mut bits, mut count) = (0u32, 0u32);
    core::iter::from_fn(move || {
        while count < 8 {
            bits = bits << 6 | u32::from(digits.next()?);
            count += 6;
        }
        count -= 8;
        let [.., octet] = (bits >> count).to_be_bytes();
        Some(octet)
    })
}

/// Calls `each` with the octets, some dozen at a time.
pub(crate) fn for_each_piece(text: impl Iterator<Item = char>, mut each: impl FnMut(&[u8])) {
    let mut piece = [0; 48];
    let mut length = 0;
    for octet in decode(text) {
        if let Some(place) = piece.get_mut(length) {
            *place = octet;
            length += 1;
        }
        if length == piece.len() {
            each(&piece);
            length = 0;
        }
    }
    each(piece.get(..length).unwrap_or(&[]));
}

/// Six bits; 0 for what is no digit.
const fn value(c: char) -> u8 {
    match c {
        'A'..='Z' => c as u8 - b'A',
        'a'..='z' => c as u8 - b'a' + 26,
        '0'..='9' => c as u8 - b'0' + 52,
        '+' | '-' => 62,
        '/' | '_' => 63,
        _ => 0,
    }
}

/// Writes octets that come in pieces as one text.
#[derive(Debug)]
pub(crate) struct Encoder {
    alphabet: Alphabet,
    /// One or two octets that do not fill a group of three yet.
    waiting: [u8; 3],
    count: usize,
}

impl Encoder {
    pub(crate) const fn new(alphabet: Alphabet) -> Self {
        Self { alphabet, waiting: [0; 3], count: 0 }
    }

    pub(crate) fn write(&mut self, out: &mut Output<'_>, octets: &[u8]) {
        for &octet in octets {
            if let Some(place) = self.waiting.get_mut(self.count) {
                *place = octet;
                self.count += 1;
            }
            if self.count == 3 {
                out.put(self.group());
                (self.waiting, self.count) = ([0; 3], 0);
            }
        }
    }

    pub(crate) fn finish(self, out: &mut Output<'_>) {
        let [a, b, c, _] = self.group();
        match (self.count, self.alphabet) {
            (1, Alphabet::Standard) => out.put([a, b, b'=', b'=']),
            (1, Alphabet::Url) => out.put([a, b]),
            (2, Alphabet::Standard) => out.put([a, b, c, b'=']),
            (2, Alphabet::Url) => out.put([a, b, c]),
            _ => {}
        }
    }

    fn group(&self) -> [u8; 4] {
        let [a, b, c] = self.waiting;
        let digit =
            |six: u8| self.alphabet.digits().get(usize::from(six & 63)).copied().unwrap_or(0);
        [digit(a >> 2), digit(a << 4 | b >> 4), digit(b << 2 | c >> 6), digit(c)]
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::String;
    use alloc::vec::Vec;

    use super::*;

    #[test]
    fn one_text_each() {
        for (octets, standard, url) in [
            (&b""[..], "", ""),
            (b"f", "Zg==", "Zg"),
            (b"fo", "Zm8=", "Zm8"),
            (b"foo", "Zm9v", "Zm9v"),
            (b"\xfb\xff", "+/8=", "-_8"),
        ] {
            for (alphabet, text) in [(Alphabet::Standard, standard), (Alphabet::Url, url)] {
                for split in 0..=octets.len() {
                    let mut buffer = [0; 16];
                    let mut out = Output::new(&mut buffer);
                    let mut encoder = Encoder::new(alphabet);
                    encoder.write(&mut out, &octets[..split]);
                    encoder.write(&mut out, &octets[split..]);
                    encoder.finish(&mut out);
                    assert_eq!(out.finish().map(String::from_utf8_lossy), Ok(text.into()));
                }
                assert_eq!(check(text.chars(), alphabet), Ok(()), "{text}");
                assert_eq!(decode(text.chars()).collect::<Vec<_>>(), octets);
            }
        }
        for (text, alphabet) in [
            ("Zg", Alphabet::Standard),
            ("Zg=", Alphabet::Standard),
            ("Zh==", Alphabet::Standard),
            ("-_8=", Alphabet::Standard),
            ("Z", Alphabet::Standard),
            ("Zg==", Alphabet::Url),
            ("+/8", Alphabet::Url),
            ("Zh", Alphabet::Url),
            ("Zm 8", Alphabet::Url),
            ("====", Alphabet::Standard),
        ] {
            assert!(check(text.chars(), alphabet).is_err(), "{text}");
        }
    }

    #[cfg(feature = "lenient")]
    #[test]
    fn variants() {
        for (text, expected) in [
            ("", Some(&b""[..])),
            ("Zg", Some(b"f")),
            ("Zg==", Some(b"f")),
            ("Zm8=", Some(b"fo")),
            ("Zm9v", Some(b"foo")),
            ("+_8", Some(b"\xfb\xff")),
            ("Zh", Some(b"f")),
            ("Zg=", None),
            ("Zm8==", None),
            ("Zm9v====", None),
            ("Z", None),
            ("Z===", None),
            ("=", None),
            ("Z=g", None),
            ("Zm 8", None),
            ("Zm8\n", None),
        ] {
            let found = is_variant(text.chars()).then(|| decode(text.chars()).collect::<Vec<u8>>());
            assert_eq!(found.as_deref(), expected, "{text}");
        }
    }
}
