//! Decode rows: payload to records, each leaf typed, each record handed to somebody who needs all of it.

pub(super) mod codec;
pub(crate) mod floor;
pub(super) mod json;
pub(super) mod opaque;
pub(super) mod single;

use super::Row;
use crate::workload;

pub(super) const ROWS: &[Row] = &[
    Row {
        name: "W1 TLV decode",
        recorded_floor: Some(2_239),
        must: Some(1.5),
        floor: || floor::case(workload::W1_TLV, floor::device_tlv),
        codec: || codec::case(workload::W1_TLV, codec::device_tlv),
    },
    Row {
        name: "W7 TLV decode",
        recorded_floor: Some(34_412),
        must: Some(1.65),
        floor: || floor::case(workload::W7_TLV, floor::temperature_tlv),
        codec: || codec::case(workload::W7_TLV, codec::temperature_tlv),
    },
    Row {
        name: "W1 SenML CBOR decode",
        recorded_floor: Some(4_377),
        must: Some(1.5),
        floor: || floor::case(workload::W1_SENML_CBOR, floor::senml_cbor),
        codec: || codec::case(workload::W1_SENML_CBOR, codec::device_senml_cbor),
    },
    Row {
        name: "W2 SenML CBOR decode",
        recorded_floor: Some(2_494),
        must: Some(1.5),
        floor: || floor::case(workload::W2_SENML_CBOR, floor::senml_cbor),
        codec: || codec::case(workload::W2_SENML_CBOR, codec::history_senml_cbor),
    },
    Row {
        name: "W3 SenML CBOR decode",
        recorded_floor: Some(216_438),
        must: Some(1.6),
        floor: || floor::case(workload::W3_SENML_CBOR, floor::senml_cbor),
        codec: || codec::case(workload::W3_SENML_CBOR, codec::history_senml_cbor),
    },
    Row {
        name: "W3n SenML CBOR decode",
        recorded_floor: None,
        must: None,
        floor: || floor::case(workload::W3N_SENML_CBOR, floor::senml_cbor),
        codec: || codec::case(workload::W3N_SENML_CBOR, codec::temperature_senml_cbor),
    },
    Row {
        name: "W7 SenML CBOR decode",
        recorded_floor: Some(105_961),
        must: Some(1.5),
        floor: || floor::case(workload::W7_SENML_CBOR, floor::senml_cbor),
        codec: || codec::case(workload::W7_SENML_CBOR, codec::temperature_senml_cbor),
    },
    Row {
        name: "W1 LwM2M CBOR decode",
        recorded_floor: Some(2_713),
        must: Some(1.5),
        floor: || floor::case(workload::W1_LWM2M_CBOR, floor::lwm2m_cbor),
        codec: || codec::case(workload::W1_LWM2M_CBOR, codec::device_lwm2m_cbor),
    },
    Row {
        name: "W2 LwM2M CBOR decode",
        recorded_floor: None,
        must: Some(1.5),
        floor: || floor::case(workload::W2_LWM2M_CBOR, floor::lwm2m_cbor),
        codec: || codec::case(workload::W2_LWM2M_CBOR, codec::temperature_lwm2m_cbor),
    },
    Row {
        name: "W3 LwM2M CBOR decode",
        recorded_floor: None,
        must: Some(1.5),
        floor: || floor::case(workload::W3_LWM2M_CBOR, floor::lwm2m_cbor),
        codec: || codec::case(workload::W3_LWM2M_CBOR, codec::temperature_lwm2m_cbor),
    },
    Row {
        name: "W7 LwM2M CBOR decode",
        recorded_floor: Some(48_028),
        must: Some(1.5),
        floor: || floor::case(workload::W7_LWM2M_CBOR, floor::lwm2m_cbor),
        codec: || codec::case(workload::W7_LWM2M_CBOR, codec::temperature_lwm2m_cbor),
    },
];
