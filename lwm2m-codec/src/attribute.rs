//! Notification attributes: what they are called, what they hold, and the sets they form.
//! Knows no message: they come from a query or from the parameters of a link.
//! LwM2M Core 1.2.2, 7.3 (attributes); D-105 to D-119.

mod changes;
mod con;
mod consistency;
mod edge;
mod effective;
mod epmax;
mod epmin;
mod gt;
mod hqmax;
mod link;
mod lt;
mod number;
mod parameter;
mod place;
mod pmax;
mod pmin;
mod query;
mod st;

use core::fmt;

pub use self::changes::Change;
pub use self::edge::Edge;
pub use self::effective::{Composite, Defaults, Effective};
pub use self::link::LinkParameter;
use self::number::Number;
pub use self::parameter::Parameter;
use self::place::Definition;
pub use self::place::Place;
pub use self::query::parameters;
use crate::Result;
use crate::deviation::Lenience;

/// Makes the names, the set and the changes of a set out of one row for each attribute.
macro_rules! attributes {
    ($($(#[$doc:meta])* $field:ident: $type:ty = $attribute:ident;)*) => {
        /// The names of the notification attributes, in the order in which they are written (D-104).
        #[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
        #[cfg_attr(feature = "defmt", derive(defmt::Format))]
        #[non_exhaustive]
        pub enum Attribute {
            $($(#[$doc])* $attribute,)*
        }

        impl Attribute {
            /// Every attribute, in the order in which they are written (D-104).
            pub const ALL: &[Self] = &[$(Self::$attribute,)*];

            const fn definition(self) -> Definition {
                match self { $(Self::$attribute => $field::DEFINITION,)* }
            }
        }

        /// Notification attributes with their values: what is attached to one path for one server, what an Observe
        /// brings along, or what holds for an observation.
        #[derive(Clone, Copy, Debug, Default, PartialEq)]
        #[cfg_attr(feature = "defmt", derive(defmt::Format))]
        pub struct Attributes {
            $($(#[$doc])* pub $field: Option<$type>,)*
        }

        impl Attributes {
            /// No attribute.
            pub const NONE: Self = Self { $($field: None,)* };

            /// Each attribute of this set, or else of a set further away: how attributes are inherited (D-114).
            #[must_use]
            pub fn or(self, further: Self) -> Self {
                Self { $($field: self.$field.or(further.$field),)* }
            }

            fn merged(self, changes: &Changes) -> Self {
                Self { $($field: changes.$field.of(self.$field),)* }
            }
        }

        /// What a Write-Attributes does to a set: each attribute is set, unset or left as it is.
        #[derive(Clone, Copy, Debug, Default, PartialEq)]
        #[cfg_attr(feature = "defmt", derive(defmt::Format))]
        pub struct Changes {
            $($(#[$doc])* pub $field: Change<$type>,)*
        }

        impl Changes {
            /// No change.
            pub const NONE: Self = Self { $($field: Change::Unchanged,)* };

            /// Reads a value, or unsets where there is none; false where the attribute was changed already.
            fn read(
                &mut self,
                attribute: Attribute,
                text: Option<&str>,
                lenience: &mut Lenience,
            ) -> Result<bool> {
                match attribute { $(
                    Attribute::$attribute => self.$field.read(&$field::FORM, text, lenience),
                )* }
            }

            /// What is to be written of an attribute.
            fn number(&self, attribute: Attribute) -> Result<Change<Number>> {
                match attribute { $(
                    Attribute::$attribute => self.$field.number(&$field::FORM),
                )* }
            }
        }

        /// Sets what the set has, and leaves the rest as it is.
        impl From<Attributes> for Changes {
            fn from(attributes: Attributes) -> Self {
                Self { $($field: attributes.$field.into(),)* }
            }
        }
    };
}

attributes! {
    /// Minimum Period: no notification earlier, in seconds after the last one.
    pmin: u64 = Pmin;
    /// Maximum Period: a notification at the latest then, in seconds after the last one; 0 is none.
    pmax: u64 = Pmax;
    /// Greater Than: a notification each time the value crosses this threshold.
    gt: f64 = Gt;
    /// Less Than: a notification each time the value crosses this threshold.
    lt: f64 = Lt;
    /// Step: a notification once the value is this far from the one told last, or further; not below 0.
    st: f64 = St;
    /// Minimum Evaluation Period: the conditions are looked at no more often, in seconds; from 1.1.
    epmin: u64 = Epmin;
    /// Maximum Evaluation Period: the conditions are looked at no less often, in seconds; from 1.1.
    epmax: u64 = Epmax;
    /// Edge: a notification when a Boolean goes one of its two ways; from 1.2.
    edge: Edge = Edge;
    /// Confirmable Notification: whether the server confirms each one; from 1.2.
    con: bool = Con;
    /// Maximum Historical Queue: how many notifications wait for a server that can't be reached; from 1.2.
    hqmax: u64 = Hqmax;
}

impl Attribute {
    /// The name, as queries and links spell it: `pmin`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.definition().name
    }

    /// The attribute of a name; upper and lower case are different names.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|attribute| attribute.name() == name)
    }
}

impl fmt::Display for Attribute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl Attributes {
    /// Whether there is no attribute in the set.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::NONE
    }
}
