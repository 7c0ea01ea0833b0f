//! By minicbor: its typed walk, which borrows, and its encoder, into a slice.

pub(super) mod lwm2m;
pub(super) mod senml;

use minicbor::data::Type;
use minicbor::encode::write::Cursor;
use minicbor::{Decoder, Encoder};

use crate::floor::{Malformed, Result, Value};

/// An encoder that writes to a slice.
type Slice<'b> = Encoder<Cursor<&'b mut [u8]>>;

#[inline(always)]
fn number<'a>(decoder: &mut Decoder<'_>) -> Result<Value<'a>> {
    Ok(match decoder.datatype()? {
        Type::F16 => Value::Float(decoder.f16()?.into()),
        Type::F32 => Value::Float(decoder.f32()?.into()),
        Type::F64 => Value::Float(decoder.f64()?),
        _ => Value::Integer(decoder.i64()?),
    })
}

/// Four bytes where they say the same, else eight.
#[inline(always)]
#[expect(clippy::cast_possible_truncation, reason = "what the cast loses is compared")]
fn put_float(encoder: &mut Slice<'_>, float: f64) -> Result<()> {
    let single = float as f32;
    if f64::from(single) == float {
        encoder.f32(single)?
    } else {
        encoder.f64(float)?
    };
    Ok(())
}

impl From<minicbor::decode::Error> for Malformed {
    fn from(_: minicbor::decode::Error) -> Self {
        Self
    }
}

impl<E> From<minicbor::encode::Error<E>> for Malformed {
    fn from(_: minicbor::encode::Error<E>) -> Self {
        Self
    }
}
