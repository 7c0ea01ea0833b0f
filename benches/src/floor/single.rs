//! The floors of one value: CBOR and plain text. LwM2M Core 1.2.2, 7.5.1 and 7.5.3.

use super::{Forward, Malformed, Path, Record, Result, Value, cbor, json};
use crate::workload::Type;

/// Reads one CBOR item, a number or text as somebody has to know.
///
/// # Errors
/// [`Malformed`].
#[inline(always)]
pub fn cbor(payload: &[u8], target: Path, expected: Type) -> Result<Record<'_>> {
    let mut rest = payload;
    let value = match expected {
        Type::Integer | Type::Float => cbor::number(&mut rest)?,
        Type::Text | Type::Opaque => cbor::value(&mut rest)?,
    };
    if rest.is_empty() { Ok(Record { path: target, value, time: 0.0 }) } else { Err(Malformed) }
}

/// Reads plain text, of which somebody has to know the type.
///
/// # Errors
/// [`Malformed`].
#[inline(always)]
#[expect(clippy::cast_precision_loss, reason = "an integer of a Float")]
pub fn text(payload: &[u8], target: Path, expected: Type) -> Result<Record<'_>> {
    let mut rest = payload;
    let value = match (expected, json::number(&mut rest)) {
        (Type::Text, _) => {
            rest = &[];
            Value::Text(core::str::from_utf8(payload).map_err(|_| Malformed)?)
        }
        (Type::Integer, Ok(value @ Value::Integer(_))) => value,
        (Type::Float, Ok(Value::Integer(integer))) => Value::Float(integer as f64),
        (Type::Float, Ok(value @ Value::Float(_))) => value,
        _ => return Err(Malformed),
    };
    if rest.is_empty() { Ok(Record { path: target, value, time: 0.0 }) } else { Err(Malformed) }
}

/// Writes one float as a CBOR item.
///
/// # Errors
/// [`Malformed`] where the buffer is too small.
#[inline(never)]
pub fn put_cbor(buffer: &mut [u8], value: f64) -> Result<usize> {
    let whole = buffer.len();
    let out = &mut Forward::new(buffer);
    cbor::put_float(out, value)?;
    Ok(whole - out.room())
}

/// Writes one float as plain text.
///
/// # Errors
/// [`Malformed`] where the buffer is too small.
#[inline(never)]
pub fn put_text(buffer: &mut [u8], value: f64) -> Result<usize> {
    let whole = buffer.len();
    let out = &mut Forward::new(buffer);
    json::put_float(out, value)?;
    Ok(whole - out.room())
}
