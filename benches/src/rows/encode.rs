//! Encode rows: records in memory to bytes in the caller's buffer.

pub(super) mod blocks;
pub(super) mod codec;
pub(crate) mod floor;
pub(super) mod json;
pub(super) mod single;

use self::floor::{map, pack};
use super::Row;
use crate::workload;

pub(super) const ROWS: &[Row] = &[
    Row {
        name: "W1 TLV encode",
        recorded_floor: Some(1_063),
        must: Some(2.5),
        floor: || floor::case(pack(workload::W1_SENML_CBOR), floor::device_tlv),
        codec: || codec::case(pack(workload::W1_SENML_CBOR), codec::device_tlv),
    },
    Row {
        name: "W7 TLV encode",
        recorded_floor: Some(22_326),
        must: Some(2.5),
        floor: || floor::case(pack(workload::W7_SENML_CBOR), floor::temperature_tlv),
        codec: || codec::case(pack(workload::W7_SENML_CBOR), codec::temperature_tlv),
    },
    Row {
        name: "W1 SenML CBOR encode",
        recorded_floor: Some(2_901),
        must: Some(2.0),
        floor: || floor::case(pack(workload::W1_SENML_CBOR), floor::device_senml_cbor),
        codec: || codec::case(pack(workload::W1_SENML_CBOR), codec::device_senml_cbor),
    },
    Row {
        name: "W2 SenML CBOR encode",
        recorded_floor: None,
        must: Some(2.0),
        floor: || floor::case(pack(workload::W2_SENML_CBOR), floor::history_senml_cbor),
        codec: || codec::case(pack(workload::W2_SENML_CBOR), codec::history_senml_cbor),
    },
    Row {
        name: "W3 SenML CBOR encode",
        recorded_floor: Some(126_203),
        must: Some(2.0),
        floor: || floor::case(pack(workload::W3_SENML_CBOR), floor::history_senml_cbor),
        codec: || codec::case(pack(workload::W3_SENML_CBOR), codec::history_senml_cbor),
    },
    Row {
        name: "W3n SenML CBOR encode",
        recorded_floor: None,
        must: Some(2.0),
        floor: || floor::case(pack(workload::W3N_SENML_CBOR), floor::temperature_senml_cbor),
        codec: || codec::case(pack(workload::W3N_SENML_CBOR), codec::temperature_senml_cbor),
    },
    Row {
        name: "W7 SenML CBOR encode",
        recorded_floor: Some(68_113),
        must: Some(2.0),
        floor: || floor::case(pack(workload::W7_SENML_CBOR), floor::temperature_senml_cbor),
        codec: || codec::case(pack(workload::W7_SENML_CBOR), codec::temperature_senml_cbor),
    },
    Row {
        name: "W1 LwM2M CBOR encode",
        recorded_floor: Some(1_694),
        must: Some(2.0),
        floor: || floor::case(pack(workload::W1_SENML_CBOR), floor::lwm2m_cbor),
        codec: || codec::case(pack(workload::W1_SENML_CBOR), codec::device_lwm2m_cbor),
    },
    Row {
        name: "W2 LwM2M CBOR encode",
        recorded_floor: None,
        must: Some(2.0),
        floor: || floor::case(map(workload::W2_LWM2M_CBOR), floor::lwm2m_cbor),
        codec: || codec::case(map(workload::W2_LWM2M_CBOR), codec::temperature_lwm2m_cbor),
    },
    Row {
        name: "W3 LwM2M CBOR encode",
        recorded_floor: None,
        must: Some(2.0),
        floor: || floor::case(map(workload::W3_LWM2M_CBOR), floor::lwm2m_cbor),
        codec: || codec::case(map(workload::W3_LWM2M_CBOR), codec::temperature_lwm2m_cbor),
    },
    Row {
        name: "W7 LwM2M CBOR encode",
        recorded_floor: Some(30_631),
        must: Some(2.0),
        floor: || floor::case(pack(workload::W7_SENML_CBOR), floor::lwm2m_cbor),
        codec: || codec::case(pack(workload::W7_SENML_CBOR), codec::temperature_lwm2m_cbor),
    },
];
