//! Any operation over MQTT: what has keys comes back as it was; what has none is an error that says so. Any bytes are
//! read or refused at a byte of them.
#![allow(
    clippy::std_instead_of_alloc,
    clippy::std_instead_of_core,
    reason = "a test has the standard library"
)]

#[path = "common/calls.rs"]
mod calls;

use calls::{Parts, call, parts};
use lwm2m_codec::attribute::{Change, Changes};
use lwm2m_codec::binding::mqtt::{Envelope, Interface, Message, Topic};
use lwm2m_codec::operation::{Call, Rule};
use lwm2m_codec::{ContentFormat, ErrorKind, Operation, Options, Path, Text, Version};
use proptest::prelude::*;

/// The same with the location and the endpoint name that the topic has.
fn on_topic<'a>(call: Call<'a>, topic: &Topic<'a>) -> Call<'a> {
    let mut call = call;
    match &mut call {
        Call::Update(update) => update.location = topic.location(),
        Call::Deregister(deregister) => deregister.location = topic.location(),
        Call::Register(register) if register.registration.endpoint.is_some() => {
            register.registration.endpoint = Some(Text::new(topic.endpoint()));
        }
        Call::BootstrapRequest(request) if request.parameters.endpoint.is_some() => {
            request.parameters.endpoint = Some(Text::new(topic.endpoint()));
        }
        Call::BootstrapPackRequest(request) if request.parameters.endpoint.is_some() => {
            request.parameters.endpoint = Some(Text::new(topic.endpoint()));
        }
        _ => {}
    }
    call
}

/// What reading fills in.
fn expected<'a>(call: &Call<'a>, topic: &Topic<'a>) -> Call<'a> {
    let mut expected = call.clone();
    let name = Some(Text::new(topic.endpoint()));
    match &mut expected {
        Call::Register(register) => {
            register.registration.endpoint = name;
            register.registration.version = Some(Version::V1_2);
        }
        Call::BootstrapRequest(request) => request.parameters.endpoint = name,
        Call::BootstrapPackRequest(request) => request.parameters.endpoint = name,
        _ => {}
    }
    expected
}

/// Whether every part has a key: said by the tables of the standard, not by how messages are written.
fn has_keys(call: &Call<'_>, parts: &Parts) -> bool {
    let changes = |changes: &Changes| {
        let unset = [changes.pmin, changes.pmax, changes.hqmax].contains(&Change::Unset);
        !unset && changes.gt != Change::Unset
    };
    let accept = parts.accept.is_none();
    let etch = parts.format == ContentFormat::SENML_ETCH_CBOR;
    match call {
        Call::Register(register) => {
            let said = &register.registration;
            !said.queue_mode && said.profiles.is_none() && said.version >= Some(Version::V1_2)
                || !said.queue_mode && said.profiles.is_none() && said.version.is_none()
        }
        Call::Update(update) => {
            !update.registration.queue_mode && update.registration.profiles.is_none()
        }
        Call::WriteAttributes(write) => changes(&write.changes),
        Call::Read(read) => read.accept.is_none(),
        Call::BootstrapRead(_) | Call::BootstrapPackRequest(_) => accept,
        Call::ReadComposite(_) => accept && etch,
        Call::ObserveComposite(observe) => accept && etch && observe.attributes.is_empty(),
        Call::Observe(observe) => accept && observe.attributes.is_empty(),
        Call::CancelObservation(cancel) => accept && cancel.attributes.is_empty(),
        Call::CancelObservationComposite(cancel) => accept && cancel.attributes.is_empty(),
        _ => true,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]
    /// MQT-04, MQT-12, MQT-14.
    #[test]
    fn what_has_keys_comes_back(parts in parts(), token: u64) {
        let options = Options::STRICT.version(parts.version);
        for operation in Operation::ALL {
            let Some(call) = call(*operation, &parts) else { continue };
            let topic = Topic::new("a/b", Interface::of(*operation), "node1").expect("a topic");
            let call = on_topic(call, &topic);
            let mut buffer = [0; 1024];
            let written = options.encode_mqtt_request(&topic, token, &call, &mut buffer);
            let request = call.request(options);
            let payload = match (written, request) {
                (Ok(payload), Ok(_)) => payload,
                (Err(error), Err(same)) => {
                    prop_assert_eq!(error, same);
                    continue;
                }
                (Err(error), Ok(_)) if parts.version < Version::V1_2 => {
                    prop_assert_eq!(error.kind(), ErrorKind::Rule(Rule::BindingVersion));
                    continue;
                }
                (Err(error), Ok(_)) => {
                    let typed = matches!(
                        error.kind(),
                        ErrorKind::NotExpressible(_) | ErrorKind::Rule(Rule::BindingVersion)
                    );
                    prop_assert!(typed, "{:?}: {}", operation, error);
                    prop_assert!(!has_keys(&call, &parts), "{:?} {:?}: {}", operation, parts, error);
                    continue;
                }
                (Ok(_), Err(error)) => panic!("{error}"),
            };
            prop_assert!(has_keys(&call, &parts), "{:?} {:?}", operation, parts);
            let read = options.mqtt_message(&topic, payload);
            prop_assert_eq!(Envelope::read(payload), Ok(Envelope::Plain(payload)));
            let ends = [Operation::CancelObservation, Operation::CancelObservationComposite];
            let message = if ends.contains(operation) {
                Message::Cancel { token }
            } else {
                Message::Request { token, call: expected(&call, &topic) }
            };
            prop_assert_eq!(read, Ok(message), "{:?} {:?}", operation, parts);
            // The other interface has no such number, or another operation.
            let other = match topic.interface() {
                Interface::Bootstrap => Interface::Registration,
                Interface::Registration => Interface::Bootstrap,
            };
            let other = Topic::new("", other, "node1").expect("a topic");
            let mut buffer = [0; 1024];
            let refused = options.encode_mqtt_request(&other, token, &call, &mut buffer);
            prop_assert_eq!(
                refused.map_err(|error| error.kind()),
                Err(ErrorKind::NotExpressible("an operation on the topic of the other interface"))
            );
        }
    }

    /// Changed bytes of a message, and any bytes.
    #[test]
    fn any_bytes(mut bytes in any_message(), at: usize, byte: u8) {
        for changed in [false, true] {
            if changed && !bytes.is_empty() {
                let at = at % bytes.len();
                bytes[at] = byte;
            }
            // Behind a topic; there are two more that always are.
            lwm2m_properties::mqtt(&[b"t/lwm2m/rd/node1\0", &bytes[..]].concat());
        }
    }
}

fn any_message() -> impl Strategy<Value = Vec<u8>> {
    let pair = prop_oneof![
        (0u8..24, 0u8..0x18).prop_map(|(key, number)| vec![key, number]),
        (0u8..24, 0u8..=255).prop_map(|(key, number)| vec![key, 0x18, number]),
        prop::sample::select(vec![
            &b"\x05\x66/3/0/9"[..],
            b"\x07\x43abc",
            b"\x09\x631.2",
            b"\x0a\x61M",
            b"\x0e\xf9\x3c\x00"
        ])
        .prop_map(<[u8]>::to_vec),
        prop::collection::vec(any::<u8>(), 0..6),
    ];
    prop::collection::vec(pair, 0..8).prop_map(|pairs| {
        let count = u8::try_from(pairs.len()).expect("less than 8");
        std::iter::once(0xa0 | count).chain(pairs.into_iter().flatten()).collect()
    })
}

#[test]
fn the_root_has_a_path() {
    let topic = Topic::parse("lwm2m/bs/node1").expect("a topic");
    let delete = lwm2m_codec::operation::BootstrapDelete { path: Path::ROOT };
    let mut buffer = [0; 16];
    let payload = Options::STRICT.encode_mqtt_request(&topic, 1, &delete.into(), &mut buffer);
    assert_eq!(payload, Ok(&b"\xa3\x01\x03\x02\x01\x05\x61/"[..]));
}
