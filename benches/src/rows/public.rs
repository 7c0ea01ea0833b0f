//! What people write: the records of a payload as an iterator, as the bytes say them or typed by a schema. The floors
//! are those of the decode rows, which type every leaf.

use core::hint::black_box;

use lwm2m_codec::{ContentFormat, Object, ObjectDef, Path, Result, records};

use super::decode::floor;
use super::{Case, Row};
use crate::objects::{Device, TEMPERATURE};
use crate::workload;

/// A row of the walk and a row by schema of one payload.
macro_rules! rows {
    ($($walk:literal $schema:literal $floor:expr, $case:ident $format:ident $target:ident $payload:ident $def:ident;)*) => {
        pub(super) const ROWS: &[Row] = &[
            $(Row {
                name: $walk,
                recorded_floor: $floor,
                must: None,
                floor: || floor::case(workload::$payload, floor::$case),
                codec: || walked(ContentFormat::$format, $target, workload::$payload),
            },)*
            $(Row {
                name: $schema,
                recorded_floor: $floor,
                must: None,
                floor: || floor::case(workload::$payload, floor::$case),
                codec: || typed(ContentFormat::$format, $target, workload::$payload, $def),
            },)*
        ];
    };
}

rows! {
    "W1 TLV walk" "W1 TLV decode by schema"
        Some(2_239), device_tlv TLV DEVICE W1_TLV DEVICE_DEF;
    "W7 TLV walk" "W7 TLV decode by schema"
        Some(34_412), temperature_tlv TLV SENSORS W7_TLV SENSOR_DEF;
    "W1 SenML CBOR walk" "W1 SenML CBOR decode by schema"
        Some(4_377), senml_cbor SENML_CBOR DEVICE W1_SENML_CBOR DEVICE_DEF;
    "W3 SenML CBOR walk" "W3 SenML CBOR decode by schema"
        Some(216_438), senml_cbor SENML_CBOR VALUE W3_SENML_CBOR SENSOR_DEF;
    "W7 SenML CBOR walk" "W7 SenML CBOR decode by schema"
        Some(105_961), senml_cbor SENML_CBOR SENSORS W7_SENML_CBOR SENSOR_DEF;
    "W1 LwM2M CBOR walk" "W1 LwM2M CBOR decode by schema"
        Some(2_713), lwm2m_cbor LWM2M_CBOR DEVICE W1_LWM2M_CBOR DEVICE_DEF;
    "W7 LwM2M CBOR walk" "W7 LwM2M CBOR decode by schema"
        Some(48_028), lwm2m_cbor LWM2M_CBOR SENSORS W7_LWM2M_CBOR SENSOR_DEF;
    "W1 SenML JSON walk" "W1 SenML JSON decode by schema"
        Some(9_752), senml_json SENML_JSON DEVICE W1_SENML_JSON DEVICE_DEF;
    "W7 SenML JSON walk" "W7 SenML JSON decode by schema"
        Some(220_352), senml_json SENML_JSON SENSORS W7_SENML_JSON SENSOR_DEF;
}

fn walked(format: ContentFormat, target: Path, payload: &'static [u8]) -> Case {
    Box::new(move || {
        let read = records(format, target, black_box(payload));
        let count = read.and_then(|mut records| {
            records.try_fold(0, |count, record| -> Result<i64> {
                black_box(&record?);
                Ok(count + 1)
            })
        });
        count.expect("a workload is valid")
    })
}

fn typed(
    format: ContentFormat,
    target: Path,
    payload: &'static [u8],
    schema: &'static ObjectDef<'static>,
) -> Case {
    Box::new(move || {
        let read = records(format, target, black_box(payload));
        let count = read.and_then(|records| {
            records.typed(black_box(schema)).try_fold(0, |count, record| -> Result<i64> {
                black_box(&record?);
                Ok(count + 1)
            })
        });
        count.expect("a workload is valid")
    })
}

const DEVICE: Path = Path::instance(3, 0);
const DEVICE_DEF: &ObjectDef<'static> = Device::DEF;
const SENSORS: Path = Path::object(3303);
const SENSOR_DEF: &ObjectDef<'static> = &TEMPERATURE;
const VALUE: Path = Path::resource(3303, 0, 5700);

#[cfg(test)]
mod tests {
    use lwm2m_codec::Typed;

    use super::*;

    #[test]
    fn every_resource_is_known() {
        for (format, target, payload, schema, expected) in [
            (ContentFormat::TLV, DEVICE, workload::W1_TLV, DEVICE_DEF, 16),
            (ContentFormat::SENML_JSON, DEVICE, workload::W1_SENML_JSON, DEVICE_DEF, 16),
            (ContentFormat::LWM2M_CBOR, SENSORS, workload::W7_LWM2M_CBOR, SENSOR_DEF, 300),
            (ContentFormat::SENML_CBOR, VALUE, workload::W3_SENML_CBOR, SENSOR_DEF, 1000),
        ] {
            let typed = records(format, target, payload).expect("a payload").typed(schema);
            let known = typed.filter(|record| {
                record.as_ref().is_ok_and(|record| matches!(record.value, Typed::Known(_)))
            });
            assert_eq!(known.count(), expected, "{format}");
        }
    }
}
