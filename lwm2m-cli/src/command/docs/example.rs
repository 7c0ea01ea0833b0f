//! An instance of an Object in every format: made-up values that its definition allows.

use lwm2m_codec::{
    ContentFormat, CoreLink, DataType, Encode, ObjectLink, Opaque, Path, Range, Record, RecordSink,
    ResourceDef, Text, Time, Value, encode_to_vec, format,
};

use crate::definitions::Object;
use crate::kind::Kind;
use crate::shown;

/// An example in one format.
pub(super) struct Example {
    pub(super) name: &'static str,
    pub(super) number: u16,
    pub(super) length: usize,
    /// Text, or hexadecimal digits.
    pub(super) text: String,
}

/// The path of the example, and its form in every format that has one for several Resources.
pub(super) fn of(object: &Object<'_>) -> (Path, Vec<Example>) {
    let path = Path::ROOT.child(object.id().get()).and_then(|path| path.child(0));
    let path = path.unwrap_or(Path::ROOT);
    let records = Records(records(object, path));
    if records.0.is_empty() {
        return (path, Vec::new());
    }
    let one = |format: &ContentFormat| {
        let kind = Kind::of(*format)?;
        let bytes = encode_to_vec(*format, path, &records).ok()?;
        let text = if kind.is_text {
            String::from_utf8_lossy(&bytes).into_owned()
        } else {
            shown::hex(&bytes)
        };
        Some(Example { name: kind.name, number: format.get(), length: bytes.len(), text })
    };
    (path, format::SUPPORTED.iter().filter_map(one).collect())
}

/// How many Resources an example has.
const RESOURCES: usize = 4;

struct Records(Vec<Record<Value<'static>>>);

impl Encode for Records {
    fn encode(&self, _: Path, sink: &mut dyn RecordSink) -> lwm2m_codec::Result<()> {
        self.0.iter().try_for_each(|record| {
            let (path, time, value) = (record.path, record.time, record.value.borrowed());
            sink.record(&Record { path, time, value })
        })
    }
}

/// The first Resources that have a value, mandatory ones before others; ascending.
fn records(object: &Object<'_>, instance: Path) -> Vec<Record<Value<'static>>> {
    let mut resources = object.resources();
    resources.retain(|resource| !resource.def.operations.executable());
    resources.sort_by_key(|resource| (!resource.def.mandatory, resource.def.id));
    let record = |def: &ResourceDef<'_>| {
        let path = instance.child(def.id.get())?;
        let path = if def.multiple { path.child(0)? } else { path };
        Some(Record { path, time: None, value: value(def)? })
    };
    let found = resources.iter().filter_map(|resource| record(&resource.def));
    let mut records: Vec<_> = found.take(RESOURCES).collect();
    records.sort_by_key(|record| record.path);
    records
}

fn value(def: &ResourceDef<'_>) -> Option<Value<'static>> {
    let lowest = match def.range {
        Range::Integers([(low, _), ..]) => i64::try_from(*low).unwrap_or(0),
        _ => 1,
    };
    let lowest_float = match def.range {
        Range::Floats([(low, _), ..]) => *low,
        _ => 21.5,
    };
    Some(match def.data_type {
        DataType::String => Value::String(Text::new("text")),
        DataType::Integer => Value::Integer(lowest),
        DataType::Unsigned => Value::Unsigned(u64::try_from(lowest).unwrap_or(0)),
        DataType::Float => Value::Float(lowest_float),
        DataType::Boolean => Value::Boolean(true),
        DataType::Opaque => Value::Opaque(Opaque::from(vec![0x01, 0x02])),
        DataType::Time => Value::Time(Time(1_700_000_000)),
        DataType::ObjectLink => Value::ObjectLink(ObjectLink::new(3, 0)),
        DataType::CoreLink => Value::CoreLink(CoreLink::new("</3/0>").ok()?),
        // Executable; or a type that a later version of the codec may have.
        _ => return None,
    })
}
