//! Every kind of error, where it comes from: which byte, which path, and what it says.
#![allow(clippy::std_instead_of_alloc, reason = "a test has the standard library")]
#![cfg(all(
    feature = "alloc",
    feature = "coap",
    feature = "lwm2m-cbor",
    feature = "senml-cbor",
    feature = "tlv"
))]

use std::collections::BTreeSet;

use coap_message_implementations::inmemory::MessageMut;
use lwm2m_codec::attribute::{Attribute, Attributes, Place};
use lwm2m_codec::binding::uri::ServerUri;
use lwm2m_codec::binding::{coap, coap_udp};
use lwm2m_codec::message::{Method, Query, Request, UriPath};
use lwm2m_codec::operation::{Body, Delete, Rule, WriteComposite};
use lwm2m_codec::{
    ContentFormat, DataType, Error, ErrorKind, Instances, Limits, ObjectDef, ObjectVersion,
    Operations, Options, Path, Permitted, Range, Record, ResourceDef, Result, Time, Timestamp,
    Value, decode, encode, encode_to_vec, records, transcode_to_vec, update,
};
use lwm2m_vectors::Tree;

const TLV: ContentFormat = ContentFormat::TLV;
const SENML: ContentFormat = ContentFormat::SENML_CBOR;
const NESTED: ContentFormat = ContentFormat::LWM2M_CBOR;

const LEVEL: Path = Path::resource(3, 0, 9);

/// How a payload's records end.
fn read(format: ContentFormat, target: Path, payload: &[u8]) -> Result<()> {
    records(format, target, payload)?.try_for_each(|record| record.map(drop))
}

fn write(format: ContentFormat, target: Path, records: &[Record<Value<'_>>]) -> Result<()> {
    encode_to_vec(format, target, records).map(drop)
}

fn record(path: Path, value: Value<'_>) -> Record<Value<'_>> {
    Record { path, time: None, value }
}

fn timed(seconds: i64) -> Record<Value<'static>> {
    let time = Timestamp::from_seconds(seconds).ok();
    Record { path: LEVEL, time, value: Value::Integer(1) }
}

/// Definitions for [`Permitted`]: a readable Resource.
const DEVICE: ObjectDef<'_> = ObjectDef {
    id: lwm2m_codec::ObjectId::new(3),
    name: "Device",
    urn: "urn:oma:lwm2m:oma:3",
    version: ObjectVersion::V1_0,
    lwm2m_version: ObjectVersion::V1_0,
    multiple: false,
    mandatory: true,
    resources: &[ResourceDef {
        id: lwm2m_codec::ResourceId::new(9),
        name: "Battery Level",
        operations: Operations::READ,
        multiple: false,
        mandatory: false,
        data_type: DataType::Integer,
        range: Range::Any,
        unit: "/100",
    }],
};

fn coap_message(octets: &[u8]) -> Result<()> {
    coap::check(&coap_udp::read(octets)?.message)
}

/// A request for a message of another library that has no room.
fn no_room() -> Result<()> {
    let mut code = 0;
    let mut message = MessageMut::new_in_slice(&mut code, &mut []);
    coap::write_request(&Request::new(Method::Get, LEVEL.into()), &[], &mut message)
}

/// Where and what.
type Row = (Result<()>, ErrorKind, Option<usize>, Option<Path>, &'static str);

/// One row for each kind.
fn rows() -> Vec<Row> {
    let instance = Path::instance(3, 0);
    let small_limits = || {
        let mut limits = Limits::DEFAULT;
        limits.records = 1;
        let payload = b"\xc1\x08\x01\xc1\x09\x64";
        let records = Options::STRICT.limits(limits).records(TLV, instance, payload);
        records?.try_for_each(|record| record.map(drop))
    };
    let attributes = |query| {
        let place = Place::WriteAttributes(LEVEL.ancestor(2));
        let changes = Options::STRICT.changes(place, [query]);
        changes
            .and_then(|changes| Attributes { epmax: Some(5), ..Attributes::NONE }.changed(&changes))
    };
    vec![
        (
            attributes("gt=1").map(drop),
            ErrorKind::AttributeRefused {
                attribute: Attribute::Gt,
                expected: "a Resource or a Resource Instance",
            },
            Some(0),
            Some(instance),
            "the attribute gt may not stand here: expected a Resource or a Resource Instance (byte 0, in /3/0)",
        ),
        (
            attributes("epmin=5").map(drop),
            ErrorKind::InconsistentAttributes("epmin < epmax"),
            None,
            None,
            "the attributes contradict each other: expected epmin < epmax",
        ),
        (
            attributes("dim=5").map(drop),
            ErrorKind::ReadOnlyAttribute,
            Some(0),
            Some(instance),
            "expected an attribute that can be written, found one of links only (byte 0, in /3/0)",
        ),
        (
            attributes("depth=5").map(drop),
            ErrorKind::UnknownParameter,
            Some(0),
            Some(instance),
            "expected a parameter of this operation, found another (byte 0, in /3/0)",
        ),
        (
            encode(TLV, LEVEL, &100i64, &mut [0; 2]).map(drop),
            ErrorKind::BufferTooSmall { needed: 3 },
            None,
            None,
            "the buffer is too small: 3 bytes needed",
        ),
        (
            read(TLV, instance, b"\xc1\x09\x64\xc1\x09\x64"),
            ErrorKind::Duplicate,
            Some(3),
            Some(LEVEL),
            "the same path or member stands there twice (byte 3, in /3/0/9)",
        ),
        (
            read(SENML, instance, b"\x80\x00"),
            ErrorKind::ExtraBytes,
            Some(1),
            None,
            "bytes follow after the end of the payload (byte 1)",
        ),
        (
            decode::<bool>(TLV, LEVEL, b"\xc1\x09\x02").map(drop),
            ErrorKind::InvalidValue { expected: DataType::Boolean },
            Some(0),
            Some(LEVEL),
            "expected a value of type Boolean, found bytes that are none (byte 0, in /3/0/9)",
        ),
        (
            read(NESTED, instance, b"\x80"),
            ErrorKind::Malformed("one map"),
            Some(0),
            None,
            "malformed payload: expected one map (byte 0)",
        ),
        (
            decode::<i64>(SENML, LEVEL, b"\x80").map(drop),
            ErrorKind::MissingValue,
            Some(0),
            Some(LEVEL),
            "expected a value, found none (byte 0, in /3/0/9)",
        ),
        (
            // Two records, one of a second later.
            decode::<Tree>(
                SENML,
                LEVEL,
                b"\x82\xa3\x21\x66/3/0/9\x06\x01\x02\x01\xa2\x06\x02\x02\x01",
            )
            .map(drop),
            ErrorKind::MixedTimes,
            Some(14),
            Some(LEVEL),
            "expected values of one time, found several: read them as records (byte 14, in /3/0/9)",
        ),
        (
            write(SENML, instance, &[record(Path::resource(3, 0, 6), Value::Empty)]),
            ErrorKind::NotExpressible("an empty multiple Resource"),
            None,
            Some(Path::resource(3, 0, 6)),
            "the format has no form for an empty multiple Resource (in /3/0/6)",
        ),
        (
            update(
                &mut Permitted::write(&mut Tree::default(), instance, &DEVICE),
                instance,
                TLV,
                instance,
                b"\xc1\x09\x64",
            ),
            ErrorKind::NotPermitted,
            Some(0),
            Some(LEVEL),
            "the operation is not permitted on this resource (byte 0, in /3/0/9)",
        ),
        (
            WriteComposite { body: Body::new(SENML, b"\x81\xa2\x00\x66/3/0/9\x02\x01") }
                .apply(Options::STRICT, &mut []),
            ErrorKind::NotFound,
            Some(1),
            Some(LEVEL),
            "expected a path of what lives, found none there (byte 1, in /3/0/9)",
        ),
        (
            read(NESTED, LEVEL, b"\xa1\x83\x03\x00\x09\x62\xc3\x28"),
            ErrorKind::NotUtf8,
            Some(1),
            Some(LEVEL),
            "expected UTF-8 text, found other bytes (byte 1, in /3/0/9)",
        ),
        (
            decode::<u8>(NESTED, LEVEL, b"\xa1\x83\x03\x00\x09\x19\x01\x00").map(drop),
            ErrorKind::OutOfRange,
            Some(1),
            Some(LEVEL),
            "the number is out of the range of its type (byte 1, in /3/0/9)",
        ),
        (
            read(TLV, LEVEL, b"\xc1\x0a\x64"),
            ErrorKind::OutsideTarget,
            Some(0),
            Some(Path::resource(3, 0, 10)),
            "the record lies outside of the requested path (byte 0, in /3/0/10)",
        ),
        (
            "/3/07".parse::<Path>().map(drop),
            ErrorKind::Path("an id without leading zeros"),
            Some(3),
            Some(Path::object(3)),
            "not a path: expected an id without leading zeros (byte 3, in /3)",
        ),
        (
            read(NESTED, Path::ROOT, b"\xa1\x85\x03\x00\x06\x01\x02\x01"),
            ErrorKind::PathTooDeep,
            Some(1),
            None,
            "not a path: expected at most four ids (byte 1)",
        ),
        (
            Query::Uri("ep=node%201&b=%5").parameters().try_for_each(|read| read.map(drop)),
            ErrorKind::Query("two hexadecimal digits behind a percent sign"),
            Some(14),
            None,
            "malformed query: expected two hexadecimal digits behind a percent sign (byte 14)",
        ),
        (
            write(
                TLV,
                instance,
                &[record(LEVEL, Value::Integer(1)), record(LEVEL, Value::Integer(2))],
            ),
            ErrorKind::RecordOrder,
            None,
            Some(LEVEL),
            "expected records in ascending order of their paths (in /3/0/9)",
        ),
        (
            read(TLV, instance, b"\xe1\xff\xff\x01"),
            ErrorKind::ReservedId,
            Some(0),
            None,
            "65535 is reserved and identifies nothing (byte 0)",
        ),
        (
            Options::STRICT.request(&Delete { path: Path::object(3) }).map(drop),
            ErrorKind::Rule(Rule::Depth),
            None,
            Some(Path::object(3)),
            "expected a path of as many ids as the operation takes (D-021) (in /3)",
        ),
        (
            read(
                SENML,
                LEVEL,
                b"\x81\xa3\x21\x66/3/0/9\x06\x1b\x7f\xff\xff\xff\xff\xff\xff\xff\x02\x01",
            ),
            ErrorKind::TimeOutOfRange,
            Some(1),
            Some(LEVEL),
            "the time is out of range: expected one from 1677 to 2262 (byte 1, in /3/0/9)",
        ),
        (
            write(TLV, LEVEL, &[timed(5)]),
            ErrorKind::TimeUnsupported,
            None,
            Some(LEVEL),
            "the format carries no times (in /3/0/9)",
        ),
        (
            small_limits(),
            ErrorKind::TooDeep { limit: 1 },
            Some(3),
            Some(LEVEL),
            "nested or named beyond the limit of 1 (byte 3, in /3/0/9)",
        ),
        (
            // Only without a heap does a container come to this by itself.
            Err(Error::from(ErrorKind::TooManyInstances { capacity: 4 }).at(7).within(LEVEL)),
            ErrorKind::TooManyInstances { capacity: 4 },
            Some(7),
            Some(LEVEL),
            "more instances than there is room for: 4 (byte 7, in /3/0/9)",
        ),
        (
            read(TLV, instance, b"\xc8\x00\x14Open"),
            ErrorKind::UnexpectedEnd { needed: 20, available: 4 },
            Some(0),
            Some(Path::resource(3, 0, 0)),
            "payload ends early: 20 bytes announced, 4 left (byte 0, in /3/0/0)",
        ),
        (
            update(&mut Some(7i64), LEVEL, SENML, LEVEL, b"\x81\xa3\x21\x66/3/0/9\x06\x01\x02\x01"),
            ErrorKind::UnexpectedTime,
            Some(1),
            Some(LEVEL),
            "a value that is to be written has a time (byte 1, in /3/0/9)",
        ),
        (
            // Of a derived type with `deny_unknown`.
            Err(Error::from(ErrorKind::UnknownResource).at(0).within(LEVEL)),
            ErrorKind::UnknownResource,
            Some(0),
            Some(LEVEL),
            "the object has no such resource (byte 0, in /3/0/9)",
        ),
        (
            read(ContentFormat::new(1542), instance, b""),
            ErrorKind::UnsupportedFormat,
            None,
            None,
            "the content format is not supported",
        ),
        (
            read(TLV, Path::ROOT, b""),
            ErrorKind::UnsupportedTarget,
            None,
            None,
            "the content format or the type cannot hold what the requested path names",
        ),
        (
            write(TLV, instance, &[record(LEVEL, Value::Opaque(vec![0; 16_777_216].into()))]),
            ErrorKind::ValueTooLong { limit: 16_777_215 },
            None,
            Some(LEVEL),
            "the value is longer than the 16777215 bytes that the format can hold (in /3/0/9)",
        ),
        (
            // TLV does not say which type it is, and this schema does not know.
            transcode_to_vec(TLV, SENML, Path::instance(4, 0), b"\xc1\x09\x64", &DEVICE).map(drop),
            ErrorKind::Untyped,
            Some(0),
            Some(Path::resource(4, 0, 9)),
            "neither the bytes nor the schema say the type of the value (byte 0, in /4/0/9)",
        ),
        (
            coap_message(b"\x40\x01\x00\x01\xd0\x14"),
            ErrorKind::CriticalOption { number: 33 },
            None,
            None,
            "expected options that are understood, found a critical one: 33",
        ),
        (
            coap_message(b"\x80\x01\x00\x01"),
            ErrorKind::Message("version 1 of CoAP"),
            Some(0),
            None,
            "malformed message: expected version 1 of CoAP (byte 0)",
        ),
        (
            no_room(),
            ErrorKind::MessageRefused("option"),
            None,
            None,
            "expected a message with room for more, found one that takes no option",
        ),
        (
            ServerUri::parse("coap:server").map(drop),
            ErrorKind::Uri("two slashes behind the scheme"),
            Some(5),
            None,
            "not the uri of a server: expected two slashes behind the scheme (byte 5)",
        ),
        (
            UriPath::parse("/3/65535").map(drop),
            ErrorKind::UriPath("an id other than 65535, which is reserved"),
            Some(3),
            Some(Path::object(3)),
            "not the path of a request: expected an id other than 65535, which is reserved \
             (byte 3, in /3)",
        ),
        (
            "1.2.3".parse::<ObjectVersion>().map(drop),
            ErrorKind::Version,
            None,
            None,
            "expected a version of two numbers, as in 1.2",
        ),
        (
            decode::<Instances<i64, 1>>(TLV, LEVEL, b"\xc1\x09\x64").map(drop),
            ErrorKind::WrongCardinality { multiple: true },
            Some(0),
            Some(LEVEL),
            "expected instances of a multiple resource, found one value (byte 0, in /3/0/9)",
        ),
        (
            decode::<Time>(NESTED, LEVEL, b"\xa1\x83\x03\x00\x09\xf5").map(drop),
            ErrorKind::WrongType { expected: DataType::Time },
            Some(1),
            Some(LEVEL),
            "expected a value of type Time, found another type (byte 1, in /3/0/9)",
        ),
    ]
}

#[test]
fn each_kind_says_what_and_where() {
    for (result, kind, offset, path, message) in rows() {
        let Err(error) = result else { panic!("expected an error: {message}") };
        assert_eq!(error.kind(), kind, "{error}");
        assert_eq!((error.offset(), error.path()), (offset, path), "{error}");
        assert_eq!(error.to_string(), message);
    }
}

#[test]
fn no_kind_is_left_out() {
    let shown = rows().into_iter().map(|(_, kind, ..)| format!("{kind:?}"));
    let shown: BTreeSet<_> =
        shown.map(|kind| kind.split([' ', '(']).next().unwrap_or_default().to_string()).collect();
    let source = include_str!("../src/error.rs");
    let kinds = source.split("pub enum ErrorKind {").nth(1).and_then(|s| s.split("\n}").next());
    let kinds = kinds.expect("the enumeration is in that file").lines().filter_map(|line| {
        let name = line.strip_prefix("    ")?.split([' ', '(', ',']).next()?;
        name.starts_with(char::is_uppercase).then(|| name.to_string())
    });
    assert_eq!(kinds.collect::<BTreeSet<_>>(), shown);
}

/// The other cardinality has its own words.
#[test]
fn instances_where_one_value_is_expected() {
    let error = decode::<i64>(TLV, LEVEL, b"\x83\x09\x41\x00\x64").map_err(|e| e.to_string());
    let message = "expected one value, found instances or an empty container (byte 2, in /3/0/9/0)";
    assert_eq!(error, Err(message.to_string()));
}
