//! A payload that says nothing is an empty container, and no value (D-004, D-005).
#![cfg(all(feature = "tlv", feature = "senml-cbor", feature = "lwm2m-cbor"))]

use lwm2m_codec::{ContentFormat, ErrorKind, Instances, Path, decode, replace, update};

const LEVEL: Path = Path::resource(3, 0, 9);
const SOURCES: Path = Path::resource(3, 0, 6);

/// The ways to say nothing.
const NOTHING: [(ContentFormat, &[u8]); 6] = [
    (ContentFormat::TLV, b""),
    (ContentFormat::SENML_CBOR, b""),
    (ContentFormat::SENML_CBOR, b"\x80"),
    (ContentFormat::SENML_CBOR, b"\x9f\xff"),
    (ContentFormat::LWM2M_CBOR, b""),
    (ContentFormat::LWM2M_CBOR, b"\xa0"),
];

const MISSING: Option<ErrorKind> = Some(ErrorKind::MissingValue);

#[test]
fn no_value_is_read_from_it() {
    for (format, payload) in NOTHING {
        let value = decode::<i64>(format, LEVEL, payload).map_err(|e| (e.kind(), e.path()));
        assert_eq!(value, Err((ErrorKind::MissingValue, Some(LEVEL))), "{format}");
        assert_eq!(decode::<Option<i64>>(format, LEVEL, payload), Ok(None), "{format}");
        let instances = decode::<Instances<i64, 2>>(format, SOURCES, payload);
        assert!(instances.is_ok_and(|instances| instances.is_empty()), "{format}");
    }
}

#[test]
fn no_value_is_written_by_it() {
    for (format, payload) in NOTHING {
        let mut level = 7i64;
        let error = update(&mut level, LEVEL, format, LEVEL, payload).err();
        assert_eq!(error.map(|e| e.kind()), MISSING, "{format}");
        let mut level = Some(7i64);
        let error = replace(&mut level, LEVEL, format, LEVEL, payload).err();
        assert_eq!((error.map(|e| e.kind()), level), (MISSING, Some(7)), "{format}");
    }
}

#[test]
fn instances_are_replaced_by_none() {
    for (format, payload) in NOTHING {
        let mut sources = Instances::<i64, 2>::from([(0, 1), (1, 5)]);
        assert_eq!(update(&mut sources, SOURCES, format, SOURCES, payload), Ok(()), "{format}");
        assert_eq!(sources.len(), 2);
        let instance = Path::resource_instance(3, 0, 6, 1);
        let error = replace(&mut sources, SOURCES, format, instance, payload).err();
        assert_eq!((error.map(|e| e.kind()), sources.len()), (MISSING, 2), "{format}");
        assert_eq!(replace(&mut sources, SOURCES, format, SOURCES, payload), Ok(()), "{format}");
        assert!(sources.is_empty());
    }
}
