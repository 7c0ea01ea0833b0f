//! Whole numbers of up to 64 bits beside their sign: what every number is before somebody names its type.

use crate::error::{ErrorKind, Result};

/// `±magnitude`; 0 may have a sign.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Whole {
    pub(crate) magnitude: u64,
    pub(crate) negative: bool,
}

/// What a number is that may have a fraction.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Kind {
    Whole(Whole),
    /// It is whole, and has more than 64 bits.
    TooLarge,
    /// It has a fraction, or is no number.
    Fraction,
}

impl Whole {
    /// The `i64` that it is.
    pub(crate) fn signed(self) -> Result<i64> {
        let signed = if self.negative {
            0i64.checked_sub_unsigned(self.magnitude)
        } else {
            0i64.checked_add_unsigned(self.magnitude)
        };
        signed.ok_or_else(|| ErrorKind::OutOfRange.into())
    }

    /// The `u64` that it is.
    pub(crate) fn unsigned(self) -> Result<u64> {
        if self.negative && self.magnitude != 0 {
            return Err(ErrorKind::OutOfRange.into());
        }
        Ok(self.magnitude)
    }

    /// The double that is equal to it (D-029).
    #[expect(clippy::cast_precision_loss, reason = "of at most 53 bits")]
    pub(crate) fn float(self) -> Result<f64> {
        let magnitude = self.magnitude;
        if magnitude.leading_zeros() + magnitude.trailing_zeros() < 64 - f64::MANTISSA_DIGITS {
            return Err(ErrorKind::OutOfRange.into());
        }
        let float = magnitude as f64;
        Ok(if self.negative && magnitude != 0 { -float } else { float })
    }

    /// What a double is.
    pub(crate) const fn of_float(float: f64) -> Kind {
        let bits = float.to_bits();
        let negative = bits >> 63 == 1;
        let mantissa = bits & ((1 << 52) - 1) | 1 << 52;
        let whole = match bits >> 52 & 0x7ff {
            _ if bits << 1 == 0 => 0,
            // The power of two that the mantissa's last bit stands for.
            exponent @ 1023..1075 => {
                let shift = 1075 - exponent;
                if mantissa & ((1 << shift) - 1) != 0 {
                    return Kind::Fraction;
                }
                mantissa >> shift
            }
            exponent @ 1075..=1086 => mantissa << (exponent - 1075),
            // From 2^128 on no number of ours is meant, as little as by infinities and NaN.
            1087..=1150 => return Kind::TooLarge,
            _ => return Kind::Fraction,
        };
        Kind::Whole(Self { magnitude: whole, negative })
    }
}

impl From<i64> for Whole {
    fn from(number: i64) -> Self {
        Self { magnitude: number.unsigned_abs(), negative: number < 0 }
    }
}

impl From<u64> for Whole {
    fn from(magnitude: u64) -> Self {
        Self { magnitude, negative: false }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_of_every_type() {
        let whole = |magnitude, negative| Whole { magnitude, negative };
        assert_eq!(whole(1 << 63, true).signed(), Ok(i64::MIN));
        assert!(whole((1 << 63) + 1, true).signed().is_err());
        assert!(whole(1 << 63, false).signed().is_err());
        assert_eq!(whole(0, true).unsigned(), Ok(0));
        assert!(whole(1, true).unsigned().is_err());
        assert_eq!(whole(u64::MAX, false).unsigned(), Ok(u64::MAX));
        assert_eq!(whole(1 << 63, true).float(), Ok(-9_223_372_036_854_775_808.0));
        assert_eq!(whole((1 << 53) - 1, false).float(), Ok(9_007_199_254_740_991.0));
        assert!(whole((1 << 53) + 1, false).float().is_err());
        assert!(whole(u64::MAX, false).float().is_err());
        assert!(whole(0, true).float().is_ok_and(f64::is_sign_positive));
    }

    #[test]
    fn doubles() {
        let whole = |magnitude, negative| Kind::Whole(Whole { magnitude, negative });
        for (float, expected) in [
            (0.0, whole(0, false)),
            (-0.0, whole(0, true)),
            (1.0, whole(1, false)),
            (-3.0, whole(3, true)),
            (3.5, Kind::Fraction),
            (0.5, Kind::Fraction),
            (5e-324, Kind::Fraction),
            (2_251_799_813_685_248.5, Kind::Fraction),
            (9_007_199_254_740_993.0, whole(9_007_199_254_740_992, false)),
            (18_446_744_073_709_549_568.0, whole(18_446_744_073_709_549_568, false)),
            (18_446_744_073_709_551_616.0, Kind::TooLarge),
            (1e30, Kind::TooLarge),
            (1e300, Kind::Fraction),
            (f64::INFINITY, Kind::Fraction),
            (f64::NAN, Kind::Fraction),
        ] {
            assert_eq!(Whole::of_float(float), expected, "{float}");
        }
    }
}
