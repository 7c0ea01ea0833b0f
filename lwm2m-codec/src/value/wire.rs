//! What the bytes say, and the one place where a type is given to it.
//! LwM2M Core 1.2.2, appendix C, table C-2 (forms of the types by format); D-022 to D-055.

use core::fmt;

use super::{CoreLink, Decimal, ObjectLink, Opaque, RawText, Text, Time, Value, Wide, characters};
use crate::error::{ErrorKind, Result};
use crate::schema::DataType;
use crate::syntax::base64::{self, Alphabet};

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

    /// Reads it as an Integer.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`] beyond an `i64`, [`ErrorKind::InvalidValue`] for TLV octets that are not 1, 2, 4
    /// or 8, [`ErrorKind::WrongType`] for another type; a float counts only in SenML and when it is whole (D-028).
    #[inline]
    pub fn integer(&self) -> Result<i64> {
        match self.0 {
            Wire::Integer(number) => Ok(number),
            Wire::Untyped(octets) => signed(octets, DataType::Integer),
            _ => self.number(DataType::Integer),
        }
    }

    /// Reads it as an Unsigned Integer.
    ///
    /// # Errors
    /// As [`WireValue::integer`]; below zero is [`ErrorKind::OutOfRange`].
    #[inline]
    pub fn unsigned(&self) -> Result<u64> {
        match self.0 {
            Wire::Integer(number) => {
                u64::try_from(number).map_err(|_| ErrorKind::OutOfRange.into())
            }
            Wire::Unsigned(number) => Ok(number),
            // D-055: 200 may have come as `c8` or as `00c8`.
            Wire::Untyped(octets) => Ok(match *octets {
                [a] => u64::from(a),
                [a, b] => u64::from(u16::from_be_bytes([a, b])),
                [a, b, c, d] => u64::from(u32::from_be_bytes([a, b, c, d])),
                [a, b, c, d, e, f, g, h] => u64::from_be_bytes([a, b, c, d, e, f, g, h]),
                _ => return invalid(DataType::Unsigned),
            }),
            _ => self.number(DataType::Unsigned),
        }
    }

    /// Reads it as a Float.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`] for an integer that no double is equal to (D-029), [`ErrorKind::InvalidValue`] for
    /// TLV octets that are not 4 or 8, [`ErrorKind::WrongType`] for another type.
    #[inline]
    pub fn float(&self) -> Result<f64> {
        match self.0 {
            Wire::Float(number) | Wire::Number(number) => Ok(number),
            Wire::Decimal { decimal, .. } => match decimal.exact_float() {
                Some(number) => Ok(number),
                None => self.float_of_integer(),
            },
            Wire::Untyped(octets) => Ok(match *octets {
                [a, b, c, d] => f64::from(f32::from_be_bytes([a, b, c, d])),
                [a, b, c, d, e, f, g, h] => f64::from_be_bytes([a, b, c, d, e, f, g, h]),
                _ => return invalid(DataType::Float),
            }),
            _ => self.float_of_integer(),
        }
    }

    /// Reads it as a Boolean.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidValue`] for TLV octets that are not one `00` or `01` (D-039),
    /// [`ErrorKind::WrongType`] for another type.
    #[inline]
    pub fn boolean(&self) -> Result<bool> {
        match self.0 {
            Wire::Boolean(boolean) => Ok(boolean),
            Wire::Untyped([0]) | Wire::Characters("0") => Ok(false),
            Wire::Untyped([1]) | Wire::Characters("1") => Ok(true),
            Wire::Untyped(_) | Wire::Characters(_) => invalid(DataType::Boolean),
            _ => wrong(DataType::Boolean),
        }
    }

    /// Reads it as a String.
    ///
    /// # Errors
    /// [`ErrorKind::NotUtf8`] for TLV octets that are no text, [`ErrorKind::WrongType`] for another type.
    #[inline]
    pub fn text(&self) -> Result<Text<'a>> {
        self.raw_text(DataType::String).map(Text::from_raw)
    }

    /// Reads it as CoRE links, unread (D-050).
    ///
    /// # Errors
    /// As [`WireValue::text`].
    #[inline]
    pub fn core_link(&self) -> Result<CoreLink<'a>> {
        self.raw_text(DataType::CoreLink).map(|raw| CoreLink::from_text(Text::from_raw(raw)))
    }

    /// Reads it as Opaque.
    ///
    /// # Errors
    /// [`ErrorKind::WrongType`] for another type.
    #[inline]
    pub fn opaque(&self) -> Result<Opaque<'a>> {
        match self.0 {
            Wire::Bytes(octets) | Wire::Untyped(octets) => Ok(Opaque::new(octets)),
            Wire::ByteChunks(chunks) => Ok(Opaque::from_chunks(chunks)),
            Wire::Base64 { text, escaped } => Ok(Opaque::from_base64(json(text, escaped))),
            Wire::TextOrBase64 { text, escaped } => base64(json(text, escaped)),
            Wire::Characters(text) => base64(RawText::Plain(text)),
            _ => wrong(DataType::Opaque),
        }
    }

    /// Reads it as a Time.
    ///
    /// # Errors
    /// As [`WireValue::integer`].
    #[inline]
    pub fn time(&self) -> Result<Time> {
        match self.0 {
            Wire::Integer(seconds) | Wire::Time(seconds) => Ok(Time(seconds)),
            Wire::Untyped(octets) => signed(octets, DataType::Time).map(Time),
            Wire::Date(text) => Time::from_rfc3339(text),
            _ => self.number(DataType::Time).map(Time),
        }
    }

    /// Reads it as a link to an Object Instance.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidValue`] for text that is no link and for TLV octets that are not 4,
    /// [`ErrorKind::WrongType`] for another type.
    #[inline]
    pub fn object_link(&self) -> Result<ObjectLink> {
        match self.0 {
            Wire::ObjectLink(link) => Ok(link),
            Wire::Untyped(&[a, b, c, d]) => {
                Ok(ObjectLink::new(u16::from_be_bytes([a, b]), u16::from_be_bytes([c, d])))
            }
            Wire::Untyped(_) => invalid(DataType::ObjectLink),
            Wire::TextOrLink(text) | Wire::Characters(text) => text.parse(),
            Wire::TextChunks { chunks, link: true } => {
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

    /// Text lent from the payload; `None` where it is in pieces.
    pub(crate) fn lend_text(&self, expected: DataType) -> Result<Option<&'a str>> {
        Ok(match self.raw_text(expected)? {
            RawText::Plain(text) => Some(text),
            RawText::Chunks(_) | RawText::Escaped(_) | RawText::Encoded(_) => None,
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
            Wire::TextChunks { chunks, .. } => Ok(RawText::Chunks(chunks)),
            Wire::Escaped(text) => Ok(RawText::Escaped(text)),
            Wire::TextOrBase64 { text, escaped } => Ok(json(text, escaped)),
            // D-034: the tag says more of the text, and takes nothing away.
            Wire::Characters(text) | Wire::Date(text) => Ok(RawText::Plain(text)),
            _ => wrong(expected),
        }
    }

    /// The whole number that a number of another form is: never through a double that would round it.
    #[cold]
    #[inline(never)]
    fn number<T: TryFrom<i128>>(&self, expected: DataType) -> Result<T> {
        let whole = match self.0 {
            Wire::Integer(number) => i128::from(number),
            Wire::Unsigned(number) => i128::from(number),
            Wire::Time(seconds) => i128::from(seconds),
            // From 2^127 on no integer of ours is equal to it anyway, and NaN is equal to nothing.
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_precision_loss,
                reason = "compared after"
            )]
            Wire::Number(number) if (number as i128) as f64 == number => number as i128,
            // D-040: a time may come as a float without a fraction.
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_precision_loss,
                reason = "compared after"
            )]
            Wire::TimeFloat(number)
                if expected == DataType::Time && (number as i128) as f64 == number =>
            {
                number as i128
            }
            Wire::TimeFloat(_) if expected == DataType::Time => return invalid(expected),
            Wire::Number(_) => return wrong(expected),
            Wire::Decimal { decimal, number: true } => match decimal.integer() {
                Some(whole) => whole,
                None => return wrong(expected),
            },
            Wire::Digits(text) => match Wide::new(text).integer() {
                Some(whole) => whole,
                None => return wrong(expected),
            },
            Wire::Characters(text) => return characters::integer(text, expected),
            _ => return wrong(expected),
        };
        T::try_from(whole).map_err(|_| ErrorKind::OutOfRange.into())
    }

    /// An integer for a Float: accepted where a double is equal to it (D-029).
    #[cold]
    #[inline(never)]
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        reason = "compared after"
    )]
    fn float_of_integer(&self) -> Result<f64> {
        let whole = match self.0 {
            Wire::Integer(number) => i128::from(number),
            Wire::Unsigned(number) => i128::from(number),
            Wire::Decimal { decimal, .. } => {
                let value = decimal.float();
                return if value.is_finite() {
                    Ok(value)
                } else {
                    Err(ErrorKind::OutOfRange.into())
                };
            }
            Wire::Time(seconds) => i128::from(seconds),
            Wire::TimeFloat(number) => return Ok(number),
            Wire::Digits(text) => return characters::finite(text),
            Wire::Characters(text) => return characters::float(text),
            _ => return wrong(DataType::Float),
        };
        let value = whole as f64;
        if value as i128 == whole { Ok(value) } else { Err(ErrorKind::OutOfRange.into()) }
    }
}

impl fmt::Debug for WireValue<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// JSON text as it is read.
const fn json(text: &str, escaped: bool) -> RawText<'_> {
    if escaped { RawText::Escaped(text) } else { RawText::Plain(text) }
}

/// Text as the octets that it spells in padded base64 (D-051).
#[cold]
#[inline(never)]
fn base64(text: RawText<'_>) -> Result<Opaque<'_>> {
    base64::check(text.chars(), Alphabet::Standard)?;
    Ok(Opaque::from_base64(text))
}

/// TLV integers: 1, 2, 4 or 8 octets of two's complement (D-054).
#[cfg_attr(not(feature = "compact"), inline(always))]
fn signed(octets: &[u8], expected: DataType) -> Result<i64> {
    Ok(match *octets {
        [a] => i64::from(i8::from_be_bytes([a])),
        [a, b] => i64::from(i16::from_be_bytes([a, b])),
        [a, b, c, d] => i64::from(i32::from_be_bytes([a, b, c, d])),
        [a, b, c, d, e, f, g, h] => i64::from_be_bytes([a, b, c, d, e, f, g, h]),
        _ => return invalid(expected),
    })
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
    fn numbers_never_pass_through_a_double() {
        let number = |wire| WireValue(wire).integer().map_err(|e| e.kind());
        let wrong = Err(ErrorKind::WrongType { expected: DataType::Integer });
        assert_eq!(number(Wire::Number(3.0)), Ok(3));
        assert_eq!(number(Wire::Number(3.5)), wrong);
        assert_eq!(number(Wire::Number(1e30)), Err(ErrorKind::OutOfRange));
        assert_eq!(number(Wire::Number(1e300)), wrong);
        assert_eq!(number(Wire::Number(f64::NAN)), wrong);
        assert_eq!(number(Wire::Float(3.0)), wrong);
        assert_eq!(number(Wire::Unsigned(u64::MAX)), Err(ErrorKind::OutOfRange));
        assert_eq!(
            WireValue(Wire::Integer((1 << 53) + 1)).float().map_err(|e| e.kind()),
            Err(ErrorKind::OutOfRange)
        );
        assert_eq!(
            WireValue(Wire::Integer(i64::MAX)).float().map_err(|e| e.kind()),
            Err(ErrorKind::OutOfRange)
        );
        assert_eq!(WireValue(Wire::Integer(i64::MIN)).float(), Ok(-9_223_372_036_854_775_808.0));
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
