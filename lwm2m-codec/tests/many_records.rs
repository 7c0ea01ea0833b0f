//! Payloads of many records are read whole, in time that grows as they do: nothing is gathered, nothing recurses.
#![cfg(all(feature = "tlv", feature = "senml-cbor", feature = "lwm2m-cbor", feature = "alloc"))]

use lwm2m_codec::{
    ContentFormat, Encode, ErrorKind, Path, Record, RecordSink, Result, Timestamp, Value,
    encode_to_vec, records, update,
};
use lwm2m_vectors::Tree;

const FORMATS: [ContentFormat; 3] =
    [ContentFormat::TLV, ContentFormat::SENML_CBOR, ContentFormat::LWM2M_CBOR];

/// Instances of one multiple Resource, then of the next.
struct Instances(u32);

impl Encode for Instances {
    fn encode(&self, at: Path, sink: &mut dyn RecordSink) -> Result<()> {
        (0..self.0).try_for_each(|count| {
            let id = |number: u32| u16::try_from(number).unwrap_or(u16::MAX);
            let resource = at.child(id(count / 60_000)).ok_or(ErrorKind::PathTooDeep)?;
            let path = resource.child(id(count % 60_000)).ok_or(ErrorKind::PathTooDeep)?;
            sink.record(&Record { path, time: None, value: Value::Integer(count.into()) })
        })
    }
}

const SIZES: [u32; 5] = [1_000, 3_000, 10_000, 30_000, 100_000];

#[test]
fn of_instances() {
    let target = Path::instance(3, 0);
    for format in FORMATS {
        for size in SIZES {
            let payload = encode_to_vec(format, target, &Instances(size)).expect("it has a form");
            let read = records(format, target, &payload).expect("a payload");
            let sum = read.map(|r| r.and_then(|r| r.value.integer())).sum::<Result<i64>>();
            assert_eq!(sum, Ok(i64::from(size) * i64::from(size - 1) / 2), "{format}, {size}");
            let mut tree = Tree::default();
            assert_eq!(update(&mut tree, target, format, target, &payload), Ok(()), "{format}");
        }
    }
}

/// The history of one value.
struct History(u32);

impl Encode for History {
    fn encode(&self, path: Path, sink: &mut dyn RecordSink) -> Result<()> {
        (0..self.0).try_for_each(|second| {
            let time = Some(Timestamp::from_seconds(1_700_000_000 + i64::from(second))?);
            sink.record(&Record { path, time, value: Value::Float(22.5) })
        })
    }
}

#[test]
fn of_times() {
    let target = Path::resource(3303, 0, 5700);
    for size in SIZES {
        let payload = encode_to_vec(ContentFormat::SENML_CBOR, target, &History(size));
        let payload = payload.expect("it has a form");
        let read = records(ContentFormat::SENML_CBOR, target, &payload).expect("a payload");
        let last = read.last().and_then(Result::ok).and_then(|record| record.time);
        let expected = Timestamp::from_seconds(1_699_999_999 + i64::from(size)).ok();
        assert_eq!(last, expected, "{size}");
    }
}

/// What looks like much and is not: announced counts and lengths, deep nesting, empty chunks.
/// PAY-13.
#[test]
fn of_nothing() {
    let target = Path::instance(3, 0);
    let long = 100_000;
    let chunks = [b"\xa1\x83\x03\x00\x09\x7f".to_vec(), vec![0x60; long], vec![0xff]].concat();
    let read = records(ContentFormat::LWM2M_CBOR, target, &chunks).expect("a payload");
    assert_eq!(read.map(|r| r.and_then(|r| r.value.text()).map(|t| t.len())).last(), Some(Ok(0)));
    for (format, opening) in [
        (ContentFormat::LWM2M_CBOR, &b"\xbf\x03"[..]),
        (ContentFormat::LWM2M_CBOR, b"\x9f"),
        (ContentFormat::SENML_CBOR, b"\x9f"),
        (ContentFormat::SENML_CBOR, b"\xbf\x61x"),
        (ContentFormat::TLV, b"\x88\x06\xff"),
        (ContentFormat::TLV, b"\x08\x00\xff"),
    ] {
        let payload = opening.repeat(long);
        let read = records(format, target, &payload);
        let refused = read.and_then(|mut records| records.try_for_each(|record| record.map(drop)));
        assert!(refused.is_err(), "{format}");
    }
    // A value that is ignored and nests: refused at the limit, not on the stack (D-008).
    let ignored = [b"\x81\xa1\x61x".to_vec(), vec![0x81; long]].concat();
    let mut read = records(ContentFormat::SENML_CBOR, target, &ignored).expect("a payload");
    let kind = read.next().and_then(Result::err).map(|error| error.kind());
    assert_eq!(kind, Some(ErrorKind::TooDeep { limit: 16 }));
}
