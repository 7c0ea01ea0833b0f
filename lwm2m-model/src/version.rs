//! Versions of Objects: URNs, the definition for a version that a client reports, what a new version may change.
//! LwM2M Core 1.2.2, 7.2 (object versioning) and appendix E, table E-1; D-103, D-169.

mod change;
mod urn;

pub use lwm2m_codec::version::{Policy, Reason};
use lwm2m_codec::{ObjectDef, ObjectId, ObjectVersion, Version, version};

pub use self::change::{Change, Step, changes, step};
pub use self::urn::Urn;

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
    let of_object = || known.iter().copied().filter(|def| def.id == object);
    let versions = of_object().map(|def| def.version);
    let choice = version::choose(versions, object, reported, release, policy)?;
    let def = of_object().find(|def| def.version == choice.known)?;
    Some(Choice { def, version: choice.version, reason: choice.reason })
}
