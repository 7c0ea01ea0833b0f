//! What the derive emits is what was written by hand: the same definition, the same bytes, the same errors, whatever the
//! payload.
// Tests run where there is a standard library.
#![allow(clippy::std_instead_of_alloc)]

#[path = "common/device.rs"]
mod device;
#[path = "common/temperature.rs"]
mod temperature;
#[path = "common/values.rs"]
mod values;

use lwm2m_codec::{
    ContentFormat, Decode, Encode, Instances, Object, ObjectLink, Path, ResourceId, ResourceValue,
    Result, Text, Time, Update, decode, encode_to_vec, replace, update,
};

const FORMATS: [ContentFormat; 3] =
    [ContentFormat::TLV, ContentFormat::SENML_CBOR, ContentFormat::LWM2M_CBOR];

/// The same types, derived. Their names are the same, so that they are shown alike.
mod derived {
    use super::*;

    #[derive(Clone, Debug, Default, Object, PartialEq)]
    #[lwm2m(object = 3, version = "1.2", lwm2m_version = "1.1", mandatory)]
    pub(super) struct Device<'a, const N: usize = 4> {
        #[lwm2m(resource = 0, ops = "R", name = "Manufacturer")]
        manufacturer: Option<Text<'a>>,
        #[lwm2m(resource = 1, ops = "R", name = "Model Number")]
        model_number: Option<Text<'a>>,
        #[lwm2m(resource = 2, ops = "R", name = "Serial Number")]
        serial_number: Option<Text<'a>>,
        #[lwm2m(resource = 3, ops = "R", name = "Firmware Version")]
        firmware_version: Option<Text<'a>>,
        #[lwm2m(resource = 6, ops = "R", multiple, name = "Available Power Sources")]
        available_power_sources: Option<Instances<PowerSource, N>>,
        #[lwm2m(resource = 7, ops = "R", multiple, name = "Power Source Voltage")]
        power_source_voltage: Option<Instances<i64, N>>,
        #[lwm2m(resource = 8, ops = "R", multiple, name = "Power Source Current")]
        power_source_current: Option<Instances<i64, N>>,
        #[lwm2m(resource = 9, ops = "R", name = "Battery Level", unit = "/100")]
        battery_level: Option<i64>,
        #[lwm2m(resource = 10, ops = "R", name = "Memory Free")]
        memory_free: Option<i64>,
        #[lwm2m(resource = 11, ops = "R", multiple, mandatory, name = "Error Code")]
        error_code: Option<Instances<ErrorCode, N>>,
        #[lwm2m(resource = 13, ops = "RW", name = "Current Time")]
        current_time: Option<Time>,
        #[lwm2m(resource = 14, ops = "RW", name = "UTC Offset")]
        utc_offset: Option<Text<'a>>,
        #[lwm2m(resource = 15, ops = "RW", name = "Timezone")]
        timezone: Option<Text<'a>>,
        #[lwm2m(resource = 16, ops = "R", mandatory, name = "Supported Binding and Modes")]
        supported_binding_and_modes: Option<Text<'a>>,
        #[lwm2m(resource = 17, ops = "R", name = "Device Type")]
        device_type: Option<Text<'a>>,
        #[lwm2m(resource = 18, ops = "R", name = "Hardware Version")]
        hardware_version: Option<Text<'a>>,
        #[lwm2m(resource = 19, ops = "R", name = "Software Version")]
        software_version: Option<Text<'a>>,
        #[lwm2m(resource = 20, ops = "R", name = "Battery Status")]
        battery_status: Option<BatteryStatus>,
        #[lwm2m(resource = 21, ops = "R", name = "Memory Total")]
        memory_total: Option<i64>,
        #[lwm2m(resource = 22, ops = "R", multiple, name = "ExtDevInfo")]
        ext_dev_info: Option<Instances<ObjectLink, N>>,
    }

    #[derive(Clone, Copy, Debug, PartialEq, ResourceValue)]
    enum PowerSource {
        #[lwm2m(value = 0)]
        Dc,
        #[lwm2m(value = 1)]
        InternalBattery,
        #[lwm2m(value = 2)]
        ExternalBattery,
        #[lwm2m(value = 3)]
        FuelCell,
        #[lwm2m(value = 4)]
        PowerOverEthernet,
        #[lwm2m(value = 5)]
        Usb,
        #[lwm2m(value = 6)]
        AcMains,
        #[lwm2m(value = 7)]
        Solar,
        #[lwm2m(other)]
        Other(i64),
    }

    #[derive(Clone, Copy, Debug, PartialEq, ResourceValue)]
    enum BatteryStatus {
        #[lwm2m(value = 0)]
        Normal,
        #[lwm2m(value = 1)]
        Charging,
        #[lwm2m(value = 2)]
        ChargeComplete,
        #[lwm2m(value = 3)]
        Damaged,
        #[lwm2m(value = 4)]
        Low,
        #[lwm2m(value = 5)]
        NotInstalled,
        #[lwm2m(value = 6)]
        Unknown,
    }

    #[derive(Clone, Copy, Debug, PartialEq, ResourceValue)]
    struct ErrorCode(i64);

    #[derive(Clone, Debug, Default, Object, PartialEq)]
    #[lwm2m(object = 3303, version = "1.1", multiple)]
    pub(super) struct Temperature {
        #[lwm2m(resource = 5700, ops = "R", mandatory, name = "Sensor Value")]
        sensor_value: Option<f64>,
        #[lwm2m(resource = 5601, ops = "R", name = "Min Measured Value")]
        min_measured_value: Option<f64>,
        #[lwm2m(resource = 5602, ops = "R", name = "Max Measured Value")]
        max_measured_value: Option<f64>,
        #[lwm2m(resource = 5603, ops = "R", name = "Min Range Value")]
        min_range_value: Option<f64>,
        #[lwm2m(resource = 5604, ops = "R", name = "Max Range Value")]
        max_range_value: Option<f64>,
        #[lwm2m(resource = 5701, ops = "R", name = "Sensor Units")]
        sensor_units: Option<String>,
        #[lwm2m(resource = 5750, ops = "RW", name = "Application Type")]
        application_type: Option<String>,
        #[lwm2m(resource = 5518, ops = "R", name = "Timestamp")]
        timestamp: Option<Time>,
        #[lwm2m(resource = 6050, ops = "R", name = "Fractional Timestamp", unit = "s")]
        fractional_timestamp: Option<f64>,
        #[lwm2m(resource = 6042, ops = "R", name = "Measurement Quality Indicator")]
        measurement_quality_indicator: Option<i64>,
        #[lwm2m(resource = 6049, ops = "R", name = "Measurement Quality Level")]
        measurement_quality_level: Option<i64>,
    }
}

const DEVICE: Path = Path::instance(3, 0);
const TEMPERATURE: Path = Path::instance(3303, 1);

fn device() -> device::Device<'static> {
    device::Device {
        manufacturer: Some("Open Mobile Alliance".into()),
        model_number: Some("Lightweight M2M Client".into()),
        serial_number: Some("345000123".into()),
        firmware_version: Some("1.0".into()),
        available_power_sources: Some(Instances::from([
            (0, values::PowerSource::InternalBattery),
            (1, values::PowerSource::Usb),
            (7, values::PowerSource::Other(-9)),
        ])),
        power_source_voltage: Some(Instances::from([(0, 3800), (1, 5000)])),
        power_source_current: Some(Instances::from([(0, 125), (1, 900)])),
        battery_level: Some(100),
        memory_free: Some(15),
        error_code: Some(Instances::from([(0, values::ErrorCode(0))])),
        current_time: Some(Time(1_367_491_215)),
        utc_offset: Some("+02:00".into()),
        timezone: None,
        supported_binding_and_modes: Some("U".into()),
        device_type: Some("".into()),
        hardware_version: None,
        software_version: None,
        battery_status: Some(values::BatteryStatus::ChargeComplete),
        memory_total: Some(1 << 40),
        ext_dev_info: Some(Instances::from([(0, ObjectLink::new(66, 0))])),
    }
}

fn temperature() -> temperature::Temperature {
    temperature::Temperature {
        sensor_value: Some(22.5),
        min_measured_value: Some(-10.1),
        sensor_units: Some("Cel".into()),
        timestamp: Some(Time(1_367_491_215)),
        measurement_quality_indicator: Some(4),
        ..temperature::Temperature::default()
    }
}

#[test]
fn definitions_are_the_same() {
    assert_eq!(derived::Device::<'_, 4>::DEF, device::Device::<'_, 4>::DEF);
    assert_eq!(derived::Temperature::DEF, temperature::Temperature::DEF);
}

#[test]
fn views_are_the_same() -> Result<()> {
    for format in FORMATS {
        for target in [DEVICE, Path::resource(3, 0, 6), Path::resource(3, 0, 10)] {
            let payload = encode_to_vec(format, target, &device().at(DEVICE))?;
            mutated(&payload, |payload| {
                compare::<derived::Device<'_>, device::Device<'_>>(format, target, payload)
            });
        }
        let payload = encode_to_vec(format, TEMPERATURE, &temperature())?;
        mutated(&payload, |payload| {
            compare::<derived::Temperature, temperature::Temperature>(format, TEMPERATURE, payload)
        });
    }
    Ok(())
}

/// Reads a payload as both types, and writes what was read.
fn compare<'a, A, B>(format: ContentFormat, target: Path, payload: &'a [u8])
where
    A: Decode<'a> + Object + core::fmt::Debug,
    B: Decode<'a> + Object + core::fmt::Debug,
{
    let a = decode::<A>(format, target, payload);
    let b = decode::<B>(format, target, payload);
    assert_eq!(format!("{a:?}"), format!("{b:?}"), "{format} {payload:02x?}");
    if let (Ok(a), Ok(b)) = (a, b) {
        same(&a, &b);
    }
}

/// Two Objects tell the same, and have the same Resources.
fn same(a: &impl Object, b: &impl Object) {
    for at in [DEVICE, Path::object(3), Path::resource_instance(3, 0, 0, 0)] {
        for format in FORMATS {
            let told = |value: &dyn Encode| encode_to_vec(format, at, value);
            assert_eq!(told(a), told(b), "{format} {at}");
        }
    }
    assert!(a.missing_mandatory().eq(b.missing_mandatory()));
    let has = |object: &dyn Fn(ResourceId) -> bool| {
        (0..=23).chain(5500..=6100).map(ResourceId::new).map(object).collect::<Vec<_>>()
    };
    assert_eq!(has(&|id| a.has(id)), has(&|id| b.has(id)));
}

#[test]
fn live_values_are_the_same() -> Result<()> {
    for format in FORMATS {
        let whole = encode_to_vec(format, TEMPERATURE, &temperature())?;
        let full = |live: &mut dyn Update| update(live, TEMPERATURE, format, TEMPERATURE, &whole);
        for target in [TEMPERATURE, Path::object(3303), Path::resource(3303, 1, 5700)] {
            let payload = encode_to_vec(format, target, &temperature().at(TEMPERATURE))?;
            mutated(&payload, |payload| {
                for begin_full in [true, false] {
                    for write in [update, replace] {
                        let mut a = derived::Temperature::default();
                        let mut b = temperature::Temperature::default();
                        if begin_full {
                            assert_eq!((full(&mut a), full(&mut b)), (Ok(()), Ok(())));
                        }
                        let done = write(&mut a, TEMPERATURE, format, target, payload);
                        assert_eq!(done, write(&mut b, TEMPERATURE, format, target, payload));
                        assert_eq!(format!("{a:?}"), format!("{b:?}"), "{format} {payload:02x?}");
                    }
                }
                // As instances of the Object, they begin with the payload.
                let mut a = Instances::<derived::Temperature, 2>::new();
                let mut b = Instances::<temperature::Temperature, 2>::new();
                let object = Path::object(3303);
                let done = update(&mut a, object, format, target, payload);
                assert_eq!(done, update(&mut b, object, format, target, payload));
                assert_eq!(format!("{a:?}"), format!("{b:?}"), "{format} {payload:02x?}");
            });
        }
    }
    Ok(())
}

/// Hands on a payload, its beginnings, and what it is with one byte changed.
fn mutated(payload: &[u8], mut each: impl FnMut(&[u8])) {
    let beginnings = (0..=payload.len()).filter_map(|end| payload.get(..end));
    beginnings.for_each(&mut each);
    for at in 0..payload.len() {
        for bits in [0x01, 0x04, 0x20, 0x40, 0x80, 0xff] {
            let mut changed = payload.to_vec();
            changed.iter_mut().skip(at).take(1).for_each(|byte| *byte ^= bits);
            each(&changed);
        }
    }
}
