//! The values of the CBOR formats: 60, 112 and 11544 spell them alike, and differ in what a number is.
//! RFC 8949, 3.1 and 3.4; LwM2M Core 1.2.2, 7.5.3 (tags); D-028 to D-042.

mod counted;
mod write;

pub(super) use self::counted::Counted;
pub(super) use self::write::{put_float, put_head, put_integer, put_link, put_value};
use crate::deviation::{DeviationKind, Lenience};
use crate::error::{ErrorKind, Result};
use crate::schema::DataType;
use crate::syntax::cbor::{
    self, ARRAY, BYTES, Head, INDEFINITE, MAP, NEGATIVE, SIMPLE, TAG, TEXT, UNSIGNED, array, head,
    rest_of_head, take,
};
use crate::value::{Decimal, RawText, Text, Time, Wire};

/// In the small setting every value goes the way of the rare ones, which knows all forms.
const SMALL: bool = cfg!(feature = "compact");

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
    let item = rest_of_head(first, &mut bytes)?;
    *value = any(item, &mut bytes, false, lenience)?;
    Ok(bytes)
}

/// Takes what may stand under SenML's label for numbers.
#[cfg_attr(not(feature = "compact"), inline(always))]
pub(super) fn read_number<'a>(
    bytes: &mut &'a [u8],
    value: &mut Wire<'a>,
    lenience: &mut Lenience,
) -> Result<()> {
    let first = cbor::byte(bytes)?;
    match first {
        _ if SMALL => *bytes = rare_number(first, bytes, value, lenience)?,
        0x00..=0x17 => *value = Wire::Integer(i64::from(first)),
        0x18 => *value = Wire::Integer(i64::from(cbor::byte(bytes)?)),
        0x19 => *value = Wire::Integer(i64::from(u16::from_be_bytes(array(bytes)?))),
        0x1a => *value = Wire::Integer(i64::from(u32::from_be_bytes(array(bytes)?))),
        0xfa => *value = Wire::Number(f64::from(f32::from_be_bytes(array(bytes)?))),
        0xfb => *value = Wire::Number(f64::from_be_bytes(array(bytes)?)),
        _ => *bytes = rare_number(first, bytes, value, lenience)?,
    }
    Ok(())
}

#[inline(never)]
fn rare_number<'a>(
    first: u8,
    mut bytes: &'a [u8],
    value: &mut Wire<'a>,
    lenience: &mut Lenience,
) -> Result<&'a [u8]> {
    let item = rest_of_head(first, &mut bytes)?;
    match any(item, &mut bytes, true, lenience)? {
        Wire::Float(number) => *value = Wire::Number(number),
        Wire::Null
        | Wire::Boolean(_)
        | Wire::TextChunks { .. }
        | Wire::Text(_)
        | Wire::ByteChunks(_)
        | Wire::Bytes(_) => return not("a number"),
        number => *value = number,
    }
    Ok(bytes)
}

/// A value of any type, whose head is taken already.
#[inline(never)]
fn any<'a>(
    item: Head,
    bytes: &mut &'a [u8],
    numbers: bool,
    lenience: &mut Lenience,
) -> Result<Wire<'a>> {
    match integer_or(item) {
        Some(number) => number,
        None => rare(item, bytes, numbers, lenience),
    }
}

/// Integers and floats of every width; `None` for another item.
#[expect(clippy::cast_possible_truncation, reason = "the head had as many octets")]
fn integer_or<'a>((major, info, argument): Head) -> Option<Result<Wire<'a>>> {
    let signed = i64::try_from(argument);
    Some(Ok(match (major, info, signed) {
        (UNSIGNED, 0..=27, Ok(number)) => Wire::Integer(number),
        (UNSIGNED, 0..=27, Err(_)) => Wire::Unsigned(argument),
        (NEGATIVE, 0..=27, Ok(number)) => Wire::Integer(!number),
        (NEGATIVE, 0..=27, Err(_)) => return Some(Err(ErrorKind::OutOfRange.into())),
        (SIMPLE, 25, _) => Wire::Float(cbor::half(argument as u16)),
        (SIMPLE, 26, _) => Wire::Float(f64::from(f32::from_bits(argument as u32))),
        (SIMPLE, 27, _) => Wire::Float(f64::from_bits(argument)),
        _ => return None,
    }))
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
        _ => rest_of_head(first, bytes)?.2,
    };
    take(bytes, length)
}

#[cold]
#[inline(never)]
fn not_utf8<T>() -> Result<T> {
    Err(ErrorKind::NotUtf8.into())
}

/// Takes what may stand under SenML's label for text.
#[cfg_attr(not(feature = "compact"), inline(always))]
pub(super) fn read_text<'a>(
    bytes: &mut &'a [u8],
    value: &mut Wire<'a>,
    lenience: &mut Lenience,
) -> Result<()> {
    match cbor::byte(bytes)? {
        first @ 0x60..=0x7b if !SMALL => *value = Wire::Text(text(first, bytes)?),
        first => *bytes = rare_text(first, bytes, value, lenience)?,
    }
    Ok(())
}

#[cold]
#[inline(never)]
fn rare_text<'a>(
    first: u8,
    mut bytes: &'a [u8],
    value: &mut Wire<'a>,
    lenience: &mut Lenience,
) -> Result<&'a [u8]> {
    match rare(rest_of_head(first, &mut bytes)?, &mut bytes, true, lenience)? {
        text @ (Wire::TextChunks { .. } | Wire::Text(_)) => *value = text,
        Wire::Date(text) => *value = Wire::Text(text),
        _ => return not("text"),
    }
    Ok(bytes)
}

/// Takes what may stand under SenML's label for octets.
#[cfg_attr(not(feature = "compact"), inline(always))]
pub(super) fn read_bytes<'a>(
    bytes: &mut &'a [u8],
    value: &mut Wire<'a>,
    lenience: &mut Lenience,
) -> Result<()> {
    match cbor::byte(bytes)? {
        first @ 0x40..=0x5b if !SMALL => *value = Wire::Bytes(octets(first, bytes)?),
        first => *bytes = rare_bytes(first, bytes, value, lenience)?,
    }
    Ok(())
}

#[cold]
#[inline(never)]
fn rare_bytes<'a>(
    first: u8,
    mut bytes: &'a [u8],
    value: &mut Wire<'a>,
    lenience: &mut Lenience,
) -> Result<&'a [u8]> {
    match rare(rest_of_head(first, &mut bytes)?, &mut bytes, true, lenience)? {
        octets @ (Wire::ByteChunks(_) | Wire::Bytes(_)) if first >> 5 != TEXT => *value = octets,
        _ => return not("bytes"),
    }
    Ok(bytes)
}

/// Takes what may stand under SenML's label for Booleans.
#[cfg_attr(not(feature = "compact"), inline(always))]
pub(super) fn read_boolean<'a>(
    bytes: &mut &'a [u8],
    value: &mut Wire<'a>,
    lenience: &mut Lenience,
) -> Result<()> {
    match cbor::byte(bytes)? {
        0xf4 if !SMALL => *value = Wire::Boolean(false),
        0xf5 if !SMALL => *value = Wire::Boolean(true),
        first => *bytes = rare_boolean(first, bytes, value, lenience)?,
    }
    Ok(())
}

#[cold]
#[inline(never)]
fn rare_boolean<'a>(
    first: u8,
    mut bytes: &'a [u8],
    value: &mut Wire<'a>,
    lenience: &mut Lenience,
) -> Result<&'a [u8]> {
    let item = rest_of_head(first, &mut bytes)?;
    // Lenience: who has integers for Booleans (D-037).
    if let (UNSIGNED, 0..=27, number @ 0..=1) = item
        && lenience.allow(DeviationKind::IntegerForBoolean)
    {
        *value = Wire::Boolean(number == 1);
        return Ok(bytes);
    }
    match rare(item, &mut bytes, true, lenience)? {
        boolean @ Wire::Boolean(_) => *value = boolean,
        _ => return not("true or false"),
    }
    Ok(bytes)
}

#[cold]
#[inline(never)]
fn not<T>(expected: &'static str) -> Result<T> {
    Err(ErrorKind::Malformed(expected).into())
}

/// Chunked strings, tagged items, null, and values of another type than a SenML label names.
#[cold]
#[inline(never)]
fn rare<'a>(
    item: Head,
    bytes: &mut &'a [u8],
    numbers: bool,
    lenience: &mut Lenience,
) -> Result<Wire<'a>> {
    match item {
        (TEXT, INDEFINITE, _) => {
            Ok(Wire::TextChunks { chunks: cbor::chunks(TEXT, bytes)?, link: !numbers })
        }
        (BYTES, INDEFINITE, _) => Ok(Wire::ByteChunks(cbor::chunks(BYTES, bytes)?)),
        (SIMPLE, 20, _) => Ok(Wire::Boolean(false)),
        (SIMPLE, 21, _) => Ok(Wire::Boolean(true)),
        (SIMPLE, 22, _) => Ok(Wire::Null),
        (TAG, 0..=27, tag) => tagged(tag, bytes, numbers, lenience),
        (BYTES, _, length) => take(bytes, length).map(Wire::Bytes),
        (TEXT, _, length) => {
            let text = core::str::from_utf8(take(bytes, length)?);
            let text = text.or_else(|_| not_utf8())?;
            Ok(if numbers { Wire::Text(text) } else { Wire::TextOrLink(text) })
        }
        _ => not("a number, text, bytes, true or false"),
    }
}

/// What stands under a tag, two in a row are refused (D-034).
fn tagged<'a>(
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
