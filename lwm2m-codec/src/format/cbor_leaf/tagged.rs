//! Items under a tag: dates, times, bignums, decimal fractions, and what has a tag that means nothing here.
//! RFC 8949, 3.4; D-032 to D-034, D-040.

use super::{integer_or, not, read, read_boolean, read_bytes, read_number, read_text, text};
use crate::deviation::{DeviationKind, Lenience};
use crate::error::{ErrorKind, Result};
use crate::schema::DataType;
use crate::syntax::cbor::{
    self, ARRAY, BYTES, INDEFINITE, MAP, NEGATIVE, SIMPLE, TAG, TEXT, UNSIGNED, head, take,
};
use crate::value::{Decimal, RawText, Text, Time, Wire};

/// What stands under a tag, two in a row are refused (D-034).
pub(super) fn tagged<'a>(
    tag: u64,
    bytes: &mut &'a [u8],
    numbers: bool,
    lenience: &mut Lenience,
) -> Result<Wire<'a>> {
    if bytes.first().is_none_or(|first| first >> 5 != TAG) {
        return content(tag, bytes, numbers, lenience);
    }
    // Lenience: who goes by the "optional tags" of Core 7.5.3, which sets no number (D-034).
    if !lenience.allows(DeviationKind::NestedTags) {
        return not("at most one tag");
    }
    let tag = last_of_tags(tag, bytes)?;
    let value = content(tag, bytes, numbers, lenience)?;
    lenience.allow(DeviationKind::NestedTags);
    Ok(value)
}

/// Takes up to three more tags; gives back the one that has a meaning here, of which there is at most one.
fn last_of_tags(mut tag: u64, bytes: &mut &[u8]) -> Result<u64> {
    for _ in 0..3 {
        if bytes.first().is_none_or(|first| first >> 5 != TAG) {
            break;
        }
        tag = match (tag, head(bytes)?) {
            (_, (_, INDEFINITE, _)) => return not("a tag that CBOR defines"),
            (0..=5, (_, _, 0..=5)) => return not("at most one tag with a meaning"),
            (0..=5, _) => tag,
            (_, (_, _, next)) => next,
        };
    }
    Ok(tag)
}

/// What stands under one tag. Tags 0 to 5 have a meaning here, any other is ignored (D-034).
fn content<'a>(
    tag: u64,
    bytes: &mut &'a [u8],
    numbers: bool,
    lenience: &mut Lenience,
) -> Result<Wire<'a>> {
    let first = bytes.first().copied().unwrap_or(0);
    match (tag, first >> 5) {
        (_, TAG) => not("at most four tags"),
        (0, TEXT) if first & 31 == INDEFINITE => {
            // Nobody sends a date in chunks; it is read at once, since it has no form of its own.
            let mut buffer = [0; 64];
            let date = whole_text(bytes)?.copy_to(&mut buffer).and_then(Time::from_rfc3339);
            let invalid = ErrorKind::InvalidValue { expected: DataType::Time };
            Ok(Wire::Time(date.map_err(|_| invalid)?.0))
        }
        (0, TEXT) => {
            cbor::byte(bytes)?;
            text(first, bytes).map(Wire::Date)
        }
        (1, UNSIGNED | NEGATIVE | SIMPLE) => {
            let mut value = Wire::Empty;
            read_number(bytes, &mut value, lenience)?;
            match value {
                Wire::Integer(seconds) => Ok(Wire::Time(seconds)),
                Wire::Number(seconds) => Ok(Wire::TimeFloat(seconds)),
                _ => Err(ErrorKind::OutOfRange.into()),
            }
        }
        (2, BYTES) => whole(UNSIGNED, bignum(bytes)?),
        (3, BYTES) => whole(NEGATIVE, bignum(bytes)?),
        (4, ARRAY) => Ok(Wire::Decimal { decimal: decimal(bytes)?, number: numbers }),
        (0..=5, _) => not("what the tag before it announces"),
        (_, ARRAY | MAP) => not("a number, text, bytes, true or false"),
        _ => {
            let mut value = Wire::Empty;
            match first >> 5 {
                _ if !numbers => {
                    let first = cbor::byte(bytes)?;
                    read(first, bytes, &mut value, lenience)?;
                }
                TEXT => read_text(bytes, &mut value, lenience)?,
                BYTES => read_bytes(bytes, &mut value, lenience)?,
                SIMPLE if matches!(first & 31, 20 | 21) => {
                    read_boolean(bytes, &mut value, lenience)?
                }
                _ => read_number(bytes, &mut value, lenience)?,
            }
            Ok(value)
        }
    }
}

/// Takes text of either form.
fn whole_text<'a>(bytes: &mut &'a [u8]) -> Result<Text<'a>> {
    let (_, info, length) = head(bytes)?;
    if info == INDEFINITE {
        return Ok(Text::from_raw(RawText::Chunks(cbor::chunks(TEXT, bytes)?)));
    }
    core::str::from_utf8(take(bytes, length)?).map(Text::new).map_err(|_| ErrorKind::NotUtf8.into())
}

/// Takes an integer: whether it is below zero, and what `-1 -` stands before if it is. `None` for another item.
fn integer(bytes: &mut &[u8]) -> Result<Option<(bool, u64)>> {
    Ok(match head(bytes)? {
        (major @ (UNSIGNED | NEGATIVE), 0..=27, number) => Some((major == NEGATIVE, number)),
        _ => None,
    })
}

/// Takes the byte string of a bignum; more than 64 bits never fit (D-033).
fn bignum(bytes: &mut &[u8]) -> Result<u64> {
    let mut number = 0u64;
    let mut add = |octets: &[u8]| -> Result<()> {
        octets.iter().try_for_each(|&octet| {
            if number >> 56 != 0 {
                return Err(ErrorKind::OutOfRange.into());
            }
            number = number << 8 | u64::from(octet);
            Ok(())
        })
    };
    match head(bytes)? {
        (_, INDEFINITE, _) => cbor::Chunks(cbor::chunks(BYTES, bytes)?).try_for_each(add)?,
        (_, _, length) => add(take(bytes, length)?)?,
    }
    Ok(number)
}

/// Takes `[exponent, mantissa]` (D-032).
fn decimal(bytes: &mut &[u8]) -> Result<Decimal> {
    let expected = ErrorKind::Malformed("an exponent and a mantissa");
    let (_, info, count) = head(bytes)?;
    if info != INDEFINITE && count != 2 {
        return Err(expected.into());
    }
    let (down, exponent) = integer(bytes)?.ok_or(expected)?;
    let exponent = match i16::try_from(exponent) {
        Ok(exponent @ 0..400) if down => !exponent,
        Ok(exponent @ 0..=400) if !down => exponent,
        _ => return Err(ErrorKind::OutOfRange.into()),
    };
    let (negative, mantissa) = match bytes.first() {
        Some(&tag @ (0xc2 | 0xc3)) => {
            cbor::byte(bytes)?;
            if bytes.first().is_none_or(|first| first >> 5 != BYTES) {
                return Err(expected.into());
            }
            (tag == 0xc3, bignum(bytes)?)
        }
        _ => integer(bytes)?.ok_or(expected)?,
    };
    if info == INDEFINITE && cbor::byte(bytes)? != cbor::BREAK {
        return Err(expected.into());
    }
    let magnitude = mantissa.checked_add(negative.into()).ok_or(ErrorKind::OutOfRange)?;
    Ok(Decimal { magnitude, exponent, negative })
}

/// The number of a bignum, which is an integer of one more width.
fn whole<'a>(major: u8, number: u64) -> Result<Wire<'a>> {
    integer_or((major, 27, number)).unwrap_or_else(|| not("a number"))
}
