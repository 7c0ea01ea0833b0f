//! What stands under the labels of SenML: each is for one kind of value, and refuses the others.
//! RFC 8428, 6.

use super::{any, not, octets, text};
use crate::deviation::{DeviationKind, Lenience};
use crate::error::Result;
use crate::syntax::cbor::{self, SMALL, UNSIGNED, array};
use crate::value::Wire;

/// Takes what may stand under SenML's label for numbers.
#[cfg_attr(not(feature = "compact"), inline(always))]
pub(in crate::format) fn read_number<'a>(
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
    any(first, &mut bytes, true, value, lenience)?;
    match *value {
        Wire::Float(number) => *value = Wire::Number(number),
        Wire::Null
        | Wire::Boolean(_)
        | Wire::TextChunks { .. }
        | Wire::Text(_)
        | Wire::ByteChunks(_)
        | Wire::Bytes(_) => return not("a number"),
        _ => {}
    }
    Ok(bytes)
}

/// Takes what may stand under SenML's label for text.
#[cfg_attr(not(feature = "compact"), inline(always))]
pub(in crate::format) fn read_text<'a>(
    bytes: &mut &'a [u8],
    value: &mut Wire<'a>,
    lenience: &mut Lenience,
) -> Result<()> {
    match cbor::byte(bytes)? {
        first @ 0x60..=0x7b if !SMALL => *value = Wire::Text(text(first, bytes)?),
        first => *bytes = rare_under(Label::Text, first, bytes, value, lenience)?,
    }
    Ok(())
}

/// Takes what may stand under SenML's label for octets.
#[cfg_attr(not(feature = "compact"), inline(always))]
pub(in crate::format) fn read_bytes<'a>(
    bytes: &mut &'a [u8],
    value: &mut Wire<'a>,
    lenience: &mut Lenience,
) -> Result<()> {
    match cbor::byte(bytes)? {
        first @ 0x40..=0x5b if !SMALL => *value = Wire::Bytes(octets(first, bytes)?),
        first => *bytes = rare_under(Label::Octets, first, bytes, value, lenience)?,
    }
    Ok(())
}

/// Takes what may stand under SenML's label for Booleans.
#[cfg_attr(not(feature = "compact"), inline(always))]
pub(in crate::format) fn read_boolean<'a>(
    bytes: &mut &'a [u8],
    value: &mut Wire<'a>,
    lenience: &mut Lenience,
) -> Result<()> {
    match cbor::byte(bytes)? {
        0xf4 if !SMALL => *value = Wire::Boolean(false),
        0xf5 if !SMALL => *value = Wire::Boolean(true),
        first => *bytes = rare_under(Label::Boolean, first, bytes, value, lenience)?,
    }
    Ok(())
}

/// The labels of what is no number.
#[derive(Clone, Copy)]
enum Label {
    Text,
    Octets,
    Boolean,
}

/// Takes the rare forms of what a label is for, and refuses the rest.
#[cold]
#[inline(never)]
fn rare_under<'a>(
    label: Label,
    first: u8,
    mut bytes: &'a [u8],
    value: &mut Wire<'a>,
    lenience: &mut Lenience,
) -> Result<&'a [u8]> {
    any(first, &mut bytes, true, value, lenience)?;
    match (label, &*value) {
        (Label::Text, Wire::TextChunks { .. } | Wire::Text(_))
        | (Label::Octets, Wire::ByteChunks(_) | Wire::Bytes(_))
        | (Label::Boolean, Wire::Boolean(_)) => {}
        // Lenience: who has integers for Booleans (D-037).
        (Label::Boolean, &Wire::Integer(number @ 0..=1))
            if first >> 5 == UNSIGNED && lenience.allow(DeviationKind::IntegerForBoolean) =>
        {
            *value = Wire::Boolean(number == 1);
        }
        (Label::Text, Wire::Date(text)) => *value = Wire::Text(text),
        (Label::Text, _) => return not("text"),
        (Label::Octets, _) => return not("bytes"),
        (Label::Boolean, _) => return not("true or false"),
    }
    Ok(bytes)
}
