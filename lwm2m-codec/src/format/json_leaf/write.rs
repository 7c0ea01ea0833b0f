//! Writes what records of the JSON formats say: base name and base time, name and time, and the value
//! (D-026, D-047, D-075, D-076, D-080).

use crate::error::{ErrorKind, Result};
use crate::format::senml::{Nanos, Outline, time};
use crate::output::Output;
use crate::record::Record;
use crate::syntax::base64::{Alphabet, Encoder};
use crate::syntax::decimal::{digits, put_float, put_integer, put_unsigned};
use crate::syntax::json;
use crate::value::{ObjectLink, Opaque, Text, Value};

/// How a format names the members that hold values, and spells octets.
pub(in crate::format) struct Spelling {
    pub(in crate::format) text: [u8; 5],
    pub(in crate::format) boolean: [u8; 5],
    pub(in crate::format) octets: [u8; 5],
    pub(in crate::format) link: &'static [u8],
    pub(in crate::format) alphabet: Alphabet,
}

/// Writes the base name and, where there is one, the base time, each with a comma behind it.
#[cfg_attr(not(feature = "compact"), inline(always))]
pub(in crate::format) fn put_base(out: &mut Output<'_>, outline: &Outline<'_>, timed: bool) {
    out.put(*b"\"bn\":\"");
    outline.put_base_name(out);
    out.put(*b"\",");
    if timed {
        out.put(*b"\"bt\":");
        put_seconds(out, Nanos::between(0, outline.base_time));
    }
}

/// Writes the name and the time of a record, each with a comma behind it, where it says them.
#[cfg_attr(not(feature = "compact"), inline(always))]
pub(in crate::format) fn put_line(
    out: &mut Output<'_>,
    outline: &Outline<'_>,
    record: &Record<Value<'_>>,
) {
    if outline.named {
        out.put(*b"\"n\":\"");
        outline.put_name(out, record.path);
        out.put(*b"\",");
    }
    let time = time(record);
    if time != outline.base_time {
        out.put(*b"\"t\":");
        put_seconds(out, Nanos::between(outline.base_time, time));
    }
}

/// Writes the member that holds a value.
#[cfg_attr(not(feature = "compact"), inline(always))]
pub(in crate::format) fn put_value(
    out: &mut Output<'_>,
    value: &Value<'_>,
    spelling: &Spelling,
) -> Result<()> {
    match value {
        Value::Integer(_) | Value::Unsigned(_) | Value::Float(_) | Value::Time(_) => {
            out.put(*b"\"v\":");
            put_number(out, value)?;
        }
        Value::String(text) => {
            out.put(spelling.text);
            put_text(out, text);
        }
        Value::CoreLink(links) => {
            out.put(spelling.text);
            put_text(out, links.as_text());
        }
        Value::Boolean(boolean) => {
            out.put(spelling.boolean);
            if *boolean { out.put(*b"true") } else { out.put(*b"false") }
        }
        Value::Opaque(octets) => {
            out.put(spelling.octets);
            put_octets(out, octets, spelling.alphabet);
        }
        Value::ObjectLink(link) => {
            out.write(spelling.link);
            put_link(out, *link);
        }
        // The outline lets null pass where it is a value, and never an empty container.
        Value::Null | Value::Empty => out.put(*b"\"v\":null"),
    }
    Ok(())
}

/// Writes a number: the value of a record that is one.
#[cfg_attr(not(feature = "compact"), inline(always))]
fn put_number(out: &mut Output<'_>, value: &Value<'_>) -> Result<()> {
    match value {
        Value::Integer(number) => put_integer(out, *number),
        Value::Time(time) => put_integer(out, time.0),
        Value::Unsigned(number) => put_unsigned(out, *number),
        Value::Float(number) if number.is_finite() => put_float(out, *number),
        _ => return Err(ErrorKind::NotExpressible("NaN and infinities").into()),
    }
    Ok(())
}

/// Writes text with its quotes.
#[cfg_attr(not(feature = "compact"), inline(always))]
fn put_text(out: &mut Output<'_>, text: &Text<'_>) {
    out.put([b'"']);
    text.for_each_piece(|piece| json::put_text(out, piece));
    out.put([b'"']);
}

/// Writes octets as base64 with its quotes.
fn put_octets(out: &mut Output<'_>, octets: &Opaque<'_>, alphabet: Alphabet) {
    out.put([b'"']);
    let mut encoder = Encoder::new(alphabet);
    octets.for_each_piece(|piece| encoder.write(out, piece));
    encoder.finish(out);
    out.put([b'"']);
}

/// Writes an object link with its quotes.
fn put_link(out: &mut Output<'_>, link: ObjectLink) {
    let [object, instance] = [link.object, link.instance].map(digits);
    out.put([b'"']);
    out.put_some(object.0, object.1);
    out.put([b':']);
    out.put_some(instance.0, instance.1);
    out.put([b'"']);
}

/// Writes nanoseconds as seconds, a plain decimal with zeros trimmed (D-047), and a comma.
fn put_seconds(out: &mut Output<'_>, nanos: Nanos) {
    let (seconds, mut rest) = nanos.seconds();
    if nanos.negative {
        out.put([b'-']);
    }
    put_unsigned(out, seconds);
    if rest > 0 {
        out.put([b'.']);
    }
    // The first digit is how many hundred millions there are, and so on.
    while rest > 0 {
        out.put([b'0' + (rest / 100_000_000 % 10) as u8]);
        rest = rest % 100_000_000 * 10;
    }
    out.put([b',']);
}
