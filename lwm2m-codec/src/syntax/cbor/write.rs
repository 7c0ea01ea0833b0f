//! Writing heads, integers and floats: definite, minimal.

use super::{NEGATIVE, UNSIGNED};
use crate::output::Output;

/// Writes a head in its shortest form.
#[cfg_attr(not(feature = "compact"), inline(always))]
#[expect(clippy::cast_possible_truncation, reason = "each arm's range fits its type")]
pub(crate) fn put_head(out: &mut Output<'_>, major: u8, argument: u64) {
    let major = major << 5;
    match argument {
        0..=23 => out.put([major | argument as u8]),
        24..=0xff => out.put([major | 24, argument as u8]),
        0x100..=0xffff => {
            let [a, b] = (argument as u16).to_be_bytes();
            out.put([major | 25, a, b]);
        }
        _ => put_long_head(out, major, argument),
    }
}

#[inline(never)]
fn put_long_head(out: &mut Output<'_>, major: u8, argument: u64) {
    if let Ok(argument) = u32::try_from(argument) {
        let [a, b, c, d] = argument.to_be_bytes();
        out.put([major | 26, a, b, c, d]);
    } else {
        let [a, b, c, d, e, f, g, h] = argument.to_be_bytes();
        out.put([major | 27, a, b, c, d, e, f, g, h]);
    }
}

/// Writes an integer.
#[cfg_attr(not(feature = "compact"), inline(always))]
pub(crate) fn put_integer(out: &mut Output<'_>, number: i64) {
    match u64::try_from(number) {
        Ok(number) => put_head(out, UNSIGNED, number),
        Err(_) => put_head(out, NEGATIVE, !number.cast_unsigned()),
    }
}

/// Writes a float: single where that is exact, else double; never half (D-030).
#[cfg_attr(not(feature = "compact"), inline(always))]
pub(crate) fn put_float(out: &mut Output<'_>, number: f64) {
    #[expect(clippy::cast_possible_truncation, reason = "compared after")]
    let single = number as f32;
    if f64::from(single) == number {
        let [a, b, c, d] = single.to_be_bytes();
        out.put([0xfa, a, b, c, d]);
    } else {
        put_rare_float(out, number);
    }
}

#[inline(never)]
fn put_rare_float(out: &mut Output<'_>, number: f64) {
    if number.is_nan() {
        return out.put([0xfa, 0x7f, 0xc0, 0, 0]);
    }
    let [a, b, c, d, e, f, g, h] = number.to_be_bytes();
    out.put([0xfb, a, b, c, d, e, f, g, h]);
}
