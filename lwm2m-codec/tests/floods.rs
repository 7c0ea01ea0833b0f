//! Much of one thing: read, or a named error at a byte, on a small stack and in time that grows with the bytes.
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

#[path = "common/bomb.rs"]
mod bomb;

use lwm2m_codec::ContentFormat as F;
use lwm2m_codec::ErrorKind::{
    Duplicate, InvalidValue, Malformed, OutOfRange, PathTooDeep, TooDeep,
};
use lwm2m_codec::{DataType, ErrorKind, Path, decode};

use self::bomb::{Bomb, HERE, LEVEL, SOME, check, ends, err, on_a_small_stack};

const DEVICE: ErrorKind = ErrorKind::Path("a device's prefix of unreserved characters");

const LONG: &[Bomb] = &[
    // Keys and names.
    (F::LWM2M_CBOR, HERE, b"\xa1\x9f", b"\x03", SOME, b"\xff\x01", err(PathTooDeep, 1)),
    (F::LWM2M_CBOR, Path::ROOT, b"\xa1\x7a\x00\x03\x0d\x40", b"x", SOME, b"\xa0", err(DEVICE, 1)),
    (F::LWM2M_CBOR, Path::ROOT, b"\xa1\x7f", b"\x60", SOME, b"\xff\xa0", err(DEVICE, 1)),
    (F::LWM2M_CBOR, Path::ROOT, b"\xbf", b"\x04\xa0", SOME, b"\xff", err(Duplicate, 3)),
    (
        F::LWM2M_CBOR,
        HERE,
        b"\xbf",
        b"\x03\xa1\x01\xa0",
        SOME,
        b"\xff",
        err(ErrorKind::OutsideTarget, 3),
    ),
    (
        F::SENML_JSON,
        HERE,
        b"[{\"v\":1,\"n\":\"/",
        b"3",
        SOME,
        b"\"}]",
        err(TooDeep { limit: 255 }, 1),
    ),
    (
        F::SENML_JSON,
        HERE,
        b"[{\"v\":1,\"n\":\"/",
        b"\\u0033",
        SOME,
        b"\"}]",
        err(TooDeep { limit: 255 }, 1),
    ),
    (
        F::SENML_JSON,
        HERE,
        b"[{\"v\":1,\"bn\":\"/",
        b"3",
        SOME,
        b"\"}]",
        err(TooDeep { limit: 255 }, 1),
    ),
    (
        F::LWM2M_JSON,
        HERE,
        b"{\"bn\":\"/",
        b"3",
        SOME,
        b"\",\"e\":[]}",
        err(TooDeep { limit: 255 }, 1),
    ),
    (
        F::SENML_CBOR,
        HERE,
        b"\x81\xa2\x02\x01\x00\x7f",
        b"\x61/",
        SOME,
        b"\xff",
        err(ErrorKind::Path("an id between two slashes and after the last"), 1),
    ),
    (F::SENML_JSON, HERE, b"[{\"n\":\"/3/0/9\",\"v\":1", b",\"x\":1", SOME, b"}]", Ok(1)),
    (F::SENML_JSON, HERE, b"[{\"n\":\"/3/0/9\",\"v\":1,\"", b"x", SOME, b"\":1}]", Ok(1)),
    (
        F::SENML_JSON,
        HERE,
        b"[{\"n\":\"/3/0/9\",\"v\":1",
        b",\"v\":1",
        SOME,
        b"}]",
        err(Duplicate, 1),
    ),
    (F::LWM2M_JSON, HERE, b"{\"bn\":\"/\"", b",\"bn\":\"/\"", SOME, b"}", err(Duplicate, 10)),
    (F::LWM2M_JSON, HERE, b"{\"bn\":\"/\"", b",\"x\":[\"[\"]", SOME / 4, b",\"e\":[]}", Ok(0)),
    (F::SENML_CBOR, HERE, b"\x81\xbf\x00\x66/3/0/9\x02\x01", b"\x61x\x01", SOME, b"\xff", Ok(1)),
    (
        F::SENML_CBOR,
        HERE,
        b"\x81\xbf\x00\x66/3/0/9\x02\x01",
        b"\x01\x01",
        SOME,
        b"\xff",
        err(Duplicate, 1),
    ),
    // White space and nothing.
    (F::SENML_JSON, HERE, b"[", b" \n", SOME, b"]", Ok(0)),
    (
        F::SENML_JSON,
        HERE,
        b"[{\"n\":\"/3/0/9\",\"v\":1}",
        b" ",
        SOME,
        b",]",
        err(Malformed("records that are objects"), 200_022),
    ),
    (F::SENML_JSON, HERE, b"[]", b" ", SOME, b"x", err(ErrorKind::ExtraBytes, 2)),
    (F::LWM2M_JSON, HERE, b"{\"e\":[]", b" ", SOME, b"}", Ok(0)),
    // Numbers and text.
    (F::SENML_JSON, HERE, b"[{\"n\":\"/3/0/9\",\"v\":1", b"0", SOME, b"}]", Ok(1)),
    (F::SENML_JSON, HERE, b"[{\"n\":\"/3/0/9\",\"v\":0.", b"0", SOME, b"1}]", Ok(1)),
    (F::SENML_JSON, HERE, b"[{\"n\":\"/3/0/9\",\"v\":1e", b"9", SOME, b"}]", Ok(1)),
    (
        F::SENML_JSON,
        HERE,
        b"[{\"n\":\"/3/0/9\",\"v\":1,\"t\":1",
        b"0",
        SOME,
        b"}]",
        err(ErrorKind::TimeOutOfRange, 1),
    ),
    (F::SENML_JSON, HERE, b"[{\"n\":\"/3/0/9\",\"vs\":\"", b"\\u0041", SOME, b"\"}]", Ok(1)),
    (F::SENML_JSON, HERE, b"[{\"n\":\"/3/0/9\",\"vd\":\"", b"AAAA", SOME, b"\"}]", Ok(1)),
    (
        F::SENML_JSON,
        HERE,
        b"[{\"n\":\"/3/0/9\",\"vd\":\"",
        b"AAAA",
        SOME,
        b"A\"}]",
        err(InvalidValue { expected: DataType::Opaque }, 1),
    ),
    (F::CBOR, LEVEL, b"\x7f", b"\x60", SOME, b"\xff", Ok(1)),
    (F::CBOR, LEVEL, b"\x7f", b"\x60", SOME, b"", err(ends(1, 0), 0)),
    (F::CBOR, LEVEL, b"\xc2\x5a\x00\x03\x0d\x40", b"\x00", SOME, b"", Ok(1)),
    (F::CBOR, LEVEL, b"\xc2\x5a\x00\x03\x0d\x40", b"\xff", SOME, b"", err(OutOfRange, 0)),
    (F::CBOR, LEVEL, b"\xc2\x5f", b"\x41\x00", SOME, b"\xff", Ok(1)),
    (F::TEXT, LEVEL, b"1", b"0", SOME, b"", Ok(1)),
];

#[test]
fn much_of_one_thing() {
    check(LONG);
}

/// Values that are read whole, and then are no value of a type.
#[test]
fn numbers_of_many_digits() {
    on_a_small_stack(|| {
        let zeros = "0".repeat(SOME);
        for (number, integer, float) in [
            (format!("1{zeros}"), Err(NONE), Err(OutOfRange)),
            (format!("-1{zeros}"), Err(NONE), Err(OutOfRange)),
            (format!("0.{zeros}1"), Err(NONE), Ok(0.0)),
            (format!("1.{zeros}"), Ok(1), Ok(1.0)),
            (format!("1{zeros}e-{SOME}"), Ok(1), Ok(1.0)),
            (format!("0.{zeros}1e{}", SOME + 1), Ok(1), Ok(1.0)),
            (format!("0e{zeros}9"), Ok(0), Ok(0.0)),
            (format!("0e9{zeros}"), Ok(0), Ok(0.0)),
        ] {
            let json = format!(r#"[{{"n":"/3/0/9","v":{number}}}]"#);
            let shown = &number[..4];
            let found = decode::<i64>(F::SENML_JSON, LEVEL, json.as_bytes());
            assert_eq!(found.map_err(|e| e.kind()), integer, "{shown}");
            let found = decode::<f64>(F::SENML_JSON, LEVEL, json.as_bytes());
            assert_eq!(found.map_err(|e| e.kind()), float, "{shown}");
            let found = decode::<f64>(F::TEXT, LEVEL, number.as_bytes());
            assert_eq!(found.map_err(|e| e.kind()), float, "{shown} as text");
        }
    });
}

/// No integer: beyond 2^127 it is not looked at whether it is whole.
const NONE: ErrorKind = ErrorKind::WrongType { expected: DataType::Integer };
