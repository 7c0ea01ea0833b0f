//! Runs vectors of CoAP messages over UDP: header, token, options by name, payload.

use std::collections::BTreeMap;

use lwm2m_codec::binding::coap::{self, Block, CoapOption, uint};
use lwm2m_codec::binding::coap_udp::{self, Datagram, Type};
use lwm2m_codec::message::{Code, Method};
use lwm2m_codec::{ErrorKind, Result as Read};
use serde_json::{Map, Value as Json};

use crate::line::{Direction, Expect, Line};
use crate::run::{Result, failed};
use crate::value::octets;

/// Reads a message and, where its direction says so, writes it, which gives the same bytes.
pub(crate) fn run(line: &Line) -> Result {
    let (fields, datagram) = match (&line.expect, read(&line.input)) {
        (Expect::Error(_), Err(_)) => return Ok(()),
        (Expect::Error(reason), Ok(found)) => {
            return failed(format_args!("an error ({reason})"), show(&found));
        }
        (Expect::Message(fields), Ok(datagram)) => (fields, datagram),
        (Expect::Message(_), Err(error)) => {
            return failed("a message", format_args!("an error: {error}"));
        }
        (other, _) => return failed("a message or an error", format_args!("{other:?}")),
    };
    compare(fields, &datagram)?;
    if line.direction == Direction::Decode {
        return Ok(());
    }
    let mut buffer = vec![0; line.input.len()];
    match write(&datagram, &mut buffer) {
        Ok(written) if written == line.input => Ok(()),
        Ok(written) => failed(format_args!("{:02x?}", line.input), format_args!("{written:02x?}")),
        Err(error) => failed("to be written", format_args!("an error: {error}")),
    }
}

/// Reads the bytes, and judges the options.
fn read(bytes: &[u8]) -> Read<Datagram<'_>> {
    let datagram = coap_udp::read(bytes)?;
    coap::check(&datagram.message)?;
    Ok(datagram)
}

fn write<'b>(datagram: &Datagram<'_>, buffer: &'b mut [u8]) -> Read<&'b [u8]> {
    use coap_message::MinimalWritableMessage;

    let message = &datagram.message;
    let mut writer = coap_udp::writer(datagram.header, message.token(), buffer)?;
    writer.set_code(message.code().byte());
    for CoapOption { number, value } in message.options() {
        writer.add_option(number.get(), value)?;
    }
    writer.set_payload(message.payload())?;
    writer.finish()
}

fn compare(fields: &Map<String, Json>, datagram: &Datagram<'_>) -> Result {
    let message = &datagram.message;
    let kind = match datagram.header.kind {
        Type::Confirmable => "CON",
        Type::NonConfirmable => "NON",
        Type::Acknowledgement => "ACK",
        Type::Reset => "RST",
    };
    let mut options: BTreeMap<_, Vec<&[u8]>> = BTreeMap::new();
    for CoapOption { number, value } in message.options() {
        options.entry(number).or_default().push(value);
    }
    for (name, expected) in fields {
        let same = match name.as_str() {
            "type" => expected == kind,
            "code" => *expected == message.code().to_string(),
            "message_id" => *expected == datagram.header.message_id,
            "token" => is_hex(expected, message.token()),
            "payload" => is_hex(expected, message.payload()),
            "method" => method(message.code()).is_some_and(|method| expected == method),
            "other_options" => true,
            name => {
                let named = |number: &coap::Number| number.name().is_some_and(|n| key(n) == name);
                let found = options.keys().find(|number| named(number)).copied();
                let values = found.and_then(|number| options.remove(&number)).unwrap_or_default();
                is_option(expected, &values)
            }
        };
        if !same {
            return failed(format_args!("{name} {expected}"), show(datagram));
        }
    }
    if !fields.contains_key("payload") && !message.payload().is_empty() {
        return failed("no payload", show(datagram));
    }
    // What is not named stands among the others.
    let others = fields.get("other_options").and_then(Json::as_array);
    let mut others: Vec<_> = others.into_iter().flatten().collect();
    for (number, values) in options {
        for value in values {
            let is_it = |other: &&Json| other[0] == number.get() && is_hex(&other[1], value);
            match others.iter().position(is_it) {
                Some(at) => drop(others.remove(at)),
                None => return failed(format_args!("no option {number}"), show(datagram)),
            }
        }
    }
    match others.first() {
        Some(other) => failed(format_args!("the option {other}"), show(datagram)),
        None => Ok(()),
    }
}

/// The name of a field: `uri_path` for Uri-Path.
fn key(name: &str) -> String {
    name.to_ascii_lowercase().replace('-', "_")
}

fn method(code: Code) -> Option<&'static str> {
    Some(match Method::from_code(code.byte())? {
        Method::Get => "GET",
        Method::Post => "POST",
        Method::Put => "PUT",
        Method::Delete => "DELETE",
        Method::Fetch => "FETCH",
        Method::IPatch => "iPATCH",
    })
}

fn is_hex(expected: &Json, found: &[u8]) -> bool {
    expected.as_str().and_then(|digits| octets(digits).ok()).as_deref() == Some(found)
}

fn is_option(expected: &Json, values: &[&[u8]]) -> bool {
    match (expected, values) {
        (Json::Null | Json::Bool(false), []) => true,
        (Json::Array(all), _) if all.len() == values.len() && !is_block(expected, values) => {
            all.iter().zip(values).all(|(expected, value)| is_value(expected, value))
        }
        (_, [value]) => is_value(expected, value) || is_block(expected, values),
        _ => false,
    }
}

fn is_value(expected: &Json, value: &[u8]) -> bool {
    match expected {
        Json::Bool(there) => *there && value.is_empty(),
        Json::Number(number) => number.as_u64().is_some() && number.as_u64() == uint(value),
        Json::String(text) => text.as_bytes() == value || is_hex(expected, value),
        _ => false,
    }
}

/// A block as its number, whether more follow, and its size.
fn is_block(expected: &Json, values: &[&[u8]]) -> bool {
    let [value] = values else { return false };
    let Ok(block) = Block::read(value) else { return false };
    match expected.as_array().map(Vec::as_slice) {
        Some([number, more, size]) => {
            *number == block.number() && *more == block.more() && *size == block.size()
        }
        _ => false,
    }
}

fn show(datagram: &Datagram<'_>) -> String {
    let options: Vec<_> = datagram.message.options().collect();
    let message = &datagram.message;
    format!("{:?} {} {options:?} {:02x?}", datagram.header, message.code(), message.payload())
}

/// The fields of a message, whatever they are called.
pub(crate) fn read_expected(expect: &Map<String, Json>) -> core::result::Result<Expect, String> {
    match expect.get("type").and_then(Json::as_str) {
        Some("CON" | "NON" | "ACK" | "RST") => Ok(Expect::Message(expect.clone())),
        _ => Err(ErrorKind::Message("the type of a message").to_string()),
    }
}
