//! Typed rows: payload to `Device` and back, beside the floors that only read or write its records.

use core::hint::black_box;

use lwm2m_codec::{ContentFormat, Path, decode, encode};

use super::{ALLOWANCE, BUFFER, Case, Row};
use crate::device::Device;
use crate::rows::{decode::floor as decode_floor, encode::floor as encode_floor};
use crate::workload;

pub(super) const ROWS: &[Row] = &[
    Row {
        name: "W1 TLV decode into Device",
        recorded_floor: Some(2_239),
        must: Some(2.3),
        gate: Some(2.3 * ALLOWANCE),
        floor: || decode_floor::case(workload::W1_TLV, decode_floor::device_tlv),
        codec: || decoded(ContentFormat::TLV, workload::W1_TLV),
    },
    Row {
        name: "W1 SenML CBOR decode into Device",
        recorded_floor: Some(4_377),
        must: Some(2.3),
        gate: Some(2.3 * ALLOWANCE),
        floor: || decode_floor::case(workload::W1_SENML_CBOR, decode_floor::senml_cbor),
        codec: || decoded(ContentFormat::SENML_CBOR, workload::W1_SENML_CBOR),
    },
    Row {
        name: "W1 LwM2M CBOR decode into Device",
        recorded_floor: Some(2_713),
        must: Some(2.3),
        gate: Some(2.3 * ALLOWANCE),
        floor: || decode_floor::case(workload::W1_LWM2M_CBOR, decode_floor::lwm2m_cbor),
        codec: || decoded(ContentFormat::LWM2M_CBOR, workload::W1_LWM2M_CBOR),
    },
    Row {
        name: "W1 TLV encode of Device",
        recorded_floor: Some(1_063),
        must: Some(3.5),
        gate: Some(3.5 * ALLOWANCE),
        floor: || encode_floor::case(workload::W1_SENML_CBOR, encode_floor::device_tlv),
        codec: || encoded(ContentFormat::TLV),
    },
    Row {
        name: "W1 SenML CBOR encode of Device",
        recorded_floor: Some(2_901),
        must: Some(2.5),
        gate: Some(2.5 * ALLOWANCE),
        floor: || encode_floor::case(workload::W1_SENML_CBOR, encode_floor::device_senml_cbor),
        codec: || encoded(ContentFormat::SENML_CBOR),
    },
    Row {
        name: "W1 LwM2M CBOR encode of Device",
        recorded_floor: Some(1_694),
        must: Some(2.5),
        gate: Some(2.5 * ALLOWANCE),
        floor: || encode_floor::case(workload::W1_SENML_CBOR, encode_floor::lwm2m_cbor),
        codec: || encoded(ContentFormat::LWM2M_CBOR),
    },
];

fn decoded(format: ContentFormat, payload: &'static [u8]) -> Case {
    Box::new(move || {
        let device: Device<'_> =
            decode(format, DEVICE, black_box(payload)).expect("a workload is valid");
        black_box(&device).battery_level.unwrap_or(0)
    })
}

fn encoded(format: ContentFormat) -> Case {
    let device: Device<'_> =
        decode(ContentFormat::TLV, DEVICE, workload::W1_TLV).expect("a workload is valid");
    let mut buffer = vec![0; BUFFER];
    Box::new(move || {
        let bytes = encode(format, DEVICE, black_box(&device), black_box(&mut buffer));
        i64::try_from(bytes.expect("the buffer is large enough").len()).unwrap_or(0)
    })
}

const DEVICE: Path = Path::instance(3, 0);
