//! Times as SenML adds them up: whole seconds and 10^-18 seconds. D-047.

use super::arithmetic::{NANOS, divided};

/// A number of seconds: `whole`, towards the past, and `atto` × 10^-18 more.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Seconds {
    pub(crate) whole: i64,
    pub(crate) atto: u64,
}

/// How many 10^-18 make a second.
pub(crate) const ATTOS: u64 = 1_000_000_000_000_000_000;

impl Seconds {
    /// A number of seconds from its magnitude; `None` where it is out of range.
    pub(crate) fn new(whole: u64, atto: u64, negative: bool) -> Option<Self> {
        let whole = i64::try_from(whole).ok()?;
        Some(match (negative, atto) {
            (false, _) => Self { whole, atto },
            (true, 0) => Self { whole: -whole, atto: 0 },
            (true, _) => Self { whole: -whole - 1, atto: ATTOS - atto },
        })
    }

    /// What a double is; `None` for what is no number and from 2^34 on. What is finer than 10^-18 sets the last bit,
    /// so that it still tells on which side of a half nanosecond it lies.
    pub(crate) fn of_float(value: f64) -> Option<Self> {
        let bits = value.to_bits();
        let exponent = u32::try_from(bits >> 52 & 0x7ff).ok()?;
        let fraction = bits & ((1 << 52) - 1);
        // The mantissa counts units of 2^-shift. From 2^34 on, shift would be less than 19.
        let (mantissa, shift) = if exponent == 0 {
            (fraction, 1074)
        } else {
            (fraction | 1 << 52, 1075u32.checked_sub(exponent)?)
        };
        if shift < 19 {
            return None;
        }
        let whole = mantissa.checked_shr(shift).unwrap_or(0);
        let rest = if shift < 64 { mantissa & ((1 << shift) - 1) } else { mantissa };
        // Less than 2^53 × 2^60.
        let scaled = u128::from(rest) * u128::from(ATTOS);
        // A part of a second: less than `ATTOS`.
        let atto = u64::try_from(scaled.checked_shr(shift).unwrap_or(0)).ok()?;
        let cut = scaled.trailing_zeros() < shift.min(128);
        Self::new(whole, atto | u64::from(cut), value.is_sign_negative())
    }

    /// The exact sum; `None` where it is out of range.
    pub(crate) fn plus(self, other: Self) -> Option<Self> {
        let atto = self.atto + other.atto;
        let carry = atto >= ATTOS;
        let whole = self.whole.checked_add(other.whole)?.checked_add(carry.into())?;
        Some(Self { whole, atto: if carry { atto - ATTOS } else { atto } })
    }

    /// The nearest number of nanoseconds, ties to even; `None` where 64 bits don't hold it.
    pub(crate) fn nanos(self) -> Option<i64> {
        const NANO: i64 = 1_000_000_000;
        const HALF: u32 = 500_000_000;
        let (nanos, rest) = divided(self.atto, NANOS);
        let up = rest > HALF || rest == HALF && nanos % 2 != 0;
        let nanos = i64::try_from(nanos).ok()? + i64::from(up);
        // Towards 0 first: the seconds of the earliest time by themselves would not fit.
        let (whole, nanos) =
            if self.whole < 0 { (self.whole + 1, nanos - NANO) } else { (self.whole, nanos) };
        whole.checked_mul(NANO)?.checked_add(nanos)
    }
}

impl From<i64> for Seconds {
    fn from(whole: i64) -> Self {
        Self { whole, atto: 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: i128 = 1_000_000_000_000_000_000;

    fn float_attos(value: f64) -> Option<i128> {
        let Seconds { whole, atto } = Seconds::of_float(value)?;
        Some(i128::from(whole) * i128::from(ATTOS) + i128::from(atto))
    }

    #[test]
    fn doubles() {
        assert_eq!(float_attos(0.0), Some(0));
        assert_eq!(float_attos(-0.0), Some(0));
        assert_eq!(float_attos(1.5), Some(ONE * 3 / 2));
        assert_eq!(float_attos(-0.25), Some(-ONE / 4));
        assert_eq!(float_attos(1_500_000_000.0), Some(1_500_000_000 * ONE));
        assert_eq!(float_attos(5e-324), Some(1));
        assert_eq!(float_attos(-5e-324), Some(-1));
        assert_eq!(float_attos(0.1), Some(100_000_000_000_000_005));
        assert_eq!(float_attos(-0.1), Some(-100_000_000_000_000_005));
        assert_eq!(float_attos(17_179_869_183.5), Some(17_179_869_183 * ONE + ONE / 2));
        assert_eq!(float_attos(17_179_869_184.0), None);
        assert_eq!(float_attos(f64::NAN), None);
        assert_eq!(float_attos(f64::NEG_INFINITY), None);
    }

    #[test]
    fn nanoseconds_are_rounded_once() {
        let nanos = |whole, atto| Seconds { whole, atto }.nanos();
        assert_eq!(nanos(1, 500_000_000), Some(1_000_000_000));
        assert_eq!(nanos(1, 500_000_001), Some(1_000_000_001));
        assert_eq!(nanos(1, 1_500_000_000), Some(1_000_000_002));
        assert_eq!(nanos(-1, 999_999_999_500_000_000), Some(0));
        assert_eq!(nanos(-1, 500_000_000_000_000_000), Some(-500_000_000));
        assert_eq!(nanos(9_223_372_036, 854_775_807_000_000_000), Some(i64::MAX));
        assert_eq!(nanos(9_223_372_036, 854_775_808_000_000_000), None);
        assert_eq!(nanos(-9_223_372_037, 145_224_192_000_000_000), Some(i64::MIN));
        assert_eq!(nanos(-9_223_372_037, 145_224_191_000_000_000), None);
        assert_eq!(nanos(i64::MIN, 0), None);
        let sum =
            Seconds { whole: -1, atto: ATTOS / 2 }.plus(Seconds { whole: 0, atto: ATTOS / 2 });
        assert_eq!(sum, Some(Seconds::default()));
    }
}
