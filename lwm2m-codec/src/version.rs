//! Which of the known versions of an Object is the one for a client, and why.
//! Knows no definition: versions come from a table of constants or from a registry.
//! LwM2M Core 1.2.2, 7.2 (object versioning) and appendix E, table E-1; D-103.

use crate::id::ObjectId;
use crate::options::Version;
use crate::schema::ObjectVersion;

/// Which version may stand in for one that is not known.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Policy {
    /// The newest of the same major, which knows a part of it (D-103).
    #[default]
    SameMajor,
    /// None.
    Exact,
}

/// A known version, and why it is this one.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[allow(clippy::exhaustive_structs, reason = "an answer and its reason")]
pub struct Choice {
    /// The known version.
    pub known: ObjectVersion,
    /// The version that the client has.
    pub version: ObjectVersion,
    /// Why.
    pub reason: Reason,
}

/// Why a version was chosen.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Reason {
    /// The client reports this version.
    Reported,
    /// The client reports none, and its release implies this version.
    Implied,
    /// The client has a newer version of the same major: what it adds is unknown.
    Older,
    /// The client has an older version of the same major: it lacks what was added since.
    Newer,
}

/// Chooses among the known versions of an Object, in any order, the one for a client.
///
/// `reported` is what its registration says; a client that says nothing has the version that its release implies,
/// see [`ObjectVersion::implied`]. `None` where no known version fits.
///
/// ```
/// use lwm2m_codec::version::{Policy, Reason, choose};
/// use lwm2m_codec::{ObjectId, ObjectVersion, Version};
///
/// let known = [ObjectVersion::new(1, 0), ObjectVersion::new(1, 1), ObjectVersion::new(1, 2)];
/// let device = ObjectId::new(3);
/// // A client of 1.1 that names no version has Device 1.1, whatever came since.
/// let choice = choose(known, device, None, Version::V1_1, Policy::SameMajor);
/// let choice = choice.expect("a version");
/// assert_eq!((choice.known, choice.reason), (known[1], Reason::Implied));
/// ```
#[must_use]
pub fn choose(
    known: impl IntoIterator<Item = ObjectVersion>,
    object: ObjectId,
    reported: Option<ObjectVersion>,
    release: Version,
    policy: Policy,
) -> Option<Choice> {
    let version = reported.unwrap_or_else(|| ObjectVersion::implied(release, object));
    let mut newest: Option<ObjectVersion> = None;
    for known in known {
        if known == version {
            let reason = if reported.is_some() { Reason::Reported } else { Reason::Implied };
            return Some(Choice { known, version, reason });
        }
        if known.major == version.major {
            newest = newest.max(Some(known));
        }
    }
    match policy {
        Policy::Exact => None,
        Policy::SameMajor => newest.map(|known| {
            let reason = if known < version { Reason::Older } else { Reason::Newer };
            Choice { known, version, reason }
        }),
    }
}
