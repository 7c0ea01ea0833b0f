//! Values and headers as TLV has them: LwM2M Core 1.2.2, 7.4.3 and appendix C; D-031, D-054, D-055.

use super::super::header::{Kind, WIDE_ID};
use crate::output::Few;
use crate::value::arithmetic::single;
use crate::value::{Text, Value};

/// A value as it is written.
pub(super) enum Leaf<'v> {
    /// 1, 2, 4 or 8 octets.
    Number(Few),
    /// In one piece.
    Octets(&'v [u8]),
    Rare(&'v Value<'v>),
}

impl<'v> Leaf<'v> {
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(super) fn of(value: &'v Value<'v>) -> Self {
        let text = |text: &'v Text<'v>| text.as_str().map(str::as_bytes);
        let octets = match value {
            Value::Integer(number) => return Self::Number(integer(*number)),
            Value::Time(time) => return Self::Number(integer(time.0)),
            Value::Unsigned(number) => {
                // D-055: the shortest whose top bit is clear, which is how the same signed number is written.
                let number = i64::try_from(*number).map_or(Few::new(*number, 8), integer);
                return Self::Number(number);
            }
            Value::Float(number) => return Self::Number(float(*number)),
            Value::Boolean(boolean) => return Self::Number(Few::new(u64::from(*boolean), 1)),
            Value::ObjectLink(link) => {
                let link = u64::from(link.object) << 16 | u64::from(link.instance);
                return Self::Number(Few::new(link, 4));
            }
            // Text and octets in one piece are rare pieces, too, where that spares code.
            _ if cfg!(feature = "compact") => None,
            Value::String(string) => text(string),
            Value::CoreLink(links) => text(links.as_text()),
            Value::Opaque(octets) => octets.as_bytes(),
            Value::Empty | Value::Null => None,
        };
        octets.map_or(Self::Rare(value), Self::Octets)
    }
}

#[cfg_attr(not(feature = "compact"), inline(always))]
const fn integer(number: i64) -> Few {
    let bits = number.cast_unsigned();
    // D-054: the shortest of 1, 2, 4 and 8.
    match (number ^ (number >> 63)).cast_unsigned() {
        0..=0x7f => Few::new(bits, 1),
        0x80..=0x7fff => Few::new(bits, 2),
        0x8000..=0x7fff_ffff => Few::new(bits, 4),
        _ => Few::new(bits, 8),
    }
}

#[cfg_attr(not(feature = "compact"), inline(always))]
fn float(number: f64) -> Few {
    // D-031: four octets where they hold the number exactly.
    match single(number) {
        Some(bits) => Few::new(bits.into(), 4),
        None => Few::new(number.to_bits(), 8),
    }
}

/// The header of a TLV of up to 255 octets.
#[cfg_attr(not(feature = "compact"), inline(always))]
#[expect(clippy::cast_possible_truncation, reason = "one octet")]
pub(super) const fn short_head(kind: Kind, id: u16, length: usize) -> Few {
    let (narrow, id, length) = (kind.bits() as u32, id as u32, length as u32 & 0xff);
    let wide = narrow | WIDE_ID as u32;
    // From 8 on an octet of length follows.
    match (id > 0xff, length > 7) {
        (false, false) => Few::front((narrow | length) << 24 | id << 16, 2),
        (false, true) => Few::front((narrow | 8) << 24 | id << 16 | length << 8, 3),
        (true, false) => Few::front((wide | length) << 24 | id << 8, 3),
        (true, true) => Few::front((wide | 8) << 24 | id << 8 | length, 4),
    }
}

/// The header of a TLV of a length that a header can tell.
#[cfg_attr(not(feature = "compact"), inline(always))]
pub(super) const fn head(kind: Kind, id: u16, length: usize) -> Few {
    if length > 0xff { long_head(kind, id, length) } else { short_head(kind, id, length) }
}

#[inline(never)]
const fn long_head(kind: Kind, id: u16, length: usize) -> Few {
    let (width, bits) = if length > 0xffff { (3, 0x18) } else { (2, 0x10) };
    let [first, rest @ ..] = short_head(kind, id, 0).bytes();
    let [b, c, ..] = rest;
    let head = Few::first([first | bits, b, c, 0, 0, 0, 0, 0], if id > 0xff { 3 } else { 2 });
    head.then(Few::new(length as u64, width))
}
