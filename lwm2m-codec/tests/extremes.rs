//! The ends of every type, and every character of 16 bits as an escape, are exact through every format that can carry them.
#![allow(
    clippy::indexing_slicing,
    clippy::std_instead_of_alloc,
    clippy::std_instead_of_core,
    reason = "a test has the standard library, and may panic"
)]
#![cfg(all(
    feature = "text",
    feature = "opaque",
    feature = "cbor",
    feature = "tlv",
    feature = "lwm2m-json",
    feature = "senml-json",
    feature = "senml-cbor",
    feature = "lwm2m-cbor",
    feature = "alloc"
))]

#[path = "common/any.rs"]
mod any;

use std::collections::BTreeMap;

use lwm2m_codec::format::SUPPORTED;
use lwm2m_codec::{
    ContentFormat, DataType, ErrorKind, ObjectLink, Opaque, Path, Record, Text, Time, Timed,
    Timestamp, Value, decode, encode_to_vec, encoded_len, records, transcode_to_vec,
};

use self::any::{Resource, Types, all_same, read_typed};

const AT: Path = Path::resource(33_000, 0, 1);

const ONE_VALUE: [ContentFormat; 3] =
    [ContentFormat::TEXT, ContentFormat::OPAQUE, ContentFormat::CBOR];

/// A value for itself, in its Object Instance and among everything.
const TARGETS: [Path; 3] = [AT, Path::instance(33_000, 0), Path::ROOT];

/// Writes a value in every format and reads it again; gives the payloads for each target.
fn round_trip(value: &Value<'static>) -> [Vec<(ContentFormat, Vec<u8>)>; 3] {
    let types = BTreeMap::from([(AT, Resource::Single(value.clone()))]);
    let told = [Record { path: AT, time: None, value: value.clone() }];
    TARGETS.map(|target| {
        let carries = |format: &ContentFormat| match *format {
            ContentFormat::OPAQUE => target == AT && matches!(value, Value::Opaque(_)),
            ContentFormat::TLV => target != Path::ROOT,
            format => target == AT || !ONE_VALUE.contains(&format),
        };
        let formats = SUPPORTED.iter().copied().filter(carries);
        let payload = |format| {
            let payload = encode_to_vec(format, target, &told[0]).expect("the value has a form");
            let read = read_typed(format, target, &payload, &Types(&types));
            assert!(matches!(&read, Ok(read) if all_same(read, &told)), "{format}: {read:?}");
            (format, payload)
        };
        formats.map(payload).collect()
    })
}

/// The same, and tells it on from each format in each other.
fn check(value: &Value<'static>) {
    let types = BTreeMap::from([(AT, Resource::Single(value.clone()))]);
    for (target, payloads) in TARGETS.into_iter().zip(round_trip(value)) {
        for (from, payload) in &payloads {
            for (to, direct) in &payloads {
                let again = transcode_to_vec(*from, *to, target, payload, &Types(&types));
                assert_eq!(again.as_ref(), Ok(direct), "{from} to {to}");
            }
        }
    }
}

/// How a number is written as plain text, in SenML JSON and in CBOR.
#[track_caller]
fn check_forms(value: &Value<'static>, text: &str, json: &str, cbor: &[u8]) {
    check(value);
    let written = |format| encode_to_vec(format, AT, value).expect("the value has a form");
    assert_eq!(String::from_utf8_lossy(&written(ContentFormat::TEXT)), text);
    let pack = format!(r#"[{{"bn":"/33000/0/1","v":{json}}}]"#);
    assert_eq!(String::from_utf8_lossy(&written(ContentFormat::SENML_JSON)), pack);
    assert_eq!(written(ContentFormat::CBOR), cbor, "{text}");
}

/// PAY-12.
#[test]
fn integers() {
    for (number, cbor) in [
        (i64::MIN, &b"\x3b\x7f\xff\xff\xff\xff\xff\xff\xff"[..]),
        (i64::MIN + 1, b"\x3b\x7f\xff\xff\xff\xff\xff\xff\xfe"),
        (i64::MAX, b"\x1b\x7f\xff\xff\xff\xff\xff\xff\xff"),
        ((1 << 53) + 1, b"\x1b\x00\x20\x00\x00\x00\x00\x00\x01"),
        (-(1 << 53) - 1, b"\x3b\x00\x20\x00\x00\x00\x00\x00\x00"),
        (999_999_999_999_999_999, b"\x1b\x0d\xe0\xb6\xb3\xa7\x63\xff\xff"),
        (1_000_000_000_000_000_000, b"\x1b\x0d\xe0\xb6\xb3\xa7\x64\x00\x00"),
        (0, b"\x00"),
    ] {
        let digits = number.to_string();
        check_forms(&Value::Integer(number), &digits, &digits, cbor);
        let tagged = [&b"\xc1"[..], cbor].concat();
        check_forms(&Value::Time(Time(number)), &digits, &digits, &tagged);
    }
    for (number, cbor) in [
        (u64::MAX, &b"\x1b\xff\xff\xff\xff\xff\xff\xff\xff"[..]),
        (u64::MAX - 1, b"\x1b\xff\xff\xff\xff\xff\xff\xff\xfe"),
        (1 << 63, b"\x1b\x80\x00\x00\x00\x00\x00\x00\x00"),
        ((1 << 63) - 1, b"\x1b\x7f\xff\xff\xff\xff\xff\xff\xff"),
    ] {
        let digits = number.to_string();
        check_forms(&Value::Unsigned(number), &digits, &digits, cbor);
    }
    for link in [(0, 0), (0, u16::MAX), (u16::MAX, 0), (u16::MAX, u16::MAX)] {
        check(&Value::ObjectLink(ObjectLink::new(link.0, link.1)));
    }
}

/// One past the end of a type is refused in every format, not rounded, not wrapped.
/// PAY-12.
#[test]
fn beyond_the_integers() {
    let refused = |format, payload: &[u8], error: (ErrorKind, usize)| {
        let read = decode::<i64>(format, AT, payload).map_err(|e| (e.kind(), e.offset()));
        assert_eq!(read, Err((error.0, Some(error.1))), "{format}");
    };
    let json = |digits: &str| format!(r#"[{{"n":"/33000/0/1","v":{digits}}}]"#);
    let legacy = |digits: &str| format!(r#"{{"bn":"/33000/0/1","e":[{{"v":{digits}}}]}}"#);
    for digits in ["9223372036854775808", "-9223372036854775809", "18446744073709551616", "1e19"] {
        let out = ErrorKind::OutOfRange;
        refused(
            ContentFormat::TEXT,
            digits.as_bytes(),
            (
                if digits.contains('e') {
                    ErrorKind::InvalidValue { expected: INTEGER }
                } else {
                    out
                },
                0,
            ),
        );
        refused(ContentFormat::SENML_JSON, json(digits).as_bytes(), (out, 1));
        refused(ContentFormat::LWM2M_JSON, legacy(digits).as_bytes(), (out, 24));
    }
    let cbor = b"\x1b\x80\x00\x00\x00\x00\x00\x00\x00";
    let nested = [&b"\xa1\x83\x19\x80\xe8\x00\x01"[..], cbor].concat();
    let senml = [&b"\x81\xa2\x00\x6a/33000/0/1\x02"[..], cbor].concat();
    refused(ContentFormat::CBOR, cbor, (ErrorKind::OutOfRange, 0));
    refused(ContentFormat::LWM2M_CBOR, &nested, (ErrorKind::OutOfRange, 1));
    refused(ContentFormat::SENML_CBOR, &senml, (ErrorKind::OutOfRange, 1));
    // -2^63 - 1 fits no type at all.
    let below = b"\x3b\x80\x00\x00\x00\x00\x00\x00\x00";
    refused(ContentFormat::CBOR, below, (ErrorKind::OutOfRange, 0));
}

const INTEGER: DataType = DataType::Integer;

#[test]
fn floats() {
    let tiny = format!("0.{}5", "0".repeat(323));
    let normal = format!("0.{}22250738585072014", "0".repeat(307));
    let subnormal = format!("0.{}2225073858507201", "0".repeat(307));
    let largest = format!("17976931348623157{}", "0".repeat(292));
    for (number, text, json, cbor) in [
        (5e-324, tiny.as_str(), "5e-324", &b"\xfb\x00\x00\x00\x00\x00\x00\x00\x01"[..]),
        (
            f64::MIN_POSITIVE,
            &normal,
            "2.2250738585072014e-308",
            b"\xfb\x00\x10\x00\x00\x00\x00\x00\x00",
        ),
        (
            2.225_073_858_507_201e-308,
            &subnormal,
            "2.225073858507201e-308",
            b"\xfb\x00\x0f\xff\xff\xff\xff\xff\xff",
        ),
        (f64::MAX, &largest, "1.7976931348623157e308", b"\xfb\x7f\xef\xff\xff\xff\xff\xff\xff"),
        // Seventeen digits.
        (
            0.300_000_000_000_000_04,
            "0.30000000000000004",
            "0.30000000000000004",
            b"\xfb\x3f\xd3\x33\x33\x33\x33\x33\x34",
        ),
        (
            9_007_199_254_740_993.5,
            "9007199254740994",
            "9007199254740994",
            b"\xfb\x43\x40\x00\x00\x00\x00\x00\x01",
        ),
        (
            1.234_567_890_123_456_8e-5,
            "0.000012345678901234568",
            "0.000012345678901234568",
            b"\xfb\x3e\xe9\xe4\x09\x30\x26\x78\xba",
        ),
        (-0.0, "-0", "-0", b"\xfa\x80\x00\x00\x00"),
        // The least and the largest that single precision has.
        (
            f64::from(f32::MAX),
            "340282346638528860000000000000000000000",
            "3.4028234663852886e38",
            b"\xfa\x7f\x7f\xff\xff",
        ),
    ] {
        check_forms(&Value::Float(number), text, json, cbor);
    }
    for bits in [1, 2, 0x007f_ffff, 0x0080_0000, 0x3f80_0001] {
        check(&Value::Float(f64::from(f32::from_bits(bits))));
        check(&Value::Float(-f64::from(f32::from_bits(bits))));
    }
}

/// JSON has no form for these, the others have one each (D-024, D-025, D-030).
#[test]
fn what_is_no_number() {
    for (number, cbor) in [
        (f64::NAN, b"\xfa\x7f\xc0\x00\x00"),
        (f64::INFINITY, b"\xfa\x7f\x80\x00\x00"),
        (f64::NEG_INFINITY, b"\xfa\xff\x80\x00\x00"),
    ] {
        assert_eq!(encode_to_vec(ContentFormat::CBOR, AT, &number).as_deref(), Ok(&cbor[..]));
        for format in SUPPORTED {
            let written = encode_to_vec(*format, AT, &number);
            let is_binary = ![
                ContentFormat::TEXT,
                ContentFormat::OPAQUE,
                ContentFormat::SENML_JSON,
                ContentFormat::SENML_ETCH_JSON,
                ContentFormat::LWM2M_JSON,
            ]
            .contains(format);
            assert_eq!(written.is_ok(), is_binary, "{format}");
            if let Ok(payload) = written {
                let read = decode::<f64>(*format, AT, &payload).expect("a number");
                assert!(read.to_bits() == number.to_bits() || read.is_nan() && number.is_nan());
            }
        }
    }
}

#[test]
fn lengths() {
    for length in [0, 1, 7, 8, 23, 24, 255, 256, 65_536] {
        check(&Value::Opaque(Opaque::from(vec![0xa5; length])));
    }
    for length in [0, 1, 7, 8, 23, 24, 255, 256] {
        check(&Value::String(Text::from("x".repeat(length))));
    }
    for length in [65_535, 65_536, 65_537] {
        round_trip(&Value::Opaque(Opaque::from(vec![0x5a; length])));
        round_trip(&Value::String(Text::from("x".repeat(length))));
    }
    check(&Value::String(Text::from("\0".repeat(3))));
}

/// A payload of more than four GiB is counted; LwM2M CBOR has no map that begins so far behind.
#[cfg(target_pointer_width = "64")]
#[test]
fn more_than_32_bits_count() {
    let octets = vec![0; 0xff_ffff];
    let record = |instance| {
        let value = Value::Opaque(Opaque::new(&octets));
        Record { path: Path::resource(33_000, instance, 0), time: None, value }
    };
    let all: Vec<_> = (0..300).map(record).collect();
    let target = Path::object(33_000);
    for (format, expected) in [
        (ContentFormat::TLV, Err(ErrorKind::ValueTooLong { limit: 0xff_ffff })),
        (ContentFormat::SENML_CBOR, Ok(3 + 9 + 300 * (9 + 0xff_ffff) + 1390)),
        (ContentFormat::LWM2M_CBOR, Err(ErrorKind::ValueTooLong { limit: 0xffff_ffff })),
    ] {
        let length = encoded_len(format, target, &all[..]).map_err(|error| error.kind());
        assert_eq!(length, expected, "{format}");
    }
}

/// Seconds either side of where a time begins to be absolute, and the ends of all time, to the nanosecond (D-047, D-048).
/// SJS-07.
#[test]
fn times() {
    const S: i64 = 1_000_000_000;
    const EDGE: i64 = (1 << 28) * S;
    let formats: Vec<_> =
        SUPPORTED.iter().copied().filter(|format| !ONE_VALUE.contains(format)).collect();
    for nanos in [
        EDGE - S,
        EDGE - 1,
        EDGE,
        EDGE + 1,
        0,
        1,
        -1,
        S - 1,
        1_700_000_000 * S + 123_456_789,
        1_700_000_000 * S + 1,
        i64::MAX,
        i64::MAX - 1,
        -i64::MAX,
    ] {
        let time = Timestamp::from_nanos(nanos).expect("a time");
        assert_eq!(time.is_relative(), nanos < EDGE, "{nanos}");
        for other in [nanos, nanos.saturating_add(1), nanos / 2, -nanos] {
            let Some(later) = Timestamp::from_nanos(other).filter(|_| other != nanos) else {
                continue;
            };
            let history = [Timed { time, value: 1_i64 }, Timed { time: later, value: 2 }];
            for &format in &formats {
                let written = encode_to_vec(format, AT, &history[..]);
                if [ContentFormat::TLV, ContentFormat::LWM2M_CBOR].contains(&format) {
                    let kind = written.map_err(|error| error.kind());
                    assert_eq!(kind, Err(ErrorKind::TimeUnsupported), "{format}");
                    continue;
                }
                let written = written.expect("it has a form");
                let read = records(format, AT, &written).expect("a payload");
                let read: Result<Vec<_>, _> =
                    read.map(|record| record.map(|record| record.time)).collect();
                assert_eq!(read, Ok(vec![Some(time), Some(later)]), "{format}");
            }
        }
    }
}

/// Text in the two notations of JSON.
fn json_of(escaped: &str) -> [(ContentFormat, String); 3] {
    let pack = format!(r#"[{{"n":"/33000/0/1","vs":"{escaped}"}}]"#);
    let legacy = format!(r#"{{"bn":"/33000/0/1","e":[{{"sv":"{escaped}"}}]}}"#);
    [
        (ContentFormat::SENML_JSON, pack.clone()),
        (ContentFormat::SENML_ETCH_JSON, pack),
        (ContentFormat::LWM2M_JSON, legacy),
    ]
}

#[test]
fn every_escape_of_16_bits() {
    let (mut characters, mut surrogates) = (0, 0);
    for block in 0..=0xff_u32 {
        let units = block << 8..(block + 1) << 8;
        let chars: String = units.clone().filter_map(char::from_u32).collect();
        characters += chars.chars().count();
        let lower: String = chars.chars().map(|c| format!("\\u{:04x}", u32::from(c))).collect();
        let upper: String = chars.chars().map(|c| format!("\\u{:04X}", u32::from(c))).collect();
        for (format, payload) in [lower, upper].iter().flat_map(|escaped| json_of(escaped)) {
            let read = decode::<Text<'_>>(format, AT, payload.as_bytes()).expect("text");
            assert_eq!(read, chars.as_str(), "{format}, from {:x}", units.start);
        }
        // And each as it stands, escaped only where it must be.
        if !chars.is_empty() {
            round_trip(&Value::String(Text::from(chars)));
        }
        // D-073: half a character is none.
        for unit in units.filter(|unit| char::from_u32(*unit).is_none()) {
            surrogates += 1;
            for (format, payload) in json_of(&format!("a\\u{unit:04x}")) {
                let kind = decode::<Text<'_>>(format, AT, payload.as_bytes()).map_err(|e| e.kind());
                let expected = ErrorKind::Malformed("an escape that JSON defines");
                assert_eq!(kind, Err(expected), "{format}: {unit:x}");
            }
        }
    }
    assert_eq!((characters, surrogates), (0x1_0000 - 0x800, 0x800));
}

#[test]
fn escapes_of_two_units() {
    for first in (0x1_0000..=0x10_ffff_u32).step_by(0x400) {
        // One high unit, the ends of the low ones.
        let chars: String = [first, first + 0x3ff].into_iter().filter_map(char::from_u32).collect();
        let escaped: String = chars.encode_utf16().map(|unit| format!("\\u{unit:04X}")).collect();
        for (format, payload) in json_of(&escaped) {
            let read = decode::<Text<'_>>(format, AT, payload.as_bytes()).expect("text");
            assert_eq!(read, chars.as_str(), "{format}");
        }
    }
}
