//! What records are made of, one form each: numbers as numbers, paths and links as text, octets as digits or octets.

#[cfg(feature = "alloc")]
use alloc::{string::String, vec::Vec};
use core::fmt;
use core::str::FromStr;

use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::error::{Error, ErrorKind};
use crate::format::ContentFormat;
use crate::id::{ObjectId, ObjectInstanceId, ResourceId, ResourceInstanceId};
use crate::path::{Path, Stem};
use crate::record::Timestamp;
use crate::value::{CoreLink, ObjectLink, Opaque, Text, Time};

/// Types that are one number; the conversion from it may refuse.
macro_rules! number {
    ($($type:ty: $number:ty, $to:expr, $from:expr;)*) => {$(
        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let to: fn($type) -> $number = $to;
                to(*self).serialize(serializer)
            }
        }

        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let from: fn($number) -> Result<$type, Error> = $from;
                from(<$number>::deserialize(deserializer)?).map_err(de::Error::custom)
            }
        }
    )*};
}

number! {
    ObjectId: u16, ObjectId::get, ObjectId::try_from;
    ObjectInstanceId: u16, ObjectInstanceId::get, ObjectInstanceId::try_from;
    ResourceId: u16, ResourceId::get, ResourceId::try_from;
    ResourceInstanceId: u16, ResourceInstanceId::get, ResourceInstanceId::try_from;
    ContentFormat: u16, ContentFormat::get, |number| Ok(ContentFormat::new(number));
    Time: i64, Time::seconds, |seconds| Ok(Time(seconds));
    Timestamp: i64, Timestamp::nanos, |nanos| {
        Timestamp::from_nanos(nanos).ok_or(ErrorKind::TimeOutOfRange.into())
    };
}

/// Types that are shown as text and read from it.
macro_rules! text {
    ($($type:ty: $expected:literal, $from:expr;)*) => {$(
        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Text;
                impl Visitor<'_> for Text {
                    type Value = $type;

                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str($expected)
                    }

                    fn visit_str<E: de::Error>(self, text: &str) -> Result<$type, E> {
                        let from: fn(&str) -> Result<$type, Error> = $from;
                        from(text).map_err(E::custom)
                    }
                }
                deserializer.deserialize_str(Text)
            }
        }
    )*};
}

text! {
    Path: "a path such as /3/0/9", path;
    ObjectLink: "an object link such as 66:0", ObjectLink::from_str;
}

/// A path as it is shown, also one that does not name its Object Instance: `/3303/*/5700`.
fn path(text: &str) -> Result<Path, Error> {
    let Some((object, rest)) = text.split_once("/*") else { return text.parse() };
    let (object, rest) = (Path::from_str(object)?, Path::from_str(rest)?);
    let (Some(object), 1, Some(resource), depth @ (1 | 2)) =
        (object.id(0), object.depth(), rest.id(0), rest.depth())
    else {
        return Err(ErrorKind::Path("an Object before the star, a Resource behind it").into());
    };
    let stem = Stem::ROOT.child(object).unnamed_child().child(resource);
    Ok(match rest.id(1) {
        Some(instance) if depth == 2 => stem.child(instance).path(),
        _ => stem.path(),
    })
}

impl Serialize for Text<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.as_str() {
            Some(text) => serializer.serialize_str(text),
            None => serializer.collect_str(self),
        }
    }
}

#[cfg(feature = "alloc")]
impl<'de> Deserialize<'de> for Text<'_> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::from)
    }
}

impl Serialize for CoreLink<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.as_text().serialize(serializer)
    }
}

#[cfg(feature = "alloc")]
impl<'de> Deserialize<'de> for CoreLink<'_> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Text::deserialize(deserializer).map(Self::from_text)
    }
}

/// Hexadecimal digits where people read, else octets; those in pieces need `alloc` to be one.
impl Serialize for Opaque<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            return serializer.collect_str(self);
        }
        match self.as_bytes() {
            Some(octets) => serializer.serialize_bytes(octets),
            #[cfg(feature = "alloc")]
            None => serializer.serialize_bytes(&Vec::from(self.clone())),
            #[cfg(not(feature = "alloc"))]
            None => Err(serde::ser::Error::custom("octets in pieces need the feature alloc")),
        }
    }
}

#[cfg(feature = "alloc")]
impl<'de> Deserialize<'de> for Opaque<'_> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Octets;
        impl Visitor<'_> for Octets {
            type Value = Vec<u8>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("octets, or two hexadecimal digits for each")
            }

            fn visit_str<E: de::Error>(self, digits: &str) -> Result<Vec<u8>, E> {
                let nibble = |digit: u8| {
                    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
                };
                let (pairs, rest) = digits.as_bytes().as_chunks::<2>();
                let octets = pairs.iter().map(|[a, b]| Some(nibble(*a)? << 4 | nibble(*b)?));
                let octets = octets.collect::<Option<_>>().filter(|_| rest.is_empty());
                octets.ok_or_else(|| E::invalid_value(de::Unexpected::Str(digits), &self))
            }

            fn visit_bytes<E: de::Error>(self, octets: &[u8]) -> Result<Vec<u8>, E> {
                Ok(octets.to_vec())
            }

            fn visit_byte_buf<E: de::Error>(self, octets: Vec<u8>) -> Result<Vec<u8>, E> {
                Ok(octets)
            }
        }
        if deserializer.is_human_readable() {
            deserializer.deserialize_str(Octets).map(Self::from)
        } else {
            deserializer.deserialize_byte_buf(Octets).map(Self::from)
        }
    }
}

/// Numbers where people read: what no JSON number can say is text there, `NaN`, `inf` or `-inf`.
pub(super) mod float {
    use super::{Serialize, Serializer};

    pub(in super::super) fn serialize<S: Serializer>(
        number: &f64,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() && !number.is_finite() {
            serializer.collect_str(number)
        } else {
            number.serialize(serializer)
        }
    }

    #[cfg(feature = "alloc")]
    pub(in super::super) fn deserialize<'de, D: super::Deserializer<'de>>(
        deserializer: D,
    ) -> Result<f64, D::Error> {
        if deserializer.is_human_readable() {
            deserializer.deserialize_any(super::Number)
        } else {
            super::Deserialize::deserialize(deserializer)
        }
    }
}

/// A number, or the text of one that is not finite.
#[cfg(feature = "alloc")]
struct Number;

#[cfg(feature = "alloc")]
impl Visitor<'_> for Number {
    type Value = f64;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number, NaN, inf or -inf")
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<f64, E> {
        Ok(number)
    }

    #[expect(clippy::cast_precision_loss, reason = "the nearest double is meant")]
    fn visit_i64<E: de::Error>(self, number: i64) -> Result<f64, E> {
        Ok(number as f64)
    }

    #[expect(clippy::cast_precision_loss, reason = "the nearest double is meant")]
    fn visit_u64<E: de::Error>(self, number: u64) -> Result<f64, E> {
        Ok(number as f64)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<f64, E> {
        match text {
            "NaN" => Ok(f64::NAN),
            "inf" => Ok(f64::INFINITY),
            "-inf" => Ok(f64::NEG_INFINITY),
            _ => Err(E::invalid_value(de::Unexpected::Str(text), &self)),
        }
    }
}
