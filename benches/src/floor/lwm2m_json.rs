//! The floor of LwM2M JSON, base name and base time in front. LwM2M 1.0 Technical Specification, 6.4.4.

use super::json::{self, expect, token};
use super::name::Names;
use super::{Malformed, Record, Result, Value};

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
        expect(&mut rest, b'{')?;
        let mut name: &[u8] = &[];
        let mut time = 0.0;
        let mut value = Value::None;
        loop {
            // RFC 8259, 2: white space may stand before a name.
            let key = match *rest {
                [b'"', key, b'"', b':', ref tail @ ..] => {
                    rest = tail;
                    key
                }
                _ => match json::key(&mut rest)? {
                    b"sv" => STRING_VALUE,
                    b"bv" => BOOLEAN_VALUE,
                    &[key] => key,
                    _ => return Err(Malformed),
                },
            };
            match key {
                b'n' => name = json::text(&mut rest)?,
                b'v' => value = json::number(&mut rest)?,
                STRING_VALUE => value = json::string(&mut rest)?,
                BOOLEAN_VALUE => value = json::boolean(&mut rest)?,
                b't' => time = json::seconds(&mut rest)?,
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
    expect(&mut rest, b'}')?;
    if token(&mut rest).is_err() { Ok(()) } else { Err(Malformed) }
}

/// Stand for `sv` and `bv`; no octets of a text.
const STRING_VALUE: u8 = 0xff;
const BOOLEAN_VALUE: u8 = 0xfe;
