//! The floor of SenML JSON. RFC 8428, 5; LwM2M Core 1.2.2, 7.4.4.

use super::json::{self, expect, token};
use super::name::{Names, put_name};
use super::output::{Forward, Put};
use super::{Malformed, Path, Record, Result, Value};

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
    let mut base_name = Names::EMPTY;
    let mut base_time = 0.0;
    expect(&mut rest, b'[')?;
    loop {
        expect(&mut rest, b'{')?;
        let mut name: &[u8] = &[];
        let mut time = 0.0;
        let mut value = Value::None;
        loop {
            match json::key(&mut rest)? {
                b"n" => name = json::text(&mut rest)?,
                b"v" => value = json::number(&mut rest)?,
                b"vs" => value = json::string(&mut rest)?,
                b"vb" => value = json::boolean(&mut rest)?,
                b"t" => time = json::seconds(&mut rest)?,
                b"bn" => base_name = Names::EMPTY.push(json::text(&mut rest)?)?,
                b"bt" => base_time = json::seconds(&mut rest)?,
                _ => return Err(Malformed),
            }
            match token(&mut rest)? {
                b',' => {}
                b'}' => break,
                _ => return Err(Malformed),
            }
        }
        let path = base_name.push(name)?.path()?;
        emit(Record { path, value, time: base_time + time })?;
        match token(&mut rest)? {
            b',' => {}
            b']' => break,
            _ => return Err(Malformed),
        }
    }
    if token(&mut rest).is_err() { Ok(()) } else { Err(Malformed) }
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
    let base_time = records.first().map_or(0.0, |first| first.time);
    for (index, record) in records.iter().enumerate() {
        if index == 0 {
            out.put(*b"[{\"bn\":\"")?;
            out.put_slice(base_name.as_bytes())?;
            out.put(*b"\",")?;
            if timed {
                out.put(*b"\"bt\":")?;
                put_seconds(out, base_time)?;
                out.put([b','])?;
            }
        } else {
            out.put(*b",{")?;
        }
        if record.path.depth > base.depth {
            out.put(*b"\"n\":\"")?;
            put_name(out, &record.path, base.depth)?;
            out.put(*b"\",")?;
        }
        let time = record.time - base_time;
        if timed && time != 0.0 {
            out.put(*b"\"t\":")?;
            put_seconds(out, time)?;
            out.put([b','])?;
        }
        put_value(out, &record.value)?;
        out.put([b'}'])?;
    }
    out.put([b']'])?;
    Ok(whole - out.room())
}

#[inline(always)]
fn put_value(out: &mut Forward<'_>, value: &Value<'_>) -> Result<()> {
    match *value {
        Value::Integer(integer) => {
            out.put(*b"\"v\":")?;
            json::put_integer(out, integer)
        }
        Value::Float(float) => {
            out.put(*b"\"v\":")?;
            json::put_float(out, float)
        }
        Value::Text(text) => {
            out.put(*b"\"vs\":")?;
            json::put_text(out, text)
        }
        Value::Boolean(true) => out.put(*b"\"vb\":true"),
        Value::Boolean(false) => out.put(*b"\"vb\":false"),
        Value::None | Value::Opaque(_) | Value::ObjectLink(..) => Err(Malformed),
    }
}

#[inline(always)]
#[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "compared")]
fn put_seconds(out: &mut Forward<'_>, seconds: f64) -> Result<()> {
    let whole = seconds as i64;
    if whole as f64 == seconds {
        json::put_integer(out, whole)
    } else {
        json::put_float(out, seconds)
    }
}
