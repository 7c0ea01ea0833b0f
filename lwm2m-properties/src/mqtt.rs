//! MQTT messages: topics, envelopes, maps; leniently as strictly, and written again.

use lwm2m_codec::binding::mqtt::{Envelope, Message, Topic};
use lwm2m_codec::{ErrorKind, Options};

use crate::lenient::compare;
use crate::within::assert_perhaps_within;

/// Reads a topic up to the first zero byte, and a payload behind it; on known topics, too.
pub fn mqtt(input: &[u8]) {
    let (front, payload) = match input.iter().position(|byte| *byte == 0) {
        Some(end) => (input.get(..end).unwrap_or(&[]), input.get(end + 1..).unwrap_or(&[])),
        None => (&[][..], input),
    };
    envelope(payload);
    let topics = ["lwm2m/rd/node1", "a/b/lwm2m/bs/node1"];
    for text in core::str::from_utf8(front).into_iter().chain(topics) {
        match Topic::parse(text) {
            Ok(topic) => {
                let mut buffer = vec![0; text.len()];
                assert_eq!(topic.encode(&mut buffer), Ok(text));
                message(&topic, payload);
            }
            Err(error) => assert_perhaps_within(&error, text.as_bytes()),
        }
    }
}

fn envelope(payload: &[u8]) {
    match Envelope::read(payload) {
        Ok(envelope) => {
            let mut buffer = vec![0; payload.len() + 16];
            let written = envelope.encode(&mut buffer).expect("room");
            assert_eq!(Envelope::read(written), Ok(envelope), "{}", written.escape_ascii());
        }
        Err(error) => assert_perhaps_within(&error, payload),
    }
}

fn message(topic: &Topic<'_>, payload: &[u8]) {
    let options = Options::STRICT;
    let strict = options.mqtt_message(topic, payload);
    if let Err(error) = &strict {
        assert_perhaps_within(error, payload);
    }
    compare(payload, strict.clone(), |report| options.lenient(report).mqtt_message(topic, payload));
    let Ok(Message::Request { token, call }) = strict else { return };
    let mut buffer = vec![0; payload.len() * 2 + 1024];
    let written = match options.encode_mqtt_request(topic, token, &call, &mut buffer) {
        Ok(written) => written,
        Err(error) => {
            // Attributes may contradict each other as they are read: they are judged with those that are attached
            // already (D-110). One's own request has to hold together by itself.
            let typed = matches!(
                error.kind(),
                ErrorKind::NotExpressible(_)
                    | ErrorKind::Rule(_)
                    | ErrorKind::InconsistentAttributes(_)
            );
            return assert!(typed, "{call:?}: {error}");
        }
    };
    let again = options.mqtt_message(topic, written);
    let expected = Message::Request { token, call };
    let is_same = again
        .as_ref()
        .is_ok_and(|again| *again == expected || format!("{again:?}") == format!("{expected:?}"));
    assert!(is_same, "{expected:?} became {again:?}");
}
