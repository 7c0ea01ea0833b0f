//! A payload told again in another format is what its records are when they are written directly, or the same error.
#![allow(clippy::indexing_slicing, reason = "a test may panic")]
#![cfg(all(
    feature = "text",
    feature = "opaque",
    feature = "cbor",
    feature = "tlv",
    feature = "lwm2m-json",
    feature = "senml-json",
    feature = "senml-cbor",
    feature = "lwm2m-cbor"
))]

use std::collections::BTreeSet;

use allocation_counter::measure;
use lwm2m_codec::format::SUPPORTED;
use lwm2m_codec::{
    ContentFormat, DataType, Encode, Error, ErrorKind, ObjectDef, ObjectId, ObjectVersion,
    Operations, Options, Path, Record, ResourceDef, ResourceId, Schema, Slot, Transcoded, Value,
    encode, encode_block, encoded_len, transcode,
};
use lwm2m_vectors::{Case, Line, Pack, meaning, own, read_files};

const TEXT: ContentFormat = ContentFormat::TEXT;
const OPAQUE: ContentFormat = ContentFormat::OPAQUE;
const CBOR: ContentFormat = ContentFormat::CBOR;
const SENML_JSON: ContentFormat = ContentFormat::SENML_JSON;
const SENML_CBOR: ContentFormat = ContentFormat::SENML_CBOR;
const ETCH_JSON: ContentFormat = ContentFormat::SENML_ETCH_JSON;
const ETCH_CBOR: ContentFormat = ContentFormat::SENML_ETCH_CBOR;
const TLV: ContentFormat = ContentFormat::TLV;
const LWM2M_JSON: ContentFormat = ContentFormat::LWM2M_JSON;
const LWM2M_CBOR: ContentFormat = ContentFormat::LWM2M_CBOR;

/// The types of records, as a schema.
struct Types(Vec<(Path, DataType, bool)>);

impl Types {
    fn of(pack: &Pack<'_>) -> Self {
        let resource = |(_, record): &(String, Record<Value<'_>>)| {
            let multiple = record.path.depth() == 4 || record.value == Value::Empty;
            (record.path, record.value.data_type(), multiple)
        };
        Self(pack.0.iter().map(resource).filter(|(path, ..)| path.depth() > 2).collect())
    }
}

impl Schema for Types {
    fn resource(&self, path: Path) -> Option<ResourceDef<'_>> {
        let id = path.resource_id()?;
        // Some vectors have instances of several types.
        let same = self.0.iter().find(|(own, ..)| *own == path);
        let (_, data_type, multiple) =
            same.or_else(|| self.0.iter().find(|(own, ..)| own.ancestor(3) == path.ancestor(3)))?;
        let def = ResourceDef::new(id, "", Operations::READ_WRITE, *data_type);
        Some(if *multiple { def.multiple() } else { def })
    }
}

type Written = Result<Vec<u8>, (ErrorKind, Option<Path>)>;

fn write(options: &Options<'_>, to: ContentFormat, target: Path, value: &impl Encode) -> Written {
    let told = |error: Error| (error.kind(), error.path());
    let mut bytes = vec![0; options.encoded_len(to, target, value).map_err(told)?];
    options.encode(to, target, value, &mut bytes).map(<[u8]>::to_vec).map_err(told)
}

fn vectors() -> Vec<Line> {
    let lines = read_files([own()]).expect("the folder is part of the repository");
    lines.into_iter().flatten().collect()
}

/// A payload's errors have a path, also where those of a value have none: at what is said of a device.
fn assert_same(again: &Written, direct: &Written, way: &str) {
    match (again, direct) {
        (Err((again, Some(_))), Err((direct, None))) => assert_eq!(again, direct, "{way}"),
        _ => assert_eq!(again, direct, "{way}"),
    }
}

/// Tells a vector's payload again, and its records directly; gives both how they are written in a format.
fn both(case: &Case<'_>, pack: &Pack<'_>, to: ContentFormat, slots: usize) -> (Written, Written) {
    let (options, types) = (case.options(), Types::of(pack));
    let mut slots = vec![Slot::EMPTY; slots];
    let again = options.transcoded(case.format, case.target, case.payload, &types);
    let again = again.expect("the payload was read before").in_order(&mut slots);
    (write(&options, to, case.target, &again), write(&options, to, case.target, pack))
}

#[test]
fn every_vector_in_every_format() {
    let (mut written, mut refused) = (0, 0);
    let mut pairs = BTreeSet::new();
    for line in vectors() {
        let Some((case, mut pack)) = meaning(&line) else { continue };
        pack.0.sort_by(|(a, first), (b, second)| {
            (a, first.path, first.time).cmp(&(b, second.path, second.time))
        });
        for &to in SUPPORTED {
            let (again, direct) = both(&case, &pack, to, 64);
            assert_same(&again, &direct, &format!("{}: {} to {to}", line.id, case.format));
            match direct {
                Ok(_) => {
                    written += 1;
                    pairs.insert((case.format, to));
                }
                Err(_) => refused += 1,
            }
            check_way_back(&line, &case, &pack, to, &again, &mut pairs);
        }
    }
    println!("{written} written, {refused} refused, {} pairs of formats", pairs.len());
    assert!(written > 2000 && refused > 500);
    // Directly from the three formats that the vectors are written in, or by way of them.
    assert_eq!(pairs.len(), 100);
}

/// What a format could carry comes back as it was, by way of every other that can carry it.
fn check_way_back(
    line: &Line,
    case: &Case<'_>,
    pack: &Pack<'_>,
    to: ContentFormat,
    via: &Written,
    pairs: &mut BTreeSet<(ContentFormat, ContentFormat)>,
) {
    let Ok(via) = via else { return };
    let (options, types) = (case.options(), Types::of(pack));
    for &third in SUPPORTED {
        let Ok(again) = options.transcoded(to, case.target, via, &types) else { continue };
        let direct = write(&options, third, case.target, pack);
        if direct.is_ok() && carries_all(pack, case.target, to) {
            let again = write(&options, third, case.target, &again);
            let way = format!("{}: {} to {to} to {third}", line.id, case.format);
            assert_same(&again, &direct, &way);
            pairs.insert((to, third));
        }
    }
}

/// Whether nothing gets lost without an error: an empty container that a format says nothing of (D-005, D-079).
fn carries_all(pack: &Pack<'_>, target: Path, format: ContentFormat) -> bool {
    let nested = [TLV, LWM2M_CBOR].contains(&format);
    let lost = |record: &Record<Value<'_>>| {
        record.value == Value::Empty && (!nested || record.path == target)
    };
    !pack.0.iter().any(|(_, record)| lost(record))
}

const fn resource(id: u16, data_type: DataType) -> ResourceDef<'static> {
    ResourceDef::new(ResourceId::new(id), "", Operations::READ_WRITE, data_type)
}

const fn object(id: u16, resources: &'static [ResourceDef<'static>]) -> ObjectDef<'static> {
    ObjectDef {
        id: ObjectId::new(id),
        name: "",
        urn: "",
        version: ObjectVersion::V1_0,
        lwm2m_version: ObjectVersion::V1_0,
        multiple: true,
        mandatory: false,
        resources,
    }
}

/// One Resource of each type, and a multiple one.
const ONE_OF_EACH: ObjectDef<'_> = object(
    33_000,
    &[
        resource(0, DataType::String),
        resource(1, DataType::Integer),
        resource(2, DataType::Unsigned),
        resource(3, DataType::Float),
        resource(4, DataType::Boolean),
        resource(5, DataType::Opaque),
        resource(6, DataType::Time),
        resource(7, DataType::ObjectLink),
        resource(8, DataType::CoreLink),
        resource(9, DataType::Integer).multiple(),
    ],
);

const TEMPERATURE: ObjectDef<'_> = object(
    3303,
    &[
        resource(5601, DataType::Float),
        resource(5602, DataType::Float),
        resource(5603, DataType::Float),
        resource(5604, DataType::Float),
        resource(5700, DataType::Float),
        resource(5701, DataType::String),
    ],
);

const HERE: Path = Path::instance(33_000, 0);
const ALL: Path = Path::ROOT;

/// Fifty instances of six Resources.
const W7_TLV: &[u8] = include_bytes!("../../benches/workloads/w7.tlv");
const W7_SENML_CBOR: &[u8] = include_bytes!("../../benches/workloads/w7.senml.cbor");

#[test]
fn an_object_with_a_schema() {
    let mut buffer = vec![0; 16_384];
    let target = Path::object(3303);
    let written = transcode(TLV, SENML_CBOR, target, W7_TLV, &TEMPERATURE, &mut buffer);
    assert_eq!(written, Ok(W7_SENML_CBOR));
}

/// Writes a payload again, without room to put records in order.
#[track_caller]
fn check(
    (from, target, payload): (ContentFormat, Path, &[u8]),
    schema: &impl Schema,
    to: ContentFormat,
    expected: Result<&[u8], (ErrorKind, usize, Path)>,
) {
    let mut buffer = [0; 256];
    let written = transcode(from, to, target, payload, schema, &mut buffer);
    let named = |error: Error| (error.kind(), error.offset(), error.path());
    let expected = expected.map_err(|(kind, offset, path)| (kind, Some(offset), Some(path)));
    assert_eq!(written.map_err(named), expected, "{from} to {to}");
}

#[test]
fn a_schema_knows_better_than_the_bytes() {
    let at = |id| Path::resource(33_000, 0, id);
    // A whole Float and a Time are integers in CBOR, and links are text.
    for (resource, cbor, tlv) in [
        (0, &b"\x6366:0"[1..], &b""[..]),
        (3, b"\x15", b"\xc4\x03\x41\xa8\x00\x00"),
        (6, b"\x15", b"\xc1\x06\x15"),
        (7, b"\x6466:0", b"\xc4\x07\x00\x42\x00\x00"),
    ] {
        if resource > 0 {
            check((CBOR, at(resource), cbor), &ONE_OF_EACH, TLV, Ok(tlv));
        }
    }
    check(
        (CBOR, at(7), b"\x6466:0"),
        &ONE_OF_EACH,
        SENML_JSON,
        Ok(br#"[{"bn":"/33000/0/7","vlo":"66:0"}]"#),
    );
    check((TEXT, at(5), b"AQI="), &ONE_OF_EACH, OPAQUE, Ok(b"\x01\x02"));
    check((TEXT, at(0), b"AQI="), &ONE_OF_EACH, CBOR, Ok(b"\x64AQI="));
    let sv = br#"{"bn":"/33000/0/","e":[{"n":"0","sv":"AQI="},{"n":"5","sv":"AQI="}]}"#;
    check((LWM2M_JSON, HERE, sv), &ONE_OF_EACH, TLV, Ok(b"\xc4\x00AQI=\xc2\x05\x01\x02"));
    let wrong = (ErrorKind::WrongType { expected: DataType::Integer }, 0, at(1));
    check((CBOR, at(1), b"\xf5"), &ONE_OF_EACH, TEXT, Err(wrong));
    let wrong = (ErrorKind::WrongCardinality { multiple: true }, 0, at(9));
    check((CBOR, at(9), b"\x15"), &ONE_OF_EACH, TEXT, Err(wrong));
}
