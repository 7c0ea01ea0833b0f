//! What a struct says about itself is its definition.

use lwm2m_codec::{
    CoreLink, DataType, Instances, Object, ObjectDef, ObjectId, ObjectLink, ObjectVersion, Opaque,
    Operations, Range, ResourceDef, ResourceId, ResourceValue, Text, Time,
};

#[derive(Debug, Default, Object)]
#[lwm2m(
    object = 3,
    version = "1.2",
    lwm2m_version = "1.1",
    name = "Device",
    urn = "urn:oma:lwm2m:oma:3:1.2",
    mandatory
)]
struct Device<'a, const N: usize = 4> {
    #[lwm2m(resource = 15)]
    timezone: Option<Text<'a>>,
    #[lwm2m(resource = 11, ops = "R", mandatory, multiple, name = "Error Code")]
    errors: Option<Instances<i64, N>>,
    #[lwm2m(resource = 9, ops = "R")]
    #[lwm2m(name = "Battery Level", unit = "/100")]
    level: Option<u8>,
    #[lwm2m(resource = 16, ops = "R", mandatory)]
    modes: Option<&'a str>,
}

const fn resource(
    id: u16,
    name: &str,
    operations: Operations,
    data_type: DataType,
) -> ResourceDef<'_> {
    let (id, range) = (ResourceId::new(id), Range::Any);
    ResourceDef {
        id,
        name,
        operations,
        multiple: false,
        mandatory: false,
        data_type,
        range,
        unit: "",
    }
}

#[test]
fn every_attribute_is_in_it() {
    let (r, rw) = (Operations::READ, Operations::READ_WRITE);
    let level = resource(9, "Battery Level", r, DataType::Integer);
    let errors = resource(11, "Error Code", r, DataType::Integer);
    let expected = ObjectDef {
        id: ObjectId::new(3),
        name: "Device",
        urn: "urn:oma:lwm2m:oma:3:1.2",
        version: ObjectVersion::new(1, 2),
        lwm2m_version: ObjectVersion::new(1, 1),
        multiple: false,
        mandatory: true,
        resources: &[
            ResourceDef { unit: "/100", ..level },
            ResourceDef { mandatory: true, multiple: true, ..errors },
            resource(15, "timezone", rw, DataType::String),
            ResourceDef { mandatory: true, ..resource(16, "modes", r, DataType::String) },
        ],
    };
    assert_eq!(*Device::<4>::DEF, expected);
}

#[derive(Debug, Default, Object)]
#[lwm2m(object = 10241, multiple)]
struct EveryType<'a> {
    #[lwm2m(resource = 0, ops = "")]
    hidden: Option<Opaque<'a>>,
    #[lwm2m(resource = 1, ops = "W")]
    r#type: Option<u64>,
    #[lwm2m(resource = 2)]
    time: Option<Time>,
    #[lwm2m(resource = 3)]
    link: Option<ObjectLink>,
    #[lwm2m(resource = 4)]
    links: Option<CoreLink<'a>>,
    #[lwm2m(resource = 5, core_link)]
    owned_links: Option<String>,
    #[lwm2m(resource = 6, core_link, multiple)]
    many_links: Option<Instances<Text<'a>, 2>>,
    #[lwm2m(resource = 7)]
    float: Option<f32>,
    #[lwm2m(resource = 8)]
    boolean: Option<bool>,
    #[lwm2m(resource = 9)]
    mode: Option<Mode>,
    #[lwm2m(resource = 10)]
    bits: Option<Bits>,
}

#[derive(Debug, ResourceValue)]
enum Mode {
    #[lwm2m(value = 0)]
    Off,
}

#[derive(Debug, ResourceValue)]
struct Bits(u64);

#[test]
fn types_come_from_the_fields() {
    let def = EveryType::DEF;
    assert_eq!((def.name, def.urn, def.multiple), ("EveryType", "urn:oma:lwm2m:x:10241", true));
    let (r, w, rw) = (Operations::NONE, Operations::WRITE, Operations::READ_WRITE);
    let expected = [
        resource(0, "hidden", r, DataType::Opaque),
        resource(1, "type", w, DataType::Unsigned),
        resource(2, "time", rw, DataType::Time),
        resource(3, "link", rw, DataType::ObjectLink),
        resource(4, "links", rw, DataType::CoreLink),
        resource(5, "owned_links", rw, DataType::CoreLink),
        ResourceDef { multiple: true, ..resource(6, "many_links", rw, DataType::CoreLink) },
        resource(7, "float", rw, DataType::Float),
        resource(8, "boolean", rw, DataType::Boolean),
        resource(9, "mode", rw, DataType::Integer),
        resource(10, "bits", rw, DataType::Unsigned),
    ];
    assert_eq!(def.resources, expected);
}

#[derive(Debug, Default, Object)]
#[lwm2m(object = 3303, version = "1.1")]
struct Ext {}

#[derive(Debug, Default, Object)]
#[lwm2m(object = 1024)]
struct Reserved {}

#[test]
fn the_urn_follows_the_class_of_the_id() {
    assert_eq!(Ext::DEF.urn, "urn:oma:lwm2m:ext:3303:1.1");
    assert_eq!(Reserved::DEF.urn, "urn:oma:lwm2m:oma:1024");
}

#[test]
fn what_is_there_and_what_is_missing() {
    let device = Device::<4> { level: Some(1), modes: Some("U"), ..Device::default() };
    let has = |id| device.has(ResourceId::new(id));
    assert_eq!([9, 16, 11, 15, 4].map(has), [true, true, false, false, false]);
    assert!(device.missing_mandatory().eq([ResourceId::new(11)]));
    assert!(!Ext::default().has(ResourceId::new(5700)));
}

/// As generated code has it: the executable Resource, too.
const DEF: ObjectDef<'static> = ObjectDef {
    id: ObjectId::new(3303),
    name: "Temperature",
    urn: "urn:oma:lwm2m:ext:3303:1.1",
    version: ObjectVersion::new(1, 1),
    lwm2m_version: ObjectVersion::V1_0,
    multiple: true,
    mandatory: false,
    resources: &[
        resource(5605, "Reset", Operations::EXECUTE, DataType::None),
        ResourceDef {
            mandatory: true,
            ..resource(5700, "Sensor Value", Operations::READ, DataType::Float)
        },
        resource(5750, "Application Type", Operations::READ_WRITE, DataType::CoreLink),
    ],
};

#[derive(Debug, Default, Object)]
#[lwm2m(object = 3303, version = "1.1", def = DEF)]
struct Temperature<'a> {
    #[lwm2m(resource = 5700, ops = "R")]
    value: Option<f32>,
    // Text may hold the links of a Corelnk.
    #[lwm2m(resource = 5750)]
    application: Option<Text<'a>>,
}

#[test]
fn a_constant_may_say_it() {
    assert_eq!(Temperature::DEF, &DEF);
    assert!(Temperature::default().missing_mandatory().eq([ResourceId::new(5700)]));
}
