//! Every type in every format, read as every type: what a Resource of another type takes, and what it refuses.
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

use lwm2m_codec::{
    ContentFormat, CoreLink, DataType, ErrorKind, ObjectLink, Opaque, Path, Record, Text, Time,
    Value, encode_to_vec, records,
};

const AT: Path = Path::resource(3, 0, 9);

/// A letter for each type.
const TYPES: [(char, DataType); 9] = [
    ('S', DataType::String),
    ('I', DataType::Integer),
    ('U', DataType::Unsigned),
    ('F', DataType::Float),
    ('B', DataType::Boolean),
    ('O', DataType::Opaque),
    ('T', DataType::Time),
    ('L', DataType::ObjectLink),
    ('C', DataType::CoreLink),
];

/// One value of each type, in the order of [`TYPES`].
fn values() -> [Value<'static>; 9] {
    [
        Value::String(Text::new("a")),
        Value::Integer(-5),
        Value::Unsigned(5),
        Value::Float(1.5),
        Value::Boolean(true),
        Value::Opaque(Opaque::new(b"\x01\x02\x03")),
        Value::Time(Time(5)),
        Value::ObjectLink(ObjectLink::new(66, 0)),
        Value::CoreLink(CoreLink::from_text(Text::new("</3>"))),
    ]
}

/// As which types a written value of each type can be read; `-` where the format has no form for it.
#[rustfmt::skip]
const TABLE: &[(ContentFormat, [&str; 9])] = &[
    // Of:                        S, I, U, F, B, O, T, L, C.
    // Characters, which may be of any type that reads them.
    (ContentFormat::TEXT, ["SC", "SIFTC", "SIUFTC", "SFC", "SIUFBTC", "SOC", "SIUFTC", "SLC", "SC"]),
    (ContentFormat::OPAQUE, ["-", "-", "-", "-", "-", "O", "-", "-", "-"]),
    // D-029: an integer may be a Float. CBOR has one form for text, links among it.
    (ContentFormat::CBOR, ["SC", "IFT", "IUFT", "F", "B", "O", "IUFT", "SLC", "SC"]),
    // D-046: SenML has a label for object links.
    (ContentFormat::SENML_JSON, ["SC", "IFT", "IUFT", "F", "B", "O", "IUFT", "L", "SC"]),
    (ContentFormat::SENML_CBOR, ["SC", "IFT", "IUFT", "F", "B", "O", "IUFT", "L", "SC"]),
    // Octets: only their number tells what they are not.
    (ContentFormat::TLV, ["SIUOTC", "IUOT", "SIUOTC", "IUFOTL", "SIUBOTC", "SOC", "SIUOTC", "SIUFOTLC", "SIUFOTLC"]),
    // D-051: octets are text.
    (ContentFormat::LWM2M_JSON, ["SC", "IFT", "IUFT", "F", "B", "SOC", "IUFT", "L", "SC"]),
    (ContentFormat::LWM2M_CBOR, ["SC", "IFT", "IUFT", "F", "B", "O", "IUFT", "SLC", "SC"]),
];

/// PAY-09, SJS-04, CBR-02, OPQ-02, SCB-05: a value is read as its own type, and refused as one that its form is not.
#[test]
fn are_refused() {
    for (format, row) in TABLE {
        for (value, expected) in values().into_iter().zip(row) {
            assert_eq!(types(*format, &value), *expected, "{format}: {value}");
        }
    }
}

/// The letters of the types as which a value is read where it was written in a format.
fn types(format: ContentFormat, value: &Value<'static>) -> String {
    let record = [Record { path: AT, time: None, value: value.clone() }];
    let Ok(payload) = encode_to_vec(format, AT, &record[..]) else { return "-".into() };
    let record = records(format, AT, &payload).expect("a payload").next();
    let wire = record.expect("a record").expect("no error").value;
    let reads = |data_type: DataType| match wire.typed(data_type).map_err(|error| error.kind()) {
        Ok(read) => {
            assert_eq!(read.data_type(), data_type, "{format}: {value}");
            // What it was written as comes back.
            assert!(read.data_type() != value.data_type() || read == *value, "{format}: {value}");
            true
        }
        Err(ErrorKind::WrongType { expected } | ErrorKind::InvalidValue { expected }) => {
            assert_eq!(expected, data_type, "{format}: {value}");
            false
        }
        Err(kind) => {
            assert!(
                matches!(kind, ErrorKind::OutOfRange | ErrorKind::NotUtf8),
                "{format}: {kind:?}"
            );
            false
        }
    };
    TYPES.into_iter().filter(|(_, data_type)| reads(*data_type)).map(|(letter, _)| letter).collect()
}
