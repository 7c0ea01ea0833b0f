//! A payload told again in another format is what its records are when they are written directly, or the same error.
#![allow(clippy::std_instead_of_alloc, reason = "a test has the standard library")]
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

use allocation_counter::measure;
use lwm2m_codec::format::SUPPORTED;
use lwm2m_codec::{
    ContentFormat, DataType, Encode, Error, ErrorKind, ObjectDef, ObjectId, ObjectInstanceId,
    ObjectVersion, Operations, Options, Path, Record, ResourceDef, ResourceId, Schema, Slot,
    Transcoded, Value, encode, encode_block, encoded_len, transcode,
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
    let mut pairs = Vec::new();
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
                    pairs.push((case.format, to));
                }
                Err(_) => refused += 1,
            }
            check_way_back(&line, &case, &pack, to, &again, &mut pairs);
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
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
    pairs: &mut Vec<(ContentFormat, ContentFormat)>,
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
            pairs.push((to, third));
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
    check((CBOR, at(3), b"\x15"), &ONE_OF_EACH, TLV, Ok(b"\xc4\x03\x41\xa8\x00\x00"));
    check((CBOR, at(6), b"\x15"), &ONE_OF_EACH, TLV, Ok(b"\xc1\x06\x15"));
    check((CBOR, at(7), b"\x6466:0"), &ONE_OF_EACH, TLV, Ok(b"\xc4\x07\x00\x42\x00\x00"));
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

#[test]
fn without_a_schema() {
    let at = Path::resource(33_000, 0, 0);
    let untyped = Err((ErrorKind::Untyped, 0, at));
    for to in [TEXT, OPAQUE, CBOR, SENML_JSON, SENML_CBOR, TLV, LWM2M_JSON, LWM2M_CBOR] {
        check((TLV, at, b"\xc1\x00\x15"), &(), to, untyped);
        check((TEXT, at, b"21"), &(), to, untyped);
        let other = Path::resource(33_000, 0, 1);
        check((TLV, other, b"\xc1\x01\x15"), &TEMPERATURE, to, Err((ErrorKind::Untyped, 0, other)));
    }
    let sv = br#"{"bn":"/33000/0/0","e":[{"sv":"a"}]}"#;
    check((LWM2M_JSON, at, sv), &(), CBOR, Err((ErrorKind::Untyped, 24, at)));
    // What the bytes say is carried as they say it.
    check((CBOR, at, b"\x15"), &(), TLV, Ok(b"\xc1\x00\x15"));
    check((CBOR, at, b"\x6466:0"), &(), TLV, Ok(b"\xc4\x0066:0"));
    check((OPAQUE, at, b"\x15"), &(), TEXT, Ok(b"FQ=="));
    check(
        (SENML_JSON, at, br#"[{"n":"/33000/0/0","vlo":"66:0"}]"#),
        &(),
        TLV,
        Ok(b"\xc4\x00\x00\x42\x00\x00"),
    );
    check((LWM2M_JSON, at, br#"{"bn":"/33000/0/0","e":[{"bv":true}]}"#), &(), CBOR, Ok(b"\xf5"));
    let shown = Error::from(ErrorKind::Untyped).within(at).to_string();
    let expected = "neither the bytes nor the schema say the type of the value (in /33000/0/0)";
    assert_eq!(shown, expected);
}

#[test]
fn what_cannot_be_carried() {
    let multiple = Path::resource(33_000, 0, 9);
    let timed = br#"[{"bn":"/33000/0/1","bt":5,"v":1},{"t":1,"v":2}]"#;
    let level = Path::resource(33_000, 0, 1);
    for to in [TEXT, OPAQUE, CBOR, TLV, LWM2M_CBOR] {
        // Several values of one path have times, too.
        let error = Err((ErrorKind::TimeUnsupported, 1, level));
        check((SENML_JSON, level, timed), &ONE_OF_EACH, to, error);
    }
    check(
        (SENML_JSON, level, timed),
        &ONE_OF_EACH,
        LWM2M_JSON,
        Ok(br#"{"bn":"/33000/0/1","bt":5,"e":[{"v":1},{"t":1,"v":2}]}"#),
    );
    let no_form = |what| ErrorKind::NotExpressible(what);
    let empty = no_form("an empty multiple Resource");
    for to in [SENML_JSON, SENML_CBOR, ETCH_JSON, ETCH_CBOR, LWM2M_JSON] {
        check((TLV, HERE, b"\x80\x09"), &ONE_OF_EACH, to, Err((empty, 0, multiple)));
        check(
            (LWM2M_CBOR, HERE, b"\xa1\x82\x19\x80\xe8\x00\xa1\x09\xa0"),
            &ONE_OF_EACH,
            to,
            Err((empty, 7, multiple)),
        );
    }
    check(
        (TLV, HERE, b"\x80\x09"),
        &ONE_OF_EACH,
        LWM2M_CBOR,
        Ok(b"\xa1\x82\x19\x80\xe8\x00\xa1\x09\xa0"),
    );
}

#[test]
fn null_is_for_composite_requests() {
    let path = Path::resource_instance(33_000, 0, 9, 1);
    let (target, none) = (HERE, Err((ErrorKind::NotExpressible("null"), 1, path)));
    let json = br#"[{"bn":"/33000/0/","n":"9/1","v":null}]"#;
    let cbor = b"\x81\xa3\x21\x69/33000/0/\x00\x639/1\x02\xf6";
    for to in [SENML_JSON, SENML_CBOR, TLV, LWM2M_JSON, LWM2M_CBOR] {
        check((ETCH_JSON, target, json), &ONE_OF_EACH, to, none);
        check((ETCH_CBOR, target, cbor), &(), to, none);
    }
    check((ETCH_JSON, target, json), &ONE_OF_EACH, ETCH_CBOR, Ok(cbor));
    check((ETCH_CBOR, target, cbor), &(), ETCH_JSON, Ok(json));
    // D-084: in LwM2M CBOR it deletes nothing.
    let nested = b"\xa1\x82\x19\x80\xe8\x00\xa1\x09\xa1\x01\xf6";
    for to in [SENML_JSON, ETCH_JSON, ETCH_CBOR, TLV, LWM2M_JSON, LWM2M_CBOR] {
        let none = Err((ErrorKind::NotExpressible("null"), 9, path));
        check((LWM2M_CBOR, target, nested), &ONE_OF_EACH, to, none);
    }
}

#[test]
fn an_instance_without_an_id() {
    let target = Path::object(33_000);
    let (tlv, cbor) = (b"\xc1\x01\x15", b"\xa1\x19\x80\xe8\xa1\x19\xff\xff\xa1\x01\x15");
    for to in SUPPORTED.iter().filter(|to| ![TEXT, OPAQUE, CBOR].contains(to)) {
        let kind = ErrorKind::NotExpressible("an Object Instance without an id");
        let mut buffer = [0; 64];
        let written = transcode(TLV, *to, target, tlv, &ONE_OF_EACH, &mut buffer);
        assert_eq!(written.map_err(|error| error.kind()), Err(kind));
    }
    let options = Options::STRICT.new_instance(ObjectInstanceId::new(7));
    let mut buffer = [0; 64];
    let written = options.transcode(TLV, LWM2M_CBOR, target, tlv, &ONE_OF_EACH, &mut buffer);
    assert_eq!(written, Ok(&cbor[..]));
    let written = options.transcode(LWM2M_CBOR, TLV, target, cbor, &ONE_OF_EACH, &mut buffer);
    assert_eq!(written, Ok(&tlv[..]));
}

/// Resources 4, 1, 3, 0 and an instance of 9.
const OUT_OF_ORDER: &[u8] =
    br#"[{"bn":"/33000/0/","n":"4","vb":true},{"n":"1","v":1},{"n":"9/0","v":9},
{"n":"3","v":3},{"n":"0","vs":"a"}]"#;

#[test]
fn out_of_order() {
    let tlv = b"\xc1\x00a\xc1\x01\x01\xc4\x03\x40\x40\x00\x00\xc1\x04\x01\x83\x09\x41\x00\x09";
    let first = Path::resource(33_000, 0, 1);
    let mut buffer = [0; 256];
    for (slots, is_enough) in [(0, false), (4, false), (5, true), (6, true)] {
        for to in SUPPORTED.iter().filter(|to| ![TEXT, OPAQUE, CBOR].contains(to)) {
            let mut slots = vec![Slot::EMPTY; slots];
            let payload = Transcoded::new(SENML_JSON, HERE, OUT_OF_ORDER, &ONE_OF_EACH);
            let payload = payload.expect("a pack").in_order(&mut slots);
            let written = encode(*to, HERE, &payload, &mut buffer);
            if !is_enough && [TLV, LWM2M_CBOR].contains(to) {
                let error = written.expect_err("it needs an order");
                let found = (error.kind(), error.offset(), error.path());
                assert_eq!(found, (ErrorKind::RecordOrder, Some(38), Some(first)));
                continue;
            }
            assert!(written.is_ok());
            if *to == TLV {
                assert_eq!(written, Ok(&tlv[..]));
            }
        }
    }
    // One buffer of slots serves many payloads.
    let mut slots = [Slot::EMPTY; 8];
    for _ in 0..2 {
        let payload = Transcoded::new(SENML_JSON, HERE, OUT_OF_ORDER, &ONE_OF_EACH);
        let payload = payload.expect("a pack").in_order(&mut slots);
        assert_eq!(encode(TLV, HERE, &payload, &mut buffer), Ok(&tlv[..]));
    }
}

#[test]
fn what_stands_there_twice_is_found_when_put_in_order() {
    let twice = br#"[{"bn":"/33000/0/","n":"1","v":1},{"n":"0","vs":"a"},{"n":"1","v":2}]"#;
    let mut buffer = [0; 256];
    for to in [TLV, LWM2M_CBOR, SENML_CBOR] {
        let mut slots = [Slot::EMPTY; 3];
        let payload = Transcoded::new(SENML_JSON, HERE, twice, &ONE_OF_EACH);
        let payload = payload.expect("a pack").in_order(&mut slots);
        let error = encode(to, HERE, &payload, &mut buffer).expect_err("a path comes twice");
        let found = (error.kind(), error.offset(), error.path());
        let path = Path::resource(33_000, 0, 1);
        assert_eq!(found, (ErrorKind::Duplicate, Some(53), Some(path)));
    }
}

#[cfg(feature = "alloc")]
#[test]
fn into_a_vector() {
    let tlv = lwm2m_codec::transcode_to_vec(SENML_JSON, TLV, HERE, OUT_OF_ORDER, &ONE_OF_EACH);
    let tlv = tlv.expect("there is room for any number of records");
    let back = lwm2m_codec::transcode_to_vec(TLV, SENML_JSON, HERE, &tlv, &ONE_OF_EACH);
    let expected = br#"[{"bn":"/33000/0/","n":"0","vs":"a"},{"n":"1","v":1},{"n":"3","v":3},{"n":"4","vb":true},{"n":"9/0","v":9}]"#;
    assert_eq!(back.as_deref(), Ok(&expected[..]));
}

#[test]
fn devices_of_a_gateway() {
    let json = br#"[{"bn":"/lwm2m/","n":"d1/33000/0/1","v":1},{"n":"33000/0/1","v":0},{"n":"d1/33000/0/2","v":2}]"#;
    let options = Options::STRICT.alternate_path("lwm2m");
    let mut buffer = [0; 256];
    // Between the notations of SenML nothing has to move.
    let written = options.transcode(SENML_JSON, LWM2M_JSON, ALL, json, &(), &mut buffer);
    let expected = br#"{"bn":"/lwm2m/","e":[{"n":"d1/33000/0/1","v":1},{"n":"33000/0/1","v":0},{"n":"d1/33000/0/2","v":2}]}"#;
    assert_eq!(written, Ok(&expected[..]));
    // A device that comes again is out of order where its records must lie together.
    let payload = options.transcoded(SENML_JSON, ALL, json, &()).expect("a pack");
    let error = encode(LWM2M_CBOR, ALL, &payload, &mut buffer).expect_err("d1 comes twice");
    assert_eq!(error.kind(), ErrorKind::RecordOrder);
    let mut slots = [Slot::EMPTY; 3];
    let payload = payload.in_order(&mut slots);
    let cbor =
        b"\xa2\x19\x80\xe8\xa1\x00\xa1\x01\x00\x82\x62d1\x19\x80\xe8\xa1\x00\xa2\x01\x01\x02\x02";
    assert_eq!(encode(LWM2M_CBOR, ALL, &payload, &mut buffer), Ok(&cbor[..]));
    let back = options.transcode(LWM2M_CBOR, SENML_JSON, ALL, cbor, &(), &mut buffer);
    let expected = br#"[{"bn":"/lwm2m/","n":"33000/0/1","v":0},{"n":"d1/33000/0/1","v":1},{"n":"d1/33000/0/2","v":2}]"#;
    assert_eq!(back, Ok(&expected[..]));
    // What stands in front of the target is the device's own.
    let options = Options::STRICT.gateway_prefix("d1");
    let json = br#"[{"n":"/d1/33000/0/1","v":1}]"#;
    let written = options.transcode(SENML_JSON, TLV, HERE, json, &(), &mut buffer);
    assert_eq!(written, Ok(&b"\xc1\x01\x01"[..]));
    // Several devices, and no place for their prefixes.
    let json = br#"[{"n":"/d1/33000/0/1","v":1}]"#;
    let payload = Transcoded::new(SENML_JSON, ALL, json, ()).expect("a pack");
    let error = encode(SENML_JSON, HERE, &payload, &mut buffer).expect_err("one device only");
    assert_eq!(error.kind(), ErrorKind::NotExpressible("several devices below one target"));
    let error = encode(TLV, HERE, &payload, &mut buffer).expect_err("no devices");
    assert_eq!(error.kind(), ErrorKind::NotExpressible("several devices in one payload"));
}

/// The vectors' payloads with their own types.
fn each_payload(mut run: impl FnMut(&Line, &Case<'_>, &Types)) {
    for line in vectors() {
        let Some((case, pack)) = meaning(&line) else { continue };
        run(&line, &case, &Types::of(&pack));
    }
}

#[test]
fn blocks_are_the_pieces_of_the_whole() {
    let (mut blocks, mut buffer) = (0, [0; 64]);
    each_payload(|line, case, types| {
        let (options, target) = (case.options(), case.target);
        let mut slots = [Slot::EMPTY; 64];
        let payload = options.transcoded(case.format, target, case.payload, types);
        let payload = payload.expect("the payload was read before").in_order(&mut slots);
        for &to in SUPPORTED {
            let Ok(whole) = write(&options, to, target, &payload) else { continue };
            assert_eq!(options.encoded_len(to, target, &payload), Ok(whole.len()));
            for size in [16, 64] {
                for offset in (0..whole.len()).step_by(size).rev() {
                    let buffer = &mut buffer[..size];
                    let block = options.encode_block(to, target, &payload, offset, buffer);
                    let block = block.expect("a block has no length to be too small");
                    let end = whole.len().min(offset + size);
                    assert_eq!(block.bytes, &whole[offset..end], "{} to {to}", line.id);
                    assert_eq!((block.total, block.more), (whole.len(), end < whole.len()));
                    blocks += 1;
                }
            }
        }
    });
    println!("{blocks} blocks");
    assert!(blocks > 10_000);
}

#[test]
fn nothing_is_allocated() {
    let mut buffer = vec![0; 8192];
    each_payload(|line, case, types| {
        let options = case.options();
        // Also what is cut off, and what needs slots and has none.
        for (end, room) in [(0, 64), (1, 0), (1, 64), (2, 64)] {
            let payload = &case.payload[..case.payload.len() / end.max(1) * end.min(1)];
            let allocated = measure(|| {
                let mut slots = [Slot::EMPTY; 64];
                let again = options.transcoded(case.format, case.target, payload, types);
                let Ok(again) = again else { return };
                let again = again.in_order(&mut slots[..room]);
                for &to in SUPPORTED {
                    let _ = options.encode(to, case.target, &again, &mut buffer).map(<[u8]>::len);
                }
            });
            assert_eq!(allocated.count_total, 0, "{}", line.id);
        }
    });
}

#[test]
fn an_empty_payload() {
    let (one, several) = (Path::resource(33_000, 0, 1), Path::resource(33_000, 0, 9));
    for to in [TLV, SENML_JSON, SENML_CBOR, LWM2M_JSON, LWM2M_CBOR] {
        // D-004: of a single value something must be said.
        check((TLV, one, b""), &ONE_OF_EACH, to, Err((ErrorKind::MissingValue, 0, one)));
        let mut buffer = [0; 64];
        let nothing = encode(to, several, &Pack(Vec::new()), &mut buffer).expect("no records");
        check((TLV, several, b""), &ONE_OF_EACH, to, Ok(nothing));
        assert_eq!(encoded_len(to, several, &Pack(Vec::new())), Ok(nothing.len()));
    }
    let mut block = [0; 16];
    let empty = Transcoded::new(SENML_CBOR, several, b"\x80", ()).expect("an empty pack");
    let block = encode_block(SENML_JSON, several, &empty, 0, &mut block);
    assert_eq!(block.map(|block| block.bytes), Ok(&b"[]"[..]));
}
