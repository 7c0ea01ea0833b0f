//! JSON tokens: RFC 8259. Reads from a cursor over checked UTF-8, never recurses.

mod number;
mod write;

use core::str;

pub(crate) use self::number::Number;
#[cfg(not(feature = "compact"))]
pub(crate) use self::write::is_plain;
pub(crate) use self::write::put_text;
use crate::error::{Error, ErrorKind, Result};
use crate::syntax::before;

/// How deep a value may nest that is skipped (D-008).
const SKIP_DEPTH: usize = 16;

/// A place in JSON text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

/// Text between quotes, checked: as it stands, and whether there are escapes in it.
pub(crate) type JsonText<'a> = (&'a str, bool);

impl<'a> Cursor<'a> {
    /// A cursor at the beginning.
    ///
    /// # Errors
    /// [`ErrorKind::NotUtf8`] with the first byte that is none.
    pub(crate) fn new(bytes: &'a [u8]) -> Result<Self> {
        match str::from_utf8(bytes) {
            Ok(text) => Ok(Self { text, at: 0 }),
            Err(error) => Err(Error::from(ErrorKind::NotUtf8).at(error.valid_up_to())),
        }
    }

    /// Takes a byte order mark, if there is one (RFC 8259, 8.1).
    #[cfg(feature = "lenient")]
    pub(crate) fn take_mark(&mut self) -> bool {
        self.word("\u{feff}")
    }

    /// Which byte comes next.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(crate) const fn offset(&self) -> usize {
        self.at
    }

    /// The next byte that is no white space, not taken; 0 at the end.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(crate) fn peek(&mut self) -> u8 {
        let bytes = self.text.as_bytes();
        loop {
            match bytes.get(self.at) {
                Some(b' ' | b'\t' | b'\n' | b'\r') => self.at += 1,
                Some(&byte) => return byte,
                None => return 0,
            }
        }
    }

    /// Takes a byte if it is the next that is no white space.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(crate) fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == byte;
        self.at += usize::from(found);
        found
    }

    /// Takes a byte, which must be the next that is no white space.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(crate) fn demand(&mut self, byte: u8, expected: &'static str) -> Result<()> {
        if self.take(byte) { Ok(()) } else { self.malformed(expected) }
    }

    /// Nothing but white space may follow.
    pub(crate) fn end(&mut self) -> Result<()> {
        self.peek();
        if self.at == self.text.len() { Ok(()) } else { Err(ErrorKind::ExtraBytes.into()) }
    }

    /// Whether the array that begins here ends the text together with an object around it: the text ends in `]` and
    /// `}`, with nothing but white space around them, and no other array begins behind.
    ///
    /// Where the text is JSON. A bracket that stands in text between quotes counts as an array that begins.
    pub(crate) fn is_last_array_in_object(&self) -> bool {
        let rest = self.text.get(self.at..).unwrap_or("");
        let Some((_, behind)) = rest.split_once('[') else { return false };
        let text = behind.trim_ascii_end().strip_suffix('}');
        text.is_some_and(|text| text.trim_ascii_end().ends_with(']'))
            && !behind.as_bytes().contains(&b'[')
    }

    /// An error here: the text has ended, or something else stands there than was expected.
    #[cold]
    #[inline(never)]
    pub(crate) fn malformed<T>(mut self, expected: &'static str) -> Result<T> {
        self.peek();
        Err(if self.at == self.text.len() {
            ErrorKind::UnexpectedEnd { needed: 1, available: 0 }.into()
        } else {
            ErrorKind::Malformed(expected).into()
        })
    }

    /// Takes text between quotes.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(crate) fn text(&mut self, expected: &'static str) -> Result<JsonText<'a>> {
        self.demand(b'"', expected)?;
        let start = self.at;
        let rest = self.text.as_bytes().get(start..).unwrap_or(&[]);
        let length = plain_length(rest);
        if rest.get(length) == Some(&b'"') {
            self.at = start + length + 1;
            Ok((self.text.get(start..start + length).unwrap_or(""), false))
        } else {
            let (text, after) = self.escaped_text(start)?;
            *self = after;
            Ok((text, true))
        }
    }

    /// Takes text with escapes in it, and checks them; returns it and the cursor behind it.
    #[cold]
    #[inline(never)]
    fn escaped_text(mut self, start: usize) -> Result<(&'a str, Self)> {
        let mut chars = self.text.get(start..).unwrap_or("").chars();
        let end = self.text.len();
        loop {
            self.at = end - chars.as_str().len();
            match chars.next() {
                Some('"') => {
                    let text = self.text.get(start..self.at).unwrap_or("");
                    self.at += 1;
                    return Ok((text, self));
                }
                Some('\\') => {
                    if escape(&mut chars).is_none() {
                        return Err(ErrorKind::Malformed("an escape that JSON defines").into());
                    }
                }
                Some(c) if c >= ' ' => {}
                Some(_) => return self.malformed("no control characters in text"),
                None => {
                    let kind = ErrorKind::UnexpectedEnd { needed: 1, available: 0 };
                    return Err(kind.into());
                }
            }
        }
    }

    /// Takes a number.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(crate) fn number<T: From<Number<'a>>>(&mut self) -> Result<T> {
        self.peek();
        let rest = self.text.get(self.at..).unwrap_or("");
        match number::read(rest) {
            Some((number, length)) => {
                self.at += length;
                Ok(number)
            }
            None => self.malformed("a number"),
        }
    }

    /// Takes `true` or `false`.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(crate) fn boolean(&mut self) -> Result<bool> {
        if self.word("true") {
            Ok(true)
        } else if self.word("false") {
            Ok(false)
        } else {
            self.malformed("true or false")
        }
    }

    /// Takes a word if it is next.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(crate) fn word(&mut self, word: &str) -> bool {
        self.peek();
        let found = self.text.get(self.at..).is_some_and(|rest| rest.starts_with(word));
        self.at += if found { word.len() } else { 0 };
        found
    }

    /// Takes one whole value, whatever it is, and forgets it.
    #[cold]
    #[inline(never)]
    pub(crate) fn skip(&mut self) -> Result<()> {
        // One bit for each open container, innermost lowest: 1 for an object.
        let (mut objects, mut depth) = (0u32, 0);
        loop {
            match self.peek() {
                open @ (b'{' | b'[') => {
                    if depth == SKIP_DEPTH {
                        return Err(ErrorKind::TooDeep { limit: SKIP_DEPTH }.into());
                    }
                    self.at += 1;
                    (objects, depth) = (objects << 1 | u32::from(open == b'{'), depth + 1);
                    if self.peek() != if open == b'{' { b'}' } else { b']' } {
                        if open == b'{' {
                            self.key()?;
                        }
                        continue;
                    }
                }
                b'"' => drop(self.text("a value")?),
                b't' | b'f' => drop(self.boolean()?),
                b'n' => {
                    if !self.word("null") {
                        return self.malformed("a value");
                    }
                }
                _ => drop(self.number::<Number<'_>>()?),
            }
            // A value is complete; so may be the containers around it.
            while depth > 0 {
                let object = objects & 1 == 1;
                if self.take(b',') {
                    if object {
                        self.key()?;
                    }
                    break;
                }
                let (close, expected) = if object {
                    (b'}', "a comma or the end of an object")
                } else {
                    (b']', "a comma or the end of an array")
                };
                self.demand(close, expected)?;
                (objects, depth) = (objects >> 1, depth - 1);
            }
            if depth == 0 {
                return Ok(());
            }
        }
    }

    /// Takes a member's name and the colon behind it.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(crate) fn key(&mut self) -> Result<JsonText<'a>> {
        // Most names are one or two letters, with nothing around them.
        let start = self.at + 1;
        let length = match self.text.as_bytes().get(self.at..) {
            Some([b'"', b'a'..=b'z', b'"', b':', ..]) => 1,
            Some([b'"', b'a'..=b'z', b'a'..=b'z', b'"', b':', ..]) => 2,
            _ => {
                let key = self.text("the name of a member")?;
                self.demand(b':', "a colon")?;
                return Ok(key);
            }
        };
        self.at = start + length + 2;
        Ok((self.text.get(start..start + length).unwrap_or(""), false))
    }
}

/// How many bytes at the front stand in text as they are: up to a quote, a backslash or a control character.
#[cfg_attr(not(feature = "compact"), inline(always))]
fn plain_length(bytes: &[u8]) -> usize {
    const ONES: u64 = u64::MAX / 0xff;
    let (words, _) = bytes.as_chunks();
    let mut length = 0;
    for &word in words {
        let word = u64::from_le_bytes(word);
        // The lowest top bit that a subtraction leaves or makes is that of a byte below the bound.
        let below = |word: u64, bound: u8| word.wrapping_sub(ONES * u64::from(bound)) & !word;
        let same = |byte: u8| below(word ^ (ONES * u64::from(byte)), 1);
        let special = (below(word, b' ') | same(b'"') | same(b'\\')) & (ONES << 7);
        if special != 0 {
            return length + special.trailing_zeros() as usize / 8;
        }
        length += 8;
    }
    let rest = bytes.get(length..).unwrap_or_default();
    let special = |&byte: &u8| byte == b'"' || byte == b'\\' || byte < b' ';
    length + rest.iter().position(special).unwrap_or(rest.len())
}

/// The character that an escape stands for, after the backslash; `None` for what is no escape.
fn escape(chars: &mut str::Chars<'_>) -> Option<char> {
    let unit = |chars: &mut str::Chars<'_>| {
        let mut unit = 0;
        for _ in 0..4 {
            unit = unit << 4 | chars.next()?.to_digit(16)?;
        }
        Some(unit)
    };
    Some(match chars.next()? {
        c @ ('"' | '\\' | '/') => c,
        'b' => '\u{8}',
        'f' => '\u{c}',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'u' => match unit(chars)? {
            // A character beyond 16 bits comes as two units, high one first; alone neither is a character (D-073).
            high @ 0xd800..=0xdbff => {
                if (chars.next()?, chars.next()?) != ('\\', 'u') {
                    return None;
                }
                let low = unit(chars)?.checked_sub(0xdc00).filter(|&low| low < 0x400)?;
                char::from_u32(0x1_0000 + ((high - 0xd800) << 10 | low))?
            }
            unit => char::from_u32(unit)?,
        },
        _ => return None,
    })
}

/// The character that a checked escape stands for, after the backslash.
pub(crate) fn unescape(chars: &mut str::Chars<'_>) -> char {
    escape(chars).unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// Calls `each` with the pieces of checked text: what stands between escapes, and what those stand for.
pub(crate) fn for_each_piece(text: &str, mut each: impl FnMut(&str)) {
    let mut rest = text;
    while let Some((plain, escaped)) = before(rest, b'\\') {
        each(plain);
        let mut chars = escaped.chars();
        chars.next();
        each(unescape(&mut chars).encode_utf8(&mut [0; 4]));
        rest = chars.as_str();
    }
    each(rest);
}

#[cfg(test)]
mod tests {
    use alloc::string::String;

    use super::*;

    #[test]
    fn text() {
        for (json, expected) in [
            (r#""abc""#, Some("abc")),
            (r#"  "" "#, Some("")),
            (r#""\"\\\/\b\f\n\r\t""#, Some("\"\\/\u{8}\u{c}\n\r\t")),
            (r#""\u00e9 \ud83d\ude00 é""#, Some("é 😀 é")),
            (r#""\ud83d""#, None),
            (r#""\ude00""#, None),
            (r#""\ud83d\u0041""#, None),
            (r#""\x""#, None),
            (r#""\u12""#, None),
            ("\"a\nb\"", None),
            (r#""abc"#, None),
            (r#""abc\"#, None),
            ("abc", None),
        ] {
            let text = Cursor::new(json.as_bytes()).and_then(|mut cursor| cursor.text("text"));
            let found = text.ok().map(|(text, escaped)| {
                let mut whole = String::new();
                if escaped {
                    for_each_piece(text, |piece| whole.push_str(piece))
                } else {
                    whole.push_str(text)
                }
                whole
            });
            assert_eq!(found.as_deref(), expected, "{json}");
        }
    }

    #[test]
    fn plain_text_is_found_wherever_it_ends() {
        for length in 0..20 {
            let mut bytes = [0xff; 20];
            assert_eq!(plain_length(&bytes[..length]), length);
            for at in 0..length {
                for byte in 0..=u8::MAX {
                    bytes[at] = byte;
                    let special = matches!(byte, 0..b' ' | b'"' | b'\\');
                    let expected = if special { at } else { length };
                    assert_eq!(plain_length(&bytes[..length]), expected, "{byte} at {at}");
                }
                bytes[at] = b' ';
            }
        }
    }

    #[test]
    fn skipping_is_bounded_and_exact() {
        for (json, rest) in [
            ("1,", Ok(1)),
            ("{\"a\":[1,{},[]],\"b\":null} x", Ok(2)),
            ("[[[]]]", Ok(0)),
            ("true", Ok(0)),
            ("[1,]", Err(())),
            ("{\"a\"}", Err(())),
            ("{\"a\":1,}", Err(())),
            ("[1 2]", Err(())),
            ("nul", Err(())),
            ("", Err(())),
            ("[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]", Err(())),
        ] {
            let mut cursor = Cursor::new(json.as_bytes()).unwrap();
            let found = cursor.skip().map(|()| json.len() - cursor.offset()).map_err(|_| ());
            assert_eq!(found, rest, "{json}");
        }
    }
}
