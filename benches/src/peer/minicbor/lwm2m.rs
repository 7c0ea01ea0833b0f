//! LwM2M CBOR, as definite maps of one id a level.

use minicbor::data::Type;
use minicbor::encode::write::Cursor;
use minicbor::{Decoder, Encoder};

use super::{Slice, number, put_float};
use crate::floor::{Malformed, Path, Record, Result, Value};

#[inline(always)]
pub(in crate::peer) fn decode<'a>(
    payload: &'a [u8],
    emit: &mut impl FnMut(Record<'a>) -> Result<()>,
) -> Result<()> {
    let mut decoder = Decoder::new(payload);
    map(&mut decoder, Path::ROOT, emit)?;
    if decoder.position() == payload.len() { Ok(()) } else { Err(Malformed) }
}

fn map<'a>(
    decoder: &mut Decoder<'a>,
    at: Path,
    emit: &mut impl FnMut(Record<'a>) -> Result<()>,
) -> Result<()> {
    for _ in 0..decoder.map()?.ok_or(Malformed)? {
        let mut path = at;
        *path.ids.get_mut(usize::from(at.depth)).ok_or(Malformed)? = decoder.u16()?;
        path.depth += 1;
        let value = match decoder.datatype()? {
            Type::Map => {
                map(decoder, path, emit)?;
                continue;
            }
            Type::String => Value::Text(decoder.str()?),
            Type::Bytes => Value::Opaque(decoder.bytes()?),
            Type::Bool => Value::Boolean(decoder.bool()?),
            _ => number(decoder)?,
        };
        emit(Record { path, value, time: 0.0 })?;
    }
    Ok(())
}

/// Writes records in ascending order.
pub(in crate::peer) fn encode(buffer: &mut [u8], records: &[Record<'_>]) -> Result<usize> {
    let mut encoder = Encoder::new(Cursor::new(buffer));
    put_map(&mut encoder, records, 0)?;
    Ok(encoder.writer().position())
}

/// A map's count stands in front of it, so its children are counted first.
fn put_map(encoder: &mut Slice<'_>, records: &[Record<'_>], level: usize) -> Result<()> {
    let id = |record: &Record<'_>| record.path.ids.get(level).copied();
    let children = || records.chunk_by(|one, next| id(one) == id(next));
    encoder.map(children().count() as u64)?;
    for child in children() {
        let first = child.first().ok_or(Malformed)?;
        encoder.u16(id(first).ok_or(Malformed)?)?;
        if usize::from(first.path.depth) > level + 1 {
            put_map(encoder, child, level + 1)?;
            continue;
        }
        match first.value {
            Value::Integer(integer) => encoder.i64(integer).map(drop)?,
            Value::Float(float) => put_float(encoder, float)?,
            Value::Text(text) => encoder.str(text).map(drop)?,
            Value::Boolean(boolean) => encoder.bool(boolean).map(drop)?,
            Value::Opaque(octets) => encoder.bytes(octets).map(drop)?,
            Value::None | Value::ObjectLink(..) => return Err(Malformed),
        }
    }
    Ok(())
}
