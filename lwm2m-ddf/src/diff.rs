//! Compares definitions: what changed between two versions of an Object or two whole snapshots, how
//! much each change means to peers, and whether the version number tells it.
//! LwM2M Core 1.2.2, 7.2 (object versions): a minor version adds what is optional, a major one may break.

mod bump;
mod facts;
mod json;
mod range;
mod snapshot;

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use lwm2m_codec::{ObjectId, ObjectVersion, ResourceId};

pub use self::bump::{Bump, Verdict};
pub use self::snapshot::{Snapshots, history, snapshots};
use crate::definition::ObjectDefinition;

/// Compares two definitions of an Object; `old` comes first.
///
/// ```
/// use lwm2m_ddf::{Document, Mode, Schema, diff};
///
/// let read = |version: &str| {
///     let xml = std::fs::read(format!("../registry/objects/10-{version}.xml")).unwrap();
///     Document::read(&xml, &Schema::v1_1(), Mode::Strict).objects.remove(0)
/// };
/// let step = diff::compare(&read("1_0"), &read("1_1"));
/// assert_eq!((step.made(), step.demanded()), (diff::Bump::Minor, diff::Bump::Major));
/// assert_eq!(step.verdict(), diff::Verdict::Breach);
/// ```
#[must_use]
pub fn compare(old: &ObjectDefinition, new: &ObjectDefinition) -> Comparison {
    let name = new.name.clone();
    let differences = facts::differences(old, new);
    Comparison { id: new.id, name, old: old.version, new: new.version, differences }
}

/// Two definitions of an Object, compared.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Comparison {
    /// The Object's id.
    pub id: ObjectId,
    /// Its name in the newer definition.
    pub name: String,
    /// The version of the older definition.
    pub old: ObjectVersion,
    /// The version of the newer one; the same where a definition was edited in place.
    pub new: ObjectVersion,
    /// What differs: first the Object, then its Resources by id.
    pub differences: Vec<Difference>,
}

impl fmt::Display for Comparison {
    /// One line: `10 1.0 -> 1.1: breach: minor, demands major`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { id, old, new, .. } = self;
        let (verdict, made, demanded) = (self.verdict(), self.made(), self.demanded());
        write!(f, "{id} {old} -> {new}: {verdict}: {made}, demands {demanded}")
    }
}

/// One fact that differs.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Difference {
    /// The Resource whose fact it is; `None` where it is the Object's own.
    pub resource: Option<ResourceId>,
    /// Which fact.
    pub aspect: Aspect,
    /// What it means to peers.
    pub severity: Severity,
    /// What the older definition says; empty where it says nothing.
    pub old: String,
    /// What the newer one says; empty where it says nothing.
    pub new: String,
}

impl Difference {
    /// Whether a peer that keeps to the older definition can see the change in a message.
    ///
    /// False for ranges: nobody has to enforce them (D-052).
    #[must_use]
    pub fn is_firm(&self) -> bool {
        self.aspect != Aspect::Range
    }
}

impl fmt::Display for Difference {
    /// One line: `unit: resource 9: unit: "%" -> "/100"`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.severity)?;
        match self.resource {
            Some(id) => write!(f, "resource {id}: ")?,
            None => f.write_str("object: ")?,
        }
        let Self { aspect, old, new, .. } = self;
        match (old.as_str(), new.as_str()) {
            ("", new) => write!(f, "{aspect} added: {new:?}"),
            (old, "") => write!(f, "{aspect} removed: {old:?}"),
            (old, new) => write!(f, "{aspect}: {old:?} -> {new:?}"),
        }
    }
}

/// What a change means to peers, from the least to the most.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Severity {
    /// The same said otherwise: a spelling, a description, the LwM2M version that is named.
    Editorial,
    /// A name or URN: people and programs read it, messages do not carry it.
    Rename,
    /// Something more is allowed; who keeps to the older definition sees nothing amiss.
    Minor,
    /// Another unit: the numbers stay legal and mean something else.
    Unit,
    /// What the older definition allows or promises holds no longer.
    Major,
}

impl Severity {
    /// Its name in output: `major`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Editorial => "editorial",
            Self::Rename => "rename",
            Self::Minor => "minor",
            Self::Unit => "unit",
            Self::Major => "major",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// Which fact of a definition differs.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Aspect {
    /// The whole Resource: it was added or removed; old and new are its names.
    Resource,
    /// The name.
    Name,
    /// The URN, its version left aside.
    Urn,
    /// The LwM2M version that the document names.
    LwM2mVersion,
    /// Whether there may be several instances.
    Instances,
    /// Whether it must be there.
    Mandatory,
    /// What an LwM2M Server may do.
    Operations,
    /// The data type.
    Type,
    /// Which values are meant.
    Range,
    /// The unit.
    Unit,
    /// The description; compared where both definitions have one.
    Description,
}

impl Aspect {
    /// Its name in output: `lwm2m-version`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Resource => "resource",
            Self::Name => "name",
            Self::Urn => "urn",
            Self::LwM2mVersion => "lwm2m-version",
            Self::Instances => "instances",
            Self::Mandatory => "mandatory",
            Self::Operations => "operations",
            Self::Type => "type",
            Self::Range => "range",
            Self::Unit => "unit",
            Self::Description => "description",
        }
    }
}

impl fmt::Display for Aspect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
