//! One value has one form in the formats that are text, and in those of one value (D-022 to D-030, D-038 to D-051).
#![cfg(all(
    feature = "text",
    feature = "opaque",
    feature = "cbor",
    feature = "senml-json",
    feature = "lwm2m-json",
    feature = "alloc"
))]

use lwm2m_codec::{
    ContentFormat, CoreLink, Error, ErrorKind, ObjectLink, Opaque, Options, Path, Record, Text,
    Time, Timestamp, Value, records,
};
use lwm2m_vectors::Pack;

const LEVEL: Path = Path::resource(3, 0, 9);

/// Writes records as they are told, for a target.
fn write(
    options: &Options<'_>,
    format: ContentFormat,
    target: Path,
    records: &[Record<Value<'_>>],
) -> Result<Vec<u8>, Error> {
    let records = records.iter().map(|record| (String::new(), record.clone()));
    options.encode_to_vec(format, target, &Pack(records.collect()))
}

fn one(path: Path, value: Value<'_>) -> Record<Value<'_>> {
    Record { path, time: None, value }
}

#[track_caller]
fn check_text(format: ContentFormat, target: Path, records: &[Record<Value<'_>>], expected: &str) {
    let bytes = write(&Options::STRICT, format, target, records).expect("it has a form");
    assert_eq!(String::from_utf8(bytes).as_deref(), Ok(expected), "{format} {target}");
}

fn text(text: &str) -> Value<'_> {
    Value::String(Text::new(text))
}

fn octets(octets: &[u8]) -> Value<'_> {
    Value::Opaque(Opaque::new(octets))
}

const LINK: ObjectLink = ObjectLink { object: 66, instance: 65_535 };

/// The form of each type as plain text, as a member in SenML JSON, and as one in LwM2M JSON.
/// TXT-01, TXT-02, TXT-03, TXT-04, TXT-05, TXT-06, TXT-07, TXT-08; OJS-03, SJS-04, SJS-05.
#[test]
fn every_type() {
    for (value, plain, senml, legacy) in [
        (Value::Integer(0), "0", r#""v":0"#, r#""v":0"#),
        (
            Value::Integer(i64::MIN),
            "-9223372036854775808",
            r#""v":-9223372036854775808"#,
            r#""v":-9223372036854775808"#,
        ),
        (
            Value::Integer(i64::MAX),
            "9223372036854775807",
            r#""v":9223372036854775807"#,
            r#""v":9223372036854775807"#,
        ),
        // D-027: all digits.
        (
            Value::Unsigned(u64::MAX),
            "18446744073709551615",
            r#""v":18446744073709551615"#,
            r#""v":18446744073709551615"#,
        ),
        // D-024: the shortest digits, plain, and no point where none is needed.
        (Value::Float(3.0), "3", r#""v":3"#, r#""v":3"#),
        (Value::Float(-0.0), "-0", r#""v":-0"#, r#""v":-0"#),
        (Value::Float(22.5), "22.5", r#""v":22.5"#, r#""v":22.5"#),
        (
            Value::Float(0.1 + 0.2),
            "0.30000000000000004",
            r#""v":0.30000000000000004"#,
            r#""v":0.30000000000000004"#,
        ),
        // D-025: JSON has an exponent below 10^-5 and from 10^16 on, without plus and zeros.
        (Value::Float(1e-5), "0.00001", r#""v":0.00001"#, r#""v":0.00001"#),
        (Value::Float(6.667e-11), "0.00000000006667", r#""v":6.667e-11"#, r#""v":6.667e-11"#),
        (
            Value::Float(9_007_199_254_740_993e0),
            "9007199254740992",
            r#""v":9007199254740992"#,
            r#""v":9007199254740992"#,
        ),
        (Value::Float(1e16), "10000000000000000", r#""v":1e16"#, r#""v":1e16"#),
        (Value::Float(1.5e21), "1500000000000000000000", r#""v":1.5e21"#, r#""v":1.5e21"#),
        // D-038.
        (Value::Boolean(true), "1", r#""vb":true"#, r#""bv":true"#),
        (Value::Boolean(false), "0", r#""vb":false"#, r#""bv":false"#),
        // D-051: SenML has the alphabet for URLs without padding, the others the standard's with it.
        (octets(b""), "", r#""vd":"""#, r#""sv":"""#),
        (octets(b"\xfb\xff\xbf\xff"), "+/+//w==", r#""vd":"-_-__w""#, r#""sv":"+/+//w==""#),
        (Value::Time(Time(-1)), "-1", r#""v":-1"#, r#""v":-1"#),
        // D-044.
        (Value::ObjectLink(LINK), "66:65535", r#""vlo":"66:65535""#, r#""ov":"66:65535""#),
        (text(""), "", r#""vs":"""#, r#""sv":"""#),
        (text("é😀/"), "é😀/", r#""vs":"é😀/""#, r#""sv":"é😀/""#),
        (
            Value::CoreLink(CoreLink::from_text(Text::new("</3/0>;ver=\"1.2\""))),
            "</3/0>;ver=\"1.2\"",
            r#""vs":"</3/0>;ver=\"1.2\"""#,
            r#""sv":"</3/0>;ver=\"1.2\"""#,
        ),
    ] {
        let record = [one(LEVEL, value)];
        check_text(ContentFormat::TEXT, LEVEL, &record, plain);
        // D-075, D-080: a single value is named by the base name alone.
        let senml = format!(r#"[{{"bn":"/3/0/9",{senml}}}]"#);
        check_text(ContentFormat::SENML_JSON, LEVEL, &record, &senml);
        check_text(ContentFormat::SENML_ETCH_JSON, LEVEL, &record, &senml);
        let legacy = format!(r#"{{"bn":"/3/0/9","e":[{{{legacy}}}]}}"#);
        check_text(ContentFormat::LWM2M_JSON, LEVEL, &record, &legacy);
    }
}

/// D-073: what must be escaped is, in its shortest form, and nothing else.
#[test]
fn escapes() {
    let control: String = (0..=0x20).map(char::from).collect();
    let expected = concat!(
        r#"[{"bn":"/3/0/9","vs":""#,
        r"\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000b\f\r\u000e\u000f",
        r"\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017",
        r"\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f ",
        r#""}]"#
    );
    check_text(ContentFormat::SENML_JSON, LEVEL, &[one(LEVEL, text(&control))], expected);
    let quotes = "\"\\/\u{7f}\u{2028}";
    let expected = "[{\"bn\":\"/3/0/9\",\"vs\":\"\\\"\\\\/\u{7f}\u{2028}\"}]";
    check_text(ContentFormat::SENML_JSON, LEVEL, &[one(LEVEL, text(quotes))], expected);
}

/// D-005, D-075, D-080.
/// SJS-02, OJS-02.
#[test]
fn names() {
    let device = [one(LEVEL, Value::Integer(1)), one(Path::resource(3, 0, 10), Value::Integer(2))];
    for (target, senml, legacy) in [
        (
            Path::instance(3, 0),
            r#"[{"bn":"/3/0/","n":"9","v":1},{"n":"10","v":2}]"#,
            r#"{"bn":"/3/0/","e":[{"n":"9","v":1},{"n":"10","v":2}]}"#,
        ),
        (
            Path::object(3),
            r#"[{"bn":"/3/","n":"0/9","v":1},{"n":"0/10","v":2}]"#,
            r#"{"bn":"/3/","e":[{"n":"0/9","v":1},{"n":"0/10","v":2}]}"#,
        ),
        (
            Path::ROOT,
            r#"[{"bn":"/","n":"3/0/9","v":1},{"n":"3/0/10","v":2}]"#,
            r#"{"bn":"/","e":[{"n":"3/0/9","v":1},{"n":"3/0/10","v":2}]}"#,
        ),
        (Path::object(4), "[]", r#"{"bn":"/4/","e":[]}"#),
    ] {
        check_text(ContentFormat::SENML_JSON, target, &device, senml);
        check_text(ContentFormat::LWM2M_JSON, target, &device, legacy);
    }
    // D-016, D-018: the alternate path, then the gateway's prefix.
    let options = Options::STRICT.alternate_path("lwm2m").gateway_prefix("dev1");
    let bytes = write(&options, ContentFormat::SENML_JSON, LEVEL, &device[..1]);
    assert_eq!(bytes.as_deref(), Ok(br#"[{"bn":"/lwm2m/dev1/3/0/9","v":1}]"#.as_slice()));
}

/// D-047, D-076.
/// SJS-07.
#[test]
fn times() {
    let at = |nanos, value| Record {
        path: LEVEL,
        time: Timestamp::from_nanos(nanos),
        value: Value::Integer(value),
    };
    let history = [
        at(1_700_000_000_500_000_000, 1),
        at(1_700_000_000_500_000_001, 2),
        at(1_699_999_999_000_000_000, 3),
    ];
    check_text(
        ContentFormat::SENML_JSON,
        LEVEL,
        &history,
        r#"[{"bn":"/3/0/9","bt":1700000000.5,"v":1},{"t":0.000000001,"v":2},{"t":-1.5,"v":3}]"#,
    );
}

/// D-071: null deletes, in the forms for composite requests alone.
/// ETC-04.
#[test]
fn null() {
    let instance = Path::resource_instance(3, 0, 6, 1);
    let record = [one(instance, Value::Null)];
    let expected = r#"[{"bn":"/","n":"3/0/6/1","v":null}]"#;
    check_text(ContentFormat::SENML_ETCH_JSON, Path::ROOT, &record, expected);
    for format in [
        ContentFormat::TEXT,
        ContentFormat::OPAQUE,
        ContentFormat::CBOR,
        ContentFormat::SENML_JSON,
        ContentFormat::LWM2M_JSON,
    ] {
        let error = write(&Options::STRICT, format, instance, &record).err();
        let kind = error.map(|error| error.kind());
        assert!(matches!(kind, Some(ErrorKind::NotExpressible(_))), "{format}: {kind:?}");
        assert_eq!(error.and_then(|error| error.path()), Some(instance), "{format}");
    }
}

/// D-030, D-036, D-040: shortest heads, single floats where exact, Time under tag 1.
/// CBR-02, CBR-03, CBR-05.
#[test]
fn cbor() {
    for (value, expected) in [
        (Value::Integer(23), b"\x17".as_slice()),
        (Value::Integer(24), b"\x18\x18"),
        (Value::Integer(-1), b"\x20"),
        (Value::Integer(i64::MIN), b"\x3b\x7f\xff\xff\xff\xff\xff\xff\xff"),
        (Value::Unsigned(u64::MAX), b"\x1b\xff\xff\xff\xff\xff\xff\xff\xff"),
        (Value::Float(1.5), b"\xfa\x3f\xc0\0\0"),
        (Value::Float(0.1), b"\xfb\x3f\xb9\x99\x99\x99\x99\x99\x9a"),
        (Value::Float(-f64::NAN), b"\xfa\x7f\xc0\0\0"),
        (Value::Float(f64::NEG_INFINITY), b"\xfa\xff\x80\0\0"),
        (Value::Boolean(false), b"\xf4"),
        (Value::Boolean(true), b"\xf5"),
        (Value::Time(Time(1_367_491_215)), b"\xc1\x1a\x51\x82\x42\x8f"),
        (Value::Time(Time(-1)), b"\xc1\x20"),
        (text(""), b"\x60"),
        (text("é"), b"\x62\xc3\xa9"),
        (octets(b"\0"), b"\x41\0"),
        (Value::ObjectLink(LINK), b"\x6866:65535"),
        (Value::CoreLink(CoreLink::from_text(Text::new("</3>"))), b"\x64</3>"),
    ] {
        let shown = value.to_string();
        let bytes = write(&Options::STRICT, ContentFormat::CBOR, LEVEL, &[one(LEVEL, value)]);
        assert_eq!(bytes.as_deref(), Ok(expected), "{shown}");
    }
}

/// D-053: octets as they are, and nothing else.
/// OPQ-01, OPQ-02.
#[test]
fn opaque() {
    let write = |value| write(&Options::STRICT, ContentFormat::OPAQUE, LEVEL, &[one(LEVEL, value)]);
    assert_eq!(write(octets(b"\0\xff")).as_deref(), Ok(b"\0\xff".as_slice()));
    assert_eq!(write(octets(b"")).as_deref(), Ok(b"".as_slice()));
    let many: Vec<u8> = (0..70_000u32).map(|number| number.to_le_bytes()[0]).collect();
    assert_eq!(write(octets(&many)).as_deref(), Ok(many.as_slice()));
    let read = records(ContentFormat::OPAQUE, LEVEL, &many).expect("octets").next();
    let read = read.expect("a record").expect("no error").value;
    assert_eq!(read.opaque(), Ok(Opaque::new(&many)));
    for value in [text("a"), Value::Integer(1), Value::Float(1.0), Value::Boolean(true)] {
        let kind = write(value).map_err(|error| error.kind());
        assert!(matches!(kind, Err(ErrorKind::NotExpressible(_))), "{kind:?}");
    }
}

/// D-024, D-025: text has no form for what is no number.
/// TXT-03.
#[test]
fn not_a_number() {
    for format in [ContentFormat::TEXT, ContentFormat::SENML_JSON, ContentFormat::LWM2M_JSON] {
        for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            let bytes = write(&Options::STRICT, format, LEVEL, &[one(LEVEL, Value::Float(number))]);
            let kind = bytes.map_err(|error| error.kind());
            assert!(matches!(kind, Err(ErrorKind::NotExpressible(_))), "{format}: {kind:?}");
        }
    }
}

/// D-086, D-087: one value, of a Resource or a Resource Instance.
/// PAY-07.
#[test]
fn one_value() {
    let instance = Path::resource_instance(3, 0, 6, 1);
    for (format, value) in [
        (ContentFormat::TEXT, Value::Integer(5)),
        (ContentFormat::CBOR, Value::Integer(5)),
        (ContentFormat::OPAQUE, octets(b"5")),
    ] {
        let kind = |target, records: &[Record<Value<'_>>]| {
            write(&Options::STRICT, format, target, records).map(drop).map_err(|e| e.kind())
        };
        let record = one(instance, value.clone());
        assert_eq!(kind(instance, core::slice::from_ref(&record)), Ok(()), "{format}");
        let multiple = kind(Path::resource(3, 0, 6), core::slice::from_ref(&record));
        assert!(matches!(multiple, Err(ErrorKind::NotExpressible(_))), "{format}");
        for target in [Path::ROOT, Path::object(3), Path::instance(3, 0)] {
            assert_eq!(
                kind(target, core::slice::from_ref(&record)),
                Err(ErrorKind::UnsupportedTarget),
                "{format}"
            );
        }
        assert_eq!(kind(instance, &[]), Err(ErrorKind::MissingValue), "{format}");
        let twice = kind(instance, &[record.clone(), record.clone()]);
        assert_eq!(twice, Err(ErrorKind::RecordOrder), "{format}");
        let timed = Record { time: Timestamp::from_nanos(1), ..record };
        assert_eq!(kind(instance, &[timed]), Err(ErrorKind::TimeUnsupported), "{format}");
    }
}
