//! Values as vectors write them, and how they are compared with what was read.

use std::fmt;

use lwm2m_codec::{DataType, ObjectLink, Timestamp, Value};
use serde_json::Value as Json;

/// What a vector expects a value to be.
#[derive(Clone, Debug, PartialEq)]
pub enum Expected {
    /// Text: of a String or of CoRE links.
    Text(DataType, String),
    /// An integer of any kind, Time included.
    Whole(DataType, i128),
    /// A number; NaN and infinities, too.
    Float(f64),
    /// True or false.
    Boolean(bool),
    /// Octets.
    Opaque(Vec<u8>),
    /// A link to an Object Instance.
    ObjectLink(ObjectLink),
    /// A container without children.
    Empty,
    /// Null, which deletes a Resource Instance.
    Null,
    /// A path without a value: what a list of paths holds.
    None,
}

impl Expected {
    /// Reads the `type` and the `value` of a record.
    pub(crate) fn read(data_type: &str, value: &Json) -> Result<Self, String> {
        let wrong = || format!("expected a value of type {data_type}, found {value}");
        let text = || value.as_str().ok_or_else(wrong);
        Ok(match data_type {
            "empty" => Self::Empty,
            "null" => Self::Null,
            "none" => Self::None,
            _ => match data_type_of(data_type)? {
                kind @ (DataType::String | DataType::CoreLink) => Self::Text(kind, text()?.into()),
                kind @ (DataType::Integer | DataType::Unsigned | DataType::Time) => {
                    let whole = value.as_i64().map(i128::from);
                    let whole = whole.or_else(|| value.as_u64().map(i128::from));
                    Self::Whole(kind, whole.ok_or_else(wrong)?)
                }
                DataType::Float => Self::Float(match value {
                    Json::String(word) => word.parse().map_err(|_| wrong())?,
                    _ => value.as_f64().ok_or_else(wrong)?,
                }),
                DataType::Boolean => Self::Boolean(value.as_bool().ok_or_else(wrong)?),
                DataType::Opaque => Self::Opaque(octets(text()?)?),
                DataType::ObjectLink => Self::ObjectLink(text()?.parse().map_err(|_| wrong())?),
                _ => return Err(wrong()),
            },
        })
    }

    /// The type by which a value is to be read that nothing else types; [`DataType::None`] for what is no value.
    #[must_use]
    pub const fn data_type(&self) -> DataType {
        match self {
            Self::Text(data_type, _) | Self::Whole(data_type, _) => *data_type,
            Self::Float(_) => DataType::Float,
            Self::Boolean(_) => DataType::Boolean,
            Self::Opaque(_) => DataType::Opaque,
            Self::ObjectLink(_) => DataType::ObjectLink,
            Self::Empty | Self::Null | Self::None => DataType::None,
        }
    }

    /// Whether a value is this one, by its meaning.
    #[must_use]
    pub fn is(&self, value: &Value<'_>) -> bool {
        match (self, value) {
            (Self::Text(DataType::String, text), Value::String(found)) => *found == text.as_str(),
            (Self::Text(DataType::CoreLink, text), Value::CoreLink(found)) => {
                *found.as_text() == text.as_str()
            }
            (Self::Whole(DataType::Integer, whole), Value::Integer(found)) => {
                *whole == i128::from(*found)
            }
            (Self::Whole(DataType::Unsigned, whole), Value::Unsigned(found)) => {
                *whole == i128::from(*found)
            }
            (Self::Whole(DataType::Time, whole), Value::Time(found)) => {
                *whole == i128::from(found.seconds())
            }
            (Self::Float(number), Value::Float(found)) => same_float(*number, *found),
            (Self::Boolean(boolean), Value::Boolean(found)) => boolean == found,
            (Self::Opaque(octets), Value::Opaque(found)) => *found == octets.as_slice(),
            (Self::ObjectLink(link), Value::ObjectLink(found)) => link == found,
            (Self::Empty, Value::Empty) | (Self::Null, Value::Null) => true,
            _ => false,
        }
    }
}

/// Equal, or neither is a number.
fn same_float(a: f64, b: f64) -> bool {
    a == b || a.is_nan() && b.is_nan()
}

/// Whether two values are one, where NaN is equal to itself.
pub(crate) fn same(a: &Value<'_>, b: &Value<'_>) -> bool {
    match (a, b) {
        (Value::Float(a), Value::Float(b)) => same_float(*a, *b),
        _ => a == b,
    }
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(kind, text) => write!(f, "{kind} {text:?}"),
            Self::Whole(kind, whole) => write!(f, "{kind} {whole}"),
            Self::Float(number) => write!(f, "Float {number}"),
            Self::Boolean(boolean) => write!(f, "Boolean {boolean}"),
            Self::Opaque(octets) => {
                f.write_str("Opaque ")?;
                octets.iter().try_for_each(|octet| write!(f, "{octet:02x}"))
            }
            Self::ObjectLink(link) => write!(f, "Objlnk {link}"),
            Self::Empty => f.write_str("empty"),
            Self::Null => f.write_str("null"),
            Self::None => f.write_str("no value"),
        }
    }
}

/// The type that a vector names.
pub(crate) fn data_type_of(name: &str) -> Result<DataType, String> {
    let name = if name == "UnsignedInteger" { DataType::Unsigned.name() } else { name };
    DataType::from_name(name).ok_or_else(|| format!("expected a type, found {name:?}"))
}

/// The octets that hexadecimal digits spell.
pub(crate) fn octets(digits: &str) -> Result<Vec<u8>, String> {
    let digit = |c: u8| char::from(c).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let (pairs, rest) = digits.as_bytes().as_chunks::<2>();
    let octets = pairs.iter().map(|&[high, low]| Some(digit(high)? << 4 | digit(low)?));
    match (octets.collect(), rest) {
        (Some(octets), []) => Ok(octets),
        _ => Err(format!("expected hexadecimal digits, found {digits:?}")),
    }
}

/// When a record is expected to have been true, in seconds.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum ExpectedTime {
    /// As text: to the nanosecond.
    Exact(String),
    /// As a JSON number: what is nearest to it as a double.
    Near(f64),
}

impl ExpectedTime {
    pub(crate) fn read(time: &Json) -> Result<Self, String> {
        match time {
            Json::String(text) => Ok(Self::Exact(text.clone())),
            _ => time
                .as_f64()
                .map(Self::Near)
                .ok_or_else(|| format!("expected a time in seconds, found {time}")),
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "the nearest double is what is compared")]
    pub(crate) fn is(&self, time: Timestamp) -> bool {
        match self {
            Self::Exact(text) => *text == time.to_string(),
            Self::Near(seconds) => *seconds == time.nanos() as f64 / 1e9,
        }
    }
}

impl fmt::Display for ExpectedTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exact(text) => f.write_str(text),
            Self::Near(seconds) => seconds.fmt(f),
        }
    }
}
