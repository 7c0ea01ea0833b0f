//! Links to Object Instances, `Objlnk`: LwM2M Core 1.2.2, appendix C; D-044, D-045.

use core::{fmt, str::FromStr};

use crate::deviation::Lenience;
use crate::error::{Error, ErrorKind, Result};
use crate::schema::DataType;

/// A link to an Object Instance: two numbers of which either may be 65535.
///
/// `65535:65535` links to nothing, `3:65535` to the Object itself. Which pairs make sense is a rule of the Write,
/// not of the bytes (D-045). Shown and read as `66:0`.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct ObjectLink {
    /// The Object's id, or 65535.
    pub object: u16,
    /// The Object Instance's id, or 65535.
    pub instance: u16,
}

impl ObjectLink {
    /// The link to nothing, `65535:65535`.
    pub const NULL: Self = Self::new(u16::MAX, u16::MAX);

    /// A link from its two numbers.
    #[must_use]
    pub const fn new(object: u16, instance: u16) -> Self {
        Self { object, instance }
    }
}

impl ObjectLink {
    /// A link from its text where a format says that it is one: as the standard spells it, leniently nearly so.
    pub(crate) fn read(text: &str, lenience: &mut Lenience) -> Result<Self> {
        let strict = text.parse();
        #[cfg(feature = "lenient")]
        if strict.is_err() {
            return super::mend::link::spelled(text, lenience).map_or(strict, Ok);
        }
        let _ = lenience;
        strict
    }
}

/// The link to nothing.
impl Default for ObjectLink {
    fn default() -> Self {
        Self::NULL
    }
}

impl FromStr for ObjectLink {
    type Err = Error;

    /// Reads two numbers with a colon between, each in its one spelling and at most 65535 (D-044).
    ///
    /// # Errors
    /// [`ErrorKind::InvalidValue`] for everything else.
    fn from_str(text: &str) -> Result<Self> {
        let mut halves = text.as_bytes().split(|&c| c == b':').map(half);
        match (halves.next(), halves.next(), halves.next()) {
            (Some(Some(object)), Some(Some(instance)), None) => Ok(Self::new(object, instance)),
            _ => Err(ErrorKind::InvalidValue { expected: DataType::ObjectLink }.into()),
        }
    }
}

fn half(digits: &[u8]) -> Option<u16> {
    if matches!(digits, [] | [b'0', _, ..]) {
        return None;
    }
    digits.iter().try_fold(0u16, |number, &c| {
        let digit = c.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        number.checked_mul(10)?.checked_add(digit.into())
    })
}

impl fmt::Display for ObjectLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.object, self.instance)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_spelling_a_link() {
        assert_eq!("66:0".parse(), Ok(ObjectLink::new(66, 0)));
        assert_eq!("65535:65535".parse(), Ok(ObjectLink::NULL));
        assert_eq!("0:65535".parse(), Ok(ObjectLink::new(0, 65535)));
        for text in [
            "",
            ":",
            "66",
            "66:",
            ":0",
            "066:0",
            "66:00",
            "65536:0",
            "1:2:3",
            "+1:2",
            "FFFF:FFFF",
            "66:0\0",
        ] {
            assert!(text.parse::<ObjectLink>().is_err(), "{text}");
        }
    }
}
