//! CoAP messages over UDP and TCP: read, dispatched, written again.

use coap_message::MinimalWritableMessage;
use lwm2m_codec::Options;
use lwm2m_codec::binding::coap::{self, CoapOption, Message, Writer, uint};
use lwm2m_codec::binding::coap_tcp::{self, Frame, Signal};
use lwm2m_codec::binding::{coap_udp, non_ip, sms};

use crate::dispatch::dispatched;
use crate::setting::Setting;
use crate::within::assert_perhaps_within;

/// Reads octets behind a [`Setting`] as a datagram.
pub fn coap_udp(input: &[u8]) {
    let Some((setting, octets)) = Setting::split(input) else { return };
    match coap_udp::read(octets) {
        Ok(datagram) => {
            let message = &datagram.message;
            let mut buffer = vec![0; octets.len() * 2 + 16];
            let writer = coap_udp::writer(datagram.header, message.token(), &mut buffer);
            let written = filled(writer.expect("a token that was read"), message);
            let again = coap_udp::read(&written).expect("it was written");
            assert_eq!(again.header, datagram.header);
            assert_same(&again.message, message);
            message_of(setting.options(), message, octets);
        }
        Err(error) => assert_perhaps_within(&error, octets),
    }
}

/// Reads octets behind a [`Setting`] as a stream, frame by frame.
pub fn coap_tcp(input: &[u8]) {
    const LIMIT: u32 = 1152;
    let Some((setting, octets)) = Setting::split(input) else { return };
    let mut rest = octets;
    while !rest.is_empty() {
        match coap_tcp::read(rest, LIMIT) {
            Ok(Frame::Message { message, rest: behind }) => {
                assert!(behind.len() < rest.len());
                let mut buffer = vec![0; rest.len() * 2 + 16];
                let writer = coap_tcp::writer(message.token(), &mut buffer);
                let written = filled(writer.expect("a token that was read"), &message);
                // In its shortest form.
                assert!(written.len() <= rest.len() - behind.len());
                let frame = coap_tcp::read(&written, LIMIT).expect("it was written");
                let Frame::Message { message: again, rest: nothing } = frame else {
                    panic!("a whole frame")
                };
                assert!(nothing.is_empty());
                assert_same(&again, &message);
                if let Ok(Some(Signal::Release(release))) = Signal::read(&message) {
                    assert!(release.alternative_addresses.iter().count() <= octets.len());
                }
                message_of(setting.options(), &message, octets);
                rest = behind;
            }
            Ok(Frame::Needs { bytes }) => {
                return assert!(rest.len() < bytes && bytes <= 1152, "{bytes}");
            }
            Err(error) => return assert_perhaps_within(&error, rest),
        }
    }
}

fn filled(mut writer: Writer<'_>, message: &Message<'_>) -> Vec<u8> {
    writer.set_code(message.code().byte());
    for CoapOption { number, value } in message.options() {
        writer.add_option(number.get(), value).expect("in order");
    }
    writer.set_payload(message.payload()).expect("room");
    writer.finish().expect("room").to_vec()
}

fn assert_same(left: &Message<'_>, right: &Message<'_>) {
    assert_eq!((left.code(), left.token()), (right.code(), right.token()));
    assert!(left.options().eq(right.options()));
    assert_eq!(left.payload(), right.payload());
}

/// What a message of either transport means.
fn message_of(options: Options<'static>, message: &Message<'_>, octets: &[u8]) {
    assert!(message.options().count() <= octets.len());
    for option in message.options() {
        let _ = coap::Block::read(option.value).map(|block| (block.offset(), block.size()));
        assert_eq!(
            uint(option.value).is_some(),
            option.value.iter().skip_while(|b| **b == 0).count() <= 8
        );
    }
    let _ = coap::check(message);
    let mut buffer = vec![0; octets.len() * 2 + 16];
    if let Ok(request) = options.coap_request(message, &mut buffer) {
        dispatched(options, &request);
        let _ = sms::trigger(&request, options);
        if let Ok(register) = options.lorawan_register(&request) {
            let shorter = non_ip::shortened(register.registration.clone());
            assert!(shorter.version.is_none() || shorter.version == register.registration.version);
        }
    }
    if let Ok(response) = options.coap_response(message, &mut buffer) {
        assert!(
            response.location.is_none_or(|location| location.segments().count() <= octets.len())
        );
    }
}
