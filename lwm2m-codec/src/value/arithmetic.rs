//! What a small processor has no instructions for. In the small setting it is done bit by bit, in a few bytes, where a
//! library for every case would take hundreds; elsewhere by the processor.

use core::num::NonZeroU32;

/// Divides by a number of at most 30 bits: the quotient and the rest.
#[cfg(not(feature = "compact"))]
#[inline(always)]
pub(crate) const fn divided(number: u64, by: NonZeroU32) -> (u64, u32) {
    let by = by.get() as u64;
    (number / by, ((number % by) & 0xffff_ffff) as u32)
}

/// Divides by a number of at most 30 bits: the quotient and the rest.
#[cfg(feature = "compact")]
#[inline(never)]
pub(crate) const fn divided(number: u64, by: NonZeroU32) -> (u64, u32) {
    bitwise::divided(number, by)
}

/// The bits of the single that is equal to a double; `None` where there is none. NaN has one form (D-030).
#[cfg(not(feature = "compact"))]
#[inline(always)]
pub(crate) fn single(number: f64) -> Option<u32> {
    #[expect(clippy::cast_possible_truncation, reason = "compared after")]
    let single = number as f32;
    if f64::from(single) == number {
        Some(single.to_bits())
    } else if number.is_nan() {
        Some(NAN)
    } else {
        None
    }
}

/// The bits of the single that is equal to a double; `None` where there is none. NaN has one form (D-030).
#[cfg(feature = "compact")]
#[inline(never)]
pub(crate) const fn single(number: f64) -> Option<u32> {
    bitwise::single(number)
}

/// Not a number, quiet.
const NAN: u32 = 0x7fc0_0000;

/// Ten, to divide by.
pub(crate) const TEN: NonZeroU32 = NonZeroU32::new(10).unwrap();

/// How many nanoseconds a second has, to divide by.
pub(crate) const NANOS: NonZeroU32 = NonZeroU32::new(1_000_000_000).unwrap();

#[cfg(any(feature = "compact", test))]
mod bitwise {
    use super::{NAN, NonZeroU32};

    pub(super) const fn divided(mut number: u64, by: NonZeroU32) -> (u64, u32) {
        let mut rest = 0;
        let mut bits = 64;
        // The quotient takes the place of what has been divided.
        while bits > 0 {
            rest = rest << 1 | (number >> 63) as u32;
            number <<= 1;
            if rest >= by.get() {
                rest -= by.get();
                number |= 1;
            }
            bits -= 1;
        }
        (number, rest)
    }

    pub(super) const fn single(number: f64) -> Option<u32> {
        let bits = number.to_bits();
        let sign = (bits >> 32) as u32 & 1 << 31;
        let magnitude = bits & (u64::MAX >> 1);
        let exponent = (magnitude >> 52) as u32;
        // By how many bits a mantissa is shorter: by more where singles lose their first bit.
        let (units, shift) = match exponent {
            0 if magnitude == 0 => return Some(sign),
            // The exponents are counted from elsewhere.
            897..=1150 => (magnitude - (896 << 52), 29),
            874..=896 => (magnitude & ((1 << 52) - 1) | 1 << 52, 29 + 897 - exponent),
            0x7ff if magnitude << 12 == 0 => return Some(sign | 0xff << 23),
            0x7ff => return Some(NAN),
            _ => return None,
        };
        let single = units >> shift;
        if single << shift == units { Some(sign | (single & 0x7fff_ffff) as u32) } else { None }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn singles() {
        for exponent in 0..=0xff {
            for mantissa in [0, 1, 2, 0x0035_1234, 0x0040_0000, 0x0055_5555, 0x007f_ffff] {
                for sign in [0, 1 << 31] {
                    let single = f32::from_bits(sign | exponent << 23 | mantissa);
                    let double = f64::from(single);
                    let expected = Some(if single.is_nan() { NAN } else { single.to_bits() });
                    assert_eq!(bitwise::single(double), expected, "{single:e}");
                    assert_eq!(super::single(double), expected, "{single:e}");
                    for other in [double.next_up(), double.next_down()] {
                        assert_eq!(bitwise::single(other), super::single(other), "{other:e}");
                    }
                }
            }
        }
    }

    #[test]
    fn singles_of_every_exponent() {
        let mut exact = 0;
        for exponent in 0..0x800u64 {
            for fraction in
                (0..53).map(|bit| (1 << 52) - (1 << bit)).chain([0, 1, 1 << 51, 1 << 29])
            {
                for bits in [exponent << 52 | fraction, 1 << 63 | exponent << 52 | fraction] {
                    let double = f64::from_bits(bits);
                    let single = super::single(double);
                    assert_eq!(bitwise::single(double), single, "{bits:016x}");
                    exact += u32::from(single.is_some());
                }
            }
        }
        assert!(exact > 10_000);
    }

    proptest! {
        #[test]
        fn divisions(number in any::<u64>(), shift in 0..64u32) {
            let number = number >> shift;
            for by in [TEN, NANOS, NonZeroU32::new(10_000).unwrap()] {
                let divisor = u64::from(by.get());
                let (quotient, rest) = bitwise::divided(number, by);
                assert_eq!((quotient, u64::from(rest)), (number / divisor, number % divisor));
                assert_eq!(divided(number, by), (quotient, rest));
            }
        }

        #[test]
        fn doubles(number in any::<f64>()) {
            assert_eq!(super::single(number), bitwise::single(number));
        }
    }
}
