//! Versions of Objects: URNs, the definition for a version that a client reports, what a new version may change.
//! LwM2M Core 1.2.2, 7.2 (object versioning) and appendix E, table E-1; D-103, D-169.

mod change;
mod urn;

use lwm2m_codec::{ObjectDef, ObjectId, ObjectVersion, Version};

pub use self::change::{Change, Step, changes, step};
pub use self::urn::Urn;

/// Which definition may stand in for a version that has none.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Policy {
    /// The newest of the same major, which knows a part of it (D-103).
    #[default]
    SameMajor,
    /// None.
    Exact,
}

/// A definition, and why it is this one.
#[derive(Clone, Copy, Debug, PartialEq)]
#[allow(clippy::exhaustive_structs, reason = "an answer and its reason")]
pub struct Choice<'d> {
    /// The definition.
    pub def: &'d ObjectDef<'d>,
    /// The version that the client has.
    pub version: ObjectVersion,
    /// Why.
    pub reason: Reason,
}

/// Why a definition was chosen.
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

/// Chooses among the definitions of an Object, in any order, the one for a client.
///
/// `reported` is what its registration says; a client that says nothing has the version that its release implies,
/// see [`ObjectVersion::implied`]. `None` where no definition fits.
///
/// ```
/// use lwm2m_codec::{ObjectId, ObjectVersion, Version};
/// use lwm2m_model::defs;
/// use lwm2m_model::version::{Policy, Reason, choose};
///
/// let device = ObjectId::new(3);
/// let known = defs::versions(device);
/// let reported = Some(ObjectVersion::new(1, 9));
/// let choice = choose(known, device, reported, Version::V1_2, Policy::SameMajor);
/// assert_eq!(choice.map(|choice| choice.reason), Some(Reason::Older));
/// ```
#[must_use]
pub fn choose<'d>(
    known: &[&'d ObjectDef<'d>],
    object: ObjectId,
    reported: Option<ObjectVersion>,
    release: Version,
    policy: Policy,
) -> Option<Choice<'d>> {
    let version = reported.unwrap_or_else(|| ObjectVersion::implied(release, object));
    let mut known = known.iter().filter(|def| def.id == object);
    let mut newest: Option<&'d ObjectDef<'d>> = None;
    let exact = known.find(|def| {
        if def.version.major == version.major
            && newest.is_none_or(|newest| newest.version < def.version)
        {
            newest = Some(def);
        }
        def.version == version
    });
    if let Some(def) = exact {
        let reason = if reported.is_some() { Reason::Reported } else { Reason::Implied };
        return Some(Choice { def, version, reason });
    }
    match policy {
        Policy::Exact => None,
        Policy::SameMajor => newest.map(|def| {
            let reason = if def.version < version { Reason::Older } else { Reason::Newer };
            Choice { def, version, reason }
        }),
    }
}
