//! Writing the values of the CBOR formats: definite, minimal, no tags.

use crate::error::{ErrorKind, Result};
use crate::output::{Few, Output};
use crate::syntax::cbor::{BYTES, TEXT, UNSIGNED, integer, put_nine, short_float};
pub(in crate::format) use crate::syntax::cbor::{put_float, put_head, put_integer, short_head};
use crate::value::{ObjectLink, Text, Value};

/// A value as it is written.
pub(in crate::format) enum Leaf<'v> {
    /// A number or a Boolean of up to five bytes.
    Short(Few),
    /// A number of nine: the first byte and the others.
    Long(Few, Few),
    /// A string in one piece, with its major type.
    Whole(u8, &'v [u8]),
    /// Strings in pieces, object links, and what is no value.
    Rare(&'v Value<'v>),
}

impl<'v> Leaf<'v> {
    /// A value, and the label under which SenML has it.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(in crate::format) fn of(value: &'v Value<'v>) -> (u8, Self) {
        let whole = |major, octets: Option<&'v [u8]>| {
            octets.map_or(Self::Rare(value), |octets| Self::Whole(major, octets))
        };
        let text = |text: &'v Text<'v>| whole(TEXT, text.as_str().map(str::as_bytes));
        let (major, argument) = match value {
            Value::Integer(number) => integer(*number),
            // D-041, D-042: the bare integer of the standard's own examples.
            Value::Time(time) => integer(time.0),
            Value::Unsigned(number) => (UNSIGNED, *number),
            Value::Float(number) => {
                let long = Self::Long(Few::new(0xfb, 1), Few::new(number.to_bits(), 8));
                return (NUMBER, short_float(*number).map_or(long, Self::Short));
            }
            Value::Boolean(boolean) => {
                return (BOOLEAN, Self::Short(Few::new(0xf4 | u64::from(*boolean), 1)));
            }
            Value::String(string) => return (STRING, text(string)),
            Value::CoreLink(links) => return (STRING, text(links.as_text())),
            Value::Opaque(octets) => return (OCTETS, whole(BYTES, octets.as_bytes())),
            Value::ObjectLink(_) | Value::Empty | Value::Null => {
                return (NUMBER, Self::Rare(value));
            }
        };
        let long = Self::Long(Few::new((major << 5 | 27).into(), 1), Few::new(argument, 8));
        (NUMBER, short_head(major, argument).map_or(long, Self::Short))
    }

    /// Writes what stands before a value, of at most seven bytes, and the value; not what is no value.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(in crate::format) fn put(self, out: &mut Output<'_>, before: Few) -> Result<()> {
        let (first, second) = match self {
            Self::Short(item) => (before, item),
            Self::Long(first, rest) => (before.then(first), rest),
            Self::Whole(major, octets) => {
                put_head_behind(out, before, major, octets.len());
                out.write(octets);
                return Ok(());
            }
            Self::Rare(value) => return put_rare(out, before, value),
        };
        out.put_both(first, second);
        Ok(())
    }
}

/// Labels of SenML CBOR: RFC 8428, 6.
const NUMBER: u8 = 2;
const STRING: u8 = 3;
const BOOLEAN: u8 = 4;
const OCTETS: u8 = 8;

#[cfg_attr(not(feature = "compact"), inline(always))]
fn put_head_behind(out: &mut Output<'_>, before: Few, major: u8, length: usize) {
    match short_head(major, length as u64) {
        Some(head) => out.put_both(before, head),
        None => put_nine(out, before, major << 5 | 27, length as u64),
    }
}

/// Strings in pieces, and object links.
#[cold]
#[inline(never)]
fn put_rare(out: &mut Output<'_>, before: Few, value: &Value<'_>) -> Result<()> {
    let text = match value {
        Value::ObjectLink(link) => {
            put_link(out, before, *link);
            return Ok(());
        }
        Value::String(text) => text,
        Value::CoreLink(links) => links.as_text(),
        Value::Opaque(octets) => {
            put_head_behind(out, before, BYTES, octets.len());
            octets.for_each_piece(|piece| out.write(piece));
            return Ok(());
        }
        Value::Empty => return Err(ErrorKind::NotExpressible("an empty Resource").into()),
        _ => return Err(ErrorKind::NotExpressible("null").into()),
    };
    put_head_behind(out, before, TEXT, text.len());
    text.for_each_piece(|piece| out.write(piece.as_bytes()));
    Ok(())
}

/// Writes the text `object:instance`, whose digits come up from the last one on.
fn put_link(out: &mut Output<'_>, before: Few, link: ObjectLink) {
    let mut text = [0; 11];
    let mut places = text.iter_mut().rev();
    let mut put = |octet| {
        if let Some(place) = places.next() {
            *place = octet;
        }
    };
    for (mut number, colon) in [(link.instance, true), (link.object, false)] {
        loop {
            put(b'0' + (number % 10) as u8);
            number /= 10;
            if number == 0 {
                break;
            }
        }
        if colon {
            put(b':');
        }
    }
    let begin = places.len();
    let text = text.get(begin..).unwrap_or(&text);
    put_head_behind(out, before, TEXT, text.len());
    out.write(text);
}
