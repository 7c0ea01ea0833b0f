//! Writing the values of the CBOR formats: definite, minimal, no tags.

use crate::error::{ErrorKind, Result};
use crate::output::Output;
use crate::syntax::cbor::{BYTES, TEXT, UNSIGNED};
pub(in crate::format) use crate::syntax::cbor::{put_float, put_head, put_integer};
use crate::syntax::decimal;
use crate::value::{ObjectLink, Text, Value};

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
