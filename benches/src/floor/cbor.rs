//! CBOR heads and scalars in their preferred forms. RFC 8949, 3.

use super::input::{array, byte, take};
use super::output::Put;
use super::{Malformed, Result, Value};

pub(super) const UNSIGNED: u8 = 0;
pub(super) const NEGATIVE: u8 = 1;
pub(super) const BYTES: u8 = 2;
pub(super) const TEXT: u8 = 3;
pub(super) const ARRAY: u8 = 4;
pub(super) const MAP: u8 = 5;
const SIMPLE: u8 = 7;

/// Major type, additional information, argument.
#[inline(always)]
pub(super) fn head(rest: &mut &[u8]) -> Result<(u8, u8, u64)> {
    let first = byte(rest)?;
    let information = first & 31;
    let argument = match information {
        0..24 => information.into(),
        24 => byte(rest)?.into(),
        25 => u16::from_be_bytes(array(rest)?).into(),
        26 => u32::from_be_bytes(array(rest)?).into(),
        27 => u64::from_be_bytes(array(rest)?),
        _ => return Err(Malformed),
    };
    Ok((first >> 5, information, argument))
}

/// A scalar, typed by what the bytes say.
#[inline(always)]
pub(super) fn value<'a>(rest: &mut &'a [u8]) -> Result<Value<'a>> {
    let (major, information, argument) = head(rest)?;
    Ok(match major {
        UNSIGNED => Value::Integer(i64::try_from(argument).map_err(|_| Malformed)?),
        NEGATIVE => Value::Integer(-1 - i64::try_from(argument).map_err(|_| Malformed)?),
        BYTES => Value::Opaque(octets(rest, argument)?),
        TEXT => Value::Text(core::str::from_utf8(octets(rest, argument)?).map_err(|_| Malformed)?),
        SIMPLE => match information {
            20 => Value::Boolean(false),
            21 => Value::Boolean(true),
            22 => Value::None,
            _ => Value::Float(float(information, argument)?),
        },
        _ => return Err(Malformed),
    })
}

/// An integer or a float.
#[inline(always)]
pub(super) fn number<'a>(rest: &mut &[u8]) -> Result<Value<'a>> {
    let (major, information, argument) = head(rest)?;
    Ok(match major {
        UNSIGNED => Value::Integer(i64::try_from(argument).map_err(|_| Malformed)?),
        NEGATIVE => Value::Integer(-1 - i64::try_from(argument).map_err(|_| Malformed)?),
        SIMPLE => Value::Float(float(information, argument)?),
        _ => return Err(Malformed),
    })
}

#[inline(always)]
pub(super) fn boolean(rest: &mut &[u8]) -> Result<bool> {
    match byte(rest)? {
        0xf4 => Ok(false),
        0xf5 => Ok(true),
        _ => Err(Malformed),
    }
}

/// A number as seconds.
#[inline(always)]
#[expect(clippy::cast_precision_loss, reason = "seconds of a double")]
pub(super) fn seconds(rest: &mut &[u8]) -> Result<f64> {
    let (major, information, argument) = head(rest)?;
    match major {
        UNSIGNED => Ok(argument as f64),
        NEGATIVE => Ok(-1.0 - argument as f64),
        SIMPLE => float(information, argument),
        _ => Err(Malformed),
    }
}

/// The octets of a text string, not checked: who reads them as a path checks every one.
#[inline(always)]
pub(super) fn text<'a>(rest: &mut &'a [u8]) -> Result<&'a [u8]> {
    let (major, _, length) = head(rest)?;
    if major != TEXT {
        return Err(Malformed);
    }
    octets(rest, length)
}

/// The octets of a byte string.
#[inline(always)]
pub(super) fn bytes<'a>(rest: &mut &'a [u8]) -> Result<&'a [u8]> {
    let (major, _, length) = head(rest)?;
    if major != BYTES {
        return Err(Malformed);
    }
    octets(rest, length)
}

#[inline(always)]
fn octets<'a>(rest: &mut &'a [u8], length: u64) -> Result<&'a [u8]> {
    take(rest, usize::try_from(length).map_err(|_| Malformed)?)
}

#[inline(always)]
#[expect(clippy::cast_possible_truncation, reason = "the argument has as many bits as was read")]
fn float(information: u8, argument: u64) -> Result<f64> {
    match information {
        25 => Ok(half(argument as u16)),
        26 => Ok(f32::from_bits(argument as u32).into()),
        27 => Ok(f64::from_bits(argument)),
        _ => Err(Malformed),
    }
}

/// RFC 8949, appendix D.
fn half(bits: u16) -> f64 {
    let exponent = i32::from(bits >> 10 & 31);
    let mantissa = f64::from(bits & 1023);
    let magnitude = match exponent {
        0 => mantissa * 2f64.powi(-24),
        31 if mantissa == 0.0 => f64::INFINITY,
        31 => f64::NAN,
        _ => (mantissa + 1024.0) * 2f64.powi(exponent - 25),
    };
    if bits & 0x8000 == 0 { magnitude } else { -magnitude }
}

/// The shortest head.
#[inline(always)]
#[expect(clippy::cast_possible_truncation, reason = "each arm's range holds what its cast keeps")]
pub(super) fn put_head(out: &mut impl Put, major: u8, argument: u64) -> Result<()> {
    let major = major << 5;
    match argument {
        0..24 => out.put([major | argument as u8]),
        24..0x100 => out.put([major | 24, argument as u8]),
        0x100..0x1_0000 => {
            let [a, b] = (argument as u16).to_be_bytes();
            out.put([major | 25, a, b])
        }
        0x1_0000..0x1_0000_0000 => {
            let [a, b, c, d] = (argument as u32).to_be_bytes();
            out.put([major | 26, a, b, c, d])
        }
        _ => {
            let [a, b, c, d, e, f, g, h] = argument.to_be_bytes();
            out.put([major | 27, a, b, c, d, e, f, g, h])
        }
    }
}

#[inline(always)]
#[expect(clippy::cast_sign_loss, reason = "the sign is in the major type")]
pub(super) fn put_integer(out: &mut impl Put, integer: i64) -> Result<()> {
    if integer >= 0 {
        put_head(out, UNSIGNED, integer as u64)
    } else {
        put_head(out, NEGATIVE, !integer as u64)
    }
}

/// Four bytes where they say the same, else eight.
#[inline(always)]
#[expect(clippy::cast_possible_truncation, reason = "what the cast loses is compared")]
pub(super) fn put_float(out: &mut impl Put, float: f64) -> Result<()> {
    let single = float as f32;
    if f64::from(single) == float {
        let [a, b, c, d] = single.to_be_bytes();
        out.put([0xfa, a, b, c, d])
    } else {
        let [a, b, c, d, e, f, g, h] = float.to_be_bytes();
        out.put([0xfb, a, b, c, d, e, f, g, h])
    }
}
