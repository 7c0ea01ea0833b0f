//! What real peers send over MQTT beside the standard: refused strictly, read leniently, reported once.
#![allow(
    clippy::std_instead_of_alloc,
    clippy::std_instead_of_core,
    reason = "a test has the standard library"
)]

use lwm2m_codec::binding::mqtt::{Message, Topic};
use lwm2m_codec::operation::Call;
use lwm2m_codec::{Deviation, DeviationKind, Operation, Options, Path};

use DeviationKind as D;
use Operation as O;

/// Payload; what it is read as; what deviates, at which byte.
type Row = (&'static [u8], Option<Operation>, &'static [(DeviationKind, usize)]);

#[rustfmt::skip]
const ROWS: &[Row] = &[
    // D-158.
    (b"\xa2\x02\x01\x12\x642.05", None, &[(D::MqttTextResult, 3)]),
    // D-159.
    (b"\xa4\x01\x0e\x02\x01\x05\x66/3/0/9\x62lt\x29", Some(O::WriteAttributes), &[(D::MqttTextKey, 13)]),
    (b"\xa4\x01\x0e\x02\x01\x63con\x01\x05\x66/3/0/9", Some(O::WriteAttributes), &[(D::MqttTextKey, 5)]),
    (b"\xa5\x01\x06\x02\x01\x08\x01\x09\x631.2\x63pid\x6a6:27354b9a", Some(O::Register), &[(D::MqttTextKey, 12)]),
    // D-160.
    (b"\xa4\x02\x01\x07\x61\x01\x12\x18\xcd\x13\x18\x3c", None, &[(D::MqttTextPayload, 3)]),
    (b"\xa5\x01\x0c\x02\x01\x05\x66/3/0/9\x07\x61\x01\x13\x18\x3c", Some(O::Write), &[(D::MqttTextPayload, 13)]),
    // In the order of the payload, whatever is noticed first.
    (b"\xa4\x02\x01\x07\x61\x01\x12\x642.05\x13\x18\x3c", None, &[(D::MqttTextPayload, 3), (D::MqttTextResult, 6)]),
    // As in any query.
    (b"\xa4\x01\x09\x02\x01\x0c\x01\x05\x62/3", Some(O::Read), &[(D::UnknownParameter, 5)]),
    (b"\xa3\x01\x08\x02\x01\x07\x41x", Some(O::Deregister), &[(D::UnknownParameter, 5)]),
    (b"\xa3\x01\x07\x02\x01\x03\x61n", Some(O::Update), &[(D::RegistrationParameterInUpdate, 5)]),
    (b"\xa3\x01\x07\x02\x01\x0b\x63+49", Some(O::Update), &[(D::SmsPlus, 5)]),
];

/// MQT-04, MQT-09, MQT-11.
#[test]
fn each_is_refused_strictly_and_reported_leniently() {
    let topic = Topic::parse("lwm2m/rd/node1").expect("a topic");
    for (payload, operation, expected) in ROWS {
        assert!(Options::STRICT.mqtt_message(&topic, payload).is_err(), "{payload:02x?}");
        let mut deviations = Vec::new();
        let mut report = |deviation: Deviation| {
            assert_eq!(deviation.path, None);
            deviations.push((deviation.kind, deviation.offset));
        };
        let read = Options::STRICT.lenient(&mut report).mqtt_message(&topic, payload);
        let message = read.unwrap_or_else(|error| panic!("{payload:02x?}: {error}"));
        assert_eq!(message.operation(), *operation, "{payload:02x?}");
        assert_eq!(deviations, *expected, "{payload:02x?}");
        for (kind, _) in *expected {
            let mut report = |_: Deviation| {};
            let refusing =
                Options::STRICT.lenient(&mut report).refuse(*kind).refuse(D::UnknownParameter);
            assert!(refusing.mqtt_message(&topic, payload).is_err(), "{payload:02x?}");
        }
    }
}

/// What text keys say.
#[test]
fn text_keys_have_their_meaning() {
    let topic = Topic::parse("lwm2m/rd/node1").expect("a topic");
    let payload = b"\xa5\x01\x0e\x02\x01\x05\x66/3/0/9\x62lt\x29\x63con\x01";
    let mut report = |_: Deviation| {};
    let read = Options::STRICT.lenient(&mut report).mqtt_message(&topic, payload);
    let Ok(Message::Request { call: Call::WriteAttributes(write), .. }) = read else {
        panic!("{read:?}");
    };
    assert_eq!(write.path, Path::resource(3, 0, 9));
    let attributes = write.changes.attributes();
    assert_eq!((attributes.lt, attributes.con), (Some(-10.0), Some(true)));
}
