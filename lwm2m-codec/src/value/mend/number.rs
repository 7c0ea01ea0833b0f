//! Numbers and times in forms of other types or other spellings. D-022, D-023, D-028, D-029, D-040, D-054, D-055.

use crate::deviation::{DeviationKind, Lenience};
use crate::schema::DataType;
use crate::value::{Decimal, Kind, RawText, Text, Time, Whole, Wire, characters};

/// An Integer or Unsigned Integer.
pub(super) fn integer<'a>(wire: Wire<'a>, lenience: &mut Lenience) -> Option<Wire<'a>> {
    match wire {
        // Lenience: a device that Leshan was asked to read, with floats for all numbers (E227).
        Wire::Float(number) => {
            let mended = is_whole(number) && lenience.allow(DeviationKind::FloatForInteger);
            mended.then_some(Wire::Number(number))
        }
        Wire::Decimal { decimal, number: false } => {
            let whole = !matches!(decimal.whole(), Kind::Fraction);
            let mended = whole && lenience.allow(DeviationKind::FloatForInteger);
            mended.then_some(Wire::Decimal { decimal, number: true })
        }
        _ => digits(wire, lenience),
    }
}

/// Whole numbers of TLV and of plain text: Integer, Unsigned Integer and Time alike.
fn digits<'a>(wire: Wire<'a>, lenience: &mut Lenience) -> Option<Wire<'a>> {
    match wire {
        // Lenience: Contiki-NG, whose 0 may have no octets (E206).
        Wire::Untyped([]) => {
            lenience.allow(DeviationKind::EmptyInteger).then_some(Wire::Integer(0))
        }
        // Lenience: mbed-client before 2017 (E208).
        Wire::Untyped(octets) if !matches!(octets.len(), 1 | 2 | 4 | 8) => {
            let text = core::str::from_utf8(octets).ok()?;
            let is_ascii = characters::integer(text, DataType::Integer).is_ok();
            let mended = is_ascii && lenience.allow(DeviationKind::AsciiInteger);
            mended.then_some(Wire::Characters(text))
        }
        Wire::Characters(text) => integral_decimal(text, lenience)
            .or_else(|| without_plus(text, lenience))
            .map(Wire::Characters),
        _ => None,
    }
}

/// Lenience: clients that print every number as a float: `5.0` (E269).
fn integral_decimal<'a>(text: &'a str, lenience: &mut Lenience) -> Option<&'a str> {
    let (whole, fraction) = text.split_once('.')?;
    let zeros = !fraction.is_empty() && fraction.bytes().all(|digit| digit == b'0');
    (zeros && lenience.allow(DeviationKind::IntegralDecimal)).then_some(whole)
}

/// Lenience: who goes by Anjay Lite, which takes a plus (D-022).
fn without_plus<'a>(text: &'a str, lenience: &mut Lenience) -> Option<&'a str> {
    let number = text.strip_prefix('+')?;
    let plain = number.starts_with(|c: char| c.is_ascii_digit() || c == '.');
    (plain && lenience.allow(DeviationKind::LeadingPlus)).then_some(number)
}

/// A Float.
pub(super) fn float<'a>(wire: Wire<'a>, lenience: &mut Lenience) -> Option<Wire<'a>> {
    let Wire::Characters(text) = wire else { return None };
    if let Some(number) = without_plus(text, lenience) {
        return Some(Wire::Characters(number));
    }
    // Lenience: who prints no zero beside the point (D-023).
    let mended = characters::has_bare_point(text) && lenience.allow(DeviationKind::BarePoint);
    if mended { characters::finite(text).ok().map(Wire::Float) } else { None }
}

/// A Time.
pub(super) fn time<'a>(wire: Wire<'a>, lenience: &mut Lenience) -> Option<Wire<'a>> {
    let (time, kind) = match wire {
        // Lenience: clocks finer than seconds (E045).
        Wire::TimeFloat(number) => (floor(number)?, DeviationKind::FractionalTime),
        // Lenience: the string of the 1.1.1 tables, read without the tag (E045).
        Wire::TextOrLink(text) | Wire::Text(text) => {
            (Time::from_rfc3339(text).ok()?, DeviationKind::UntaggedDate)
        }
        Wire::TextChunks { chunks, .. } => {
            let mut buffer = [0; 64];
            let text = Text::from_raw(RawText::Chunks(chunks));
            let date = text.copy_to(&mut buffer).and_then(Time::from_rfc3339);
            (date.ok()?, DeviationKind::UntaggedDate)
        }
        _ => return digits(wire, lenience),
    };
    lenience.allow(kind).then_some(Wire::Integer(time.0))
}

/// What was out of range for its consumer.
pub(super) fn out_of_range<'a>(wire: Wire<'a>, lenience: &mut Lenience) -> Option<Wire<'a>> {
    match wire {
        Wire::Integer(number) => rounded(number.unsigned_abs(), number < 0, lenience),
        Wire::Unsigned(number) => rounded(number, false, lenience),
        // Lenience: Zephyr before 2021, which sends 129 as `81` (E201).
        Wire::Untyped(octets) => {
            let number = match *octets {
                [a] => i64::from(a),
                [a, b] => i64::from(u16::from_be_bytes([a, b])),
                [a, b, c, d] => i64::from(u32::from_be_bytes([a, b, c, d])),
                _ => return None,
            };
            lenience.allow(DeviationKind::UnsignedInSigned).then_some(Wire::Integer(number))
        }
        _ => None,
    }
}

/// Lenience: who goes by Anjay, which rounds (D-029). As a decimal it is exact for all but a Float.
fn rounded<'a>(magnitude: u64, negative: bool, lenience: &mut Lenience) -> Option<Wire<'a>> {
    let decimal = Decimal { magnitude, exponent: 0, negative };
    let mended = magnitude > 1 << 53 && lenience.allow(DeviationKind::RoundedFloat);
    mended.then_some(Wire::Decimal { decimal, number: false })
}

fn is_whole(number: f64) -> bool {
    !matches!(Whole::of_float(number), Kind::Fraction)
}

/// The second in which a time lies; `None` where no Time is that.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "from 2^53 on there are no fractions"
)]
fn floor(number: f64) -> Option<Time> {
    if number.is_nan() || number.abs() >= 9_007_199_254_740_992.0 {
        return None;
    }
    let towards_zero = number as i64;
    Some(Time(towards_zero - i64::from((towards_zero as f64) > number)))
}
