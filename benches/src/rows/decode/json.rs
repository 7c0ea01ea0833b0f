//! The JSON formats, read.

use core::hint::black_box;

use lwm2m_codec::format::{lwm2m_json, senml_json};
use lwm2m_codec::{Options, Path, Result};

use super::codec::{self, drain};
use super::floor;
use crate::rows::Row;
use crate::workload;

pub(in crate::rows) const ROWS: &[Row] = &[
    Row {
        name: "W1 SenML JSON decode",
        recorded_floor: Some(9_752),
        must: Some(1.6),
        floor: || floor::case(workload::W1_SENML_JSON, floor::senml_json),
        codec: || codec::case(workload::W1_SENML_JSON, device_senml_json),
    },
    Row {
        name: "W2 SenML JSON decode",
        recorded_floor: None,
        must: Some(1.6),
        floor: || floor::case(workload::W2_SENML_JSON, floor::senml_json),
        codec: || codec::case(workload::W2_SENML_JSON, history_senml_json),
    },
    Row {
        name: "W3 SenML JSON decode",
        recorded_floor: Some(567_671),
        must: Some(1.6),
        floor: || floor::case(workload::W3_SENML_JSON, floor::senml_json),
        codec: || codec::case(workload::W3_SENML_JSON, history_senml_json),
    },
    Row {
        name: "W7 SenML JSON decode",
        recorded_floor: Some(220_352),
        must: Some(1.6),
        floor: || floor::case(workload::W7_SENML_JSON, floor::senml_json),
        codec: || codec::case(workload::W7_SENML_JSON, temperature_senml_json),
    },
    Row {
        name: "W1 LwM2M JSON decode",
        recorded_floor: Some(8_902),
        must: Some(1.6),
        floor: || floor::case(workload::W1_LWM2M_JSON, floor::lwm2m_json),
        codec: || codec::case(workload::W1_LWM2M_JSON, device_lwm2m_json),
    },
    Row {
        name: "W7 LwM2M JSON decode",
        recorded_floor: None,
        must: Some(1.6),
        floor: || floor::case(workload::W7_LWM2M_JSON, floor::lwm2m_json),
        codec: || codec::case(workload::W7_LWM2M_JSON, temperature_lwm2m_json),
    },
];

#[inline(never)]
fn device_senml_json(payload: &[u8]) -> Result<i64> {
    let mut reader = senml_json::Reader::new(DEVICE, payload, &Options::STRICT)?;
    drain(black_box(&mut reader), workload::device)
}

#[inline(never)]
fn history_senml_json(payload: &[u8]) -> Result<i64> {
    let target = Path::resource(3303, 0, 5700);
    let mut reader = senml_json::Reader::new(target, payload, &Options::STRICT)?;
    drain(black_box(&mut reader), workload::temperature)
}

#[inline(never)]
fn temperature_senml_json(payload: &[u8]) -> Result<i64> {
    let mut reader = senml_json::Reader::new(TEMPERATURE, payload, &Options::STRICT)?;
    drain(black_box(&mut reader), workload::temperature)
}

#[inline(never)]
fn device_lwm2m_json(payload: &[u8]) -> Result<i64> {
    let mut reader = lwm2m_json::Reader::new(DEVICE, payload, &Options::STRICT)?;
    drain(black_box(&mut reader), workload::device)
}

#[inline(never)]
fn temperature_lwm2m_json(payload: &[u8]) -> Result<i64> {
    let mut reader = lwm2m_json::Reader::new(TEMPERATURE, payload, &Options::STRICT)?;
    drain(black_box(&mut reader), workload::temperature)
}

const DEVICE: Path = Path::instance(3, 0);
const TEMPERATURE: Path = Path::object(3303);
