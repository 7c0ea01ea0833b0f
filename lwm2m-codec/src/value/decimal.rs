//! Numbers exact until somebody names a type: decimal fractions and doubles as whole multiples of a power of ten.
//! RFC 8949, 3.4.4; D-032, D-047.

use core::fmt::Write;

/// `±magnitude × 10^exponent`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Decimal {
    pub(crate) magnitude: u64,
    pub(crate) exponent: i16,
    pub(crate) negative: bool,
}

impl Decimal {
    /// The whole number it is; `None` where it has a fraction or does not fit.
    pub(crate) fn integer(self) -> Option<i128> {
        self.wide().integer()
    }

    /// The double it is, where that takes one exact step: the digits and the power of ten are both exact.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    #[expect(clippy::cast_precision_loss, reason = "below 2^53")]
    pub(crate) fn exact_float(self) -> Option<f64> {
        let power = *POWERS.get(usize::from(self.exponent.unsigned_abs()))?;
        if self.magnitude > 1 << 53 {
            return None;
        }
        let digits = self.magnitude as f64;
        let value = if self.exponent < 0 { digits / power } else { digits * power };
        Some(if self.negative { -value } else { value })
    }

    /// The nearest double.
    pub(crate) fn float(self) -> f64 {
        let mut text = Line { bytes: [0; 28], length: 0 };
        if write!(text, "{}e{}", self.magnitude, self.exponent).is_err() {
            return f64::NAN;
        }
        let digits = text.bytes.get(..text.length).unwrap_or(&[]);
        let value: f64 = core::str::from_utf8(digits)
            .ok()
            .and_then(|text| text.parse().ok())
            .unwrap_or(f64::NAN);
        if self.negative { -value } else { value }
    }

    /// How many 10^-18 it is; `None` where there are too many. See [`odd`] for what lies between two of them.
    pub(crate) fn attos(self) -> Option<i128> {
        self.wide().attos()
    }

    pub(crate) fn wide(self) -> Wide {
        Wide {
            magnitude: self.magnitude.into(),
            exponent: self.exponent.into(),
            negative: self.negative,
            more: false,
        }
    }
}

/// The powers of ten that a double holds exactly.
static POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
];

/// `±magnitude × 10^exponent` of up to 37 digits, and whether digits other than 0 were left out behind them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wide {
    magnitude: i128,
    exponent: i32,
    negative: bool,
    more: bool,
}

impl Wide {
    /// Reads a number whose form was checked.
    pub(crate) fn new(text: &str) -> Self {
        let (digits, power) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let mut wide = Self { magnitude: 0, exponent: 0, negative: false, more: false };
        let mut fraction = false;
        for c in digits.bytes() {
            match c {
                b'-' => wide.negative = true,
                b'.' => fraction = true,
                _ => {
                    let digit = i128::from(c.wrapping_sub(b'0'));
                    if wide.magnitude < 1_000_000_000_000_000_000_000_000_000_000_000_000 {
                        wide.magnitude = wide.magnitude * 10 + digit;
                        wide.exponent -= i32::from(fraction);
                    } else {
                        wide.more |= digit != 0;
                        wide.exponent += i32::from(!fraction);
                    }
                }
            }
        }
        let power =
            power.parse::<i32>().unwrap_or(if power.starts_with('-') { -EDGE } else { EDGE });
        wide.exponent = wide.exponent.saturating_add(power.clamp(-EDGE, EDGE));
        wide
    }

    pub(crate) const fn whole(number: i64) -> Self {
        let magnitude = (number as i128).abs();
        Self { magnitude, exponent: 0, negative: number < 0, more: false }
    }

    /// The exact sum; `None` where that has too many digits.
    pub(crate) fn plus(self, other: Self) -> Option<Self> {
        match (self.magnitude, other.magnitude) {
            _ if self.more || other.more => return None,
            (0, _) => return Some(other),
            (_, 0) => return Some(self),
            _ => {}
        }
        let exponent = self.exponent.min(other.exponent);
        let scaled = |wide: Self| {
            let power = wide.exponent.checked_sub(exponent)?;
            (0..power).try_fold(wide.signed(wide.magnitude), |value, _| value.checked_mul(10))
        };
        let sum = scaled(self)?.checked_add(scaled(other)?)?;
        Some(Self { magnitude: sum.checked_abs()?, exponent, negative: sum < 0, more: false })
    }

    /// The same number in 64 bits of digits; `None` where it has more.
    pub(crate) fn narrow(self) -> Option<Decimal> {
        if self.more {
            return None;
        }
        Some(Decimal {
            magnitude: self.magnitude.try_into().ok()?,
            exponent: self.exponent.try_into().ok()?,
            negative: self.negative,
        })
    }

    /// The whole number it is; `None` where it has a fraction or does not fit.
    pub(crate) fn integer(self) -> Option<i128> {
        let mut value = self.magnitude;
        if value == 0 {
            return Some(0);
        }
        if self.more {
            return None;
        }
        for _ in 0..self.exponent.unsigned_abs() {
            value = if self.exponent > 0 {
                value.checked_mul(10)?
            } else if value % 10 == 0 {
                value / 10
            } else {
                return None;
            };
        }
        Some(self.signed(value))
    }

    /// How many 10^-18 it is; `None` where there are too many. See [`odd`] for what lies between two of them.
    pub(crate) fn attos(self) -> Option<i128> {
        let mut value = self.magnitude;
        let shift = self.exponent.saturating_add(18);
        let mut cut = self.more;
        for _ in 0..shift.unsigned_abs() {
            if value == 0 {
                break;
            }
            if shift > 0 {
                value = value.checked_mul(10)?;
            } else {
                cut |= value % 10 != 0;
                value /= 10;
            }
        }
        Some(self.signed(odd(value, cut)))
    }

    const fn signed(self, value: i128) -> i128 {
        if self.negative { -value } else { value }
    }
}

/// Exponents beyond this make 0 of whatever they stand behind, or more than anything holds.
const EDGE: i32 = 1_000_000;

/// Sets the last bit where something was cut off.
///
/// So a number between two tells on which side of a half nanosecond it lies, and is rounded only once (D-047).
const fn odd(value: i128, cut: bool) -> i128 {
    if cut { value | 1 } else { value }
}

/// How many 10^-18 a double is; `None` for what is no number and from 2^34 on. See [`odd`].
pub(crate) fn float_attos(value: f64) -> Option<i128> {
    let bits = value.to_bits();
    let exponent = i32::try_from(bits >> 52 & 0x7ff).ok()?;
    let fraction = i128::from(bits & ((1 << 52) - 1));
    let (mantissa, exponent) =
        if exponent == 0 { (fraction, -1074) } else { (fraction | 1 << 52, exponent - 1075) };
    if value.is_nan() || value.abs() >= 17_179_869_184.0 {
        return None;
    }
    // Less than 2^53 × 2^60: it fits. Below 2^34 every exponent is negative.
    let scaled = mantissa * 1_000_000_000_000_000_000;
    let shift = exponent.unsigned_abs().min(126);
    let magnitude = odd(scaled >> shift, scaled & ((1 << shift) - 1) != 0);
    Some(if value.is_sign_negative() { -magnitude } else { magnitude })
}

/// A line of text on the stack: twenty digits, `e` and an exponent of up to six characters.
struct Line {
    bytes: [u8; 28],
    length: usize,
}

impl Write for Line {
    fn write_str(&mut self, text: &str) -> core::fmt::Result {
        let place = self.bytes.get_mut(self.length..self.length + text.len());
        place.ok_or(core::fmt::Error)?.copy_from_slice(text.as_bytes());
        self.length += text.len();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: i128 = 1_000_000_000_000_000_000;

    fn decimal(mantissa: i64, exponent: i16) -> Decimal {
        Decimal { magnitude: mantissa.unsigned_abs(), exponent, negative: mantissa < 0 }
    }

    #[test]
    fn integers_and_floats() {
        assert_eq!(decimal(45, -1).float(), 4.5);
        assert_eq!(decimal(i64::MIN, -400).float(), 0.0);
        assert!(decimal(-1, -400).float().is_sign_negative());
        assert_eq!(decimal(45, -1).integer(), None);
        assert_eq!(decimal(4500, -2).integer(), Some(45));
        assert_eq!(decimal(-3, 2).integer(), Some(-300));
        assert_eq!(decimal(1, 400).integer(), None);
        assert_eq!(decimal(0, 400).integer(), Some(0));
    }

    #[test]
    fn attos() {
        assert_eq!(decimal(-15, -1).attos(), Some(-ONE * 3 / 2));
        assert_eq!(decimal(20, -19).attos(), Some(2));
        assert_eq!(decimal(25, -19).attos(), Some(3));
        assert_eq!(decimal(-39, -19).attos(), Some(-3));
        assert_eq!(decimal(4001, -21).attos(), Some(5));
        assert_eq!(decimal(1, -400).attos(), Some(1));
        assert_eq!(decimal(0, 400).attos(), Some(0));
        assert_eq!(decimal(1, 400).attos(), None);
        assert_eq!(float_attos(1.5), Some(ONE * 3 / 2));
        assert_eq!(float_attos(-0.25), Some(-ONE / 4));
        assert_eq!(float_attos(1_500_000_000.0), Some(1_500_000_000 * ONE));
        assert_eq!(float_attos(5e-324), Some(1));
        assert_eq!(float_attos(0.1), Some(100_000_000_000_000_005));
        assert_eq!(float_attos(17_179_869_183.5), Some(17_179_869_183 * ONE + ONE / 2));
        assert_eq!(float_attos(17_179_869_184.0), None);
        assert_eq!(float_attos(f64::NAN), None);
        assert_eq!(float_attos(f64::NEG_INFINITY), None);
    }
}
