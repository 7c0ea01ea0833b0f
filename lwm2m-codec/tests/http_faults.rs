//! HTTP messages that break a rule, or only look as if they did. Reading takes no heap.
#![allow(
    clippy::std_instead_of_alloc,
    clippy::std_instead_of_core,
    reason = "a test has the standard library"
)]

use allocation_counter::measure;
use lwm2m_codec::message::{Code, Location};
use lwm2m_codec::operation::{Answer, Call, Role, Rule};
use lwm2m_codec::{ErrorKind, Operation, Options, Path, Version};

/// `PUT /3/0/9 content-type:text/plain accept:*/* | 1`
fn request(line: &str) -> http::Request<&[u8]> {
    let (head, body) = line.split_once(" | ").unwrap_or((line, ""));
    let mut words = head.split(' ');
    let mut request = http::Request::new(body.as_bytes());
    let method = words.next().expect("a method").as_bytes();
    *request.method_mut() = http::Method::from_bytes(method).expect("a method");
    *request.uri_mut() = words.next().expect("a target").parse().expect("a target");
    append(request.headers_mut(), words);
    request
}

/// `201 location:/rd/1 | body`
fn response(line: &str) -> http::Response<&[u8]> {
    let (head, body) = line.split_once(" | ").unwrap_or((line, ""));
    let mut words = head.split(' ');
    let mut response = http::Response::new(body.as_bytes());
    *response.status_mut() = words.next().expect("a status").parse().expect("a status");
    append(response.headers_mut(), words);
    response
}

fn append<'a>(headers: &mut http::HeaderMap, words: impl Iterator<Item = &'a str>) {
    for word in words {
        let (name, value) = word.split_once(':').expect("a header");
        let name: http::HeaderName = name.parse().expect("a name");
        headers.append(name, http::HeaderValue::from_bytes(value.as_bytes()).expect("a value"));
    }
}

fn call(message: &http::Request<&[u8]>, role: Role) -> Result<Operation, ErrorKind> {
    let mut buffer = [0; 16];
    let mut found = Err(ErrorKind::Duplicate);
    let allocated = measure(|| {
        let request = Options::STRICT.http_request(message, &mut buffer);
        let call = request.and_then(|request| Options::STRICT.dispatch(&request, role));
        found = call.map(|call| call.operation()).map_err(|error| error.kind());
    });
    assert_eq!(allocated.count_total, 0);
    found
}

/// HTP-04, HTP-05, HTP-08, HTP-10.
#[test]
fn requests() {
    use Operation as O;
    let rule = |rule| Err(ErrorKind::Rule(rule));
    for (line, role, expected) in [
        ("GET /3/0/9", Role::Client, Ok(O::Read)),
        ("GET http://client.example:8080/3/0/9", Role::Client, Ok(O::Read)),
        ("GET /3/%30/9", Role::Client, Ok(O::Read)),
        ("GET /%33?depth=1 accept:application/link-format", Role::Client, Ok(O::Discover)),
        ("GET /3 accept:text/html accept:application/senml+json;q=0.2", Role::Client, Ok(O::Read)),
        ("GET /3 accept:*/*", Role::Client, Ok(O::Read)),
        ("GET /3 content-length:0 x-unknown:1 observe:0", Role::Client, Ok(O::Read)),
        ("PUT /3/0/9 content-type:text/plain;charset=utf-8 | 1", Role::Client, Ok(O::Write)),
        ("PUT /3/0/9?pmin=1", Role::Client, Ok(O::WriteAttributes)),
        ("POST /bs", Role::BootstrapClient, Ok(O::BootstrapFinish)),
        ("GET /", Role::BootstrapClient, Err(ErrorKind::Rule(Rule::BootstrapTarget))),
        ("DELETE /", Role::BootstrapClient, Ok(O::BootstrapDelete)),
        (
            "GET /bspack?ep=n&acc=%3C/0/2%3E accept:application/senml+cbor",
            Role::BootstrapServer,
            Ok(O::BootstrapPackRequest),
        ),
        // Composite operations and other methods.
        (
            "FETCH / content-type:application/senml-etch+cbor | x",
            Role::Client,
            rule(Rule::NotOverHttp),
        ),
        ("iPATCH / content-type:application/senml+cbor | x", Role::Client, rule(Rule::NotOverHttp)),
        (
            "PATCH /3/0 content-type:application/senml+cbor | x",
            Role::Client,
            rule(Rule::NoOperation),
        ),
        ("HEAD /3/0", Role::Client, rule(Rule::NoOperation)),
        ("GET /dp", Role::Server, rule(Rule::NoOperation)),
        // Formats.
        ("GET /3 accept:text/html", Role::Client, rule(Rule::Accept)),
        (
            "GET /3 accept:text/plain;q=7",
            Role::Client,
            Err(ErrorKind::Message("a weight of 0 to 1, as in q=0.5")),
        ),
        ("PUT /3/0/9 content-type:text/html | 1", Role::Client, Err(ErrorKind::UnsupportedFormat)),
        ("PUT /3/0/9 | 1", Role::Client, rule(Rule::MissingContentFormat)),
        // The header that the standard names (HTP-08) is unknown to HTTP.
        (
            "PUT /3/0/9 content-format:text/plain | 1",
            Role::Client,
            rule(Rule::MissingContentFormat),
        ),
        (
            "PUT /3/0/9 content-type:text/plain content-type:text/plain | 1",
            Role::Client,
            Err(ErrorKind::Message("each header once")),
        ),
        (
            "PUT /3/0/9 content-type:té | 1",
            Role::Client,
            Err(ErrorKind::Message("a header of visible characters")),
        ),
        // Paths.
        ("GET /3%2f0", Role::Client, Err(ErrorKind::Path("segments without a slash in them"))),
        ("GET /3%2F0", Role::Client, Err(ErrorKind::Path("segments without a slash in them"))),
        ("GET /3/%ff", Role::Client, Err(ErrorKind::NotUtf8)),
        (
            "GET /3/%3",
            Role::Client,
            Err(ErrorKind::Query("two hexadecimal digits behind a percent sign")),
        ),
        (
            "GET /3/%30000000000000000000",
            Role::Client,
            Err(ErrorKind::BufferTooSmall { needed: 22 }),
        ),
        (
            "GET /3/",
            Role::Client,
            Err(ErrorKind::UriPath("an id between two slashes and after the last")),
        ),
        ("GET /lwm2m/3", Role::Client, rule(Rule::UnknownPrefix)),
        ("GET /lwm2m/1", Role::BootstrapClient, rule(Rule::BootstrapPrefix)),
    ] {
        assert_eq!(call(&request(line), role), expected, "{line}");
    }
}

#[test]
fn only_in_1_2() {
    let rule = Err(ErrorKind::Rule(Rule::BindingVersion));
    for version in [Version::V1_0, Version::V1_1] {
        let options = Options::STRICT.version(version);
        let mut buffer = [];
        let message = request("GET /3");
        let read = options.http_request(&message, &mut buffer);
        assert_eq!(read.map(drop).map_err(|error| error.kind()), rule);
        let mut buffer = [];
        let message = response("200");
        let read = options.http_response(Operation::Read, &message, &mut buffer);
        assert_eq!(read.map(drop).map_err(|error| error.kind()), rule);
        let written =
            options.encode_http_response(Operation::Read, &Answer::refused(Code::NOT_FOUND));
        assert_eq!(written.map(drop).map_err(|error| error.kind()), rule);
    }
}

/// HTP-06, HTP-07, HTP-09.
#[test]
fn d_156_responses() {
    use Operation as O;
    let location = |text| Answer::Registered(Location::parse(text).expect("a location"));
    let created = |path| Ok(Answer::Created(path));
    let refused = |code| Ok(Answer::refused(code));
    let rule = |rule| Err(ErrorKind::Rule(rule));
    for (operation, line, expected) in [
        (O::Write, "200", Ok(Answer::Changed)),
        (O::Write, "204", Ok(Answer::Changed)),
        (O::Delete, "200", Ok(Answer::Deleted)),
        (O::Deregister, "204", Ok(Answer::Deleted)),
        (O::Execute, "204", Ok(Answer::Changed)),
        (O::Read, "204", Ok(Answer::Content(lwm2m_codec::operation::Content::default()))),
        (O::Register, "201 location:/rd/5a3f", Ok(location("/rd/5a3f"))),
        (O::Register, "201 location:http://server.example/rd/5a3f", Ok(location("/rd/5a3f"))),
        (O::Register, "201 location:/rd/a%20b", Ok(location("/rd/a b"))),
        (O::Register, "201", rule(Rule::MissingLocation)),
        (O::Register, "200 location:/rd/5a3f", rule(Rule::ResponseCode)),
        (O::Register, "201 location:rd/5a3f", Err(ErrorKind::Message("a URI as a location"))),
        (O::Register, "201 location://rd/5a3f", Err(ErrorKind::Message("a URI as a location"))),
        (
            O::Register,
            "201 location:/rd/1?x",
            Err(ErrorKind::Message("a location without a query")),
        ),
        (
            O::Register,
            "201 location:/rd/1 location:/rd/2",
            Err(ErrorKind::Message("each header once")),
        ),
        (O::Create, "201 location:/16/1", created(Some(Path::instance(16, 1)))),
        (O::Create, "204", created(None)),
        (O::Create, "200", created(None)),
        (O::Create, "204 location:/16", Err(ErrorKind::Path("the path of an object instance"))),
        (O::Read, "201", rule(Rule::ResponseCode)),
        (O::Read, "206", rule(Rule::ResponseCode)),
        (O::Read, "301", rule(Rule::ResponseCode)),
        (O::Read, "200 | x", rule(Rule::MissingContentFormat)),
        (O::Read, "200 content-type:text/html | x", Err(ErrorKind::UnsupportedFormat)),
        (O::Read, "401", refused(Code::UNAUTHORIZED)),
        (O::Read, "403", refused(Code::UNAUTHORIZED)),
        (O::Read, "404 content-type:text/html", refused(Code::NOT_FOUND)),
        (O::Read, "451", refused(Code::BAD_REQUEST)),
        (O::Read, "500", refused(Code::INTERNAL_SERVER_ERROR)),
        (O::Read, "501", refused(Code::NOT_IMPLEMENTED)),
        (O::Read, "502", refused(Code::INTERNAL_SERVER_ERROR)),
        (O::Read, "503", refused(Code::SERVICE_UNAVAILABLE)),
        (O::Read, "599", refused(Code::INTERNAL_SERVER_ERROR)),
    ] {
        let message = response(line);
        let mut buffer = [0; 16];
        let response = Options::STRICT.http_response(operation, &message, &mut buffer);
        let answer = response.and_then(|response| Options::STRICT.answer(operation, &response));
        assert_eq!(answer.map_err(|error| error.kind()), expected, "{line}");
    }
}

/// A location that a server left out leads nowhere.
#[test]
fn an_unknown_location_is_not_written_to() {
    let update = lwm2m_codec::operation::Update::new(Location::UNKNOWN);
    let written = Options::STRICT.encode_http_request(&Call::Update(update));
    assert_eq!(
        written.map(drop).map_err(|e| e.kind()),
        Err(ErrorKind::Rule(Rule::MissingLocation))
    );
}
