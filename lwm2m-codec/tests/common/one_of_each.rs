//! An Object with a Resource of each type.

use lwm2m_codec::{
    DataType, ObjectDef, ObjectId, ObjectVersion, Operations, Path, ResourceDef, ResourceId,
};

pub(crate) const fn resource(id: u16, data_type: DataType) -> ResourceDef<'static> {
    ResourceDef::new(ResourceId::new(id), "", Operations::READ_WRITE, data_type)
}

pub(crate) const fn object(
    id: u16,
    resources: &'static [ResourceDef<'static>],
) -> ObjectDef<'static> {
    ObjectDef {
        id: ObjectId::new(id),
        name: "",
        urn: "",
        version: ObjectVersion::V1_0,
        lwm2m_version: ObjectVersion::V1_0,
        multiple: true,
        mandatory: false,
        resources,
    }
}

/// One Resource of each type, and a multiple one.
pub(crate) const ONE_OF_EACH: ObjectDef<'_> = object(
    33_000,
    &[
        resource(0, DataType::String),
        resource(1, DataType::Integer),
        resource(2, DataType::Unsigned),
        resource(3, DataType::Float),
        resource(4, DataType::Boolean),
        resource(5, DataType::Opaque),
        resource(6, DataType::Time),
        resource(7, DataType::ObjectLink),
        resource(8, DataType::CoreLink),
        resource(9, DataType::Integer).multiple(),
    ],
);

/// An instance of it.
pub(crate) const HERE: Path = Path::instance(33_000, 0);
