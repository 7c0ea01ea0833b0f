//! Two formats: what one carries, told in the other and back, is what it was.

use std::collections::BTreeSet;

use lwm2m_codec::format::SUPPORTED;
use lwm2m_codec::{
    ContentFormat, DataType, Encode, ErrorKind, Operations, Options, Path, Range, Record,
    ResourceDef, Result, Schema, Timestamp, Typed, Value, transcode,
};
use lwm2m_vectors::Pack;

use crate::lenient::is_unnamed;
use crate::setting::Setting;

/// A schema that types Resources by their ids: of each nine that follow each other, each has another type.
#[derive(Debug, Default)]
pub struct ById {
    /// The Resources that are multiple; where it is not known, those whose id is odd.
    multiple: Option<BTreeSet<Path>>,
}

impl ById {
    /// Resources with odd ids are multiple.
    #[must_use]
    pub const fn multiple_by_id() -> Self {
        Self { multiple: None }
    }

    /// Resources are multiple that some paths name an instance of, or as empty.
    #[must_use]
    pub fn of(records: impl IntoIterator<Item = (Path, bool)>) -> Self {
        let multiple =
            records.into_iter().filter(|(path, is_empty)| path.depth() == 4 || *is_empty);
        Self { multiple: Some(multiple.map(|(path, _)| path.ancestor(3)).collect()) }
    }

    /// The type of a Resource.
    #[must_use]
    pub fn data_type(path: Path) -> Option<DataType> {
        let id = usize::from(path.resource_id()?.get());
        TYPES.get(id % TYPES.len()).copied()
    }
}

const TYPES: [DataType; 9] = [
    DataType::String,
    DataType::Integer,
    DataType::Float,
    DataType::Boolean,
    DataType::Opaque,
    DataType::Time,
    DataType::ObjectLink,
    DataType::Unsigned,
    DataType::CoreLink,
];

impl Schema for ById {
    fn resource(&self, path: Path) -> Option<ResourceDef<'_>> {
        let id = path.resource_id()?;
        let multiple = match &self.multiple {
            Some(multiple) => multiple.contains(&path.ancestor(3)),
            None => id.get() % 2 == 1,
        };
        Some(ResourceDef {
            id,
            name: "",
            operations: Operations::READ_WRITE,
            multiple,
            mandatory: false,
            data_type: Self::data_type(path)?,
            range: Range::Any,
            unit: "",
        })
    }
}

/// A value in a new vector.
///
/// # Errors
/// Those of writing.
pub(crate) fn written(
    options: &Options<'_>,
    format: ContentFormat,
    target: Path,
    value: &impl Encode,
) -> Result<Vec<u8>> {
    let mut bytes = vec![0; options.encoded_len(format, target, value)?];
    options.encode(format, target, value, &mut bytes)?;
    Ok(bytes)
}

const ONE_VALUE: [ContentFormat; 3] =
    [ContentFormat::TEXT, ContentFormat::OPAQUE, ContentFormat::CBOR];
const NESTED: [ContentFormat; 2] = [ContentFormat::TLV, ContentFormat::LWM2M_CBOR];
pub(crate) const JSON: [ContentFormat; 4] = [
    ContentFormat::TEXT,
    ContentFormat::SENML_JSON,
    ContentFormat::SENML_ETCH_JSON,
    ContentFormat::LWM2M_JSON,
];

/// Why a format cannot carry records for a target; `None` where it must.
#[must_use]
pub fn obstacle(
    format: ContentFormat,
    target: Path,
    told: &[Record<Value<'_>>],
) -> Option<&'static str> {
    let is_one = told.len() == 1 && told.iter().all(|record| record.path == target);
    let flat = !NESTED.contains(&format);
    let any = |check: fn(&Value<'_>) -> bool| told.iter().any(|record| check(&record.value));
    [
        (format == ContentFormat::TLV && target == Path::ROOT, "there is no TLV of the root"),
        (ONE_VALUE.contains(&format) && !is_one, "it holds one value"),
        (flat && any(|value| *value == Value::Empty), "D-079"),
        (
            JSON.contains(&format) && any(|v| matches!(v, Value::Float(n) if !n.is_finite())),
            "D-024, D-025",
        ),
        (
            format == ContentFormat::OPAQUE && any(|value| !matches!(value, Value::Opaque(_))),
            "D-053",
        ),
        ((!flat || ONE_VALUE.contains(&format)) && told.iter().any(|r| r.time.is_some()), "D-085"),
    ]
    .into_iter()
    .find_map(|(stands, why)| stands.then_some(why))
}

/// What is told, written in each format: its bytes, or why there are none, which must be an obstacle.
#[must_use]
pub fn forms(
    target: Path,
    told: &[Record<Value<'_>>],
) -> Vec<(ContentFormat, Result<Vec<u8>, ErrorKind>)> {
    let pack = Pack(told.iter().map(|record| (String::new(), record.clone())).collect());
    let form = |&format: &ContentFormat| {
        let written = written(&Options::STRICT, format, target, &pack);
        let why = obstacle(format, target, told);
        assert_eq!(written.is_ok(), why.is_none(), "{format} {target}: {why:?}, {written:?}");
        (format, written.map_err(|error| error.kind()))
    };
    SUPPORTED.iter().map(form).collect()
}

/// A form is read as what was told.
pub fn says(
    target: Path,
    told: &[Record<Value<'_>>],
    types: &impl Schema,
    (format, payload): (ContentFormat, &[u8]),
) {
    let read = read_typed(format, target, payload, types);
    let is_same = matches!(&read, Ok(read) if all_same(read, told));
    assert!(is_same, "{format} {target}: {told:?} became {read:?}");
}

/// A form told again in another format is what that writes directly.
pub fn becomes(
    target: Path,
    types: &impl Schema,
    (from, payload): (ContentFormat, &[u8]),
    (to, direct): (ContentFormat, &Result<Vec<u8>, ErrorKind>),
) {
    let mut buffer = vec![0; direct.as_ref().map_or(0, Vec::len)];
    let again = transcode(from, to, target, payload, types, &mut buffer);
    let again = again.map(<[u8]>::to_vec).map_err(|error| error.kind());
    assert_eq!(again, *direct, "{from} to {to}, {target}");
}

/// Whatever a payload of one format says, behind a [`Setting`], says each other format that can carry it; and back.
pub fn there_and_back(from: ContentFormat, input: &[u8]) {
    let Some((Setting { target, .. }, bytes)) = Setting::split(input) else { return };
    let Ok(records) = Options::STRICT.records(from, target, bytes) else { return };
    let Ok(records) = records.collect::<Result<Vec<_>>>() else { return };
    let is_empty = |record: &Record<_>| record.path.depth() == 3 && is_empty(&record.value);
    let types = ById::of(records.iter().map(|record| (record.path, is_empty(record))));
    let Ok(mut told) = read_typed(from, target, bytes, &types) else { return };
    // RFC 8428, 4.5.3: among records with a time, one without has a time of 0.
    if told.iter().any(|record| record.time.is_some()) {
        let now = Timestamp::from_nanos(0);
        told.iter_mut().for_each(|record| record.time = record.time.or(now));
    }
    told.sort_by_key(|record| (record.path, record.time));
    let twice = told.windows(2).any(|pair| match pair {
        [a, b] => {
            (a.path, a.time) == (b.path, b.time) || a.path != b.path && b.path.is_within(a.path)
        }
        _ => false,
    });
    let unnamed = told.iter().any(|record| is_unnamed(record.path));
    // D-005: an empty target is what each format says with no records. Null is no value, and an Object Instance
    // without Resources has no form in SenML.
    let nothing = told.iter().any(|Record { path, value, .. }| {
        *value == Value::Null || *value == Value::Empty && (*path == target || path.depth() < 3)
    });
    if told.is_empty() || twice || unnamed || nothing {
        return;
    }
    told.sort_by_key(|record| record.path);
    let forms = forms(target, &told);
    let Some((_, own)) = forms.iter().find(|(format, _)| *format == from) else { return };
    for (to, form) in &forms {
        if let Ok(own) = own {
            becomes(target, &types, (from, own), (*to, form));
        }
        if let Ok(form) = form {
            says(target, &told, &types, (*to, form));
            becomes(target, &types, (*to, form), (from, own));
        }
    }
}

fn is_empty(value: &lwm2m_codec::WireValue<'_>) -> bool {
    value.self_typed() == Some(Value::Empty)
}

/// The records of a payload, strictly read, typed by a schema that knows all of them.
///
/// # Errors
/// Those of reading.
pub fn read_typed<'a>(
    format: ContentFormat,
    target: Path,
    payload: &'a [u8],
    types: &impl Schema,
) -> Result<Vec<Record<Value<'a>>>> {
    let typed = Options::STRICT.records(format, target, payload)?.typed(types);
    let known = |record: Record<Typed<'a>>| match record.value {
        Typed::Known(value) => Record { path: record.path, time: record.time, value },
        Typed::Unknown(wire) => {
            let value = wire.self_typed().unwrap_or(Value::Null);
            Record { path: record.path, time: record.time, value }
        }
    };
    typed.map(|record| record.map(known)).collect()
}

/// Whether a value is another, bit by bit, save that NaN is NaN.
#[must_use]
pub fn same(left: &Value<'_>, right: &Value<'_>) -> bool {
    match (left, right) {
        (Value::Float(left), Value::Float(right)) => {
            left.to_bits() == right.to_bits() || left.is_nan() && right.is_nan()
        }
        _ => left == right,
    }
}

/// Whether records are the same, in this order.
#[must_use]
pub fn all_same(left: &[Record<Value<'_>>], right: &[Record<Value<'_>>]) -> bool {
    let one = |(left, right): (&Record<Value<'_>>, &Record<Value<'_>>)| {
        left.path == right.path && left.time == right.time && same(&left.value, &right.value)
    };
    left.len() == right.len() && left.iter().zip(right).all(one)
}
