//! W5: one value by itself, read many times over, so that the call of a row does not count.

use core::hint::black_box;

use lwm2m_codec::format::{cbor, text};
use lwm2m_codec::{Options, Path, Result};

use super::codec::{self, drain};
use super::floor::{self, weight};
use crate::floor::{Path as FloorPath, Result as FloorResult, single};
use crate::rows::Row;
use crate::workload::{self, Type};

pub(in crate::rows) const ROWS: &[Row] = &[
    Row {
        name: "W5 CBOR decode, 32 times",
        recorded_floor: Some(63 * TIMES),
        must: Some(2.0),
        floor: || floor::case(workload::W5_CBOR, floor_cbor),
        codec: || codec::case(workload::W5_CBOR, value_cbor),
    },
    Row {
        name: "W5 text decode, 32 times",
        recorded_floor: Some(229 * TIMES),
        must: Some(2.0),
        floor: || floor::case(workload::W5_TEXT, floor_text),
        codec: || codec::case(workload::W5_TEXT, value_text),
    },
];

#[inline(never)]
fn floor_cbor(payload: &[u8]) -> FloorResult<i64> {
    (0..TIMES).try_fold(0, |sum, _| {
        let record = single::cbor(black_box(payload), FLOOR_VALUE, Type::Float)?;
        Ok(sum + weight(black_box(&record)))
    })
}

#[inline(never)]
fn floor_text(payload: &[u8]) -> FloorResult<i64> {
    (0..TIMES).try_fold(0, |sum, _| {
        let record = single::text(black_box(payload), FLOOR_VALUE, Type::Float)?;
        Ok(sum + weight(black_box(&record)))
    })
}

#[inline(never)]
fn value_cbor(payload: &[u8]) -> Result<i64> {
    (0..TIMES).try_fold(0, |sum, _| {
        let mut reader = cbor::Reader::new(VALUE, black_box(payload), &Options::STRICT)?;
        Ok(sum + drain(black_box(&mut reader), |_| Type::Float)?)
    })
}

#[inline(never)]
fn value_text(payload: &[u8]) -> Result<i64> {
    (0..TIMES).try_fold(0, |sum, _| {
        let mut reader = text::Reader::new(VALUE, black_box(payload), &Options::STRICT)?;
        Ok(sum + drain(black_box(&mut reader), |_| Type::Float)?)
    })
}

const FLOOR_VALUE: FloorPath = FloorPath::resource(3303, 0, 5700);
const VALUE: Path = Path::resource(3303, 0, 5700);
const TIMES: u64 = 32;
