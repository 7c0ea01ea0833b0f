//! Decimal numbers as names, links, text and JSON spell them.

mod float;
#[cfg(any(feature = "compact", test))]
mod shortest;

#[cfg(not(feature = "compact"))]
pub(crate) use self::float::float;
pub(crate) use self::float::{put_float, put_plain_float};
use crate::output::Output;

/// The digits of a number, at the front, and how many there are.
#[cfg_attr(not(feature = "compact"), inline(always))]
pub(crate) const fn digits(number: u16) -> ([u8; 8], usize) {
    let number = number as u64;
    match number {
        0..=9 => ((number | ZERO).to_le_bytes(), 1),
        10..=9999 => {
            let length = 2 + (number > 99) as usize + (number > 999) as usize;
            ((four(number) >> (8 * (4 - length))).to_le_bytes(), length)
        }
        _ => (((number / 10_000 + ZERO) | four(number % 10_000) << 8).to_le_bytes(), 5),
    }
}

/// The four digits of a number below 10,000, the first one lowest.
#[cfg_attr(not(feature = "compact"), inline(always))]
const fn four(number: u64) -> u64 {
    // Two numbers below 100, and then four below 10, side by side: one multiplication divides them all.
    let hundreds = (number * 5243) >> 19;
    let pairs = hundreds | (number - hundreds * 100) << 16;
    let tens = ((pairs * 103) >> 10) & 0x000f_000f;
    let digits = tens | (pairs - tens * 10) << 8;
    digits | ZERO << 24 | ZERO << 16 | ZERO << 8 | ZERO
}

const ZERO: u64 = b'0' as u64;

/// Writes an integer.
#[cfg_attr(not(feature = "compact"), inline(always))]
pub(crate) fn put_integer(out: &mut Output<'_>, number: i64) {
    match u16::try_from(number) {
        Ok(small) => {
            let (digits, length) = digits(small);
            out.put_some(digits, length);
        }
        Err(_) => {
            if number < 0 {
                out.put([b'-']);
            }
            put_unsigned(out, number.unsigned_abs());
        }
    }
}

/// Writes an unsigned integer.
#[inline(never)]
pub(crate) fn put_unsigned(out: &mut Output<'_>, number: u64) {
    if let Ok(small) = u16::try_from(number) {
        let (digits, length) = digits(small);
        return out.put_some(digits, length);
    }
    put_unsigned(out, number / 10_000);
    // Four digits, zeros in front of them: those of a number of five behind its first.
    let ([_, a, b, c, d, ..], _) = digits(10_000 + (number % 10_000) as u16);
    out.put([a, b, c, d]);
}

#[cfg(test)]
mod tests {
    use alloc::string::{String, ToString};

    use super::*;

    #[test]
    fn of_every_number() {
        for number in 0..=u16::MAX {
            let (digits, length) = digits(number);
            assert_eq!(digits.get(..length), Some(number.to_string().as_bytes()));
        }
    }

    fn written(write: impl FnOnce(&mut Output<'_>)) -> String {
        let mut buffer = [0; 40];
        let mut out = Output::new(&mut buffer);
        write(&mut out);
        String::from_utf8_lossy(out.finish().unwrap_or(b"too long")).into_owned()
    }

    #[test]
    fn integers() {
        for number in [0, 9, 10, 65_535, 65_536, 1_000_000, i64::MAX, -1, -65_536, i64::MIN] {
            assert_eq!(written(|out| put_integer(out, number)), number.to_string());
        }
        assert_eq!(written(|out| put_unsigned(out, u64::MAX)), u64::MAX.to_string());
    }
}
