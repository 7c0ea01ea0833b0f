//! Items under a tag: dates, times, bignums, decimal fractions, and what has a tag that means nothing here.
//! RFC 8949, 3.4; D-032 to D-034, D-040.

use super::{any, integer, not};
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
    value: &mut Wire<'a>,
    lenience: &mut Lenience,
) -> Result<()> {
    if bytes.first().is_none_or(|first| first >> 5 != TAG) {
        return content(tag, bytes, numbers, value, lenience);
    }
    // Lenience: who goes by the "optional tags" of Core 7.5.3, which sets no number (D-034).
    if !lenience.allows(DeviationKind::NestedTags) {
        return not("at most one tag");
    }
    let tag = last_of_tags(tag, bytes)?;
    content(tag, bytes, numbers, value, lenience)?;
    lenience.allow(DeviationKind::NestedTags);
    Ok(())
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
    value: &mut Wire<'a>,
    lenience: &mut Lenience,
) -> Result<()> {
    match (tag, bytes.first().map_or(UNSIGNED, |first| first >> 5)) {
        (_, TAG) => return not("at most four tags"),
        (0, TEXT) | (1, UNSIGNED | NEGATIVE | SIMPLE) => {}
        (2, BYTES) => return integer(UNSIGNED, bignum(bytes)?, value),
        (3, BYTES) => return integer(NEGATIVE, bignum(bytes)?, value),
        (4, ARRAY) => {
            *value = Wire::Decimal { decimal: decimal(bytes)?, number: numbers };
            return Ok(());
        }
        (0..=5, _) => return not("what the tag before it announces"),
        (_, ARRAY | MAP) => return not("a number, text, bytes, true or false"),
        _ => {}
    }
    let first = cbor::byte(bytes)?;
    any(first, bytes, numbers, value, lenience)?;
    match (tag, &*value) {
        (0, Wire::Text(date) | Wire::TextOrLink(date)) => *value = Wire::Date(date),
        (0, Wire::TextChunks { chunks, .. }) => {
            // Nobody sends a date in chunks; it is read at once, since it has no form of its own.
            let text = Text::from_raw(RawText::Chunks(chunks));
            let date = text.copy_to(&mut [0; 64]).and_then(Time::from_rfc3339);
            let invalid = ErrorKind::InvalidValue { expected: DataType::Time };
            *value = Wire::Time(date.map_err(|_| invalid)?.0);
        }
        (1, Wire::Integer(seconds)) => *value = Wire::Time(*seconds),
        (1, Wire::Float(seconds)) => *value = Wire::TimeFloat(*seconds),
        (1, Wire::Unsigned(_)) => return Err(ErrorKind::OutOfRange.into()),
        (1, _) => return not("a number"),
        _ => {}
    }
    Ok(())
}

/// Takes the byte string of a bignum, in one piece or several; more than 64 bits never fit (D-033).
fn bignum(bytes: &mut &[u8]) -> Result<u64> {
    let start = *bytes;
    let pieces = match head(bytes)? {
        (_, INDEFINITE, _) => cbor::chunks(BYTES, bytes)?,
        (_, _, length) => {
            // With its head a string is its own only chunk.
            take(bytes, length)?;
            start.get(..start.len() - bytes.len()).unwrap_or(start)
        }
    };
    let mut number = 0u64;
    for piece in cbor::Chunks(pieces) {
        for &octet in piece {
            if number >> 56 != 0 {
                return Err(ErrorKind::OutOfRange.into());
            }
            number = number << 8 | u64::from(octet);
        }
    }
    Ok(number)
}

/// Takes `[exponent, mantissa]` (D-032).
fn decimal(bytes: &mut &[u8]) -> Result<Decimal> {
    let (_, info, count) = head(bytes)?;
    if info != INDEFINITE && count != 2 {
        return not(PAIR);
    }
    let (down, exponent) = part(bytes)?;
    let exponent = match i16::try_from(exponent) {
        Ok(exponent @ 0..400) if down => !exponent,
        Ok(exponent @ 0..=400) if !down => exponent,
        _ => return Err(ErrorKind::OutOfRange.into()),
    };
    let (negative, mantissa) = match bytes.first() {
        Some(&tag @ (0xc2 | 0xc3)) => {
            cbor::byte(bytes)?;
            if bytes.first().is_none_or(|first| first >> 5 != BYTES) {
                return not(PAIR);
            }
            (tag == 0xc3, bignum(bytes)?)
        }
        _ => part(bytes)?,
    };
    if info == INDEFINITE && cbor::byte(bytes)? != cbor::BREAK {
        return not(PAIR);
    }
    let magnitude = mantissa.checked_add(negative.into()).ok_or(ErrorKind::OutOfRange)?;
    Ok(Decimal { magnitude, exponent, negative })
}

/// Takes an integer: whether it is below zero, and what `-1 -` stands before if it is.
fn part(bytes: &mut &[u8]) -> Result<(bool, u64)> {
    match head(bytes)? {
        (major @ (UNSIGNED | NEGATIVE), 0..=27, number) => Ok((major == NEGATIVE, number)),
        _ => not(PAIR),
    }
}

/// What a decimal fraction consists of.
const PAIR: &str = "an exponent and a mantissa";
