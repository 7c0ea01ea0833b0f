//! HTTP messages: requests, and responses to every operation; leniently as strictly, save for a header that strict
//! reading does not know (Content-Format).

use ::http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Response, StatusCode, Uri};
use lwm2m_codec::{DeviationKind, Operation, Options};

use crate::dispatch::dispatched;
use crate::lenient::compare;

/// Reads a message as it is sent: a line of a method and a target or of a status, header lines, an empty line, a body;
/// lines end with a line feed. What is none to crate `http` is none here.
pub fn http(input: &[u8]) {
    let (line, rest) = cut(input, b"\n");
    let (head, body) = match rest.windows(2).position(|two| two == b"\n\n") {
        Some(end) => (rest.get(..end).unwrap_or(&[]), rest.get(end + 2..).unwrap_or(&[])),
        None => (rest, &[][..]),
    };
    let (first, target) = cut(line, b" ");
    let Some(headers) = headers(head) else { return };
    if let Ok(status) = StatusCode::from_bytes(first) {
        let mut response = Response::new(body);
        *response.status_mut() = status;
        *response.headers_mut() = headers;
        responses(&response, input);
    } else if let (Ok(method), Ok(uri)) = (Method::from_bytes(first), Uri::try_from(target)) {
        let mut request = Request::new(body);
        *request.method_mut() = method;
        *request.uri_mut() = uri;
        *request.headers_mut() = headers;
        requests(&request, input);
    }
}

fn cut<'a>(bytes: &'a [u8], at: &[u8]) -> (&'a [u8], &'a [u8]) {
    match bytes.windows(at.len()).position(|part| part == at) {
        Some(end) => (bytes.get(..end).unwrap_or(&[]), bytes.get(end + at.len()..).unwrap_or(&[])),
        None => (bytes, &[]),
    }
}

fn headers(head: &[u8]) -> Option<HeaderMap> {
    let mut headers = HeaderMap::new();
    for line in head.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
        let (name, value) = cut(line, b":");
        let value = HeaderValue::from_bytes(value.trim_ascii()).ok()?;
        headers.append(HeaderName::from_bytes(name).ok()?, value);
    }
    Some(headers)
}

fn requests(message: &Request<&[u8]>, input: &[u8]) {
    let options = Options::STRICT;
    let room = || vec![0; message.uri().path().len()];
    let (mut one, mut other) = (room(), room());
    let strict = options.http_request(message, &mut one);
    if let Ok(request) = &strict {
        dispatched(options, request);
    }
    let shown = strict.map(|request| format!("{request:?}"));
    compare(input, shown, |report| {
        let lenient = options.lenient(report).refuse(DeviationKind::ContentFormatHeader);
        let request = lenient.http_request(message, &mut other)?;
        Ok(format!("{request:?}"))
    });
}

fn responses(message: &Response<&[u8]>, input: &[u8]) {
    let options = Options::STRICT;
    for operation in Operation::ALL {
        let (mut one, mut other) = (vec![0; input.len()], vec![0; input.len()]);
        // An answer decides whether a location is missing.
        let shown =
            |response| options.answer(*operation, &response).map(|answer| format!("{answer:?}"));
        let strict = options.http_response(*operation, message, &mut one).and_then(shown);
        compare(input, strict, |report| {
            let lenient = options.lenient(report).refuse(DeviationKind::ContentFormatHeader);
            lenient.http_response(*operation, message, &mut other).and_then(shown)
        });
    }
}
