//! What real peers send over HTTP beside the standard: refused strictly, read leniently, reported once.
#![allow(
    clippy::std_instead_of_alloc,
    clippy::std_instead_of_core,
    reason = "a test has the standard library"
)]

use lwm2m_codec::message::Location;
use lwm2m_codec::operation::{Answer, Body, Call, Role, Write};
use lwm2m_codec::{ContentFormat, Deviation, DeviationKind, Operation, Options, Path};

/// HTP-08, D-157: the header that the standard names, as a media type or a number.
#[test]
fn content_format_header() {
    for value in ["text/plain", "0"] {
        let mut message = http::Request::new(b"1");
        *message.method_mut() = http::Method::PUT;
        *message.uri_mut() = "/3/0/9".parse().expect("a target");
        message.headers_mut().insert("content-format", value.parse().expect("a value"));
        let mut buffer = [];
        let strict = Options::STRICT.http_request(&message, &mut buffer);
        let strict = strict.and_then(|request| Options::STRICT.dispatch(&request, Role::Client));
        assert!(strict.is_err());

        let mut deviations = Vec::new();
        let mut report = |deviation: Deviation| deviations.push(deviation);
        let mut buffer = [];
        let request = Options::STRICT.lenient(&mut report).http_request(&message, &mut buffer);
        let request = request.expect("a request");
        let call = Options::STRICT.dispatch(&request, Role::Client);
        let body = Body::new(ContentFormat::TEXT, b"1");
        assert_eq!(call, Ok(Call::Write(Write { path: Path::resource(3, 0, 9), body })));
        let kind = DeviationKind::ContentFormatHeader;
        assert_eq!(deviations, [Deviation { kind, offset: 0, path: None }]);
    }
}

/// D-156: a registration whose location nobody knows.
#[test]
fn missing_location() {
    let mut message = http::Response::new(b"");
    *message.status_mut() = http::StatusCode::CREATED;
    let mut buffer = [];
    let strict = Options::STRICT.http_response(Operation::Register, &message, &mut buffer);
    assert!(strict.and_then(|read| Options::STRICT.answer(Operation::Register, &read)).is_err());

    let mut deviations = Vec::new();
    let mut report = |deviation: Deviation| deviations.push(deviation);
    let mut buffer = [];
    let options = Options::STRICT.lenient(&mut report);
    let read = options.http_response(Operation::Register, &message, &mut buffer);
    let answer = read.and_then(|read| Options::STRICT.answer(Operation::Register, &read));
    assert_eq!(answer, Ok(Answer::Registered(Location::UNKNOWN)));
    let kind = DeviationKind::MissingLocation;
    assert_eq!(deviations, [Deviation { kind, offset: 0, path: None }]);
}
