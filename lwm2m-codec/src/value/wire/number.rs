//! Numbers and times of what the bytes say: exact, or refused.
//! LwM2M Core 1.2.2, appendix C, table C-2; D-028, D-029, D-040, D-054, D-055.

use super::{Wire, WireValue, invalid, wrong};
use crate::error::{ErrorKind, Result};
use crate::schema::DataType;
use crate::value::{Kind, Time, Whole, Wide, characters, form};

impl<'a> WireValue<'a> {
    /// Reads it as an Integer.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`] beyond an `i64`, [`ErrorKind::InvalidValue`] for TLV octets that are not 1, 2, 4
    /// or 8, [`ErrorKind::WrongType`] for another type; a float counts only in SenML and when it is whole (D-028).
    #[cfg_attr(not(feature = "compact"), inline)]
    pub fn integer(&self) -> Result<i64> {
        match self.0 {
            Wire::Integer(number) => Ok(number),
            Wire::Untyped(octets) => signed(octets, DataType::Integer),
            _ => self.signed(DataType::Integer),
        }
    }

    /// Reads it as an Unsigned Integer.
    ///
    /// # Errors
    /// As [`WireValue::integer`]; below zero is [`ErrorKind::OutOfRange`].
    #[cfg_attr(not(feature = "compact"), inline)]
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
            _ => self.whole(DataType::Unsigned)?.unsigned(),
        }
    }

    /// Reads it as a Float.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`] for an integer that no double is equal to (D-029), [`ErrorKind::InvalidValue`] for
    /// TLV octets that are not 4 or 8, [`ErrorKind::WrongType`] for another type.
    #[cfg_attr(not(feature = "compact"), inline)]
    pub fn float(&self) -> Result<f64> {
        match self.0 {
            Wire::Float(number) | Wire::Number(number) if form::FLOATS => Ok(number),
            Wire::Decimal { decimal, .. } if form::DECIMALS => match decimal.exact_float() {
                Some(number) => Ok(number),
                None => self.rare_float(),
            },
            Wire::Untyped(octets) => Ok(match *octets {
                [a, b, c, d] => f64::from(f32::from_be_bytes([a, b, c, d])),
                [a, b, c, d, e, f, g, h] => f64::from_be_bytes([a, b, c, d, e, f, g, h]),
                _ => return invalid(DataType::Float),
            }),
            _ => self.rare_float(),
        }
    }

    /// Reads it as a Time.
    ///
    /// # Errors
    /// As [`WireValue::integer`].
    #[cfg_attr(not(feature = "compact"), inline)]
    pub fn time(&self) -> Result<Time> {
        match self.0 {
            Wire::Integer(seconds) | Wire::Time(seconds) => Ok(Time(seconds)),
            Wire::Untyped(octets) => signed(octets, DataType::Time).map(Time),
            Wire::Date(text) if form::DATES => Time::from_rfc3339(text),
            _ => self.signed(DataType::Time).map(Time),
        }
    }

    #[cold]
    #[inline(never)]
    fn signed(&self, expected: DataType) -> Result<i64> {
        self.whole(expected)?.signed()
    }

    /// The whole number that a number of another form is: never through a double that would round it.
    #[cold]
    #[inline(never)]
    fn whole(&self, expected: DataType) -> Result<Whole> {
        let kind = match self.0 {
            Wire::Integer(number) | Wire::Time(number) => return Ok(number.into()),
            Wire::Unsigned(number) => return Ok(number.into()),
            Wire::Number(number) if form::FLOATS => Whole::of_float(number),
            // D-040: a time may come as a float without a fraction.
            Wire::TimeFloat(number) if form::DATES && expected == DataType::Time => {
                match Whole::of_float(number) {
                    Kind::Fraction => return invalid(expected),
                    kind => kind,
                }
            }
            Wire::Decimal { decimal, number: true } if form::DECIMALS => decimal.whole(),
            Wire::Digits(text) if form::JSON => Wide::new(text).whole(),
            Wire::Characters(text) if form::CHARACTERS => {
                return characters::integer(text, expected);
            }
            _ => return wrong(expected),
        };
        match kind {
            Kind::Whole(whole) => Ok(whole),
            Kind::TooLarge => Err(ErrorKind::OutOfRange.into()),
            Kind::Fraction => wrong(expected),
        }
    }

    /// An integer for a Float, accepted where a double is equal to it (D-029), and digits.
    #[cold]
    #[inline(never)]
    fn rare_float(&self) -> Result<f64> {
        match self.0 {
            Wire::Integer(number) | Wire::Time(number) => Whole::from(number).float(),
            Wire::Unsigned(number) => Whole::from(number).float(),
            Wire::Decimal { decimal, .. } if form::DECIMALS => {
                let value = decimal.float();
                if value.is_finite() { Ok(value) } else { Err(ErrorKind::OutOfRange.into()) }
            }
            Wire::TimeFloat(number) if form::DATES => Ok(number),
            Wire::Digits(text) if form::JSON => characters::finite(text),
            Wire::Characters(text) if form::CHARACTERS => characters::float(text),
            _ => wrong(DataType::Float),
        }
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
