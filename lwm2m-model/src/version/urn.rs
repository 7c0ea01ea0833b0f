//! URNs of Objects: `urn:oma:lwm2m:ext:2048:1.1`. LwM2M Core 1.2.2, 7.2.1; D-012, D-169.

use core::fmt;
use core::str::FromStr;

use lwm2m_codec::{Error, ErrorKind, ObjectDef, ObjectId, ObjectVersion};

use crate::class::Label;

/// The name of one version of an Object; shown without a version part for 1.0.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[allow(clippy::exhaustive_structs, reason = "the three parts of the grammar")]
pub struct Urn {
    /// Who defines it, as the URN says. That it fits the id's class is for lints only (D-169).
    pub label: Label,
    /// The Object.
    pub object: ObjectId,
    /// Its version; 1.0 where the URN names none.
    pub version: ObjectVersion,
}

impl Urn {
    /// Whether a definition is of the very version that it names.
    #[must_use]
    pub fn names(&self, def: &ObjectDef<'_>) -> bool {
        self.object == def.id && self.version == def.version
    }
}

impl FromStr for Urn {
    type Err = Error;

    /// Reads `urn:oma:lwm2m:` label `:` id [`:` major `.` minor], numbers without leading zeros. What stands before
    /// the id of the Object may be in any case where RFC 8141 says so: `urn` and `oma`.
    ///
    /// # Errors
    /// [`ErrorKind::ReservedId`] for 65535, [`ErrorKind::Version`] for what is no version, and
    /// [`ErrorKind::Malformed`] for everything else.
    fn from_str(text: &str) -> Result<Self, Error> {
        let malformed = || Error::from(ErrorKind::Malformed("the URN of an object"));
        let mut parts = text.split(':');
        let mut part = || parts.next().ok_or_else(malformed);
        let scheme = part()?.eq_ignore_ascii_case("urn") && part()?.eq_ignore_ascii_case("oma");
        if !(scheme && part()? == "lwm2m") {
            return Err(malformed());
        }
        let label = Label::from_name(part()?).ok_or_else(malformed)?;
        let id: u16 = number(part()?).ok_or_else(malformed)?;
        let object = ObjectId::try_from(id)?;
        let version = match parts.next() {
            None => ObjectVersion::V1_0,
            Some(version) => {
                let (major, minor) = version.split_once('.').ok_or(ErrorKind::Version)?;
                match (number(major), number(minor)) {
                    (Some(major), Some(minor)) => ObjectVersion::new(major, minor),
                    _ => return Err(ErrorKind::Version.into()),
                }
            }
        };
        if parts.next().is_some() { Err(malformed()) } else { Ok(Self { label, object, version }) }
    }
}

/// A number of 16 bits in its one spelling.
fn number(digits: &str) -> Option<u16> {
    match digits.as_bytes() {
        [b'0', _, ..] => None,
        bytes if bytes.iter().all(u8::is_ascii_digit) => digits.parse().ok(),
        _ => None,
    }
}

impl fmt::Display for Urn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "urn:oma:lwm2m:{}:{}", self.label, self.object)?;
        if self.version == ObjectVersion::V1_0 { Ok(()) } else { write!(f, ":{}", self.version) }
    }
}
