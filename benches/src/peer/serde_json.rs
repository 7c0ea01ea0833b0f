//! SenML JSON by serde_json, into structs that borrow.

use serde::Deserialize;

use super::pack::{self, Members, Number};
use crate::floor::{Malformed, Record, Result};

#[inline(always)]
pub(super) fn decode(
    payload: &[u8],
    emit: &mut impl FnMut(Record<'_>) -> Result<()>,
) -> Result<()> {
    let pack: Vec<Named<'_>> = ::serde_json::from_slice(payload).map_err(|_| Malformed)?;
    let pack: Vec<Members<&str>> = pack.into_iter().map(Members::from).collect();
    pack::emit(&pack, emit)
}

/// Members by the names of RFC 8428, 5.
#[derive(Deserialize)]
struct Named<'a> {
    bn: Option<&'a str>,
    bt: Option<f64>,
    n: Option<&'a str>,
    t: Option<f64>,
    v: Option<Number>,
    vs: Option<&'a str>,
    vb: Option<bool>,
}

impl<'a> From<Named<'a>> for Members<&'a str> {
    fn from(named: Named<'a>) -> Self {
        Self {
            base_name: named.bn,
            base_time: named.bt,
            name: named.n,
            time: named.t,
            number: named.v,
            text: named.vs,
            boolean: named.vb,
        }
    }
}
