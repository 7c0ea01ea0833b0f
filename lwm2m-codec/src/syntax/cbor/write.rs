//! Writing heads, integers and floats: definite, minimal.

use super::{NEGATIVE, UNSIGNED};
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
    #[expect(clippy::cast_possible_truncation, reason = "compared after")]
    let single = number as f32;
    if f64::from(single) == number {
        Some(Few::new(0xfa << 32 | u64::from(single.to_bits()), 5))
    } else if number.is_nan() {
        Some(Few::new(0xfa << 32 | 0x7fc0_0000, 5))
    } else {
        None
    }
}

/// Writes a float.
#[inline(never)]
pub(crate) fn put_float(out: &mut Output<'_>, number: f64) {
    match short_float(number) {
        Some(float) => out.put_few(float),
        None => put_nine(out, Few::NONE, 0xfb, number.to_bits()),
    }
}
