//! SenML JSON, written.

use lwm2m_codec::{ContentFormat, Path, Result, encode};

use super::codec::{self, List, Records};
use super::floor;
use crate::floor::{self as walk, Path as FloorPath, Record, senml_json};
use crate::rows::{ALLOWANCE, Row};
use crate::workload;

pub(in crate::rows) const ROWS: &[Row] = &[
    Row {
        name: "W1 SenML JSON encode",
        recorded_floor: Some(4_725),
        must: Some(1.3),
        gate: Some(1.3 * ALLOWANCE),
        floor: || floor::case(workload::W1_SENML_CBOR, floor_device),
        codec: || codec::case(workload::W1_SENML_CBOR, device),
    },
    Row {
        name: "W3 SenML JSON encode",
        recorded_floor: Some(407_886),
        must: Some(1.3),
        gate: Some(1.3 * ALLOWANCE),
        floor: || floor::case(workload::W3_SENML_CBOR, floor_history),
        codec: || codec::case(workload::W3_SENML_CBOR, history),
    },
    Row {
        name: "W7 SenML JSON encode",
        recorded_floor: Some(143_092),
        must: Some(1.3),
        gate: Some(1.3 * ALLOWANCE),
        floor: || floor::case(workload::W7_SENML_CBOR, floor_temperature),
        codec: || codec::case(workload::W7_SENML_CBOR, temperature),
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

fn device<'b>(records: &Records, buffer: &'b mut [u8]) -> Result<&'b [u8]> {
    encode(ContentFormat::SENML_JSON, Path::instance(3, 0), &List(records), buffer)
}

fn history<'b>(records: &Records, buffer: &'b mut [u8]) -> Result<&'b [u8]> {
    encode(ContentFormat::SENML_JSON, Path::resource(3303, 0, 5700), &List(records), buffer)
}

fn temperature<'b>(records: &Records, buffer: &'b mut [u8]) -> Result<&'b [u8]> {
    encode(ContentFormat::SENML_JSON, Path::object(3303), &List(records), buffer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floor_and_codec_write_the_same() {
        type FloorEncode = fn(&[Record<'_>], &mut [u8]) -> walk::Result<usize>;
        type Encode = for<'b> fn(&Records, &'b mut [u8]) -> Result<&'b [u8]>;
        let check = |pack, walk: FloorEncode, encode: Encode| {
            let mut buffer = vec![0; 1 << 16];
            let mut other = buffer.clone();
            let length = walk(&floor::records(pack), &mut buffer).unwrap_or(0);
            let written = encode(&codec::records(pack), &mut other).unwrap_or_default();
            assert!(!written.is_empty());
            assert_eq!(buffer.get(..length), Some(written));
        };
        check(workload::W1_SENML_CBOR, floor_device, device);
        check(workload::W3_SENML_CBOR, floor_history, history);
        check(workload::W7_SENML_CBOR, floor_temperature, temperature);
    }
}
