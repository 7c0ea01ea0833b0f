//! The four kinds of ids. 65535 is reserved at every level (`MAX_ID`, D-011), so no id type can hold it.
//! LwM2M Core 1.2.2, 7.2 (identifiers).

use core::fmt;

use crate::error::{Error, ErrorKind};

/// Declares one id newtype; the four differ only in their name and in what they identify.
macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
        pub struct $name(u16);

        impl $name {
            /// The highest id there is: 65534.
            pub const MAX: Self = Self(u16::MAX - 1);

            /// An id from a literal; use `TryFrom<u16>` for a number from outside.
            ///
            /// # Panics
            /// If `id` is 65535; in a `const` that is a compile error.
            #[must_use]
            pub const fn new(id: u16) -> Self {
                assert!(id != u16::MAX, "65535 is reserved and identifies nothing");
                Self(id)
            }

            /// An id that is known not to be 65535: a path cannot hold that.
            #[inline]
            pub(crate) const fn unchecked(id: u16) -> Self {
                Self(id)
            }

            /// The number, 0 to 65534.
            #[must_use]
            #[inline]
            pub const fn get(self) -> u16 {
                self.0
            }
        }

        impl TryFrom<u16> for $name {
            type Error = Error;

            fn try_from(id: u16) -> Result<Self, Error> {
                if id == u16::MAX { Err(ErrorKind::ReservedId.into()) } else { Ok(Self(id)) }
            }
        }

        impl From<$name> for u16 {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

id! {
    /// Identifies an Object: the first id of a path, 0 to 65534.
    ObjectId
}
id! {
    /// Identifies an Object Instance within its Object: the second id of a path, 0 to 65534.
    ObjectInstanceId
}
id! {
    /// Identifies a Resource within its Object: the third id of a path, 0 to 65534.
    ResourceId
}
id! {
    /// Identifies a Resource Instance within its multiple Resource: the fourth id of a path, 0 to 65534.
    ResourceInstanceId
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reserved_id_is_refused() {
        assert_eq!(
            ObjectId::try_from(65535).map_err(|e| e.kind()),
            Err(ErrorKind::ReservedId),
            "65535"
        );
        assert_eq!(ResourceId::try_from(65534).map(u16::from), Ok(65534));
        assert_eq!(ObjectInstanceId::MAX.get(), 65534);
    }
}
