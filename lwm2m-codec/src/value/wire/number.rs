//! Numbers and times of what the bytes say: exact, or refused.
//! LwM2M Core 1.2.2, appendix C, table C-2; D-028, D-029, D-040, D-054, D-055.

use super::{Wire, WireValue, invalid, wrong};
use crate::error::{ErrorKind, Result};
use crate::schema::DataType;
use crate::value::{Time, Wide, characters};

impl<'a> WireValue<'a> {
    /// Reads it as an Integer.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`] beyond an `i64`, [`ErrorKind::InvalidValue`] for TLV octets that are not 1, 2, 4
    /// or 8, [`ErrorKind::WrongType`] for another type; a float counts only in SenML and when it is whole (D-028).
    #[inline]
    pub fn integer(&self) -> Result<i64> {
        match self.0 {
            Wire::Integer(number) => Ok(number),
            Wire::Untyped(octets) => signed(octets, DataType::Integer),
            _ => self.number(DataType::Integer),
        }
    }

    /// Reads it as an Unsigned Integer.
    ///
    /// # Errors
    /// As [`WireValue::integer`]; below zero is [`ErrorKind::OutOfRange`].
    #[inline]
    pub fn unsigned(&self) -> Result<u64> {
        match self.0 {
            Wire::Integer(number) => {
                u64::try_from(number).map_err(|_| ErrorKind::OutOfRange.into())
            }
            Wire::Unsigned(number) => Ok(number),
            // D-055: 200 may have come as `c8` or as `00c8`.
            Wire::Untyped(octets) => Ok(match *octets {
                [a] => u64::from(a),
                [a, b] => u64::from(u16::from_be_bytes([a, b])),
                [a, b, c, d] => u64::from(u32::from_be_bytes([a, b, c, d])),
                [a, b, c, d, e, f, g, h] => u64::from_be_bytes([a, b, c, d, e, f, g, h]),
                _ => return invalid(DataType::Unsigned),
            }),
            _ => self.number(DataType::Unsigned),
        }
    }

    /// Reads it as a Float.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`] for an integer that no double is equal to (D-029), [`ErrorKind::InvalidValue`] for
    /// TLV octets that are not 4 or 8, [`ErrorKind::WrongType`] for another type.
    #[inline]
    pub fn float(&self) -> Result<f64> {
        match self.0 {
            Wire::Float(number) | Wire::Number(number) => Ok(number),
            Wire::Decimal { decimal, .. } => match decimal.exact_float() {
                Some(number) => Ok(number),
                None => self.float_of_integer(),
            },
            Wire::Untyped(octets) => Ok(match *octets {
                [a, b, c, d] => f64::from(f32::from_be_bytes([a, b, c, d])),
                [a, b, c, d, e, f, g, h] => f64::from_be_bytes([a, b, c, d, e, f, g, h]),
                _ => return invalid(DataType::Float),
            }),
            _ => self.float_of_integer(),
        }
    }

    /// Reads it as a Time.
    ///
    /// # Errors
    /// As [`WireValue::integer`].
    #[inline]
    pub fn time(&self) -> Result<Time> {
        match self.0 {
            Wire::Integer(seconds) | Wire::Time(seconds) => Ok(Time(seconds)),
            Wire::Untyped(octets) => signed(octets, DataType::Time).map(Time),
            Wire::Date(text) => Time::from_rfc3339(text),
            _ => self.number(DataType::Time).map(Time),
        }
    }

    /// The whole number that a number of another form is: never through a double that would round it.
    #[cold]
    #[inline(never)]
    fn number<T: TryFrom<i128>>(&self, expected: DataType) -> Result<T> {
        let whole = match self.0 {
            Wire::Integer(number) => i128::from(number),
            Wire::Unsigned(number) => i128::from(number),
            Wire::Time(seconds) => i128::from(seconds),
            // From 2^127 on no integer of ours is equal to it anyway, and NaN is equal to nothing.
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_precision_loss,
                reason = "compared after"
            )]
            Wire::Number(number) if (number as i128) as f64 == number => number as i128,
            // D-040: a time may come as a float without a fraction.
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_precision_loss,
                reason = "compared after"
            )]
            Wire::TimeFloat(number)
                if expected == DataType::Time && (number as i128) as f64 == number =>
            {
                number as i128
            }
            Wire::TimeFloat(_) if expected == DataType::Time => return invalid(expected),
            Wire::Number(_) => return wrong(expected),
            Wire::Decimal { decimal, number: true } => match decimal.integer() {
                Some(whole) => whole,
                None => return wrong(expected),
            },
            Wire::Digits(text) => match Wide::new(text).integer() {
                Some(whole) => whole,
                None => return wrong(expected),
            },
            Wire::Characters(text) => return characters::integer(text, expected),
            _ => return wrong(expected),
        };
        T::try_from(whole).map_err(|_| ErrorKind::OutOfRange.into())
    }

    /// An integer for a Float: accepted where a double is equal to it (D-029).
    #[cold]
    #[inline(never)]
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        reason = "compared after"
    )]
    fn float_of_integer(&self) -> Result<f64> {
        let whole = match self.0 {
            Wire::Integer(number) => i128::from(number),
            Wire::Unsigned(number) => i128::from(number),
            Wire::Decimal { decimal, .. } => {
                let value = decimal.float();
                return if value.is_finite() {
                    Ok(value)
                } else {
                    Err(ErrorKind::OutOfRange.into())
                };
            }
            Wire::Time(seconds) => i128::from(seconds),
            Wire::TimeFloat(number) => return Ok(number),
            Wire::Digits(text) => return characters::finite(text),
            Wire::Characters(text) => return characters::float(text),
            _ => return wrong(DataType::Float),
        };
        let value = whole as f64;
        if value as i128 == whole { Ok(value) } else { Err(ErrorKind::OutOfRange.into()) }
    }
}

/// TLV integers: 1, 2, 4 or 8 octets of two's complement (D-054).
#[cfg_attr(not(feature = "compact"), inline(always))]
fn signed(octets: &[u8], expected: DataType) -> Result<i64> {
    Ok(match *octets {
        [a] => i64::from(i8::from_be_bytes([a])),
        [a, b] => i64::from(i16::from_be_bytes([a, b])),
        [a, b, c, d] => i64::from(i32::from_be_bytes([a, b, c, d])),
        [a, b, c, d, e, f, g, h] => i64::from_be_bytes([a, b, c, d, e, f, g, h]),
        _ => return invalid(expected),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_never_pass_through_a_double() {
        let number = |wire| WireValue(wire).integer().map_err(|e| e.kind());
        let wrong = Err(ErrorKind::WrongType { expected: DataType::Integer });
        assert_eq!(number(Wire::Number(3.0)), Ok(3));
        assert_eq!(number(Wire::Number(3.5)), wrong);
        assert_eq!(number(Wire::Number(1e30)), Err(ErrorKind::OutOfRange));
        assert_eq!(number(Wire::Number(1e300)), wrong);
        assert_eq!(number(Wire::Number(f64::NAN)), wrong);
        assert_eq!(number(Wire::Float(3.0)), wrong);
        assert_eq!(number(Wire::Unsigned(u64::MAX)), Err(ErrorKind::OutOfRange));
        assert_eq!(
            WireValue(Wire::Integer((1 << 53) + 1)).float().map_err(|e| e.kind()),
            Err(ErrorKind::OutOfRange)
        );
        assert_eq!(
            WireValue(Wire::Integer(i64::MAX)).float().map_err(|e| e.kind()),
            Err(ErrorKind::OutOfRange)
        );
        assert_eq!(WireValue(Wire::Integer(i64::MIN)).float(), Ok(-9_223_372_036_854_775_808.0));
    }
}
