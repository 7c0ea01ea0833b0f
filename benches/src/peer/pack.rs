//! What the crates with serde read first: the members of a record, by name.

use serde::de::{Deserialize, Deserializer, Visitor};
use serde::{Serialize, Serializer};

use crate::floor::{Malformed, Names, Record, Result, Value};

/// A record's members; `T` is text, borrowed where the crate can lend it.
pub(super) struct Members<T> {
    pub(super) base_name: Option<T>,
    pub(super) base_time: Option<f64>,
    pub(super) name: Option<T>,
    pub(super) time: Option<f64>,
    pub(super) number: Option<Number>,
    pub(super) text: Option<T>,
    pub(super) boolean: Option<bool>,
}

/// A number that is whole in the payload, or is not.
#[derive(Clone, Copy)]
pub(super) enum Number {
    Integer(i64),
    Float(f64),
}

impl Number {
    /// A number of seconds.
    #[expect(clippy::cast_precision_loss, reason = "seconds of a double")]
    pub(super) const fn seconds(self) -> f64 {
        match self {
            Self::Integer(integer) => integer as f64,
            Self::Float(float) => float,
        }
    }

    /// A number of seconds, whole where it can be.
    #[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "compared")]
    pub(super) fn of_seconds(seconds: f64) -> Self {
        let whole = seconds as i64;
        if whole as f64 == seconds { Self::Integer(whole) } else { Self::Float(seconds) }
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> core::result::Result<S::Ok, S::Error> {
        match *self {
            Self::Integer(integer) => serializer.serialize_i64(integer),
            Self::Float(float) => serializer.serialize_f64(float),
        }
    }
}

/// Emits what records say.
#[inline(always)]
pub(super) fn emit<T: AsRef<str>>(
    pack: &[Members<T>],
    emit: &mut impl FnMut(Record<'_>) -> Result<()>,
) -> Result<()> {
    let mut base_name = Names::EMPTY;
    let mut base_time = 0.0;
    for members in pack {
        if let Some(name) = &members.base_name {
            base_name = Names::EMPTY.push(name.as_ref().as_bytes())?;
        }
        base_time = members.base_time.unwrap_or(base_time);
        let name = members.name.as_ref().map_or("", AsRef::as_ref);
        let value = match members {
            Members { number: Some(Number::Integer(integer)), .. } => Value::Integer(*integer),
            Members { number: Some(Number::Float(float)), .. } => Value::Float(*float),
            Members { text: Some(text), .. } => Value::Text(text.as_ref()),
            Members { boolean: Some(boolean), .. } => Value::Boolean(*boolean),
            _ => return Err(Malformed),
        };
        let path = base_name.push(name.as_bytes())?.path()?;
        emit(Record { path, value, time: base_time + members.time.unwrap_or(0.0) })?;
    }
    Ok(())
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> core::result::Result<Self, D::Error> {
        struct OfAnyForm;

        impl Visitor<'_> for OfAnyForm {
            type Value = Number;

            fn expecting(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str("a number")
            }

            fn visit_i64<E>(self, number: i64) -> core::result::Result<Number, E> {
                Ok(Number::Integer(number))
            }

            fn visit_u64<E: serde::de::Error>(
                self,
                number: u64,
            ) -> core::result::Result<Number, E> {
                i64::try_from(number).map(Number::Integer).map_err(E::custom)
            }

            fn visit_f64<E>(self, number: f64) -> core::result::Result<Number, E> {
                Ok(Number::Float(number))
            }
        }

        deserializer.deserialize_any(OfAnyForm)
    }
}
