//! The numbers of SenML: times exact to far below a nanosecond, base values that add up.
//! RFC 8428, 4.5.3 and 4.5.4; D-047, D-069.

use crate::error::{ErrorKind, Result};
use crate::schema::DataType;
use crate::value::{Kind, Seconds, Whole, Wide, Wire, WireValue, form, sum};

/// A number as a number of seconds.
#[cold]
#[inline(never)]
pub(super) fn seconds(number: Wire<'_>) -> Result<Seconds> {
    let seconds = match number {
        Wire::Integer(seconds) => Some(seconds.into()),
        Wire::Unsigned(seconds) => Seconds::new(seconds, 0, false),
        Wire::Number(seconds) => Seconds::of_float(seconds),
        Wire::Decimal { decimal, .. } => decimal.seconds(),
        Wire::Digits(text) if form::JSON => Wide::new(text).seconds(),
        _ => return Err(ErrorKind::WrongType { expected: DataType::Float }.into()),
    };
    seconds.ok_or_else(|| ErrorKind::TimeOutOfRange.into())
}

/// Adds a base value to a value: exactly, where doubles with a fraction don't make that the nearest double (D-069).
#[cold]
#[inline(never)]
pub(super) fn add<'a>(base: Option<Wire<'a>>, value: Wire<'a>) -> Result<Wire<'a>> {
    let Some(base) = base else { return Ok(value) };
    if let Some(sum) = wide(base).zip(wide(value)).and_then(|(base, value)| base.plus(value)) {
        match (sum.whole(), sum.narrow()) {
            (Kind::Whole(whole), _) => {
                return Ok(match whole.signed() {
                    Ok(sum) => Wire::Integer(sum),
                    Err(_) => Wire::Unsigned(whole.unsigned()?),
                });
            }
            (Kind::Fraction, Some(decimal)) => return Ok(Wire::Decimal { decimal, number: true }),
            (Kind::TooLarge, _) if is_integer(base) && is_integer(value) => {
                return Err(ErrorKind::OutOfRange.into());
            }
            _ => {}
        }
    }
    let sum = sum(WireValue(base).float()?, WireValue(value).float()?);
    sum.map(Wire::Number).ok_or_else(|| ErrorKind::OutOfRange.into())
}

const fn is_integer(number: Wire<'_>) -> bool {
    matches!(number, Wire::Integer(_) | Wire::Unsigned(_))
}

/// The number in decimal digits; `None` for a double with a fraction or of more than 63 bits.
fn wide(number: Wire<'_>) -> Option<Wide> {
    Some(match number {
        Wire::Integer(number) => Whole::from(number).into(),
        Wire::Unsigned(number) => Whole::from(number).into(),
        Wire::Decimal { decimal, .. } => decimal.wide(),
        Wire::Digits(text) if form::JSON => Wide::new(text),
        Wire::Number(_) => Whole::from(WireValue(number).integer().ok()?).into(),
        _ => return None,
    })
}
