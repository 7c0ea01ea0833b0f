//! Example messages: what CoAP options or HTTP fields say is the typed operation, and the typed operation says the same.
#![allow(
    clippy::std_instead_of_alloc,
    clippy::std_instead_of_core,
    reason = "a test has the standard library"
)]

use std::collections::BTreeMap;

use lwm2m_codec::attribute::Attributes;
use lwm2m_codec::message::{
    Code, Gather, Location, Method, Observe, Query, Request, Response, Segment,
};
use lwm2m_codec::operation::{Answer, Call};
use lwm2m_codec::{ContentFormat, ErrorKind, Operation, Options, Version};
use serde_json::Value as Json;

/// A message as its transport-neutral fields.
#[derive(Debug, Default, PartialEq)]
struct Fields {
    method: Option<Method>,
    code: Option<Code>,
    path: Vec<String>,
    query: Vec<String>,
    location: Vec<String>,
    content_format: Option<u16>,
    accept: Option<u16>,
    observe: Option<u32>,
    payload: Vec<u8>,
}

fn text(json: &Json) -> String {
    json.as_str().map_or_else(|| json.to_string(), String::from)
}

fn octets(json: &Json) -> Vec<u8> {
    let digits = json.as_str().unwrap_or_default();
    let octet = |at| u8::from_str_radix(&digits[at..at + 2], 16).expect("hexadecimal digits");
    (0..digits.len()).step_by(2).map(octet).collect()
}

/// The fields of a CoAP message; what blocks and tokens say belongs to the transport.
fn coap(message: &Json) -> Option<Fields> {
    let code = message["code"].as_str()?;
    let (class, detail) = code.split_once('.')?;
    let code = Code::new(class.parse().ok()?, detail.parse().ok()?)?;
    let mut fields = Fields { payload: octets(&message["payload_hex"]), ..Fields::default() };
    if code.class() == 0 {
        fields.method = Some(Method::from_code(code.byte())?);
    } else {
        fields.code = Some(code);
    }
    let number = |value: &Json| value.as_u64().and_then(|n| u16::try_from(n).ok());
    for option in message["options"].as_array().into_iter().flatten() {
        let value = &option[1];
        match option[0].as_str()? {
            "Uri-Path" => fields.path.push(text(value)),
            "Uri-Query" => fields.query.push(text(value)),
            "Location-Path" => fields.location.push(text(value)),
            "Content-Format" => fields.content_format = number(value),
            "Accept" => fields.accept = number(value),
            "Observe" => fields.observe = number(value).map(u32::from),
            "Block1" | "Block2" | "Size1" => {}
            other => panic!("unknown option {other}"),
        }
    }
    Some(fields)
}

/// The fields of an HTTP request, with its query as text.
fn http(message: &Json) -> (Fields, String) {
    let method = match message["method"].as_str().expect("a method") {
        "GET" => Method::Get,
        "POST" => Method::Post,
        "PUT" => Method::Put,
        "DELETE" => Method::Delete,
        other => panic!("unknown method {other}"),
    };
    let target = text(&message["target"]);
    let (path, query) = target.split_once('?').unwrap_or((&target, ""));
    let format = |name: &str| {
        let media_type = message["headers"].get(name)?.as_str()?;
        let format = FORMATS.iter().find(|f| {
            f.media_type().is_some_and(|known| known.split(';').next() == Some(media_type))
        });
        format.map(|format| format.get())
    };
    let fields = Fields {
        method: Some(method),
        path: path.split('/').filter(|s| !s.is_empty()).map(String::from).collect(),
        query: query.split('&').filter(|p| !p.is_empty()).map(String::from).collect(),
        content_format: format("Content-Type"),
        accept: format("Accept"),
        payload: message["body"].as_str().unwrap_or_default().into(),
        ..Fields::default()
    };
    (fields, query.into())
}

const FORMATS: &[ContentFormat] = &[
    ContentFormat::TEXT,
    ContentFormat::LINK,
    ContentFormat::SENML_JSON,
    ContentFormat::SENML_CBOR,
    ContentFormat::LWM2M_CBOR,
];

fn fields_of(request: &Request<'_>) -> Fields {
    let segment = |segment: Segment<'_>| segment.as_str(&mut [0; 8]).to_string();
    let parameter = |parameter: lwm2m_codec::Result<lwm2m_codec::message::Parameter<'_>>| {
        parameter.expect("a parameter").to_string()
    };
    Fields {
        method: Some(request.method),
        path: request.path.segments().map(segment).collect(),
        query: request.query.parameters().map(parameter).collect(),
        content_format: request.content_format.map(ContentFormat::get),
        accept: request.accept.map(ContentFormat::get),
        observe: request.observe.map(Observe::value),
        payload: request.payload.to_vec(),
        ..Fields::default()
    }
}

fn fields_of_response(response: &Response<'_>) -> Fields {
    let segments = response.location.iter().flat_map(Location::segments);
    Fields {
        code: Some(response.code),
        location: segments.map(|segment| segment.as_str(&mut [0; 8]).to_string()).collect(),
        content_format: response.content_format.map(ContentFormat::get),
        observe: response.observe,
        payload: response.payload.to_vec(),
        ..Fields::default()
    }
}

/// Gives `read` the request that the fields are.
fn with_request<T>(
    fields: &Fields,
    uri_query: Option<&str>,
    read: impl FnOnce(&Request<'_>) -> T,
) -> T {
    let mut buffer = [0; 512];
    let mut gather = Gather::new(&mut buffer);
    for segment in &fields.path {
        gather.segment(segment.as_bytes()).expect("a segment");
    }
    for parameter in &fields.query {
        gather.parameter(parameter.as_bytes()).expect("a parameter");
    }
    let (path, query) = gather.finish().expect("a path");
    let mut request = Request::new(fields.method.expect("a method"), path);
    request.query = uri_query.map_or(query, Query::Uri);
    request.content_format = fields.content_format.map(ContentFormat::new);
    request.accept = fields.accept.map(ContentFormat::new);
    request.observe = fields.observe.and_then(Observe::from_value);
    request.payload = &fields.payload;
    read(&request)
}

fn version(row: &Json) -> Version {
    match row["version"].as_str().expect("a version") {
        "1.0" => Version::V1_0,
        v if v.starts_with("1.1") || v == "1.0+" => Version::V1_1,
        _ => Version::V1_2,
    }
}

fn operation(row: &Json) -> Option<Operation> {
    let name: String = text(&row["operation"]).chars().filter(char::is_ascii_alphabetic).collect();
    let name = match name.as_str() {
        "WriteReplace" => "Write",
        "CancelObserve" => "CancelObservation",
        "ExecuteRegistrationUpdateTrigger" => "Execute",
        name => name,
    };
    let named = |operation: &&Operation| format!("{operation:?}").eq_ignore_ascii_case(name);
    Operation::ALL.iter().find(named).copied()
}

/// Rows that are refused for their request, and why; the row's own answer has the code of the rule.
const REFUSED: &[(&str, &str)] = &[
    ("reg-version-refused", "Rule(UnsupportedVersion)"),
    ("bs-req-pct-refused", "Rule(PreferredFormat)"),
    ("bs-read-3-refused", "Rule(BootstrapTarget)"),
    ("read-security", "Rule(HiddenObject)"),
    ("read-accept-refused", "Rule(Accept)"),
    ("write-cf-refused", "Rule(ContentFormat)"),
];

/// Rows whose operation is of a later version than they say (D-138).
const LATER: &[&str] = &["write-mr-partial-senml"];

/// What a row tells beside the message: the version, and what stands in front of paths.
fn options(row: &Json) -> Options<'static> {
    let id = row["id"].as_str().unwrap_or_default();
    let version = if LATER.contains(&id) { Version::V1_2 } else { version(row) };
    let options = Options::STRICT.version(version);
    match id {
        "read-altpath" => options.alternate_path("lwm2m"),
        "read-gateway" => options.gateway_prefix("d01"),
        _ => options,
    }
}

fn rows(bindings: &[&str]) -> Vec<Json> {
    let rows = include_str!("messages/examples.jsonl").lines();
    let rows = rows.map(|row| serde_json::from_str::<Json>(row).expect("JSON"));
    rows.filter(|row| bindings.contains(&row["binding"].as_str().unwrap_or_default())).collect()
}

fn check_request(row: &Json, operation: Operation, fields: &Fields, uri_query: Option<&str>) {
    let id = &row["id"];
    let options = options(row);
    with_request(fields, uri_query, |request| {
        let call = options.dispatch(request, operation.role());
        if let Some((_, kind)) = REFUSED.iter().find(|(refused, _)| id == refused) {
            let error = call.expect_err("refused");
            assert!(format!("{:?}", error.kind()).starts_with(kind), "{id}: {error}");
            let code = coap(&row["response"]).and_then(|answer| answer.code);
            assert_eq!(Some(error.code()), code, "{id}");
            return;
        }
        let call = call.unwrap_or_else(|error| panic!("{id}: {error}"));
        assert_eq!(call.operation(), operation, "{id}");
        if id == "wattr-inconsistent" {
            // Read as it stands: what is attached already decides with it (D-110). Nobody writes it.
            let error = call.request(options).expect_err("refused");
            assert!(matches!(error.kind(), ErrorKind::InconsistentAttributes(_)), "{error}");
            let Call::WriteAttributes(write) = &call else { panic!("{call:?}") };
            let error = Attributes::NONE.changed(&write.changes).expect_err("refused");
            assert_eq!(error.code(), Code::BAD_REQUEST);
            return;
        }
        let written = call.request(options).unwrap_or_else(|error| panic!("{id}: {error}"));
        let mut written = fields_of(&written);
        // Any order is legal (D-120); the examples have one of their own.
        let mut expected = fields.query.clone();
        expected.sort_unstable();
        written.query.sort_unstable();
        let expected = Fields { query: expected, ..with_request(fields, uri_query, fields_of) };
        assert_eq!(written, expected, "{id}");
        with_request(&written, None, |again| {
            assert_eq!(options.dispatch(again, operation.role()).as_ref(), Ok(&call), "{id}");
        });
    });
}

fn check_response(row: &Json, operation: Operation, fields: &Fields) {
    let id = &row["id"];
    let options = options(row);
    let location = format!("/{}", fields.location.join("/"));
    let mut response = Response::new(fields.code.expect("a code"));
    response.content_format = fields.content_format.map(ContentFormat::new);
    response.observe = fields.observe;
    response.payload = &fields.payload;
    if !fields.location.is_empty() {
        response.location = Some(Location::parse(&location).expect("a location"));
    }
    let answer = options.answer(operation, &response).unwrap_or_else(|e| panic!("{id}: {e}"));
    let success = !matches!(answer, Answer::Refused { .. });
    assert_eq!(success, response.code.is_success(), "{id}");
    assert!(operation.answers(response.code, options_version(row)), "{id}: a code of the table");
    let written = options.response(operation, &answer).unwrap_or_else(|e| panic!("{id}: {e}"));
    assert_eq!(fields_of_response(&written), *fields, "{id}");
}

fn options_version(row: &Json) -> Version {
    if LATER.iter().any(|later| row["id"] == *later) { Version::V1_2 } else { version(row) }
}

#[test]
fn coap_messages_are_their_operations() {
    let mut count = BTreeMap::new();
    for row in rows(&["coap-udp", "coap-tcp", "sms"]) {
        // Signalling is the transport's.
        let Some(operation) = operation(&row) else {
            assert_eq!(row["binding"], "coap-tcp", "{}", row["id"]);
            continue;
        };
        if operation == Operation::Notify {
            let fields = coap(&row["request"]).expect("a notification");
            check_response(&row, operation, &fields);
            *count.entry("notifications").or_insert(0) += 1;
            continue;
        }
        let fields = coap(&row["request"]).expect("a request");
        check_request(&row, operation, &fields, None);
        *count.entry("requests").or_insert(0) += 1;
        if let Some(fields) = coap(&row["response"]) {
            check_response(&row, operation, &fields);
            *count.entry("responses").or_insert(0) += 1;
        }
    }
    let expected = [("notifications", 4), ("requests", 89), ("responses", 88)];
    assert_eq!(count, BTreeMap::from(expected));
}

#[test]
fn http_requests_are_their_operations() {
    let rows = rows(&["http"]);
    for row in &rows {
        let operation = operation(row).expect("an operation");
        let (fields, query) = http(&row["request"]);
        check_request(row, operation, &fields, Some(&query));
    }
    assert_eq!(rows.len(), 15);
}
