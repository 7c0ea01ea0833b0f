//! Device and Temperature as a user derives them: what typed reading and writing are measured with.

use lwm2m_codec::{
    DataType, Instances, Object, ObjectDef, ObjectId, ObjectLink, ObjectVersion, Operations,
    ResourceDef, ResourceId, Text, Time,
};

/// Device, object 3, version 1.2; executable resources are no fields.
#[derive(Clone, Debug, Default, Object, PartialEq)]
#[lwm2m(object = 3, version = "1.2", name = "Device")]
pub struct Device<'a> {
    /// Manufacturer (0).
    #[lwm2m(resource = 0, ops = "R")]
    pub manufacturer: Option<Text<'a>>,
    /// Model Number (1).
    #[lwm2m(resource = 1, ops = "R")]
    pub model_number: Option<Text<'a>>,
    /// Serial Number (2).
    #[lwm2m(resource = 2, ops = "R")]
    pub serial_number: Option<Text<'a>>,
    /// Firmware Version (3).
    #[lwm2m(resource = 3, ops = "R")]
    pub firmware_version: Option<Text<'a>>,
    /// Available Power Sources (6).
    #[lwm2m(resource = 6, ops = "R", multiple)]
    pub available_power_sources: Option<Instances<i64, 4>>,
    /// Power Source Voltage (7).
    #[lwm2m(resource = 7, ops = "R", multiple)]
    pub power_source_voltage: Option<Instances<i64, 4>>,
    /// Power Source Current (8).
    #[lwm2m(resource = 8, ops = "R", multiple)]
    pub power_source_current: Option<Instances<i64, 4>>,
    /// Battery Level (9).
    #[lwm2m(resource = 9, ops = "R")]
    pub battery_level: Option<i64>,
    /// Memory Free (10).
    #[lwm2m(resource = 10, ops = "R")]
    pub memory_free: Option<i64>,
    /// Error Code (11).
    #[lwm2m(resource = 11, ops = "R", multiple)]
    pub error_code: Option<Instances<i64, 4>>,
    /// Current Time (13).
    #[lwm2m(resource = 13, ops = "RW")]
    pub current_time: Option<Time>,
    /// UTC Offset (14).
    #[lwm2m(resource = 14, ops = "RW")]
    pub utc_offset: Option<Text<'a>>,
    /// Timezone (15).
    #[lwm2m(resource = 15, ops = "RW")]
    pub timezone: Option<Text<'a>>,
    /// Supported Binding and Modes (16).
    #[lwm2m(resource = 16, ops = "R")]
    pub supported_binding_and_modes: Option<Text<'a>>,
    /// Device Type (17).
    #[lwm2m(resource = 17, ops = "R")]
    pub device_type: Option<Text<'a>>,
    /// Hardware Version (18).
    #[lwm2m(resource = 18, ops = "R")]
    pub hardware_version: Option<Text<'a>>,
    /// Software Version (19).
    #[lwm2m(resource = 19, ops = "R")]
    pub software_version: Option<Text<'a>>,
    /// Battery Status (20).
    #[lwm2m(resource = 20, ops = "R")]
    pub battery_status: Option<i64>,
    /// Memory Total (21).
    #[lwm2m(resource = 21, ops = "R")]
    pub memory_total: Option<i64>,
    /// ExtDevInfo (22).
    #[lwm2m(resource = 22, ops = "R", multiple)]
    pub ext_dev_info: Option<Instances<ObjectLink, 4>>,
}

/// Temperature, object 3303, version 1.1.
#[derive(Clone, Debug, Default, Object, PartialEq)]
#[lwm2m(object = 3303, version = "1.1", def = TEMPERATURE)]
pub struct Temperature<'a> {
    /// Timestamp (5518).
    #[lwm2m(resource = 5518, ops = "R")]
    pub timestamp: Option<Time>,
    /// Min Measured Value (5601).
    #[lwm2m(resource = 5601, ops = "R")]
    pub min_measured_value: Option<f64>,
    /// Max Measured Value (5602).
    #[lwm2m(resource = 5602, ops = "R")]
    pub max_measured_value: Option<f64>,
    /// Min Range Value (5603).
    #[lwm2m(resource = 5603, ops = "R")]
    pub min_range_value: Option<f64>,
    /// Max Range Value (5604).
    #[lwm2m(resource = 5604, ops = "R")]
    pub max_range_value: Option<f64>,
    /// Sensor Value (5700).
    #[lwm2m(resource = 5700, ops = "R")]
    pub sensor_value: Option<f64>,
    /// Sensor Units (5701).
    #[lwm2m(resource = 5701, ops = "R")]
    pub sensor_units: Option<Text<'a>>,
    /// Application Type (5750).
    #[lwm2m(resource = 5750, ops = "RW")]
    pub application_type: Option<Text<'a>>,
    /// Measurement Quality Indicator (6042).
    #[lwm2m(resource = 6042, ops = "R")]
    pub measurement_quality_indicator: Option<i64>,
    /// Measurement Quality Level (6049).
    #[lwm2m(resource = 6049, ops = "R")]
    pub measurement_quality_level: Option<i64>,
    /// Fractional Timestamp (6050).
    #[lwm2m(resource = 6050, ops = "R")]
    pub fractional_timestamp: Option<f64>,
}

/// The fifty of W7.
pub type Temperatures<'a> = Instances<Temperature<'a>, 50>;

/// The definition of Temperature, version 1.1, as the registry has it.
pub const TEMPERATURE: ObjectDef<'static> = ObjectDef {
    id: ObjectId::new(3303),
    name: "Temperature",
    urn: "urn:oma:lwm2m:ext:3303:1.1",
    version: ObjectVersion::new(1, 1),
    lwm2m_version: ObjectVersion::V1_0,
    multiple: true,
    mandatory: false,
    resources: &[
        resource(5518, "Timestamp", Operations::READ, DataType::Time),
        resource(5601, "Min Measured Value", Operations::READ, DataType::Float),
        resource(5602, "Max Measured Value", Operations::READ, DataType::Float),
        resource(5603, "Min Range Value", Operations::READ, DataType::Float),
        resource(5604, "Max Range Value", Operations::READ, DataType::Float),
        resource(5605, "Reset Min and Max Measured Values", Operations::EXECUTE, DataType::None),
        resource(5700, "Sensor Value", Operations::READ, DataType::Float).mandatory(),
        resource(5701, "Sensor Units", Operations::READ, DataType::String),
        resource(5750, "Application Type", Operations::READ_WRITE, DataType::String),
        resource(6042, "Measurement Quality Indicator", Operations::READ, DataType::Integer),
        resource(6049, "Measurement Quality Level", Operations::READ, DataType::Integer),
        resource(6050, "Fractional Timestamp", Operations::READ, DataType::Float),
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

#[cfg(test)]
mod tests {
    use lwm2m_codec::{ContentFormat, Path, decode, encode_to_vec};

    use super::*;
    use crate::workload;

    #[test]
    fn w1_is_one_device_in_every_format() {
        let target = Path::instance(3, 0);
        let device = Device {
            manufacturer: Some("Open Mobile Alliance".into()),
            model_number: Some("Lightweight M2M Client".into()),
            serial_number: Some("345000123".into()),
            firmware_version: Some("1.0".into()),
            available_power_sources: Some([(0, 1), (1, 5)].into()),
            power_source_voltage: Some([(0, 3800), (1, 5000)].into()),
            power_source_current: Some([(0, 125), (1, 900)].into()),
            battery_level: Some(100),
            memory_free: Some(15),
            error_code: Some([(0, 0)].into()),
            current_time: Some(Time(1_367_491_215)),
            utc_offset: Some("+02:00".into()),
            supported_binding_and_modes: Some("U".into()),
            ..Device::default()
        };
        for (format, payload) in [
            (ContentFormat::TLV, workload::W1_TLV),
            (ContentFormat::SENML_CBOR, workload::W1_SENML_CBOR),
            (ContentFormat::LWM2M_CBOR, workload::W1_LWM2M_CBOR),
        ] {
            assert_eq!(decode(format, target, payload).as_ref(), Ok(&device), "{format}");
            let written = encode_to_vec(format, target, &device).expect("a device can be written");
            assert_eq!(written.len(), payload.len(), "{format}");
            assert_eq!(decode(format, target, &written).as_ref(), Ok(&device), "{format}");
        }
    }

    #[test]
    fn w7_is_fifty_temperatures_in_every_format() {
        let target = Path::object(3303);
        let sensors: Temperatures<'_> =
            decode(ContentFormat::TLV, target, workload::W7_TLV).expect("fifty");
        assert_eq!(sensors.len(), 50);
        for (format, payload) in [
            (ContentFormat::TLV, workload::W7_TLV),
            (ContentFormat::SENML_CBOR, workload::W7_SENML_CBOR),
            (ContentFormat::LWM2M_CBOR, workload::W7_LWM2M_CBOR),
        ] {
            assert_eq!(decode(format, target, payload).as_ref(), Ok(&sensors), "{format}");
            let written = encode_to_vec(format, target, &sensors);
            assert!(written.is_ok_and(|written| written == payload), "{format}");
        }
    }
}
