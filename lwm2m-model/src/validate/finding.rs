//! What validation finds: a place and a problem.

use core::fmt;

use lwm2m_codec::{DataType, Path};

/// Something that a definition does not allow, and where.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[allow(clippy::exhaustive_structs, reason = "a place and a problem")]
pub struct Finding {
    /// The Resource or Resource Instance; of a missing one, where it should be.
    pub path: Path,
    /// What is wrong.
    pub problem: Problem,
}

/// What is wrong.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Problem {
    /// The value has another type than the Resource.
    DataType {
        /// The Resource's type.
        expected: DataType,
        /// The value's.
        found: DataType,
    },
    /// A device without error tells so by an instance of Error Code (MOD-08).
    ErrorCode,
    /// The length in octets is not in the range of the definition.
    Length {
        /// The length that was found.
        found: usize,
    },
    /// A mandatory Resource is not there.
    Missing,
    /// A mandatory Object has no instance.
    MissingObject,
    /// One value where the Resource has Resource Instances.
    Multiple,
    /// The Resource may not be there for this purpose.
    Operations,
    /// A power source that Available Power Sources doesn't have (MOD-08).
    PowerSource,
    /// The number is not in the range of the definition, which may be an enumeration.
    Range,
    /// A Resource Instance where the Resource has a single value.
    Single,
    /// An Object Instance other than 0 of an Object that has a single one.
    SingleInstance,
    /// The definition has no such Resource: a later version's perhaps, no error.
    Unknown,
    /// A version in no form that `/1/x/25` has (REG-18).
    Version,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::DataType { expected, found } => {
                return write!(f, "expected a value of type {expected}, found one of type {found}");
            }
            Self::Length { found } => {
                return write!(
                    f,
                    "expected a length in the range of the definition, found {found}"
                );
            }
            Self::ErrorCode => "expected an error code, found none",
            Self::Missing => "expected a mandatory resource, found none",
            Self::MissingObject => "expected an instance of a mandatory object, found none",
            Self::Multiple => "expected resource instances, found one value",
            Self::Operations => "expected a resource with other operations, found this one",
            Self::PowerSource => "expected an available power source, found another",
            Self::Range => "expected a number in the range of the definition, found another",
            Self::Single => "expected one value, found a resource instance",
            Self::SingleInstance => "expected object instance 0 alone, found another",
            Self::Unknown => "expected a resource of the definition, found another",
            Self::Version => "expected two or three numbers with points between, found other text",
        })
    }
}

/// `expected one value, found a resource instance (in /3/0/9/0)`.
impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (in {})", self.problem, self.path)
    }
}
