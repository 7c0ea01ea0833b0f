//! How the types of Rust are values of the data model: scalars here, what owns its storage below.

#[cfg(feature = "alloc")]
mod alloc;
#[cfg(feature = "heapless")]
mod heapless;
mod place;

pub use self::place::{At, Device, Placed, Timed};
use crate::encode::Encode;
use crate::error::{ErrorKind, Result};
use crate::path::Path;
use crate::record::{Record, RecordSink};
use crate::schema::DataType;
use crate::value::{CoreLink, ObjectLink, Opaque, Text, Time, Value, WireValue};

/// Implements [`ResourceValue`] and [`Encode`] for one type.
macro_rules! value {
    ($(#[$feature:meta])* [$($generics:tt)*] $type:ty, $data_type:ident,
     |$wire:ident| $read:expr, |$this:ident| $write:expr) => {
        $(#[$feature])*
        impl<'a, $($generics)*> $crate::decode::ResourceValue<'a> for $type {
            const DATA_TYPE: $crate::schema::DataType = $crate::schema::DataType::$data_type;

            #[inline]
            fn from_wire($wire: &$crate::value::WireValue<'a>) -> $crate::error::Result<Self> {
                $read
            }

            #[inline]
            fn to_value(&self) -> $crate::value::Value<'_> {
                let $this = self;
                $write
            }
        }
    };
}
#[cfg(any(feature = "alloc", feature = "heapless"))]
use value;

/// Implements [`Encode`] for types that are values.
macro_rules! encode_value {
    ($([$($generics:tt)*] $type:ty),* $(,)?) => {$(
        impl<$($generics)*> $crate::encode::Encode for $type {
            #[inline]
            fn encode(
                &self,
                at: $crate::path::Path,
                sink: &mut dyn $crate::record::RecordSink,
            ) -> $crate::error::Result<()> {
                let value = $crate::decode::ResourceValue::to_value(self);
                sink.record(&$crate::record::Record { path: at, time: None, value })
            }
        }
    )*};
}
#[cfg(any(feature = "alloc", feature = "heapless"))]
use encode_value;

/// Integers narrower than the data model's are Integers, and refuse what they can't hold.
macro_rules! integers {
    ($($type:ty),*) => {$(
        value! {
            [] $type, Integer,
            |wire| <$type>::try_from(wire.integer()?).map_err(|_| ErrorKind::OutOfRange.into()),
            |this| Value::Integer(i64::from(*this))
        }
        encode_value!([] $type);
    )*};
}

integers!(i8, i16, i32, i64, u8, u16, u32);

value! { [] u64, Unsigned, |wire| wire.unsigned(), |this| Value::Unsigned(*this) }
value! { [] bool, Boolean, |wire| wire.boolean(), |this| Value::Boolean(*this) }
value! { [] f64, Float, |wire| wire.float(), |this| Value::Float(*this) }
value! { [] f32, Float, |wire| single(wire.float()?), |this| Value::Float(f64::from(*this)) }
value! { [] Time, Time, |wire| wire.time(), |this| Value::Time(*this) }
value! { [] ObjectLink, ObjectLink, |wire| wire.object_link(), |this| Value::ObjectLink(*this) }
value! { [] Text<'a>, String, |wire| wire.text(), |this| Value::String(this.borrowed()) }
value! { [] Opaque<'a>, Opaque, |wire| wire.opaque(), |this| Value::Opaque(this.borrowed()) }
value! { [] CoreLink<'a>, CoreLink, |wire| wire.core_link(), |this| Value::CoreLink(this.borrowed()) }
value! { [] &'a str, String, |wire| wire.lent_text(), |this| Value::String(Text::new(this)) }
value! { [] &'a [u8], Opaque, |wire| wire.lent_octets(), |this| Value::Opaque(Opaque::new(this)) }

encode_value!([] u64, [] bool, [] f64, [] f32, [] Time, [] ObjectLink);
encode_value!(['a] Text<'a>, ['a] Opaque<'a>, ['a] CoreLink<'a>);

/// Rounds to single precision; what is too large for it is refused.
fn single(number: f64) -> Result<f32> {
    #[expect(clippy::cast_possible_truncation, reason = "rounding is what is asked for")]
    let single = number as f32;
    if single.is_finite() || !number.is_finite() {
        Ok(single)
    } else {
        Err(ErrorKind::OutOfRange.into())
    }
}

/// Octets, as Opaque.
impl Encode for [u8] {
    fn encode(&self, at: Path, sink: &mut dyn RecordSink) -> Result<()> {
        sink.record(&Record { path: at, time: None, value: Value::Opaque(Opaque::new(self)) })
    }
}

/// Text, as String.
impl Encode for str {
    fn encode(&self, at: Path, sink: &mut dyn RecordSink) -> Result<()> {
        sink.record(&Record { path: at, time: None, value: Value::String(Text::new(self)) })
    }
}

/// A value as it stands.
impl Encode for Value<'_> {
    fn encode(&self, at: Path, sink: &mut dyn RecordSink) -> Result<()> {
        sink.record(&Record { path: at, time: None, value: self.clone() })
    }
}

impl<T: Encode> Encode for Option<T> {
    #[inline]
    fn encode(&self, at: Path, sink: &mut dyn RecordSink) -> Result<()> {
        match self {
            Some(value) => value.encode(at, sink),
            None => Ok(()),
        }
    }
}

impl<T: Encode + ?Sized> Encode for &T {
    #[inline]
    fn encode(&self, at: Path, sink: &mut dyn RecordSink) -> Result<()> {
        (**self).encode(at, sink)
    }
}

impl<'a> WireValue<'a> {
    /// Text lent from the payload.
    fn lent_text(&self) -> Result<&'a str> {
        self.lend_text(DataType::String)?
            .ok_or_else(|| ErrorKind::NotExpressible("text in pieces as one `&str`").into())
    }

    /// Octets lent from the payload.
    fn lent_octets(&self) -> Result<&'a [u8]> {
        self.lend_octets()?
            .ok_or_else(|| ErrorKind::NotExpressible("octets in pieces as one `&[u8]`").into())
    }
}
