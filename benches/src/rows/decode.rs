//! Decode rows: payload to records, each leaf typed, each record handed to somebody who needs all of it.

use core::hint::black_box;

use super::{Case, Row};
use crate::floor::{self, Path, Record, Value, lwm2m_cbor, senml_cbor, tlv};
use crate::workload::{self, Type};

pub(super) const ROWS: &[Row] = &[
    Row {
        name: "W1 TLV decode",
        recorded_floor: Some(2_239),
        must: Some(1.5),
        floor: || floor_case(workload::W1_TLV, floor_device_tlv),
    },
    Row {
        name: "W7 TLV decode",
        recorded_floor: Some(34_412),
        must: Some(1.65),
        floor: || floor_case(workload::W7_TLV, floor_temperature_tlv),
    },
    Row {
        name: "W1 SenML CBOR decode",
        recorded_floor: Some(4_377),
        must: Some(1.5),
        floor: || floor_case(workload::W1_SENML_CBOR, floor_senml_cbor),
    },
    Row {
        name: "W2 SenML CBOR decode",
        recorded_floor: Some(2_494),
        must: Some(1.5),
        floor: || floor_case(workload::W2_SENML_CBOR, floor_senml_cbor),
    },
    Row {
        name: "W3 SenML CBOR decode",
        recorded_floor: Some(216_438),
        must: Some(1.6),
        floor: || floor_case(workload::W3_SENML_CBOR, floor_senml_cbor),
    },
    Row {
        name: "W3n SenML CBOR decode",
        recorded_floor: None,
        must: None,
        floor: || floor_case(workload::W3N_SENML_CBOR, floor_senml_cbor),
    },
    Row {
        name: "W7 SenML CBOR decode",
        recorded_floor: Some(105_961),
        must: Some(1.5),
        floor: || floor_case(workload::W7_SENML_CBOR, floor_senml_cbor),
    },
    Row {
        name: "W1 LwM2M CBOR decode",
        recorded_floor: Some(2_713),
        must: Some(1.5),
        floor: || floor_case(workload::W1_LWM2M_CBOR, floor_lwm2m_cbor),
    },
    Row {
        name: "W3 LwM2M CBOR decode",
        recorded_floor: None,
        must: Some(1.5),
        floor: || floor_case(workload::W3_LWM2M_CBOR, floor_lwm2m_cbor),
    },
    Row {
        name: "W7 LwM2M CBOR decode",
        recorded_floor: Some(48_028),
        must: Some(1.5),
        floor: || floor_case(workload::W7_LWM2M_CBOR, floor_lwm2m_cbor),
    },
];

fn floor_case(payload: &'static [u8], decode: fn(&[u8]) -> floor::Result<i64>) -> Case {
    Box::new(move || decode(black_box(payload)).expect("a workload is valid"))
}

#[inline(never)]
fn floor_device_tlv(payload: &[u8]) -> floor::Result<i64> {
    floor_tlv(payload, Path::instance(3, 0), workload::device)
}

#[inline(never)]
fn floor_temperature_tlv(payload: &[u8]) -> floor::Result<i64> {
    floor_tlv(payload, Path::object(3303), workload::temperature)
}

#[inline(always)]
fn floor_tlv(payload: &[u8], target: Path, types: impl Fn(u16) -> Type) -> floor::Result<i64> {
    let mut sum = 0;
    tlv::decode(payload, target, types, &mut |record| {
        sum += floor_weight(&black_box(record));
        Ok(())
    })?;
    Ok(sum)
}

#[inline(never)]
fn floor_senml_cbor(payload: &[u8]) -> floor::Result<i64> {
    let mut sum = 0;
    senml_cbor::decode(payload, &mut |record| {
        sum += floor_weight(&black_box(record));
        Ok(())
    })?;
    Ok(sum)
}

#[inline(never)]
fn floor_lwm2m_cbor(payload: &[u8]) -> floor::Result<i64> {
    let mut sum = 0;
    lwm2m_cbor::decode(payload, &mut |record| {
        sum += floor_weight(&black_box(record));
        Ok(())
    })?;
    Ok(sum)
}

/// What somebody who needs the value does at least: look at its type, and at the first octet of text or octets.
#[inline(always)]
#[expect(clippy::cast_possible_truncation, clippy::cast_possible_wrap, reason = "a checksum")]
fn floor_weight(record: &Record<'_>) -> i64 {
    let octets = |octets: &[u8]| octets.len() as i64 + octets.first().map_or(0, |&o| o.into());
    match record.value {
        Value::None => 0,
        Value::Integer(integer) => integer,
        Value::Float(float) => float as i64,
        Value::Text(text) => octets(text.as_bytes()),
        Value::Opaque(opaque) => octets(opaque),
        Value::Boolean(boolean) => boolean.into(),
        Value::ObjectLink(..) => 1,
    }
}
