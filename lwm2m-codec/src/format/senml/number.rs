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

/// Adds a base value to a value: integers exactly, anything else as the nearest double (D-069).
#[cold]
#[inline(never)]
pub(super) fn add<'a>(base: Option<Wire<'a>>, value: Wire<'a>) -> Result<Wire<'a>> {
    let Some(base) = base else { return Ok(value) };
    if let (Some(base), Some(value)) = (integer(base), integer(value)) {
        let sum = base + value;
        return match (i64::try_from(sum), u64::try_from(sum)) {
            (Ok(sum), _) => Ok(Wire::Integer(sum)),
            (_, Ok(sum)) => Ok(Wire::Unsigned(sum)),
            _ => Err(ErrorKind::OutOfRange.into()),
        };
    }
    let sum = WireValue(base).float()? + WireValue(value).float()?;
    if sum.is_finite() { Ok(Wire::Number(sum)) } else { Err(ErrorKind::OutOfRange.into()) }
}

fn integer(number: Wire<'_>) -> Option<i128> {
    match number {
        Wire::Integer(number) => Some(number.into()),
        Wire::Unsigned(number) => Some(number.into()),
        _ => None,
    }
}
