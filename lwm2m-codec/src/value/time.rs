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
    let (date, rest) = text.split_at_checked(10)?;
    let (&separator, rest) = rest.split_first()?;
    let (clock, rest) = rest.split_at_checked(8)?;
    if !matches!(separator, b'T' | b't') {
        return None;
    }
    let [year, month, day] = fields(date, b'-', [4, 2, 2])?;
    let [hour, minute, second] = fields(clock, b':', [2, 2, 2])?;
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let length = match month {
        2 => 28 + i64::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    if !(1..=length).contains(&day) || hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let offset = offset(without_fraction(rest)?)?;
    Some(days(year, month, day) * 86_400 + hour * 3_600 + minute * 60 + second - offset)
}

/// Three numbers of fixed widths with a separator between.
fn fields(text: &[u8], separator: u8, widths: [usize; 3]) -> Option<[i64; 3]> {
    let mut parts = text.split(|&c| c == separator);
    let mut values = [0; 3];
    for (value, width) in values.iter_mut().zip(widths) {
        let digits = parts.next()?;
        if digits.len() != width {
            return None;
        }
        *value = number(digits)?;
    }
    parts.next().is_none().then_some(values)
}

fn number(digits: &[u8]) -> Option<i64> {
    digits.iter().try_fold(0, |value, digit| {
        digit.is_ascii_digit().then(|| value * 10 + i64::from(digit - b'0'))
    })
}

fn without_fraction(text: &[u8]) -> Option<&[u8]> {
    let Some(fraction) = text.strip_prefix(b".") else { return Some(text) };
    let zeros = fraction.iter().take_while(|&&c| c == b'0').count();
    if zeros == 0 { None } else { fraction.get(zeros..) }
}

/// The seconds that a numeric offset lies east of Greenwich.
fn offset(text: &[u8]) -> Option<i64> {
    let (sign, clock) = match text {
        b"Z" | b"z" => return Some(0),
        [b'+', clock @ ..] => (1, clock),
        [b'-', clock @ ..] => (-1, clock),
        _ => return None,
    };
    let (hour, rest) = clock.split_at_checked(2)?;
    let (hour, minute) = (number(hour)?, number(rest.strip_prefix(b":")?)?);
    (rest.len() == 3 && hour <= 23 && minute <= 59).then_some(sign * (hour * 3_600 + minute * 60))
}

/// Days since 1970-01-01 in the Gregorian calendar, counting years from March so that leap days come last.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month < 3 { (year - 1, month + 9) } else { (year, month - 3) };
    let before_month = (153 * month + 2) / 5;
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    year * 365 + leap_days + before_month + day - 1 - 719_468
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
            ("", None),
        ] {
            assert_eq!(Time::from_rfc3339(text).ok(), seconds.map(Time), "{text}");
        }
    }
}
