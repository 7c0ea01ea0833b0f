//! Encode rows: records in memory to bytes in the caller's buffer.

pub(super) mod codec;
pub(super) mod floor;
pub(super) mod json;

use super::{ALLOWANCE, Row};
use crate::workload;

pub(super) const ROWS: &[Row] = &[
    Row {
        name: "W1 TLV encode",
        recorded_floor: Some(1_063),
        must: Some(2.5),
        gate: Some(2.5 * ALLOWANCE),
        floor: || floor::case(workload::W1_SENML_CBOR, floor::device_tlv),
        codec: || codec::case(workload::W1_SENML_CBOR, codec::device_tlv),
    },
    Row {
        name: "W7 TLV encode",
        recorded_floor: Some(22_326),
        must: Some(2.5),
        gate: Some(2.5 * ALLOWANCE),
        floor: || floor::case(workload::W7_SENML_CBOR, floor::temperature_tlv),
        codec: || codec::case(workload::W7_SENML_CBOR, codec::temperature_tlv),
    },
    Row {
        name: "W1 SenML CBOR encode",
        recorded_floor: Some(2_901),
        must: Some(2.0),
        gate: Some(2.0 * ALLOWANCE),
        floor: || floor::case(workload::W1_SENML_CBOR, floor::device_senml_cbor),
        codec: || codec::case(workload::W1_SENML_CBOR, codec::device_senml_cbor),
    },
    Row {
        name: "W3 SenML CBOR encode",
        recorded_floor: Some(126_203),
        must: Some(2.0),
        gate: Some(2.0 * ALLOWANCE),
        floor: || floor::case(workload::W3_SENML_CBOR, floor::history_senml_cbor),
        codec: || codec::case(workload::W3_SENML_CBOR, codec::history_senml_cbor),
    },
    Row {
        name: "W7 SenML CBOR encode",
        recorded_floor: Some(68_113),
        must: Some(2.0),
        gate: Some(2.0 * ALLOWANCE),
        floor: || floor::case(workload::W7_SENML_CBOR, floor::temperature_senml_cbor),
        codec: || codec::case(workload::W7_SENML_CBOR, codec::temperature_senml_cbor),
    },
    Row {
        name: "W1 LwM2M CBOR encode",
        recorded_floor: Some(1_694),
        must: Some(2.0),
        gate: Some(2.0 * ALLOWANCE),
        floor: || floor::case(workload::W1_SENML_CBOR, floor::lwm2m_cbor),
        codec: || codec::case(workload::W1_SENML_CBOR, codec::device_lwm2m_cbor),
    },
    Row {
        name: "W7 LwM2M CBOR encode",
        recorded_floor: Some(30_631),
        must: Some(2.0),
        gate: Some(2.0 * ALLOWANCE),
        floor: || floor::case(workload::W7_SENML_CBOR, floor::lwm2m_cbor),
        codec: || codec::case(workload::W7_SENML_CBOR, codec::temperature_lwm2m_cbor),
    },
];
