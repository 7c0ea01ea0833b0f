//! What the floors do in the decode rows.

use core::hint::black_box;

use crate::floor::{self, Path, Record, Result, Value, tlv};
use crate::rows::Case;
use crate::workload::{self, Type};

pub(in crate::rows) fn case(payload: &'static [u8], decode: fn(&[u8]) -> Result<i64>) -> Case {
    Box::new(move || decode(black_box(payload)).expect("a workload is valid"))
}

#[inline(never)]
pub(in crate::rows) fn device_tlv(payload: &[u8]) -> Result<i64> {
    untyped(payload, Path::instance(3, 0), workload::device)
}

#[inline(never)]
pub(in crate::rows) fn temperature_tlv(payload: &[u8]) -> Result<i64> {
    untyped(payload, Path::object(3303), workload::temperature)
}

#[inline(always)]
fn untyped(payload: &[u8], target: Path, types: impl Fn(u16) -> Type) -> Result<i64> {
    let mut sum = 0;
    tlv::decode(payload, target, types, &mut |record| {
        sum += weight(&black_box(record));
        Ok(())
    })?;
    Ok(sum)
}

#[inline(never)]
pub(in crate::rows) fn senml_cbor(payload: &[u8]) -> Result<i64> {
    let mut sum = 0;
    floor::senml_cbor::decode(payload, &mut |record| {
        sum += weight(&black_box(record));
        Ok(())
    })?;
    Ok(sum)
}

#[inline(never)]
pub(in crate::rows) fn lwm2m_cbor(payload: &[u8]) -> Result<i64> {
    let mut sum = 0;
    floor::lwm2m_cbor::decode(payload, &mut |record| {
        sum += weight(&black_box(record));
        Ok(())
    })?;
    Ok(sum)
}

#[inline(never)]
pub(in crate::rows) fn senml_json(payload: &[u8]) -> Result<i64> {
    let mut sum = 0;
    floor::senml_json::decode(payload, &mut |record| {
        sum += weight(&black_box(record));
        Ok(())
    })?;
    Ok(sum)
}

#[inline(never)]
pub(in crate::rows) fn lwm2m_json(payload: &[u8]) -> Result<i64> {
    let mut sum = 0;
    floor::lwm2m_json::decode(payload, &mut |record| {
        sum += weight(&black_box(record));
        Ok(())
    })?;
    Ok(sum)
}

/// What somebody who needs the value does at least: look at its type, and at the first octet of text or octets.
#[inline(always)]
#[expect(clippy::cast_possible_truncation, clippy::cast_possible_wrap, reason = "a checksum")]
pub(crate) fn weight(record: &Record<'_>) -> i64 {
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
