//! Definitions written in one line: what most Resources don't have is left out.

use crate::id::ResourceId;
use crate::schema::{DataType, Operations, Range, ResourceDef};

impl<'a> ResourceDef<'a> {
    /// An optional Resource with a single value, without range and unit; the methods below add what it has.
    ///
    /// ```
    /// use lwm2m_codec::{DataType, Operations, Range, ResourceDef, ResourceId};
    ///
    /// const BATTERY_LEVEL: ResourceDef<'_> =
    ///     ResourceDef::new(ResourceId::new(9), "Battery Level", Operations::READ, DataType::Integer)
    ///         .range(Range::Integers(&[(0, 100)]))
    ///         .unit("/100");
    /// assert!(!BATTERY_LEVEL.mandatory && !BATTERY_LEVEL.multiple);
    /// ```
    #[must_use]
    pub const fn new(
        id: ResourceId,
        name: &'a str,
        operations: Operations,
        data_type: DataType,
    ) -> Self {
        Self {
            id,
            name,
            operations,
            multiple: false,
            mandatory: false,
            data_type,
            range: Range::Any,
            unit: "",
        }
    }

    /// The same, as a Resource with Resource Instances.
    #[must_use]
    pub const fn multiple(mut self) -> Self {
        self.multiple = true;
        self
    }

    /// The same, as a Resource that an Object Instance must have.
    #[must_use]
    pub const fn mandatory(mut self) -> Self {
        self.mandatory = true;
        self
    }

    /// The same, with the values that are meant.
    #[must_use]
    pub const fn range(mut self, range: Range<'a>) -> Self {
        self.range = range;
        self
    }

    /// The same, with the SenML symbol of its unit.
    #[must_use]
    pub const fn unit(mut self, unit: &'a str) -> Self {
        self.unit = unit;
        self
    }
}
