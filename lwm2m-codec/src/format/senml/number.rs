//! The numbers of SenML: times exact to far below a nanosecond, base values that add up.
//! RFC 8428, 4.5.3 and 4.5.4; D-047, D-069.

use crate::error::{ErrorKind, Result};
use crate::schema::DataType;
use crate::value::{Decimal, Wide, Wire, WireValue, float_attos};

/// A number of seconds as a number of 10^-18 seconds.
#[cold]
#[inline(never)]
pub(super) fn attos(number: Wire<'_>) -> Result<i128> {
    let attos = match number {
        Wire::Integer(seconds) => integer_attos(seconds.unsigned_abs(), seconds < 0),
        Wire::Unsigned(seconds) => integer_attos(seconds, false),
        Wire::Number(seconds) => float_attos(seconds),
        Wire::Decimal { decimal, .. } => decimal.attos(),
        Wire::Digits(text) => Wide::new(text).attos(),
        _ => return Err(ErrorKind::WrongType { expected: DataType::Float }.into()),
    };
    attos.ok_or_else(|| ErrorKind::TimeOutOfRange.into())
}

fn integer_attos(magnitude: u64, negative: bool) -> Option<i128> {
    Decimal { magnitude, exponent: 0, negative }.attos()
}

/// Adds a base value to a value: exactly, where doubles with a fraction don't make that the nearest double (D-069).
#[cold]
#[inline(never)]
pub(super) fn add<'a>(base: Option<Wire<'a>>, value: Wire<'a>) -> Result<Wire<'a>> {
    let Some(base) = base else { return Ok(value) };
    let sum = wide(base).zip(wide(value)).and_then(|(base, value)| base.plus(value));
    let whole = sum.and_then(Wide::integer);
    match (whole.map(i64::try_from), whole.map(u64::try_from), sum.and_then(Wide::narrow)) {
        (Some(Ok(sum)), _, _) => return Ok(Wire::Integer(sum)),
        (_, Some(Ok(sum)), _) => return Ok(Wire::Unsigned(sum)),
        (None, _, Some(decimal)) => return Ok(Wire::Decimal { decimal, number: true }),
        (Some(Err(_)), _, _) if is_integer(base) && is_integer(value) => {
            return Err(ErrorKind::OutOfRange.into());
        }
        _ => {}
    }
    let sum = WireValue(base).float()? + WireValue(value).float()?;
    if sum.is_finite() { Ok(Wire::Number(sum)) } else { Err(ErrorKind::OutOfRange.into()) }
}

const fn is_integer(number: Wire<'_>) -> bool {
    matches!(number, Wire::Integer(_) | Wire::Unsigned(_))
}

/// The number in decimal digits; `None` for a double with a fraction or of more than 63 bits.
fn wide(number: Wire<'_>) -> Option<Wide> {
    Some(match number {
        Wire::Integer(number) => Wide::whole(number),
        Wire::Unsigned(magnitude) => Decimal { magnitude, exponent: 0, negative: false }.wide(),
        Wire::Decimal { decimal, .. } => decimal.wide(),
        Wire::Digits(text) => Wide::new(text),
        Wire::Number(_) => Wide::whole(WireValue(number).integer().ok()?),
        _ => return None,
    })
}
