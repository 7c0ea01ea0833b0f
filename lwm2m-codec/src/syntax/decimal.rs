//! Small decimal numbers, as names and links hold them.

/// The digits of a number, at the front, and how many there are.
#[cfg_attr(not(feature = "compact"), inline(always))]
pub(crate) const fn digits(number: u16) -> ([u8; 8], usize) {
    const fn digit(number: u16) -> u8 {
        let digit = (number % 10) as u8;
        b'0' + digit
    }
    let n = number;
    match n {
        0..=9 => ([digit(n), 0, 0, 0, 0, 0, 0, 0], 1),
        10..=99 => ([digit(n / 10), digit(n), 0, 0, 0, 0, 0, 0], 2),
        100..=999 => ([digit(n / 100), digit(n / 10), digit(n), 0, 0, 0, 0, 0], 3),
        1000..=9999 => ([digit(n / 1000), digit(n / 100), digit(n / 10), digit(n), 0, 0, 0, 0], 4),
        _ => (
            [digit(n / 10_000), digit(n / 1000), digit(n / 100), digit(n / 10), digit(n), 0, 0, 0],
            5,
        ),
    }
}
