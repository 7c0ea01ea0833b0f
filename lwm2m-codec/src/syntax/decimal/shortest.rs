//! The shortest digits that read back as the same double, and of those the nearest, by exact arithmetic: small and slow.
//! What is fast has ten kilobytes of tables, which a device with little room should not pay for.

use super::float::Digits;

/// A double as the fraction `value / whole`, and a quarter of the way to the next double in the same measure: three
/// long numbers side by side, lowest place first.
struct Fraction {
    places: [Place; PLACES],
    /// How many places are in use: in the others all three are 0.
    used: usize,
}

/// Thirty-two bits of each of the three.
#[derive(Clone, Copy)]
struct Place {
    value: u32,
    quarter: u32,
    whole: u32,
}

/// The smallest normal double needs most: 2^770 × 10.
const PLACES: usize = 26;

/// The digits of a finite number, without its sign. Of two that are equally near, either the one farther from 0 or the
/// even one.
pub(super) fn of(number: f64, half_up: bool) -> Digits {
    let bits = number.to_bits() << 1 >> 1;
    let field = (bits >> 52) as i32;
    let mantissa = bits & ((1 << 52) - 1) | u64::from(field != 0) << 52;
    if mantissa == 0 {
        return Digits::before(0);
    }
    // The number is mantissa × 2^power.
    let power = field.max(1) - 1075;
    // The next double below a power of two is half as far away as the one above.
    let below = if mantissa == 1 << 52 && field > 1 { -1 } else { -2 };
    // What lies half way to a neighbour is read as the one of the two that is even.
    let even = i64::from(mantissa & 1 == 0);

    // The number is below 2^top, and that is at most 10^point; the first two digits may be 0.
    let top = power + 64 - mantissa.leading_zeros().cast_signed();
    let point = ((top * 78_913) >> 18) + 1;
    let mut digits = Digits::before(point);
    let mut fraction = Fraction::new(mantissa, power, point);
    let mut found = false;
    while !found {
        fraction.scale(10, 1);
        let mut digit = 0;
        while fraction.sign(1, 0, -1) >= 0 {
            fraction.subtract();
            digit += 1;
        }
        let down = fraction.sign(1, below, 0) < even;
        let up = fraction.sign(1, 2, -1) > -even;
        let at_half = half_up || digit & 1 == 1;
        digit += u8::from(up && (!down || fraction.sign(2, 0, -1) > -i64::from(at_half)));
        found = !digits.push(digit) || down || up;
    }
    digits
}

impl Fraction {
    /// `mantissa × 2^power / 10^point`, and what goes with it.
    fn new(mantissa: u64, power: i32, point: i32) -> Self {
        let (up, down) = (point.max(0).unsigned_abs(), point.min(0).unsigned_abs());
        let twos = power - point;
        let (left, right) = (twos.max(0).unsigned_abs(), twos.min(0).unsigned_abs());
        let mut places = [Place { value: 0, quarter: 0, whole: 0 }; PLACES];
        let four = mantissa << 2;
        let halves = [(four & 0xffff_ffff) as u32, (four >> 32) as u32];
        for (place, half) in places.iter_mut().zip(halves) {
            place.value = half;
        }
        if let Some(place) = places.first_mut() {
            (place.quarter, place.whole) = (1, 4);
        }
        // Five needs less than 7/3 bits; ten times the whole is the largest number that there is on the way.
        let bits = right + 7 * up / 3 + 8;
        let mut fraction = Self { places, used: (bits / 32 + 1) as usize };
        fraction.raise(2, left, right);
        fraction.raise(5, down, up);
        fraction
    }

    /// Multiplies by powers of a small number: the value and the quarter, and the whole.
    fn raise(&mut self, base: u32, mut fraction: u32, mut whole: u32) {
        while fraction | whole != 0 {
            // 5^12 fits.
            let (a, b) = (fraction.min(12), whole.min(12));
            self.scale(base.wrapping_pow(a), base.wrapping_pow(b));
            (fraction, whole) = (fraction - a, whole - b);
        }
    }

    /// Multiplies by small numbers: the value and the quarter, and the whole.
    #[inline(never)]
    fn scale(&mut self, fraction: u32, whole: u32) {
        let mut carries = [0u32; 3];
        for place in self.places.iter_mut().take(self.used) {
            let Place { value, quarter, whole: all } = place;
            let numbers = [(value, fraction), (quarter, fraction), (all, whole)];
            for ((number, factor), carry) in numbers.into_iter().zip(&mut carries) {
                let product = u64::from(*number) * u64::from(factor) + u64::from(*carry);
                *number = (product & 0xffff_ffff) as u32;
                *carry = (product >> 32) as u32;
            }
        }
    }

    /// The sign of a sum of so many of each.
    #[inline(never)]
    fn sign(&self, value: i64, quarter: i64, whole: i64) -> i64 {
        let (mut carry, mut rest) = (0i64, 0);
        for place in self.places.iter().take(self.used) {
            carry += value * i64::from(place.value)
                + quarter * i64::from(place.quarter)
                + whole * i64::from(place.whole);
            rest |= carry & 0xffff_ffff;
            carry >>= 32;
        }
        if carry == 0 { rest.signum() } else { carry.signum() }
    }

    /// Takes the whole away from the value.
    #[inline(never)]
    fn subtract(&mut self) {
        let mut carry = 0i64;
        for place in self.places.iter_mut().take(self.used) {
            carry += i64::from(place.value) - i64::from(place.whole);
            place.value = (carry.cast_unsigned() & 0xffff_ffff) as u32;
            carry >>= 32;
        }
    }
}

#[cfg(test)]
mod tests {
    use alloc::format;

    use proptest::prelude::*;

    use super::*;

    /// The same digits as `core` finds, whose `{:e}` is the shortest that reads back.
    fn check(number: f64) {
        assert_eq!(of(number, true), Digits::read(&format!("{number:e}")), "{number:e}");
    }

    /// A number and the two beside it.
    fn check_around(number: f64) {
        for number in [number.next_down(), number, number.next_up()] {
            if number.is_finite() {
                check(number);
            }
        }
    }

    #[test]
    fn powers_and_extremes() {
        for bits in [0, 1, 2, 3, (1 << 52) - 1, 1 << 52, (1 << 52) + 1] {
            check(f64::from_bits(bits));
            check(-f64::from_bits(bits));
        }
        check_around(f64::MAX);
        (0..2047u64).for_each(|exponent| check_around(f64::from_bits(exponent << 52)));
        (0..52).for_each(|bit| check_around(f64::from_bits(1 << bit)));
        for power in -324..=308 {
            for digit in 1..10 {
                check_around(format!("{digit}e{power}").parse().unwrap());
            }
        }
    }

    #[test]
    fn every_exponent() {
        let mut bits = 1u64;
        for exponent in 0..2047 {
            for _ in 0..8 {
                bits = bits
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1_442_695_040_888_963_407);
                check(f64::from_bits(bits >> 12 | exponent << 52));
            }
        }
    }

    #[test]
    fn short_numbers() {
        for number in 0..2_000u16 {
            for power in -20..20 {
                check(format!("{number}e{power}").parse().unwrap());
            }
        }
        (0..64).for_each(|bit| check_around((1u64 << bit) as f64));
    }

    proptest! {
        #[test]
        fn any_double(number in any::<f64>().prop_filter("finite", |number| number.is_finite())) {
            check(number);
        }
    }
}
