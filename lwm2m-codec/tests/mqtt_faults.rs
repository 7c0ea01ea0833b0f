//! MQTT messages that break a rule: refused at a byte, or where a peer does so read leniently and reported once. None
//! takes a heap, and none more than linear work.
#![allow(
    clippy::std_instead_of_alloc,
    clippy::std_instead_of_core,
    reason = "a test has the standard library"
)]

use allocation_counter::measure;
use lwm2m_codec::attribute::{Attributes, Change, Changes};
use lwm2m_codec::binding::mqtt::{Envelope, Message, Topic};
use lwm2m_codec::message::Location;
use lwm2m_codec::operation::{
    Answer, Body, Content, Create, Discover, Observe, Read, ReadComposite, Register, Registration,
    Rule, Update, Write, WriteAttributes,
};
use lwm2m_codec::{ContentFormat, DataType, ErrorKind, Operation, Options, Path, Text, Version};

const RD: &str = "lwm2m/rd/node1";
const BS: &str = "t/lwm2m/bs/node1";

fn topic(text: &str) -> Topic<'_> {
    Topic::parse(text).expect("a topic")
}

const KEYS: ErrorKind = ErrorKind::Message("integers as keys");
const UINT: ErrorKind = ErrorKind::Message("an unsigned integer");

/// Topic, payload, what is refused, at which byte.
#[rustfmt::skip]
const FAULTS: &[(&str, &[u8], ErrorKind, Option<usize>)] = &[
    (RD, b"", ErrorKind::UnexpectedEnd { needed: 1, available: 0 }, Some(0)),
    (RD, b"\x82\x01\x09", ErrorKind::Message("a map"), Some(0)),
    (RD, b"\xa0", ErrorKind::Message("a token"), None),
    (RD, b"\xa1\x02\x01", ErrorKind::Message("an operation or a result"), None),
    (RD, b"\xa1\x01\x09", ErrorKind::Message("a token"), None),
    // MQT-10: request or response.
    (RD, b"\xa3\x01\x08\x02\x01\x12\x18\xca", ErrorKind::Message("an operation or a result, not both"), Some(5)),
    // MQT-08: 19 is no operation; nor are those of the other interface.
    (RD, b"\xa2\x01\x13\x02\x01", ErrorKind::Rule(Rule::NoOperation), Some(1)),
    (RD, b"\xa2\x01\x00\x02\x01", ErrorKind::Rule(Rule::NoOperation), Some(1)),
    (BS, b"\xa2\x02\x01\x01\x07", ErrorKind::Rule(Rule::NoOperation), Some(3)),
    (RD, b"\xa2\x01\x20\x02\x01", UINT, Some(2)),
    (RD, b"\xa2\x01\xf5\x02\x01", UINT, Some(2)),
    (RD, b"\xa2\x01\x09\x02\x01", ErrorKind::Message("the uri of what is asked for"), None),
    (RD, b"\xa2\x01\x0a\x02\x01", ErrorKind::Message("a list of paths"), None),
    (RD, b"\xa3\x01\x09\x02\x01\x05\x63/a ", ErrorKind::UriPath("an id or a prefix of unreserved characters"), Some(8)),
    (RD, b"\xa3\x01\x09\x02\x01\x05\x63/rd", ErrorKind::Path("the path of an object"), Some(7)),
    (RD, b"\xa3\x01\x09\x02\x01\x05\x62/x", ErrorKind::Rule(Rule::UnknownPrefix), None),
    (RD, b"\xa3\x01\x09\x02\x01\x05\x61/", ErrorKind::Rule(Rule::Depth), None),
    (RD, b"\xa3\x01\x09\x02\x01\x05\x42/3", ErrorKind::Message("text in one piece"), Some(6)),
    (RD, b"\xa3\x01\x09\x02\x01\x05\x7f\x62/3\xff", ErrorKind::Message("text in one piece"), Some(6)),
    (RD, b"\xa3\x01\x09\x02\x01\x05\x61\xff", ErrorKind::NotUtf8, Some(6)),
    // Keys that come again, and those of other operations.
    (RD, b"\xa3\x01\x08\x02\x01\x02\x01", ErrorKind::Duplicate, Some(5)),
    (RD, b"\xa4\x01\x09\x02\x01\x05\x62/3\x0c\x01", ErrorKind::UnknownParameter, Some(9)),
    (RD, b"\xa3\x01\x08\x02\x01\x07\x40", ErrorKind::UnknownParameter, Some(5)),
    (RD, b"\xa3\x02\x01\x12\x18\xca\x05\x61/", ErrorKind::UnknownParameter, Some(6)),
    // MQT-14: an observation has no attributes.
    (RD, b"\xa4\x01\x14\x02\x01\x05\x62/3\x0c\x01", ErrorKind::UnknownParameter, Some(9)),
    // MQT-04: what has no number.
    (RD, b"\xa4\x01\x0e\x02\x01\x05\x66/3/0/9\x62lt\x01", KEYS, Some(13)),
    (RD, b"\xa3\x01\x08\x02\x01\x63pid\x01", KEYS, Some(5)),
    (RD, b"\xa3\x01\x08\x02\x01\xf6\x01", KEYS, Some(5)),
    (RD, b"\xa2\x01\x08\x02\x01\x00", ErrorKind::ExtraBytes, Some(5)),
    (RD, b"\xa3\x01\x08\x02\x01", ErrorKind::UnexpectedEnd { needed: 1, available: 0 }, Some(5)),
    (RD, b"\xbf\x01\x08\x02\x01", ErrorKind::UnexpectedEnd { needed: 1, available: 0 }, Some(5)),
    (RD, b"\xa3\x01\x08\x02\x01\x18\x63\x9f", ErrorKind::UnexpectedEnd { needed: 1, available: 0 }, Some(7)),
    // Values.
    (RD, b"\xa4\x01\x0e\x02\x01\x05\x66/3/0/9\x14\x02", ErrorKind::InvalidValue { expected: DataType::Boolean }, Some(14)),
    (RD, b"\xa4\x01\x0e\x02\x01\x05\x66/3/0/9\x0e\xf9\x7c\x00", ErrorKind::InvalidValue { expected: DataType::Float }, Some(14)),
    (RD, b"\xa4\x01\x0e\x02\x01\x05\x66/3/0/9\x0e\xf4", ErrorKind::Message("an integer or a float"), Some(14)),
    (RD, b"\xa4\x01\x0b\x02\x01\x05\x62/3\x16\x04", ErrorKind::Query("a depth of 0 to 3"), Some(9)),
    (RD, b"\xa4\x01\x0c\x02\x01\x05\x64/3/0\x07\x41x", ErrorKind::Rule(Rule::MissingContentFormat), None),
    (RD, b"\xa4\x01\x0c\x02\x01\x05\x64/3/0\x13\x1a\x00\x01\x00\x00", ErrorKind::OutOfRange, Some(11)),
    (RD, b"\xa4\x01\x10\x02\x01\x05\x66/3/0/4\x07\x42x=", ErrorKind::Query("a digit"), Some(15)),
    // MQT-11: bytes are bytes.
    (RD, b"\xa4\x02\x01\x12\x18\xcd\x13\x18\x70\x07\x61\x80", ErrorKind::NotUtf8, Some(10)),
    (RD, b"\xa4\x02\x01\x12\x18\xcd\x07\x60\x13\x18\x70", ErrorKind::Message("a payload as a byte string in this format"), Some(6)),
    (RD, b"\xa3\x02\x01\x12\x18\xcd\x07\x5f\xff", ErrorKind::Message("a payload as a byte string in one piece"), Some(7)),
    (RD, b"\xa2\x02\x01\x12\x64\x32.05", ErrorKind::Message("a result as an unsigned integer"), Some(4)),
    (RD, b"\xa2\x02\x01\x12\x18\xc7", ErrorKind::Message("a result of a class from 2 to 5, as in 205"), Some(3)),
    (RD, b"\xa2\x02\x01\x12\x18\xe8", ErrorKind::Message("a result of a class from 2 to 5, as in 205"), Some(3)),
    // A registration of LwM2M 1.2, under the name of the topic.
    (RD, b"\xa3\x01\x06\x02\x01\x08\x01", ErrorKind::Rule(Rule::BindingVersion), None),
    (RD, b"\xa4\x01\x06\x02\x01\x08\x01\x09\x631.1", ErrorKind::Rule(Rule::EmptyObjectList), None),
    (RD, b"\xa5\x01\x06\x02\x01\x07\x41x\x08\x01\x09\x631.1", ErrorKind::Rule(Rule::BindingVersion), None),
    (RD, b"\xa3\x01\x06\x02\x01\x09\x631.2", ErrorKind::Rule(Rule::MissingLifetime), None),
    (RD, b"\xa4\x01\x06\x02\x01\x09\x631.2\x03\x61n", ErrorKind::Query("the endpoint name of the topic"), Some(10)),
    (RD, b"\xa3\x01\x07\x02\x01\x03\x61n", ErrorKind::Rule(Rule::UpdateParameter), Some(5)),
    (RD, b"\xa3\x01\x07\x02\x01\x0a\x61X", ErrorKind::Query("letters out of U, M, H, T, S and N"), Some(5)),
    (BS, b"\xa3\x01\x00\x02\x01\x04\x18\x3c", ErrorKind::Rule(Rule::PreferredFormat), Some(5)),
    (BS, b"\xa3\x01\x06\x02\x01\x07\x41\xff", ErrorKind::NotUtf8, Some(7)),
    (BS, b"\xa3\x01\x02\x02\x01\x05\x62/3", ErrorKind::Rule(Rule::BootstrapTarget), None),
];

#[test]
fn each_is_refused_at_its_byte() {
    for (name, payload, kind, offset) in FAULTS {
        let mut read = None;
        let allocated = measure(|| {
            let message = Options::STRICT.mqtt_message(&topic(name), payload);
            read = Some(message.map(drop).map_err(|error| (error.kind(), error.offset())));
        });
        assert_eq!(read, Some(Err((*kind, *offset))), "{payload:02x?}");
        assert_eq!(allocated.count_total, 0);
    }
}

/// D-159: integer keys that are not known are left alone, whatever is under them.
#[test]
fn what_is_unknown_is_left_alone() {
    let payload = b"\xbf\x18\x63\x82\x01\xa1\x61a\xf6\x01\x08\x20\x5f\x41x\xff\x17\x00\x18\x19\x01\x02\x01\xff";
    let read = Options::STRICT.mqtt_message(&topic(RD), payload);
    let call = lwm2m_codec::operation::Deregister { location: topic(RD).location() }.into();
    assert_eq!(read, Ok(Message::Request { token: 1, call }));
}

/// Half, single and double floats and integers are one number.
#[test]
fn numbers_of_any_kind() {
    for (value, expected) in [
        (&b"\x0a"[..], 10.0),
        (b"\x29", -10.0),
        (b"\xf9\x49\x00", 10.0),
        (b"\xfa\x41\x20\x00\x00", 10.0),
        (b"\xfb\x40\x24\x00\x00\x00\x00\x00\x00", 10.0),
    ] {
        let payload = [&b"\xa4\x01\x0e\x02\x01\x05\x66/3/0/9\x0e"[..], value].concat();
        let read = Options::STRICT.mqtt_message(&topic(RD), &payload);
        let changes = Changes { gt: Change::Set(expected), ..Changes::NONE };
        let call = WriteAttributes { path: Path::resource(3, 0, 9), changes }.into();
        assert_eq!(read, Ok(Message::Request { token: 1, call }));
    }
}

/// MQT-11, D-160: text where the format is text.
#[test]
fn text_payloads() {
    for (format, payload) in [
        (ContentFormat::TEXT, &b"\xa4\x02\x01\x07\x61x\x12\x18\xcd\x13\x00"[..]),
        (ContentFormat::LINK, b"\xa4\x02\x01\x07\x61x\x12\x18\xcd\x13\x18\x28"),
        (ContentFormat::SENML_JSON, b"\xa4\x13\x18\x6e\x02\x01\x07\x61x\x12\x18\xcd"),
    ] {
        let read = Options::STRICT.mqtt_message(&topic(RD), payload);
        let Ok(Message::Response { reply, .. }) = read else { panic!("{read:?}") };
        let response = reply.to(Operation::Read);
        assert_eq!((response.content_format, response.payload), (Some(format), &b"x"[..]));
    }
}

/// MQT-04, MQT-14: what has no key is not written.
#[test]
fn what_has_no_key() {
    let path = Path::resource(3, 0, 9);
    let options = Options::STRICT;
    let changes = |changes: Changes| WriteAttributes { path, changes }.into();
    let attributes = Attributes { pmin: Some(1), ..Attributes::NONE };
    let lifetime = Some(1);
    let registration = |registration| Register { registration, objects: b"</1/0>" }.into();
    let other = Location::parse("/rd/5a3f").expect("a location");
    let body = Body::new(ContentFormat::SENML_CBOR, b"\x80");
    for (call, what) in [
        (changes(Changes { lt: Change::Set(1.0), ..Changes::NONE }), "the attributes lt and con"),
        (changes(Changes { con: Change::Set(true), ..Changes::NONE }), "the attributes lt and con"),
        (changes(Changes { pmin: Change::Unset, ..Changes::NONE }), "an attribute that is unset"),
        (Observe { path, accept: None, attributes }.into(), "attributes of an observation"),
        (Read { path, accept: Some(ContentFormat::TEXT) }.into(), "the format of an answer"),
        (
            ReadComposite { paths: body, accept: None }.into(),
            "a list of paths but in SenML-ETCH CBOR",
        ),
        (
            registration(Registration { lifetime, queue_mode: true, ..Registration::default() }),
            "queue mode",
        ),
        (
            registration(Registration {
                lifetime,
                profiles: Some(lwm2m_codec::operation::Profiles::new("6:27354b9a").expect("an id")),
                ..Registration::default()
            }),
            "profile ids",
        ),
        (
            registration(Registration {
                lifetime,
                endpoint: Some(Text::new("node2")),
                ..Registration::default()
            }),
            "an endpoint name that is not the topic's",
        ),
        (Update::new(other).into(), "a location that is not the topic's"),
    ] {
        let mut buffer = [0; 256];
        let written = options.encode_mqtt_request(&topic(RD), 1, &call, &mut buffer);
        let kind = written.map_err(|error| error.kind());
        assert_eq!(kind, Err(ErrorKind::NotExpressible(what)), "{call:?}");
    }
    let content = Content::new(ContentFormat::TEXT, b"1");
    for (operation, answer, what) in [
        (Operation::Register, Answer::Registered(other), "a location that is not the topic's"),
        (
            Operation::Create,
            Answer::Created(Some(Path::instance(3, 0))),
            "the id of a new object instance",
        ),
        (Operation::Observe, Answer::Content(content), "an observation that does not stand"),
        (
            Operation::Notify,
            Answer::refused(lwm2m_codec::message::Code::NOT_FOUND),
            "a notification that is the last one",
        ),
        (Operation::Write, Answer::Continue, "this response code"),
    ] {
        let mut buffer = [0; 256];
        let written = options.encode_mqtt_response(&topic(RD), 1, operation, &answer, &mut buffer);
        let kind = written.map_err(|error| error.kind());
        assert_eq!(kind, Err(ErrorKind::NotExpressible(what)), "{answer:?}");
    }
}

#[test]
fn only_in_1_2() {
    let read = Read { path: Path::object(3), accept: None }.into();
    for version in [Version::V1_0, Version::V1_1] {
        let options = Options::STRICT.version(version);
        let refused = ErrorKind::Rule(Rule::BindingVersion);
        let mut buffer = [0; 64];
        let written = options.encode_mqtt_request(&topic(RD), 1, &read, &mut buffer);
        assert_eq!(written.map_err(|error| error.kind()), Err(refused));
        let payload = b"\xa3\x01\x09\x02\x01\x05\x62/3";
        let read = options.mqtt_message(&topic(RD), payload);
        assert_eq!(read.map_err(|error| error.kind()), Err(refused));
    }
}

/// One byte less than needed says how many are.
#[test]
fn a_full_buffer() {
    let write =
        Write { path: Path::resource(1, 0, 1), body: Body::new(ContentFormat::CBOR, b"\x18\x78") };
    let mut whole = [0; 64];
    let needed = Options::STRICT.encode_mqtt_request(&topic(RD), 59, &write.into(), &mut whole);
    let needed = needed.expect("room").len();
    for length in 0..needed {
        let mut buffer = vec![0; length];
        let written =
            Options::STRICT.encode_mqtt_request(&topic(RD), 59, &write.into(), &mut buffer);
        assert_eq!(
            written.map_err(|error| error.kind()),
            Err(ErrorKind::BufferTooSmall { needed })
        );
    }
}

/// MQT-13, D-162: wrappers that are none.
#[test]
fn wrappers() {
    let plain = |payload| Ok(Envelope::Plain(payload));
    let wrapped = |protection, message| Ok(Envelope::Wrapped { protection, message });
    let refused = |words, at| Err((ErrorKind::Message(words), at));
    for (payload, expected) in [
        (&b"\xa2\x01\xf6\x02\xa0"[..], wrapped(None, &b"\xa0"[..])),
        (b"\xa2\x02\xa0\x01\x43\x81\xd2\x80", wrapped(Some(&b"\x81\xd2\x80"[..]), b"\xa0")),
        (b"\xa2\x01\x00\x02\x01", plain(&b"\xa2\x01\x00\x02\x01"[..])),
        (b"\xa0", plain(&b"\xa0"[..])),
        (b"\xa1\x02\xa0", refused("a wrapper with COSE objects or null", None)),
        (b"\xa2\x01\x00\x02\xa0", refused("COSE objects in a byte string, or null", Some(1))),
        (b"\xa3\x01\xf6\x02\xa0\x03\x00", refused("a wrapper of the keys 1 and 2 alone", Some(5))),
        (b"\x81\x01", refused("a map", Some(0))),
        (b"\xa2\x02\xa0\x02\xa0", Err((ErrorKind::Duplicate, Some(3)))),
        (b"\xa1\x01\xf6\x00", Err((ErrorKind::ExtraBytes, Some(3)))),
    ] {
        let read = Envelope::read(payload).map_err(|error| (error.kind(), error.offset()));
        assert_eq!(read, expected, "{payload:02x?}");
    }
}

/// A megabyte under unknown keys, of nesting, of a payload: linear work, no heap.
#[test]
fn messages_of_a_megabyte() {
    const MEGABYTE: usize = 1 << 20;
    let unknown = [&b"\xbf\x01\x08\x02\x01"[..], &b"\x18\x63\x00".repeat(MEGABYTE / 3), b"\xff"];
    let nested = [&b"\xa3\x01\x08\x02\x01\x18\x63"[..], &b"\x81".repeat(MEGABYTE)];
    let payload =
        [&b"\xa3\x02\x01\x12\x19\x01\x90\x07\x5a\x00\x10\x00\x00"[..], &vec![0; MEGABYTE]];
    let announced = [&b"\xbb\xff\xff\xff\xff\xff\xff\xff\xff"[..], b"\x01\x08\x02\x01"];
    for (bytes, expected) in [
        (unknown.concat(), Ok(())),
        (nested.concat(), Err(ErrorKind::TooDeep { limit: 16 })),
        (payload.concat(), Ok(())),
        (announced.concat(), Err(ErrorKind::UnexpectedEnd { needed: 1, available: 0 })),
    ] {
        let mut read = None;
        let allocated = measure(|| {
            let message = Options::STRICT.mqtt_message(&topic(RD), &bytes);
            let _ = Envelope::read(&bytes).map(drop);
            read = Some(message.map(drop).map_err(|error| error.kind()));
        });
        assert_eq!(read, Some(expected));
        assert_eq!(allocated.count_total, 0);
    }
}

#[test]
fn depth_is_optional() {
    let discover = Discover { path: Path::object(3), depth: None };
    let mut buffer = [0; 16];
    let written = Options::STRICT.encode_mqtt_request(&topic(RD), 1, &discover.into(), &mut buffer);
    assert_eq!(written, Ok(&b"\xa3\x01\x0b\x02\x01\x05\x62/3"[..]));
    let create =
        Create { path: Path::object(3), body: Body::new(ContentFormat::SENML_CBOR, b"\x80") };
    let mut buffer = [0; 32];
    let written = Options::STRICT.encode_mqtt_request(&topic(RD), 1, &create.into(), &mut buffer);
    assert_eq!(written, Ok(&b"\xa5\x01\x11\x02\x01\x05\x62/3\x07\x41\x80\x13\x18\x70"[..]));
}
