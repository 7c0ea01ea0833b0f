//! The header of a TLV: every kind, width of id and width of length is read; only the shortest is written.
#![cfg(all(feature = "tlv", feature = "alloc"))]

use lwm2m_codec::{
    ContentFormat, ErrorKind, Opaque, Path, Record, Result, Value, encode_to_vec, records,
};

const TLV: ContentFormat = ContentFormat::TLV;

/// A TLV whose first byte and widths are as told; `low` is what stands in the lowest three bits.
fn tlv(kind: u8, id: u16, wide_id: bool, length_width: u8, low: u8, value: &[u8]) -> Vec<u8> {
    let mut bytes = vec![kind << 6 | u8::from(wide_id) << 5 | length_width << 3 | low];
    let id = id.to_be_bytes();
    bytes.extend(if wide_id { &id[..] } else { &id[1..] });
    let length = u32::try_from(value.len()).expect("a short value").to_be_bytes();
    bytes.extend(length.iter().skip(4 - usize::from(length_width)));
    bytes.extend(value);
    bytes
}

/// The paths of a payload, and their octets.
fn read(target: &str, payload: &[u8]) -> Result<Vec<(String, Vec<u8>)>> {
    let target = target.parse().expect("a path");
    let read = records(TLV, target, payload)?;
    let octets = |record: Record<lwm2m_codec::WireValue<'_>>| {
        let mut buffer = [0; 8];
        let octets = record.value.opaque()?.copy_to(&mut buffer)?.to_vec();
        Ok((record.path.to_string(), octets))
    };
    read.map(|record| record.and_then(octets)).collect()
}

const OBJECT_INSTANCE: u8 = 0b00;
const RESOURCE_INSTANCE: u8 = 0b01;
const MULTIPLE_RESOURCE: u8 = 0b10;
const RESOURCE: u8 = 0b11;

/// TLV-01, TLV-02, TLV-04: every first byte there is; where a length follows, its lowest bits say nothing.
#[test]
fn every_first_byte_is_read() {
    let instance = tlv(RESOURCE_INSTANCE, 1, false, 0, 1, b"\x07");
    let resource = tlv(RESOURCE, 9, false, 0, 1, b"\x07");
    for (kind, target, value, path) in [
        (OBJECT_INSTANCE, "/3", resource.as_slice(), "/3/5/9"),
        (RESOURCE_INSTANCE, "/3/0/6", b"\x07", "/3/0/6/5"),
        (MULTIPLE_RESOURCE, "/3/0", instance.as_slice(), "/3/0/5/1"),
        (RESOURCE, "/3/0", b"\x07", "/3/0/5"),
    ] {
        for wide_id in [false, true] {
            for length_width in 0..4 {
                let inline = u8::try_from(value.len()).expect("a short value");
                let low = if length_width == 0 { inline..=inline } else { 0..=7 };
                for low in low {
                    let payload = tlv(kind, 5, wide_id, length_width, low, value);
                    let expected = vec![(path.to_string(), b"\x07".to_vec())];
                    assert_eq!(read(target, &payload), Ok(expected), "{payload:02x?}");
                }
            }
        }
    }
}

/// TLV-01: an id of two octets is big-endian.
#[test]
fn ids_are_big_endian() {
    let payload = tlv(RESOURCE, 0x0102, true, 0, 1, b"\x07");
    assert_eq!(payload[..3], [0xe1, 1, 2]);
    assert_eq!(read("/3/0", &payload), Ok(vec![("/3/0/258".into(), b"\x07".to_vec())]));
}

/// TLV-03: a length has at most 24 bits; what is longer has no form, and says so.
#[test]
fn the_longest_value() {
    let target = Path::instance(5, 0);
    let octets = vec![0xa5; 1 << 24];
    let record = |length| {
        let value = Value::Opaque(Opaque::new(&octets[..length]));
        [Record { path: Path::resource(5, 0, 0), time: None, value }]
    };
    let longest = (1 << 24) - 1;
    let payload = encode_to_vec(TLV, target, &record(longest)[..]).expect("it has a form");
    assert_eq!(payload[..5], [0xd8, 0, 0xff, 0xff, 0xff]);
    let read = records(TLV, target, &payload).expect("a payload").next();
    let read = read.expect("a record").expect("no error");
    assert_eq!(read.value.opaque().map(|octets| octets.len()), Ok(longest));
    let error = encode_to_vec(TLV, target, &record(longest + 1)[..]).err();
    let error = error.map(|error| (error.kind(), error.path()));
    let kind = ErrorKind::ValueTooLong { limit: longest };
    assert_eq!(error, Some((kind, Some(Path::resource(5, 0, 0)))));
}
