//! Payloads of records, in any format: read in every way, leniently as strictly, and written again.

use lwm2m_codec::{ContentFormat, ErrorKind, Path, Record, Time, Timestamp, Value, WireValue};
use lwm2m_vectors::{Pack, probe};

use crate::lenient::{Told, is_unnamed, probe_lenient, read, strict_is_lenient};
use crate::pair::{ById, JSON, written};
use crate::setting::Setting;

/// Reads the bytes behind a [`Setting`] in every way that there is.
pub fn payload(format: ContentFormat, input: &[u8]) {
    let Some((setting, bytes)) = Setting::split(input) else { return };
    let (options, target) = (setting.options(), setting.target);
    let refused = options.records(format, target, bytes).map_err(|error| error.kind()).err();
    if matches!(refused, Some(ErrorKind::UnsupportedTarget | ErrorKind::UnsupportedFormat)) {
        return;
    }
    let _ = probe(format, target, &options, bytes);
    let schema = ById::multiple_by_id();
    strict_is_lenient(options, format, target, &schema, bytes);
    probe_lenient(options, format, target, &schema, bytes);
    comes_back(setting, format, bytes);
}

/// What is read strictly can be written in the same format, is then read as the same, and written as the same bytes.
pub fn comes_back(setting: Setting, format: ContentFormat, bytes: &[u8]) {
    let setting = Setting { new_instance: false, ..setting };
    let (options, target) = (setting.options(), setting.target);
    let Ok(told) = read(options, format, target, bytes) else { return };
    let Some(told) = values(&told, setting) else { return };
    if told.is_empty() || !is_writable(format, target, &told) {
        return;
    }
    let once = match written(&options, format, target, &Pack(told.clone())) {
        Ok(once) => once,
        // What stands in front of a path may be more than the prefix of a device that is written (D-018).
        Err(error) if matches!(error.kind(), ErrorKind::TooDeep { .. } | ErrorKind::Path(_)) => {
            return;
        }
        Err(error) => panic!("read, but not written: {error}, {told:?}"),
    };
    let again = match read(options, format, target, &once) {
        Ok(again) => values(&again, setting).expect("it was written with ids"),
        Err(error) => panic!("written, but not read: {error}, {}", once.escape_ascii()),
    };
    let is_same = told.len() == again.len() && told.iter().zip(&again).all(|(a, b)| is_same(a, b));
    assert!(is_same, "{told:?} became {again:?} by {}", once.escape_ascii());
    let twice = written(&options, format, target, &Pack(again)).map_err(|error| error.kind());
    assert_eq!(twice.as_ref(), Ok(&once), "written twice");
}

type Placed<'a> = (String, Record<Value<'a>>);

/// What the bytes say by themselves, octets where they say no type; in the order of devices and paths. `None` where a
/// record has no id for its Object Instance, which only a Create gives it.
fn values<'a>(told: &[Told<'a>], setting: Setting) -> Option<Vec<Placed<'a>>> {
    let mut values = Vec::new();
    // D-005: an empty target is told by no records.
    let is_nothing = |told: &Told<'_>| {
        told.record.path == setting.target && value(&told.record.value) == Some(Value::Empty)
    };
    if told.iter().any(is_nothing) {
        return None;
    }
    for Told { prefix, record } in told {
        if is_unnamed(record.path) {
            return None;
        }
        let own = setting.own();
        let device = match prefix.strip_prefix(own) {
            Some(device) if !own.is_empty() && (device.is_empty() || device.starts_with('/')) => {
                device.trim_start_matches('/')
            }
            _ => prefix.as_str(),
        };
        let record = Record { path: record.path, time: record.time, value: value(&record.value)? };
        values.push((device.to_string(), record));
    }
    values.sort_by(|a, b| (&a.0, a.1.path).cmp(&(&b.0, b.1.path)));
    Some(values)
}

/// What is read and can't be written: a path that comes twice, which a Reader without memory lets pass (D-006), a value
/// that has children (D-083), null that is no value (D-084), digits beyond a double, which nobody asked for.
fn is_writable(format: ContentFormat, target: Path, told: &[Placed<'_>]) -> bool {
    let place = |(device, record): &Placed<'_>| (device.clone(), record.path, nanos(record.time));
    let mut places: Vec<(String, Path, i64)> = told.iter().map(place).collect();
    places.sort();
    let nests = matches!(format, ContentFormat::TLV | ContentFormat::LWM2M_CBOR);
    let conflict = |(a, b): (&(String, Path, _), &(String, Path, _))| {
        a == b || nests && a.0 == b.0 && b.1.is_within(a.1)
    };
    let etch = [ContentFormat::SENML_ETCH_JSON, ContentFormat::SENML_ETCH_CBOR].contains(&format);
    let no_value = |(_, record): &Placed<'_>| match record.value {
        Value::Null => !etch,
        Value::Float(number) => JSON.contains(&format) && !number.is_finite(),
        _ => false,
    };
    // A value of the target beside its instances has no base name (D-075).
    let is_target = |(_, record): &Placed<'_>| record.path == target;
    let mixed = !nests && told.iter().any(is_target) && !told.iter().all(is_target);
    !mixed && !places.iter().zip(places.iter().skip(1)).any(conflict) && !told.iter().any(no_value)
}

fn value<'a>(wire: &WireValue<'a>) -> Option<Value<'a>> {
    wire.self_typed().or_else(|| wire.opaque().ok().map(Value::Opaque))
}

/// No time among times is 0 (RFC 8428, 4.5.3).
fn nanos(time: Option<Timestamp>) -> i64 {
    time.map_or(0, Timestamp::nanos)
}

/// Numbers are numbers: 1.0 may come back as 1, a time as its seconds.
fn is_same(left: &Placed<'_>, right: &Placed<'_>) -> bool {
    let (a, b) = (&left.1, &right.1);
    left.0 == right.0
        && a.path == b.path
        && nanos(a.time) == nanos(b.time)
        && is_same_value(&a.value, &b.value)
}

#[expect(clippy::cast_precision_loss, reason = "what is compared with a double is one")]
fn is_same_value(left: &Value<'_>, right: &Value<'_>) -> bool {
    let float = |value: &Value<'_>| match value {
        Value::Integer(number) => Some(*number as f64),
        Value::Unsigned(number) => Some(*number as f64),
        Value::Float(number) => Some(*number),
        Value::Time(Time(seconds)) => Some(*seconds as f64),
        _ => None,
    };
    let whole = |value: &Value<'_>| match value {
        Value::Integer(number) | Value::Time(Time(number)) => Some(i128::from(*number)),
        Value::Unsigned(number) => Some(i128::from(*number)),
        _ => None,
    };
    match (whole(left), whole(right)) {
        (Some(left), Some(right)) => left == right,
        _ if left == right => true,
        _ => match (float(left), float(right)) {
            (Some(a), Some(b)) => a == b || a.is_nan() && b.is_nan(),
            _ => false,
        },
    }
}
