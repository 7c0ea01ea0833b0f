//! The values of the CBOR formats: 60, 112 and 11544 spell them alike, and differ in what a number is.
//! RFC 8949, 3.1 and 3.4; LwM2M Core 1.2.2, 7.5.3 (tags); D-028 to D-042.

mod counted;
mod labelled;
mod tagged;
mod write;

#[cfg(not(feature = "compact"))]
pub(super) use self::counted::outgrows;
pub(super) use self::counted::{begin_counted, count_one_more, end_counted};
pub(super) use self::labelled::{read_boolean, read_bytes, read_number, read_text};
use self::tagged::tagged;
pub(super) use self::write::{Leaf, put_float, put_head, put_integer, short_head};
use crate::deviation::Lenience;
use crate::error::{ErrorKind, Result};
use crate::syntax::cbor::{
    self, BYTES, INDEFINITE, NEGATIVE, SIMPLE, SMALL, TAG, TEXT, UNSIGNED, argument, array, take,
};
use crate::value::Wire;

/// Takes one value of any type, whose first byte is taken already, and writes it where its consumer will read it:
/// CBOR and LwM2M CBOR.
// Every arm stores by itself, and the rare ones take the bytes by value: so the frequent ones stay in registers.
#[cfg_attr(not(feature = "compact"), inline(always))]
pub(super) fn read<'a>(
    first: u8,
    bytes: &mut &'a [u8],
    value: &mut Wire<'a>,
    lenience: &mut Lenience,
) -> Result<()> {
    match first {
        _ if SMALL => *bytes = rare_value(first, bytes, value, lenience)?,
        0x00..=0x17 => *value = Wire::Integer(i64::from(first)),
        0x18 => *value = Wire::Integer(i64::from(cbor::byte(bytes)?)),
        0x19 => *value = Wire::Integer(i64::from(u16::from_be_bytes(array(bytes)?))),
        0x1a => *value = Wire::Integer(i64::from(u32::from_be_bytes(array(bytes)?))),
        0x60..=0x7b => *value = Wire::TextOrLink(text(first, bytes)?),
        0xf4 => *value = Wire::Boolean(false),
        0xf5 => *value = Wire::Boolean(true),
        0xfa => *value = Wire::Float(f64::from(f32::from_be_bytes(array(bytes)?))),
        0xfb => *value = Wire::Float(f64::from_be_bytes(array(bytes)?)),
        0x40..=0x5b => *value = Wire::Bytes(octets(first, bytes)?),
        _ => *bytes = rare_value(first, bytes, value, lenience)?,
    }
    Ok(())
}

#[cold]
#[inline(never)]
fn rare_value<'a>(
    first: u8,
    mut bytes: &'a [u8],
    value: &mut Wire<'a>,
    lenience: &mut Lenience,
) -> Result<&'a [u8]> {
    any(first, &mut bytes, false, value, lenience)?;
    Ok(bytes)
}

/// A value of any type, whose first byte is taken already; `numbers` where SenML names the types (D-028, D-046).
#[cold]
#[inline(never)]
#[expect(clippy::cast_possible_truncation, reason = "the head had as many octets")]
fn any<'a>(
    first: u8,
    bytes: &mut &'a [u8],
    numbers: bool,
    value: &mut Wire<'a>,
    lenience: &mut Lenience,
) -> Result<()> {
    let argument = argument(first, bytes)?;
    *value = match (first >> 5, first & 31, argument) {
        (major @ (UNSIGNED | NEGATIVE), 0..=27, _) => return integer(major, argument, value),
        (SIMPLE, 20 | 21, _) => Wire::Boolean(argument == 21),
        (SIMPLE, 22, _) => Wire::Null,
        (SIMPLE, 25, _) => Wire::Float(cbor::half(argument as u16)),
        (SIMPLE, 26, _) => Wire::Float(f64::from(f32::from_bits(argument as u32))),
        (SIMPLE, 27, _) => Wire::Float(f64::from_bits(argument)),
        (TAG, 0..=27, tag) => return tagged(tag, bytes, numbers, value, lenience),
        (BYTES, INDEFINITE, _) => Wire::ByteChunks(cbor::chunks(BYTES, bytes)?),
        (BYTES, _, length) => Wire::Bytes(take(bytes, length)?),
        (TEXT, INDEFINITE, _) => {
            Wire::TextChunks { chunks: cbor::chunks(TEXT, bytes)?, link: !numbers }
        }
        (TEXT, _, length) => match core::str::from_utf8(take(bytes, length)?) {
            Ok(text) if numbers => Wire::Text(text),
            Ok(text) => Wire::TextOrLink(text),
            Err(_) => return not_utf8(),
        },
        _ => return not("a number, text, bytes, true or false"),
    };
    Ok(())
}

/// An integer by its head.
fn integer(major: u8, argument: u64, value: &mut Wire<'_>) -> Result<()> {
    *value = match (major, i64::try_from(argument)) {
        (NEGATIVE, Ok(number)) => Wire::Integer(!number),
        (NEGATIVE, Err(_)) => return Err(ErrorKind::OutOfRange.into()),
        (_, Ok(number)) => Wire::Integer(number),
        (_, Err(_)) => Wire::Unsigned(argument),
    };
    Ok(())
}

/// Takes text of a known length and checks it.
#[cfg_attr(not(feature = "compact"), inline(always))]
fn text<'a>(first: u8, bytes: &mut &'a [u8]) -> Result<&'a str> {
    match core::str::from_utf8(octets(first, bytes)?) {
        Ok(text) => Ok(text),
        Err(_) => not_utf8(),
    }
}

/// Takes the octets of a string of known length whose head begins with `first`.
#[cfg_attr(not(feature = "compact"), inline(always))]
pub(super) fn octets<'a>(first: u8, bytes: &mut &'a [u8]) -> Result<&'a [u8]> {
    let length = match first & 31 {
        info @ 0..=23 => u64::from(info),
        24 => u64::from(cbor::byte(bytes)?),
        _ => argument(first, bytes)?,
    };
    take(bytes, length)
}

#[cold]
#[inline(never)]
fn not_utf8<T>() -> Result<T> {
    Err(ErrorKind::NotUtf8.into())
}

#[cold]
#[inline(never)]
fn not<T>(expected: &'static str) -> Result<T> {
    Err(ErrorKind::Malformed(expected).into())
}
