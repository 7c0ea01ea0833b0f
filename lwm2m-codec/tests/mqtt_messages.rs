//! Example messages over MQTT: the bytes are the typed operation that the fields of the row say, and back.
#![allow(
    clippy::std_instead_of_alloc,
    clippy::std_instead_of_core,
    reason = "a test has the standard library"
)]

use std::str::FromStr;

use lwm2m_codec::attribute::{Change, Changes};
use lwm2m_codec::binding::mqtt::{Envelope, Message, Topic};
use lwm2m_codec::message::{Code, Response};
use lwm2m_codec::operation::*;
use lwm2m_codec::{ContentFormat, Operation, Options, Path, Text, Version};
use serde_json::Value as Json;

fn octets(json: &Json) -> Vec<u8> {
    let digits = json.as_str().unwrap_or_default();
    let octet = |at| u8::from_str_radix(&digits[at..at + 2], 16).expect("hexadecimal digits");
    (0..digits.len()).step_by(2).map(octet).collect()
}

fn format(map: &Json) -> Option<ContentFormat> {
    map["ct"].as_u64().map(|ct| ContentFormat::new(u16::try_from(ct).expect("a format")))
}

/// The request that a map says, in the words of the row.
fn call<'a>(name: &str, map: &'a Json, payload: &'a [u8], topic: &Topic<'a>) -> Call<'a> {
    let path = || Path::from_str(map["uri"].as_str().expect("a uri")).expect("a path");
    let body = || Body::new(format(map).expect("a format"), payload);
    let paths = || Body::new(ContentFormat::SENML_ETCH_CBOR, payload);
    let endpoint = Some(Text::new(topic.endpoint()));
    let location = topic.location();
    let number = |name: &str| Change::from(map[name].as_u64());
    match name {
        "Bootstrap-Request" => {
            let preferred = map["pct"].as_u64().and_then(|pct| u16::try_from(pct).ok());
            let preferred_format = preferred.map(ContentFormat::new);
            let parameters = BootstrapParameters { endpoint, preferred_format, accounts: None };
            BootstrapRequest { parameters }.into()
        }
        "Bootstrap-Pack-Request" => {
            let accounts = Some(Text::new(std::str::from_utf8(payload).expect("links")));
            let parameters = BootstrapParameters { endpoint, preferred_format: None, accounts };
            BootstrapPackRequest { parameters, accept: None }.into()
        }
        "Bootstrap-Write" => BootstrapWrite { path: path(), body: body() }.into(),
        "Bootstrap-Read" => BootstrapRead { path: path(), accept: None }.into(),
        "Bootstrap-Delete" => BootstrapDelete { path: path() }.into(),
        "Bootstrap-Discover" => BootstrapDiscover { path: path() }.into(),
        "Bootstrap-Finish" => BootstrapFinish.into(),
        "Register" => {
            let registration = Registration {
                endpoint,
                lifetime: map["lifetime"].as_u64(),
                version: (map["version"] == "1.2").then_some(Version::V1_2),
                binding: (map["b"] == "M").then(|| Transport::Mqtt.into()),
                ..Registration::default()
            };
            Register { registration, objects: payload }.into()
        }
        "Update" => {
            let mut update = Update::new(location);
            update.registration.lifetime = map["lifetime"].as_u64();
            update.into()
        }
        "De-register" => Deregister { location }.into(),
        "Read" => Read { path: path(), accept: None }.into(),
        "Read-Composite" => ReadComposite { paths: paths(), accept: None }.into(),
        "Discover" => {
            let depth = map["depth"].as_u64().and_then(|depth| u8::try_from(depth).ok());
            Discover { path: path(), depth }.into()
        }
        "Write (Replace)" => Write { path: path(), body: body() }.into(),
        "Write (Partial Update)" => WritePartialUpdate { path: path(), body: body() }.into(),
        "Write-Attributes" => {
            let (pmin, pmax) = (number("pmin"), number("pmax"));
            let changes = Changes { pmin, pmax, ..Changes::NONE };
            WriteAttributes { path: path(), changes }.into()
        }
        "Write-Composite" => WriteComposite { body: body() }.into(),
        "Execute" => {
            let arguments = Arguments::new(payload).expect("arguments");
            Execute { path: path(), arguments }.into()
        }
        "Delete" => Delete { path: path() }.into(),
        "Observe" => {
            let attributes = lwm2m_codec::attribute::Attributes::NONE;
            Observe { path: path(), accept: None, attributes }.into()
        }
        "Observe-Composite" => {
            let attributes = lwm2m_codec::attribute::Attributes::NONE;
            ObserveComposite { paths: paths(), accept: None, attributes }.into()
        }
        "Send" => Send { body: body() }.into(),
        other => panic!("unknown operation {other}"),
    }
}

fn check_request(row: &Json, topic: &Topic<'_>, bytes: &[u8]) -> Operation {
    let id = &row["id"];
    let map = row.pointer("/request/map").expect("a map");
    let token = map["token"].as_u64().expect("a token");
    let payload = octets(if map["paths"].is_null() { &map["payload"] } else { &map["paths"] });
    let message = Options::STRICT.mqtt_message(topic, bytes);
    let message = message.unwrap_or_else(|error| panic!("{id}: {error}"));
    let mut buffer = [0; 256];
    let (written, operation) = match row["operation"].as_str().expect("an operation") {
        "Cancel-Observe" => {
            assert_eq!(message, Message::Cancel { token }, "{id}");
            let path = Path::resource(3, 0, 9);
            let attributes = lwm2m_codec::attribute::Attributes::NONE;
            let cancel = CancelObservation { path, accept: None, attributes }.into();
            let written = Options::STRICT.encode_mqtt_request(topic, token, &cancel, &mut buffer);
            (written, Operation::CancelObservation)
        }
        "Notify" => {
            let mut response = Response::new(Code::CONTENT);
            response.content_format = format(map);
            response.observe = Some(0);
            response.payload = &payload;
            assert_eq!(message, Message::Notification { token, response }, "{id}");
            let answer = Options::STRICT.answer(Operation::Notify, &response).expect("an answer");
            let operation = Operation::Notify;
            let written =
                Options::STRICT.encode_mqtt_response(topic, token, operation, &answer, &mut buffer);
            (written, operation)
        }
        name => {
            let call = call(name, map, &payload, topic);
            assert_eq!(message, Message::Request { token, call: call.clone() }, "{id}");
            let written = Options::STRICT.encode_mqtt_request(topic, token, &call, &mut buffer);
            (written, call.operation())
        }
    };
    assert_eq!(written, Ok(bytes), "{id}");
    operation
}

fn check_response(row: &Json, topic: &Topic<'_>, operation: Operation, bytes: &[u8]) {
    let id = &row["id"];
    let map = row.pointer("/response/map").expect("a map");
    let message = Options::STRICT.mqtt_message(topic, bytes);
    let Ok(Message::Response { token, reply }) = message else { panic!("{id}: {message:?}") };
    assert_eq!(map["token"], token, "{id}");
    let response = reply.to(operation);
    let code = u64::from(response.code.class()) * 100 + u64::from(response.code.detail());
    assert_eq!(map["result"], code, "{id}");
    assert_eq!(response.content_format, format(map), "{id}");
    assert_eq!(response.payload, octets(&map["payload"]), "{id}");
    let answer = Options::STRICT.answer(operation, &response);
    let answer = answer.unwrap_or_else(|error| panic!("{id}: {error}"));
    let mut buffer = [0; 256];
    let written =
        Options::STRICT.encode_mqtt_response(topic, token, operation, &answer, &mut buffer);
    assert_eq!(written, Ok(bytes), "{id}");
}

/// MQT-01, MQT-02, MQT-03, MQT-05, MQT-06, MQT-07, MQT-08, MQT-09, MQT-10, MQT-12, MQT-13, 1.2-int-19: every example.
#[test]
fn mqtt_messages_are_their_operations() {
    let (mut requests, mut responses, mut wrapped) = (0, 0, 0);
    for row in include_str!("messages/examples.jsonl").lines() {
        let row: Json = serde_json::from_str(row).expect("JSON");
        if row["binding"] != "mqtt" {
            continue;
        }
        let shown = row["request"]["topic"].as_str().expect("a topic");
        let topic = Topic::parse(shown).expect("a topic");
        assert_eq!(topic.to_string(), shown);
        let bytes = octets(&row["request"]["hex"]);
        if row["id"] == "mqtt-outer-wrapper-nil" {
            let Ok(Envelope::Wrapped { protection: None, message }) = Envelope::read(&bytes) else {
                panic!("expected a wrapper");
            };
            let inner = &row["request"]["map"]["lwm2m-message(2)"];
            let call = call("Read", inner, &[], &topic);
            let read = Options::STRICT.mqtt_message(&topic, message);
            assert_eq!(read, Ok(Message::Request { token: 56, call }));
            let envelope = Envelope::Wrapped { protection: None, message };
            assert_eq!(envelope.encode(&mut [0; 64]), Ok(&bytes[..]));
            wrapped += 1;
            continue;
        }
        let operation = check_request(&row, &topic, &bytes);
        requests += 1;
        let response = octets(&row["response"]["hex"]);
        if !response.is_empty() {
            check_response(&row, &topic, operation, &response);
            responses += 1;
        }
    }
    assert_eq!((requests, responses, wrapped), (25, 24, 1));
}
