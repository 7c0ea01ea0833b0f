//! Text as a payload or a query holds it: borrowed, perhaps still in chunks, escaped or encoded, or owned.

#[cfg(feature = "alloc")]
use alloc::{borrow::ToOwned, boxed::Box, string::String};
use core::{fmt, hash, str};

use super::form;
use crate::error::{ErrorKind, Result};
use crate::syntax::{cbor::Chunks, json, link, percent};

/// A field's view of text: always valid UTF-8, compared by content.
///
/// It borrows from the payload, and may still be in the payload's chunks or have its escapes; then [`Text::as_str`] has nothing to
/// lend, and [`Text::chars`] and [`Text::copy_to`] read it. With `alloc` it can own its text.
#[derive(Clone)]
pub struct Text<'a>(Repr<'a>);

#[derive(Clone)]
enum Repr<'a> {
    Raw(RawText<'a>),
    #[cfg(feature = "alloc")]
    Owned(Box<str>),
}

/// Borrowed text in one of the forms that payloads have.
#[derive(Clone, Copy)]
pub(crate) enum RawText<'a> {
    Plain(&'a str),
    /// CBOR chunks with their heads, checked.
    Chunks(&'a [u8]),
    /// JSON text between its quotes, checked, with escapes in it.
    Escaped(&'a str),
    /// Text of a URI, checked, with percent-encoding in it.
    Encoded(&'a str),
    /// A link parameter's value between its quotes, checked, with quoted pairs in it.
    Pairs(&'a str),
}

impl<'a> RawText<'a> {
    /// JSON text between its quotes, as it is read: with escapes in it or without.
    pub(crate) const fn json(text: &'a str, escaped: bool) -> Self {
        if escaped { Self::Escaped(text) } else { Self::Plain(text) }
    }
}

impl<'a> Text<'a> {
    /// Text that is borrowed.
    #[must_use]
    #[inline]
    pub const fn new(text: &'a str) -> Self {
        Self(Repr::Raw(RawText::Plain(text)))
    }

    #[inline]
    pub(crate) const fn from_raw(raw: RawText<'a>) -> Self {
        Self(Repr::Raw(raw))
    }

    /// The text in one piece; `None` where it is still in chunks.
    #[must_use]
    #[inline]
    pub fn as_str(&self) -> Option<&str> {
        match self.raw() {
            RawText::Plain(text) => Some(text),
            RawText::Chunks(_) | RawText::Escaped(_) | RawText::Pairs(_) | RawText::Encoded(_) => {
                None
            }
        }
    }

    /// The text in one piece, for as long as what it was borrowed from; `None` where it is in pieces or owned.
    pub(crate) const fn lend(&self) -> Option<&'a str> {
        match self.0 {
            Repr::Raw(RawText::Plain(text)) => Some(text),
            _ => None,
        }
    }

    /// The same text, borrowed from this one.
    #[must_use]
    #[inline]
    pub fn borrowed(&self) -> Text<'_> {
        Text(Repr::Raw(self.raw()))
    }

    /// The text for as long as what it was borrowed from; `None` where it is owned.
    pub(crate) const fn lent(&self) -> Option<RawText<'a>> {
        match &self.0 {
            Repr::Raw(raw) => Some(*raw),
            #[cfg(feature = "alloc")]
            Repr::Owned(_) => None,
        }
    }

    /// The length in octets.
    #[must_use]
    pub fn len(&self) -> usize {
        let mut length = 0;
        self.for_each_piece(|piece| length += piece.len());
        length
    }

    /// Whether there is no text at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Its characters in order.
    #[must_use]
    pub fn chars(&self) -> Chars<'_> {
        self.raw().chars()
    }

    /// Copies the text to the front of `buffer`.
    ///
    /// # Errors
    /// [`ErrorKind::BufferTooSmall`] with the length of the text.
    pub fn copy_to<'b>(&self, buffer: &'b mut [u8]) -> Result<&'b str> {
        let mut needed = 0usize;
        self.for_each_piece(|piece| {
            let place = buffer.get_mut(needed..needed.saturating_add(piece.len()));
            place.into_iter().flatten().zip(piece.bytes()).for_each(|(place, byte)| *place = byte);
            needed = needed.saturating_add(piece.len());
        });
        let place = buffer.get(..needed).ok_or(ErrorKind::BufferTooSmall { needed })?;
        str::from_utf8(place).map_err(|_| ErrorKind::NotUtf8.into())
    }

    /// The text in one piece: lent where it is, else copied to the front of `buffer`.
    ///
    /// # Errors
    /// As [`Text::copy_to`].
    pub fn to_str<'s>(&'s self, buffer: &'s mut [u8]) -> Result<&'s str> {
        match self.raw() {
            RawText::Plain(text) => Ok(text),
            RawText::Chunks(_) | RawText::Escaped(_) | RawText::Encoded(_) | RawText::Pairs(_) => {
                self.copy_to(buffer)
            }
        }
    }

    /// The text with its own storage. *Requires feature `alloc`.*
    #[cfg(feature = "alloc")]
    #[must_use]
    pub fn into_owned(self) -> Text<'static> {
        Text(Repr::Owned(match self.0 {
            Repr::Owned(text) => text,
            Repr::Raw(raw) => raw.to_box(),
        }))
    }

    /// Calls `each` with the text's pieces in order.
    pub(crate) fn for_each_piece(&self, each: impl FnMut(&str)) {
        self.raw().for_each_piece(each);
    }

    #[inline]
    fn raw(&self) -> RawText<'_> {
        match &self.0 {
            Repr::Raw(raw) => *raw,
            #[cfg(feature = "alloc")]
            Repr::Owned(text) => RawText::Plain(text),
        }
    }
}

impl<'a> RawText<'a> {
    pub(crate) fn chars(self) -> Chars<'a> {
        match self {
            Self::Plain(text) => Chars { piece: text.chars(), rest: Rest::Nothing },
            Self::Chunks(chunks) => Chars { piece: "".chars(), rest: Rest::Chunks(Chunks(chunks)) },
            Self::Escaped(text) => Chars { piece: text.chars(), rest: Rest::Escapes },
            Self::Encoded(text) => Chars { piece: text.chars(), rest: Rest::Encoding },
            Self::Pairs(text) => Chars { piece: text.chars(), rest: Rest::Pairs },
        }
    }

    fn for_each_piece(self, mut each: impl FnMut(&str)) {
        match self {
            Self::Plain(text) => each(text),
            _ => self.for_each_of_several(&mut each),
        }
    }

    /// The same for text in pieces: there is one copy of it for all who ask.
    #[inline(never)]
    fn for_each_of_several(self, each: &mut dyn FnMut(&str)) {
        match self {
            Self::Plain(text) => each(text),
            Self::Chunks(chunks) if form::CHUNKS => {
                Chunks(chunks).filter_map(|chunk| str::from_utf8(chunk).ok()).for_each(each);
            }
            Self::Escaped(text) if form::JSON => json::for_each_piece(text, each),
            Self::Encoded(text) => percent::for_each_piece(text, each),
            Self::Pairs(text) => link::for_each_piece(text, each),
            // No format of this build has such text.
            Self::Chunks(_) | Self::Escaped(_) => {}
        }
    }

    #[cfg(feature = "alloc")]
    fn to_box(self) -> Box<str> {
        match self {
            Self::Plain(text) => text.into(),
            Self::Chunks(_) | Self::Escaped(_) | Self::Encoded(_) | Self::Pairs(_) => {
                let mut whole = String::new();
                self.for_each_piece(|piece| whole.push_str(piece));
                whole.into_boxed_str()
            }
        }
    }
}

/// The characters of a [`Text`].
#[derive(Clone, Debug)]
pub struct Chars<'a> {
    piece: str::Chars<'a>,
    rest: Rest<'a>,
}

/// What follows the piece that is being read, or how that is to be read.
#[derive(Clone, Debug)]
enum Rest<'a> {
    Nothing,
    Chunks(Chunks<'a>),
    /// The piece has JSON escapes in it.
    Escapes,
    /// The piece has percent-encoding in it.
    Encoding,
    /// The piece has quoted pairs in it.
    Pairs,
}

impl Iterator for Chars<'_> {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        loop {
            match (&mut self.rest, self.piece.next()) {
                (Rest::Escapes, Some('\\')) if form::JSON => {
                    return Some(json::unescape(&mut self.piece));
                }
                (Rest::Encoding, Some('%')) => return Some(percent::unescape(&mut self.piece)),
                (Rest::Pairs, Some('\\')) => return self.piece.next(),
                (_, Some(c)) => return Some(c),
                (Rest::Chunks(chunks), None) if form::CHUNKS => {
                    self.piece = str::from_utf8(chunks.next()?).unwrap_or("").chars();
                }
                (_, None) => return None,
            }
        }
    }
}

impl<'a> From<&'a str> for Text<'a> {
    #[inline]
    fn from(text: &'a str) -> Self {
        Self::new(text)
    }
}

#[cfg(feature = "alloc")]
impl From<String> for Text<'_> {
    fn from(text: String) -> Self {
        Self(Repr::Owned(text.into_boxed_str()))
    }
}

#[cfg(feature = "alloc")]
impl From<Text<'_>> for String {
    fn from(text: Text<'_>) -> Self {
        match text.0 {
            Repr::Owned(text) => text.into_string(),
            Repr::Raw(RawText::Plain(text)) => text.to_owned(),
            Repr::Raw(raw) => raw.to_box().into_string(),
        }
    }
}

impl Default for Text<'_> {
    fn default() -> Self {
        Self::new("")
    }
}

impl PartialEq for Text<'_> {
    fn eq(&self, other: &Self) -> bool {
        match (self.as_str(), other.as_str()) {
            (Some(a), Some(b)) => a == b,
            _ => self.chars().eq(other.chars()),
        }
    }
}

impl Eq for Text<'_> {}

impl PartialEq<str> for Text<'_> {
    fn eq(&self, other: &str) -> bool {
        *self == Text::new(other)
    }
}

impl PartialEq<&str> for Text<'_> {
    fn eq(&self, other: &&str) -> bool {
        *self == **other
    }
}

impl PartialOrd for Text<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<core::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Text<'_> {
    fn cmp(&self, other: &Self) -> core::cmp::Ordering {
        self.chars().cmp(other.chars())
    }
}

impl hash::Hash for Text<'_> {
    fn hash<H: hash::Hasher>(&self, state: &mut H) {
        self.chars().for_each(|c| state.write_u32(c.into()));
        state.write_u8(0xff);
    }
}

impl fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use fmt::Write;
        match self.as_str() {
            Some(text) => f.pad(text),
            None => self.chars().try_for_each(|c| f.write_char(c)),
        }
    }
}

impl fmt::Debug for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use fmt::Write;
        match self.as_str() {
            Some(text) => text.fmt(f),
            None => {
                f.write_char('"')?;
                self.chars().try_for_each(|c| match c {
                    // Between double quotes it needs no backslash.
                    '\'' => f.write_char(c),
                    _ => c.escape_debug().try_for_each(|c| f.write_char(c)),
                })?;
                f.write_char('"')
            }
        }
    }
}

impl fmt::Debug for RawText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Text::from_raw(*self).fmt(f)
    }
}
