//! What a payload's values become in another format: by the types of a schema, or by what its bytes say; what has no form
//! there is an error at its byte and path.
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
use lwm2m_codec::{
    ContentFormat, DataType, Error, ErrorKind, ObjectDef, ObjectInstanceId, Options, Path, Schema,
    Transcoded, encode, encode_block, encoded_len, transcode,
};
use lwm2m_vectors::Pack;

use self::one_of_each::{HERE, ONE_OF_EACH, object, resource};

const TEXT: ContentFormat = ContentFormat::TEXT;
const OPAQUE: ContentFormat = ContentFormat::OPAQUE;
const CBOR: ContentFormat = ContentFormat::CBOR;
const SENML_JSON: ContentFormat = ContentFormat::SENML_JSON;
const SENML_CBOR: ContentFormat = ContentFormat::SENML_CBOR;
const ETCH_JSON: ContentFormat = ContentFormat::SENML_ETCH_JSON;
const ETCH_CBOR: ContentFormat = ContentFormat::SENML_ETCH_CBOR;
const TLV: ContentFormat = ContentFormat::TLV;
const LWM2M_JSON: ContentFormat = ContentFormat::LWM2M_JSON;
const LWM2M_CBOR: ContentFormat = ContentFormat::LWM2M_CBOR;

const TEMPERATURE: ObjectDef<'_> = object(
    3303,
    &[
        resource(5601, DataType::Float),
        resource(5602, DataType::Float),
        resource(5603, DataType::Float),
        resource(5604, DataType::Float),
        resource(5700, DataType::Float),
        resource(5701, DataType::String),
    ],
);

/// Fifty instances of six Resources.
const W7_TLV: &[u8] = include_bytes!("../../benches/workloads/w7.tlv");
const W7_SENML_CBOR: &[u8] = include_bytes!("../../benches/workloads/w7.senml.cbor");

#[test]
fn an_object_with_a_schema() {
    let mut buffer = vec![0; 16_384];
    let target = Path::object(3303);
    let written = transcode(TLV, SENML_CBOR, target, W7_TLV, &TEMPERATURE, &mut buffer);
    assert_eq!(written, Ok(W7_SENML_CBOR));
}

/// Writes a payload again, without room to put records in order.
#[track_caller]
fn check(
    (from, target, payload): (ContentFormat, Path, &[u8]),
    schema: &impl Schema,
    to: ContentFormat,
    expected: Result<&[u8], (ErrorKind, usize, Path)>,
) {
    let mut buffer = [0; 256];
    let written = transcode(from, to, target, payload, schema, &mut buffer);
    let named = |error: Error| (error.kind(), error.offset(), error.path());
    let expected = expected.map_err(|(kind, offset, path)| (kind, Some(offset), Some(path)));
    assert_eq!(written.map_err(named), expected, "{from} to {to}");
}

#[test]
fn a_schema_knows_better_than_the_bytes() {
    let at = |id| Path::resource(33_000, 0, id);
    // A whole Float and a Time are integers in CBOR, and links are text.
    check((CBOR, at(3), b"\x15"), &ONE_OF_EACH, TLV, Ok(b"\xc4\x03\x41\xa8\x00\x00"));
    check((CBOR, at(6), b"\x15"), &ONE_OF_EACH, TLV, Ok(b"\xc1\x06\x15"));
    check((CBOR, at(7), b"\x6466:0"), &ONE_OF_EACH, TLV, Ok(b"\xc4\x07\x00\x42\x00\x00"));
    check(
        (CBOR, at(7), b"\x6466:0"),
        &ONE_OF_EACH,
        SENML_JSON,
        Ok(br#"[{"bn":"/33000/0/7","vlo":"66:0"}]"#),
    );
    check((TEXT, at(5), b"AQI="), &ONE_OF_EACH, OPAQUE, Ok(b"\x01\x02"));
    check((TEXT, at(0), b"AQI="), &ONE_OF_EACH, CBOR, Ok(b"\x64AQI="));
    let sv = br#"{"bn":"/33000/0/","e":[{"n":"0","sv":"AQI="},{"n":"5","sv":"AQI="}]}"#;
    check((LWM2M_JSON, HERE, sv), &ONE_OF_EACH, TLV, Ok(b"\xc4\x00AQI=\xc2\x05\x01\x02"));
    let wrong = (ErrorKind::WrongType { expected: DataType::Integer }, 0, at(1));
    check((CBOR, at(1), b"\xf5"), &ONE_OF_EACH, TEXT, Err(wrong));
    let wrong = (ErrorKind::WrongCardinality { multiple: true }, 0, at(9));
    check((CBOR, at(9), b"\x15"), &ONE_OF_EACH, TEXT, Err(wrong));
}

#[test]
fn without_a_schema() {
    let at = Path::resource(33_000, 0, 0);
    let untyped = Err((ErrorKind::Untyped, 0, at));
    for to in [TEXT, OPAQUE, CBOR, SENML_JSON, SENML_CBOR, TLV, LWM2M_JSON, LWM2M_CBOR] {
        check((TLV, at, b"\xc1\x00\x15"), &(), to, untyped);
        check((TEXT, at, b"21"), &(), to, untyped);
        let other = Path::resource(33_000, 0, 1);
        check((TLV, other, b"\xc1\x01\x15"), &TEMPERATURE, to, Err((ErrorKind::Untyped, 0, other)));
    }
    let sv = br#"{"bn":"/33000/0/0","e":[{"sv":"a"}]}"#;
    check((LWM2M_JSON, at, sv), &(), CBOR, Err((ErrorKind::Untyped, 24, at)));
    // What the bytes say is carried as they say it.
    check((CBOR, at, b"\x15"), &(), TLV, Ok(b"\xc1\x00\x15"));
    check((CBOR, at, b"\x6466:0"), &(), TLV, Ok(b"\xc4\x0066:0"));
    check((OPAQUE, at, b"\x15"), &(), TEXT, Ok(b"FQ=="));
    check(
        (SENML_JSON, at, br#"[{"n":"/33000/0/0","vlo":"66:0"}]"#),
        &(),
        TLV,
        Ok(b"\xc4\x00\x00\x42\x00\x00"),
    );
    check((LWM2M_JSON, at, br#"{"bn":"/33000/0/0","e":[{"bv":true}]}"#), &(), CBOR, Ok(b"\xf5"));
    let shown = Error::from(ErrorKind::Untyped).within(at).to_string();
    let expected = "neither the bytes nor the schema say the type of the value (in /33000/0/0)";
    assert_eq!(shown, expected);
}

#[test]
fn what_cannot_be_carried() {
    let multiple = Path::resource(33_000, 0, 9);
    let timed = br#"[{"bn":"/33000/0/1","bt":5,"v":1},{"t":1,"v":2}]"#;
    let level = Path::resource(33_000, 0, 1);
    for to in [TEXT, OPAQUE, CBOR, TLV, LWM2M_CBOR] {
        // Several values of one path have times, too.
        let error = Err((ErrorKind::TimeUnsupported, 1, level));
        check((SENML_JSON, level, timed), &ONE_OF_EACH, to, error);
    }
    check(
        (SENML_JSON, level, timed),
        &ONE_OF_EACH,
        LWM2M_JSON,
        Ok(br#"{"bn":"/33000/0/1","bt":5,"e":[{"v":1},{"t":1,"v":2}]}"#),
    );
    let no_form = |what| ErrorKind::NotExpressible(what);
    let empty = no_form("an empty multiple Resource");
    for to in [SENML_JSON, SENML_CBOR, ETCH_JSON, ETCH_CBOR, LWM2M_JSON] {
        check((TLV, HERE, b"\x80\x09"), &ONE_OF_EACH, to, Err((empty, 0, multiple)));
        check(
            (LWM2M_CBOR, HERE, b"\xa1\x82\x19\x80\xe8\x00\xa1\x09\xa0"),
            &ONE_OF_EACH,
            to,
            Err((empty, 7, multiple)),
        );
    }
    check(
        (TLV, HERE, b"\x80\x09"),
        &ONE_OF_EACH,
        LWM2M_CBOR,
        Ok(b"\xa1\x82\x19\x80\xe8\x00\xa1\x09\xa0"),
    );
}

#[test]
fn null_is_for_composite_requests() {
    let path = Path::resource_instance(33_000, 0, 9, 1);
    let (target, none) = (HERE, Err((ErrorKind::NotExpressible("null"), 1, path)));
    let json = br#"[{"bn":"/33000/0/","n":"9/1","v":null}]"#;
    let cbor = b"\x81\xa3\x21\x69/33000/0/\x00\x639/1\x02\xf6";
    for to in [SENML_JSON, SENML_CBOR, TLV, LWM2M_JSON, LWM2M_CBOR] {
        check((ETCH_JSON, target, json), &ONE_OF_EACH, to, none);
        check((ETCH_CBOR, target, cbor), &(), to, none);
    }
    check((ETCH_JSON, target, json), &ONE_OF_EACH, ETCH_CBOR, Ok(cbor));
    check((ETCH_CBOR, target, cbor), &(), ETCH_JSON, Ok(json));
    // D-084: in LwM2M CBOR it deletes nothing.
    let nested = b"\xa1\x82\x19\x80\xe8\x00\xa1\x09\xa1\x01\xf6";
    for to in [SENML_JSON, ETCH_JSON, ETCH_CBOR, TLV, LWM2M_JSON, LWM2M_CBOR] {
        let none = Err((ErrorKind::NotExpressible("null"), 9, path));
        check((LWM2M_CBOR, target, nested), &ONE_OF_EACH, to, none);
    }
}

#[test]
fn an_instance_without_an_id() {
    let target = Path::object(33_000);
    let (tlv, cbor) = (b"\xc1\x01\x15", b"\xa1\x19\x80\xe8\xa1\x19\xff\xff\xa1\x01\x15");
    for to in SUPPORTED.iter().filter(|to| ![TEXT, OPAQUE, CBOR].contains(to)) {
        let kind = ErrorKind::NotExpressible("an Object Instance without an id");
        let mut buffer = [0; 64];
        let written = transcode(TLV, *to, target, tlv, &ONE_OF_EACH, &mut buffer);
        assert_eq!(written.map_err(|error| error.kind()), Err(kind));
    }
    let options = Options::STRICT.new_instance(ObjectInstanceId::new(7));
    let mut buffer = [0; 64];
    let written = options.transcode(TLV, LWM2M_CBOR, target, tlv, &ONE_OF_EACH, &mut buffer);
    assert_eq!(written, Ok(&cbor[..]));
    let written = options.transcode(LWM2M_CBOR, TLV, target, cbor, &ONE_OF_EACH, &mut buffer);
    assert_eq!(written, Ok(&tlv[..]));
}

#[test]
fn an_empty_payload() {
    let (one, several) = (Path::resource(33_000, 0, 1), Path::resource(33_000, 0, 9));
    for to in [TLV, SENML_JSON, SENML_CBOR, LWM2M_JSON, LWM2M_CBOR] {
        // D-004: of a single value something must be said.
        check((TLV, one, b""), &ONE_OF_EACH, to, Err((ErrorKind::MissingValue, 0, one)));
        let mut buffer = [0; 64];
        let nothing = encode(to, several, &Pack(Vec::new()), &mut buffer).expect("no records");
        check((TLV, several, b""), &ONE_OF_EACH, to, Ok(nothing));
        assert_eq!(encoded_len(to, several, &Pack(Vec::new())), Ok(nothing.len()));
    }
    let mut block = [0; 16];
    let empty = Transcoded::new(SENML_CBOR, several, b"\x80", ()).expect("an empty pack");
    let block = encode_block(SENML_JSON, several, &empty, 0, &mut block);
    assert_eq!(block.map(|block| block.bytes), Ok(&b"[]"[..]));
}
