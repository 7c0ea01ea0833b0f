//! A vendor's own object, written by hand.
#![forbid(unsafe_code)]

use std::collections::BTreeMap;

use lwm2m_codec::{
    DataType, Object, ObjectDef, ObjectId, ObjectLink, ObjectVersion, Operations, Range,
    ResourceDef, ResourceId, ResourceInstanceId, ResourceValue, Time,
};

/// What the program keeps of an irrigation: types of its own choice, in its own order.
#[derive(Clone, Debug, Default, Object, PartialEq)]
#[lwm2m(object = 33000, def = DEF)]
struct Irrigation {
    #[lwm2m(resource = 0)]
    site: Option<String>,
    #[lwm2m(resource = 1)]
    valves: Option<BTreeMap<ResourceInstanceId, bool>>,
    #[lwm2m(resource = 2)]
    mode: Option<Mode>,
    #[lwm2m(resource = 3, ops = "R")]
    soil_moisture: Option<BTreeMap<ResourceInstanceId, f64>>,
    #[lwm2m(resource = 4, ops = "R")]
    water_used: Option<u64>,
    /// An Integer; what does not fit is refused.
    #[lwm2m(resource = 5)]
    frost_limit: Option<i8>,
    #[lwm2m(resource = 6, ops = "R")]
    last_watering: Option<Time>,
    #[lwm2m(resource = 7, ops = "W")]
    valve_key: Option<Vec<u8>>,
    #[lwm2m(resource = 8, ops = "R")]
    power_supply: Option<ObjectLink>,
    #[lwm2m(resource = 9, ops = "R", core_link)]
    sensors: Option<String>,
    #[lwm2m(resource = 5750)]
    application_type: Option<String>,
}

/// What opens the valves.
#[derive(Clone, Copy, Debug, PartialEq, ResourceValue)]
enum Mode {
    #[lwm2m(value = 0)]
    ByServer,
    #[lwm2m(value = 1)]
    BySchedule,
    #[lwm2m(value = 2)]
    BySoilMoisture,
    #[lwm2m(other)]
    Other(i64),
}

/// The definition. Without it the derive makes one of the struct, but an executable resource is no field, and ranges have
/// no attribute.
const DEF: ObjectDef<'static> = ObjectDef {
    id: ObjectId::new(33000),
    name: "Irrigation",
    urn: "urn:oma:lwm2m:x:33000",
    version: ObjectVersion::new(1, 0),
    lwm2m_version: ObjectVersion::new(1, 1),
    multiple: true,
    mandatory: false,
    resources: &[
        resource(0, "Site", Operations::READ_WRITE, DataType::String)
            .mandatory()
            .range(Range::Lengths(&[(1, 32)])),
        resource(1, "Valves", Operations::READ_WRITE, DataType::Boolean).mandatory().multiple(),
        resource(2, "Mode", Operations::READ_WRITE, DataType::Integer)
            .range(Range::Integers(&[(0, 2)])),
        resource(3, "Soil Moisture", Operations::READ, DataType::Float)
            .multiple()
            .range(Range::Floats(&[(0.0, 100.0)]))
            .unit("/100"),
        resource(4, "Water Used", Operations::READ, DataType::Unsigned).mandatory().unit("l"),
        resource(5, "Frost Limit", Operations::READ_WRITE, DataType::Integer)
            .range(Range::Integers(&[(-40, 10)]))
            .unit("Cel"),
        resource(6, "Last Watering", Operations::READ, DataType::Time),
        resource(7, "Valve Key", Operations::WRITE, DataType::Opaque)
            .range(Range::Lengths(&[(16, 16)])),
        resource(8, "Power Supply", Operations::READ, DataType::ObjectLink),
        resource(9, "Sensors", Operations::READ, DataType::CoreLink),
        resource(10, "Water Now", Operations::EXECUTE, DataType::None),
        resource(5750, "Application Type", Operations::READ_WRITE, DataType::String),
    ],
};

const fn resource(
    id: u16,
    name: &'static str,
    operations: Operations,
    data_type: DataType,
) -> ResourceDef<'static> {
    ResourceDef::new(ResourceId::new(id), name, operations, data_type)
}

#[path = "../../show.rs"]
mod show;

fn main() -> lwm2m_codec::Result<()> {
    show::show()
}
