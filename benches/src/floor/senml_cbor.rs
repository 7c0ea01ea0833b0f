//! The floor of SenML CBOR. RFC 8428, 6; LwM2M Core 1.2.2, 7.4.4.

use super::cbor::{self, ARRAY, BYTES, MAP, TEXT};
use super::input::{array, byte};
use super::name::{Names, object_link, put_name};
use super::output::Put;
use super::{Forward, Malformed, Path, Record, Result, Value};

/// Walks a pack.
///
/// # Errors
/// [`Malformed`], also from `emit`.
#[inline(always)]
pub fn decode<'a>(
    payload: &'a [u8],
    emit: &mut impl FnMut(Record<'a>) -> Result<()>,
) -> Result<()> {
    let mut rest = payload;
    let (major, _, records) = cbor::head(&mut rest)?;
    if major != ARRAY {
        return Err(Malformed);
    }
    let mut base_name = Names::EMPTY;
    let mut base_time = 0.0;
    for _ in 0..records {
        let (major, _, members) = cbor::head(&mut rest)?;
        if major != MAP {
            return Err(Malformed);
        }
        let mut name: &[u8] = &[];
        let mut time = 0.0;
        let mut value = Value::None;
        for _ in 0..members {
            match byte(&mut rest)? {
                NAME => name = cbor::text(&mut rest)?,
                VALUE => value = cbor::number(&mut rest)?,
                STRING_VALUE => {
                    let text = cbor::text(&mut rest)?;
                    value = Value::Text(core::str::from_utf8(text).map_err(|_| Malformed)?);
                }
                BOOLEAN_VALUE => value = Value::Boolean(cbor::boolean(&mut rest)?),
                DATA_VALUE => value = Value::Opaque(cbor::bytes(&mut rest)?),
                TIME => time = cbor::seconds(&mut rest)?,
                BASE_NAME => base_name = Names::EMPTY.push(cbor::text(&mut rest)?)?,
                BASE_TIME => base_time = cbor::seconds(&mut rest)?,
                THREE_LETTERS => {
                    if array(&mut rest)? != *b"vlo" {
                        return Err(Malformed);
                    }
                    let (object, instance) = object_link(cbor::text(&mut rest)?)?;
                    value = Value::ObjectLink(object, instance);
                }
                _ => return Err(Malformed),
            }
        }
        let path = base_name.push(name)?.path()?;
        emit(Record { path, value, time: base_time + time })?;
    }
    if rest.is_empty() { Ok(()) } else { Err(Malformed) }
}

/// Writes records below `base`, whose name is `base_name`; with `timed`, relative to the first record's time.
/// Returns how many bytes it wrote.
///
/// # Errors
/// [`Malformed`] where the buffer is too small or a value has no form.
#[inline(never)]
pub fn encode(
    buffer: &mut [u8],
    records: &[Record<'_>],
    base: Path,
    base_name: &str,
    timed: bool,
) -> Result<usize> {
    let whole = buffer.len();
    let out = &mut Forward::new(buffer);
    cbor::put_head(out, ARRAY, records.len() as u64)?;
    let base_time = records.first().map_or(0.0, |first| first.time);
    for (index, record) in records.iter().enumerate() {
        let first = index == 0;
        let time = record.time - base_time;
        let named = record.path.depth > base.depth;
        let stamped = timed && time != 0.0;
        let members =
            1 + u8::from(first) + u8::from(first && timed) + u8::from(named) + u8::from(stamped);
        out.put([MAP << 5 | members])?;
        if first {
            out.put([BASE_NAME])?;
            cbor::put_head(out, TEXT, base_name.len() as u64)?;
            out.put_slice(base_name.as_bytes())?;
            if timed {
                out.put([BASE_TIME])?;
                put_seconds(out, base_time)?;
            }
        }
        if named {
            out.put([NAME])?;
            put_text_name(out, &record.path, base.depth)?;
        }
        put_value(out, &record.value)?;
        if stamped {
            out.put([TIME])?;
            put_seconds(out, time)?;
        }
    }
    Ok(whole - out.room())
}

/// The ids below the base. Four of them and three slashes are at most 23 octets: the head is one byte.
#[inline(always)]
#[expect(clippy::cast_possible_truncation, reason = "a name has at most 23 octets")]
fn put_text_name(out: &mut Forward<'_>, path: &Path, base: u8) -> Result<()> {
    let head = out.reserve()?;
    let room = out.room();
    put_name(out, path, base)?;
    *head = TEXT << 5 | (room - out.room()) as u8;
    Ok(())
}

#[inline(always)]
fn put_value(out: &mut Forward<'_>, value: &Value<'_>) -> Result<()> {
    match *value {
        Value::Integer(integer) => {
            out.put([VALUE])?;
            cbor::put_integer(out, integer)
        }
        Value::Float(float) => {
            out.put([VALUE])?;
            cbor::put_float(out, float)
        }
        Value::Text(text) => {
            out.put([STRING_VALUE])?;
            cbor::put_head(out, TEXT, text.len() as u64)?;
            out.put_slice(text.as_bytes())
        }
        Value::Opaque(octets) => {
            out.put([DATA_VALUE])?;
            cbor::put_head(out, BYTES, octets.len() as u64)?;
            out.put_slice(octets)
        }
        Value::Boolean(boolean) => out.put([BOOLEAN_VALUE, 0xf4 | u8::from(boolean)]),
        Value::None | Value::ObjectLink(..) => Err(Malformed),
    }
}

#[inline(always)]
#[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "compared")]
fn put_seconds(out: &mut Forward<'_>, seconds: f64) -> Result<()> {
    let whole = seconds as i64;
    if whole as f64 == seconds {
        cbor::put_integer(out, whole)
    } else {
        cbor::put_float(out, seconds)
    }
}

// RFC 8428, 6, table 4: the labels, as the bytes that encode them.
const NAME: u8 = 0;
const VALUE: u8 = 2;
const STRING_VALUE: u8 = 3;
const BOOLEAN_VALUE: u8 = 4;
const TIME: u8 = 6;
const DATA_VALUE: u8 = 8;
const BASE_NAME: u8 = 0x21;
const BASE_TIME: u8 = 0x22;
/// The head of the text label `vlo`.
const THREE_LETTERS: u8 = 0x63;
