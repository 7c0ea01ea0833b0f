//! LwM2M JSON, base name and base time in front.

use jiter::Jiter;

use super::{Member, records, seconds, text};
use crate::floor::{Malformed, Names, Record, Result};

#[inline(always)]
pub(in crate::peer) fn decode(
    payload: &[u8],
    emit: &mut impl FnMut(Record<'_>) -> Result<()>,
) -> Result<()> {
    let mut jiter = Jiter::new(payload);
    let mut base = (Names::EMPTY, 0.0);
    let mut key = Key::of(jiter.next_object()?);
    loop {
        match key {
            Key::BaseName => base.0 = Names::EMPTY.push(text(&mut jiter)?)?,
            Key::BaseTime => base.1 = seconds(&mut jiter)?,
            Key::Records => records(&mut jiter, base, member, emit)?,
            Key::None => break,
            Key::Unknown => return Err(Malformed),
        }
        key = Key::of(jiter.next_key()?);
    }
    jiter.finish()?;
    Ok(())
}

enum Key {
    BaseName,
    BaseTime,
    Records,
    None,
    Unknown,
}

impl Key {
    fn of(key: Option<&str>) -> Self {
        match key {
            Some("bn") => Self::BaseName,
            Some("bt") => Self::BaseTime,
            Some("e") => Self::Records,
            Some(_) => Self::Unknown,
            None => Self::None,
        }
    }
}

#[inline(always)]
fn member(key: Option<&str>) -> Member {
    match key {
        Some("n") => Member::Name,
        Some("v") => Member::Value,
        Some("sv") => Member::Text,
        Some("bv") => Member::Boolean,
        Some("t") => Member::Time,
        Some(_) => Member::Unknown,
        None => Member::None,
    }
}
