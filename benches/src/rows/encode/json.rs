//! The JSON formats, written.

use lwm2m_codec::{ContentFormat, Path, Result, encode};

use super::codec::{self, List, Records};
use super::floor::{self, pack};
use crate::floor::{self as walk, Path as FloorPath, Record, lwm2m_json, senml_json};
use crate::rows::Row;
use crate::workload;

pub(in crate::rows) const ROWS: &[Row] = &[
    Row {
        name: "W1 SenML JSON encode",
        recorded_floor: Some(4_725),
        must: Some(1.3),
        floor: || floor::case(pack(workload::W1_SENML_CBOR), floor_device),
        codec: || codec::case(pack(workload::W1_SENML_CBOR), device),
    },
    Row {
        name: "W2 SenML JSON encode",
        recorded_floor: None,
        must: Some(1.3),
        floor: || floor::case(pack(workload::W2_SENML_CBOR), floor_history),
        codec: || codec::case(pack(workload::W2_SENML_CBOR), history),
    },
    Row {
        name: "W3 SenML JSON encode",
        recorded_floor: Some(407_886),
        must: Some(1.3),
        floor: || floor::case(pack(workload::W3_SENML_CBOR), floor_history),
        codec: || codec::case(pack(workload::W3_SENML_CBOR), history),
    },
    Row {
        name: "W7 SenML JSON encode",
        recorded_floor: Some(143_092),
        must: Some(1.3),
        floor: || floor::case(pack(workload::W7_SENML_CBOR), floor_temperature),
        codec: || codec::case(pack(workload::W7_SENML_CBOR), temperature),
    },
    Row {
        name: "W1 LwM2M JSON encode",
        recorded_floor: None,
        must: None,
        floor: || floor::case(pack(workload::W1_SENML_CBOR), floor_lwm2m_device),
        codec: || codec::case(pack(workload::W1_SENML_CBOR), lwm2m_device),
    },
    Row {
        name: "W3 LwM2M JSON encode",
        recorded_floor: None,
        must: None,
        floor: || floor::case(pack(workload::W3_SENML_CBOR), floor_lwm2m_history),
        codec: || codec::case(pack(workload::W3_SENML_CBOR), lwm2m_history),
    },
    Row {
        name: "W7 LwM2M JSON encode",
        recorded_floor: None,
        must: None,
        floor: || floor::case(pack(workload::W7_SENML_CBOR), floor_lwm2m_temperature),
        codec: || codec::case(pack(workload::W7_SENML_CBOR), lwm2m_temperature),
    },
];

fn floor_device(records: &[Record<'_>], buffer: &mut [u8]) -> walk::Result<usize> {
    senml_json::encode(buffer, records, FloorPath::instance(3, 0), "/3/0/", false)
}

fn floor_history(records: &[Record<'_>], buffer: &mut [u8]) -> walk::Result<usize> {
    let base = FloorPath::resource(3303, 0, 5700);
    senml_json::encode(buffer, records, base, "/3303/0/5700", true)
}

fn floor_temperature(records: &[Record<'_>], buffer: &mut [u8]) -> walk::Result<usize> {
    senml_json::encode(buffer, records, FloorPath::object(3303), "/3303/", false)
}

fn floor_lwm2m_device(records: &[Record<'_>], buffer: &mut [u8]) -> walk::Result<usize> {
    lwm2m_json::encode(buffer, records, FloorPath::instance(3, 0), "/3/0/", false)
}

fn floor_lwm2m_history(records: &[Record<'_>], buffer: &mut [u8]) -> walk::Result<usize> {
    let base = FloorPath::resource(3303, 0, 5700);
    lwm2m_json::encode(buffer, records, base, "/3303/0/5700", true)
}

fn floor_lwm2m_temperature(records: &[Record<'_>], buffer: &mut [u8]) -> walk::Result<usize> {
    lwm2m_json::encode(buffer, records, FloorPath::object(3303), "/3303/", false)
}

fn device<'b>(records: &Records, buffer: &'b mut [u8]) -> Result<&'b [u8]> {
    encode(ContentFormat::SENML_JSON, Path::instance(3, 0), &List(records), buffer)
}

fn history<'b>(records: &Records, buffer: &'b mut [u8]) -> Result<&'b [u8]> {
    encode(ContentFormat::SENML_JSON, Path::resource(3303, 0, 5700), &List(records), buffer)
}

fn temperature<'b>(records: &Records, buffer: &'b mut [u8]) -> Result<&'b [u8]> {
    encode(ContentFormat::SENML_JSON, Path::object(3303), &List(records), buffer)
}

fn lwm2m_device<'b>(records: &Records, buffer: &'b mut [u8]) -> Result<&'b [u8]> {
    encode(ContentFormat::LWM2M_JSON, Path::instance(3, 0), &List(records), buffer)
}

fn lwm2m_history<'b>(records: &Records, buffer: &'b mut [u8]) -> Result<&'b [u8]> {
    encode(ContentFormat::LWM2M_JSON, Path::resource(3303, 0, 5700), &List(records), buffer)
}

fn lwm2m_temperature<'b>(records: &Records, buffer: &'b mut [u8]) -> Result<&'b [u8]> {
    encode(ContentFormat::LWM2M_JSON, Path::object(3303), &List(records), buffer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floor_and_codec_write_the_same() {
        type FloorEncode = fn(&[Record<'_>], &mut [u8]) -> walk::Result<usize>;
        type Encode = for<'b> fn(&Records, &'b mut [u8]) -> Result<&'b [u8]>;
        let check = |payload, walk: FloorEncode, encode: Encode| {
            let mut buffer = vec![0; 1 << 16];
            let mut other = buffer.clone();
            let length = walk(&pack(payload), &mut buffer).unwrap_or(0);
            let written = encode(&codec::records(&pack(payload)), &mut other).unwrap_or_default();
            assert!(!written.is_empty());
            assert_eq!(buffer.get(..length), Some(written));
        };
        check(workload::W1_SENML_CBOR, floor_device, device);
        check(workload::W3_SENML_CBOR, floor_history, history);
        check(workload::W7_SENML_CBOR, floor_temperature, temperature);
        check(workload::W1_SENML_CBOR, floor_lwm2m_device, lwm2m_device);
        check(workload::W3_SENML_CBOR, floor_lwm2m_history, lwm2m_history);
        check(workload::W7_SENML_CBOR, floor_lwm2m_temperature, lwm2m_temperature);
    }
}
