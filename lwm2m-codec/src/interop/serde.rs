//! Serde: records as text and as octets, for logs, JSON and queues. *Requires feature `serde`.*
//! No payload format of LwM2M: those are in `format`.

mod leaf;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::decode::Typed;
#[cfg(feature = "alloc")]
use crate::owned::{OwnedTyped, OwnedWireValue};
use crate::path::Path;
use crate::record::{Record, Timestamp};
use crate::value::{CoreLink, ObjectLink, Opaque, Text, Time, Value, Wire, WireValue};

/// The type's name beside the value: `{"Integer":5}`, `"Empty"`.
#[derive(Serialize)]
#[cfg_attr(feature = "alloc", derive(Deserialize))]
#[serde(remote = "Value", rename = "Value")]
enum ValueForm<'a> {
    String(Text<'a>),
    Integer(i64),
    Unsigned(u64),
    Float(#[serde(with = "leaf::float")] f64),
    Boolean(bool),
    Opaque(Opaque<'a>),
    Time(Time),
    ObjectLink(ObjectLink),
    CoreLink(CoreLink<'a>),
    Empty,
    Null,
}

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        ValueForm::serialize(self, serializer)
    }
}

#[cfg(feature = "alloc")]
impl<'de> Deserialize<'de> for Value<'static> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        ValueForm::deserialize(deserializer).map(Value::into_owned)
    }
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Record", rename = "Record", deny_unknown_fields)]
struct RecordForm<V> {
    path: Path,
    time: Option<Timestamp>,
    value: V,
}

impl<V: Serialize> Serialize for Record<V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        RecordForm::serialize(self, serializer)
    }
}

impl<'de, V: Deserialize<'de>> Deserialize<'de> for Record<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        RecordForm::deserialize(deserializer)
    }
}

/// For logs: a [`Value`] as the bytes themselves type it, or `{"Untyped":"c8"}` where they don't: TLV.
impl Serialize for WireValue<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match (self.self_typed(), self.0) {
            (Some(value), _) => value.serialize(serializer),
            (None, Wire::Untyped(octets)) => {
                let octets = Opaque::new(octets);
                serializer.serialize_newtype_variant("Value", 11, "Untyped", &octets)
            }
            (None, _) => Err(serde::ser::Error::custom("a number without a value")),
        }
    }
}

/// For logs: what the schema typed and what it doesn't know look alike.
impl Serialize for Typed<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Known(value) => value.serialize(serializer),
            Self::Unknown(wire) => wire.serialize(serializer),
        }
    }
}

#[cfg(feature = "alloc")]
impl Serialize for OwnedWireValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.borrowed().serialize(serializer)
    }
}

#[cfg(feature = "alloc")]
impl Serialize for OwnedTyped {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.borrowed().serialize(serializer)
    }
}
