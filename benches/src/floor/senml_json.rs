//! The floor of SenML JSON. RFC 8428, 5; LwM2M Core 1.2.2, 7.4.4.

use super::json::{self, Keys, Members, expect, token};
use super::name::Names;
use super::output::{Forward, Put};
use super::{Malformed, Path, Record, Result};

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
        let members = Members::read(&mut rest, |rest, members| {
            match json::key(rest)? {
                b"n" => members.name = json::text(rest)?,
                b"v" => members.value = json::number(rest)?,
                b"vs" => members.value = json::string(rest)?,
                b"vb" => members.value = json::boolean(rest)?,
                b"t" => members.time = json::seconds(rest)?,
                b"bn" => base_name = Names::EMPTY.push(json::text(rest)?)?,
                b"bt" => base_time = json::seconds(rest)?,
                _ => return Err(Malformed),
            }
            Ok(())
        })?;
        emit(members.record(base_name, base_time)?)?;
        if !json::another(&mut rest)? {
            break;
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
                json::put_seconds(out, base_time)?;
                out.put([b','])?;
            }
        } else {
            out.put(*b",{")?;
        }
        let time = if timed { record.time - base_time } else { 0.0 };
        json::put_members(out, record, base, time, &KEYS)?;
    }
    out.put([b']'])?;
    Ok(whole - out.room())
}

const KEYS: Keys = Keys { text: b"\"vs\":", boolean: b"\"vb\":" };
