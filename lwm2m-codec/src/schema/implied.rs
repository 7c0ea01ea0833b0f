//! The versions of Objects that nobody names: LwM2M Core 1.2.2, appendix E, table E-1; D-103.

use super::ObjectVersion;
use crate::id::ObjectId;
use crate::options::Version;

impl ObjectVersion {
    /// The version of an Object that a client of a release registers without naming one.
    ///
    /// That is 1.0, save for Objects that the release itself defines.
    ///
    /// ```
    /// use lwm2m_codec::{ObjectId, ObjectVersion, Version};
    ///
    /// let device = ObjectId::new(3);
    /// assert_eq!(ObjectVersion::implied(Version::V1_0, device), ObjectVersion::new(1, 0));
    /// assert_eq!(ObjectVersion::implied(Version::V1_2, device), ObjectVersion::new(1, 2));
    /// ```
    #[must_use]
    pub const fn implied(release: Version, object: ObjectId) -> Self {
        match (release, object.get()) {
            (Version::V1_1, 0 | 1 | 3) => Self::new(1, 1),
            (Version::V1_1, 4) => Self::new(1, 2),
            (Version::V1_2, 0 | 1 | 3) => Self::new(1, 2),
            (Version::V1_2, 2 | 5) => Self::new(1, 1),
            (Version::V1_2, 4) => Self::new(1, 3),
            (Version::V1_2, 21) => Self::new(2, 0),
            (Version::V1_0 | Version::V1_1 | Version::V1_2, _) => Self::V1_0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// D-103, LNK-08: the whole table.
    #[test]
    fn by_release() {
        for (release, versions) in [
            (Version::V1_0, &[][..]),
            (Version::V1_1, &[(0, (1, 1)), (1, (1, 1)), (3, (1, 1)), (4, (1, 2))]),
            (
                Version::V1_2,
                &[
                    (0, (1, 2)),
                    (1, (1, 2)),
                    (2, (1, 1)),
                    (3, (1, 2)),
                    (4, (1, 3)),
                    (5, (1, 1)),
                    (21, (2, 0)),
                ],
            ),
        ] {
            for object in 0..100 {
                let named = versions.iter().find(|(id, _)| *id == object);
                let (major, minor) = named.map_or((1, 0), |(_, version)| *version);
                let implied = ObjectVersion::implied(release, ObjectId::new(object));
                assert_eq!(implied, ObjectVersion::new(major, minor), "{release:?} {object}");
            }
        }
    }
}
