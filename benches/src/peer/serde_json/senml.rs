//! SenML JSON.

use serde::{Deserialize, Serialize, Serializer};

use crate::floor::{Malformed, Name, Path, Record, Result, Value};
use crate::peer::pack::{self, Members, Number};

#[inline(always)]
pub(in crate::peer) fn decode(
    payload: &[u8],
    emit: &mut impl FnMut(Record<'_>) -> Result<()>,
) -> Result<()> {
    let pack: Vec<Named<'_>> = ::serde_json::from_slice(payload).map_err(|_| Malformed)?;
    let pack: Vec<Members<&str>> = pack.into_iter().map(Members::from).collect();
    pack::emit(&pack, emit)
}

/// Writes records below `base`, whose name is `base_name`; with `timed`, relative to the first record's time.
pub(in crate::peer) fn encode(
    buffer: &mut [u8],
    records: &[Record<'_>],
    base: Path,
    base_name: &str,
    timed: bool,
) -> Result<usize> {
    let whole = buffer.len();
    let mut rest = buffer;
    let base_time = records.first().map_or(0.0, |first| first.time);
    let mut serializer = ::serde_json::Serializer::new(&mut rest);
    let pack = records.iter().enumerate().map(|(index, record)| {
        let first = index == 0;
        let time = record.time - base_time;
        let mut written = Written {
            bn: first.then_some(base_name),
            bt: (first && timed).then(|| Number::of_seconds(base_time)),
            n: Name::new(&record.path, base.depth).ok().filter(|name| !name.is_empty()),
            t: (timed && time != 0.0).then(|| Number::of_seconds(time)),
            v: None,
            vs: None,
            vb: None,
        };
        match record.value {
            Value::Integer(integer) => written.v = Some(Number::Integer(integer)),
            Value::Float(float) => written.v = Some(Number::Float(float)),
            Value::Text(text) => written.vs = Some(text),
            Value::Boolean(boolean) => written.vb = Some(boolean),
            Value::None | Value::Opaque(_) | Value::ObjectLink(..) => {}
        }
        written
    });
    serializer.collect_seq(pack).map_err(|_| Malformed)?;
    Ok(whole - rest.len())
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

/// The same to be written.
#[derive(Serialize)]
struct Written<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    bn: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bt: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    n: Option<Name>,
    #[serde(skip_serializing_if = "Option::is_none")]
    t: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    v: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    vs: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    vb: Option<bool>,
}

impl Serialize for Name {
    fn serialize<S: Serializer>(&self, serializer: S) -> core::result::Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str().map_err(|_| serde::ser::Error::custom("a name"))?)
    }
}
