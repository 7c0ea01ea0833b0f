//! Text and octets of what the bytes say: views of the payload.
//! LwM2M Core 1.2.2, appendix C, table C-2; D-034, D-050, D-051.

use super::{Wire, WireValue, wrong};
use crate::error::{ErrorKind, Result};
use crate::schema::DataType;
use crate::syntax::base64::{self, Alphabet};
use crate::value::{CoreLink, Opaque, RawText, Text, form};

impl<'a> WireValue<'a> {
    /// Reads it as a String.
    ///
    /// # Errors
    /// [`ErrorKind::NotUtf8`] for TLV octets that are no text, [`ErrorKind::WrongType`] for another type.
    #[cfg_attr(not(feature = "compact"), inline)]
    pub fn text(&self) -> Result<Text<'a>> {
        self.raw_text(DataType::String).map(Text::from_raw)
    }

    /// Reads it as CoRE links, unread (D-050).
    ///
    /// # Errors
    /// As [`WireValue::text`].
    #[cfg_attr(not(feature = "compact"), inline)]
    pub fn core_link(&self) -> Result<CoreLink<'a>> {
        self.raw_text(DataType::CoreLink).map(|raw| CoreLink::from_text(Text::from_raw(raw)))
    }

    /// Reads it as Opaque.
    ///
    /// # Errors
    /// [`ErrorKind::WrongType`] for another type.
    #[cfg_attr(not(feature = "compact"), inline)]
    pub fn opaque(&self) -> Result<Opaque<'a>> {
        match self.0 {
            Wire::Bytes(octets) | Wire::Untyped(octets) => Ok(Opaque::new(octets)),
            Wire::ByteChunks(chunks) if form::CHUNKS => Ok(Opaque::from_chunks(chunks)),
            Wire::Base64 { text, escaped } if form::BASE64 => {
                Ok(Opaque::from_base64(RawText::json(text, escaped)))
            }
            Wire::TextOrBase64 { text, escaped } if form::JSON => {
                base64(RawText::json(text, escaped))
            }
            Wire::Characters(text) if form::CHARACTERS => base64(RawText::Plain(text)),
            _ => wrong(DataType::Opaque),
        }
    }

    /// Text lent from the payload; `None` where it is in pieces.
    pub(crate) fn lend_text(&self, expected: DataType) -> Result<Option<&'a str>> {
        Ok(match self.raw_text(expected)? {
            RawText::Plain(text) => Some(text),
            RawText::Chunks(_) | RawText::Escaped(_) | RawText::Encoded(_) | RawText::Pairs(_) => {
                None
            }
        })
    }

    /// Octets lent from the payload; `None` where they are in pieces.
    pub(crate) fn lend_octets(&self) -> Result<Option<&'a [u8]>> {
        match self.0 {
            Wire::Bytes(octets) | Wire::Untyped(octets) => Ok(Some(octets)),
            _ => self.opaque().map(|_| None),
        }
    }

    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn raw_text(&self, expected: DataType) -> Result<RawText<'a>> {
        match self.0 {
            Wire::Text(text) | Wire::TextOrLink(text) => Ok(RawText::Plain(text)),
            Wire::Untyped(octets) => match core::str::from_utf8(octets) {
                Ok(text) => Ok(RawText::Plain(text)),
                Err(_) => Err(ErrorKind::NotUtf8.into()),
            },
            _ => self.rare_text(expected),
        }
    }

    #[cold]
    #[inline(never)]
    fn rare_text(&self, expected: DataType) -> Result<RawText<'a>> {
        match self.0 {
            Wire::TextChunks { chunks, .. } if form::CHUNKS => Ok(RawText::Chunks(chunks)),
            Wire::Escaped(text) if form::JSON => Ok(RawText::Escaped(text)),
            Wire::TextOrBase64 { text, escaped } if form::JSON => Ok(RawText::json(text, escaped)),
            // D-034: the tag says more of the text, and takes nothing away.
            Wire::Characters(text) | Wire::Date(text) => Ok(RawText::Plain(text)),
            _ => wrong(expected),
        }
    }
}

/// Text as the octets that it spells in padded base64 (D-051).
#[cold]
#[inline(never)]
fn base64(text: RawText<'_>) -> Result<Opaque<'_>> {
    base64::check(text.chars(), Alphabet::Standard)?;
    Ok(Opaque::from_base64(text))
}
