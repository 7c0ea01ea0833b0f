//! Values: what the data model means, and what the bytes say before anybody has named a type.
//! LwM2M Core 1.2.2, appendix C (data types and their forms).

pub(crate) mod arithmetic;
mod characters;
mod core_link;
mod decimal;
pub(crate) mod form;
#[cfg(feature = "lenient")]
mod mend;
mod nearest;
mod object_link;
mod opaque;
mod seconds;
mod text;
mod time;
mod whole;
mod wire;

use core::fmt;

pub use self::core_link::CoreLink;
pub(crate) use self::decimal::{Decimal, Wide};
pub(crate) use self::nearest::sum;
pub use self::object_link::ObjectLink;
pub use self::opaque::Opaque;
pub(crate) use self::seconds::Seconds;
pub(crate) use self::text::RawText;
pub use self::text::{Chars, Text};
pub use self::time::Time;
pub(crate) use self::whole::{Kind, Whole};
pub(crate) use self::wire::Wire;
pub use self::wire::WireValue;
use crate::schema::DataType;

/// What the data model means: one value of one of its types, or the two things that are no value.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum Value<'a> {
    /// UTF-8 text.
    String(Text<'a>),
    /// A signed integer.
    Integer(i64),
    /// An unsigned integer.
    Unsigned(u64),
    /// A number; NaN and infinities travel in binary formats only.
    Float(f64),
    /// True or false.
    Boolean(bool),
    /// Octets.
    Opaque(Opaque<'a>),
    /// Seconds since 1970.
    Time(Time),
    /// A link to an Object Instance.
    ObjectLink(ObjectLink),
    /// CoRE links.
    CoreLink(CoreLink<'a>),
    /// A container without children: a multiple Resource without instances, an Object Instance without Resources.
    Empty,
    /// Deletes a Resource Instance in a Write-Composite of 1.2 (D-071); no type writes it.
    Null,
}

impl Value<'_> {
    /// The same value, borrowed from this one.
    #[must_use]
    pub fn borrowed(&self) -> Value<'_> {
        match self {
            Self::String(text) => Value::String(text.borrowed()),
            Self::Integer(number) => Value::Integer(*number),
            Self::Unsigned(number) => Value::Unsigned(*number),
            Self::Float(number) => Value::Float(*number),
            Self::Boolean(boolean) => Value::Boolean(*boolean),
            Self::Opaque(octets) => Value::Opaque(octets.borrowed()),
            Self::Time(time) => Value::Time(*time),
            Self::ObjectLink(link) => Value::ObjectLink(*link),
            Self::CoreLink(links) => Value::CoreLink(links.borrowed()),
            Self::Empty => Value::Empty,
            Self::Null => Value::Null,
        }
    }

    /// The type; [`DataType::None`] for what is no value.
    #[must_use]
    pub const fn data_type(&self) -> DataType {
        match self {
            Self::String(_) => DataType::String,
            Self::Integer(_) => DataType::Integer,
            Self::Unsigned(_) => DataType::Unsigned,
            Self::Float(_) => DataType::Float,
            Self::Boolean(_) => DataType::Boolean,
            Self::Opaque(_) => DataType::Opaque,
            Self::Time(_) => DataType::Time,
            Self::ObjectLink(_) => DataType::ObjectLink,
            Self::CoreLink(_) => DataType::CoreLink,
            Self::Empty | Self::Null => DataType::None,
        }
    }
}

/// For logs: text as it is, octets as hexadecimal digits, links as `66:0`.
impl fmt::Display for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::String(text) => text.fmt(f),
            Self::Integer(number) => number.fmt(f),
            Self::Unsigned(number) => number.fmt(f),
            Self::Float(number) => number.fmt(f),
            Self::Boolean(boolean) => boolean.fmt(f),
            Self::Opaque(octets) => octets.fmt(f),
            Self::Time(time) => time.fmt(f),
            Self::ObjectLink(link) => link.fmt(f),
            Self::CoreLink(links) => links.fmt(f),
            Self::Empty => f.write_str("empty"),
            Self::Null => f.write_str("null"),
        }
    }
}
