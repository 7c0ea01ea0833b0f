//! Every example of CoAP over UDP, TCP and SMS: its bytes are its fields, its fields are its bytes, and two other
//! libraries agree on both.
#![allow(
    clippy::indexing_slicing,
    clippy::std_instead_of_alloc,
    clippy::std_instead_of_core,
    reason = "a test may panic, and has the standard library"
)]

use std::collections::BTreeMap;

use coap_message::MinimalWritableMessage;
use coap_message_implementations::{heap, inmemory};
use lwm2m_codec::binding::coap::{self, CoapOption, Message, Number, Uint};
use lwm2m_codec::binding::coap_tcp::{self, Frame, Signal};
use lwm2m_codec::binding::coap_udp::{self, Type};
use lwm2m_codec::message::Code;
use serde_json::Value as Json;

fn octets(json: &Json) -> Vec<u8> {
    let digits = json.as_str().unwrap_or_default();
    let octet = |at| u8::from_str_radix(&digits[at..at + 2], 16).expect("hexadecimal digits");
    (0..digits.len()).step_by(2).map(octet).collect()
}

/// The option that a row names: `["Uri-Path", "rd"]`, `["2 (Max-Message-Size)", 1152]`.
fn option(json: &Json) -> (Number, Vec<u8>) {
    let name = json[0].as_str().expect("a name");
    let number = match name.split_once(' ') {
        Some((digits, _)) => digits.parse().expect("a number"),
        None => (0..300)
            .find(|n| Number::new(*n).name() == Some(name))
            .unwrap_or_else(|| panic!("unknown option {name}")),
    };
    let value = match &json[1] {
        Json::Number(value) => {
            let value = value.as_u64().and_then(|value| u32::try_from(value).ok());
            Uint::new(value.expect("32 bits")).as_bytes().to_vec()
        }
        value => value.as_str().expect("text").into(),
    };
    (Number::new(number), value)
}

/// Compares a message with what its row says, and gives its options.
fn check_fields(id: &str, row: &Json, message: &Message<'_>) {
    assert_eq!(row["code"], message.code().to_string(), "{id}");
    assert_eq!(message.token(), octets(&row["token"]), "{id}");
    assert_eq!(message.payload(), octets(&row["payload_hex"]), "{id}");
    let found: Vec<_> = message.options().map(|o| (o.number, o.value.to_vec())).collect();
    let expected = row["options"].as_array().into_iter().flatten();
    let mut expected: Vec<_> = expected.map(option).collect();
    // Some rows tell them in another order than their bytes.
    expected.sort_by_key(|(number, _)| *number);
    assert_eq!(found, expected, "{id}");
}

/// What the fields of a request or a response do not hold.
fn others<'a>(message: &Message<'a>) -> Vec<CoapOption<'a>> {
    let kept = [Number::BLOCK1, Number::BLOCK2, Number::SIZE1, Number::SIZE2];
    message.options().filter(|option| kept.contains(&option.number)).collect()
}

/// Reads a message of any library, and writes what it says into another.
fn copy<M, W>(id: &str, from: &M, others: &[CoapOption<'_>], to: &mut W) -> String
where
    M: coap_message::ReadableMessage,
    W: MinimalWritableMessage,
{
    let mut buffer = [0; 512];
    let code = Code::from_byte(from.code().into());
    let shown = if code.class() == 0 {
        let request = coap::request(from, &mut buffer);
        let request = request.unwrap_or_else(|error| panic!("{id}: {error}"));
        coap::write_request(&request, others, to).map(|()| format!("{request:?}"))
    } else {
        let response = coap::response(from, &mut buffer);
        let response = response.unwrap_or_else(|error| panic!("{id}: {error}"));
        coap::write_response(&response, others, to).map(|()| format!("{response:?}"))
    };
    shown.unwrap_or_else(|error| panic!("{id}: {error}"))
}

/// The same by way of other libraries.
fn check_libraries(id: &str, message: &Message<'_>, tail: &[u8], shown: &str) {
    let others = others(message);
    let code = message.code().byte();
    let memory = inmemory::Message::new_from_slice(code, tail);
    let mut on_heap = heap::HeapMessage::new();
    assert_eq!(copy(id, &memory, &others, &mut on_heap), shown, "{id}");
    let (mut written_code, mut written) = (0, vec![0; tail.len()]);
    let mut in_slice = inmemory::MessageMut::new_in_slice(&mut written_code, &mut written);
    assert_eq!(copy(id, &on_heap, &others, &mut in_slice), shown, "{id}");
    assert_eq!((written_code, &*written), (code, tail), "{id}");
}

fn check_datagram(id: &str, row: &Json) {
    let bytes = octets(&row["hex"]);
    let datagram = coap_udp::read(&bytes).unwrap_or_else(|error| panic!("{id}: {error}"));
    let message = &datagram.message;
    check_fields(id, row, message);
    let kind = match datagram.header.kind {
        Type::Confirmable => "CON",
        Type::NonConfirmable => "NON",
        Type::Acknowledgement => "ACK",
        Type::Reset => "RST",
    };
    assert_eq!((&row["type"], &row["mid"]), (&kind.into(), &datagram.header.message_id.into()));
    let mut buffer = [0; 1152];
    let mut writer =
        coap_udp::writer(datagram.header, message.token(), &mut buffer).expect("a token");
    if message.code().byte() == 0 {
        assert_eq!(writer.finish(), Ok(&bytes[..]), "{id}");
        return;
    }
    let shown = copy(id, message, &others(message), &mut writer);
    assert_eq!(writer.finish(), Ok(&bytes[..]), "{id}");
    check_libraries(id, message, &bytes[4 + message.token().len()..], &shown);
    let packet = coap_lite::Packet::from_bytes(&bytes).expect("a packet");
    let mut again = packet.clone();
    again.clear_all_options();
    again.payload.clear();
    assert_eq!(copy(id, &packet, &others(message), &mut again), shown, "{id}");
    assert_eq!(again.to_bytes().expect("bytes"), bytes, "{id}");
}

fn check_frame(id: &str, row: &Json) {
    let bytes = octets(&row["hex"]);
    let Frame::Message { message, rest } = coap_tcp::read(&bytes, 1152).expect("a message") else {
        panic!("{id}: more bytes needed");
    };
    assert!(rest.is_empty(), "{id}");
    check_fields(id, row, &message);
    let mut buffer = [0; 1152];
    if let Some(signal) = Signal::read(&message).expect("a signal") {
        assert_eq!(signal.write(message.token(), &mut buffer), Ok(&bytes[..]), "{id}");
        return;
    }
    let mut writer = coap_tcp::writer(message.token(), &mut buffer).expect("a token");
    let shown = copy(id, &message, &others(&message), &mut writer);
    assert_eq!(writer.finish(), Ok(&bytes[..]), "{id}");
    check_libraries(id, &message, tail_of(&bytes), &shown);
}

/// What follows the token.
fn tail_of(bytes: &[u8]) -> &[u8] {
    let extended = match bytes[0] >> 4 {
        13 => 1,
        14 => 2,
        15 => 4,
        _ => 0,
    };
    &bytes[2 + extended + usize::from(bytes[0] & 15)..]
}

/// COA-01, COA-02, COA-03.
#[test]
fn all_examples() {
    let mut counts = BTreeMap::new();
    for row in include_str!("messages/examples.jsonl").lines() {
        let row: Json = serde_json::from_str(row).expect("JSON");
        let id = row["id"].as_str().expect("an id");
        let binding = row["binding"].as_str().expect("a binding").to_string();
        for message in [&row["request"], &row["response"]].into_iter().filter(|m| !m.is_null()) {
            match binding.as_str() {
                "coap-udp" | "sms" => check_datagram(id, message),
                "coap-tcp" => check_frame(id, message),
                _ => continue,
            }
            *counts.entry(binding.clone()).or_insert(0) += 1;
        }
    }
    let expected = [("coap-tcp", 13), ("coap-udp", 175), ("sms", 1)];
    assert_eq!(counts, expected.map(|(binding, count)| (binding.to_string(), count)).into());
}
