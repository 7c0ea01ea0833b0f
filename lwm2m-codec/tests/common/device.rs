//! Device (object 3, version 1.2) by hand, a view of a payload: what `#[derive(Object)]` emits, with names in place of
//! absolute paths.

use lwm2m_codec::emitted::{Telling, container, multiple, resource};
use lwm2m_codec::{
    DataType, Decode, Encode, Instances, Object, ObjectDef, ObjectId, ObjectLink, ObjectVersion,
    Operations, Path, RecordSink, ResourceId, Result, Tail, Text, Time, WireValue,
};

use super::values::{BatteryStatus, ErrorCode, PowerSource};

/// Device (object 3, version 1.2): single instance, mandatory.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Device<'a, const N: usize = 4> {
    pub(crate) manufacturer: Option<Text<'a>>,
    pub(crate) model_number: Option<Text<'a>>,
    pub(crate) serial_number: Option<Text<'a>>,
    pub(crate) firmware_version: Option<Text<'a>>,
    pub(crate) available_power_sources: Option<Instances<PowerSource, N>>,
    pub(crate) power_source_voltage: Option<Instances<i64, N>>,
    pub(crate) power_source_current: Option<Instances<i64, N>>,
    pub(crate) battery_level: Option<i64>,
    pub(crate) memory_free: Option<i64>,
    pub(crate) error_code: Option<Instances<ErrorCode, N>>,
    pub(crate) current_time: Option<Time>,
    pub(crate) utc_offset: Option<Text<'a>>,
    pub(crate) timezone: Option<Text<'a>>,
    pub(crate) supported_binding_and_modes: Option<Text<'a>>,
    pub(crate) device_type: Option<Text<'a>>,
    pub(crate) hardware_version: Option<Text<'a>>,
    pub(crate) software_version: Option<Text<'a>>,
    pub(crate) battery_status: Option<BatteryStatus>,
    pub(crate) memory_total: Option<i64>,
    pub(crate) ext_dev_info: Option<Instances<ObjectLink, N>>,
}

/// Nothing is there: an expression, and a pattern. The derive writes it out.
macro_rules! absent {
    () => {
        Self {
            manufacturer: None,
            model_number: None,
            serial_number: None,
            firmware_version: None,
            available_power_sources: None,
            power_source_voltage: None,
            power_source_current: None,
            battery_level: None,
            memory_free: None,
            error_code: None,
            current_time: None,
            utc_offset: None,
            timezone: None,
            supported_binding_and_modes: None,
            device_type: None,
            hardware_version: None,
            software_version: None,
            battery_status: None,
            memory_total: None,
            ext_dev_info: None,
        }
    };
}

impl<'a, const N: usize> Object for Device<'a, N> {
    const DEF: &'static ObjectDef<'static> = &ObjectDef {
        id: ObjectId::new(3),
        name: "Device",
        urn: "urn:oma:lwm2m:oma:3:1.2",
        version: ObjectVersion::new(1, 2),
        lwm2m_version: ObjectVersion::new(1, 1),
        multiple: false,
        mandatory: true,
        resources: &[
            resource::<Text<'a>>(0, "Manufacturer", R, false, ""),
            resource::<Text<'a>>(1, "Model Number", R, false, ""),
            resource::<Text<'a>>(2, "Serial Number", R, false, ""),
            resource::<Text<'a>>(3, "Firmware Version", R, false, ""),
            multiple(resource::<Instances<PowerSource, N>>(
                6,
                "Available Power Sources",
                R,
                false,
                "",
            )),
            multiple(resource::<Instances<i64, N>>(7, "Power Source Voltage", R, false, "")),
            multiple(resource::<Instances<i64, N>>(8, "Power Source Current", R, false, "")),
            resource::<i64>(9, "Battery Level", R, false, "/100"),
            resource::<i64>(10, "Memory Free", R, false, ""),
            multiple(resource::<Instances<ErrorCode, N>>(11, "Error Code", R, true, "")),
            resource::<Time>(13, "Current Time", RW, false, ""),
            resource::<Text<'a>>(14, "UTC Offset", RW, false, ""),
            resource::<Text<'a>>(15, "Timezone", RW, false, ""),
            resource::<Text<'a>>(16, "Supported Binding and Modes", R, true, ""),
            resource::<Text<'a>>(17, "Device Type", R, false, ""),
            resource::<Text<'a>>(18, "Hardware Version", R, false, ""),
            resource::<Text<'a>>(19, "Software Version", R, false, ""),
            resource::<BatteryStatus>(20, "Battery Status", R, false, ""),
            resource::<i64>(21, "Memory Total", R, false, ""),
            multiple(resource::<Instances<ObjectLink, N>>(22, "ExtDevInfo", R, false, "")),
        ],
    };

    fn has(&self, resource: ResourceId) -> bool {
        match resource.get() {
            0 => self.manufacturer.is_some(),
            1 => self.model_number.is_some(),
            2 => self.serial_number.is_some(),
            3 => self.firmware_version.is_some(),
            6 => self.available_power_sources.is_some(),
            7 => self.power_source_voltage.is_some(),
            8 => self.power_source_current.is_some(),
            9 => self.battery_level.is_some(),
            10 => self.memory_free.is_some(),
            11 => self.error_code.is_some(),
            13 => self.current_time.is_some(),
            14 => self.utc_offset.is_some(),
            15 => self.timezone.is_some(),
            16 => self.supported_binding_and_modes.is_some(),
            17 => self.device_type.is_some(),
            18 => self.hardware_version.is_some(),
            19 => self.software_version.is_some(),
            20 => self.battery_status.is_some(),
            21 => self.memory_total.is_some(),
            22 => self.ext_dev_info.is_some(),
            _ => false,
        }
    }
}

// The derive asks for `DEF` here and now, so that what `multiple` says is checked.
const _: &ObjectDef<'static> = <Device<'static> as Object>::DEF;

impl<const N: usize> Encode for Device<'_, N> {
    fn encode(&self, at: Path, sink: &mut dyn RecordSink) -> Result<()> {
        if !sink.wants(at) {
            return Ok(());
        }
        let mut telling = Telling::new(at, sink);
        telling.tell(&self.manufacturer, 0);
        telling.tell(&self.model_number, 1);
        telling.tell(&self.serial_number, 2);
        telling.tell(&self.firmware_version, 3);
        telling.tell(&self.available_power_sources, 6);
        telling.tell(&self.power_source_voltage, 7);
        telling.tell(&self.power_source_current, 8);
        telling.tell(&self.battery_level, 9);
        telling.tell(&self.memory_free, 10);
        telling.tell(&self.error_code, 11);
        telling.tell(&self.current_time, 13);
        telling.tell(&self.utc_offset, 14);
        telling.tell(&self.timezone, 15);
        telling.tell(&self.supported_binding_and_modes, 16);
        telling.tell(&self.device_type, 17);
        telling.tell(&self.hardware_version, 18);
        telling.tell(&self.software_version, 19);
        telling.tell(&self.battery_status, 20);
        telling.tell(&self.memory_total, 21);
        telling.tell(&self.ext_dev_info, 22);
        telling.finish()
    }
}

impl<'a, const N: usize> Decode<'a> for Device<'a, N> {
    const DATA_TYPE: DataType = DataType::None;
    const DEPTH: Option<usize> = Some(2);

    fn merge(slot: &mut Option<Self>, tail: Tail, value: &WireValue<'a>) -> Result<()> {
        let this = slot.get_or_insert_with(|| absent!());
        let Some((id, rest)) = tail.split_first() else { return container(value) };
        match id {
            0 => <Text<'a> as Decode<'a>>::merge(&mut this.manufacturer, rest, value),
            1 => <Text<'a> as Decode<'a>>::merge(&mut this.model_number, rest, value),
            2 => <Text<'a> as Decode<'a>>::merge(&mut this.serial_number, rest, value),
            3 => <Text<'a> as Decode<'a>>::merge(&mut this.firmware_version, rest, value),
            6 => Instances::merge(&mut this.available_power_sources, rest, value),
            7 => Instances::merge(&mut this.power_source_voltage, rest, value),
            8 => Instances::merge(&mut this.power_source_current, rest, value),
            9 => <i64 as Decode<'a>>::merge(&mut this.battery_level, rest, value),
            10 => <i64 as Decode<'a>>::merge(&mut this.memory_free, rest, value),
            11 => Instances::merge(&mut this.error_code, rest, value),
            13 => <Time as Decode<'a>>::merge(&mut this.current_time, rest, value),
            14 => <Text<'a> as Decode<'a>>::merge(&mut this.utc_offset, rest, value),
            15 => <Text<'a> as Decode<'a>>::merge(&mut this.timezone, rest, value),
            16 => {
                <Text<'a> as Decode<'a>>::merge(&mut this.supported_binding_and_modes, rest, value)
            }
            17 => <Text<'a> as Decode<'a>>::merge(&mut this.device_type, rest, value),
            18 => <Text<'a> as Decode<'a>>::merge(&mut this.hardware_version, rest, value),
            19 => <Text<'a> as Decode<'a>>::merge(&mut this.software_version, rest, value),
            20 => <BatteryStatus as Decode<'a>>::merge(&mut this.battery_status, rest, value),
            21 => <i64 as Decode<'a>>::merge(&mut this.memory_total, rest, value),
            22 => Instances::merge(&mut this.ext_dev_info, rest, value),
            _ => Ok(()),
        }
    }

    fn absent() -> Result<Self> {
        Ok(absent!())
    }
}

const R: Operations = Operations::READ;
const RW: Operations = Operations::READ_WRITE;
