//! Writing heads, integers and floats: definite, minimal.

use super::{NEGATIVE, SMALL, UNSIGNED};
use crate::output::{Few, Output};

/// A head in its shortest form; `None` for an argument of more than 32 bits.
#[cfg_attr(not(feature = "compact"), inline(always))]
pub(crate) const fn short_head(major: u8, argument: u64) -> Option<Few> {
    let major = (major as u64) << 5;
    Some(match argument {
        0..=23 => Few::new(major | argument, 1),
        24..=0xff => Few::new((major | 24) << 8 | argument, 2),
        0x100..=0xffff => Few::new((major | 25) << 16 | argument, 3),
        0x1_0000..=0xffff_ffff => Few::new((major | 26) << 32 | argument, 5),
        _ => return None,
    })
}

/// Writes a head in its shortest form.
#[cfg_attr(not(feature = "compact"), inline(always))]
pub(crate) fn put_head(out: &mut Output<'_>, major: u8, argument: u64) {
    match short_head(major, argument) {
        Some(head) => out.put_few(head),
        None => put_nine(out, Few::NONE, major << 5 | 27, argument),
    }
}

/// Writes what stands before an item, and one of nine bytes.
#[inline(never)]
pub(crate) fn put_nine(out: &mut Output<'_>, before: Few, first: u8, rest: u64) {
    out.put_few(before);
    out.put_both(Few::new(first.into(), 1), Few::new(rest, 8));
}

/// Major type and argument of an integer.
#[cfg_attr(not(feature = "compact"), inline(always))]
pub(crate) const fn integer(number: i64) -> (u8, u64) {
    let magnitude = (number ^ (number >> 63)).cast_unsigned();
    (if number < 0 { NEGATIVE } else { UNSIGNED }, magnitude)
}

/// Writes an integer.
#[cfg_attr(not(feature = "compact"), inline(always))]
pub(crate) fn put_integer(out: &mut Output<'_>, number: i64) {
    let (major, argument) = integer(number);
    put_head(out, major, argument);
}

/// A float as a single where that is exact; `None` where it takes a double. Never a half (D-030).
#[cfg_attr(not(feature = "compact"), inline(always))]
pub(crate) fn short_float(number: f64) -> Option<Few> {
    let single = if SMALL { single_of_bits(number.to_bits()) } else { single(number) };
    single.map(|single| Few::new(0xfa << 32 | u64::from(single), 5))
}

/// The bits of the single that a double is.
#[cfg_attr(not(feature = "compact"), inline(always))]
fn single(number: f64) -> Option<u32> {
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

/// The same without arithmetic of floats, which takes pages where the processor has none.
#[expect(clippy::cast_possible_truncation, reason = "what is cut off is asked for before")]
fn single_of_bits(bits: u64) -> Option<u32> {
    let sign = (bits >> 32) as u32 & 1 << 31;
    let fraction = bits & ((1 << 52) - 1);
    let exponent = match (bits >> 52) as u32 & 0x7ff {
        0 if fraction == 0 => return Some(sign),
        0x7ff if fraction == 0 => return Some(sign | 0xff << 23),
        0x7ff => return Some(NAN),
        exponent => exponent,
    };
    // Below the normal range of singles each step of the exponent takes one more bit of the fraction.
    let (above, dropped) = match exponent.checked_sub(1023 - 126) {
        Some(above @ 0..=0xfd) => (above, 29),
        Some(_) => return None,
        None => (0, 29 + (1023 - 126 - exponent)),
    };
    let fraction = fraction | 1 << 52;
    if fraction.trailing_zeros() < dropped {
        return None;
    }
    Some(sign | ((above << 23) + (fraction >> dropped) as u32))
}

/// The one NaN that is written.
const NAN: u32 = 0x7fc0_0000;

/// Writes a float.
#[inline(never)]
pub(crate) fn put_float(out: &mut Output<'_>, number: f64) {
    match short_float(number) {
        Some(float) => out.put_few(float),
        None => put_nine(out, Few::NONE, 0xfb, number.to_bits()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn singles_are_found_by_arithmetic_and_by_bits() {
        let mut exact = 0;
        for exponent in 0..0x800u64 {
            for fraction in
                (0..53).map(|bit| (1 << 52) - (1 << bit)).chain([0, 1, 1 << 51, 1 << 29])
            {
                for bits in [exponent << 52 | fraction, 1 << 63 | exponent << 52 | fraction] {
                    let single = single(f64::from_bits(bits));
                    assert_eq!(single_of_bits(bits), single, "{bits:016x}");
                    exact += u32::from(single.is_some());
                }
            }
        }
        assert!(exact > 10_000);
    }
}
