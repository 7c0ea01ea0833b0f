//! Hostile messages of CoAP: cut, flooded, out of order. Each is a typed error or read in full, and nothing is
//! allocated.
#![allow(
    clippy::indexing_slicing,
    clippy::std_instead_of_alloc,
    clippy::std_instead_of_core,
    reason = "a test may panic, and has the standard library"
)]

use allocation_counter::measure;
use coap_message::{MinimalWritableMessage, ReadableMessage};
use lwm2m_codec::binding::coap::{self, CoapOption, Number};
use lwm2m_codec::binding::coap_tcp::{self, Frame, Signal};
use lwm2m_codec::binding::coap_udp::{self, Header, Type};
use lwm2m_codec::{Error, ErrorKind};
use serde_json::Value as Json;

fn no_allocation<T>(what: &str, run: impl FnOnce() -> T) -> T {
    let mut result = None;
    let allocated = measure(|| result = Some(run()));
    assert_eq!(allocated.count_total, 0, "{what}");
    result.expect("it ran")
}

/// Reads it as whatever it may be.
fn read(octets: &[u8], buffer: &mut [u8]) {
    if let Ok(datagram) = coap_udp::read(octets) {
        let _ = coap::request(&datagram.message, buffer).map(drop);
        let _ = coap::response(&datagram.message, buffer).map(drop);
    }
    if let Ok(Frame::Message { message, .. }) = coap_tcp::read(octets, u32::MAX) {
        let _ = coap::request(&message, buffer).map(drop);
        let _ = coap::response(&message, buffer).map(drop);
        let _ = Signal::read(&message).map(drop);
    }
}

#[test]
fn every_cut_and_every_change_of_the_examples() {
    let mut buffer = [0; 256];
    let mut count = 0;
    for row in include_str!("messages/examples.jsonl").lines() {
        let row: Json = serde_json::from_str(row).expect("JSON");
        // What the fields of other bindings are made of is no message of CoAP.
        if !matches!(row["binding"].as_str(), Some("coap-udp" | "coap-tcp" | "sms")) {
            continue;
        }
        for hex in [&row["request"]["hex"], &row["response"]["hex"]] {
            let Some(hex) = hex.as_str() else { continue };
            let octet = |at| u8::from_str_radix(&hex[at..at + 2], 16).expect("digits");
            let mut octets: Vec<u8> = (0..hex.len()).step_by(2).map(octet).collect();
            count += 1;
            for at in 0..octets.len() {
                let whole = octets[at];
                no_allocation("a cut", || read(&octets[..at], &mut buffer));
                for change in [0x00, 0xff, whole ^ 0x10, whole.wrapping_add(1)] {
                    octets[at] = change;
                    no_allocation("a change", || read(&octets, &mut buffer));
                }
                octets[at] = whole;
            }
        }
    }
    assert_eq!(count, 189);
}

/// A request of many equal options, some megabytes of them.
fn flood(number: u16, value: &[u8], count: usize) -> Vec<u8> {
    let mut buffer = vec![0; (value.len() + 5) * count + 16];
    let header = Header { kind: Type::Confirmable, message_id: 1 };
    let mut writer = coap_udp::writer(header, &[], &mut buffer).expect("no token");
    writer.set_code(2);
    for _ in 0..count {
        writer.add_option(number, value).expect("in order");
    }
    writer.finish().expect("room").to_vec()
}

#[test]
fn floods() {
    let mut buffer = [0; 1024];
    for (number, length, count, expected) in [
        // A query of a megabyte, in one piece and in many.
        (15, 65_000, 16, ErrorKind::ValueTooLong { limit: 255 }),
        (15, 200, 5000, ErrorKind::BufferTooSmall { needed: 1212 }),
        (15, 0, 500_000, ErrorKind::BufferTooSmall { needed: 1026 }),
        (11, 200, 5000, ErrorKind::BufferTooSmall { needed: 1206 }),
        (11, 0, 500_000, ErrorKind::Path("segments that are not empty")),
        (17, 1, 500_000, ErrorKind::CriticalOption { number: 17 }),
        (3, 1, 500_000, ErrorKind::CriticalOption { number: 3 }),
    ] {
        let octets = flood(number, &vec![b'a'; length], count);
        let error = no_allocation("a flood", || {
            let datagram = coap_udp::read(&octets).expect("well-formed");
            coap::request(&datagram.message, &mut buffer).map(drop).expect_err("refused")
        });
        assert_eq!(error.kind(), expected, "{number}: {count} of {length}");
    }
    // What nobody knows, and nobody has to, is passed over.
    let octets = flood(2050, b"x", 500_000);
    no_allocation("a flood", || {
        let datagram = coap_udp::read(&octets).expect("well-formed");
        coap::request(&datagram.message, &mut buffer).map(drop).expect("a request");
    });
}

/// A library that does not keep options in order.
struct Unordered<'a>(&'a [CoapOption<'a>]);

impl ReadableMessage for Unordered<'_> {
    type Code = u8;
    type MessageOption<'m>
        = CoapOption<'m>
    where
        Self: 'm;
    type OptionsIter<'m>
        = core::iter::Copied<core::slice::Iter<'m, CoapOption<'m>>>
    where
        Self: 'm;

    fn code(&self) -> u8 {
        1
    }

    fn options(&self) -> Self::OptionsIter<'_> {
        self.0.iter().copied()
    }

    fn payload(&self) -> &[u8] {
        &[]
    }
}

#[test]
fn options_out_of_order() {
    let options =
        [CoapOption::new(Number::URI_QUERY, b"pmin=1"), CoapOption::new(Number::URI_PATH, b"3")];
    let kind = |error: Error| error.kind();
    let mut buffer = [0; 64];
    let unordered = Unordered(&options);
    let read = coap::request(&unordered, &mut buffer).map(drop);
    let expected = ErrorKind::Path("segments before parameters");
    assert_eq!(read.map_err(kind), Err(expected));
    let header = Header { kind: Type::Confirmable, message_id: 1 };
    let mut writer = coap_udp::writer(header, &[], &mut buffer).expect("no token");
    writer.add_option(15, b"").expect("the first");
    let error = writer.add_option(11, b"").map_err(kind);
    assert_eq!(error, Err(ErrorKind::Message("options in ascending order")));
    writer.set_payload(b"x").expect("a payload");
    let error = writer.add_option(17, b"").map_err(kind);
    assert_eq!(error, Err(ErrorKind::Message("options before the payload")));
    assert_eq!(writer.set_payload(b"x").map_err(kind), Err(ErrorKind::Message("one payload")));
}
