//! SenML CBOR by minicbor: its typed walk, which borrows.

use minicbor::Decoder;
use minicbor::data::Type;

use crate::floor::{Malformed, Names, Record, Result, Value};

#[inline(always)]
pub(super) fn decode(
    payload: &[u8],
    emit: &mut impl FnMut(Record<'_>) -> Result<()>,
) -> Result<()> {
    let mut decoder = Decoder::new(payload);
    let mut base_name = Names::EMPTY;
    let mut base_time = 0.0;
    for _ in 0..decoder.array()?.ok_or(Malformed)? {
        let mut name = "";
        let mut time = 0.0;
        let mut value = Value::None;
        for _ in 0..decoder.map()?.ok_or(Malformed)? {
            match decoder.i8()? {
                0 => name = decoder.str()?,
                2 => value = number(&mut decoder)?,
                3 => value = Value::Text(decoder.str()?),
                4 => value = Value::Boolean(decoder.bool()?),
                6 => time = seconds(&mut decoder)?,
                8 => value = Value::Opaque(decoder.bytes()?),
                -2 => base_name = Names::EMPTY.push(decoder.str()?.as_bytes())?,
                -3 => base_time = seconds(&mut decoder)?,
                _ => return Err(Malformed),
            }
        }
        let path = base_name.push(name.as_bytes())?.path()?;
        emit(Record { path, value, time: base_time + time })?;
    }
    if decoder.position() == payload.len() { Ok(()) } else { Err(Malformed) }
}

#[inline(always)]
fn number<'a>(decoder: &mut Decoder<'_>) -> Result<Value<'a>> {
    Ok(match decoder.datatype()? {
        Type::F16 => Value::Float(decoder.f16()?.into()),
        Type::F32 => Value::Float(decoder.f32()?.into()),
        Type::F64 => Value::Float(decoder.f64()?),
        _ => Value::Integer(decoder.i64()?),
    })
}

#[inline(always)]
#[expect(clippy::cast_precision_loss, reason = "seconds of a double")]
fn seconds(decoder: &mut Decoder<'_>) -> Result<f64> {
    match number(decoder)? {
        Value::Float(float) => Ok(float),
        Value::Integer(integer) => Ok(integer as f64),
        _ => Err(Malformed),
    }
}
