//! A server that takes a Send of a thousand records with times, of vendors' objects. No Rust type stands for them: their
//! definitions were read at run time, and what nobody has defined is kept as it came.
// A program has the standard library.
#![allow(clippy::std_instead_of_alloc)]

use std::collections::BTreeMap;

use lwm2m_codec::{
    ContentFormat, DataType, Error, ErrorKind, ObjectLink, Operations, Path, Range, Record,
    ResourceDef, Result, Schema, Timestamp, Typed, Value, WireValue, encode_to_vec, records,
};

/// What vendors' definition documents say, as a server might keep it: object, resource, name, type, unit.
const DEFINITIONS: &str = "\
10300;1;Pressure;Float;kPa
10300;2;State;String;
10300;3;Cycles;Unsigned Integer;
10301;1;Tank;Objlnk;";

/// Definitions by object and resource.
struct Definitions(BTreeMap<(u16, u16), Definition>);

struct Definition {
    name: String,
    data_type: DataType,
    unit: String,
}

impl Definitions {
    /// Reads a table; `None` where a line of it is none.
    fn read(table: &str) -> Option<Self> {
        let definitions = table.lines().map(|line| {
            let mut columns = line.split(';');
            let id = (columns.next()?.parse().ok()?, columns.next()?.parse().ok()?);
            let name = columns.next()?.to_owned();
            let data_type = DataType::from_name(columns.next()?)?;
            Some((id, Definition { name, data_type, unit: columns.next()?.to_owned() }))
        });
        definitions.collect::<Option<_>>().map(Self)
    }
}

impl Schema for Definitions {
    fn resource(&self, path: Path) -> Option<ResourceDef<'_>> {
        let id = path.resource_id()?;
        let definition = self.0.get(&(path.object_id()?.get(), id.get()))?;
        Some(ResourceDef {
            id,
            name: &definition.name,
            operations: Operations::READ,
            multiple: false,
            mandatory: false,
            data_type: definition.data_type,
            range: Range::Any,
            unit: &definition.unit,
        })
    }
}

fn main() -> Result<()> {
    let definitions = Definitions::read(DEFINITIONS).ok_or(Error::from(ErrorKind::MissingValue))?;
    let payload = device_sends()?;
    println!("a Send of {} bytes of SenML CBOR", payload.len());

    let mut known = BTreeMap::<Path, Vec<Value<'_>>>::new();
    let mut unknown = BTreeMap::<Path, Vec<WireValue<'_>>>::new();
    let mut times = Vec::new();
    for record in records(ContentFormat::SENML_CBOR, Path::ROOT, &payload)?.typed(&definitions) {
        let Record { path, time, value } = record?;
        times.extend(time);
        match value {
            Typed::Known(value) => known.entry(path).or_default().push(value),
            Typed::Unknown(value) => unknown.entry(path).or_default().push(value),
        }
    }

    for (path, values) in &known {
        if let (Some(def), Some(last)) = (definitions.resource(*path), values.last()) {
            println!("{path} {}: {} values, the last {last} {}", def.name, values.len(), def.unit);
        }
    }
    for (path, values) in &unknown {
        println!("{path}: {} values that nobody has defined", values.len());
    }
    let last = |path| known.get(&path).and_then(|values| Some((values.len(), values.last()?)));
    assert_eq!(last(Path::resource(10300, 0, 1)), Some((250, &Value::Float(163.5))));
    assert_eq!(last(Path::resource(10300, 0, 2)), Some((250, &Value::String("full".into()))));
    let tank = Value::ObjectLink(ObjectLink::new(10301, 0));
    assert_eq!(last(Path::resource(10301, 0, 1)), Some((250, &tank)));
    // What is unknown can be read by whoever learns its type later.
    let counts = unknown.remove(&Path::resource(10302, 0, 9)).unwrap_or_default();
    assert_eq!(counts.last().map(WireValue::integer), Some(Ok(249)));
    assert!(times.len() == 1000 && times.is_sorted());
    Ok(())
}

/// What the device sends: for every second a pressure, a state, a link to a tank, and something new.
fn device_sends() -> Result<Vec<u8>> {
    let mut history = Vec::new();
    for second in 0..250_i32 {
        let time = Some(Timestamp::from_seconds(1_700_000_000 + i64::from(second))?);
        let pressure = Value::Float(101.25 + f64::from(second) * 0.25);
        let state = Value::String(if second < 200 { "filling" } else { "full" }.into());
        let tank = Value::ObjectLink(ObjectLink::new(10301, 0));
        let count = Value::Integer(second.into());
        for (path, value) in [
            (Path::resource(10300, 0, 1), pressure),
            (Path::resource(10300, 0, 2), state),
            (Path::resource(10301, 0, 1), tank),
            (Path::resource(10302, 0, 9), count),
        ] {
            history.push(Record { path, time, value });
        }
    }
    encode_to_vec(ContentFormat::SENML_CBOR, Path::ROOT, history.as_slice())
}

#[test]
fn runs() -> Result<()> {
    main()
}
