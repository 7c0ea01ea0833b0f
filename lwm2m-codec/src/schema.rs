//! Definitions of Objects and Resources, and how they are looked up by path.
//! Knows nothing of where definitions come from: constants, XML or a registration.
//! LwM2M Core 1.2.2, appendix D (object definitions).

mod define;
mod implied;
mod range;

use core::fmt;

pub use self::range::Range;
use crate::error::{Error, ErrorKind};
use crate::id::{ObjectId, ResourceId};
use crate::options::Version;
use crate::path::Path;

/// One version of an Object, as its definition document states it.
///
/// Usually a `const`; `'a` is shorter where a definition was loaded at run time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ObjectDef<'a> {
    /// The Object's id.
    pub id: ObjectId,
    /// The name as registered, blanks collapsed: `Device`.
    pub name: &'a str,
    /// The full URN, without a version part for 1.0: `urn:oma:lwm2m:oma:3:1.2`.
    pub urn: &'a str,
    /// The version of this Object.
    pub version: ObjectVersion,
    /// The LwM2M version that the document names; 1.0 where it names none (D-170).
    pub lwm2m_version: ObjectVersion,
    /// Whether there may be more than one Object Instance.
    pub multiple: bool,
    /// Whether a client must have it.
    pub mandatory: bool,
    /// Its Resources, ascending by id.
    pub resources: &'a [ResourceDef<'a>],
}

impl<'a> ObjectDef<'a> {
    /// The definition of one Resource; `None` where this version has no such Resource.
    #[must_use]
    pub fn resource(&self, id: ResourceId) -> Option<&'a ResourceDef<'a>> {
        let at = self.resources.binary_search_by_key(&id, |resource| resource.id).ok()?;
        self.resources.get(at)
    }
}

/// One Resource of an Object, as the definition document states it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ResourceDef<'a> {
    /// The Resource's id.
    pub id: ResourceId,
    /// The name as registered, blanks collapsed: `Battery Level`.
    pub name: &'a str,
    /// What an LwM2M Server may do with it.
    pub operations: Operations,
    /// Whether it has Resource Instances.
    pub multiple: bool,
    /// Whether an Object Instance must have it.
    pub mandatory: bool,
    /// The type of its value or of each Resource Instance's value.
    pub data_type: DataType,
    /// Which values are meant; never enforced by the codec (D-052).
    pub range: Range<'a>,
    /// The unit's SenML symbol (`Cel`, `/100`); empty where there is none.
    pub unit: &'a str,
}

/// The type of a Resource's value: LwM2M Core 1.2.2, appendix C, table C-1.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum DataType {
    /// UTF-8 text.
    String,
    /// A signed integer of up to 64 bits.
    Integer,
    /// An unsigned integer of up to 64 bits; since 1.1.
    Unsigned,
    /// An IEEE 754 number of 32 or 64 bits.
    Float,
    /// True or false.
    Boolean,
    /// Octets.
    Opaque,
    /// Signed seconds since 1970-01-01T00:00:00Z.
    Time,
    /// A link to an Object Instance, `Objlnk`.
    ObjectLink,
    /// CoRE links, `Corelnk`; since 1.1.
    CoreLink,
    /// No value: an executable Resource.
    None,
}

impl DataType {
    /// The name as definition documents spell it, such as `Unsigned Integer`; empty for [`DataType::None`].
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::String => "String",
            Self::Integer => "Integer",
            Self::Unsigned => "Unsigned Integer",
            Self::Float => "Float",
            Self::Boolean => "Boolean",
            Self::Opaque => "Opaque",
            Self::Time => "Time",
            Self::ObjectLink => "Objlnk",
            Self::CoreLink => "Corelnk",
            Self::None => "",
        }
    }

    /// The type that a definition document names; `None` where no type has that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|data_type| data_type.name() == name)
    }

    /// The version that brought it.
    #[must_use]
    pub const fn since(self) -> Version {
        match self {
            Self::Unsigned | Self::CoreLink => Version::V1_1,
            Self::String
            | Self::Integer
            | Self::Float
            | Self::Boolean
            | Self::Opaque
            | Self::Time
            | Self::ObjectLink
            | Self::None => Version::V1_0,
        }
    }

    /// Every type, in the order of table C-1.
    pub const ALL: [Self; 10] = [
        Self::String,
        Self::Integer,
        Self::Unsigned,
        Self::Float,
        Self::Boolean,
        Self::Opaque,
        Self::Time,
        Self::ObjectLink,
        Self::CoreLink,
        Self::None,
    ];
}

impl fmt::Display for DataType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(if let Self::None = self { "none" } else { self.name() })
    }
}

/// What an LwM2M Server may do with a Resource.
///
/// Five values exist on paper: R, W, RW, E and nothing at all, which only a Bootstrap-Server may touch.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub struct Operations(u8);

impl Operations {
    /// No operation: hidden from LwM2M Servers.
    pub const NONE: Self = Self(0);
    /// `R`.
    pub const READ: Self = Self(1);
    /// `W`.
    pub const WRITE: Self = Self(2);
    /// `RW`.
    pub const READ_WRITE: Self = Self(3);
    /// `E`.
    pub const EXECUTE: Self = Self(4);

    /// The operations that a definition document names: ``, `R`, `W`, `RW` or `E`.
    #[must_use]
    pub const fn from_name(name: &str) -> Option<Self> {
        match name.as_bytes() {
            b"" => Some(Self::NONE),
            b"R" => Some(Self::READ),
            b"W" => Some(Self::WRITE),
            b"RW" => Some(Self::READ_WRITE),
            b"E" => Some(Self::EXECUTE),
            _ => None,
        }
    }

    /// The name as definition documents spell it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::READ => "R",
            Self::WRITE => "W",
            Self::READ_WRITE => "RW",
            Self::EXECUTE => "E",
            _ => "",
        }
    }

    /// Whether a Read shows it.
    #[must_use]
    pub const fn readable(self) -> bool {
        self.0 & Self::READ.0 != 0
    }

    /// Whether a Write changes it.
    #[must_use]
    pub const fn writable(self) -> bool {
        self.0 & Self::WRITE.0 != 0
    }

    /// Whether it can be executed.
    #[must_use]
    pub const fn executable(self) -> bool {
        self.0 & Self::EXECUTE.0 != 0
    }
}

/// The version of an Object: `1.2`.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct ObjectVersion {
    /// Raised by a change that breaks.
    pub major: u16,
    /// Raised by an addition.
    pub minor: u16,
}

impl ObjectVersion {
    /// The version of an Object that names none.
    pub const V1_0: Self = Self::new(1, 0);

    /// A version from its two numbers.
    #[must_use]
    pub const fn new(major: u16, minor: u16) -> Self {
        Self { major, minor }
    }
}

impl core::str::FromStr for ObjectVersion {
    type Err = Error;

    /// Reads `1*DIGIT "." 1*DIGIT`, each number at most 65535.
    ///
    /// # Errors
    /// [`ErrorKind::Version`] for everything else.
    fn from_str(text: &str) -> Result<Self, Error> {
        let number = |digits: &str| {
            if digits.bytes().all(|c| c.is_ascii_digit()) { digits.parse().ok() } else { None }
        };
        text.split_once('.')
            .and_then(|(major, minor)| Some(Self::new(number(major)?, number(minor)?)))
            .ok_or_else(|| ErrorKind::Version.into())
    }
}

impl fmt::Display for ObjectVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.major, self.minor)
    }
}

/// Looks definitions up by path: the view for one client.
///
/// The versions come from the client's registration; a vendor's definitions may lie over the registry's.
pub trait Schema {
    /// The definition of the Resource that `path` names or lies below.
    ///
    /// `None` for a path of fewer than three ids, and for what this schema does not know.
    fn resource(&self, path: Path) -> Option<ResourceDef<'_>>;
}

/// One definition is the schema of its own Object.
impl Schema for ObjectDef<'_> {
    fn resource(&self, path: Path) -> Option<ResourceDef<'_>> {
        if path.object_id()? != self.id {
            return None;
        }
        ObjectDef::resource(self, path.resource_id()?).copied()
    }
}

/// Several definitions, at most one for an Object: the first that has the Object's id answers.
impl Schema for [ObjectDef<'_>] {
    fn resource(&self, path: Path) -> Option<ResourceDef<'_>> {
        let object = path.object_id()?;
        Schema::resource(self.iter().find(|def| def.id == object)?, path)
    }
}

/// No schema: it knows nothing.
impl Schema for () {
    fn resource(&self, _: Path) -> Option<ResourceDef<'_>> {
        None
    }
}

impl<S: Schema + ?Sized> Schema for &S {
    fn resource(&self, path: Path) -> Option<ResourceDef<'_>> {
        (**self).resource(path)
    }
}
