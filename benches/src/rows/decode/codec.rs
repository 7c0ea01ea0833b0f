//! What the codec does in the decode rows: records by the object-safe trait, into one record, typed by getters.

use core::hint::black_box;

use lwm2m_codec::format::{lwm2m_cbor, senml_cbor, tlv};
use lwm2m_codec::{Options, Path, Record, RecordSource, Result, Value};

use crate::rows::Case;
use crate::workload::{self, Type};

pub(in crate::rows) fn case(payload: &'static [u8], decode: fn(&[u8]) -> Result<i64>) -> Case {
    Box::new(move || decode(black_box(payload)).expect("a workload is valid"))
}

#[inline(never)]
pub(super) fn device_tlv(payload: &[u8]) -> Result<i64> {
    let mut reader = tlv::Reader::new(DEVICE, payload, &Options::STRICT)?;
    drain(black_box(&mut reader), workload::device)
}

#[inline(never)]
pub(in crate::rows) fn temperature_tlv(payload: &[u8]) -> Result<i64> {
    let mut reader = tlv::Reader::new(TEMPERATURE, payload, &Options::STRICT)?;
    drain(black_box(&mut reader), workload::temperature)
}

#[inline(never)]
pub(super) fn device_senml_cbor(payload: &[u8]) -> Result<i64> {
    let mut reader = senml_cbor::Reader::new(DEVICE, payload, &Options::STRICT)?;
    drain(black_box(&mut reader), workload::device)
}

#[inline(never)]
pub(super) fn history_senml_cbor(payload: &[u8]) -> Result<i64> {
    let target = Path::resource(3303, 0, 5700);
    let mut reader = senml_cbor::Reader::new(target, payload, &Options::STRICT)?;
    drain(black_box(&mut reader), workload::temperature)
}

#[inline(never)]
pub(super) fn temperature_senml_cbor(payload: &[u8]) -> Result<i64> {
    let mut reader = senml_cbor::Reader::new(TEMPERATURE, payload, &Options::STRICT)?;
    drain(black_box(&mut reader), workload::temperature)
}

#[inline(never)]
pub(super) fn device_lwm2m_cbor(payload: &[u8]) -> Result<i64> {
    let mut reader = lwm2m_cbor::Reader::new(DEVICE, payload, &Options::STRICT)?;
    drain(black_box(&mut reader), workload::device)
}

#[inline(never)]
pub(super) fn temperature_lwm2m_cbor(payload: &[u8]) -> Result<i64> {
    let mut reader = lwm2m_cbor::Reader::new(TEMPERATURE, payload, &Options::STRICT)?;
    drain(black_box(&mut reader), workload::temperature)
}

#[inline(always)]
pub(super) fn drain(source: &mut dyn RecordSource<'_>, types: impl Fn(u16) -> Type) -> Result<i64> {
    let mut record = Record::default();
    let mut sum = 0;
    while source.next_record(&mut record)? {
        let resource = record.path.resource_id().map_or(0, |id| id.get());
        let value = match types(resource) {
            Type::Integer => Value::Integer(record.value.integer()?),
            Type::Float => Value::Float(record.value.float()?),
            Type::Text => Value::String(record.value.text()?),
            Type::Opaque => Value::Opaque(record.value.opaque()?),
        };
        let typed = Record { path: record.path, time: record.time, value };
        sum += weight(black_box(&typed));
    }
    Ok(sum)
}

/// What somebody who needs the value does at least: look at its type, and at the first octet of text or octets.
#[inline(always)]
#[expect(clippy::cast_possible_truncation, clippy::cast_possible_wrap, reason = "a checksum")]
fn weight(record: &Record<Value<'_>>) -> i64 {
    let octets = |octets: &[u8]| octets.len() as i64 + octets.first().map_or(0, |&o| o.into());
    match &record.value {
        Value::Integer(integer) => *integer,
        Value::Float(float) => *float as i64,
        Value::String(text) => octets(text.as_str().unwrap_or_default().as_bytes()),
        Value::Opaque(opaque) => octets(opaque.as_bytes().unwrap_or_default()),
        _ => 0,
    }
}

const DEVICE: Path = Path::instance(3, 0);
const TEMPERATURE: Path = Path::object(3303);
