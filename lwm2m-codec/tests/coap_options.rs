//! Which options are read, which refused and by which code, and what is written of them. RFC 7252, 5.4; D-163.
#![allow(
    clippy::std_instead_of_alloc,
    clippy::std_instead_of_core,
    reason = "a test has the standard library"
)]

use coap_message::MinimalWritableMessage;
use coap_message_implementations::heap::HeapMessage;
use coap_message_implementations::inmemory::MessageMut;
use lwm2m_codec::binding::coap::{self, CoapOption, Number};
use lwm2m_codec::binding::coap_udp::{self, Header, Type};
use lwm2m_codec::message::{Code, Location, Method, Query, Request, Response, UriPath, UriPrefix};
use lwm2m_codec::operation::{Call, Role, Rule};
use lwm2m_codec::{ContentFormat, ErrorKind, Operation, Options, Path, Version};

/// A message with options, in the order in which they are given.
fn message(code: u8, options: Given<'_>) -> Vec<u8> {
    let mut buffer = [0; 8192];
    let header = Header { kind: Type::Confirmable, message_id: 1 };
    let mut writer = coap_udp::writer(header, &[], &mut buffer).expect("no token");
    writer.set_code(code);
    for (number, value) in options {
        writer.add_option(*number, value).expect("in order");
    }
    writer.finish().expect("room").to_vec()
}

const GET: u8 = 1;
const POST: u8 = 2;
const CONTENT: u8 = 0x45;
const LONG: &[u8] = &[b'a'; 256];

const NO_SEGMENT: ErrorKind = ErrorKind::Path("segments that are not empty");

/// Numbers and values of options.
type Given<'a> = &'a [(u16, &'a [u8])];

/// Requirement or rule, code, options; the error and the code that answers it.
type Refused = (&'static str, u8, Given<'static>, ErrorKind, Code);

#[rustfmt::skip]
const REFUSED: &[Refused] = &[
    ("RFC 7252, 5.4.1", GET, &[(9999, b"")], ErrorKind::CriticalOption { number: 9999 }, Code::BAD_OPTION),
    ("RFC 7252, 5.10.8", GET, &[(1, b"x")], ErrorKind::CriticalOption { number: 1 }, Code::BAD_OPTION),
    ("RFC 7252, 5.10.8", POST, &[(5, b"")], ErrorKind::CriticalOption { number: 5 }, Code::BAD_OPTION),
    ("RFC 8613, 2", POST, &[(9, b"\x09\x14")], ErrorKind::CriticalOption { number: 9 }, Code::BAD_OPTION),
    ("RFC 7252, 5.4.3", GET, &[(7, b"\x01\x00\x00")], ErrorKind::CriticalOption { number: 7 }, Code::BAD_OPTION),
    ("RFC 7252, 5.4.5", GET, &[(17, b"\x70"), (17, b"\x70")], ErrorKind::CriticalOption { number: 17 }, Code::BAD_OPTION),
    ("RFC 7252, 5.10.2", GET, &[(35, b"coap://a/")], ErrorKind::CriticalOption { number: 35 }, Code::PROXYING_NOT_SUPPORTED),
    ("RFC 7252, 5.10.2", GET, &[(39, b"coap")], ErrorKind::CriticalOption { number: 39 }, Code::PROXYING_NOT_SUPPORTED),
    ("RFC 7252, 5.10", POST, &[(11, LONG)], ErrorKind::ValueTooLong { limit: 255 }, Code::BAD_REQUEST),
    ("RFC 7252, 5.10", POST, &[(15, LONG)], ErrorKind::ValueTooLong { limit: 255 }, Code::BAD_REQUEST),
    ("RFC 7252, 5.10.3", GET, &[(17, b"\x01\x00\x00")], ErrorKind::OutOfRange, Code::BAD_REQUEST),
    ("RFC 7252, 5.10.3", POST, &[(12, b"\x01\x00\x00")], ErrorKind::OutOfRange, Code::BAD_REQUEST),
    ("D-163", GET, &[(11, b"3"), (11, b"")], NO_SEGMENT, Code::BAD_REQUEST),
    ("D-163", GET, &[(11, b""), (11, b"3")], NO_SEGMENT, Code::BAD_REQUEST),
    ("COA-01", 6, &[(11, b"3")], ErrorKind::Rule(Rule::NoOperation), Code::METHOD_NOT_ALLOWED),
    ("COA-01", CONTENT, &[], ErrorKind::Message("a method"), Code::BAD_REQUEST),
    ("COA-02", POST, &[(15, b"\xff")], ErrorKind::NotUtf8, Code::BAD_REQUEST),
];

#[test]
fn refused_requests() {
    for (rule, code, options, kind, answer) in REFUSED {
        let bytes = message(*code, options);
        let datagram = coap_udp::read(&bytes).expect("well-formed");
        let mut buffer = [0; 512];
        let error = coap::request(&datagram.message, &mut buffer).expect_err(rule);
        assert_eq!((error.kind(), error.code()), (*kind, *answer), "{rule} {options:?}");
        // As a message, the error is its code.
        let mut response = HeapMessage::new();
        coap_message::error::RenderableOnMinimal::render(error, &mut response).expect("a code");
        assert_eq!(coap_message::ReadableMessage::code(&response), answer.byte());
    }
}

#[test]
fn refused_responses() {
    let nine = [(8, &b"a"[..]); 9];
    let tests: [(u8, Given<'_>, _); 6] = [
        (0x44, &[(9, b"")], ErrorKind::CriticalOption { number: 9 }),
        (GET, &[], ErrorKind::Message("the code of a response")),
        (0xe1, &[], ErrorKind::Message("the code of a response")),
        (0x41, &[(8, LONG)], ErrorKind::ValueTooLong { limit: 255 }),
        (CONTENT, &[(6, b"\x01\x00\x00\x00")], ErrorKind::OutOfRange),
        (0x41, &nine, ErrorKind::Path("at most eight segments of a location")),
    ];
    for (code, options, kind) in tests {
        let bytes = message(code, options);
        let datagram = coap_udp::read(&bytes).expect("well-formed");
        let mut buffer = [0; 512];
        let error = coap::response(&datagram.message, &mut buffer).expect_err("refused");
        assert_eq!(error.kind(), kind, "{options:?}");
    }
}

/// What is not critical and not understood, or stands there once too often, is passed over.
#[test]
fn ignored_options() {
    let bytes = message(
        GET,
        &[(6, &[7]), (11, b"3"), (12, &[0, 0, 112]), (12, &[60]), (14, &[1; 5]), (2050, b"x")],
    );
    let datagram = coap_udp::read(&bytes).expect("well-formed");
    let mut buffer = [0; 512];
    let request = coap::request(&datagram.message, &mut buffer).expect("a request");
    assert_eq!(request.path, UriPath::from(Path::object(3)));
    assert_eq!(request.content_format, Some(ContentFormat::SENML_CBOR));
    assert_eq!((request.observe, request.accept), (None, None));
}

/// D-163: one empty segment alone is the root, which is written without any.
#[test]
fn d_163_root() {
    for options in [&[][..], &[(11, &b""[..])]] {
        let bytes = message(GET, options);
        let datagram = coap_udp::read(&bytes).expect("well-formed");
        let mut buffer = [0; 512];
        let request = coap::request(&datagram.message, &mut buffer).expect("a request");
        assert_eq!(request.path, UriPath::from(Path::ROOT));
        let mut written = HeapMessage::new();
        coap::write_request(&request, &[], &mut written).expect("written");
        assert_eq!(coap_message::ReadableMessage::options(&written).count(), 0);
    }
}

/// COA-02: each parameter is an option, decoded; an ampersand in one is no end of it.
#[test]
fn coa_02_options_are_not_encoded() {
    let bytes = message(POST, &[(11, b"rd"), (15, b"ep=a&b%20"), (15, b"lt=60"), (15, b"b=U")]);
    let datagram = coap_udp::read(&bytes).expect("well-formed");
    let mut buffer = [0; 512];
    let request = coap::request(&datagram.message, &mut buffer).expect("a request");
    assert_eq!(request.query.to_string(), "ep=a%26b%2520&lt=60&b=U");
    let mut uri = Request::new(Method::Post, UriPath::Register);
    uri.query = Query::Uri("ep=a%26b%2520&lt=60&b=U");
    let mut buffer = [0; 512];
    let header = Header { kind: Type::Confirmable, message_id: 1 };
    let mut writer = coap_udp::writer(header, &[], &mut buffer).expect("no token");
    coap::write_request(&uri, &[], &mut writer).expect("written");
    assert_eq!(writer.finish(), Ok(&bytes[..]));
}

/// GWY-03, OPR-35: the alternate path, then the prefix of a gateway's device; whom it doesn't know is not found.
#[test]
fn gwy_03_prefixes_are_segments() {
    let path =
        UriPath::Objects { prefix: UriPrefix::new("lwm2m", "d01"), path: Path::instance(3303, 0) };
    let expected = message(GET, &[(11, b"lwm2m"), (11, b"d01"), (11, b"3303"), (11, b"0")]);
    let mut buffer = [0; 512];
    let header = Header { kind: Type::Confirmable, message_id: 1 };
    let mut writer = coap_udp::writer(header, &[], &mut buffer).expect("no token");
    coap::write_request(&Request::new(Method::Get, path), &[], &mut writer).expect("written");
    assert_eq!(writer.finish(), Ok(&expected[..]));
    let datagram = coap_udp::read(&expected).expect("well-formed");
    let mut buffer = [0; 512];
    let request = coap::request(&datagram.message, &mut buffer).expect("a request");
    let options = Options::STRICT.alternate_path("lwm2m");
    let call = options.gateway_prefix("d01").dispatch(&request, Role::Client).expect("a Read");
    assert!(matches!(&call, Call::Read(read) if read.path == Path::instance(3303, 0)), "{call:?}");
    let error = options.gateway_prefix("d02").dispatch(&request, Role::Client).expect_err("d01");
    assert_eq!(error.code(), Code::NOT_FOUND);
}

/// What a request doesn't hold goes with it, where its number belongs.
#[test]
fn options_of_the_stack() {
    let block = coap::Block::new(1, true, 64).expect("a block").value();
    let others = [
        CoapOption::new(Number::URI_HOST, b"a"),
        CoapOption::new(Number::BLOCK1, block.as_bytes()),
        CoapOption::new(Number::ECHO, b"abc"),
    ];
    let mut request = Request::new(Method::Put, Path::resource(5, 0, 0).into());
    request.content_format = Some(ContentFormat::OPAQUE);
    request.accept = Some(ContentFormat::TEXT);
    request.payload = b"x";
    let mut expected = message(
        3,
        &[
            (3, b"a"),
            (11, b"5"),
            (11, b"0"),
            (11, b"0"),
            (12, &[42]),
            (17, b""),
            (27, &[0x1a]),
            (252, b"abc"),
        ],
    );
    expected.extend(b"\xffx");
    let mut buffer = [0; 64];
    let header = Header { kind: Type::Confirmable, message_id: 1 };
    let mut writer = coap_udp::writer(header, &[], &mut buffer).expect("no token");
    coap::write_request(&request, &others, &mut writer).expect("written");
    assert_eq!(writer.finish(), Ok(&expected[..]));
    // They are still there for who knows them.
    let datagram = coap_udp::read(&expected).expect("well-formed");
    assert!(others.iter().all(|other| datagram.message.options().any(|found| found == *other)));
    for (others, expected) in [
        (&[others[1], others[0]][..], ErrorKind::Message("options in ascending order")),
        (
            &[CoapOption::new(Number::ACCEPT, &[])],
            ErrorKind::Message("other options than the fields have"),
        ),
    ] {
        let error = coap::write_request(&request, others, &mut HeapMessage::new());
        assert_eq!(error.map_err(|error| error.kind()), Err(expected));
    }
}

#[test]
fn what_has_no_form() {
    let long = "a".repeat(256);
    let header = Header { kind: Type::Confirmable, message_id: 1 };
    let check = |request: &Request<'_>| {
        let mut writer = coap_udp::writer(header, &[], &mut []).expect("no token");
        coap::write_request(request, &[], &mut writer).map_err(|error| error.kind())
    };
    let too_long = Err(ErrorKind::ValueTooLong { limit: 255 });
    let texts = [&*long];
    let mut request = Request::new(Method::Get, UriPath::from(Path::ROOT));
    request.query = Query::Options(&texts);
    assert_eq!(check(&request), too_long);
    let prefix = UriPrefix::new(&long, "");
    let path = UriPath::Objects { prefix, path: Path::ROOT };
    assert_eq!(check(&Request::new(Method::Get, path)), too_long);
    let mut response = Response::new(Code::CONTENT);
    response.observe = Some(1 << 24);
    let error = coap::write_response(&response, &[], &mut HeapMessage::new());
    assert_eq!(error.map_err(|error| error.kind()), Err(ErrorKind::OutOfRange));
    // A message of another library that is too small; what is there of ours is told exactly.
    response.observe = None;
    response.location = Some(Location::of(Path::instance(3303, 65534)));
    response.payload = b"12345678";
    for (length, expected) in [(0, "option"), (11, "payload"), (20, "")] {
        let (mut code, mut tail) = (0, [0; 20]);
        let mut small = MessageMut::new_in_slice(&mut code, &mut tail[..length]);
        let written = coap::write_response(&response, &[], &mut small);
        let kind = written.map_err(|error| error.kind());
        let refused = ErrorKind::MessageRefused(expected);
        assert_eq!(kind, if expected.is_empty() { Ok(()) } else { Err(refused) }, "{length}");
    }
    let mut buffer = [0; 8];
    let mut writer = coap_udp::writer(header, b"12", &mut buffer).expect("a token");
    coap::write_response(&response, &[], &mut writer).expect("counted");
    let error = writer.finish().map_err(|error| error.kind());
    assert_eq!(error, Err(ErrorKind::BufferTooSmall { needed: 26 }));
    let error = coap_udp::writer(header, &[0; 9], &mut []).map(drop);
    assert_eq!(error.map_err(|error| error.kind()), Err(ErrorKind::ValueTooLong { limit: 8 }));
}

/// OPR-33, D-137, D-164: who may do without an acknowledgement.
#[test]
fn opr_33_types() {
    for &operation in Operation::ALL {
        for version in [Version::V1_0, Version::V1_1, Version::V1_2] {
            let may_be_lost = match operation {
                Operation::Notify | Operation::Execute => true,
                Operation::Send => version == Version::V1_2,
                _ => false,
            };
            let expected = if may_be_lost { Type::NonConfirmable } else { Type::Confirmable };
            assert_eq!(Type::of(operation, version, false), expected, "{operation:?} {version}");
            assert_eq!(Type::of(operation, version, true), Type::Confirmable);
        }
    }
}
