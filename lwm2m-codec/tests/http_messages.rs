//! Example messages over HTTP: what was written down for a request and its response is read, and written again.
#![allow(
    clippy::std_instead_of_alloc,
    clippy::std_instead_of_core,
    reason = "a test has the standard library"
)]

use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Response, StatusCode};
use lwm2m_codec::operation::{Answer, Call};
use lwm2m_codec::{Operation, Options};
use serde_json::Value as Json;

fn headers(json: &Json) -> HeaderMap {
    let header = |(name, value): (&String, &Json)| {
        let name: HeaderName = name.parse().expect("a name");
        (name, HeaderValue::from_str(value.as_str().expect("text")).expect("a value"))
    };
    json.as_object().into_iter().flatten().map(header).collect()
}

fn request(json: &Json) -> Request<Vec<u8>> {
    let mut request = Request::new(json["body"].as_str().unwrap_or_default().into());
    let method = json["method"].as_str().expect("a method");
    *request.method_mut() = Method::from_bytes(method.as_bytes()).expect("a method");
    *request.uri_mut() = json["target"].as_str().expect("a target").parse().expect("a target");
    *request.headers_mut() = headers(&json["headers"]);
    request
}

fn response(json: &Json) -> Response<Vec<u8>> {
    let mut response = Response::new(json["body"].as_str().unwrap_or_default().into());
    let status = json["status"].as_u64().and_then(|status| u16::try_from(status).ok());
    *response.status_mut() = StatusCode::from_u16(status.expect("a status")).expect("a status");
    *response.headers_mut() = headers(&json["headers"]);
    response
}

fn operation(name: &str) -> Operation {
    let name: String = name.chars().filter(char::is_ascii_alphabetic).collect();
    let name = if name == "WriteReplace" { "Write" } else { &name };
    let named = |operation: &&Operation| format!("{operation:?}").eq_ignore_ascii_case(name);
    *Operation::ALL.iter().find(named).unwrap_or_else(|| panic!("unknown operation {name}"))
}

/// HTP-02, HTP-03, HTP-04, HTP-05, HTP-06, HTP-08.
#[test]
fn http_messages_are_their_operations() {
    let mut rows = 0;
    for row in include_str!("messages/examples.jsonl").lines() {
        let row: Json = serde_json::from_str(row).expect("JSON");
        if row["binding"] != "http" {
            continue;
        }
        rows += 1;
        let id = &row["id"];
        let operation = operation(row["operation"].as_str().expect("an operation"));
        let options = Options::STRICT;

        let message = request(&row["request"]);
        let mut buffer = [];
        let read = options.http_request(&message, &mut buffer);
        let read = read.unwrap_or_else(|error| panic!("{id}: {error}"));
        let call: Call<'_> = options
            .dispatch(&read, operation.role())
            .unwrap_or_else(|error| panic!("{id}: {error}"));
        assert_eq!(call.operation(), operation, "{id}");
        let written = options.encode_http_request(&call).expect("a request");
        assert_eq!(written.method(), message.method(), "{id}");
        assert_eq!(written.uri(), message.uri(), "{id}");
        assert_eq!(written.headers(), message.headers(), "{id}");
        assert_eq!(written.body(), message.body(), "{id}");

        let message = response(&row["response"]);
        let mut buffer = [];
        let read = options.http_response(operation, &message, &mut buffer);
        let read = read.unwrap_or_else(|error| panic!("{id}: {error}"));
        let answer: Answer<'_> =
            options.answer(operation, &read).unwrap_or_else(|error| panic!("{id}: {error}"));
        let written = options.encode_http_response(operation, &answer).expect("a response");
        assert_eq!(written.status(), message.status(), "{id}");
        assert_eq!(written.headers(), message.headers(), "{id}");
        assert_eq!(written.body(), message.body(), "{id}");
    }
    assert_eq!(rows, 15);
}
