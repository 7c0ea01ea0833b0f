//! One value has one form: the standard's own bytes, and the rules of the decisions that they do not show.
#![cfg(all(feature = "tlv", feature = "senml-cbor", feature = "lwm2m-cbor", feature = "alloc"))]

use lwm2m_codec::{
    ContentFormat, CoreLink, ErrorKind, ObjectInstanceId, ObjectLink, Opaque, Options, Path,
    Record, Text, Time, Timestamp, Value,
};
use lwm2m_vectors::{Pack, meaning, own, read_files};

/// Vectors whose bytes are our own form: worked examples of the standard, and peers that write as we do.
const OURS: [&str; 32] = [
    "example-lcbor-composite",
    "example-lcbor-empty",
    "example-lcbor-server-instance",
    "example-lcbor-single-array-key",
    "example-lcbor-two-shared",
    "example-senml-cbor-opaque",
    "example-senml-cbor-read-instance",
    "example-senml-cbor-time-untagged",
    "example-senml-empty-read",
    "example-tlv-corelnk",
    "example-tlv-create-without-id",
    "example-tlv-empty-multi",
    "example-tlv-empty-string",
    "example-tlv-float32",
    "example-tlv-float64",
    "example-tlv-neg-int",
    "example-tlv-objlnk-multi",
    "example-tlv-objlnk-null",
    "example-tlv-read-instance",
    "example-tlv-read-multi-resource",
    "example-tlv-read-object-acl",
    "example-tlv-read-object-server",
    "example-tlv-read-object-single",
    "example-tlv-read-resource-instance",
    "example-tlv-read-single-resource",
    "example-tlv-unsigned-200-signedwidth",
    "example-tlv-unsigned-max",
    "wakaama-senmlcbor-out-001",
    "wakaama-senmlcbor-out-002",
    "wakaama-senmlcbor-out-006",
    "wakaama-senmlcbor-out-008",
    "wakaama-senmlcbor-out-018",
];

/// SCB-01, TLV-04, TLV-06, LCB-10: the examples byte by byte.
#[test]
fn examples_of_the_standard() {
    let lines = read_files([own()]).expect("the folder is part of the repository");
    for id in OURS {
        let line = lines.iter().flatten().find(|line| line.id == id);
        let (case, pack) = line.and_then(meaning).unwrap_or_else(|| panic!("{id} has no meaning"));
        assert_eq!(hex(&case.write(&pack).expect(id)), hex(case.payload), "{id}");
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Writes records for a target and compares the bytes with `expected`, whose blanks are for the reader.
///
/// A path `dev1:/3/0/9` belongs to the device dev1.
#[track_caller]
fn check_timed(
    options: &Options<'_>,
    format: ContentFormat,
    target: &str,
    records: &[(&str, Value<'_>, Option<i64>)],
    expected: &str,
) {
    let pack = pack(records);
    let target: Path = target.parse().expect("a path");
    let bytes = options.encode_to_vec(format, target, &pack).expect("it has a form");
    assert_eq!(hex(&bytes), expected.replace(' ', ""), "{format} {target}");
}

fn pack<'v>(records: &[(&str, Value<'v>, Option<i64>)]) -> Pack<'v> {
    let records = records.iter().map(|(path, value, nanos)| {
        let time = nanos.map(|nanos| Timestamp::from_nanos(nanos).expect("a time"));
        let (device, path) = path.split_once(':').unwrap_or(("", path));
        let path = path.parse().expect("a path");
        (device.to_string(), Record { path, time, value: value.clone() })
    });
    Pack(records.collect())
}

/// The same, without times and strict.
#[track_caller]
fn check(format: ContentFormat, target: &str, records: &[(&str, Value<'_>)], expected: &str) {
    let records: Vec<_> = records.iter().map(|(path, v)| (*path, v.clone(), None)).collect();
    check_timed(&Options::STRICT, format, target, &records, expected);
}

const TLV: ContentFormat = ContentFormat::TLV;
const SENML: ContentFormat = ContentFormat::SENML_CBOR;
const NESTED: ContentFormat = ContentFormat::LWM2M_CBOR;

/// The form of each type: in TLV as Resource 9 (header with one octet of id), in SenML CBOR behind its label, in
/// LwM2M CBOR as it stands.
/// SCB-03, SCB-05, TLV-09, TLV-10, TLV-11, TLV-12, LCB-10.
#[test]
fn every_type() {
    let text = |text| Value::String(Text::new(text));
    let octets = |octets| Value::Opaque(Opaque::new(octets));
    for (value, tlv, senml, nested) in [
        // D-054: the shortest of 1, 2, 4 and 8 octets.
        (Value::Integer(0), "c109 00", "02 00", "00"),
        (Value::Integer(127), "c109 7f", "02 187f", "187f"),
        (Value::Integer(128), "c209 0080", "02 1880", "1880"),
        (Value::Integer(-128), "c109 80", "02 387f", "387f"),
        (Value::Integer(-129), "c209 ff7f", "02 3880", "3880"),
        (Value::Integer(32_768), "c409 00008000", "02 198000", "198000"),
        (Value::Integer(-2_147_483_649), "c80908 ffffffff7fffffff", "02 3a80000000", "3a80000000"),
        (
            Value::Integer(i64::MIN),
            "c80908 8000000000000000",
            "02 3b7fffffffffffffff",
            "3b7fffffffffffffff",
        ),
        // D-055: the top bit stays clear.
        (Value::Unsigned(129), "c209 0081", "02 1881", "1881"),
        (Value::Unsigned(65_535), "c409 0000ffff", "02 19ffff", "19ffff"),
        (
            Value::Unsigned(1 << 63),
            "c80908 8000000000000000",
            "02 1b8000000000000000",
            "1b8000000000000000",
        ),
        (
            Value::Unsigned(u64::MAX),
            "c80908 ffffffffffffffff",
            "02 1bffffffffffffffff",
            "1bffffffffffffffff",
        ),
        // D-030, D-031: single where that is exact, never half.
        (Value::Float(1.5), "c409 3fc00000", "02 fa3fc00000", "fa3fc00000"),
        (
            Value::Float(0.1),
            "c80908 3fb999999999999a",
            "02 fb3fb999999999999a",
            "fb3fb999999999999a",
        ),
        (Value::Float(-0.0), "c409 80000000", "02 fa80000000", "fa80000000"),
        (Value::Float(f64::NAN), "c409 7fc00000", "02 fa7fc00000", "fa7fc00000"),
        (
            Value::Float(-f64::from_bits(f64::NAN.to_bits() + 1)),
            "c409 7fc00000",
            "02 fa7fc00000",
            "fa7fc00000",
        ),
        (Value::Float(f64::INFINITY), "c409 7f800000", "02 fa7f800000", "fa7f800000"),
        (Value::Float(f64::NEG_INFINITY), "c409 ff800000", "02 faff800000", "faff800000"),
        (
            Value::Float(f64::MAX),
            "c80908 7fefffffffffffff",
            "02 fb7fefffffffffffff",
            "fb7fefffffffffffff",
        ),
        (
            Value::Float(5e-324),
            "c80908 0000000000000001",
            "02 fb0000000000000001",
            "fb0000000000000001",
        ),
        (
            Value::Float(1e-45),
            "c80908 3696d601ad376ab9",
            "02 fb3696d601ad376ab9",
            "fb3696d601ad376ab9",
        ),
        // D-038, D-039.
        (Value::Boolean(false), "c109 00", "04 f4", "f4"),
        (Value::Boolean(true), "c109 01", "04 f5", "f5"),
        // D-041, D-042: bare, negative too.
        (Value::Time(Time(1_367_491_215)), "c409 5182428f", "02 1a5182428f", "1a5182428f"),
        (Value::Time(Time(-1)), "c109 ff", "02 20", "20"),
        // D-045, D-046.
        (
            Value::ObjectLink(ObjectLink::new(66, 0)),
            "c409 00420000",
            "63766c6f 6436363a30",
            "6436363a30",
        ),
        (
            Value::ObjectLink(ObjectLink::NULL),
            "c409 ffffffff",
            "63766c6f 6b36353533353a3635353335",
            "6b36353533353a3635353335",
        ),
        (text(""), "c009", "03 60", "60"),
        (text("ü"), "c209 c3bc", "03 62c3bc", "62c3bc"),
        (
            text("12345678"),
            "c80908 3132333435363738",
            "03 683132333435363738",
            "683132333435363738",
        ),
        (
            Value::CoreLink(CoreLink::from_text(Text::new("</3>"))),
            "c409 3c2f333e",
            "03 643c2f333e",
            "643c2f333e",
        ),
        (octets(b""), "c009", "08 40", "40"),
        (octets(b"\x01\x02"), "c209 0102", "08 420102", "420102"),
    ] {
        let record = [("/3/0/9", value)];
        check(TLV, "/3/0", &record, tlv);
        check(SENML, "/3/0/9", &record, &format!("81 a2 21 66 2f332f302f39 {senml}"));
        check(NESTED, "/3/0/9", &record, &format!("a1 83 03 00 09 {nested}"));
    }
}

const ONE: Value<'static> = Value::Integer(1);

/// D-056 to D-062: no TLV around what the target names, minimal headers.
/// TLV-02, TLV-03, TLV-04, TLV-06, TLV-07, TLV-08.
#[test]
fn tlv_headers() {
    check(TLV, "/3/0/6/1", &[("/3/0/6/1", ONE)], "4101 01");
    check(TLV, "/3/0/6", &[("/3/0/6/1", ONE)], "8306 4101 01");
    check(TLV, "/3/0", &[("/3/0/6/1", ONE)], "8306 4101 01");
    check(TLV, "/3", &[("/3/0/6/1", ONE)], "0500 8306 4101 01");
    check(TLV, "/3", &[("/3/256/256/256", ONE)], "27 0100 a4 0100 61 0100 01");
    check(TLV, "/3", &[("/3/255/255/255", ONE)], "05ff 83ff 41ff 01");
    check(TLV, "/3", &[("/3/0/0", ONE), ("/3/1/0", ONE)], "0300 c100 01 0301 c100 01");
    check(TLV, "/3", &[], "");
    check(TLV, "/3", &[("/3/0", Value::Empty), ("/3/300", Value::Empty)], "0000 20012c");
    check(TLV, "/3/0", &[("/3/0", Value::Empty)], "");
    check(TLV, "/3/0", &[("/3/0/6", Value::Empty), ("/3/0/300", Value::Empty)], "8006 a0012c");
    check(TLV, "/3", &[("/3/0/6", Value::Empty)], "0200 8006");
    // What lies outside of the target is left out.
    check(TLV, "/3/0/9", &[("/3/0/8", ONE), ("/3/0/9", ONE), ("/4/0/0", ONE)], "c109 01");
    for (length, header) in [
        (7, "c709"),
        (8, "c80908"),
        (255, "c809ff"),
        (256, "d0090100"),
        (65_535, "d009ffff"),
        (65_536, "d809010000"),
    ] {
        let octets = vec![0; length];
        let record = [("/3/0/9", Value::Opaque(Opaque::new(&octets)))];
        check(TLV, "/3/0", &record, &format!("{header}{}", "00".repeat(length)));
    }
    for (length, header) in [(5, "0700 c509"), (6, "080008 c609"), (251, "0800fe c809fb")] {
        let octets = vec![0; length];
        let record = [("/3/0/9", Value::Opaque(Opaque::new(&octets)))];
        check(TLV, "/3", &record, &format!("{header}{}", "00".repeat(length)));
    }
}

/// D-056: an instance whose id the client chooses is written without it; SenML cannot.
/// TLV-13, LCB-09.
#[test]
fn a_new_instance() {
    let options = Options::STRICT.new_instance(ObjectInstanceId::new(7));
    let records = [("/1/7/0", ONE, None), ("/1/7/1", ONE, None)];
    check_timed(&options, TLV, "/1", &records, "c100 01 c101 01");
    check_timed(&options, NESTED, "/1", &records, "a1 01 a1 19ffff a2 00 01 01 01");
    // Where the target names the instance there is nothing to choose.
    check_timed(&options, TLV, "/1/7", &records, "c100 01 c101 01");
    check_timed(&options, NESTED, "/1/7", &records, "a1 82 01 07 a2 00 01 01 01");
}

/// D-075: the base name is the target, with a slash where names follow.
#[test]
fn senml_names() {
    let sources = [("/3/0/6/0", ONE), ("/3/0/6/1", ONE)];
    let two =
        |base: &str, a: &str, b: &str| format!("82 a3 21 {base} 00 {a} 02 01 a2 00 {b} 02 01");
    check(SENML, "/", &sources, &two("612f", "67 332f302f362f30", "67 332f302f362f31"));
    check(SENML, "/3", &sources, &two("632f332f", "65 302f362f30", "65 302f362f31"));
    check(SENML, "/3/0", &sources, &two("652f332f302f", "63 362f30", "63 362f31"));
    check(SENML, "/3/0/6", &sources, &two("672f332f302f362f", "61 30", "61 31"));
    check(SENML, "/3/0/6/1", &sources, "81 a2 21 68 2f332f302f362f31 02 01");
    check(SENML, "/3/0", &[], "80");
    check(SENML, "/3", &[("/3/0", Value::Empty)], "80");
    let long = [("/65534/65534/65534/65534", ONE)];
    let name = "36353533342f36353533342f36353533342f3635353334";
    check(SENML, "/", &long, &format!("81 a3 21 61 2f 00 77 {name} 02 01"));
}

/// D-016, D-018: what stands in front of names and keys.
/// ETC-07, LCB-11.
#[test]
fn prefixes() {
    let level = [("/3/0/9", ONE, None)];
    let alternate = Options::STRICT.alternate_path("a/b");
    check_timed(&alternate, SENML, "/3/0/9", &level, "81 a2 21 6a 2f612f622f332f302f39 02 01");
    check_timed(&alternate, NESTED, "/3/0/9", &level, "a1 83 03 00 09 01");
    check_timed(&alternate, TLV, "/3/0/9", &level, "c109 01");
    let gateway = Options::STRICT.gateway_prefix("d1");
    check_timed(&gateway, SENML, "/3/0/9", &level, "81 a2 21 69 2f64312f332f302f39 02 01");
    check_timed(&gateway, NESTED, "/3/0/9", &level, "a1 84 62 6431 03 00 09 01");
    check_timed(&gateway, TLV, "/3/0/9", &level, "c109 01");
    let both = Options::STRICT.alternate_path("a").gateway_prefix("d1");
    check_timed(&both, SENML, "/3/0/9", &level, "81 a2 21 6b 2f612f64312f332f302f39 02 01");
    let devices = [("d1:/3/0/9", ONE), ("d2:/3/0/9", ONE), ("/3/0/9", ONE)];
    let names = "a3 21 61 2f 00 68 64312f332f302f39 02 01  a2 00 68 64322f332f302f39 02 01";
    check(SENML, "/", &devices, &format!("83 {names} a2 00 65 332f302f39 02 01"));
    let keys = "82 62 6431 03 a1 00 a1 09 01  82 62 6432 03 a1 00 a1 09 01";
    check(NESTED, "/", &devices, &format!("a3 {keys} 03 a1 00 a1 09 01"));
}

/// D-018: a key of LwM2M CBOR stands there once, so a device's records lie together, by Object at least.
#[test]
fn a_device_that_comes_again() {
    let keys = "82 62 6431 03 a1 00 a1 09 01  03 a1 00 a1 09 01  82 62 6431 04 a1 00 a1 00 01";
    let apart = [("d1:/3/0/9", ONE), ("/3/0/9", ONE), ("d1:/4/0/0", ONE)];
    check(NESTED, "/", &apart, &format!("a3 {keys}"));
    for paths in [
        ["d1:/3/0/9", "/3/0/9", "d1:/3/0/9"],
        ["d1:/3/0/9", "/3/0/9", "d1:/3/0/10"],
        ["d1:/3/0/9", "/3/0/9", "d1:/3/1/0"],
        ["d1:/3/0/9", "/3/0/9", "d1:/1/0/0"],
        ["d1:/3/0/9", "d2:/3/0/9", "d1:/4/0/0"],
        ["/3/0/9", "d1:/3/0/9", "/3/0/10"],
    ] {
        let pack = pack(&paths.map(|path| (path, ONE, None)));
        let error = Options::STRICT.encode_to_vec(NESTED, Path::ROOT, &pack).err();
        assert_eq!(error.map(|error| error.kind()), Some(ErrorKind::RecordOrder), "{paths:?}");
    }
}

/// D-047, D-076: the first time is the base, later ones are relative to it; integers, else doubles, else decimals.
#[test]
fn times() {
    const S: i64 = 1_000_000_000;
    let one = |nanos, time: &str| {
        let expected = format!("81 a3 21 66 2f332f302f39 22 {time} 02 01");
        check_timed(&Options::STRICT, SENML, "/3/0/9", &[("/3/0/9", ONE, Some(nanos))], &expected);
    };
    one(0, "00");
    one(100 * S, "1864");
    one(-5 * S, "24");
    one(1_367_491_215 * S, "1a5182428f");
    one(S / 2, "fa3f000000");
    one(S / 10, "fb3fb999999999999a");
    one(1_367_491_215 * S + S / 2, "fb41d46090a3e00000");
    one(1_367_491_215_123_456_789, "c4 82 28 1b 12fa4e03cee6a315");
    one(i64::MAX, "c4 82 28 1b 7fffffffffffffff");
    one(-i64::MAX, "c4 82 28 3b 7ffffffffffffffe");
    let several = |times: [Option<i64>; 3], members: [&str; 3]| {
        let records = times.map(|time| ("/3/0/9", ONE, time));
        let [first, second, third] = members;
        let expected = format!("83 {first} 02 01 {second} 02 01 {third} 02 01");
        check_timed(&Options::STRICT, SENML, "/3/0/9", &records, &expected);
    };
    let name = "21 66 2f332f302f39";
    several(
        [Some(100 * S), Some(101 * S), Some(99 * S)],
        [&format!("a3 {name} 22 1864"), "a2 06 01", "a2 06 20"],
    );
    several(
        [Some(100 * S), Some(100 * S), Some(100 * S + S / 4)],
        [&format!("a3 {name} 22 1864"), "a1", "a2 06 fa3e800000"],
    );
    // As far apart as times can be: 65 bits of nanoseconds.
    several(
        [Some(i64::MAX), Some(-i64::MAX), Some(i64::MAX - 1)],
        [
            &format!("a3 {name} 22 c482281b7fffffffffffffff"),
            "a2 06 c482283bfffffffffffffffd",
            "a2 06 fbbe112e0be826d695",
        ],
    );
    // Two doubles that are each off by less than half a nanosecond would be off by more together.
    several(
        [Some(6_757_768_692_609_525), Some(14_565_153_145_560_276), Some(6_757_769_692_609_525)],
        [&format!("a3 {name} 22 fb4159c7622c53b6e7"), "a2 06 c482281b001bbcc658f16adf", "a2 06 01"],
    );
    several([None, None, Some(5 * S)], [&format!("a2 {name}"), "a1", "a2 06 05"]);
}

/// D-082: the target as one key, below it one id a level, counted.
/// LCB-05, LCB-08.
#[test]
fn lwm2m_cbor_layout() {
    let sources = [("/3/0/6/0", ONE), ("/3/0/6/1", ONE)];
    check(NESTED, "/", &sources, "a1 03 a1 00 a1 06 a2 00 01 01 01");
    check(NESTED, "/3", &sources, "a1 03 a1 00 a1 06 a2 00 01 01 01");
    check(NESTED, "/3/0", &sources, "a1 82 03 00 a1 06 a2 00 01 01 01");
    check(NESTED, "/3/0/6", &sources, "a1 83 03 00 06 a2 00 01 01 01");
    check(NESTED, "/3/0/6/1", &sources, "a1 84 03 00 06 01 01");
    check(NESTED, "/3/0/9", &[("/3/0/9", ONE)], "a1 83 03 00 09 01");
    let two = [("/1/0/1", ONE), ("/3/0/9", ONE)];
    check(NESTED, "/", &two, "a2 01 a1 00 a1 01 01 03 a1 00 a1 09 01");
    check(NESTED, "/3", &[("/3/0/9", ONE), ("/3/1/9", ONE)], "a1 03 a2 00 a1 09 01 01 a1 09 01");
    check(
        NESTED,
        "/3/0",
        &[("/3/0/6", Value::Empty), ("/3/0/9", ONE)],
        "a1 82 03 00 a2 06 a0 09 01",
    );
    check(NESTED, "/3", &[("/3/0", Value::Empty), ("/3/1/9", ONE)], "a1 03 a2 00 a0 01 a1 09 01");
    check(NESTED, "/3/0", &[], "a0");
    check(NESTED, "/3/0", &[("/3/0", Value::Empty)], "a0");
    check(NESTED, "/", &[("/24/255/256", ONE)], "a1 1818 a1 18ff a1 190100 01");
}

/// Counts in their shortest form, wherever they widen.
#[test]
fn counts() {
    let paths: Vec<String> = (0..257).map(|id| format!("/3/0/6/{id}")).collect();
    for (count, senml, nested) in
        [(23, "97", "b7"), (24, "9818", "b818"), (255, "98ff", "b8ff"), (256, "990100", "b90100")]
    {
        let records: Vec<_> =
            paths.iter().take(count).map(|path| (path.as_str(), Value::Boolean(true))).collect();
        let ids = (0..count).map(|id| match id {
            0..=23 => format!("{id:02x}"),
            _ => format!("18{id:02x}"),
        });
        let pairs: String = ids.map(|id| format!("{id}f5")).collect();
        check(NESTED, "/3/0/6", &records, &format!("a1 83 03 00 06 {nested} {pairs}"));
        let names = (0..count).map(|id| {
            let digits = id.to_string();
            let base = if id == 0 { "a3 21 67 2f332f302f362f" } else { "a2" };
            format!("{base} 00 {:02x} {} 04 f5", 0x60 + digits.len(), hex(digits.as_bytes()))
        });
        check(SENML, "/3/0/6", &records, &format!("{senml} {}", names.collect::<String>()));
    }
}

/// D-075: the base name of a single value has no slash behind it, so nothing below it can have a name.
#[test]
fn a_value_has_no_instances_beside_it() {
    let (value, instance) = (Path::resource(3, 0, 11), Path::resource_instance(3, 0, 11, 1));
    for paths in [[value, instance], [instance, value]] {
        let record = |path| (String::new(), Record { path, time: None, value: ONE });
        let pack = Pack(paths.map(record).to_vec());
        for format in [SENML, ContentFormat::SENML_JSON, ContentFormat::LWM2M_JSON] {
            let refused =
                Options::STRICT.encode_to_vec(format, value, &pack).expect_err("two shapes");
            let multiple = paths[0] == instance;
            assert_eq!(refused.kind(), ErrorKind::WrongCardinality { multiple }, "{format}");
            assert_eq!(refused.path(), Some(paths[1]), "{format}");
        }
    }
}
