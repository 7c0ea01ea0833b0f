//! Writing the values of the CBOR formats: definite, minimal, no tags.

use crate::error::{ErrorKind, Result};
use crate::output::Output;
use crate::syntax::cbor::{BYTES, NEGATIVE, TEXT, UNSIGNED};
use crate::syntax::decimal;
use crate::value::{ObjectLink, Text, Value};

/// Writes a head in its shortest form.
#[cfg_attr(not(feature = "compact"), inline(always))]
#[expect(clippy::cast_possible_truncation, reason = "each arm's range fits its type")]
pub(in crate::format) fn put_head(out: &mut Output<'_>, major: u8, argument: u64) {
    let major = major << 5;
    match argument {
        0..=23 => out.put([major | argument as u8]),
        24..=0xff => out.put([major | 24, argument as u8]),
        0x100..=0xffff => {
            let [a, b] = (argument as u16).to_be_bytes();
            out.put([major | 25, a, b]);
        }
        _ => put_long_head(out, major, argument),
    }
}

#[inline(never)]
fn put_long_head(out: &mut Output<'_>, major: u8, argument: u64) {
    if let Ok(argument) = u32::try_from(argument) {
        let [a, b, c, d] = argument.to_be_bytes();
        out.put([major | 26, a, b, c, d]);
    } else {
        let [a, b, c, d, e, f, g, h] = argument.to_be_bytes();
        out.put([major | 27, a, b, c, d, e, f, g, h]);
    }
}

/// Writes an integer.
#[cfg_attr(not(feature = "compact"), inline(always))]
pub(in crate::format) fn put_integer(out: &mut Output<'_>, number: i64) {
    match u64::try_from(number) {
        Ok(number) => put_head(out, UNSIGNED, number),
        Err(_) => put_head(out, NEGATIVE, !number.cast_unsigned()),
    }
}

/// Writes a float: single where that is exact, else double; never half (D-030).
#[cfg_attr(not(feature = "compact"), inline(always))]
pub(in crate::format) fn put_float(out: &mut Output<'_>, number: f64) {
    #[expect(clippy::cast_possible_truncation, reason = "compared after")]
    let single = number as f32;
    if f64::from(single) == number {
        let [a, b, c, d] = single.to_be_bytes();
        out.put([0xfa, a, b, c, d]);
    } else {
        put_rare_float(out, number);
    }
}

#[inline(never)]
fn put_rare_float(out: &mut Output<'_>, number: f64) {
    if number.is_nan() {
        return out.put([0xfa, 0x7f, 0xc0, 0, 0]);
    }
    let [a, b, c, d, e, f, g, h] = number.to_be_bytes();
    out.put([0xfb, a, b, c, d, e, f, g, h]);
}

/// Writes text.
#[cfg_attr(not(feature = "compact"), inline(always))]
pub(in crate::format) fn put_text(out: &mut Output<'_>, text: &Text<'_>) {
    match text.as_str() {
        Some(text) => {
            put_head(out, TEXT, text.len() as u64);
            out.write(text.as_bytes());
        }
        None => {
            put_head(out, TEXT, text.len() as u64);
            text.for_each_piece(|piece| out.write(piece.as_bytes()));
        }
    }
}

/// Writes a value save an object link, which the formats spell differently, and what is no value.
#[cfg_attr(not(feature = "compact"), inline(always))]
pub(in crate::format) fn put_value(out: &mut Output<'_>, value: &Value<'_>) -> Result<()> {
    match value {
        Value::Integer(number) => put_integer(out, *number),
        Value::Unsigned(number) => put_head(out, UNSIGNED, *number),
        Value::Float(number) => put_float(out, *number),
        Value::Boolean(boolean) => out.put([0xf4 | u8::from(*boolean)]),
        // D-041, D-042: the bare integer of the standard's own examples.
        Value::Time(time) => put_integer(out, time.0),
        Value::String(text) => put_text(out, text),
        Value::CoreLink(links) => put_text(out, links.as_text()),
        Value::Opaque(octets) => {
            put_head(out, BYTES, octets.len() as u64);
            octets.for_each_piece(|piece| out.write(piece));
        }
        Value::ObjectLink(_) | Value::Empty | Value::Null => {
            return Err(ErrorKind::NotExpressible("null").into());
        }
    }
    Ok(())
}

/// The digits of `object:instance`.
#[inline(never)]
pub(in crate::format) fn put_link(out: &mut Output<'_>, link: ObjectLink) {
    let [object, instance] = [link.object, link.instance].map(decimal::digits);
    put_head(out, TEXT, (object.1 + 1 + instance.1) as u64);
    out.put_some(object.0, object.1);
    out.put([b':']);
    out.put_some(instance.0, instance.1);
}
