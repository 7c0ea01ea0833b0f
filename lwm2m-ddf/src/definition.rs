//! What a definition document says, read: one Object in one version, and its Resources.
//! The owned counterpart of `ObjectDef` and `ResourceDef` of `lwm2m-codec`.

mod def;

use alloc::string::String;
use alloc::vec::Vec;

use lwm2m_codec::{DataType, ObjectId, ObjectVersion, Operations, ResourceId};

use crate::range::RangeEnumeration;
use crate::unit::Unit;

/// One version of an Object, as its definition document states it.
///
/// All text is trimmed, and every run of blanks in it is one space.
#[derive(Clone, Debug, PartialEq)]
pub struct ObjectDefinition {
    /// The Object's id.
    pub id: ObjectId,
    /// The name as registered: `Device`.
    pub name: String,
    /// The URN as registered: `urn:oma:lwm2m:oma:3:1.2`.
    pub urn: String,
    /// The version of this Object; 1.0 where the document names none (D-170).
    pub version: ObjectVersion,
    /// The LwM2M version that the document names; 1.0 where it names none (D-170).
    pub lwm2m_version: ObjectVersion,
    /// Whether there may be more than one Object Instance.
    pub multiple: bool,
    /// Whether a client must have it.
    pub mandatory: bool,
    /// What the Object is for; empty in the snapshot, which holds facts only.
    pub description: String,
    /// More of that, after the Resources; mostly empty.
    pub description2: String,
    /// Its Resources, ascending by id. An id that the document repeats is here once: the first.
    pub resources: Vec<ResourceDefinition>,
}

impl ObjectDefinition {
    /// The definition of one Resource; `None` where this version has no such Resource.
    #[must_use]
    pub fn resource(&self, id: ResourceId) -> Option<&ResourceDefinition> {
        let at = self.resources.binary_search_by_key(&id, |resource| resource.id).ok()?;
        self.resources.get(at)
    }
}

/// One Resource of an Object, as the definition document states it.
#[derive(Clone, Debug, PartialEq)]
pub struct ResourceDefinition {
    /// The Resource's id.
    pub id: ResourceId,
    /// The name as registered: `Battery Level`.
    pub name: String,
    /// What an LwM2M Server may do with it; none where only a Bootstrap-Server may touch it (D-170).
    pub operations: Operations,
    /// Whether it has Resource Instances.
    pub multiple: bool,
    /// Whether an Object Instance must have it.
    pub mandatory: bool,
    /// The type of its value or of each Resource Instance's value.
    pub data_type: DataType,
    /// Which values are meant.
    pub range: RangeEnumeration,
    /// The unit of its values.
    pub unit: Unit,
    /// What the Resource is for; empty in the snapshot, which holds facts only.
    pub description: String,
}
