//! Numbers exact until somebody names a type: decimal fractions and doubles as whole multiples of a power of ten.
//! RFC 8949, 3.4.4; D-032, D-047.

use core::fmt::Write;

use super::arithmetic::{TEN, divided};
use super::seconds::{ATTOS, Seconds};
use super::whole::{Kind, Whole};
use super::{form, nearest};

/// `±magnitude × 10^exponent`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Decimal {
    pub(crate) magnitude: u64,
    pub(crate) exponent: i16,
    pub(crate) negative: bool,
}

impl Decimal {
    /// The whole number it is.
    pub(crate) fn whole(self) -> Kind {
        let Self { mut magnitude, exponent, negative } = self;
        for _ in 0..exponent.unsigned_abs() {
            if magnitude == 0 {
                break;
            }
            if exponent < 0 {
                match divided(magnitude, TEN) {
                    (tenth, 0) => magnitude = tenth,
                    _ => return Kind::Fraction,
                }
            } else {
                match magnitude.checked_mul(10) {
                    Some(more) => magnitude = more,
                    None => return Kind::TooLarge,
                }
            }
        }
        Kind::Whole(Whole { magnitude, negative })
    }

    /// The double it is, where that takes one exact step: the digits and the power of ten are both exact.
    #[cfg(not(feature = "compact"))]
    #[inline(always)]
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

    /// In the small setting there is one way.
    #[cfg(feature = "compact")]
    pub(crate) const fn exact_float(self) -> Option<f64> {
        None
    }

    /// The nearest double.
    #[cold]
    pub(crate) fn float(self) -> f64 {
        let value = if form::FAST_DIGITS {
            self.fast_float()
        } else {
            nearest::of_decimal(self.magnitude, self.exponent.into())
        };
        if self.negative { -value } else { value }
    }

    fn fast_float(self) -> f64 {
        let mut text = Line { bytes: [0; 28], length: 0 };
        if write!(text, "{}e{}", self.magnitude, self.exponent).is_err() {
            return f64::NAN;
        }
        let digits = text.bytes.get(..text.length).unwrap_or(&[]);
        let text = core::str::from_utf8(digits).ok();
        text.and_then(|text| text.parse().ok()).unwrap_or(f64::NAN)
    }

    /// How many seconds it is; `None` where 64 bits hold no such number. See [`odd`] for what is finer than 10^-18.
    pub(crate) fn seconds(self) -> Option<Seconds> {
        let (mut whole, mut atto, mut cut) = (self.magnitude, 0, false);
        for _ in 0..self.exponent.unsigned_abs() {
            if self.exponent > 0 {
                if whole == 0 {
                    break;
                }
                whole = whole.checked_mul(10)?;
            } else {
                // The last digit goes behind the point, where each is a tenth of what it was.
                let (behind, rest) = divided(atto, TEN);
                let (before, digit) = divided(whole, TEN);
                cut |= rest != 0;
                atto = behind + u64::from(digit) * (ATTOS / 10);
                whole = before;
            }
        }
        Seconds::new(whole, odd(atto, cut), self.negative)
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
#[cfg(not(feature = "compact"))]
static POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
];

/// `±magnitude × 10^exponent` of up to 37 digits, and whether digits other than 0 were left out behind them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wide {
    magnitude: u128,
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
                    let digit = u128::from(c.wrapping_sub(b'0'));
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
            (0..power).try_fold(wide.magnitude, |value, _| times_ten(value))
        };
        let (a, b) = (scaled(self)?, scaled(other)?);
        let (magnitude, negative) = if self.negative == other.negative {
            (a + b, self.negative)
        } else if a >= b {
            (a - b, self.negative)
        } else {
            (b - a, other.negative)
        };
        (magnitude <= MOST).then_some(Self { magnitude, exponent, negative, more: false })
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

    /// The whole number it is.
    pub(crate) fn whole(self) -> Kind {
        let mut value = self.magnitude;
        if value == 0 {
            return Kind::Whole(Whole { magnitude: 0, negative: false });
        }
        if self.more {
            return Kind::Fraction;
        }
        for _ in 0..self.exponent.unsigned_abs() {
            value = if self.exponent > 0 {
                match times_ten(value) {
                    Some(value) => value,
                    // As the double is that has as many digits, it is meant as none of our numbers.
                    None => return Kind::Fraction,
                }
            } else {
                match tenth(value) {
                    (value, 0) => value,
                    _ => return Kind::Fraction,
                }
            };
        }
        match u64::try_from(value) {
            Ok(magnitude) => Kind::Whole(Whole { magnitude, negative: self.negative }),
            Err(_) => Kind::TooLarge,
        }
    }

    /// How many seconds it is; `None` where 64 bits hold no such number. See [`odd`] for what is finer than 10^-18.
    pub(crate) fn seconds(self) -> Option<Seconds> {
        let mut value = self.magnitude;
        let shift = self.exponent.saturating_add(18);
        let mut cut = self.more;
        for _ in 0..shift.unsigned_abs() {
            if value == 0 {
                break;
            }
            if shift > 0 {
                value = times_ten(value)?;
            } else {
                let (shorter, digit) = tenth(value);
                (value, cut) = (shorter, cut | (digit != 0));
            }
        }
        let mut atto = 0;
        let mut unit = 1;
        for _ in 0..18 {
            let (shorter, digit) = tenth(value);
            (value, atto, unit) = (shorter, atto + u64::from(digit) * unit, unit * 10);
        }
        Seconds::new(u64::try_from(value).ok()?, odd(atto, cut), self.negative)
    }
}

impl From<Whole> for Wide {
    fn from(whole: Whole) -> Self {
        let Whole { magnitude, negative } = whole;
        Self { magnitude: magnitude.into(), exponent: 0, negative, more: false }
    }
}

/// The most that a [`Wide`] holds.
const MOST: u128 = u128::MAX >> 1;

/// Ten times as much, where a [`Wide`] holds it. Called, since 128 bits take many instructions where registers have 32.
#[inline(never)]
fn times_ten(value: u128) -> Option<u128> {
    (value <= MOST / 10).then(|| (value << 3) + (value << 1))
}

/// A tenth, and the last digit.
#[inline(never)]
#[expect(clippy::cast_possible_truncation, reason = "32 bits of it are taken")]
fn tenth(value: u128) -> (u128, u8) {
    // 32 bits at a time, each a division of 64 bits.
    let (mut quotient, mut rest) = (0, 0);
    for shift in [96, 64, 32, 0] {
        let part = u64::from(rest) << 32 | (value >> shift) as u64 & 0xffff_ffff;
        let (tenth, digit) = divided(part, TEN);
        (quotient, rest) = (quotient << 32 | u128::from(tenth), digit);
    }
    (quotient, (rest & 0xff) as u8)
}

/// Exponents beyond this make 0 of whatever they stand behind, or more than anything holds.
const EDGE: i32 = 1_000_000;

/// Sets the last bit where something was cut off.
///
/// So a number between two tells on which side of a half nanosecond it lies, and is rounded only once (D-047).
const fn odd(value: u64, cut: bool) -> u64 {
    if cut { value | 1 } else { value }
}

/// A line of text on the stack: twenty digits, `e` and an exponent of up to six characters.
struct Line {
    bytes: [u8; 28],
    length: usize,
}

impl Write for Line {
    fn write_str(&mut self, text: &str) -> core::fmt::Result {
        let place = self.bytes.get_mut(self.length..self.length + text.len());
        let place = place.ok_or(core::fmt::Error)?.iter_mut();
        place.zip(text.bytes()).for_each(|(place, byte)| *place = byte);
        self.length += text.len();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(mantissa: i64, exponent: i16) -> Decimal {
        Decimal { magnitude: mantissa.unsigned_abs(), exponent, negative: mantissa < 0 }
    }

    #[test]
    fn integers_and_floats() {
        let whole = |magnitude, negative| Kind::Whole(Whole { magnitude, negative });
        assert_eq!(decimal(45, -1).float(), 4.5);
        assert_eq!(decimal(i64::MIN, -400).float(), 0.0);
        assert!(decimal(-1, -400).float().is_sign_negative());
        for (decimal, expected) in [
            (decimal(45, -1), Kind::Fraction),
            (decimal(4500, -2), whole(45, false)),
            (decimal(-3, 2), whole(300, true)),
            (decimal(0, 400), whole(0, false)),
        ] {
            assert_eq!(decimal.whole(), expected, "{decimal:?}");
            assert_eq!(decimal.wide().whole(), expected, "{decimal:?}");
        }
        assert_eq!(decimal(1, 400).whole(), Kind::TooLarge);
        assert_eq!(decimal(1, 20).wide().whole(), Kind::TooLarge);
        assert_eq!(decimal(1, 400).wide().whole(), Kind::Fraction);
    }

    #[test]
    fn seconds() {
        let seconds = |whole, atto, negative| Seconds::new(whole, atto, negative);
        for (decimal, expected) in [
            (decimal(-15, -1), seconds(1, 500_000_000_000_000_000, true)),
            (decimal(20, -19), seconds(0, 2, false)),
            (decimal(25, -19), seconds(0, 3, false)),
            (decimal(-39, -19), seconds(0, 3, true)),
            (decimal(4001, -21), seconds(0, 5, false)),
            (decimal(1, -400), seconds(0, 1, false)),
            (decimal(123_456_789, -3), seconds(123_456, 789_000_000_000_000_000, false)),
            (decimal(7, 3), seconds(7000, 0, false)),
            (decimal(0, 400), seconds(0, 0, false)),
            (decimal(1, 400), None),
        ] {
            assert_eq!(decimal.seconds(), expected, "{decimal:?}");
            assert_eq!(decimal.wide().seconds(), expected, "{decimal:?}");
        }
    }

    #[test]
    fn sums() {
        let sum = |a: Decimal, b: Decimal| a.wide().plus(b.wide()).and_then(Wide::narrow);
        assert_eq!(sum(decimal(15, -1), decimal(-5, -1)), Some(decimal(10, -1)));
        assert_eq!(sum(decimal(1, 0), decimal(-15, -1)), Some(decimal(-5, -1)));
        assert_eq!(sum(decimal(-1, 2), decimal(-1, 0)), Some(decimal(-101, 0)));
        assert_eq!(sum(decimal(1, 40), decimal(1, 0)), None);
        assert_eq!(tenth(u128::MAX), (u128::MAX / 10, 5));
        assert_eq!((times_ten(MOST / 10), times_ten(MOST / 10 + 1)), (Some(MOST / 10 * 10), None));
    }
}
