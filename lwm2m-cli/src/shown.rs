//! Values, records, deviations and faults as they are shown: as words, and as JSON.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use lwm2m_codec::{Deviation, Path, Value};
use serde::Serialize;
use serde_json::{Number, Value as Json};

use crate::definitions::{Definitions, range};
use crate::picture::Fault;
use crate::told::{Content, Record};

/// A value in words: text in quotes, octets as hexadecimal digits.
pub(crate) fn value(value: &Value<'_>) -> String {
    match value {
        Value::String(text) => format!("{:?}", text.to_string()),
        Value::CoreLink(links) => format!("{:?}", links.to_string()),
        Value::Opaque(octets) if octets.is_empty() => "no octets".to_owned(),
        Value::Opaque(octets) => format!("0x{octets}"),
        Value::Time(time) => format!("{time} ({})", date(time.seconds())),
        Value::Empty => "no instances".to_owned(),
        Value::Null => "null: deleted".to_owned(),
        // A type that a later version of the codec may have is shown as it shows itself.
        other => other.to_string(),
    }
}

/// A value as JSON has it: octets as hexadecimal digits, object links as text, times as seconds.
pub(crate) fn json(value: &Value<'_>) -> Json {
    match value {
        Value::Integer(number) => (*number).into(),
        Value::Unsigned(number) => (*number).into(),
        Value::Float(number) => {
            Number::from_f64(*number).map_or_else(|| number.to_string().into(), Json::Number)
        }
        Value::Boolean(boolean) => (*boolean).into(),
        Value::Time(time) => time.seconds().into(),
        Value::Empty => Json::Array(Vec::new()),
        Value::Null => Json::Null,
        other => other.to_string().into(),
    }
}

/// A value as PATH=VALUE has it, so that `encode` reads it again.
pub(crate) fn plain(value: &Value<'_>) -> String {
    match value {
        Value::Opaque(octets) => {
            let mut buffer = vec![0; octets.len()];
            octets.copy_to(&mut buffer).map(|octets| STANDARD.encode(octets)).unwrap_or_default()
        }
        Value::Boolean(boolean) => u8::from(*boolean).to_string(),
        other => other.to_string(),
    }
}

/// A record with everything that is known of it.
#[derive(Debug, Serialize)]
pub(crate) struct RecordJson {
    #[serde(skip_serializing_if = "Option::is_none")]
    offset: Option<usize>,
    path: Option<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    prefix: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    object: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    data_type: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    range: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    operations: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<Json>,
    /// Octets of which nobody knows the type.
    #[serde(skip_serializing_if = "Option::is_none")]
    octets: Option<String>,
}

/// A record as JSON.
pub(crate) fn record(record: &Record, definitions: &Definitions) -> RecordJson {
    let (object, resource) = record.path.map_or((None, None), |path| definitions.named(path));
    let def = resource.map(|resource| resource.def);
    let typed = match &record.content {
        Content::Value(value) => Some(value),
        Content::Untyped(_) | Content::Nothing => None,
    };
    let own_type = typed.map(|value| value.data_type().name()).filter(|name| !name.is_empty());
    let said = |text: String| Some(text).filter(|text| !text.is_empty());
    RecordJson {
        offset: record.offset,
        path: record.path.map(|path| path.to_string()),
        prefix: record.prefix.clone(),
        time: record.time.map(|time| time.to_string()),
        object: object.map(|object| object.name().to_owned()),
        name: def.map(|def| def.name.to_owned()),
        data_type: def.map(|def| def.data_type.name()).or(own_type),
        unit: def.and_then(|def| said(def.unit.to_owned())),
        range: def.and_then(|def| said(range(def.range))),
        operations: def.map(|def| def.operations.name()).filter(|name| !name.is_empty()),
        value: typed.map(json),
        octets: match &record.content {
            Content::Untyped(octets) => Some(hex(octets)),
            Content::Value(_) | Content::Nothing => None,
        },
    }
}

/// A deviation as JSON.
#[derive(Debug, Serialize)]
pub(crate) struct DeviationJson {
    kind: &'static str,
    decision: &'static str,
    meaning: &'static str,
    offset: usize,
    path: Option<String>,
}

impl From<&Deviation> for DeviationJson {
    fn from(deviation: &Deviation) -> Self {
        Self {
            kind: deviation.kind.name(),
            decision: deviation.kind.decision(),
            meaning: deviation.kind.meaning(),
            offset: deviation.offset,
            path: deviation.path.map(|path| path.to_string()),
        }
    }
}

/// A fault as JSON.
#[derive(Debug, Serialize)]
pub(crate) struct FaultJson {
    message: String,
    expected: Option<String>,
    /// Where the record, link or parameter in question begins.
    offset: Option<usize>,
    /// The very bytes: where they begin, and how many.
    at: Option<usize>,
    length: Option<usize>,
    path: Option<String>,
    /// By which a request with this fault is answered.
    code: String,
}

impl From<&Fault> for FaultJson {
    fn from(fault: &Fault) -> Self {
        Self {
            message: fault.error.kind().to_string(),
            expected: fault.expected.clone(),
            offset: fault.error.offset(),
            at: fault.range.as_ref().map(|range| range.start),
            length: fault.range.as_ref().map(ExactSizeIterator::len),
            path: fault.error.path().map(|path| path.to_string()),
            code: fault.error.code().to_string(),
        }
    }
}

/// Name and place of a path: `Battery Level`, `Device`; empty for the unknown.
pub(crate) fn name(path: Path, definitions: &Definitions) -> String {
    let (object, resource) = definitions.named(path);
    match (object, resource) {
        (_, Some(resource)) => resource.def.name.to_owned(),
        (Some(object), None) if path.depth() < 3 => object.name().to_owned(),
        _ => String::new(),
    }
}

/// Hexadecimal digits.
pub(crate) fn hex(octets: &[u8]) -> String {
    octets.iter().map(|octet| format!("{octet:02x}")).collect()
}

/// Seconds since 1970 as a date, `2013-05-02T14:01:13Z`; the proleptic Gregorian calendar.
fn date(seconds: i64) -> String {
    let (days, rest) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60);
    // Days are counted from 1 March 0000, so that the leap day is the last of its year.
    let day = days.saturating_add(719_468);
    let era = day.div_euclid(146_097);
    let day = day.rem_euclid(146_097);
    let year_of_era = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day_of_year = day - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day_of_month = day_of_year - (153 * month + 2) / 5 + 1;
    let (month, over) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    let year = year_of_era + era * 400 + over;
    format!("{year:04}-{month:02}-{day_of_month:02}T{hour:02}:{minute:02}:{second:02}Z")
}
