//! The floor of LwM2M TLV. LwM2M Core 1.2.2, 7.4.5.

use super::input::{array, byte, take};
use super::output::Put;
use super::{Backward, Malformed, Path, Record, Result, Value};
use crate::workload::Type;

/// Walks a payload whose target is an Object or an Object Instance; `types` knows the resources.
///
/// # Errors
/// [`Malformed`], also from `emit`.
#[inline(always)]
pub fn decode<'a>(
    payload: &'a [u8],
    target: Path,
    types: impl Fn(u16) -> Type,
    emit: &mut impl FnMut(Record<'a>) -> Result<()>,
) -> Result<()> {
    let [object, instance, ..] = target.ids;
    let mut leaf = |path: Path, octets: &'a [u8]| {
        let [_, _, resource, _] = path.ids;
        emit(Record { path, value: value(octets, types(resource))?, time: 0.0 })
    };
    if target.depth != 1 {
        return resources(payload, object, instance, &mut leaf);
    }
    let mut rest = payload;
    while !rest.is_empty() {
        let header = next(&mut rest)?;
        if header.kind != INSTANCE {
            return Err(Malformed);
        }
        resources(header.value, object, header.id, &mut leaf)?;
    }
    Ok(())
}

/// Writes records in ascending order to the buffer's end, from the last to the first: each length is known when its
/// header is due. Returns how many bytes it wrote.
///
/// # Errors
/// [`Malformed`] where the buffer is too small.
#[inline(never)]
pub fn encode(buffer: &mut [u8], records: &[Record<'_>], target: Path) -> Result<usize> {
    let whole = buffer.len();
    let out = &mut Backward::new(buffer);
    let mut instance_end = out.room();
    let mut resource_end = out.room();
    let mut rest = records;
    while let Some((record, before)) = rest.split_last() {
        rest = before;
        let [_, instance, resource, resource_instance] = record.path.ids;
        let end = out.room();
        put_value(out, &record.value)?;
        let length = end - out.room();
        if record.path.depth == 4 {
            put_header(out, RESOURCE_INSTANCE, resource_instance, length)?;
            if before.last().is_none_or(|previous| !is_sibling(record, previous)) {
                put_header(out, MULTIPLE_RESOURCE, resource, resource_end - out.room())?;
                resource_end = out.room();
            }
        } else {
            put_header(out, RESOURCE, resource, length)?;
            resource_end = out.room();
        }
        if target.depth == 1
            && before.last().is_none_or(|previous| previous.path.ids[1] != instance)
        {
            put_header(out, INSTANCE, instance, instance_end - out.room())?;
            instance_end = out.room();
            resource_end = out.room();
        }
    }
    Ok(whole - out.room())
}

/// Whether both are instances of the same resource.
#[inline(always)]
fn is_sibling(record: &Record<'_>, previous: &Record<'_>) -> bool {
    let [_, instance, resource, _] = record.path.ids;
    let [_, previous_instance, previous_resource, _] = previous.path.ids;
    previous.path.depth == 4 && (previous_instance, previous_resource) == (instance, resource)
}

#[inline(always)]
fn resources<'a>(
    mut rest: &'a [u8],
    object: u16,
    instance: u16,
    leaf: &mut impl FnMut(Path, &'a [u8]) -> Result<()>,
) -> Result<()> {
    while !rest.is_empty() {
        let header = next(&mut rest)?;
        match header.kind {
            RESOURCE => leaf(Path::resource(object, instance, header.id), header.value)?,
            MULTIPLE_RESOURCE => {
                let mut instances = header.value;
                while !instances.is_empty() {
                    let inner = next(&mut instances)?;
                    if inner.kind != RESOURCE_INSTANCE {
                        return Err(Malformed);
                    }
                    let path = Path::resource_instance(object, instance, header.id, inner.id);
                    leaf(path, inner.value)?;
                }
            }
            _ => return Err(Malformed),
        }
    }
    Ok(())
}

struct Header<'a> {
    kind: u8,
    id: u16,
    value: &'a [u8],
}

#[inline(always)]
fn next<'a>(rest: &mut &'a [u8]) -> Result<Header<'a>> {
    let first = byte(rest)?;
    let id = if first & 0x20 == 0 { byte(rest)?.into() } else { u16::from_be_bytes(array(rest)?) };
    let length = match first >> 3 & 3 {
        0 => usize::from(first & 7),
        1 => byte(rest)?.into(),
        2 => u16::from_be_bytes(array(rest)?).into(),
        _ => {
            let [high, middle, low] = array(rest)?;
            usize::from(high) << 16 | usize::from(middle) << 8 | usize::from(low)
        }
    };
    Ok(Header { kind: first >> 6, id, value: take(rest, length)? })
}

#[inline(always)]
fn value(octets: &[u8], expected: Type) -> Result<Value<'_>> {
    Ok(match expected {
        Type::Integer => Value::Integer(match *octets {
            [a] => i64::from(i8::from_be_bytes([a])),
            [a, b] => i64::from(i16::from_be_bytes([a, b])),
            [a, b, c, d] => i64::from(i32::from_be_bytes([a, b, c, d])),
            [a, b, c, d, e, f, g, h] => i64::from_be_bytes([a, b, c, d, e, f, g, h]),
            _ => return Err(Malformed),
        }),
        Type::Float => Value::Float(match *octets {
            [a, b, c, d] => f64::from(f32::from_be_bytes([a, b, c, d])),
            [a, b, c, d, e, f, g, h] => f64::from_be_bytes([a, b, c, d, e, f, g, h]),
            _ => return Err(Malformed),
        }),
        Type::Text => Value::Text(core::str::from_utf8(octets).map_err(|_| Malformed)?),
        Type::Opaque => Value::Opaque(octets),
    })
}

#[inline(always)]
#[expect(clippy::cast_possible_truncation, reason = "each arm's range holds what its cast keeps")]
fn put_header(out: &mut Backward<'_>, kind: u8, id: u16, length: usize) -> Result<()> {
    let kind = kind << 6;
    let kind = match length {
        0..8 => kind | length as u8,
        8..0x100 => {
            out.put([length as u8])?;
            kind | 0x08
        }
        0x100..0x1_0000 => {
            out.put((length as u16).to_be_bytes())?;
            kind | 0x10
        }
        _ => {
            let [_, high, middle, low] = (length as u32).to_be_bytes();
            out.put([high, middle, low])?;
            kind | 0x18
        }
    };
    let [high, low] = id.to_be_bytes();
    if high == 0 { out.put([kind, low]) } else { out.put([kind | 0x20, high, low]) }
}

#[inline(always)]
#[expect(clippy::cast_possible_truncation, reason = "what a cast loses is compared")]
fn put_value(out: &mut Backward<'_>, value: &Value<'_>) -> Result<()> {
    match *value {
        Value::None => Ok(()),
        Value::Integer(integer) => {
            if i64::from(integer as i8) == integer {
                out.put((integer as i8).to_be_bytes())
            } else if i64::from(integer as i16) == integer {
                out.put((integer as i16).to_be_bytes())
            } else if i64::from(integer as i32) == integer {
                out.put((integer as i32).to_be_bytes())
            } else {
                out.put(integer.to_be_bytes())
            }
        }
        Value::Float(float) if f64::from(float as f32) == float => {
            out.put((float as f32).to_be_bytes())
        }
        Value::Float(float) => out.put(float.to_be_bytes()),
        Value::Text(text) => out.put_slice(text.as_bytes()),
        Value::Opaque(octets) => out.put_slice(octets),
        Value::Boolean(boolean) => out.put([u8::from(boolean)]),
        Value::ObjectLink(object, instance) => {
            let ([a, b], [c, d]) = (object.to_be_bytes(), instance.to_be_bytes());
            out.put([a, b, c, d])
        }
    }
}

const INSTANCE: u8 = 0;
const RESOURCE_INSTANCE: u8 = 1;
const MULTIPLE_RESOURCE: u8 = 2;
const RESOURCE: u8 = 3;
