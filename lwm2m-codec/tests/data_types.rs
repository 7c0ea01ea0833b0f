//! The data types: their names, the version that brought each, and the whole of its range. LwM2M Core 1.2.2, table C-1.
#![cfg(all(feature = "senml-cbor", feature = "tlv"))]
#![allow(
    clippy::std_instead_of_alloc,
    clippy::std_instead_of_core,
    reason = "a test has the standard library"
)]

use lwm2m_codec::{
    ContentFormat, CoreLink, DataType, Decode, Encode, ErrorKind, ObjectLink, Opaque, Path, Text,
    Time, Version, decode, encode,
};

const TYPES: [(DataType, &str, Version); 10] = [
    (DataType::String, "String", Version::V1_0),
    (DataType::Integer, "Integer", Version::V1_0),
    (DataType::Unsigned, "Unsigned Integer", Version::V1_1),
    (DataType::Float, "Float", Version::V1_0),
    (DataType::Boolean, "Boolean", Version::V1_0),
    (DataType::Opaque, "Opaque", Version::V1_0),
    (DataType::Time, "Time", Version::V1_0),
    (DataType::ObjectLink, "Objlnk", Version::V1_0),
    (DataType::CoreLink, "Corelnk", Version::V1_1),
    (DataType::None, "", Version::V1_0),
];

/// TYP-01: ten types, two of them from 1.1.
#[test]
fn names_and_versions() {
    assert!(DataType::ALL.into_iter().eq(TYPES.map(|row| row.0)));
    for (data_type, name, since) in TYPES {
        assert_eq!((data_type.name(), data_type.since()), (name, since), "{data_type:?}");
        assert_eq!(DataType::from_name(name), Some(data_type), "{name}");
    }
    assert_eq!(DataType::from_name("integer"), None);
}

const AT: Path = Path::resource(3303, 0, 1);
const FORMATS: [ContentFormat; 2] = [ContentFormat::TLV, ContentFormat::SENML_CBOR];

#[track_caller]
fn check<T>(value: T)
where
    T: Encode + for<'a> Decode<'a> + PartialEq + std::fmt::Debug,
{
    for format in FORMATS {
        let mut buffer = [0; 64];
        let payload = encode(format, AT, &value, &mut buffer).expect("room");
        assert_eq!(decode::<T>(format, AT, payload).as_ref(), Ok(&value), "{format}");
    }
}

/// TYP-01: signed integers of 8 to 64 bits, unsigned ones to 64, floats of 32 and 64, signed seconds.
#[test]
fn ranges() {
    for value in [i64::MIN, i64::MIN + 1, -1, 0, 1, i64::MAX] {
        check(value);
        check(Time(value));
    }
    for width in [8, 16, 32] {
        let most = (1_i64 << (width - 1)) - 1;
        for value in [-most - 2, -most - 1, most, most + 1] {
            check(value);
        }
    }
    for value in [i8::MIN, i8::MAX] {
        check(value);
    }
    for value in [i16::MIN, i16::MAX] {
        check(value);
    }
    for value in [i32::MIN, i32::MAX] {
        check(value);
    }
    for value in [0, u64::MAX] {
        check(value);
    }
    for value in [f32::MIN, f32::MIN_POSITIVE, 0.1, f32::MAX] {
        check(value);
    }
    for value in [f64::MIN, f64::MIN_POSITIVE, 0.1, f64::MAX, f64::INFINITY] {
        check(value);
    }
    for value in [false, true] {
        check(value);
    }
    for value in [ObjectLink::NULL, ObjectLink { object: 3, instance: 0 }] {
        check(value);
    }
    for format in FORMATS {
        let mut buffer = [0; 64];
        for text in ["", "Zażółć"] {
            let payload = encode(format, AT, text, &mut buffer).expect("room");
            assert_eq!(decode::<Text<'_>>(format, AT, payload), Ok(Text::new(text)));
        }
        let links = CoreLink::new("</3/0>").expect("a link");
        let payload = encode(format, AT, &links, &mut buffer).expect("room");
        assert_eq!(decode::<CoreLink<'_>>(format, AT, payload), Ok(links));
        let payload = encode(format, AT, &Opaque::new(b"\0\xff"), &mut buffer).expect("room");
        assert_eq!(decode::<Opaque<'_>>(format, AT, payload), Ok(Opaque::new(b"\0\xff")));
    }
}

/// TYP-01: what does not fit is no other number.
#[test]
fn beyond_the_range() {
    for format in FORMATS {
        let mut buffer = [0; 64];
        let payload = encode(format, AT, &128_i64, &mut buffer).expect("room");
        let error = decode::<i8>(format, AT, payload).expect_err("128 is no i8");
        assert_eq!(error.kind(), ErrorKind::OutOfRange, "{format}");
        let payload = encode(format, AT, &-1_i64, &mut buffer).expect("room");
        assert!(decode::<u8>(format, AT, payload).is_err(), "{format}");
    }
    let payload =
        encode(ContentFormat::SENML_CBOR, AT, &u64::MAX, &mut [0; 64]).map(<[u8]>::to_vec);
    let error = decode::<i64>(ContentFormat::SENML_CBOR, AT, &payload.expect("room"));
    assert_eq!(error.map_err(|error| error.kind()), Err(ErrorKind::OutOfRange));
}
