//! Any message comes back as it was, over UDP, over TCP and by way of two other libraries; any octets are a message or
//! an error.
#![allow(
    clippy::indexing_slicing,
    clippy::std_instead_of_alloc,
    clippy::std_instead_of_core,
    reason = "a test may panic, and has the standard library"
)]

use coap_message::{MinimalWritableMessage, ReadableMessage};
use coap_message_implementations::inmemory;
use lwm2m_codec::binding::coap::{self, Writer};
use lwm2m_codec::binding::coap_tcp::{self, Frame};
use lwm2m_codec::binding::coap_udp::{self, Header, Type};
use lwm2m_codec::message::{Code, Location, Method, Observe, Query, Request, Response, UriPath};
use lwm2m_codec::{ContentFormat, Path};
use lwm2m_properties::Setting;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

type Options = Vec<(u16, Vec<u8>)>;

fn any_options() -> impl Strategy<Value = Options> {
    let value = prop_oneof![9 => vec(any::<u8>(), 0..20), 1 => vec(any::<u8>(), 250..600)];
    let number = prop_oneof![0..40u16, any::<u16>()];
    vec((number, value), 0..12).prop_map(|mut options| {
        options.sort_by_key(|(number, _)| *number);
        options
    })
}

fn fill(mut writer: Writer<'_>, code: u8, options: &Options, payload: &[u8]) -> Vec<u8> {
    writer.set_code(code);
    for (number, value) in options {
        writer.add_option(*number, value).expect("in order");
    }
    writer.set_payload(payload).expect("a payload");
    writer.finish().expect("room").to_vec()
}

fn fields(message: &impl ReadableMessage) -> (u8, Options, Vec<u8>) {
    use coap_message::MessageOption;

    let options = message.options().map(|o| (o.number(), o.value().to_vec())).collect();
    (message.code().into(), options, message.payload().to_vec())
}

/// Reads octets in every way there is; nothing but an error may come of it.
fn touch(octets: &[u8]) {
    let input = [&Setting::new(Path::ROOT).to_bytes(), octets].concat();
    lwm2m_properties::coap_udp(&input);
    lwm2m_properties::coap_tcp(&input);
}

proptest! {
    #[test]
    fn any_message(
        code in 1..=255u8, token in vec(any::<u8>(), 0..=8), options in any_options(),
        payload in vec(any::<u8>(), 0..400), message_id: u16,
    ) {
        let expected = (code, options.clone(), payload.clone());
        let mut buffer = [0; 16384];
        let header = Header { kind: Type::NonConfirmable, message_id };
        let writer = coap_udp::writer(header, &token, &mut buffer).expect("a token");
        let bytes = fill(writer, code, &options, &payload);
        let datagram = coap_udp::read(&bytes).expect("a datagram");
        prop_assert_eq!((datagram.header, datagram.message.token()), (header, &token[..]));
        prop_assert_eq!(&fields(&datagram.message), &expected);
        let tail = &bytes[4 + token.len()..];
        prop_assert_eq!(&fields(&inmemory::Message::new_from_slice(code, tail)), &expected);
        let packet = coap_lite::Packet::from_bytes(&bytes).expect("a packet");
        prop_assert_eq!(&fields(&packet), &expected);
        prop_assert_eq!(&packet.to_bytes_unlimited().expect("bytes"), &bytes);

        let writer = coap_tcp::writer(&token, &mut buffer).expect("a token");
        let bytes = fill(writer, code, &options, &payload);
        let Frame::Message { message, rest } = coap_tcp::read(&bytes, 16384).expect("a frame") else {
            panic!("more bytes needed");
        };
        prop_assert!(rest.is_empty());
        prop_assert_eq!(message.token(), &token[..]);
        prop_assert_eq!(&fields(&message), &expected);
    }

    #[test]
    fn any_request(
        method in prop_oneof![Just(Method::Get), Just(Method::Post), Just(Method::IPatch)],
        ids in vec(0..=65534u16, 0..=4), parameters in vec("[a-z]{1,4}(=\\PC{0,12})?", 0..5),
        format in option::of(any::<u16>()), accept in option::of(any::<u16>()),
        observe in option::of(any::<bool>()), payload in vec(any::<u8>(), 0..40),
    ) {
        let path = ids.iter().fold(Path::ROOT, |path, id| path.child(*id).expect("four ids"));
        let parameters: Vec<_> = parameters.iter().map(String::as_str).collect();
        let mut request = Request::new(method, UriPath::from(path));
        request.query = Query::Options(&parameters);
        request.content_format = format.map(ContentFormat::new);
        request.accept = accept.map(ContentFormat::new);
        request.observe =
            observe.map(|end| if end { Observe::Deregister } else { Observe::Register });
        request.payload = &payload;
        let mut buffer = [0; 2048];
        let mut writer = coap_tcp::writer(b"", &mut buffer).expect("no token");
        coap::write_request(&request, &[], &mut writer).expect("written");
        let bytes = writer.finish().expect("room");
        let Frame::Message { message, .. } = coap_tcp::read(bytes, 2048).expect("a frame") else {
            panic!("more bytes needed");
        };
        let mut room = [0; 512];
        let read = coap::request(&message, &mut room).expect("a request");
        let found: Vec<_> = read.query.parameters().map(|p| p.expect("one").to_string()).collect();
        prop_assert_eq!(&found, &parameters);
        prop_assert_eq!((read.method, read.path), (request.method, request.path));
        prop_assert_eq!((read.content_format, read.accept), (request.content_format, request.accept));
        prop_assert_eq!((read.observe, read.payload), (request.observe, request.payload));
    }

    #[test]
    fn any_response(
        code in prop_oneof![0x41..=0x5fu8, 0x80..=0xbfu8], observe in option::of(0..1u32 << 24),
        location in vec("[a-zA-Z0-9]{1,8}", 0..=8), format in option::of(any::<u16>()),
        payload in vec(any::<u8>(), 0..40),
    ) {
        let location: String = location.iter().flat_map(|segment| ["/", segment]).collect();
        let mut response = Response::new(Code::from_byte(code));
        response.observe = observe;
        response.content_format = format.map(ContentFormat::new);
        response.location = (!location.is_empty()).then(|| Location::parse(&location).expect("one"));
        response.payload = &payload;
        let mut buffer = [0; 512];
        let header = Header { kind: Type::Acknowledgement, message_id: 7 };
        let mut writer = coap_udp::writer(header, b"", &mut buffer).expect("no token");
        coap::write_response(&response, &[], &mut writer).expect("written");
        let datagram = coap_udp::read(writer.finish().expect("room")).expect("a datagram");
        let mut room = [0; 128];
        prop_assert_eq!(coap::response(&datagram.message, &mut room), Ok(response));
    }

    #[test]
    fn any_octets(octets in vec(any::<u8>(), 0..80), first in prop_oneof![0x40..0x49u8, any::<u8>()]) {
        touch(&octets);
        let mut octets = octets;
        octets.insert(0, first);
        touch(&octets);
    }
}
