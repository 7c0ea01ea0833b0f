//! The CBOR map, read: one pass, every value borrowed. RFC 8949, 3; D-158 to D-160.

use core::str;

use super::key::{KEYS, Key, Kind};
use super::pairs::Pairs;
use crate::deviation::{Deviation, DeviationKind, Lenience, Report};
use crate::error::{Error, ErrorKind, Result};
use crate::schema::DataType;
use crate::syntax::cbor::{self, BYTES, INDEFINITE, NEGATIVE, SIMPLE, TEXT, UNSIGNED};

/// One pair of the map.
#[derive(Clone, Copy, Debug)]
pub(super) struct Field<'a> {
    /// The byte at which its key begins.
    pub(super) offset: usize,
    /// The byte at which its value's content ends.
    end: usize,
    pub(super) value: Value<'a>,
    pub(super) deviation: Option<DeviationKind>,
}

impl Field<'_> {
    /// The byte at which octets or text begin.
    pub(super) const fn content(&self) -> usize {
        match self.value {
            Value::Octets(octets) => self.end - octets.len(),
            Value::Text(text) => self.end - text.len(),
            Value::Uint(_) | Value::Number(_) => self.offset,
        }
    }
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Value<'a> {
    Uint(u64),
    Number(f64),
    Text(&'a str),
    Octets(&'a [u8]),
}

/// The pairs of a map whose keys are known.
#[derive(Debug)]
pub(super) struct Fields<'a>([Option<Field<'a>>; KEYS]);

impl<'a> Fields<'a> {
    /// Reads a map to the end of the payload.
    pub(super) fn read(payload: &'a [u8], lenience: Lenience) -> Result<Self> {
        let mut fields = Self([None; KEYS]);
        let mut rest = payload;
        let mut pairs = Pairs::begin(&mut rest)?;
        while pairs.follow(&mut rest) {
            let offset = payload.len() - rest.len();
            fields.read_pair(payload, &mut rest, offset, lenience)?;
        }
        match rest {
            [] => Ok(fields),
            _ => Err(Error::from(ErrorKind::ExtraBytes).at(payload.len() - rest.len())),
        }
    }

    fn read_pair(
        &mut self,
        payload: &'a [u8],
        rest: &mut &'a [u8],
        offset: usize,
        lenience: Lenience,
    ) -> Result<()> {
        let mut deviation = None;
        let (major, info, argument) = cbor::head(rest).map_err(|error| error.at(offset))?;
        let key = match major {
            UNSIGNED => Key::from_number(argument),
            NEGATIVE => None,
            TEXT if info != INDEFINITE => {
                let text = cbor::take(rest, argument).map_err(|error| error.at(offset))?;
                let key = str::from_utf8(text).ok().and_then(Key::from_text);
                deviation = Some(DeviationKind::MqttTextKey);
                if key.is_none() || !lenience.allows(DeviationKind::MqttTextKey) {
                    return Err(Error::from(ErrorKind::Message("integers as keys")).at(offset));
                }
                key
            }
            _ => return Err(Error::from(ErrorKind::Message("integers as keys")).at(offset)),
        };
        let at = payload.len() - rest.len();
        // D-159: what is unknown is left alone.
        let Some(key) = key else { return cbor::skip(rest).map_err(|error| error.at(at)) };
        let value =
            value(key.kind(), rest, &mut deviation, lenience).map_err(|error| error.at(at))?;
        let end = payload.len() - rest.len();
        let field = Field { offset, end, value, deviation };
        match self.0.get_mut(key as usize) {
            Some(place @ None) => *place = Some(field),
            _ => return Err(Error::from(ErrorKind::Duplicate).at(offset)),
        }
        Ok(())
    }

    /// The pair of a key, unless it is one that is left out.
    pub(super) fn field(&self, key: Key) -> Option<&Field<'a>> {
        let left_out = Some(DeviationKind::UnknownParameter);
        let field = self.0.get(key as usize).and_then(Option::as_ref);
        field.filter(|field| field.deviation != left_out)
    }

    /// The same, to be changed.
    pub(super) fn field_mut(&mut self, key: Key) -> Option<&mut Field<'a>> {
        self.0.get_mut(key as usize).and_then(Option::as_mut)
    }

    /// An unsigned integer.
    pub(super) fn uint(&self, key: Key) -> Option<u64> {
        match self.field(key)?.value {
            Value::Uint(number) => Some(number),
            _ => None,
        }
    }

    /// A number of any kind.
    pub(super) fn number(&self, key: Key) -> Option<f64> {
        match self.field(key)?.value {
            Value::Number(number) => Some(number),
            _ => None,
        }
    }

    /// Text.
    pub(super) fn text(&self, key: Key) -> Option<&'a str> {
        match self.field(key)?.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Octets, or the octets of text.
    pub(super) fn octets(&self, key: Key) -> &'a [u8] {
        match self.field(key).map(|field| field.value) {
            Some(Value::Octets(octets)) => octets,
            Some(Value::Text(text)) => text.as_bytes(),
            _ => &[],
        }
    }

    /// Tells of what was tolerated, in the order of the payload.
    pub(super) fn tell<R: Report>(&self, report: &mut R) {
        let mut from = 0;
        // A pass for each pair that deviates: there are no more than keys.
        while let Some((kind, field)) = self
            .0
            .iter()
            .flatten()
            .filter(|field| field.offset >= from)
            .filter_map(|field| Some((field.deviation?, field)))
            .min_by_key(|(_, field)| field.offset)
        {
            report.report(Deviation { kind, offset: field.offset, path: None });
            from = field.offset + 1;
        }
    }
}

/// Takes one value.
fn value<'a>(
    kind: Kind,
    rest: &mut &'a [u8],
    deviation: &mut Option<DeviationKind>,
    lenience: Lenience,
) -> Result<Value<'a>> {
    let (major, info, argument) = cbor::head(rest)?;
    let definite = info != INDEFINITE;
    match (kind, major) {
        (Kind::Uint | Kind::Result, UNSIGNED) => Ok(Value::Uint(argument)),
        (Kind::Flag, UNSIGNED) if argument < 2 => Ok(Value::Uint(argument)),
        (Kind::Flag, UNSIGNED) => {
            Err(ErrorKind::InvalidValue { expected: DataType::Boolean }.into())
        }
        #[expect(clippy::cast_precision_loss, reason = "a threshold: the nearest double")]
        (Kind::Number, UNSIGNED) => Ok(Value::Number(argument as f64)),
        #[expect(clippy::cast_precision_loss, reason = "a threshold: the nearest double")]
        (Kind::Number, NEGATIVE) => Ok(Value::Number(-1.0 - argument as f64)),
        (Kind::Number, SIMPLE) => {
            let number = match info {
                #[expect(
                    clippy::cast_possible_truncation,
                    reason = "a head with 25 has an argument of two octets"
                )]
                25 => cbor::half(argument as u16),
                #[expect(
                    clippy::cast_possible_truncation,
                    reason = "a head with 26 has an argument of four octets"
                )]
                26 => f64::from(f32::from_bits(argument as u32)),
                27 => f64::from_bits(argument),
                _ => return Err(ErrorKind::Message(expected(kind)).into()),
            };
            let finite = number.is_finite().then_some(Value::Number(number));
            finite.ok_or_else(|| ErrorKind::InvalidValue { expected: DataType::Float }.into())
        }
        (Kind::Text | Kind::Payload, TEXT) if definite => text(rest, argument).map(Value::Text),
        (Kind::Octets | Kind::Payload, BYTES) if definite => {
            cbor::take(rest, argument).map(Value::Octets)
        }
        (Kind::Result, TEXT) if definite && lenience.allows(DeviationKind::MqttTextResult) => {
            *deviation = Some(DeviationKind::MqttTextResult);
            match text(rest, argument)?.as_bytes() {
                &[class @ b'0'..=b'9', b'.', ten @ b'0'..=b'9', one @ b'0'..=b'9'] => {
                    let digit = |digit| u64::from(digit - b'0');
                    Ok(Value::Uint(digit(class) * 100 + digit(ten) * 10 + digit(one)))
                }
                _ => Err(ErrorKind::Message(expected(kind)).into()),
            }
        }
        _ => Err(ErrorKind::Message(expected(kind)).into()),
    }
}

fn text<'a>(rest: &mut &'a [u8], length: u64) -> Result<&'a str> {
    str::from_utf8(cbor::take(rest, length)?).map_err(|_| ErrorKind::NotUtf8.into())
}

const fn expected(kind: Kind) -> &'static str {
    match kind {
        Kind::Uint | Kind::Flag => "an unsigned integer",
        Kind::Number => "an integer or a float",
        Kind::Text => "text in one piece",
        Kind::Octets => "a byte string in one piece",
        Kind::Payload => "a payload as a byte string in one piece",
        Kind::Result => "a result as an unsigned integer",
    }
}
