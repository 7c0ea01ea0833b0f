//! Owned records outlive their payload, say what it said, and encode to the same bytes.

use lwm2m_codec::{
    ContentFormat, DataType, ObjectDef, ObjectId, ObjectVersion, Operations, OwnedTyped, Path,
    Record, ResourceDef, ResourceId, Typed, Value, encode_to_vec, records,
};

const RESOURCE: ResourceDef<'_> =
    ResourceDef::new(ResourceId::new(0), "Text", Operations::READ_WRITE, DataType::String);

/// Resources 0 to 6 are known, whatever else a payload holds is not.
const OBJECT: ObjectDef<'_> = ObjectDef {
    id: ObjectId::new(3300),
    name: "Everything",
    urn: "urn:oma:lwm2m:x:3300",
    version: ObjectVersion::V1_0,
    lwm2m_version: ObjectVersion::V1_0,
    multiple: true,
    mandatory: false,
    resources: &[
        RESOURCE,
        ResourceDef { id: ResourceId::new(1), data_type: DataType::Opaque, ..RESOURCE },
        ResourceDef { id: ResourceId::new(2), data_type: DataType::Integer, ..RESOURCE },
        ResourceDef { id: ResourceId::new(3), data_type: DataType::Float, ..RESOURCE },
        ResourceDef { id: ResourceId::new(4), data_type: DataType::Time, ..RESOURCE },
        ResourceDef { id: ResourceId::new(5), data_type: DataType::ObjectLink, ..RESOURCE },
        ResourceDef { id: ResourceId::new(6), data_type: DataType::CoreLink, ..RESOURCE },
        ResourceDef { id: ResourceId::new(7), multiple: true, ..RESOURCE },
    ],
};

const INSTANCE: Path = Path::instance(3300, 0);

/// Each form that bytes may have stands in one of them, known and unknown: 70 to 79 are no Resources of [`OBJECT`].
const PAYLOADS: [(ContentFormat, &[u8]); 6] = [
    // Text, octets, an integer, an empty multiple Resource, untyped octets.
    (
        ContentFormat::TLV,
        b"\xc2\x00hi\xc2\x01\x00\xff\xc1\x02\xff\xc4\x05\x00\x42\x00\x00\x80\x07\xc3\x46abc",
    ),
    // Escapes, base64 with an escape, a decimal, more digits than 64 bits hold, a link, a Boolean, a time.
    (
        ContentFormat::SENML_JSON,
        br#"[{"bn":"/3300/0/","bt":1700000000.5,"n":"0","vs":"a\n\"b\u00e9"},
            {"n":"1","vd":"\u002d_8"},{"n":"3","v":0.125},{"n":"5","vlo":"66:0"},
            {"n":"70","vs":"x\ty"},{"n":"71","vd":"-_8"},{"n":"72","vd":"\u002d_8"},
            {"n":"73","v":123456789012345678901234567890},{"n":"74","v":1.5e3},
            {"n":"75","vb":true},{"n":"76","vlo":"66:65535"},{"n":"77","v":18446744073709551615}]"#,
    ),
    (
        ContentFormat::LWM2M_JSON,
        br#"{"bn":"/3300/0/","e":[{"n":"0","sv":"a\/b"},{"n":"1","sv":"+\/8="},
            {"n":"70","sv":"+\/8="},{"n":"71","sv":"+/8="},{"n":"72","bv":false}]}"#,
    ),
    // {3300: {0: {0: "hi" in chunks, 1: h'00ff' in chunks, 4: 0("…"), 6: "</3>", 70: chunks, 71: chunks,
    //  72: "66:0", 73: h'01', 74: 1(1.5), 75: 1.5, 76: 4([-1, 15]), 77: "66:0" in chunks, 78: 0("…"), 79: 1(5)}}}
    (
        ContentFormat::LWM2M_CBOR,
        b"\xa1\x19\x0c\xe4\xa1\x00\xae\
          \x00\x7f\x61h\x61i\xff\
          \x01\x5f\x41\x00\x41\xff\xff\
          \x04\xc0\x742013-05-02T10:40:15Z\
          \x06\x64</3>\
          \x18\x46\x7f\x61a\x61b\xff\
          \x18\x47\x5f\x41\x01\x41\x02\xff\
          \x18\x48\x6466:0\
          \x18\x49\x41\x01\
          \x18\x4a\xc1\xf9\x3e\x00\
          \x18\x4b\xf9\x3e\x00\
          \x18\x4c\xc4\x82\x20\x0f\
          \x18\x4d\x7f\x6266\x62:0\xff\
          \x18\x4e\xc0\x742013-05-02T10:40:15Z\
          \x18\x4f\xc1\x05",
    ),
    (
        ContentFormat::SENML_CBOR,
        b"\x82\xa3\x21\x68/3300/0/\x00\x610\x03\x7f\x61h\x61i\xff\xa2\x00\x6270\x08\x41\xff",
    ),
    // An Object Instance of nothing.
    (ContentFormat::SENML_CBOR, b"\x80"),
];

#[test]
fn owned_records_outlive_the_payload() {
    for (format, payload) in PAYLOADS {
        let queue: Vec<Record<OwnedTyped>> = {
            let passing = payload.to_vec();
            let typed = records(format, INSTANCE, &passing).unwrap().typed(&OBJECT);
            typed.map(|record| record.unwrap().into_owned()).collect()
        };
        let typed = records(format, INSTANCE, payload).unwrap().typed(&OBJECT);
        let typed: Vec<Record<Typed<'_>>> = typed.collect::<Result<_, _>>().unwrap();
        let lent: Vec<_> = queue
            .iter()
            .map(|record| {
                let Record { path, time, value } = record;
                Record { path: *path, time: *time, value: value.borrowed() }
            })
            .collect();
        assert_eq!(lent, typed, "{format}");
        assert_eq!(format!("{lent:?}"), format!("{typed:?}"));
        assert_eq!(queue, queue.clone());
        // What is still untyped gives the same value of every type.
        for (owned, lent) in queue.iter().zip(&typed) {
            let (OwnedTyped::Unknown(owned), Typed::Unknown(lent)) = (&owned.value, &lent.value)
            else {
                continue;
            };
            assert_eq!(owned.borrowed().self_typed(), lent.self_typed());
            for data_type in [
                DataType::String,
                DataType::Integer,
                DataType::Unsigned,
                DataType::Float,
                DataType::Boolean,
                DataType::Opaque,
                DataType::Time,
                DataType::ObjectLink,
                DataType::CoreLink,
            ] {
                assert_eq!(owned.borrowed().typed(data_type), lent.typed(data_type));
            }
        }
    }
}

#[test]
fn owned_records_encode_to_the_same_bytes() {
    for (format, payload) in PAYLOADS {
        let (mut lent, mut owned) = (Vec::new(), Vec::new());
        for record in records(format, INSTANCE, payload).unwrap().typed(&OBJECT) {
            let Record { path, time, value } = record.unwrap();
            let value = match value {
                Typed::Known(value) => value,
                Typed::Unknown(wire) => wire.self_typed().unwrap_or(Value::Integer(0)),
            };
            owned.push(Record { path, time, value: value.clone() }.into_owned());
            lent.push(Record { path, time, value });
        }
        assert_eq!(owned, lent);
        for target in [ContentFormat::SENML_JSON, ContentFormat::SENML_CBOR] {
            let written = encode_to_vec(target, INSTANCE, &lent[..]).map_err(|e| e.kind());
            assert_eq!(encode_to_vec(target, INSTANCE, &owned[..]).map_err(|e| e.kind()), written);
        }
    }
}

#[test]
fn untyped_records_can_be_owned() {
    for (format, payload) in PAYLOADS {
        let owned: Vec<_> = {
            let passing = payload.to_vec();
            let records = records(format, INSTANCE, &passing).unwrap();
            records.map(|record| record.unwrap().into_owned()).collect()
        };
        for (owned, lent) in owned.iter().zip(records(format, INSTANCE, payload).unwrap()) {
            let lent = lent.unwrap();
            assert_eq!((owned.path, owned.time), (lent.path, lent.time));
            assert_eq!(owned.value.borrowed(), lent.value);
        }
    }
}
