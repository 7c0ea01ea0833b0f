//! The nearest double to a decimal number of any number of digits, exactly, by long division: small and slow.
//! What is fast has ten kilobytes of tables, which a device that reads CBOR should not pay for.

use core::num::NonZeroU32;

use super::form;

/// A number with a fixed point, 16 bits a place, lowest first.
struct Long {
    places: [u16; PLACES],
    /// Whether something was cut off below.
    more: bool,
}

/// Places behind the point: enough for half of the smallest double, 2^-1075.
const FRACTION: usize = 68;

/// Digits that can decide; of all behind them only counts whether they are 0 (the longest number that lies half way
/// between two doubles has 767).
const DIGITS: i64 = 768;

/// The bit that stands for 2^-1074, the smallest double.
const LOWEST: usize = FRACTION * 16 - 1074;

/// Places in all: 2^1024 where a number has 64 bits of digits and more are zeros, 10^768 where it is text.
const PLACES: usize = FRACTION + if form::JSON || form::CHARACTERS { 162 } else { 66 };

/// The nearest double to `magnitude × 10^exponent`, ties to even; infinity beyond the largest.
pub(super) fn of_decimal(magnitude: u64, exponent: i64) -> f64 {
    let mut long = Long::ZERO;
    let mut rest = magnitude;
    for place in long.places.iter_mut().skip(FRACTION).take(4) {
        *place = (rest & 0xffff) as u16;
        rest >>= 16;
    }
    long.scaled(20, exponent)
}

/// The sum of two doubles; `None` for what is no number or beyond the largest. In the small setting it is found by what
/// reads decimals anyway.
#[cfg(feature = "compact")]
pub(crate) fn sum(a: f64, b: f64) -> Option<f64> {
    exact_sum(a, b)
}

/// The sum of two doubles; `None` for what is no number or beyond the largest.
#[cfg(not(feature = "compact"))]
pub(crate) fn sum(a: f64, b: f64) -> Option<f64> {
    Some(a + b).filter(|sum| sum.is_finite())
}

#[cfg(any(feature = "compact", test))]
fn exact_sum(a: f64, b: f64) -> Option<f64> {
    let size = |number: f64| number.to_bits() << 1;
    let (large, small) = if size(a) < size(b) { (b, a) } else { (a, b) };
    let same = (large.to_bits() ^ small.to_bits()) >> 63 == 0;
    // What is no number is larger than what is one.
    if size(large) >= size(f64::INFINITY) {
        return None;
    }
    let mut long = Long::ZERO;
    long.add(large, false);
    long.add(small, !same);
    let sum = long.rounded().to_bits();
    // Nothing is +0, unless both were -0.
    let sign = if sum == 0 && !same { 0 } else { large.to_bits() >> 63 << 63 };
    Some(f64::from_bits(sum | sign)).filter(|sum| size(*sum) < size(f64::INFINITY))
}

/// The nearest double to a number whose form was checked: `-?D+(.D+)?([eE][+-]?D+)?`.
pub(super) fn of_text(text: &str) -> f64 {
    let mut long = Long::ZERO;
    let (mut digits, mut exponent) = (0, 0i64);
    let mut fraction = false;
    let mut characters = text.bytes();
    for c in characters.by_ref() {
        match c {
            b'0'..=b'9' if digits == DIGITS => {
                long.more |= c != b'0';
                exponent += i64::from(!fraction);
            }
            b'0'..=b'9' => {
                // Zeros in front decide nothing.
                if digits > 0 || c != b'0' {
                    digits += 1;
                    long.multiply(10, c & 15);
                }
                exponent -= i64::from(fraction);
            }
            b'.' => fraction = true,
            b'-' => {}
            _ => break,
        }
    }
    let mut power = 0i64;
    let mut down = false;
    for c in characters {
        match c {
            // Beyond that everything is 0 or infinity, however many zeros stand on the other side.
            b'0'..=b'9' => power = (power * 10 + i64::from(c & 15)).min(1 << 40),
            _ => down = c == b'-',
        }
    }
    let float = long.scaled(digits, exponent + if down { -power } else { power });
    if text.starts_with('-') { -float } else { float }
}

impl Long {
    const ZERO: Self = Self { places: [0; PLACES], more: false };

    /// Multiplies by a small number and adds a digit; false where the number has become too large.
    #[inline(never)]
    fn multiply(&mut self, factor: u32, digit: u8) -> bool {
        let mut carry = u32::from(digit);
        for place in self.places.iter_mut().skip(FRACTION) {
            carry += u32::from(*place) * factor;
            *place = (carry & 0xffff) as u16;
            carry >>= 16;
        }
        carry == 0
    }

    /// Divides by a small number.
    #[inline(never)]
    fn divide(&mut self, divisor: NonZeroU32) {
        let mut rest = 0;
        // Where the number has no places there is nothing to divide: mostly above, until it gets there below.
        for place in self.places.iter_mut().rev().skip_while(|place| **place == 0) {
            rest = rest << 16 | u32::from(*place);
            *place = ((rest / divisor) & 0xffff) as u16;
            rest %= divisor;
        }
        self.more |= rest != 0;
    }

    /// The nearest double to this number of so many digits times a power of ten.
    fn scaled(mut self, digits: i64, mut exponent: i64) -> f64 {
        const TEN: NonZeroU32 = NonZeroU32::new(10).unwrap();
        const FOUR_ZEROS: NonZeroU32 = NonZeroU32::new(10_000).unwrap();

        // Less than half of the smallest double.
        if exponent + digits < -324 || self.places.iter().all(|&place| place == 0) {
            return 0.0;
        }
        for (step, factor) in [(4, FOUR_ZEROS), (1, TEN)] {
            while exponent <= -step {
                self.divide(factor);
                exponent += step;
            }
            while exponent >= step {
                if !self.multiply(factor.get(), 0) {
                    return f64::INFINITY;
                }
                exponent -= step;
            }
        }
        self.rounded()
    }

    /// Adds a double without its sign, or takes it away.
    #[cfg(any(feature = "compact", test))]
    #[inline(never)]
    fn add(&mut self, number: f64, minus: bool) {
        let bits = number.to_bits() << 1 >> 1;
        let exponent = (bits >> 52) as usize;
        let mut rest = bits & ((1 << 52) - 1) | u64::from(exponent > 0) << 52;
        // The bit that the last bit of the mantissa stands for, in its place.
        let lowest = LOWEST + exponent.saturating_sub(1);
        let mut shift = lowest % 16;
        let mut carry = 0;
        for place in self.places.iter_mut().skip(lowest / 16) {
            let part = ((rest << shift) & 0xffff) as i32;
            rest >>= 16 - shift;
            shift = 0;
            carry += i32::from(*place) + if minus { -part } else { part };
            *place = (carry.cast_unsigned() & 0xffff) as u16;
            carry >>= 16;
        }
    }

    fn bit(&self, at: usize) -> u64 {
        let place = self.places.get(at / 16).copied().unwrap_or(0);
        u64::from(place >> (at % 16) & 1)
    }

    fn rounded(&self) -> f64 {
        let top = (0..PLACES * 16).rev().find(|&at| self.bit(at) == 1).unwrap_or(0);
        let last = top.saturating_sub(52).max(LOWEST);
        let mantissa = (last..=top).rev().fold(0, |bits, at| bits << 1 | self.bit(at));
        let half = self.bit(last - 1) == 1;
        let more = self.more || (0..last - 1).any(|at| self.bit(at) == 1);
        let up = half && (more || mantissa & 1 == 1);
        // A carry goes on into the exponent, as it should.
        let bits = ((last - LOWEST) as u64) << 52;
        f64::from_bits((bits + mantissa + u64::from(up)).min(f64::INFINITY.to_bits()))
    }
}

#[cfg(test)]
mod tests {
    use alloc::format;
    use alloc::string::ToString;

    use super::*;

    #[test]
    fn text_is_read_as_core_reads_it() {
        let long = "9".repeat(400);
        let halfway = format!("{}1", "1".to_string() + &"0".repeat(790));
        for text in [
            "0",
            "-0",
            "1",
            "-92.5",
            "0.1",
            "3.26e+218",
            "1E2",
            "00.5",
            "1e400",
            "1e-400",
            "5e-324",
            "2.4703282292062327e-324",
            "2.4703282292062328e-324",
            "2.2250738585072011e-308",
            "2.2250738585072014e-308",
            "1.7976931348623157e308",
            "1.7976931348623158e308",
            "1.7976931348623159e308",
            "9007199254740993",
            "9007199254740993.0000000000000000000001",
            "9007199254740992.9999999999999999999999",
            "0.3",
            "123456789012345678901234567890",
            "1e23",
            "8.5e22",
            "6.02214076e23",
            "1.602176634e-19",
            "4.35",
            "179769313486231580793e289",
            "0.000000000000000000000000000000000000000000000000000000000001e60",
            &long,
            &halfway,
        ] {
            let expected: f64 = text.parse().unwrap();
            assert_eq!(of_text(text).to_bits(), expected.to_bits(), "{text}");
        }
    }

    #[test]
    fn sums_are_those_of_the_processor() {
        let mut bits = 1u64;
        let mut next = || {
            bits = bits
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            bits
        };
        let check = |a: f64, b: f64| {
            let expected = Some(a + b).filter(|sum| sum.is_finite()).map(f64::to_bits);
            assert_eq!(exact_sum(a, b).map(f64::to_bits), expected, "{a:e} + {b:e}");
            assert_eq!(sum(a, b).map(f64::to_bits), expected, "{a:e} + {b:e}");
        };
        let extremes = [
            0.0,
            -0.0,
            1.5,
            -1.5,
            f64::MAX,
            f64::MIN,
            f64::MIN_POSITIVE,
            5e-324,
            -5e-324,
            f64::INFINITY,
            f64::NEG_INFINITY,
            f64::NAN,
        ];
        for a in extremes {
            extremes.into_iter().for_each(|b| check(a, b));
        }
        for _ in 0..4_000 {
            let a = f64::from_bits(next());
            // Anything, and what has nearly the same exponent.
            check(a, f64::from_bits(next()));
            check(a, f64::from_bits(a.to_bits() ^ next() >> 9));
            check(a, f64::from_bits(a.to_bits() ^ next() >> 6));
        }
    }

    #[test]
    fn every_double_is_read_back() {
        let mut bits = 1u64;
        for _ in 0..300 {
            bits = bits
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let number = f64::from_bits(bits);
            if number.is_finite() {
                for text in [format!("{number:e}"), format!("{number:.25e}")] {
                    assert_eq!(of_text(&text).to_bits(), bits, "{text}");
                }
            }
        }
    }

    #[test]
    fn decimals() {
        for exponent in [-400, -350, -345, -343, -308, -30, -22, -1, 0, 1, 22, 30, 290, 300, 400] {
            for magnitude in [0, 1, 7, 45, 12_345_678_901, (1 << 53) + 1, u64::MAX] {
                let expected: f64 = format!("{magnitude}e{exponent}").parse().unwrap();
                assert_eq!(of_decimal(magnitude, exponent), expected, "{magnitude}e{exponent}");
            }
        }
    }
}
