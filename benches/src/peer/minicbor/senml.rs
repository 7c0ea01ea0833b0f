//! SenML CBOR.

use minicbor::encode::write::Cursor;
use minicbor::{Decoder, Encoder};

use super::{Slice, number, put_float};
use crate::floor::{Malformed, Name, Names, Path, Record, Result, Value};

#[inline(always)]
pub(in crate::peer) fn decode(
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
#[expect(clippy::cast_precision_loss, reason = "seconds of a double")]
fn seconds(decoder: &mut Decoder<'_>) -> Result<f64> {
    match number(decoder)? {
        Value::Float(float) => Ok(float),
        Value::Integer(integer) => Ok(integer as f64),
        _ => Err(Malformed),
    }
}

/// Writes records below `base`, whose name is `base_name`; with `timed`, relative to the first record's time.
pub(in crate::peer) fn encode(
    buffer: &mut [u8],
    records: &[Record<'_>],
    base: Path,
    base_name: &str,
    timed: bool,
) -> Result<usize> {
    let mut encoder = Encoder::new(Cursor::new(buffer));
    encoder.array(records.len() as u64)?;
    let base_time = records.first().map_or(0.0, |first| first.time);
    for (index, record) in records.iter().enumerate() {
        let first = index == 0;
        let time = record.time - base_time;
        let named = record.path.depth > base.depth;
        let stamped = timed && time != 0.0;
        let members = 1
            + u64::from(first)
            + u64::from(first && timed)
            + u64::from(named)
            + u64::from(stamped);
        encoder.map(members)?;
        if first {
            encoder.i8(-2)?.str(base_name)?;
            if timed {
                encoder.i8(-3)?;
                put_seconds(&mut encoder, base_time)?;
            }
        }
        if named {
            encoder.i8(0)?.str(Name::new(&record.path, base.depth)?.as_str()?)?;
        }
        match record.value {
            Value::Integer(integer) => {
                encoder.i8(2)?.i64(integer)?;
            }
            Value::Float(float) => {
                encoder.i8(2)?;
                put_float(&mut encoder, float)?;
            }
            Value::Text(text) => {
                encoder.i8(3)?.str(text)?;
            }
            Value::Boolean(boolean) => {
                encoder.i8(4)?.bool(boolean)?;
            }
            Value::Opaque(octets) => {
                encoder.i8(8)?.bytes(octets)?;
            }
            Value::None | Value::ObjectLink(..) => return Err(Malformed),
        }
        if stamped {
            encoder.i8(6)?;
            put_seconds(&mut encoder, time)?;
        }
    }
    Ok(encoder.writer().position())
}

#[inline(always)]
#[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "compared")]
fn put_seconds(encoder: &mut Slice<'_>, seconds: f64) -> Result<()> {
    let whole = seconds as i64;
    if whole as f64 == seconds {
        encoder.i64(whole)?;
        Ok(())
    } else {
        put_float(encoder, seconds)
    }
}
