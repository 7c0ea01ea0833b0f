//! What the floors do in the encode rows.

use core::hint::black_box;

use crate::floor::{self, Path, Record, Result, senml_cbor, tlv};
use crate::rows::{BUFFER, Case};

type Encode = fn(&[Record<'_>], &mut [u8]) -> Result<usize>;

pub(in crate::rows) fn case(records: Vec<Record<'static>>, encode: Encode) -> Case {
    let mut buffer = vec![0; BUFFER];
    Box::new(move || {
        let length = encode(black_box(&records), black_box(&mut buffer));
        i64::try_from(length.expect("the buffer is large enough")).unwrap_or(0)
    })
}

/// The records of a SenML CBOR pack.
pub(crate) fn pack(payload: &'static [u8]) -> Vec<Record<'static>> {
    let mut records = Vec::new();
    senml_cbor::decode(payload, &mut |record| {
        records.push(record);
        Ok(())
    })
    .expect("a workload is valid");
    records
}

/// The records of an LwM2M CBOR payload.
pub(crate) fn map(payload: &'static [u8]) -> Vec<Record<'static>> {
    let mut records = Vec::new();
    floor::lwm2m_cbor::decode(payload, &mut |record| {
        records.push(record);
        Ok(())
    })
    .expect("a workload is valid");
    records
}

pub(in crate::rows) fn device_tlv(records: &[Record<'_>], buffer: &mut [u8]) -> Result<usize> {
    tlv::encode(buffer, records, Path::instance(3, 0))
}

pub(in crate::rows) fn temperature_tlv(records: &[Record<'_>], buffer: &mut [u8]) -> Result<usize> {
    tlv::encode(buffer, records, Path::object(3303))
}

pub(in crate::rows) fn device_senml_cbor(
    records: &[Record<'_>],
    buffer: &mut [u8],
) -> Result<usize> {
    senml_cbor::encode(buffer, records, Path::instance(3, 0), "/3/0/", false)
}

pub(in crate::rows) fn history_senml_cbor(
    records: &[Record<'_>],
    buffer: &mut [u8],
) -> Result<usize> {
    senml_cbor::encode(buffer, records, Path::resource(3303, 0, 5700), "/3303/0/5700", true)
}

pub(in crate::rows) fn temperature_senml_cbor(
    records: &[Record<'_>],
    buffer: &mut [u8],
) -> Result<usize> {
    senml_cbor::encode(buffer, records, Path::object(3303), "/3303/", false)
}

pub(in crate::rows) fn lwm2m_cbor(records: &[Record<'_>], buffer: &mut [u8]) -> Result<usize> {
    floor::lwm2m_cbor::encode(buffer, records)
}
