//! Classes of ids: who defines an Object, and what kind of Resource a number is. Facts, never errors (D-169).
//! LwM2M Core 1.2.2, appendix D.2.1; the registry of OMNA.

use core::fmt;

use lwm2m_codec::{ObjectId, ResourceId};

/// Who defines an Object of some id.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum ObjectClass {
    /// The Open Mobile Alliance: 0 to 1023.
    Oma,
    /// Other standards bodies and alliances: 2048 to 10240.
    Ext,
    /// Vendors and everybody else: 10241 to 42768.
    Vendor,
    /// Nobody, for tests only: 42769 to 42800.
    Test,
    /// Nobody: 1024 to 2047, and 42801 to 65534.
    Reserved,
}

impl ObjectClass {
    /// The class of an id.
    #[must_use]
    pub const fn of(object: ObjectId) -> Self {
        match object.get() {
            0..=1023 => Self::Oma,
            2048..=10240 => Self::Ext,
            10241..=42768 => Self::Vendor,
            42769..=42800 => Self::Test,
            1024..=2047 | 42801.. => Self::Reserved,
        }
    }

    /// The label that a URN of such an Object has; `None` where there is none to have.
    #[must_use]
    pub const fn label(self) -> Option<Label> {
        match self {
            Self::Oma => Some(Label::Oma),
            Self::Ext => Some(Label::Ext),
            Self::Vendor | Self::Test => Some(Label::X),
            Self::Reserved => None,
        }
    }
}

/// The word in a URN that tells who defines the Object.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[allow(clippy::exhaustive_enums, reason = "the three of the grammar")]
pub enum Label {
    /// `oma`
    Oma,
    /// `ext`
    Ext,
    /// `x`
    X,
}

impl Label {
    /// The word.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Oma => "oma",
            Self::Ext => "ext",
            Self::X => "x",
        }
    }

    /// The label of a word; `None` for others, and in other letters.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Oma, Self::Ext, Self::X].into_iter().find(|label| label.name() == name)
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// What kind of Resource an id stands for.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum ResourceClass {
    /// What its Object says: 0 to 2047.
    OfObject,
    /// The same in every Object, registered: 2048 to 26240.
    Reusable,
    /// The same in every Object of a vendor: 26241 to 32768.
    PrivateReusable,
    /// Nothing yet: 32769 to 65534.
    Unassigned,
}

impl ResourceClass {
    /// The class of an id.
    #[must_use]
    pub const fn of(resource: ResourceId) -> Self {
        match resource.get() {
            0..=2047 => Self::OfObject,
            2048..=26240 => Self::Reusable,
            26241..=32768 => Self::PrivateReusable,
            32769.. => Self::Unassigned,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// TYP-06, D-169: first and last id of each class.
    #[test]
    fn objects() {
        for (first, last, class, label) in [
            (0, 1023, ObjectClass::Oma, Some("oma")),
            (1024, 2047, ObjectClass::Reserved, None),
            (2048, 10240, ObjectClass::Ext, Some("ext")),
            (10241, 42768, ObjectClass::Vendor, Some("x")),
            (42769, 42800, ObjectClass::Test, Some("x")),
            (42801, 65534, ObjectClass::Reserved, None),
        ] {
            for id in [first, last] {
                let found = ObjectClass::of(ObjectId::new(id));
                assert_eq!(found, class, "{id}");
                assert_eq!(found.label().map(Label::name), label, "{id}");
            }
        }
    }

    /// TYP-07: reusable Resources begin at 2048.
    #[test]
    fn resources() {
        for (first, last, class) in [
            (0, 2047, ResourceClass::OfObject),
            (2048, 26240, ResourceClass::Reusable),
            (26241, 32768, ResourceClass::PrivateReusable),
            (32769, 65534, ResourceClass::Unassigned),
        ] {
            for id in [first, last] {
                assert_eq!(ResourceClass::of(ResourceId::new(id)), class, "{id}");
            }
        }
    }
}
