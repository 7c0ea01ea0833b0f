//! Where an attribute may stand: by version, level, operation and the Resource's type.
//! LwM2M Core 1.2.2, table 7.3.2-1, 6.4.1 and 6.4.4; D-108, D-109, D-115.

use super::{Attribute, Change, Changes};
use crate::error::{Error, ErrorKind, Result};
use crate::options::Version;
use crate::path::Path;
use crate::schema::{DataType, ResourceDef, Schema};

/// What an attribute's file says of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Definition {
    pub(super) name: &'static str,
    pub(super) since: Version,
    pub(super) attachment: Attachment,
    /// Whether an Observe-Composite may bring it along.
    pub(super) composite: bool,
}

/// What an attribute may be attached to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Attachment {
    /// Objects, Object Instances, Resources, Resource Instances.
    AnyLevel,
    /// Resources and Resource Instances that are numbers and can be read.
    Numeric,
    /// Resources and Resource Instances that are Booleans and can be read.
    Boolean,
}

/// The request that carries attributes in its query.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Place {
    /// A Write-Attributes, with its target.
    WriteAttributes(Path),
    /// An Observe, with its target; from 1.2, and only with values.
    Observe(Path),
    /// An Observe-Composite; from 1.2, and only with values.
    ObserveComposite,
}

impl Place {
    /// The target; none of a composite operation, which has many.
    pub(super) const fn path(self) -> Option<Path> {
        match self {
            Self::WriteAttributes(path) | Self::Observe(path) => Some(path),
            Self::ObserveComposite => None,
        }
    }

    /// Whether the attributes are there to be kept, and can be unset.
    pub(super) const fn keeps(self) -> bool {
        matches!(self, Self::WriteAttributes(_))
    }

    /// Checks that an attribute may stand here in a version.
    pub(super) fn check(self, attribute: Attribute, version: Version) -> Result<()> {
        let Definition { since, attachment, composite, .. } = attribute.definition();
        let expected = match self {
            _ if version < since => match since {
                Version::V1_0 => "LwM2M 1.0",
                Version::V1_1 => "LwM2M 1.1 or later",
                Version::V1_2 => "LwM2M 1.2",
            },
            Self::Observe(_) | Self::ObserveComposite if version < Version::V1_2 => {
                "LwM2M 1.2 for the parameters of an observation"
            }
            Self::ObserveComposite if !composite => {
                "pmin, pmax, epmin, epmax or con for an Observe-Composite"
            }
            Self::ObserveComposite => return Ok(()),
            Self::WriteAttributes(path) | Self::Observe(path) => match path.depth() {
                0 => "an Object or what is below one",
                1 | 2 if attachment != Attachment::AnyLevel => "a Resource or a Resource Instance",
                4 if version < Version::V1_1 => "LwM2M 1.1 or later for a Resource Instance",
                _ => return Ok(()),
            },
        };
        Err(refused(attribute, expected))
    }
}

impl Attribute {
    /// Checks that the attribute may be attached to a Resource or its Resource Instances: thresholds and steps
    /// need a number, an edge a Boolean, and both one that can be read (D-109).
    ///
    /// # Errors
    /// [`ErrorKind::AttributeRefused`].
    pub fn check_resource(self, resource: &ResourceDef<'_>) -> Result<()> {
        let readable = resource.operations.readable();
        let expected = match (self.definition().attachment, resource.data_type) {
            (Attachment::AnyLevel, _) => return Ok(()),
            (Attachment::Numeric, DataType::Integer | DataType::Unsigned | DataType::Float)
            | (Attachment::Boolean, DataType::Boolean)
                if readable =>
            {
                return Ok(());
            }
            (Attachment::Numeric, _) => "a readable Resource of a numeric type",
            (Attachment::Boolean, _) => "a readable Resource of type Boolean",
        };
        Err(refused(self, expected))
    }
}

impl Changes {
    /// Checks that every attribute that is changed may stand in a request, in a version (D-108).
    ///
    /// # Errors
    /// [`ErrorKind::AttributeRefused`]; [`ErrorKind::MissingValue`] for an attribute without a value where an
    /// observation carries it.
    pub fn check_place(&self, place: Place, version: Version) -> Result<()> {
        for attribute in self.attributes_changed() {
            place.check(attribute, version).map_err(|error| within(error, place))?;
            if !place.keeps() && matches!(self.number(attribute), Ok(Change::Unset)) {
                return Err(within(ErrorKind::MissingValue.into(), place));
            }
        }
        Ok(())
    }

    /// Checks that every attribute that is changed suits the Resource that `path` names or lies below (D-109).
    ///
    /// What the schema does not know suits.
    ///
    /// # Errors
    /// As [`Attribute::check_resource`], with the path.
    pub fn check_resource(&self, path: Path, schema: &(impl Schema + ?Sized)) -> Result<()> {
        let Some(resource) = schema.resource(path) else { return Ok(()) };
        self.attributes_changed().try_for_each(|attribute| {
            attribute.check_resource(&resource).map_err(|error| error.within(path))
        })
    }

    /// The attributes that are set or unset, in their order.
    fn attributes_changed(&self) -> impl Iterator<Item = Attribute> + '_ {
        let changed = |attribute| !matches!(self.number(attribute), Ok(Change::Unchanged));
        Attribute::ALL.iter().copied().filter(move |&attribute| changed(attribute))
    }
}

pub(super) fn within(error: Error, place: Place) -> Error {
    match place.path() {
        Some(path) => error.within(path),
        None => error,
    }
}

fn refused(attribute: Attribute, expected: &'static str) -> Error {
    ErrorKind::AttributeRefused { attribute, expected }.into()
}
