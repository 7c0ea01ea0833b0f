//! Encode rows: records in memory to bytes in the caller's buffer.

use core::hint::black_box;

use super::{Case, Row};
use crate::floor::{self, Path, Record, lwm2m_cbor, senml_cbor, tlv};
use crate::workload;

pub(super) const ROWS: &[Row] = &[
    Row {
        name: "W1 TLV encode",
        recorded_floor: Some(1_063),
        must: Some(2.5),
        floor: || floor_case(workload::W1_SENML_CBOR, floor_device_tlv),
    },
    Row {
        name: "W7 TLV encode",
        recorded_floor: Some(22_326),
        must: Some(2.5),
        floor: || floor_case(workload::W7_SENML_CBOR, floor_temperature_tlv),
    },
    Row {
        name: "W1 SenML CBOR encode",
        recorded_floor: Some(2_901),
        must: Some(2.0),
        floor: || floor_case(workload::W1_SENML_CBOR, floor_device_senml_cbor),
    },
    Row {
        name: "W3 SenML CBOR encode",
        recorded_floor: Some(126_203),
        must: Some(2.0),
        floor: || floor_case(workload::W3_SENML_CBOR, floor_history_senml_cbor),
    },
    Row {
        name: "W7 SenML CBOR encode",
        recorded_floor: Some(68_113),
        must: Some(2.0),
        floor: || floor_case(workload::W7_SENML_CBOR, floor_temperature_senml_cbor),
    },
    Row {
        name: "W1 LwM2M CBOR encode",
        recorded_floor: Some(1_694),
        must: Some(2.0),
        floor: || floor_case(workload::W1_SENML_CBOR, floor_lwm2m_cbor),
    },
    Row {
        name: "W7 LwM2M CBOR encode",
        recorded_floor: Some(30_631),
        must: Some(2.0),
        floor: || floor_case(workload::W7_SENML_CBOR, floor_lwm2m_cbor),
    },
];

type FloorEncode = fn(&[Record<'_>], &mut [u8]) -> floor::Result<usize>;

fn floor_case(pack: &'static [u8], encode: FloorEncode) -> Case {
    let records = floor_records(pack);
    let mut buffer = vec![0; BUFFER];
    Box::new(move || {
        let length = encode(black_box(&records), black_box(&mut buffer));
        i64::try_from(length.expect("the buffer is large enough")).unwrap_or(0)
    })
}

/// The records of a pack.
fn floor_records(pack: &'static [u8]) -> Vec<Record<'static>> {
    let mut records = Vec::new();
    senml_cbor::decode(pack, &mut |record| {
        records.push(record);
        Ok(())
    })
    .expect("a workload is valid");
    records
}

fn floor_device_tlv(records: &[Record<'_>], buffer: &mut [u8]) -> floor::Result<usize> {
    tlv::encode(buffer, records, Path::instance(3, 0))
}

fn floor_temperature_tlv(records: &[Record<'_>], buffer: &mut [u8]) -> floor::Result<usize> {
    tlv::encode(buffer, records, Path::object(3303))
}

fn floor_device_senml_cbor(records: &[Record<'_>], buffer: &mut [u8]) -> floor::Result<usize> {
    senml_cbor::encode(buffer, records, Path::instance(3, 0), "/3/0/", false)
}

fn floor_history_senml_cbor(records: &[Record<'_>], buffer: &mut [u8]) -> floor::Result<usize> {
    senml_cbor::encode(buffer, records, Path::resource(3303, 0, 5700), "/3303/0/5700", true)
}

fn floor_temperature_senml_cbor(records: &[Record<'_>], buffer: &mut [u8]) -> floor::Result<usize> {
    senml_cbor::encode(buffer, records, Path::object(3303), "/3303/", false)
}

fn floor_lwm2m_cbor(records: &[Record<'_>], buffer: &mut [u8]) -> floor::Result<usize> {
    lwm2m_cbor::encode(buffer, records)
}

/// Room for every workload, in bytes.
const BUFFER: usize = 1 << 17;
