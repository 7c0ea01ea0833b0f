//! W4: one Opaque. Reading it must not depend on its size, so here the floor is the codec with 64 octets.

use core::hint::black_box;

use lwm2m_codec::format::{lwm2m_cbor, senml_cbor, tlv};
use lwm2m_codec::{Options, Path, Result};

use super::codec::drain;
use crate::rows::{Case, Row};
use crate::workload;

pub(in crate::rows) const ROWS: &[Row] = &[
    Row {
        name: "W4 TLV decode, 64 KiB to 64 B",
        recorded_floor: None,
        must: Some(SAME),
        floor: || case(workload::w4_tlv(SMALL), tlv),
        codec: || case(workload::w4_tlv(LARGE), tlv),
    },
    Row {
        name: "W4 SenML CBOR decode, same",
        recorded_floor: None,
        must: Some(SAME),
        floor: || case(workload::w4_senml_cbor(SMALL), senml_cbor),
        codec: || case(workload::w4_senml_cbor(LARGE), senml_cbor),
    },
    Row {
        name: "W4 LwM2M CBOR decode, same",
        recorded_floor: None,
        must: Some(SAME),
        floor: || case(workload::w4_lwm2m_cbor(SMALL), lwm2m_cbor),
        codec: || case(workload::w4_lwm2m_cbor(LARGE), lwm2m_cbor),
    },
];

fn case(payload: Vec<u8>, decode: fn(&[u8]) -> Result<i64>) -> Case {
    Box::new(move || decode(black_box(&payload)).expect("a workload is valid"))
}

#[inline(never)]
fn tlv(payload: &[u8]) -> Result<i64> {
    let mut reader = tlv::Reader::new(FIRMWARE, payload, &Options::STRICT)?;
    drain(black_box(&mut reader), workload::firmware)
}

#[inline(never)]
fn senml_cbor(payload: &[u8]) -> Result<i64> {
    let mut reader = senml_cbor::Reader::new(FIRMWARE, payload, &Options::STRICT)?;
    drain(black_box(&mut reader), workload::firmware)
}

#[inline(never)]
fn lwm2m_cbor(payload: &[u8]) -> Result<i64> {
    let mut reader = lwm2m_cbor::Reader::new(FIRMWARE, payload, &Options::STRICT)?;
    drain(black_box(&mut reader), workload::firmware)
}

const FIRMWARE: Path = Path::instance(5, 0);
const SMALL: usize = 64;
const LARGE: usize = 65_536;
/// Within a tenth.
const SAME: f64 = 1.1;
