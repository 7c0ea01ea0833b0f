//! The numbers of CoAP's options, one row each: what their values are, and whether they may be repeated.
//! RFC 7252, 5.10; RFC 7641, 2; RFC 7959, 2.1 and 4; RFC 8613, 2; RFC 9175, 2.2 and 3.2.

use core::fmt;

/// The number of an option. Numbers that are unknown survive.
#[derive(Clone, Copy, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Number(u16);

/// What the table says of an option.
#[derive(Clone, Copy)]
pub(super) struct Row {
    pub(super) number: Number,
    name: &'static str,
    pub(super) repeatable: bool,
    pub(super) shortest: u16,
    pub(super) longest: u16,
    /// Whether its value is a number, which zeros in front do not change (D-163).
    pub(super) uint: bool,
}

/// Makes the numbers and their table out of one row for each.
macro_rules! numbers {
    ($($constant:ident $number:literal $name:literal $form:ident $shortest:literal..=$longest:literal $($repeatable:ident)?;)*) => {
        impl Number {
            $(
                #[doc = concat!("`", $name, "`, ", $number, ".")]
                pub const $constant: Self = Self($number);
            )*
        }

        const ROWS: &[Row] = &[$(Row {
            number: Number($number),
            name: $name,
            repeatable: numbers!(@is $($repeatable)?),
            shortest: $shortest,
            longest: $longest,
            uint: numbers!(@is $form),
        },)*];
    };
    (@is) => { false };
    (@is repeatable) => { true };
    (@is uint) => { true };
    (@is octets) => { false };
}

numbers! {
    IF_MATCH 1 "If-Match" octets 0..=8 repeatable;
    URI_HOST 3 "Uri-Host" octets 1..=255;
    ETAG 4 "ETag" octets 1..=8 repeatable;
    IF_NONE_MATCH 5 "If-None-Match" octets 0..=0;
    OBSERVE 6 "Observe" uint 0..=3;
    URI_PORT 7 "Uri-Port" uint 0..=2;
    LOCATION_PATH 8 "Location-Path" octets 0..=255 repeatable;
    OSCORE 9 "OSCORE" octets 0..=255;
    URI_PATH 11 "Uri-Path" octets 0..=255 repeatable;
    CONTENT_FORMAT 12 "Content-Format" uint 0..=2;
    MAX_AGE 14 "Max-Age" uint 0..=4;
    URI_QUERY 15 "Uri-Query" octets 0..=255 repeatable;
    ACCEPT 17 "Accept" uint 0..=2;
    LOCATION_QUERY 20 "Location-Query" octets 0..=255 repeatable;
    BLOCK2 23 "Block2" uint 0..=3;
    BLOCK1 27 "Block1" uint 0..=3;
    SIZE2 28 "Size2" uint 0..=4;
    PROXY_URI 35 "Proxy-Uri" octets 1..=1034;
    PROXY_SCHEME 39 "Proxy-Scheme" octets 1..=255;
    SIZE1 60 "Size1" uint 0..=4;
    ECHO 252 "Echo" octets 1..=40;
    REQUEST_TAG 292 "Request-Tag" octets 0..=8 repeatable;
}

impl Number {
    /// Any number.
    #[must_use]
    pub const fn new(number: u16) -> Self {
        Self(number)
    }

    /// The number.
    #[must_use]
    pub const fn get(self) -> u16 {
        self.0
    }

    /// Its name; `None` for one that the table does not know.
    #[must_use]
    pub fn name(self) -> Option<&'static str> {
        self.row().map(|(_, row)| row.name)
    }

    /// Whether who does not understand it must refuse the message: odd numbers.
    #[must_use]
    pub const fn is_critical(self) -> bool {
        self.0 & 1 == 1
    }

    /// Its row, and the place of that.
    pub(super) fn row(self) -> Option<(usize, Row)> {
        let at = ROWS.binary_search_by_key(&self, |row| row.number).ok()?;
        ROWS.get(at).map(|row| (at, *row))
    }
}

/// `Uri-Path`; digits for an unknown one.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name() {
            Some(name) => f.write_str(name),
            None => self.0.fmt(f),
        }
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The value of a number without zeros in front of it: `None` where it is longer than eight octets (D-163).
#[must_use]
pub fn uint(value: &[u8]) -> Option<u64> {
    let zeros = value.iter().take_while(|octet| **octet == 0).count();
    let digits = value.get(zeros..)?;
    if digits.len() > 8 {
        return None;
    }
    Some(digits.iter().fold(0, |number, octet| number << 8 | u64::from(*octet)))
}

/// A number in as few octets as hold it, none for 0 (RFC 7252, 3.2; D-163).
#[derive(Clone, Copy, Debug)]
pub struct Uint([u8; 4]);

impl Uint {
    /// The octets of a number.
    #[must_use]
    pub const fn new(number: u32) -> Self {
        Self(number.to_be_bytes())
    }

    /// The octets.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        let zeros = self.0.iter().take_while(|octet| **octet == 0).count();
        self.0.get(zeros..).unwrap_or(&[])
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::*;

    #[test]
    fn rows_ascend_and_are_found() {
        assert!(ROWS.is_sorted_by(|a, b| a.number < b.number));
        for (at, row) in ROWS.iter().enumerate() {
            assert_eq!(row.number.row().map(|(at, _)| at), Some(at), "{}", row.number);
        }
        assert_eq!(Number::URI_PATH.to_string(), "Uri-Path");
        assert_eq!(Number::new(2048).to_string(), "2048");
        assert!(Number::URI_PATH.is_critical() && !Number::SIZE1.is_critical());
    }

    #[test]
    fn d_163_numbers_are_written_minimal_and_read_with_zeros() {
        for (number, octets) in [
            (0, &[][..]),
            (1, &[1]),
            (255, &[255]),
            (256, &[1, 0]),
            (0x01_0000, &[1, 0, 0]),
            (u32::MAX, &[255; 4]),
        ] {
            assert_eq!(Uint::new(number).as_bytes(), octets);
            let mut padded = [0; 12];
            padded[12 - octets.len()..].copy_from_slice(octets);
            assert_eq!((uint(octets), uint(&padded)), (Some(number.into()), Some(number.into())));
        }
        assert_eq!(uint(&[1; 9]), None);
    }
}
