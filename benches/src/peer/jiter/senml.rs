//! SenML JSON.

use jiter::Jiter;

use super::{Member, records};
use crate::floor::{Names, Record, Result};

#[inline(always)]
pub(in crate::peer) fn decode(
    payload: &[u8],
    emit: &mut impl FnMut(Record<'_>) -> Result<()>,
) -> Result<()> {
    let mut jiter = Jiter::new(payload);
    records(&mut jiter, (Names::EMPTY, 0.0), member, emit)?;
    jiter.finish()?;
    Ok(())
}

#[inline(always)]
fn member(key: Option<&str>) -> Member {
    match key {
        Some("n") => Member::Name,
        Some("v") => Member::Value,
        Some("vs") => Member::Text,
        Some("vb") => Member::Boolean,
        Some("t") => Member::Time,
        Some("bn") => Member::BaseName,
        Some("bt") => Member::BaseTime,
        Some(_) => Member::Unknown,
        None => Member::None,
    }
}
