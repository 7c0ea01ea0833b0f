//! What lenient reading refuses all the same, how often it reports, and that it changes nothing else. What it takes
//! is in the vectors: `tests/vectors/*/lenient*.jsonl`.
// Tests run where there is a standard library.
#![allow(clippy::std_instead_of_alloc)]

use std::collections::BTreeMap;

use lwm2m_codec::{
    ContentFormat, DataType, Deviation, DeviationKind, ErrorKind, Instances, Object, ObjectDef,
    ObjectId, ObjectVersion, Operations, Options, Path, Range, ResourceDef, ResourceId, Result,
    Schema, Time, Typed, Value, decode, transcode_to_vec, update,
};

const TEXT: ContentFormat = ContentFormat::TEXT;
const CBOR: ContentFormat = ContentFormat::CBOR;
const TLV: ContentFormat = ContentFormat::TLV;
const NESTED: ContentFormat = ContentFormat::LWM2M_CBOR;
const SENML: ContentFormat = ContentFormat::SENML_CBOR;

const DEVICE: Path = Path::instance(3, 0);
const LEVEL: Path = Path::resource(3, 0, 9);

/// Every Resource is of one type, and meant to be below 256 where that is an integer.
#[derive(Clone, Copy)]
struct Uniform(DataType);

impl Schema for Uniform {
    fn resource(&self, path: Path) -> Option<ResourceDef<'_>> {
        let def = ResourceDef::new(path.resource_id()?, "", Operations::READ_WRITE, self.0);
        Some(def.range(Range::Integers(&[(0, 255)])))
    }
}

/// Reads leniently, with some kinds more; the values, and what was reported.
fn read(
    format: ContentFormat,
    target: Path,
    data_type: DataType,
    payload: &[u8],
    more: &[DeviationKind],
) -> (Result<Vec<Value<'static>>, ErrorKind>, Vec<DeviationKind>) {
    let mut reported = Vec::new();
    let mut report = |deviation: Deviation| reported.push(deviation.kind);
    let mut options = Options::STRICT.lenient(&mut report);
    for kind in more {
        options = options.allow(*kind);
    }
    let values = options.records(format, target, payload).and_then(|records| {
        let records = records.typed(Uniform(data_type));
        let values = records.map(|record| match record?.value {
            Typed::Known(value) => Ok(value.into_owned()),
            Typed::Unknown(_) => Err(ErrorKind::Untyped.into()),
        });
        values.collect()
    });
    (values.map_err(|error| error.kind()), reported)
}

fn assert_refused(format: ContentFormat, target: Path, data_type: DataType, payload: &[u8]) {
    let (values, reported) = read(format, target, data_type, payload, &[]);
    let shown = String::from_utf8_lossy(payload);
    assert!(values.is_err(), "{format}: {payload:02x?} {shown}: {values:?}");
    assert_eq!(reported, [], "{format}: {payload:02x?} {shown}");
}

#[test]
fn text_that_stays_refused() {
    let integer = ["", "+", "-", "+-5", "++5", " 5", "5 ", "5.5", "5.", ".0", "0x5", "5e0", "+5.1"];
    let float = [".", "+", "-.", "+-1", "1..0", ".e5", "nan", "inf", "+inf", "1,5", "5.e", "0x1p3"];
    let boolean = ["", "TRUE", "True", "yes", "2", "01", "true\0", "\"true\""];
    let time = ["2013-05-02T10:40:15Z", "1.5", "now"];
    let link = [
        "66",
        ":",
        "66:",
        ":0",
        "1:2:3",
        "65536:0",
        "ffff:ffff",
        "FFFF:0",
        "66:0\0\0",
        "/66",
        "66/0",
        "/66/0/1",
        "//66/0",
        "/66:0",
        "+1:2",
        "1;2",
        "FFFF:FFFF ",
    ];
    let opaque = ["Z", "Zm 8", "Zg=", "====", "Zm=8", "Zg===", "Zm9v=", "Zm9v\n", "Zg\0"];
    for (data_type, texts) in [
        (DataType::Integer, &integer[..]),
        (DataType::Unsigned, &integer),
        (DataType::Unsigned, &["-1", "+18446744073709551616"]),
        (DataType::Float, &float),
        (DataType::Boolean, &boolean),
        (DataType::Time, &time),
        (DataType::ObjectLink, &link),
        (DataType::Opaque, &opaque),
    ] {
        for text in texts {
            assert_refused(TEXT, LEVEL, data_type, text.as_bytes());
        }
    }
}

#[test]
fn cbor_that_stays_refused() {
    let all = |data_type, payloads: &[&[u8]]| {
        payloads.iter().for_each(|payload| assert_refused(CBOR, LEVEL, data_type, payload));
    };
    // D-003, D-033, D-034, D-083.
    all(
        DataType::Integer,
        &[
            b"\x05\x00\x00",
            b"\x05\x01",
            b"\x00\x05",
            b"\xd8\x18\xd8\x19\xd8\x1a\xd8\x1b\xd8\x1c\x05",
            b"\xc1\xc2\x41\x05",
            b"\xd8\x18\xc1\xc4\x82\x00\x05",
            b"\xd8\x18\xd8\x19",
            b"\xd8\x18\xdf\x05",
            b"\xc5\x82\x00\x05",
            b"\xf6",
            b"\x81\x05",
        ],
    );
    // D-028: a fraction, NaN, beyond 64 bits; D-032; other types.
    all(
        DataType::Integer,
        &[
            b"\xf9\x3e\x00",
            b"\xf9\x7e\x00",
            b"\xfa\x7f\x80\x00\x00",
            b"\xfb\x43\xe0\x00\x00\x00\x00\x00\x00",
            b"\xc4\x82\x20\x0f",
            b"\x61\x35",
            b"\xf5",
        ],
    );
    // D-028 speaks of integers: for a Time a float takes its tag.
    all(
        DataType::Time,
        &[
            b"\xfa\x3f\x80\x00\x00",
            b"\xc1\xfa\x7f\x80\x00\x00",
            b"\xc1\xf9\x7e\x00",
            b"\xc1\xfb\x43\xe0\x00\x00\x00\x00\x00\x00",
            b"\x6a2013-05-02",
            b"\xc0\x6a2013-05-02",
        ],
    );
    // D-037.
    all(
        DataType::Boolean,
        &[b"\x02", b"\x20", b"\xf8\x14", b"\xf7", b"\xf0", b"\x64true", b"\xf9\x3c\x00"],
    );
    // D-044, D-046.
    all(
        DataType::ObjectLink,
        &[
            b"\x20",
            b"\x1b\x00\x00\x00\x01\x00\x00\x00\x00",
            b"\xf9\x3c\x00",
            b"\x66ffff:1",
            b"\x4466:0",
        ],
    );
}

#[test]
fn tlv_that_stays_refused() {
    let all = |target, data_type, payloads: &[&[u8]]| {
        payloads.iter().for_each(|payload| assert_refused(TLV, target, data_type, payload));
    };
    all(LEVEL, DataType::Boolean, &[b"\xc2\x09\x00\x01", b"\xc0\x09"]);
    all(LEVEL, DataType::Float, &[b"\xc0\x09", b"\xc3\x091.5"]);
    all(LEVEL, DataType::ObjectLink, &[b"\xc0\x09", b"\xc3\x091:2"]);
    // D-054: digits have their own switch.
    all(LEVEL, DataType::Integer, &[b"\xc3\x09\x31\x32\x39", b"\xc3\x09\x00\x00\x05"]);
    // D-015, D-059: what no TLV of the target's ids encloses, and other ids around it.
    all(
        LEVEL,
        DataType::Integer,
        &[
            b"\xc1\x09\x64\xc1\x0a\x0f",
            b"\xc1\x0a\x0f",
            b"\x08\x01\x03\xc1\x09\x64",
            b"\x08\x00\x03\xc1\x09\x64\xc1\x0a\x0f",
        ],
    );
    // A sibling that is cut off stays so.
    all(DEVICE, DataType::Integer, &[b"\xc1\x09\x64\xc1\x09", b"\xc1\x09\x64\xc1"]);
    all(Path::object(3), DataType::Integer, &[b"\x03\x00\xc1\x09\x64\xc1\x09\x64"]);
    let instance = Path::resource_instance(3, 0, 6, 1);
    all(instance, DataType::Integer, &[b"\x41\x01\x05\x41\x02\x05", b"\x83\x07\x41\x01\x05"]);
}

#[test]
fn keys_that_stay_refused() {
    for (target, payload) in [
        // D-081: the relative reading ends above a Resource, is too deep, or is not one for all of them.
        (Path::object(3), &b"\xa1\x09\x18\x64"[..]),
        (Path::object(3), b"\xa1\x00\xa0"),
        (DEVICE, b"\xa1\x09\xa1\x01\xa1\x02\x03"),
        (DEVICE, b"\xa2\x09\x01\x83\x03\x00\x09\x01"),
        (DEVICE, b"\xa2\x83\x03\x00\x09\x01\x09\x01"),
        // Of all devices every key is absolute; below a Resource Instance there is nothing.
        (Path::ROOT, b"\xa1\x09\x18\x64"),
        (Path::resource_instance(3, 0, 6, 1), b"\xa1\x00\x01"),
        // D-015, D-011, D-012.
        (DEVICE, b"\xa1\x83\x03\x01\x09\x01"),
        (DEVICE, b"\xa1\x19\xff\xff\x01"),
        (DEVICE, b"\xa1\x1a\x00\x01\x00\x00\x01"),
        (DEVICE, b"\xa1\x09"),
    ] {
        assert_refused(NESTED, target, DataType::Integer, payload);
    }
}

#[test]
fn kinds_with_a_switch_of_their_own() {
    let unsigned = DeviationKind::UnsignedInSigned;
    let ascii = DeviationKind::AsciiInteger;
    for (payload, kind, off, on) in [
        (&b"\xc3\x09\x31\x32\x39"[..], ascii, None, 129),
        // Two digits are an integer of two octets.
        (b"\xc2\x09\x31\x32", ascii, Some(0x3132), 0x3132),
        (b"\xc1\x09\x81", unsigned, Some(-127), 129),
        (b"\xc2\x09\xff\xfe", unsigned, Some(-2), 65534),
        (b"\xc1\x09\x7f", unsigned, Some(127), 127),
    ] {
        let expected = |number: Option<i64>| match number {
            Some(number) => Ok(vec![Value::Integer(number)]),
            None => Err(ErrorKind::InvalidValue { expected: DataType::Integer }),
        };
        let (found, reported) = read(TLV, LEVEL, DataType::Integer, payload, &[]);
        assert_eq!((found, &reported[..]), (expected(off), &[][..]));
        let (found, reported) = read(TLV, LEVEL, DataType::Integer, payload, &[kind]);
        let deviates = if off == Some(on) { vec![] } else { vec![kind] };
        assert_eq!((found, reported), (expected(Some(on)), deviates));
    }
    // Eight octets are no Integer when read as unsigned.
    let (found, reported) = read(
        TLV,
        LEVEL,
        DataType::Integer,
        b"\xc8\x09\x08\xff\xff\xff\xff\xff\xff\xff\xff",
        &[unsigned],
    );
    assert_eq!((found, &reported[..]), (Err(ErrorKind::OutOfRange), &[][..]));
}

/// A number narrower than an Integer says by its type what is meant (D-055).
#[test]
fn a_narrow_number_that_was_sent_as_unsigned() {
    for (payload, expected) in
        [(&b"\xc1\x09\xc8"[..], Ok(200)), (b"\xc2\x09\xff\x00", Err(ErrorKind::OutOfRange))]
    {
        assert_eq!(
            decode::<u8>(TLV, LEVEL, payload).map_err(|e| e.kind()),
            Err(ErrorKind::OutOfRange)
        );
        let mut reported = Vec::new();
        let mut report = |deviation| reported.push(deviation);
        let options = Options::STRICT.lenient(&mut report).allow(DeviationKind::UnsignedInSigned);
        assert_eq!(options.decode::<u8>(TLV, LEVEL, payload).map_err(|e| e.kind()), expected);
        assert_eq!(reported.len(), usize::from(expected.is_ok()));
    }
}

#[test]
fn a_kind_that_is_refused() {
    let mut reported = Vec::new();
    let mut report = |deviation: Deviation| reported.push(deviation.kind);
    let options = Options::STRICT.lenient(&mut report).refuse(DeviationKind::BooleanWord);
    assert!(options.decode::<bool>(TEXT, LEVEL, b"true").is_err());
    assert_eq!(reported, []);
}

/// Some Resources of Device.
#[derive(Clone, Debug, Default, Object, PartialEq)]
#[lwm2m(object = 3)]
struct Device {
    #[lwm2m(resource = 6, multiple)]
    sources: Option<Instances<i64, 4>>,
    #[lwm2m(resource = 9)]
    level: Option<u8>,
    #[lwm2m(resource = 10)]
    memory: Option<i64>,
    #[lwm2m(resource = 13)]
    time: Option<Time>,
}

const fn deviation(kind: DeviationKind, offset: usize, path: Path) -> Deviation {
    Deviation { kind, offset, path: Some(path) }
}

/// Decodes, updates and replaces: the same comes of it, and the same is reported.
fn check(format: ContentFormat, payload: &[u8], expected: &Device, deviations: &[Deviation]) {
    assert!(decode::<Device>(format, DEVICE, payload).is_err() || format == SENML);
    let mut live = Device::default();
    assert!(update(&mut live, DEVICE, format, DEVICE, payload).is_err());
    assert_eq!(live, Device::default());

    let mut reported = Vec::new();
    let mut report = |deviation| reported.push(deviation);
    if format != SENML {
        let found = Options::STRICT.lenient(&mut report).decode(format, DEVICE, payload);
        assert_eq!(found.as_ref(), Ok(expected));
        assert_eq!(core::mem::take(&mut reported), deviations, "decode");
    }
    let mut report = |deviation| reported.push(deviation);
    let options = Options::STRICT.lenient(&mut report);
    assert_eq!(options.update(&mut live, DEVICE, format, DEVICE, payload), Ok(()));
    assert_eq!(&live, expected);
    assert_eq!(core::mem::take(&mut reported), deviations, "update");

    let mut live = Device { memory: Some(1), ..Device::default() };
    let mut report = |deviation| reported.push(deviation);
    let options = Options::STRICT.lenient(&mut report);
    assert_eq!(options.replace(&mut live, DEVICE, format, DEVICE, payload), Ok(()));
    assert_eq!(&live, expected);
    assert_eq!(reported, deviations, "replace");

    // Strict reading stays strict.
    let mut live = Device::default();
    assert!(update(&mut live, DEVICE, format, DEVICE, payload).is_err());
}

/// D-006: the last one of several counts, beside each other and further apart.
#[test]
fn duplicate_path() {
    let kind = DeviationKind::DuplicatePath;
    let level = |level| Device { level: Some(level), memory: Some(15), ..Device::default() };
    check(TLV, b"\xc1\x09\x64\xc1\x09\x63\xc1\x0a\x0f", &level(99), &[deviation(kind, 3, LEVEL)]);
    check(
        TLV,
        b"\xc1\x09\x64\xc1\x0a\x0f\xc1\x09\x63\xc1\x09\x62",
        &level(98),
        &[deviation(kind, 6, LEVEL), deviation(kind, 9, LEVEL)],
    );
    check(
        NESTED,
        b"\xa1\x82\x03\x00\xa3\x09\x18\x64\x0a\x0f\x09\x18\x63",
        &level(99),
        &[deviation(kind, 10, LEVEL)],
    );
    let sources = Device { sources: Some([(0, 3), (1, 2)].into()), ..Device::default() };
    let instance = |id| Path::resource_instance(3, 0, 6, id);
    check(
        TLV,
        b"\x86\x06\x41\x00\x01\x41\x01\x02\x83\x06\x41\x00\x03",
        &sources,
        &[deviation(kind, 10, instance(0))],
    );
}

/// D-006, E232: ids of Resource Instances that come again count on.
#[test]
fn instances_that_all_have_one_id() {
    let kind = DeviationKind::DuplicatePath;
    let sources = Device { sources: Some([(0, 1), (1, 2), (2, 3)].into()), ..Device::default() };
    let at = |offset, id| deviation(kind, offset, Path::resource_instance(3, 0, 6, id));
    let payload = b"\x88\x06\x09\x41\x00\x01\x41\x00\x02\x41\x00\x03";
    check(TLV, payload, &sources, &[at(6, 1), at(9, 2)]);
    // There is no id behind 65534.
    let payload = b"\x88\x06\x08\x61\xff\xfe\x01\x61\xff\xfe\x02";
    assert_refused(TLV, DEVICE, DataType::Integer, payload);
}

#[test]
fn several_deviations_of_one_record() {
    let at = |kind, offset, path| deviation(kind, offset, path);
    let sources = Path::resource(3, 0, 6);
    let expected =
        Device { sources: Some([(0, 0)].into()), time: Some(Time(0)), ..Device::default() };
    check(
        TLV,
        b"\xc0\x06\xc0\x0d",
        &expected,
        &[
            at(DeviationKind::EmptyInteger, 0, sources),
            at(DeviationKind::SingleForMultiple, 0, sources),
            at(DeviationKind::EmptyInteger, 2, Path::resource(3, 0, 13)),
        ],
    );
    check(
        NESTED,
        b"\xa1\x82\x03\x00\xa2\x06\xfa\x40\x40\x00\x00\x0d\xd8\x18\xc1\xf9\x3e\x00",
        &Device { sources: Some([(0, 3)].into()), time: Some(Time(1)), ..Device::default() },
        &[
            at(DeviationKind::FloatForInteger, 5, sources),
            at(DeviationKind::SingleForMultiple, 5, sources),
            at(DeviationKind::NestedTags, 11, Path::resource(3, 0, 13)),
            at(DeviationKind::FractionalTime, 11, Path::resource(3, 0, 13)),
        ],
    );
}

/// D-077: nothing can be written into the past, so the time says nothing.
#[test]
fn time_in_write() {
    check(
        SENML,
        b"\x82\xa3\x00\x66/3/0/9\x02\x18\x64\x06\x1a\x51\x82\x42\x8f\xa2\x00\x67/3/0/10\x02\x0f",
        &Device { level: Some(100), memory: Some(15), ..Device::default() },
        &[deviation(DeviationKind::TimeInWrite, 1, LEVEL)],
    );
}

/// What is refused in the end changes nothing.
#[test]
fn an_update_that_is_refused() {
    let mut live = Device::default();
    let mut reported = Vec::new();
    let mut report = |deviation| reported.push(deviation);
    // The level deviates and could be taken; the memory can't.
    let payload = b"\xc0\x09\xc3\x0a\x01\x02\x03";
    let options = Options::STRICT.lenient(&mut report);
    let error = options
        .update(&mut live, DEVICE, TLV, DEVICE, payload)
        .map_err(|e| (e.kind(), e.offset(), e.path()));
    let kind = ErrorKind::InvalidValue { expected: DataType::Integer };
    assert_eq!(error, Err((kind, Some(2), Some(Path::resource(3, 0, 10)))));
    assert_eq!(live, Device::default());
    assert_eq!(reported, [deviation(DeviationKind::EmptyInteger, 0, LEVEL)]);
}

/// D-057: a Create names the instance; only without one is it taken to be 0.
#[test]
fn missing_instance_wrapper() {
    let payload = b"\xc1\x09\x64";
    let target = Path::object(3);
    let mut reported = Vec::new();
    let mut report = |deviation| reported.push(deviation);
    let options = Options::STRICT.lenient(&mut report);
    let found: BTreeMap<u16, Device> = options.decode(TLV, target, payload).expect("instance 0");
    assert_eq!(found.into_keys().collect::<Vec<_>>(), [0]);
    assert_eq!(
        core::mem::take(&mut reported),
        [deviation(DeviationKind::MissingInstanceWrapper, 0, LEVEL)]
    );

    let mut report = |deviation| reported.push(deviation);
    let options =
        Options::STRICT.new_instance(lwm2m_codec::ObjectInstanceId::new(7)).lenient(&mut report);
    let found: BTreeMap<u16, Device> = options.decode(TLV, target, payload).expect("instance 7");
    assert_eq!(found.into_keys().collect::<Vec<_>>(), [7]);
    assert_eq!(reported, []);
}

const OBJECT: ObjectDef<'_> = ObjectDef {
    id: ObjectId::new(3),
    name: "Device",
    urn: "urn:oma:lwm2m:oma:3",
    version: ObjectVersion::V1_0,
    lwm2m_version: ObjectVersion::V1_0,
    multiple: false,
    mandatory: true,
    resources: &[ResourceDef::new(
        ResourceId::new(9),
        "Battery Level",
        Operations::READ,
        DataType::Integer,
    )
    .range(Range::Integers(&[(0, 255)]))],
};

/// Writers know nothing of it: what was meant is written in the one canonical form.
#[test]
fn what_is_written_stays_canonical() {
    for (from, payload, kind) in [
        (TEXT, &b"+200"[..], DeviationKind::LeadingPlus),
        (CBOR, b"\xfa\x43\x48\x00\x00", DeviationKind::FloatForInteger),
        (TLV, b"\xc1\x09\xc8", DeviationKind::UnsignedInSigned),
        (NESTED, b"\xa1\x83\x03\x00\x09\xd8\x18\xd8\x18\x18\xc8", DeviationKind::NestedTags),
    ] {
        for (to, written) in [
            (TEXT, &b"200"[..]),
            (CBOR, b"\x18\xc8"),
            (TLV, b"\xc2\x09\x00\xc8"),
            (NESTED, b"\xa1\x83\x03\x00\x09\x18\xc8"),
        ] {
            let mut reported = Vec::new();
            let mut report = |deviation| reported.push(deviation);
            let options =
                Options::STRICT.lenient(&mut report).allow(DeviationKind::UnsignedInSigned);
            let found = options.transcode_to_vec(from, to, LEVEL, payload, &OBJECT);
            assert_eq!(found.as_deref(), Ok(written), "{from} to {to}");
            assert_eq!(reported.len(), 1, "{from} to {to}");
            assert_eq!(reported.first().map(|d| (d.kind, d.path)), Some((kind, Some(LEVEL))));
            let strict = transcode_to_vec(from, to, LEVEL, payload, &OBJECT);
            assert_ne!(strict.as_deref(), Ok(written), "{from} to {to}");
        }
    }
}
