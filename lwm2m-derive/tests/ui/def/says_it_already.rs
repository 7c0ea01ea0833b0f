use lwm2m_codec::Object;
use lwm2m_codec::{DataType, ObjectDef, ObjectId, ObjectVersion, Operations, Range, ResourceDef, ResourceId};

const DEF: ObjectDef<'static> = ObjectDef {
    id: ObjectId::new(3),
    name: "Device",
    urn: "urn:oma:lwm2m:oma:3",
    version: ObjectVersion::V1_0,
    lwm2m_version: ObjectVersion::V1_0,
    multiple: false,
    mandatory: true,
    resources: &[ResourceDef {
        id: ResourceId::new(9),
        name: "Battery Level",
        operations: Operations::READ,
        multiple: false,
        mandatory: false,
        data_type: DataType::Integer,
        range: Range::Any,
        unit: "/100",
    }],
};

#[derive(Object)]
#[lwm2m(object = 3, def = DEF, name = "Device", mandatory)]
struct Device {
    #[lwm2m(resource = 9, unit = "/100")]
    level: Option<u8>,
}

fn main() {}
