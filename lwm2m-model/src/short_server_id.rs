//! Short Server IDs: by which number a client knows one of its servers.
//! LwM2M Core 1.2.2, table 7.4-1 (identifiers) and appendix E.1.

use core::fmt;

use lwm2m_codec::{Error, ErrorKind};

/// The number by which a client knows an LwM2M Server, 1 to 65534.
///
/// 0 and 65535 are nobody: the first is the default in an ACL, the second the owner that is no server.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct ShortServerId(u16);

impl ShortServerId {
    /// A Short Server ID; `None` for 0 and 65535.
    #[must_use]
    pub const fn new(id: u16) -> Option<Self> {
        if id == 0 || id == u16::MAX { None } else { Some(Self(id)) }
    }

    /// The number, 1 to 65534.
    #[must_use]
    pub const fn get(self) -> u16 {
        self.0
    }
}

impl TryFrom<i64> for ShortServerId {
    type Error = Error;

    /// The Short Server ID that a Resource holds.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`] for what is not 1 to 65534.
    fn try_from(value: i64) -> Result<Self, Error> {
        let id = u16::try_from(value).ok().and_then(Self::new);
        id.ok_or_else(|| ErrorKind::OutOfRange.into())
    }
}

impl From<ShortServerId> for u16 {
    fn from(id: ShortServerId) -> Self {
        id.0
    }
}

impl fmt::Display for ShortServerId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// TYP-03: 0 and 65535 are no servers.
    #[test]
    fn from_1_to_65534() {
        for (value, expected) in [
            (-1, None),
            (0, None),
            (1, Some(1)),
            (65534, Some(65534)),
            (65535, None),
            (65537, None),
            (i64::MAX, None),
        ] {
            let id = ShortServerId::try_from(value);
            assert_eq!(id.map(u16::from).ok(), expected, "{value}");
            if expected.is_none() {
                assert_eq!(id.map_err(|e| e.kind()), Err(ErrorKind::OutOfRange), "{value}");
            }
        }
    }
}
