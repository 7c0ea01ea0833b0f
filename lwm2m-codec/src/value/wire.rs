//! What the bytes say, and the one place where a type is given to it.
//! LwM2M Core 1.2.2, appendix C, table C-2 (forms of the types by format); D-022 to D-055.

mod number;
mod text;

use core::fmt;

use super::{Decimal, ObjectLink, RawText, Text, Time, Value, form};
use crate::error::{ErrorKind, Result};
use crate::schema::DataType;

/// What the bytes say, not yet typed: TLV says only octets, CBOR tells numbers from text.
///
/// Whoever consumes it names the type: a field's Rust type, a schema, or the caller by a getter. Nobody guesses.
/// 24 bytes, `Copy`, borrowed from the payload.
#[derive(Clone, Copy, Default, PartialEq)]
pub struct WireValue<'a>(pub(crate) Wire<'a>);

/// Every form flattened, so that each is one tag beside one slice or number.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) enum Wire<'a> {
    /// A container without children.
    #[default]
    Empty,
    Null,
    /// TLV: octets of any type.
    Untyped(&'a [u8]),
    Integer(i64),
    /// Above the range of an `i64`.
    Unsigned(u64),
    /// A float of a format that tells floats from integers (D-028).
    Float(f64),
    /// A float of SenML, which has one type of numbers (D-028).
    Number(f64),
    /// A decimal fraction; `number` as for `Float` and `Number`.
    Decimal {
        decimal: Decimal,
        number: bool,
    },
    Boolean(bool),
    /// Text that is no object link: SenML has a label for those (D-046).
    Text(&'a str),
    /// Text that may be an object link: CBOR and LwM2M CBOR.
    TextOrLink(&'a str),
    /// Checked CBOR chunks of text; `link` as for `Text` and `TextOrLink`.
    TextChunks {
        chunks: &'a [u8],
        link: bool,
    },
    /// Checked JSON text of SenML, with escapes in it.
    Escaped(&'a str),
    /// Checked JSON text of LwM2M JSON, which may be base64 (D-051).
    TextOrBase64 {
        text: &'a str,
        escaped: bool,
    },
    /// Checked base64.
    Base64 {
        text: &'a str,
        escaped: bool,
    },
    /// A JSON number of more digits than 64 bits hold.
    Digits(&'a str),
    /// Plain text, which may be of any type.
    Characters(&'a str),
    Bytes(&'a [u8]),
    /// Checked CBOR chunks of bytes.
    ByteChunks(&'a [u8]),
    /// A number that the bytes themselves mark as a time.
    Time(i64),
    /// The same, a float.
    TimeFloat(f64),
    /// Text that the bytes mark as a date.
    Date(&'a str),
    ObjectLink(ObjectLink),
}

impl<'a> WireValue<'a> {
    /// Whether it is a container without children.
    #[must_use]
    pub const fn is_empty_container(&self) -> bool {
        matches!(self.0, Wire::Empty)
    }

    /// Whether it is the null that deletes a Resource Instance (D-071).
    #[must_use]
    pub const fn is_null(&self) -> bool {
        matches!(self.0, Wire::Null)
    }

    /// Whether it is of TLV, which says octets only.
    pub(crate) const fn has_octets(&self) -> bool {
        matches!(self.0, Wire::Untyped(_))
    }

    /// Reads it as a Boolean.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidValue`] for TLV octets that are not one `00` or `01` (D-039),
    /// [`ErrorKind::WrongType`] for another type.
    #[cfg_attr(not(feature = "compact"), inline)]
    pub fn boolean(&self) -> Result<bool> {
        match self.0 {
            Wire::Boolean(boolean) => Ok(boolean),
            Wire::Untyped([0]) | Wire::Characters("0") => Ok(false),
            Wire::Untyped([1]) | Wire::Characters("1") => Ok(true),
            Wire::Untyped(_) | Wire::Characters(_) => invalid(DataType::Boolean),
            _ => wrong(DataType::Boolean),
        }
    }

    /// Reads it as a link to an Object Instance.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidValue`] for text that is no link and for TLV octets that are not 4,
    /// [`ErrorKind::WrongType`] for another type.
    #[cfg_attr(not(feature = "compact"), inline)]
    pub fn object_link(&self) -> Result<ObjectLink> {
        match self.0 {
            Wire::ObjectLink(link) => Ok(link),
            Wire::Untyped(&[a, b, c, d]) => {
                Ok(ObjectLink::new(u16::from_be_bytes([a, b]), u16::from_be_bytes([c, d])))
            }
            Wire::Untyped(_) => invalid(DataType::ObjectLink),
            Wire::TextOrLink(text) | Wire::Characters(text) if form::LINKS_AS_TEXT => text.parse(),
            Wire::TextChunks { chunks, link: true } if form::CHUNKS => {
                // `65535:65535` is the longest.
                let mut buffer = [0; 11];
                match Text::from_raw(RawText::Chunks(chunks)).copy_to(&mut buffer) {
                    Ok(text) => text.parse(),
                    Err(_) => invalid(DataType::ObjectLink),
                }
            }
            _ => wrong(DataType::ObjectLink),
        }
    }

    /// Reads it as a value of a type; a container without children and null stay what they are.
    ///
    /// # Errors
    /// Those of the type's getter.
    #[cfg_attr(not(feature = "compact"), inline)]
    pub fn typed(&self, data_type: DataType) -> Result<Value<'a>> {
        match self.0 {
            Wire::Empty => return Ok(Value::Empty),
            Wire::Null => return Ok(Value::Null),
            _ => {}
        }
        Ok(match data_type {
            DataType::String => Value::String(self.text()?),
            DataType::Integer => Value::Integer(self.integer()?),
            DataType::Unsigned => Value::Unsigned(self.unsigned()?),
            DataType::Float => Value::Float(self.float()?),
            DataType::Boolean => Value::Boolean(self.boolean()?),
            DataType::Opaque => Value::Opaque(self.opaque()?),
            DataType::Time => Value::Time(self.time()?),
            DataType::ObjectLink => Value::ObjectLink(self.object_link()?),
            DataType::CoreLink => Value::CoreLink(self.core_link()?),
            DataType::None => return wrong(DataType::None),
        })
    }

    /// The value as the bytes themselves type it; `None` where they don't: TLV.
    ///
    /// Good for logs. A number that a schema calls Float may have come as an integer, and a link as text.
    #[must_use]
    pub fn self_typed(&self) -> Option<Value<'a>> {
        Some(match self.0 {
            Wire::Untyped(_) => return None,
            Wire::Empty => Value::Empty,
            Wire::Null => Value::Null,
            Wire::Integer(number) => Value::Integer(number),
            Wire::Unsigned(number) => Value::Unsigned(number),
            Wire::Float(number) | Wire::Number(number) => Value::Float(number),
            Wire::Decimal { decimal, .. } => Value::Float(decimal.float()),
            Wire::Boolean(boolean) => Value::Boolean(boolean),
            Wire::Digits(text) => Value::Float(text.parse().ok()?),
            Wire::Text(text) | Wire::TextOrLink(text) | Wire::Characters(text) => {
                Value::String(Text::new(text))
            }
            Wire::TextChunks { .. } | Wire::Escaped(_) | Wire::TextOrBase64 { .. } => {
                Value::String(self.text().ok()?)
            }
            Wire::Bytes(_) | Wire::ByteChunks(_) | Wire::Base64 { .. } => {
                Value::Opaque(self.opaque().ok()?)
            }
            Wire::Time(seconds) => Value::Time(Time(seconds)),
            Wire::TimeFloat(number) => self.time().map_or(Value::Float(number), Value::Time),
            Wire::Date(text) => self.time().map_or(Value::String(Text::new(text)), Value::Time),
            Wire::ObjectLink(link) => Value::ObjectLink(link),
        })
    }
}

impl fmt::Debug for WireValue<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cold]
#[inline(never)]
fn wrong<T>(expected: DataType) -> Result<T> {
    Err(ErrorKind::WrongType { expected }.into())
}

#[cold]
#[inline(never)]
fn invalid<T>(expected: DataType) -> Result<T> {
    Err(ErrorKind::InvalidValue { expected }.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes() {
        assert_eq!(size_of::<WireValue<'_>>(), 24);
        assert_eq!(size_of::<crate::Record<WireValue<'_>>>(), 40);
        assert_eq!(size_of::<Option<crate::Timestamp>>(), 8);
    }

    #[test]
    fn tlv_octets() {
        let octets = |octets| WireValue(Wire::Untyped(octets));
        assert_eq!(octets(b"\xc8").integer(), Ok(-56));
        assert_eq!(octets(b"\xc8").unsigned(), Ok(200));
        assert_eq!(octets(b"\x00\xc8").unsigned(), Ok(200));
        assert!(octets(b"\x01\x02\x03").integer().is_err());
        assert!(octets(b"").integer().is_err());
        assert!(octets(b"\x02").boolean().is_err());
        assert_eq!(octets(b"\xff\xff\xff\xff").object_link(), Ok(ObjectLink::NULL));
        assert!(octets(b"\xff").text().is_err());
    }
}
