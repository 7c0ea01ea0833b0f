//! The floor of LwM2M CBOR: nested maps, one id a level. LwM2M Core 1.2.2, 7.4.6.

use super::cbor::{self, BYTES, MAP, TEXT, UNSIGNED};
use super::output::Put;
use super::{Backward, Malformed, Path, Record, Result, Value};

/// Walks a payload.
///
/// # Errors
/// [`Malformed`], also from `emit`.
pub fn decode<'a>(
    payload: &'a [u8],
    emit: &mut impl FnMut(Record<'a>) -> Result<()>,
) -> Result<()> {
    let rest = map(payload, 0, 0, emit)?;
    if rest.is_empty() { Ok(()) } else { Err(Malformed) }
}

/// Returns what follows the map.
fn map<'a>(
    mut rest: &'a [u8],
    packed: u64,
    depth: u8,
    emit: &mut impl FnMut(Record<'a>) -> Result<()>,
) -> Result<&'a [u8]> {
    let (major, _, entries) = cbor::head(&mut rest)?;
    if major != MAP || depth >= 4 {
        return Err(Malformed);
    }
    for _ in 0..entries {
        let (major, _, id) = cbor::head(&mut rest)?;
        if major != UNSIGNED || id > 65_534 {
            return Err(Malformed);
        }
        let packed = packed << 16 | id;
        if rest.first().ok_or(Malformed)? >> 5 == MAP {
            rest = map(rest, packed, depth + 1, emit)?;
        } else {
            let value = cbor::value(&mut rest)?;
            emit(Record { path: Path::from_packed(packed, depth + 1), value, time: 0.0 })?;
        }
    }
    Ok(rest)
}

/// Writes records in ascending order to the buffer's end, from the last to the first: each count is known when its
/// head is due. Returns how many bytes it wrote.
///
/// # Errors
/// [`Malformed`] where the buffer is too small or a value has no form.
#[inline(never)]
pub fn encode(buffer: &mut [u8], records: &[Record<'_>]) -> Result<usize> {
    let whole = buffer.len();
    let out = &mut Backward::new(buffer);
    let mut counts = [0u64; 4];
    let mut rest = records;
    while let Some((record, before)) = rest.split_last() {
        rest = before;
        put_value(out, &record.value)?;
        let shared = before.last().map_or(0, |previous| record.path.common(&previous.path));
        let levels = shared..record.path.depth.into();
        let ids = record.path.ids.get(levels.clone()).ok_or(Malformed)?;
        let levels = counts.get_mut(levels).ok_or(Malformed)?;
        let (outer, ids) = ids.split_first().ok_or(Malformed)?;
        let (outer_count, levels) = levels.split_first_mut().ok_or(Malformed)?;
        for (&id, count) in ids.iter().zip(levels).rev() {
            cbor::put_head(out, UNSIGNED, id.into())?;
            cbor::put_head(out, MAP, *count + 1)?;
            *count = 0;
        }
        cbor::put_head(out, UNSIGNED, (*outer).into())?;
        *outer_count += 1;
    }
    let [entries, ..] = counts;
    cbor::put_head(out, MAP, entries)?;
    Ok(whole - out.room())
}

#[inline(always)]
fn put_value(out: &mut Backward<'_>, value: &Value<'_>) -> Result<()> {
    match *value {
        Value::None => out.put([0xf6]),
        Value::Integer(integer) => cbor::put_integer(out, integer),
        Value::Float(float) => cbor::put_float(out, float),
        Value::Text(text) => {
            out.put_slice(text.as_bytes())?;
            cbor::put_head(out, TEXT, text.len() as u64)
        }
        Value::Opaque(octets) => {
            out.put_slice(octets)?;
            cbor::put_head(out, BYTES, octets.len() as u64)
        }
        Value::Boolean(boolean) => out.put([0xf4 | u8::from(boolean)]),
        Value::ObjectLink(..) => Err(Malformed),
    }
}
