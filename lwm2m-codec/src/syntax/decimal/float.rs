//! Doubles in the shortest digits that read back as the same double, as text and as JSON spell them: D-024, D-025.

use super::put_integer;
#[cfg(feature = "compact")]
use super::shortest;
use crate::output::Output;

/// Writes a finite number without an exponent, whatever its size: `21.5`, `-0`, 1 and three hundred zeros. Of two
/// spellings that are equally near, that is the one farther from 0, as `Display` has it.
#[cfg_attr(not(feature = "compact"), inline(always))]
pub(crate) fn put_plain_float(out: &mut Output<'_>, number: f64) {
    put(out, number, true);
}

/// Writes a finite number: plain while 1e-5 ≤ |x| < 1e16, else with an exponent; never `.0`, no plus, no padding. Of two
/// spellings that are equally near, that is the even one.
#[cfg_attr(not(feature = "compact"), inline(always))]
pub(crate) fn put_float(out: &mut Output<'_>, number: f64) {
    put(out, number, false);
}

#[cfg(not(feature = "compact"))]
#[inline(always)]
fn put(out: &mut Output<'_>, number: f64, plain: bool) {
    let mut buffer = zmij::Buffer::new();
    let text = buffer.format_finite(number);
    let size = number.abs();
    if plain && (text.len() > SHORT || size >= 1e16 || size < 1e-5 && size > 0.0) {
        put_long(out, number, text);
    } else {
        let written = pieces(number, text, |piece| {
            out.write(piece);
            Some(())
        });
        debug_assert!(written.is_some());
    }
}

/// Hands the characters of a finite number, as [`put_float`] writes them, in one piece or two to whoever writes them.
#[cfg(not(feature = "compact"))]
#[inline(always)]
pub(crate) fn float(number: f64, write: impl FnMut(&[u8]) -> Option<()>) -> Option<()> {
    pieces(number, zmij::Buffer::new().format_finite(number), write)
}

#[cfg(not(feature = "compact"))]
#[inline(always)]
fn pieces(number: f64, text: &str, mut write: impl FnMut(&[u8]) -> Option<()>) -> Option<()> {
    let text = text.as_bytes();
    if number.abs() < 1e16 {
        write(text.strip_suffix(b".0").unwrap_or(text))
    } else {
        // `e+16`
        text.split(|&c| c == b'+').try_for_each(write)
    }
}

/// Fewer than sixteen digits never lie half way between two others of as many that would do.
#[cfg(not(feature = "compact"))]
const SHORT: usize = 16;

/// Writes what has many digits or an exponent without one.
#[cfg(not(feature = "compact"))]
#[cold]
#[inline(never)]
fn put_long(out: &mut Output<'_>, number: f64, text: &str) {
    let mut digits = Digits::read(text);
    digits.round_up(number);
    digits.put(out, number.is_sign_negative(), true);
}

#[cfg(feature = "compact")]
fn put(out: &mut Output<'_>, number: f64, plain: bool) {
    shortest::of(number, plain).put(out, number.is_sign_negative(), plain);
}

/// `0.ddd × 10^point`, without a zero at either end; no digits are 0.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Digits {
    /// Characters, and nothing behind the length.
    digits: [u8; 17],
    length: u8,
    point: i32,
}

impl Digits {
    /// No digits yet.
    #[cfg(any(feature = "compact", test))]
    pub(super) const fn before(point: i32) -> Self {
        Self { digits: [b'0'; 17], length: 0, point }
    }

    /// Appends a digit; false where there is no room. A zero in front moves the point instead.
    pub(super) fn push(&mut self, digit: u8) -> bool {
        if digit == 0 && self.length == 0 {
            self.point -= 1;
            return true;
        }
        let Some(place) = self.digits.get_mut(usize::from(self.length)) else { return false };
        *place = b'0' + digit;
        self.length += 1;
        true
    }

    /// Reads digits with a point, an exponent or both.
    #[cfg(any(not(feature = "compact"), test))]
    pub(super) fn read(text: &str) -> Self {
        let (digits, exponent) = text.split_once('e').unwrap_or((text, "0"));
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let whole = whole.strip_prefix('-').unwrap_or(whole);
        let point = i32::try_from(whole.len()).unwrap_or(0) + exponent.parse().unwrap_or(0);
        let mut read = Self { digits: [b'0'; 17], length: 0, point };
        for digit in whole.bytes().chain(fraction.bytes()) {
            read.push(digit & 15);
        }
        let found = (1..).zip(read.digits).filter(|&(_, digit)| digit != b'0');
        read.length = found.last().map_or(0, |(length, _)| length);
        read
    }

    /// Of two that are equally near, takes the one that is farther from 0, whichever was taken.
    #[cfg(not(feature = "compact"))]
    fn round_up(&mut self, number: f64) {
        let bits = number.to_bits();
        let field = bits >> 52 & 0x7ff;
        let mantissa = bits & ((1 << 52) - 1) | u64::from(field != 0) << 52;
        let zeros = mantissa.trailing_zeros();
        // An odd multiple of 2^-n has n decimals, the last one 5: here it was the first to be left out.
        let decimals = 1075 - i32::try_from(field.max(1)).unwrap_or(0) - zeros.cast_signed();
        let length = i32::from(self.length);
        // The digits of the number are ten times those nearer to 0, and 5: modulo 4 that is the odd multiple, since
        // powers of 5 are 1 there. So the multiple tells whether those nearer to 0 are even, and the last digit which
        // were taken: mostly the even ones, but not at a power of 2, whose neighbours are not equally far.
        let nearer_is_odd = u8::from(mantissa >> zeros & 3 == 3);
        if length - self.point + 1 == decimals
            && let Some(last) = self.digits.get_mut(usize::from(self.length).wrapping_sub(1))
            && *last & 1 == nearer_is_odd
        {
            *last += 1;
        }
    }

    /// Writes them, with a sign and perhaps with an exponent.
    fn put(&self, out: &mut Output<'_>, negative: bool, plain: bool) {
        if negative {
            out.put([b'-']);
        }
        let with_exponent = !(plain || (-4..=16).contains(&self.point));
        let point = if with_exponent { 1 } else { self.point };
        // There is a digit before the point.
        for at in (point - 1).min(0)..point.max(self.length.into()) {
            if at == point {
                out.put([b'.']);
            }
            let digit = usize::try_from(at).ok().and_then(|at| self.digits.get(at));
            out.put([digit.copied().unwrap_or(b'0')]);
        }
        if with_exponent {
            out.put([b'e']);
            put_integer(out, i64::from(self.point) - 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use alloc::format;
    use alloc::string::{String, ToString};

    use proptest::prelude::*;

    use super::*;
    use crate::syntax::decimal::shortest;

    fn written(write: impl FnOnce(&mut Output<'_>)) -> String {
        let mut buffer = [0; 400];
        let mut out = Output::new(&mut buffer);
        write(&mut out);
        String::from_utf8_lossy(out.finish().unwrap_or(b"too long")).into_owned()
    }

    /// Text is what `Display` says; JSON has as many digits, and reads as the same number; the exact digits are those
    /// that are found fast.
    fn check(number: f64) {
        let plain = number.to_string();
        let json = written(|out| put_float(out, number));
        let negative = number.is_sign_negative();
        assert_eq!(written(|out| put_plain_float(out, number)), plain);
        assert_eq!(written(|out| shortest::of(number, true).put(out, negative, true)), plain);
        assert_eq!(written(|out| shortest::of(number, false).put(out, negative, false)), json);
        assert_eq!(json.parse().map(f64::to_bits), Ok(number.to_bits()));
        let size = number.abs();
        let is_plain = size == 0.0 || (1e-5..1e16).contains(&size);
        assert_eq!(json.len(), if is_plain { plain } else { format!("{number:e}") }.len());
    }

    #[test]
    fn both_notations() {
        for number in [0.0, 1.0, 3.0, 10.0, 22.5, 100.0, 0.5, 0.05, 120.25, 1e15, 123_456.789] {
            check(number);
            check(-number);
        }
        for number in [1e-5, 1e16, f64::MAX, f64::MIN_POSITIVE, 5e-324, 1.25e21, 1e300, 1.5e-7] {
            [number.next_down(), number, -number].into_iter().for_each(check);
        }
        check(9_007_199_254_740_993.0);
    }

    /// The last digit is followed by a 5 and nothing else, as often as not.
    #[test]
    fn half_way_between_two_digits() {
        for quarters in 0..400u64 {
            for power in 47..53 {
                let number = ((1u64 << power) + quarters * 0x1357_9bdf) as f64;
                (0..4).for_each(|halvings| check(number / f64::from(1u8 << halvings)));
            }
        }
    }

    /// Where doubles below lie nearer than those above.
    #[test]
    fn powers_of_two() {
        for exponent in -1074..=1023 {
            let number = 2f64.powi(exponent);
            [number.next_down(), number, -number, number.next_up()].into_iter().for_each(check);
        }
    }

    proptest! {
        #[test]
        fn any_double(number in any::<f64>().prop_filter("finite", |number| number.is_finite())) {
            check(number);
        }

        #[test]
        fn short_numbers(digits in -100_000i32..100_000, power in -25..25) {
            check(format!("{digits}e{power}").parse().unwrap_or(0.0));
        }
    }
}
