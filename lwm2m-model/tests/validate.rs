//! What a definition asks of an instance: every finding, in order of the paths. D-045, D-052, D-144.
// Tests run where there is a standard library.
#![allow(clippy::std_instead_of_alloc, clippy::std_instead_of_core)]

use lwm2m_codec::{
    DataType, ErrorKind, ObjectDef, ObjectId, ObjectInstanceId, ObjectLink, ObjectVersion, Opaque,
    Operations, Path, Range, Record, ResourceDef, ResourceId, Text, Time, Value,
};
use lwm2m_model::validate::{Finding, Problem, Purpose, instances, links_somewhere, validate};

const fn resource(id: u16, operations: Operations, data_type: DataType) -> ResourceDef<'static> {
    ResourceDef::new(ResourceId::new(id), "", operations, data_type)
}

const DEF: ObjectDef<'static> = ObjectDef {
    id: ObjectId::new(33000),
    name: "Everything",
    urn: "urn:oma:lwm2m:x:33000",
    version: ObjectVersion::V1_0,
    lwm2m_version: ObjectVersion::V1_0,
    multiple: false,
    mandatory: true,
    resources: &[
        resource(0, Operations::READ, DataType::Integer)
            .mandatory()
            .range(Range::Integers(&[(-5, 5), (10, 20)])),
        resource(1, Operations::WRITE, DataType::String)
            .mandatory()
            .range(Range::Lengths(&[(1, 3)])),
        resource(2, Operations::READ_WRITE, DataType::Float)
            .mandatory()
            .range(Range::Floats(&[(-0.5, 1.5)])),
        resource(3, Operations::EXECUTE, DataType::None).mandatory(),
        resource(4, Operations::NONE, DataType::Opaque)
            .mandatory()
            .range(Range::Lengths(&[(16, 16)])),
        resource(5, Operations::READ_WRITE, DataType::Unsigned).multiple(),
        resource(6, Operations::READ, DataType::Time)
            .range(Range::Integers(&[(0, i64::MAX as i128)])),
        resource(7, Operations::READ, DataType::Boolean).range(Range::Text("true at night")),
    ],
};

const AT: Path = Path::instance(33000, 0);

fn at(id: u16) -> Path {
    AT.child(id).expect("an id")
}

fn record(path: Path, value: Value<'_>) -> Record<Value<'_>> {
    Record { path, time: None, value }
}

fn findings(records: &[Record<Value<'_>>], purpose: Purpose) -> Vec<(Path, Problem)> {
    let mut found = Vec::new();
    let mut report = |finding: Finding| found.push((finding.path, finding.problem));
    validate(&DEF, AT, records, purpose, &mut report).expect("records in order");
    found
}

/// MOD-01, D-144: what is missing, by purpose; executable Resources never are.
#[test]
fn mandatory_resources() {
    for (purpose, missing) in [
        (Purpose::Held, &[0, 2, 4][..]),
        (Purpose::Read, &[]),
        (Purpose::Replace, &[1, 2]),
        (Purpose::PartialUpdate, &[]),
        (Purpose::Create, &[1, 2]),
        (Purpose::Bootstrap, &[]),
    ] {
        let missing: Vec<_> = missing.iter().map(|id| (at(*id), Problem::Missing)).collect();
        assert_eq!(findings(&[], purpose), missing, "{purpose:?}");
        // One that is there is missing no more.
        let float = [record(at(2), Value::Float(1.0))];
        let rest: Vec<_> = missing.into_iter().filter(|(path, _)| *path != at(2)).collect();
        assert_eq!(findings(&float, purpose), rest, "{purpose:?}");
    }
}

/// MOD-02, D-144: what may be there, by purpose.
#[test]
fn operations() {
    let records = [
        record(at(0), Value::Integer(0)),
        record(at(1), Value::String("a".into())),
        record(at(2), Value::Float(0.0)),
        record(at(4), Value::Opaque((&[0; 16]).into())),
        record(at(5), Value::Empty),
    ];
    for (purpose, refused) in [
        (Purpose::Held, &[][..]),
        (Purpose::Read, &[1, 4]),
        (Purpose::Replace, &[0, 4]),
        (Purpose::PartialUpdate, &[0, 4]),
        (Purpose::Create, &[4]),
        (Purpose::Bootstrap, &[]),
    ] {
        let refused: Vec<_> = refused.iter().map(|id| (at(*id), Problem::Operations)).collect();
        assert_eq!(findings(&records, purpose), refused, "{purpose:?}");
    }
    let executed = [record(at(3), Value::Empty)];
    for purpose in [Purpose::Held, Purpose::Read, Purpose::Replace, Purpose::Bootstrap] {
        assert!(
            findings(&executed, purpose).contains(&(at(3), Problem::Operations)),
            "{purpose:?}"
        );
    }
}

/// PAY-09, PAY-10, TYP-05, D-167: types, ranges, cardinality; unknown Resources are told and nothing more.
#[test]
fn values() {
    let type_of = |expected, found| Some(Problem::DataType { expected, found });
    let length = |found| Some(Problem::Length { found });
    for (path, value, problem) in [
        (at(0), Value::Integer(-6), Some(Problem::Range)),
        (at(0), Value::Integer(-5), None),
        (at(0), Value::Integer(5), None),
        (at(0), Value::Integer(6), Some(Problem::Range)),
        (at(0), Value::Integer(10), None),
        (at(0), Value::Integer(i64::MAX), Some(Problem::Range)),
        (at(0), Value::Float(1.0), type_of(DataType::Integer, DataType::Float)),
        (at(0), Value::Empty, type_of(DataType::Integer, DataType::None)),
        (at(1), Value::String("".into()), length(0)),
        // Octets, not characters.
        (at(1), Value::String("\u{e9}a".into()), None),
        (at(1), Value::String("\u{e9}\u{e9}".into()), length(4)),
        (at(2), Value::Float(-0.5), None),
        (at(2), Value::Float(1.5), None),
        (at(2), Value::Float(1.6), Some(Problem::Range)),
        (at(2), Value::Float(f64::NAN), Some(Problem::Range)),
        (at(4), Value::Opaque(Opaque::new(&[0; 15])), length(15)),
        (at(4), Value::Opaque(Opaque::new(&[0; 16])), None),
        (at(6), Value::Time(Time(-1)), Some(Problem::Range)),
        (at(6), Value::Time(Time(0)), None),
        (at(7), Value::Boolean(true), None),
        (at(5), Value::Empty, None),
        (at(5), Value::Unsigned(0), Some(Problem::Multiple)),
        (at(5).child(9).expect("an id"), Value::Unsigned(u64::MAX), None),
        (
            at(5).child(9).expect("an id"),
            Value::Integer(1),
            type_of(DataType::Unsigned, DataType::Integer),
        ),
        (at(7).child(0).expect("an id"), Value::Boolean(true), Some(Problem::Single)),
        (at(9), Value::Integer(0), Some(Problem::Unknown)),
    ] {
        let mut found = findings(&[record(path, value.clone())], Purpose::Held);
        found.retain(|(_, problem)| *problem != Problem::Missing);
        let expected: Vec<_> = problem.into_iter().map(|problem| (path, problem)).collect();
        assert_eq!(found, expected, "{path} {value}");
    }
}

/// Every finding at once, in order of the paths.
#[test]
fn all_at_once() {
    let records = [
        record(at(1), Value::String(Text::new("long text"))),
        record(at(5).child(0).expect("an id"), Value::Boolean(true)),
        record(at(5).child(1).expect("an id"), Value::Unsigned(1)),
        record(at(8), Value::Boolean(true)),
    ];
    let mut shown = Vec::new();
    validate(&DEF, AT, &records[..], Purpose::Read, &mut |finding| shown.push(finding.to_string()))
        .expect("records in order");
    assert_eq!(
        shown,
        [
            "expected a resource with other operations, found this one (in /33000/0/1)",
            "expected a length in the range of the definition, found 9 (in /33000/0/1)",
            "expected a value of type Unsigned Integer, found one of type Boolean (in /33000/0/5/0)",
            "expected a resource of the definition, found another (in /33000/0/8)",
        ]
    );
}

/// What is no list of an instance's records in order is an error.
#[test]
fn records_out_of_place() {
    for (paths, kind) in [
        (&[at(2), at(1)][..], ErrorKind::RecordOrder),
        (&[Path::resource(33000, 1, 0)], ErrorKind::OutsideTarget),
        (&[Path::object(33000)], ErrorKind::OutsideTarget),
    ] {
        let records: Vec<_> = paths.iter().map(|path| record(*path, Value::Float(0.0))).collect();
        let result = validate(&DEF, AT, &records[..], Purpose::Read, &mut |_| ());
        assert_eq!(result.map_err(|e| e.kind()), Err(kind), "{paths:?}");
    }
}

/// MOD-01: how many Object Instances there are, and which.
#[test]
fn object_instances() {
    let single = |id| (Path::instance(33000, id), Problem::SingleInstance);
    let missing = (Path::object(33000), Problem::MissingObject);
    for (multiple, mandatory, ids, expected) in [
        (false, true, &[0][..], &[][..]),
        (false, true, &[], &[missing]),
        (false, false, &[], &[]),
        (false, true, &[1], &[single(1)]),
        (false, true, &[0, 1, 7], &[single(1), single(7)]),
        (true, true, &[], &[missing]),
        (true, true, &[3, 9], &[]),
    ] {
        let def = ObjectDef { multiple, mandatory, ..DEF };
        let mut found = Vec::new();
        let ids = ids.iter().map(|id| ObjectInstanceId::new(*id));
        instances(&def, ids, &mut |finding| found.push((finding.path, finding.problem)));
        assert_eq!(found, expected);
    }
}

/// TYP-04, D-045: an Object that is there, an instance that is there, nothing; else the Write is refused.
#[test]
fn object_links() {
    let present = [Path::object(3), Path::instance(3, 0), Path::object(5)];
    for (object, instance, expected) in [
        (3, 0, true),
        (3, 65535, true),
        (5, 65535, true),
        (65535, 65535, true),
        (3, 1, false),
        (5, 0, false),
        (6, 65535, false),
        (65535, 1, false),
        (65535, 0, false),
    ] {
        let link = ObjectLink::new(object, instance);
        assert_eq!(links_somewhere(link, |path| present.contains(&path)), expected, "{link}");
    }
}
