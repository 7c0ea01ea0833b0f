//! A path that comes twice is refused, whatever its values: by the Reader where it is the record before, or the sibling before,
//! and by whoever collects where others stand between (D-006).
#![allow(
    clippy::indexing_slicing,
    clippy::std_instead_of_alloc,
    clippy::std_instead_of_core,
    reason = "a test has the standard library, and may panic"
)]
#![cfg(all(
    feature = "tlv",
    feature = "lwm2m-json",
    feature = "senml-json",
    feature = "senml-cbor",
    feature = "lwm2m-cbor",
    feature = "alloc"
))]

use std::collections::BTreeMap;

use lwm2m_codec::{
    Claims, ContentFormat, DataType, Error, ErrorKind, Instances, Operations, Options, Path,
    Record, ResourceDef, Result, Schema, Tail, Timestamp, Update, Value, WireValue, decode,
    encode_to_vec, records, replace, transcode_to_vec, update,
};
use lwm2m_vectors::{Pack, Tree};

const SOURCES: Path = Path::resource(3, 0, 6);
const TWICE: Path = Path::resource_instance(3, 0, 6, 7);

const FLAT: [ContentFormat; 5] = [
    ContentFormat::SENML_JSON,
    ContentFormat::SENML_ETCH_JSON,
    ContentFormat::LWM2M_JSON,
    ContentFormat::SENML_CBOR,
    ContentFormat::SENML_ETCH_CBOR,
];

/// Every Resource is a multiple Integer.
struct Integers;

impl Schema for Integers {
    fn resource(&self, path: Path) -> Option<ResourceDef<'_>> {
        let id = path.resource_id()?;
        Some(ResourceDef::new(id, "", Operations::READ_WRITE, DataType::Integer).multiple())
    }
}

/// Instance 7 with a value, so many others, instance 7 with another value; and at which byte that begins.
fn payload(format: ContentFormat, between: u16, values: [i64; 2]) -> (Vec<u8>, usize) {
    match format {
        ContentFormat::TLV => {
            let instance =
                |id: u8, value: i64| vec![0x41, id, u8::try_from(value).expect("a small value")];
            let others = (0..between).map(|id| instance(100 + u8::try_from(id).expect("few"), 3));
            let first = [instance(7, values[0]), others.flatten().collect()].concat();
            let length = u16::try_from(first.len() + 3).expect("a short payload").to_be_bytes();
            let head = [&[0x90, 6][..], &length].concat();
            let offset = head.len() + first.len();
            ([head, first, instance(7, values[1])].concat(), offset)
        }
        ContentFormat::LWM2M_CBOR => {
            let pair = |id: u16, value: i64| {
                let [high, low] = id.to_be_bytes();
                vec![0x19, high, low, u8::try_from(value).expect("a small value")]
            };
            let others = (0..between).flat_map(|id| pair(100 + id, 3)).collect();
            let first = [vec![0xa1, 0x83, 3, 0, 6, 0xbf], pair(7, values[0]), others].concat();
            let offset = first.len();
            ([first, pair(7, values[1]), vec![0xff]].concat(), offset)
        }
        format => {
            let record = |id: u16, value| {
                let path = SOURCES.child(id).expect("an id");
                (String::new(), Record { path, time: None, value: Value::Integer(value) })
            };
            let others = (0..between).map(|id| record(100 + id, 3));
            let first = std::iter::once(record(7, values[0]));
            let pack = Pack(first.chain(others).chain([record(7, values[1])]).collect());
            let payload = encode_to_vec(format, SOURCES, &pack).expect("any order");
            let begins: &[u8] = match payload.first() {
                Some(b'[' | b'{') => b"{\"n\"",
                _ => b"\xa2\x00",
            };
            let offset = payload.windows(begins.len()).rposition(|window| window == begins);
            (payload, offset.expect("the last record"))
        }
    }
}

/// All that takes in a whole payload.
fn collected(format: ContentFormat, payload: &[u8]) -> Vec<Result<()>> {
    let target = SOURCES;
    let live = || Instances::<i64, 4>::from([(7, 5)]);
    vec![
        decode::<Tree>(format, target, payload).map(drop),
        decode::<Instances<i64, 4>>(format, target, payload).map(drop),
        decode::<BTreeMap<u16, i64>>(format, target, payload).map(drop),
        update(&mut Tree::default(), target, format, target, payload),
        replace(&mut Tree::default(), target, format, target, payload),
        unchanged(live(), |live| update(live, target, format, target, payload)),
        unchanged(live(), |live| replace(live, target, format, target, payload)),
        update(&mut Careless, target, format, target, payload),
    ]
}

/// What is refused has changed nothing.
fn unchanged(
    mut live: Instances<i64, 4>,
    change: impl FnOnce(&mut Instances<i64, 4>) -> Result<()>,
) -> Result<()> {
    let before = live.clone();
    let changed = change(&mut live);
    assert!(changed.is_ok() || live == before);
    changed
}

/// A live value that would take anything any number of times.
struct Careless;

impl Update for Careless {
    fn check(&self, _: Tail, _: &WireValue<'_>, _: &mut Claims) -> Result<()> {
        Ok(())
    }

    fn update(&mut self, _: Tail, _: &WireValue<'_>) -> Result<()> {
        Ok(())
    }

    fn clear(&mut self, _: Tail) {}

    fn check_new(_: Tail, _: &WireValue<'_>, _: &mut Claims) -> Result<()> {
        Ok(())
    }

    fn begin(_: Tail, _: &WireValue<'_>) -> Result<Self> {
        Ok(Self)
    }
}

fn check(between: u16) {
    let formats = FLAT.into_iter().chain([ContentFormat::TLV, ContentFormat::LWM2M_CBOR]);
    for (format, values) in formats.flat_map(|format| [(format, [1, 2]), (format, [1, 1])]) {
        let (payload, offset) = payload(format, between, values);
        let told = |error: Error| (error.kind(), error.offset(), error.path());
        let why = (ErrorKind::Duplicate, Some(offset), Some(TWICE));
        for collected in collected(format, &payload) {
            assert_eq!(collected.map_err(told), Err(why), "{format}: {values:?}");
        }
        // Neither a Reader nor what types its records gathers any: they see no further than the record before.
        let seen = if between == 0 { Err(why) } else { Ok(usize::from(between) + 2) };
        let plain = records(format, SOURCES, &payload).expect("a payload");
        let typed = records(format, SOURCES, &payload).expect("a payload").typed(Integers);
        let count = |read: Result<Vec<()>>| read.map(|read| read.len()).map_err(told);
        assert_eq!(count(plain.map(|r| r.map(drop)).collect()), seen, "{format}");
        assert_eq!(count(typed.map(|r| r.map(drop)).collect()), seen, "{format}");
        // Put in order they stand side by side.
        let again = transcode_to_vec(format, ContentFormat::TLV, SOURCES, &payload, &Integers);
        assert_eq!(again.map_err(told), Err(why), "{format}");
    }
}

#[test]
fn one_record_later() {
    check(0);
}

#[test]
fn a_hundred_records_later() {
    check(100);
}

/// Siblings at every level of what nests.
#[test]
fn siblings() {
    let resource = Path::resource(3, 0, 9);
    for (format, target, payload, offset, path) in [
        (ContentFormat::TLV, Path::instance(3, 0), &b"\xc1\x09\x01\xc1\x09\x01"[..], 3, resource),
        (
            ContentFormat::TLV,
            Path::object(3),
            b"\x03\x00\xc1\x09\x01\x03\x00\xc1\x0a\x01",
            5,
            Path::instance(3, 0),
        ),
        (ContentFormat::TLV, Path::instance(3, 0), b"\x80\x06\x80\x06", 2, SOURCES),
        (
            ContentFormat::LWM2M_CBOR,
            Path::instance(3, 0),
            b"\xa2\x83\x03\x00\x09\x01\x83\x03\x00\x09\x01",
            6,
            resource,
        ),
        (
            ContentFormat::LWM2M_CBOR,
            Path::instance(3, 0),
            b"\xa1\x82\x03\x00\xa2\x06\xa0\x06\xa0",
            7,
            SOURCES,
        ),
        (
            ContentFormat::LWM2M_CBOR,
            Path::instance(3, 0),
            b"\xa2\x82\x03\x00\xa1\x09\x01\x83\x03\x00\x09\x02",
            7,
            resource,
        ),
    ] {
        let read: Result<Vec<_>> = records(format, target, payload).and_then(Iterator::collect);
        let told = |error: Error| (error.kind(), error.offset(), error.path());
        let twice = Err((ErrorKind::Duplicate, Some(offset), Some(path)));
        assert_eq!(read.map(drop).map_err(told), twice, "{format}: {payload:02x?}");
    }
}

/// The same path at another time, or of another device, is another record.
#[test]
fn what_is_no_duplicate() {
    let level = Path::resource(3, 0, 9);
    let at = |seconds| Timestamp::from_seconds(seconds).ok();
    for format in FLAT {
        for (records, is_twice) in [
            ([("", at(5)), ("", at(6))], false),
            ([("", None), ("", at(6))], false),
            ([("", at(6)), ("", at(6))], true),
            ([("d1", None), ("d2", None)], false),
            ([("d1", None), ("", None)], false),
            ([("d1", None), ("d1", None)], true),
        ] {
            let record = |(device, time): (&str, Option<Timestamp>)| {
                (device.to_owned(), Record { path: level, time, value: Value::Integer(1) })
            };
            let pack = Pack(records.map(record).to_vec());
            let payload = encode_to_vec(format, Path::ROOT, &pack).expect("any records");
            let read = Options::STRICT.records(format, Path::ROOT, &payload).expect("a pack");
            let kinds: Result<Vec<_>, _> =
                read.map(|r| r.map(drop).map_err(|e| e.kind())).collect();
            let expected = if is_twice { Err(ErrorKind::Duplicate) } else { Ok(vec![(), ()]) };
            assert_eq!(kinds, expected, "{format}: {records:?}");
        }
    }
}
