//! LwM2M JSON.

use serde::Deserialize;

use crate::floor::{Malformed, Record, Result};
use crate::peer::pack::{self, Members, Number};

#[inline(always)]
pub(in crate::peer) fn decode(
    payload: &[u8],
    emit: &mut impl FnMut(Record<'_>) -> Result<()>,
) -> Result<()> {
    let Payload { bn, bt, e } = ::serde_json::from_slice(payload).map_err(|_| Malformed)?;
    let mut pack: Vec<Members<&str>> = e.into_iter().map(Members::from).collect();
    if let Some(first) = pack.first_mut() {
        (first.base_name, first.base_time) = (bn, bt);
    }
    pack::emit(&pack, emit)
}

/// LwM2M 1.0 Technical Specification, 6.4.4.
#[derive(Deserialize)]
struct Payload<'a> {
    #[serde(borrow)]
    bn: Option<&'a str>,
    bt: Option<f64>,
    e: Vec<Named<'a>>,
}

#[derive(Deserialize)]
struct Named<'a> {
    n: Option<&'a str>,
    t: Option<f64>,
    v: Option<Number>,
    sv: Option<&'a str>,
    bv: Option<bool>,
}

impl<'a> From<Named<'a>> for Members<&'a str> {
    fn from(named: Named<'a>) -> Self {
        Self {
            base_name: None,
            base_time: None,
            name: named.n,
            time: named.t,
            number: named.v,
            text: named.sv,
            boolean: named.bv,
        }
    }
}
