//! What somebody else's reading of a payload says: the smallest interpretation of each format's structure, which shares
//! nothing with the Readers.
#![allow(dead_code, reason = "each test takes what it needs")]

use lwm2m_codec::{Record, Timestamp, Value};

/// A record in plain words: the ids, the time in nanoseconds, and what was said.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    pub(crate) ids: Vec<u16>,
    pub(crate) nanos: Option<i128>,
    pub(crate) meaning: Meaning,
}

/// What a value says without a schema.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Meaning {
    Whole(i128),
    Float(f64),
    Boolean(bool),
    Text(String),
    Octets(Vec<u8>),
    /// Text that is marked as a link.
    Link(String),
    Empty,
    Null,
}

impl Meaning {
    /// Whether this is what a value of the data model means.
    pub(crate) fn is(&self, value: &Value<'_>) -> bool {
        match (value, self) {
            (Value::Integer(number), Self::Whole(whole)) => i128::from(*number) == *whole,
            (Value::Unsigned(number), Self::Whole(whole)) => i128::from(*number) == *whole,
            (Value::Time(time), Self::Whole(whole)) => i128::from(time.seconds()) == *whole,
            (Value::Float(number), Self::Float(float)) => {
                number.to_bits() == float.to_bits() || number.is_nan() && float.is_nan()
            }
            (Value::Boolean(boolean), Self::Boolean(said)) => boolean == said,
            (Value::String(text), Self::Text(said)) => *text == said.as_str(),
            (Value::CoreLink(links), Self::Text(said)) => *links.as_text() == said.as_str(),
            (Value::Opaque(octets), Self::Octets(said)) => *octets == said.as_slice(),
            (Value::ObjectLink(link), Self::Link(said)) => link.to_string() == *said,
            (Value::Empty, Self::Empty) | (Value::Null, Self::Null) => true,
            _ => false,
        }
    }
}

impl Said {
    /// Whether this is what a record means; no time is time 0.
    pub(crate) fn is(&self, record: &Record<Value<'_>>) -> bool {
        let nanos = record.time.map_or(0, Timestamp::nanos);
        self.path() == record.path.to_string()
            && self.nanos.unwrap_or(0) == i128::from(nanos)
            && self.meaning.is(&record.value)
    }

    fn path(&self) -> String {
        self.ids.iter().map(|id| format!("/{id}")).collect()
    }
}

/// The ids of a name.
pub(crate) fn ids(name: &str) -> Vec<u16> {
    let ids = name.strip_prefix('/').expect("a name begins with a slash").split('/');
    ids.map(|id| id.parse().expect("a number")).collect()
}

/// Whether all records were said, in this order, and nothing else.
#[track_caller]
pub(crate) fn assert_said(
    said: &[Said],
    told: &[Record<Value<'_>>],
    payload: &dyn std::fmt::Debug,
) {
    assert_eq!(said.len(), told.len(), "{payload:?}");
    for (said, told) in said.iter().zip(told) {
        assert!(said.is(told), "{said:?}, {told:?}: {payload:?}");
    }
}

/// 10^-18 seconds of a double, cut off below.
pub(crate) fn attos(seconds: f64) -> i128 {
    let bits = seconds.to_bits();
    let exponent = i32::try_from(bits >> 52 & 0x7ff).expect("eleven bits");
    let fraction = i128::from(bits & ((1 << 52) - 1));
    let (mantissa, exponent) =
        if exponent == 0 { (fraction, -1074) } else { (fraction | 1 << 52, exponent - 1075) };
    let magnitude = mantissa * 1_000_000_000_000_000_000;
    let magnitude = match u32::try_from(exponent) {
        Ok(up) => magnitude.checked_mul(1 << up).expect("a time of this age"),
        Err(_) => magnitude.checked_shr(exponent.unsigned_abs()).unwrap_or(0),
    };
    if seconds.is_sign_negative() { -magnitude } else { magnitude }
}

/// The nearest nanosecond, the even one in the middle.
pub(crate) fn nearest_nano(attos: i128) -> i128 {
    let (whole, rest) = (attos.div_euclid(1_000_000_000), attos.rem_euclid(1_000_000_000));
    let up = rest > 500_000_000 || rest == 500_000_000 && whole % 2 != 0;
    whole + i128::from(up)
}
