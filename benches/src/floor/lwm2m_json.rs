//! The floor of LwM2M JSON, base name and base time in front. LwM2M 1.0 Technical Specification, 6.4.4.

use super::json::{self, Keys, Members, expect, token};
use super::name::Names;
use super::output::{Forward, Put};
use super::{Malformed, Path, Record, Result};

/// Walks a payload.
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
    expect(&mut rest, b'{')?;
    loop {
        match json::key(&mut rest)? {
            b"bn" => base_name = Names::EMPTY.push(json::text(&mut rest)?)?,
            b"bt" => base_time = json::seconds(&mut rest)?,
            b"e" => break,
            _ => return Err(Malformed),
        }
        expect(&mut rest, b',')?;
    }
    expect(&mut rest, b'[')?;
    loop {
        let members = Members::read(&mut rest, |rest, members| {
            // RFC 8259, 2: white space may stand before a name.
            let key = match **rest {
                [b'"', key, b'"', b':', ref tail @ ..] => {
                    *rest = tail;
                    key
                }
                _ => match json::key(rest)? {
                    b"sv" => STRING_VALUE,
                    b"bv" => BOOLEAN_VALUE,
                    &[key] => key,
                    _ => return Err(Malformed),
                },
            };
            match key {
                b'n' => members.name = json::text(rest)?,
                b'v' => members.value = json::number(rest)?,
                STRING_VALUE => members.value = json::string(rest)?,
                BOOLEAN_VALUE => members.value = json::boolean(rest)?,
                b't' => members.time = json::seconds(rest)?,
                _ => return Err(Malformed),
            }
            Ok(())
        })?;
        emit(members.record(base_name, base_time)?)?;
        if !json::another(&mut rest)? {
            break;
        }
    }
    expect(&mut rest, b'}')?;
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
    out.put(*b"{\"bn\":\"")?;
    out.put_slice(base_name.as_bytes())?;
    out.put(*b"\",")?;
    if timed {
        out.put(*b"\"bt\":")?;
        json::put_seconds(out, base_time)?;
        out.put([b','])?;
    }
    out.put(*b"\"e\":[")?;
    for (index, record) in records.iter().enumerate() {
        if index > 0 {
            out.put([b','])?;
        }
        out.put([b'{'])?;
        let time = if timed { record.time - base_time } else { 0.0 };
        json::put_members(out, record, base, time, &KEYS)?;
    }
    out.put(*b"]}")?;
    Ok(whole - out.room())
}

const KEYS: Keys = Keys { text: b"\"sv\":", boolean: b"\"bv\":" };

/// Stand for `sv` and `bv`; no octets of a text.
const STRING_VALUE: u8 = 0xff;
const BOOLEAN_VALUE: u8 = 0xfe;
