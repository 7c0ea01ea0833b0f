//! Object 3, Device, version 1.2, by hand as the derive writes it: what typed reading and writing are measured with.

use lwm2m_codec::{
    DataType, Decode, Encode, ErrorKind, Instances, ObjectLink, Path, RecordSink, Result, Tail,
    Text, Time, WireValue, emitted,
};

/// Device; executable resources are no fields.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Device<'a> {
    /// Manufacturer (0).
    pub manufacturer: Option<Text<'a>>,
    /// Model Number (1).
    pub model_number: Option<Text<'a>>,
    /// Serial Number (2).
    pub serial_number: Option<Text<'a>>,
    /// Firmware Version (3).
    pub firmware_version: Option<Text<'a>>,
    /// Available Power Sources (6).
    pub available_power_sources: Option<Instances<i64, 4>>,
    /// Power Source Voltage (7).
    pub power_source_voltage: Option<Instances<i64, 4>>,
    /// Power Source Current (8).
    pub power_source_current: Option<Instances<i64, 4>>,
    /// Battery Level (9).
    pub battery_level: Option<i64>,
    /// Memory Free (10).
    pub memory_free: Option<i64>,
    /// Error Code (11).
    pub error_code: Option<Instances<i64, 4>>,
    /// Current Time (13).
    pub current_time: Option<Time>,
    /// UTC Offset (14).
    pub utc_offset: Option<Text<'a>>,
    /// Timezone (15).
    pub timezone: Option<Text<'a>>,
    /// Supported Binding and Modes (16).
    pub supported_binding_and_modes: Option<Text<'a>>,
    /// Device Type (17).
    pub device_type: Option<Text<'a>>,
    /// Hardware Version (18).
    pub hardware_version: Option<Text<'a>>,
    /// Software Version (19).
    pub software_version: Option<Text<'a>>,
    /// Battery Status (20).
    pub battery_status: Option<i64>,
    /// Memory Total (21).
    pub memory_total: Option<i64>,
    /// ExtDevInfo (22).
    pub ext_dev_info: Option<Instances<ObjectLink, 4>>,
}

/// Names every resource's id and field once, for reading and writing alike.
macro_rules! resources {
    ($($id:literal $field:ident,)*) => {
        impl<'a> Decode<'a> for Device<'a> {
            const DATA_TYPE: DataType = DataType::None;

            #[inline]
            fn merge(slot: &mut Option<Self>, tail: Tail, value: &WireValue<'a>) -> Result<()> {
                let this = slot.get_or_insert_default();
                match tail.split_first() {
                    $(Some(($id, tail)) => Decode::merge(&mut this.$field, tail, value),)*
                    Some(_) => Ok(()),
                    None if value.is_empty_container() => Ok(()),
                    None => Err(ErrorKind::WrongCardinality { multiple: false }.into()),
                }
            }

            fn absent() -> Result<Self> {
                Ok(Self::default())
            }
        }

        impl Encode for Device<'_> {
            fn encode(&self, at: Path, sink: &mut dyn RecordSink) -> Result<()> {
                if !sink.wants(at) {
                    return Ok(());
                }
                if let Self { $($field: None,)* } = self {
                    return emitted::tell_empty(at, sink);
                }
                $(emitted::tell(&self.$field, at, $id, sink)?;)*
                Ok(())
            }
        }
    };
}

resources! {
    0 manufacturer,
    1 model_number,
    2 serial_number,
    3 firmware_version,
    6 available_power_sources,
    7 power_source_voltage,
    8 power_source_current,
    9 battery_level,
    10 memory_free,
    11 error_code,
    13 current_time,
    14 utc_offset,
    15 timezone,
    16 supported_binding_and_modes,
    17 device_type,
    18 hardware_version,
    19 software_version,
    20 battery_status,
    21 memory_total,
    22 ext_dev_info,
}

#[cfg(test)]
mod tests {
    use lwm2m_codec::{ContentFormat, decode, encode_to_vec};

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
}
