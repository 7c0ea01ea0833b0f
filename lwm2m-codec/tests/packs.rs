//! SenML is flat: records come in any order, of several devices, at several times. What nests wants them in order.
#![cfg(all(feature = "tlv", feature = "senml-cbor", feature = "lwm2m-cbor", feature = "alloc"))]

use lwm2m_codec::{
    ContentFormat, Device, ErrorKind, Instances, Opaque, Options, Path, Record, RecordSource,
    Timed, Timestamp, Value, decode, encode_to_vec, records, update,
};
use lwm2m_vectors::{Pack, Tree};

const SENML: ContentFormat = ContentFormat::SENML_CBOR;
const NESTED: [ContentFormat; 2] = [ContentFormat::TLV, ContentFormat::LWM2M_CBOR];

const ONE: Value<'static> = Value::Integer(1);

/// Records of no device, without times.
fn pack<'v>(records: &[(&str, Value<'v>)]) -> Pack<'v> {
    let record = |(path, value): &(&str, Value<'v>)| {
        let path = path.parse().expect("a path");
        (String::new(), Record { path, time: None, value: value.clone() })
    };
    Pack(records.iter().map(record).collect())
}

/// Paths in an order, and where it is no order for what nests.
#[test]
fn out_of_order() {
    for (paths, is_order) in [
        (&["/3/0/0", "/3/0/1", "/3/1/0"][..], true),
        (&["/3/0/1", "/3/0/0"], false),
        (&["/3/0/0", "/3/0/0"], false),
        (&["/3/1/0", "/3/0/1"], false),
        (&["/3/0/6/0", "/3/0/7", "/3/0/6/1"], false),
        (&["/3/0/6", "/3/0/6/0"], false),
        (&["/3/0/6/1", "/3/0/6/0"], false),
        (&["/3/0/6/0", "/3/0/6"], false),
        (&["/3/0/65534", "/3/1/0", "/3/65534/0"], true),
    ] {
        let records: Vec<_> = paths.iter().map(|path| (*path, ONE)).collect();
        for format in NESTED {
            let written = encode_to_vec(format, Path::object(3), &pack(&records));
            let kind = written.map(drop).map_err(|error| error.kind());
            let expected = if is_order { Ok(()) } else { Err(ErrorKind::RecordOrder) };
            assert_eq!(kind, expected, "{format}: {paths:?}");
        }
        let written = encode_to_vec(SENML, Path::object(3), &pack(&records)).expect("any order");
        let read = lwm2m_codec::records(SENML, Path::object(3), &written).expect("a payload");
        let read = read.map(|record| record.map_or("twice".into(), |r| r.path.to_string()));
        let expected: Vec<_> = match paths {
            [a, b] if a == b => vec![*a, "twice"],
            paths => paths.to_vec(),
        };
        assert_eq!(read.collect::<Vec<_>>(), expected);
    }
}

/// An empty container has no children later.
#[test]
fn an_empty_container_stays_empty() {
    for (empty, child) in [("/3/0", "/3/0/9"), ("/3/0/6", "/3/0/6/0")] {
        for format in NESTED {
            let written = encode_to_vec(
                format,
                Path::object(3),
                &pack(&[(empty, Value::Empty), (child, ONE)]),
            );
            assert_eq!(written.map_err(|e| e.kind()), Err(ErrorKind::RecordOrder), "{format}");
        }
    }
}

/// Two Objects in one pack whose records take turns; each is read whole.
#[test]
fn records_that_take_turns() {
    let turns = [("/1/0/6/0", ONE), ("/1/1/6/0", ONE), ("/1/0/6/1", ONE), ("/1/1/6/1", ONE)];
    let payload = encode_to_vec(SENML, Path::object(1), &pack(&turns)).expect("any order");
    let all: Tree = decode(SENML, Path::object(1), &payload).expect("a tree");
    let mut live = Tree::default();
    assert_eq!(update(&mut live, Path::object(1), SENML, Path::object(1), &payload), Ok(()));
    assert_eq!(live, all);
    // A repeat further apart is found by whoever gathers the records (D-006).
    let twice = [("/1/0/6/0", ONE), ("/1/1/6/0", ONE), ("/1/0/6/0", ONE)];
    let payload = encode_to_vec(SENML, Path::object(1), &pack(&twice)).expect("any order");
    assert_eq!(records(SENML, Path::object(1), &payload).map(|r| r.flatten().count()), Ok(3));
    let view = decode::<Tree>(SENML, Path::object(1), &payload).map_err(|e| (e.kind(), e.path()));
    let duplicate = (ErrorKind::Duplicate, Some(Path::resource_instance(1, 0, 6, 0)));
    assert_eq!(view, Err(duplicate));
    let live = update(&mut live, Path::object(1), SENML, Path::object(1), &payload);
    assert_eq!(live.map_err(|e| (e.kind(), e.path())), Err(duplicate));
}

/// Instances in any order of ids come out ascending.
#[test]
fn instances_in_any_order() {
    let sources = [("/3/0/6/5", ONE), ("/3/0/6/0", ONE), ("/3/0/6/3", ONE)];
    let payload = encode_to_vec(SENML, Path::resource(3, 0, 6), &pack(&sources)).expect("a pack");
    let sources: Instances<i64, 2> =
        decode(SENML, Path::resource(3, 0, 6), &payload).expect("instances");
    assert!(sources.iter().map(|(id, _)| id).eq([0, 3, 5]));
}

/// The values of several devices, each told as itself.
#[test]
fn of_several_devices() {
    let level = |value: i64| Record {
        path: Path::resource(3, 0, 9),
        time: None,
        value: Value::Integer(value),
    };
    let devices = [
        Device { prefix: "dev1", value: level(1) },
        Device { prefix: "dev2", value: level(2) },
        Device { prefix: "", value: level(3) },
    ];
    for format in [SENML, ContentFormat::LWM2M_CBOR] {
        let payload = encode_to_vec(format, Path::ROOT, &devices).expect("a pack");
        let mut records = records(format, Path::ROOT, &payload).expect("a payload");
        let mut record = Record::default();
        for (prefix, value) in [("dev1", 1), ("dev2", 2), ("", 3)] {
            assert_eq!(records.next_record(&mut record), Ok(true), "{format}");
            assert_eq!(records.prefix(), prefix, "{format}");
            assert_eq!(record.value.integer(), Ok(value), "{format}");
        }
        assert_eq!(records.next_record(&mut record), Ok(false), "{format}");
        // A struct stands for one device: the others' records are not its own.
        let mine = decode::<Tree>(format, Path::ROOT, &payload).map_err(|error| error.kind());
        assert_eq!(mine, Err(ErrorKind::OutsideTarget), "{format}");
        let mut live = Tree::default();
        let mine = update(&mut live, Path::ROOT, format, Path::ROOT, &payload);
        assert_eq!(mine.map_err(|error| error.kind()), Err(ErrorKind::OutsideTarget), "{format}");
        assert!(live.is_empty());
    }
}

/// A history is read as records; a struct takes one time.
#[test]
fn of_several_times() {
    let path = Path::resource(3303, 0, 5700);
    let at = |seconds, value: f64| Timed {
        time: Timestamp::from_seconds(seconds).expect("a time"),
        value,
    };
    let history = [at(1_700_000_000, 22.5), at(1_700_000_060, 23.0), at(1_699_999_940, 22.0)];
    let payload = encode_to_vec(SENML, path, &history[..]).expect("a pack");
    let read = records(SENML, path, &payload).expect("a payload").map(|record| {
        let record = record.expect("a record");
        (record.time, record.value.float())
    });
    assert!(read.eq(history.map(|timed| (Some(timed.time), Ok(timed.value)))));
    let mixed = decode::<f64>(SENML, path, &payload).map_err(|error| error.kind());
    assert_eq!(mixed, Err(ErrorKind::MixedTimes));
    let one = encode_to_vec(SENML, path, &history[..1]).expect("a pack");
    assert_eq!(decode(SENML, path, &one), Ok(22.5));
    // Nothing can be written into the past (D-077).
    let written = update(&mut 0.0, path, SENML, path, &one).map_err(|error| error.kind());
    assert_eq!(written, Err(ErrorKind::UnexpectedTime));
    for format in NESTED {
        let written = encode_to_vec(format, path, &history[..1]).map_err(|error| error.kind());
        assert_eq!(written, Err(ErrorKind::TimeUnsupported), "{format}");
    }
}

/// The longest value that TLV can hold, alone and within containers, and one octet more.
#[test]
fn the_longest_value() {
    const LIMIT: usize = 16_777_215;
    let octets = vec![0; LIMIT + 1];
    let value = |length: usize| Value::Opaque(Opaque::new(&octets[..length]));
    let refused = Err(ErrorKind::ValueTooLong { limit: LIMIT });
    // The header of the value counts in the lengths of the containers around it.
    for (target, path, longest) in [
        ("/5/0/0", "/5/0/0", LIMIT),
        ("/5/0", "/5/0/300", LIMIT),
        ("/5", "/5/0/0", LIMIT - 5),
        ("/5/0/0", "/5/0/0/0", LIMIT - 5),
        ("/5", "/5/300/300/300", LIMIT - 6 - 6),
    ] {
        let target = target.parse().expect("a path");
        let length = |length| {
            Options::STRICT
                .encoded_len(ContentFormat::TLV, target, &pack(&[(path, value(length))]))
                .map(|_| ())
                .map_err(|error| error.kind())
        };
        assert_eq!(length(longest), Ok(()), "{path} for {target}");
        assert_eq!(length(longest + 1), refused, "{path} for {target}");
    }
    // Two values that each fit may be too long together.
    let half = value(LIMIT / 2 + 1);
    let both = pack(&[("/5/0/0", half.clone()), ("/5/0/1", half)]);
    let written = Options::STRICT.encoded_len(ContentFormat::TLV, Path::object(5), &both);
    assert_eq!(written.map_err(|error| error.kind()).map(drop), refused);
    // CBOR has no such limit.
    for format in [SENML, ContentFormat::LWM2M_CBOR] {
        let target = Path::resource(5, 0, 0);
        let path = [("/5/0/0", value(LIMIT + 1))];
        let payload = encode_to_vec(format, target, &pack(&path)).expect("it has a form");
        let read = decode::<&[u8]>(format, target, &payload).map(<[u8]>::len);
        assert_eq!(read, Ok(LIMIT + 1), "{format}");
    }
}
