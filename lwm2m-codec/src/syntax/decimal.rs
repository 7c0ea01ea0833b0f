//! Small decimal numbers, as names and links hold them.

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

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::*;

    #[test]
    fn of_every_number() {
        for number in 0..=u16::MAX {
            let (digits, length) = digits(number);
            assert_eq!(digits.get(..length), Some(number.to_string().as_bytes()));
        }
    }
}
