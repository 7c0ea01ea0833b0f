//! Where a format nests, records are told in ascending order: as they stand, or put in order in the caller's slots.
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
    feature = "lwm2m-cbor"
))]

#[path = "common/one_of_each.rs"]
mod one_of_each;

use lwm2m_codec::format::SUPPORTED;
use lwm2m_codec::{ContentFormat, ErrorKind, Options, Path, Slot, Transcoded, encode};

use self::one_of_each::{HERE, ONE_OF_EACH};

const TEXT: ContentFormat = ContentFormat::TEXT;
const OPAQUE: ContentFormat = ContentFormat::OPAQUE;
const CBOR: ContentFormat = ContentFormat::CBOR;
const SENML_JSON: ContentFormat = ContentFormat::SENML_JSON;
const SENML_CBOR: ContentFormat = ContentFormat::SENML_CBOR;
const TLV: ContentFormat = ContentFormat::TLV;
const LWM2M_JSON: ContentFormat = ContentFormat::LWM2M_JSON;
const LWM2M_CBOR: ContentFormat = ContentFormat::LWM2M_CBOR;

const ALL: Path = Path::ROOT;

/// Resources 4, 1, 3, 0 and an instance of 9.
const OUT_OF_ORDER: &[u8] =
    br#"[{"bn":"/33000/0/","n":"4","vb":true},{"n":"1","v":1},{"n":"9/0","v":9},
{"n":"3","v":3},{"n":"0","vs":"a"}]"#;

#[test]
fn out_of_order() {
    let tlv = b"\xc1\x00a\xc1\x01\x01\xc4\x03\x40\x40\x00\x00\xc1\x04\x01\x83\x09\x41\x00\x09";
    let first = Path::resource(33_000, 0, 1);
    let mut buffer = [0; 256];
    for (slots, is_enough) in [(0, false), (4, false), (5, true), (6, true)] {
        for to in SUPPORTED.iter().filter(|to| ![TEXT, OPAQUE, CBOR].contains(to)) {
            let mut slots = vec![Slot::EMPTY; slots];
            let payload = Transcoded::new(SENML_JSON, HERE, OUT_OF_ORDER, &ONE_OF_EACH);
            let payload = payload.expect("a pack").in_order(&mut slots);
            let written = encode(*to, HERE, &payload, &mut buffer);
            if !is_enough && [TLV, LWM2M_CBOR].contains(to) {
                let error = written.expect_err("it needs an order");
                let found = (error.kind(), error.offset(), error.path());
                assert_eq!(found, (ErrorKind::RecordOrder, Some(38), Some(first)));
                continue;
            }
            assert!(written.is_ok());
            if *to == TLV {
                assert_eq!(written, Ok(&tlv[..]));
            }
        }
    }
    // One buffer of slots serves many payloads.
    let mut slots = [Slot::EMPTY; 8];
    for _ in 0..2 {
        let payload = Transcoded::new(SENML_JSON, HERE, OUT_OF_ORDER, &ONE_OF_EACH);
        let payload = payload.expect("a pack").in_order(&mut slots);
        assert_eq!(encode(TLV, HERE, &payload, &mut buffer), Ok(&tlv[..]));
    }
}

#[test]
fn what_stands_there_twice_is_found_when_put_in_order() {
    let twice = br#"[{"bn":"/33000/0/","n":"1","v":1},{"n":"0","vs":"a"},{"n":"1","v":2}]"#;
    let mut buffer = [0; 256];
    for to in [TLV, LWM2M_CBOR, SENML_CBOR] {
        let mut slots = [Slot::EMPTY; 3];
        let payload = Transcoded::new(SENML_JSON, HERE, twice, &ONE_OF_EACH);
        let payload = payload.expect("a pack").in_order(&mut slots);
        let error = encode(to, HERE, &payload, &mut buffer).expect_err("a path comes twice");
        let found = (error.kind(), error.offset(), error.path());
        let path = Path::resource(33_000, 0, 1);
        assert_eq!(found, (ErrorKind::Duplicate, Some(53), Some(path)));
    }
}

#[cfg(feature = "alloc")]
#[test]
fn into_a_vector() {
    let tlv = lwm2m_codec::transcode_to_vec(SENML_JSON, TLV, HERE, OUT_OF_ORDER, &ONE_OF_EACH);
    let tlv = tlv.expect("there is room for any number of records");
    let back = lwm2m_codec::transcode_to_vec(TLV, SENML_JSON, HERE, &tlv, &ONE_OF_EACH);
    let expected = br#"[{"bn":"/33000/0/","n":"0","vs":"a"},{"n":"1","v":1},{"n":"3","v":3},{"n":"4","vb":true},{"n":"9/0","v":9}]"#;
    assert_eq!(back.as_deref(), Ok(&expected[..]));
}

#[test]
fn devices_of_a_gateway() {
    let json = br#"[{"bn":"/lwm2m/","n":"d1/33000/0/1","v":1},{"n":"33000/0/1","v":0},{"n":"d1/33000/0/2","v":2}]"#;
    let options = Options::STRICT.alternate_path("lwm2m");
    let mut buffer = [0; 256];
    // Between the notations of SenML nothing has to move.
    let written = options.transcode(SENML_JSON, LWM2M_JSON, ALL, json, &(), &mut buffer);
    let expected = br#"{"bn":"/lwm2m/","e":[{"n":"d1/33000/0/1","v":1},{"n":"33000/0/1","v":0},{"n":"d1/33000/0/2","v":2}]}"#;
    assert_eq!(written, Ok(&expected[..]));
    // A device that comes again is out of order where its records must lie together.
    let payload = options.transcoded(SENML_JSON, ALL, json, &()).expect("a pack");
    let error = encode(LWM2M_CBOR, ALL, &payload, &mut buffer).expect_err("d1 comes twice");
    assert_eq!(error.kind(), ErrorKind::RecordOrder);
    let mut slots = [Slot::EMPTY; 3];
    let payload = payload.in_order(&mut slots);
    let cbor =
        b"\xa2\x19\x80\xe8\xa1\x00\xa1\x01\x00\x82\x62d1\x19\x80\xe8\xa1\x00\xa2\x01\x01\x02\x02";
    assert_eq!(encode(LWM2M_CBOR, ALL, &payload, &mut buffer), Ok(&cbor[..]));
    let back = options.transcode(LWM2M_CBOR, SENML_JSON, ALL, cbor, &(), &mut buffer);
    let expected = br#"[{"bn":"/lwm2m/","n":"33000/0/1","v":0},{"n":"d1/33000/0/1","v":1},{"n":"d1/33000/0/2","v":2}]"#;
    assert_eq!(back, Ok(&expected[..]));
    // What stands in front of the target is the device's own.
    let options = Options::STRICT.gateway_prefix("d1");
    let json = br#"[{"n":"/d1/33000/0/1","v":1}]"#;
    let written = options.transcode(SENML_JSON, TLV, HERE, json, &(), &mut buffer);
    assert_eq!(written, Ok(&b"\xc1\x01\x01"[..]));
    // Several devices, and no place for their prefixes.
    let json = br#"[{"n":"/d1/33000/0/1","v":1}]"#;
    let payload = Transcoded::new(SENML_JSON, ALL, json, ()).expect("a pack");
    let error = encode(SENML_JSON, HERE, &payload, &mut buffer).expect_err("one device only");
    assert_eq!(error.kind(), ErrorKind::NotExpressible("several devices below one target"));
    let error = encode(TLV, HERE, &payload, &mut buffer).expect_err("no devices");
    assert_eq!(error.kind(), ErrorKind::NotExpressible("several devices in one payload"));
}
