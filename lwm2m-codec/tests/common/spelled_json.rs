//! JSON documents in every legal spelling: escapes, exponents, white space, members in any order.

use lwm2m_codec::{Record, Timestamp, Value};
use serde_json::Value as Serde;

use crate::any::Choices;

/// A document whose members keep their order and whose numbers keep their digits.
#[derive(Clone, Debug)]
pub(crate) enum Json {
    Object(Vec<(&'static str, Json)>),
    Array(Vec<Json>),
    Text(String),
    Number(String),
    Boolean(bool),
    Null,
}

/// The same document three times: as `serde_json` writes it, short and pretty, and spelled here, which is this document to
/// `serde_json`. A number of more digits than that keeps is only spelled here.
pub(crate) fn documents(document: &Json, choices: &mut Choices<'_>) -> Vec<String> {
    let mut spelled = String::new();
    put(document, choices, &mut spelled);
    let Some(same) = serde(document) else { return vec![spelled] };
    assert_eq!(serde_json::from_str::<Serde>(&spelled).ok().as_ref(), Some(&same), "{spelled}");
    vec![spelled, same.to_string(), format!("{same:#}")]
}

/// The document to `serde_json`; `None` where a number would not keep its value.
fn serde(document: &Json) -> Option<Serde> {
    Some(match document {
        Json::Object(members) => {
            let members = members.iter();
            Serde::Object(
                members.map(|(k, v)| Some(((*k).into(), serde(v)?))).collect::<Option<_>>()?,
            )
        }
        Json::Array(all) => Serde::Array(all.iter().map(serde).collect::<Option<_>>()?),
        Json::Text(text) => Serde::String(text.clone()),
        Json::Number(digits) => {
            let number: Serde = serde_json::from_str(digits).expect("a number of JSON");
            let is_kept = number.is_i64() || number.is_u64() || has_few_digits(digits);
            is_kept.then_some(number)?
        }
        Json::Boolean(boolean) => Serde::Bool(*boolean),
        Json::Null => Serde::Null,
    })
}

/// Whether a double says the same as these digits of a decimal number.
fn has_few_digits(digits: &str) -> bool {
    let mantissa = digits.split(['e', 'E']).next().unwrap_or(digits);
    mantissa.bytes().filter(u8::is_ascii_digit).count() <= 15
}

fn blank(choices: &mut Choices<'_>, out: &mut String) {
    out.push_str(["", "", "", " ", "\t", "\n", "\r", " \n "][choices.next(8)]);
}

fn put(document: &Json, choices: &mut Choices<'_>, out: &mut String) {
    blank(choices, out);
    match document {
        Json::Object(members) => {
            out.push('{');
            for (count, (name, member)) in members.iter().enumerate() {
                out.push_str(if count > 0 { "," } else { "" });
                blank(choices, out);
                text(name, choices, out);
                blank(choices, out);
                out.push(':');
                put(member, choices, out);
            }
            blank(choices, out);
            out.push('}');
        }
        Json::Array(all) => {
            out.push('[');
            for (count, element) in all.iter().enumerate() {
                out.push_str(if count > 0 { "," } else { "" });
                put(element, choices, out);
            }
            blank(choices, out);
            out.push(']');
        }
        Json::Text(string) => text(string, choices, out),
        Json::Number(digits) => out.push_str(digits),
        Json::Boolean(boolean) => out.push_str(if *boolean { "true" } else { "false" }),
        Json::Null => out.push_str("null"),
    }
    blank(choices, out);
}

/// Text with some escapes that it needs not have, in digits of both cases.
fn text(text: &str, choices: &mut Choices<'_>, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        let short = match c {
            '"' => Some("\\\""),
            '\\' => Some("\\\\"),
            '/' => Some("\\/"),
            '\u{8}' => Some("\\b"),
            '\u{c}' => Some("\\f"),
            '\n' => Some("\\n"),
            '\r' => Some("\\r"),
            '\t' => Some("\\t"),
            _ => None,
        };
        let must = matches!(c, '"' | '\\') || c < ' ';
        match (choices.next(4), short) {
            (0, _) if !must => out.push(c),
            (1, Some(short)) => out.push_str(short),
            (2, _) => units(c).for_each(|unit| out.push_str(&format!("\\u{unit:04X}"))),
            (3, _) | (_, None) if must || c > '~' => {
                units(c).for_each(|unit| out.push_str(&format!("\\u{unit:04x}")));
            }
            (_, Some(short)) if must => out.push_str(short),
            _ => out.push(c),
        }
    }
    out.push('"');
}

fn units(c: char) -> impl Iterator<Item = u16> {
    let mut buffer = [0; 2];
    c.encode_utf16(&mut buffer);
    buffer.into_iter().take(c.len_utf16())
}

/// A whole number with and without a fraction and an exponent (D-026).
fn whole(number: i128, choices: &mut Choices<'_>) -> Json {
    let e = ["e", "E", "e+", "E+"][choices.next(4)];
    let (sign, magnitude) = (if number < 0 { "-" } else { "" }, number.abs());
    Json::Number(match choices.next(6) {
        1 => format!("{number}.0"),
        2 => format!("{number}.000{e}0"),
        3 if number % 1000 == 0 => format!("{}{e}3", number / 1000),
        4 if number != 0 => format!("{number}00e-2"),
        5 => format!("{sign}{}.{}{e}01", magnitude / 10, magnitude % 10),
        _ => number.to_string(),
    })
}

/// A Float. As a whole number it would have to be exact (D-029).
fn float(number: f64, choices: &mut Choices<'_>) -> Json {
    Json::Number(match choices.next(4) {
        1 => format!("{number:e}"),
        2 => format!("{number:E}"),
        3 => format!("{number:?}"),
        _ if number.abs() > 9e15 => format!("{number:e}"),
        _ => number.to_string(),
    })
}

fn base64(octets: &[u8], url: bool) -> String {
    let alphabet = if url { "-_" } else { "+/" };
    let digits: Vec<char> =
        ('A'..='Z').chain('a'..='z').chain('0'..='9').chain(alphabet.chars()).collect();
    let mut text = String::new();
    for group in octets.chunks(3) {
        let bits = (0..3)
            .fold(0_usize, |all, at| all << 8 | group.get(at).copied().map_or(0, usize::from));
        for at in 0..=group.len() {
            text.push(digits[bits >> (18 - 6 * at) & 63]);
        }
        if !url {
            text.push_str(["", "==", "="][group.len() % 3]);
        }
    }
    text
}

/// Seconds of a time in nanoseconds, as they are or with an exponent.
fn time(nanos: i128, choices: &mut Choices<'_>) -> Json {
    match choices.next(3) {
        1 => Json::Number(format!("{nanos}e-9")),
        2 if nanos % 1_000_000_000 == 0 => whole(nanos / 1_000_000_000, choices),
        _ => {
            let (seconds, rest) = (nanos.abs() / 1_000_000_000, nanos.abs() % 1_000_000_000);
            let sign = if nanos < 0 { "-" } else { "" };
            Json::Number(format!("{sign}{seconds}.{rest:09}"))
        }
    }
}

fn opaque(value: &Value<'_>, url: bool) -> Option<Json> {
    let Value::Opaque(octets) = value else { return None };
    let mut buffer = vec![0; octets.len()];
    Some(Json::Text(base64(octets.copy_to(&mut buffer).expect("there is room"), url)))
}

/// The label of SenML JSON, that of LwM2M JSON, and what stands under both.
fn value(value: &Value<'_>, choices: &mut Choices<'_>) -> (&'static str, &'static str, Json) {
    match value {
        Value::Integer(number) => ("v", "v", whole((*number).into(), choices)),
        Value::Unsigned(number) => ("v", "v", whole((*number).into(), choices)),
        Value::Time(time) => ("v", "v", whole(time.seconds().into(), choices)),
        Value::Float(number) => ("v", "v", float(*number, choices)),
        Value::Boolean(boolean) => ("vb", "bv", Json::Boolean(*boolean)),
        Value::String(text) => ("vs", "sv", Json::Text(text.to_string())),
        Value::CoreLink(links) => ("vs", "sv", Json::Text(links.as_text().to_string())),
        Value::ObjectLink(link) => ("vlo", "ov", Json::Text(link.to_string())),
        other => panic!("no such value: {other:?}"),
    }
}

/// A pack of SenML JSON: names and times split between base and record, members that say nothing.
pub(crate) fn senml(told: &[Record<Value<'_>>], choices: &mut Choices<'_>) -> Json {
    let (mut base, mut base_time) = (String::new(), None);
    let record = |record: &Record<Value<'_>>| {
        let mut members = Vec::new();
        let full = record.path.to_string();
        if !full.starts_with(&base) || choices.next(3) == 0 {
            base = full[..choices.cut(&full)].to_owned();
            members.push(("bn", Json::Text(base.clone())));
        }
        members.push(("n", Json::Text(full[base.len()..].to_owned())));
        if let Some(nanos) = record.time.map(Timestamp::nanos).map(i128::from) {
            if choices.next(3) == 0 {
                let whole = nanos / 1_000_000_000 * 1_000_000_000;
                members.push(("bt", time(whole, choices)));
                base_time = Some(whole);
            }
            if base_time != Some(nanos) || choices.next(2) == 0 {
                members.push(("t", time(nanos - base_time.unwrap_or(0), choices)));
            }
        }
        members.push(match opaque(&record.value, true) {
            Some(octets) => ("vd", octets),
            None => {
                let (label, _, json) = value(&record.value, choices);
                (label, json)
            }
        });
        // D-068, D-070: what is ignored.
        match choices.next(6) {
            1 => members.push(("u", Json::Text("Cel".into()))),
            2 => members.push(("vendor", Json::Array(vec![Json::Null, Json::Object(Vec::new())]))),
            3 => members.push(("bver", Json::Number("10".into()))),
            _ => {}
        }
        choices.shuffle(&mut members);
        Json::Object(members)
    };
    Json::Array(told.iter().map(record).collect())
}

/// LwM2M JSON: the base name and base time in front of the values or behind them, other arrays around (D-080).
pub(crate) fn legacy(told: &[Record<Value<'_>>], choices: &mut Choices<'_>) -> Json {
    let shared = told.iter().map(|record| record.path.to_string()).reduce(|a, b| {
        a.chars().zip(b.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a).collect()
    });
    let shared = shared.unwrap_or_default();
    let base = &shared[..choices.cut(&shared)];
    let base_time = told
        .first()
        .and_then(|record| record.time)
        .map_or(0, |time| i128::from(time.nanos()) / 1_000_000_000 * 1_000_000_000);
    let record = |record: &Record<Value<'_>>| {
        let mut members = vec![("n", Json::Text(record.path.to_string()[base.len()..].to_owned()))];
        if let Some(nanos) = record.time.map(Timestamp::nanos).map(i128::from) {
            members.push(("t", time(nanos - base_time, choices)));
        }
        members.push(match opaque(&record.value, false) {
            Some(octets) => ("sv", octets),
            None => {
                let (_, label, json) = value(&record.value, choices);
                (label, json)
            }
        });
        choices.shuffle(&mut members);
        Json::Object(members)
    };
    let values = told.iter().map(record).collect();
    let mut members = vec![("bn", Json::Text(base.into())), ("e", Json::Array(values))];
    if base_time != 0 {
        members.push(("bt", time(base_time, choices)));
    }
    if choices.next(2) == 0 {
        members
            .push(("vendor", Json::Array(vec![Json::Text("[".into()), Json::Array(Vec::new())])));
    }
    choices.shuffle(&mut members);
    Json::Object(members)
}
