//! A Resource that nobody knows is no error: a struct passes over it, `records` hands it out (D-007).
#![cfg(all(
    feature = "tlv",
    feature = "senml-json",
    feature = "senml-cbor",
    feature = "lwm2m-json",
    feature = "lwm2m-cbor",
    feature = "derive"
))]

use lwm2m_codec::{
    ContentFormat, DataType, Object, Operations, Path, Range, ResourceDef, Schema, Typed, Value,
    decode, records, update,
};

const AT: Path = Path::instance(3, 0);
const LEVEL: Path = Path::resource(3, 0, 9);

#[derive(Clone, Debug, Default, Object, PartialEq)]
#[lwm2m(object = 3)]
struct Battery {
    #[lwm2m(resource = 9)]
    level: Option<i64>,
    #[lwm2m(resource = 43)]
    other: Option<i64>,
}

/// Resource 9, then 42 and 44 with an instance, which nobody knows, then 43.
const PAYLOADS: [(ContentFormat, &[u8]); 5] = [
    (ContentFormat::TLV, b"\xc1\x09\x64\xc2\x2a\x01\x02\x83\x2c\x41\x00\x01\xc1\x2b\x07"),
    (
        ContentFormat::SENML_JSON,
        br#"[{"bn":"/3/0/","n":"9","v":100},{"n":"42","vs":"?"},{"n":"44/0","vb":true},{"n":"43","v":7}]"#,
    ),
    (
        ContentFormat::SENML_CBOR,
        b"\x84\xa3\x21\x65/3/0/\x00\x619\x02\x18\x64\xa2\x00\x6242\x03\x61?\xa2\x00\x6444/0\x04\xf5\xa2\x00\x6243\x02\x07",
    ),
    (
        ContentFormat::LWM2M_JSON,
        br#"{"bn":"/3/0/","e":[{"n":"9","v":100},{"n":"42","sv":"?"},{"n":"44/0","bv":true},{"n":"43","v":7}]}"#,
    ),
    (
        ContentFormat::LWM2M_CBOR,
        b"\xa1\x82\x03\x00\xa4\x09\x18\x64\x18\x2a\x61?\x18\x2c\xa1\x00\xf5\x18\x2b\x07",
    ),
];

/// PAY-10, PAY-11: neither a Read nor a Write fails for them, and what stands behind them is read.
#[test]
fn a_struct_passes_over_them() {
    for (format, payload) in PAYLOADS {
        let expected = Battery { level: Some(100), other: Some(7) };
        assert_eq!(decode::<Battery>(format, AT, payload), Ok(expected.clone()), "{format}");
        let mut live = Battery::default();
        assert_eq!(update(&mut live, AT, format, AT, payload), Ok(()), "{format}");
        assert_eq!(live, expected, "{format}");
    }
}

/// Knows Resource 9 alone.
struct OnlyLevel;

impl Schema for OnlyLevel {
    fn resource(&self, path: Path) -> Option<ResourceDef<'_>> {
        (path.ancestor(3) == LEVEL).then_some(ResourceDef {
            id: path.resource_id()?,
            name: "",
            operations: Operations::READ,
            multiple: false,
            mandatory: false,
            data_type: DataType::Integer,
            range: Range::Any,
            unit: "",
        })
    }
}

/// PAY-09, PAY-10: with a schema the known value has its type; the others keep what the bytes say.
#[test]
fn records_hand_them_out() {
    for (format, payload) in PAYLOADS {
        let read = records(format, AT, payload).expect("a payload").typed(OnlyLevel);
        let read = read.collect::<Result<Vec<_>, _>>().expect("no error");
        let paths: Vec<_> = read.iter().map(|record| record.path.to_string()).collect();
        assert_eq!(paths, ["/3/0/9", "/3/0/42", "/3/0/44/0", "/3/0/43"], "{format}");
        assert_eq!(read[0].value, Typed::Known(Value::Integer(100)), "{format}");
        for record in read.iter().skip(1) {
            assert!(matches!(record.value, Typed::Unknown(_)), "{format}: {record:?}");
        }
        // Untyped in TLV, as its bytes say in the others.
        let Typed::Unknown(unknown) = &read[1].value else { panic!("{} is known", read[1].path) };
        let expected =
            if format == ContentFormat::TLV { None } else { Some(Value::String("?".into())) };
        assert_eq!(unknown.self_typed(), expected, "{format}");
    }
}
