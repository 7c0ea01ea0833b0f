//! Points in time as values, and the dates that CBOR may spell them as.
//! LwM2M Core 1.2.2, appendix C; RFC 3339; D-040, D-043.

use core::fmt;

use crate::error::{ErrorKind, Result};
use crate::schema::DataType;

/// Signed seconds since 1970-01-01T00:00:00Z, the whole range of an `i64`.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Time(pub i64);

impl Time {
    /// The seconds since 1970.
    #[must_use]
    pub const fn seconds(self) -> i64 {
        self.0
    }

    /// Reads a date and time as RFC 3339 writes it: `2013-05-02T10:40:15Z`, with any offset.
    ///
    /// A fraction may consist of zeros only (D-040); a leap second counts as the second after it.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidValue`] for everything else.
    pub fn from_rfc3339(text: &str) -> Result<Self> {
        date_time(text.as_bytes())
            .map(Self)
            .ok_or_else(|| ErrorKind::InvalidValue { expected: DataType::Time }.into())
    }
}

impl From<i64> for Time {
    fn from(seconds: i64) -> Self {
        Self(seconds)
    }
}

impl From<Time> for i64 {
    fn from(time: Time) -> Self {
        time.0
    }
}

/// The seconds, as every format writes them.
impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// RFC 3339, 5.6: `date-time`.
fn date_time(text: &[u8]) -> Option<i64> {
    let mut rest = text;
    let mut numbers = [0; 7];
    // What stands before every two digits.
    for (number, &separator) in numbers.iter_mut().zip(b"00--T::") {
        *number = two(&mut rest, separator)?;
    }
    let [century, year, month, day, hour, minute, second] = numbers;
    let year = century * 100 + year;
    let (first, next) = (days(year, month), days(year, month + 1));
    let day_exists = (1..=12).contains(&month) && day >= 1 && day <= next - first;
    if !day_exists || hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let seconds = hour * 3_600 + minute * 60 + second - offset(without_fraction(rest)?)?;
    Some(i64::from(first + day - 1) * 86_400 + i64::from(seconds))
}

/// Takes a separator and two digits; 0 stands for no separator, T for either letter.
#[inline(never)]
fn two(text: &mut &[u8], separator: u8) -> Option<i32> {
    if separator != b'0' {
        let (&first, rest) = text.split_first()?;
        if first != separator && (separator, first) != (b'T', b't') {
            return None;
        }
        *text = rest;
    }
    let ([a, b], rest) = text.split_first_chunk()?;
    let (a, b) = (a.wrapping_sub(b'0'), b.wrapping_sub(b'0'));
    *text = rest;
    (a <= 9 && b <= 9).then(|| i32::from(a) * 10 + i32::from(b))
}

fn without_fraction(text: &[u8]) -> Option<&[u8]> {
    let Some(fraction) = text.strip_prefix(b".") else { return Some(text) };
    let zeros = fraction.iter().take_while(|&&c| c == b'0').count();
    if zeros == 0 { None } else { fraction.get(zeros..) }
}

/// The seconds that a numeric offset lies east of Greenwich.
fn offset(text: &[u8]) -> Option<i32> {
    let (sign, mut clock) = match text {
        b"Z" | b"z" => return Some(0),
        [b'+', clock @ ..] => (1, clock),
        [b'-', clock @ ..] => (-1, clock),
        _ => return None,
    };
    let hour = two(&mut clock, b'0')?;
    let minute = two(&mut clock, b':')?;
    let legal = clock.is_empty() && hour <= 23 && minute <= 59;
    legal.then_some(sign * (hour * 3_600 + minute * 60))
}

/// Days from 1970-01-01 to the first of a month in the Gregorian calendar, counting years from March so that leap days
/// come last. Month 13 is the next January.
#[cfg_attr(feature = "compact", inline(never))]
const fn days(year: i32, month: i32) -> i32 {
    // Four hundred years earlier, in which the calendar is the same: nothing is below 0.
    let (year, month) = if month < 3 { (year + 399, month + 9) } else { (year + 400, month - 3) };
    let before_month = (153 * month + 2) / 5;
    let leap_days = year / 4 - year / 100 + year / 400;
    year * 365 + leap_days + before_month - 719_468 - 146_097
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates() {
        for (text, seconds) in [
            ("1970-01-01T00:00:00Z", Some(0)),
            ("2013-05-02T10:40:15Z", Some(1_367_491_215)),
            ("2013-05-02T12:40:15.000+02:00", Some(1_367_491_215)),
            ("2013-05-02t10:40:15-00:00", Some(1_367_491_215)),
            ("2000-02-29T23:59:60z", Some(951_868_800)),
            ("1900-03-01T00:00:00Z", Some(-2_203_891_200)),
            ("0000-01-01T00:00:00Z", Some(-62_167_219_200)),
            ("9999-12-31T23:59:59Z", Some(253_402_300_799)),
            ("1900-02-29T00:00:00Z", None),
            ("2013-13-02T10:40:15Z", None),
            ("2013-05-02T10:40:15", None),
            ("2013-05-02T10:40:15.5Z", None),
            ("2013-05-02T10:40:15.Z", None),
            ("2013-05-02 10:40:15Z", None),
            ("2013-05-02T24:00:00Z", None),
            ("2013-05-02T10:40:15+2:00", None),
            ("2013-5-2T10:40:15Z", None),
            ("+013-05-02T10:40:15Z", None),
            ("20130-5-02T10:40:15Z", None),
            ("2013-05-02T10:40:1", None),
            ("2013-04-31T10:40:15Z", None),
            ("2013-08-31T00:00:00Z", Some(1_377_907_200)),
            ("2013-12-31T00:00:00Z", Some(1_388_448_000)),
            ("2013-11-31T00:00:00Z", None),
            ("", None),
        ] {
            assert_eq!(Time::from_rfc3339(text).ok(), seconds.map(Time), "{text}");
        }
    }
}
