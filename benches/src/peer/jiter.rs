//! SenML JSON by jiter: its walk, which lends text until the next call; without escapes it can be borrowed.

use jiter::{Jiter, NumberAny, NumberInt};

use crate::floor::{Malformed, Names, Record, Result, Value};

#[inline(always)]
pub(super) fn decode(
    payload: &[u8],
    emit: &mut impl FnMut(Record<'_>) -> Result<()>,
) -> Result<()> {
    let mut jiter = Jiter::new(payload);
    let mut base_name = Names::EMPTY;
    let mut base_time = 0.0;
    let mut more = jiter.next_array()?.is_some();
    while more {
        let mut name: &[u8] = &[];
        let mut time = 0.0;
        let mut value = Value::None;
        let mut member = Member::of(jiter.next_object()?);
        loop {
            match member {
                Member::Name => name = text(&mut jiter)?,
                Member::Value => value = number(&mut jiter)?,
                Member::Text => {
                    let text = core::str::from_utf8(text(&mut jiter)?).map_err(|_| Malformed)?;
                    value = Value::Text(text);
                }
                Member::Boolean => value = Value::Boolean(jiter.next_bool()?),
                Member::Time => time = seconds(&mut jiter)?,
                Member::BaseName => base_name = Names::EMPTY.push(text(&mut jiter)?)?,
                Member::BaseTime => base_time = seconds(&mut jiter)?,
                Member::None => break,
                Member::Unknown => return Err(Malformed),
            }
            member = Member::of(jiter.next_key()?);
        }
        let path = base_name.push(name)?.path()?;
        emit(Record { path, value, time: base_time + time })?;
        more = jiter.array_step()?.is_some();
    }
    jiter.finish()?;
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

impl Member {
    #[inline(always)]
    fn of(key: Option<&str>) -> Self {
        match key {
            Some("n") => Self::Name,
            Some("v") => Self::Value,
            Some("vs") => Self::Text,
            Some("vb") => Self::Boolean,
            Some("t") => Self::Time,
            Some("bn") => Self::BaseName,
            Some("bt") => Self::BaseTime,
            Some(_) => Self::Unknown,
            None => Self::None,
        }
    }
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
