//! The JSON formats by jiter: its walk, which lends text until the next call; without escapes it can be borrowed.

pub(super) mod lwm2m;
pub(super) mod senml;

use jiter::{Jiter, JiterError, NumberAny, NumberInt};

use crate::floor::{Malformed, Names, Record, Result, Value};

/// Reads the members of records until the array ends.
#[inline(always)]
fn records(
    jiter: &mut Jiter<'_>,
    mut base: (Names, f64),
    member: impl Fn(Option<&str>) -> Member,
    emit: &mut impl FnMut(Record<'_>) -> Result<()>,
) -> Result<()> {
    let mut more = jiter.next_array()?.is_some();
    while more {
        let mut name: &[u8] = &[];
        let mut time = 0.0;
        let mut value = Value::None;
        let mut next = member(jiter.next_object()?);
        loop {
            match next {
                Member::Name => name = text(jiter)?,
                Member::Value => value = number(jiter)?,
                Member::Text => {
                    let text = core::str::from_utf8(text(jiter)?).map_err(|_| Malformed)?;
                    value = Value::Text(text);
                }
                Member::Boolean => value = Value::Boolean(jiter.next_bool()?),
                Member::Time => time = seconds(jiter)?,
                Member::BaseName => base.0 = Names::EMPTY.push(text(jiter)?)?,
                Member::BaseTime => base.1 = seconds(jiter)?,
                Member::None => break,
                Member::Unknown => return Err(Malformed),
            }
            next = member(jiter.next_key()?);
        }
        let path = base.0.push(name)?.path()?;
        emit(Record { path, value, time: base.1 + time })?;
        more = jiter.array_step()?.is_some();
    }
    Ok(())
}

enum Member {
    Name,
    Value,
    Text,
    Boolean,
    Time,
    BaseName,
    BaseTime,
    None,
    Unknown,
}

/// The octets of text, where they stand in the payload.
#[inline(always)]
fn text<'a>(jiter: &mut Jiter<'a>) -> Result<&'a [u8]> {
    let length = jiter.next_bytes()?.len();
    let start = jiter.current_index().checked_sub(length + 1).ok_or(Malformed)?;
    jiter.slice_to_current(start).get(..length).ok_or(Malformed)
}

#[inline(always)]
fn number<'a>(jiter: &mut Jiter<'_>) -> Result<Value<'a>> {
    Ok(match jiter.next_number()? {
        NumberAny::Int(NumberInt::Int(integer)) => Value::Integer(integer),
        NumberAny::Float(float) => Value::Float(float),
    })
}

#[inline(always)]
#[expect(clippy::cast_precision_loss, reason = "seconds of a double")]
fn seconds(jiter: &mut Jiter<'_>) -> Result<f64> {
    match number(jiter)? {
        Value::Float(float) => Ok(float),
        Value::Integer(integer) => Ok(integer as f64),
        _ => Err(Malformed),
    }
}

impl From<JiterError> for Malformed {
    fn from(_: JiterError) -> Self {
        Self
    }
}
