//! What an operation's target is, as far as formats care.

use crate::path::Path;
use crate::schema::{DataType, Schema};

/// What an operation's target is: one value, or what values lie in.
///
/// The data type of one value is named where it is known: only an Opaque travels as
/// [`OPAQUE`](crate::ContentFormat::OPAQUE).
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum Shape {
    /// Several paths, or everything: composite operations, Send, Bootstrap-Pack.
    Composite,
    /// An Object.
    Object,
    /// An Object Instance.
    ObjectInstance,
    /// A Resource that has Resource Instances.
    MultipleResource,
    /// A Resource that is one value.
    Resource(Option<DataType>),
    /// A Resource Instance: one value, which no path names before 1.1 (D-087).
    ResourceInstance(Option<DataType>),
}

impl Shape {
    /// The shape of what a path names; [`Shape::Composite`] for the root.
    ///
    /// `None` for a Resource that the schema doesn't know: nobody can say whether it is one value.
    pub fn of(path: Path, schema: &impl Schema) -> Option<Self> {
        let resource = schema.resource(path);
        Some(match path.depth() {
            0 => Self::Composite,
            1 => Self::Object,
            2 => Self::ObjectInstance,
            3 => {
                let resource = resource?;
                if resource.multiple {
                    Self::MultipleResource
                } else {
                    Self::Resource(Some(resource.data_type))
                }
            }
            _ => Self::ResourceInstance(resource.map(|resource| resource.data_type)),
        })
    }
}
