//! Messages: CoAP over UDP and TCP, MQTT.

use lwm2m_codec::binding::coap::{self, Message};
use lwm2m_codec::binding::mqtt::{self, Envelope, Topic};
use lwm2m_codec::binding::{coap_tcp, coap_udp};
use lwm2m_codec::message::{Request, UriPath};
use lwm2m_codec::operation::Role;
use lwm2m_codec::{Error, ErrorKind, Operation};

use super::Told;
use super::query::{moved, said};
use crate::subject::Subject;

/// A datagram.
pub(crate) fn udp(subject: &Subject<'_>) -> Told {
    match coap_udp::read(subject.bytes) {
        Err(error) => Told { fault: Some(error), ..Told::default() },
        Ok(datagram) => message(subject, &datagram.message),
    }
}

/// The first message of a stream.
pub(crate) fn tcp(subject: &Subject<'_>) -> Told {
    let fault = |error| Told { fault: Some(error), ..Told::default() };
    match coap_tcp::read(subject.bytes, u32::MAX) {
        Err(error) => fault(error),
        Ok(coap_tcp::Frame::Needs { bytes }) => {
            let available = subject.bytes.len();
            fault(Error::from(ErrorKind::UnexpectedEnd { needed: bytes, available }).at(0))
        }
        Ok(coap_tcp::Frame::Message { message, rest }) => {
            let mut told = self::message(subject, &message);
            if !rest.is_empty() {
                let what = format!("{} bytes of the stream", rest.len());
                told.meaning.push(("behind it".to_owned(), what));
            }
            told
        }
    }
}

fn message(subject: &Subject<'_>, message: &Message<'_>) -> Told {
    let mut told = Told::default();
    let code = message.code();
    if code.class() != 7
        && let Err(error) = coap::check(message)
    {
        told.fault = Some(error);
        return told;
    }
    if code.class() != 0 || code.byte() == 0 {
        return told;
    }
    // Path and parameters are gathered there, each with its length.
    let mut room = vec![0; subject.bytes.len().saturating_mul(4) + 64];
    let mut report = |deviation| told.deviations.push(deviation);
    let request = match subject.options(&mut report).coap_request(message, &mut room) {
        Ok(request) => request,
        Err(error) => {
            told.meaning.push(("operation".to_owned(), format!("none: {error}")));
            return told;
        }
    };
    told.meaning.extend(place(&request, subject));
    let mut refused = None;
    for role in [Role::Client, Role::Server, Role::BootstrapServer] {
        let mut deviations = Vec::new();
        let mut report = |deviation| deviations.push(deviation);
        let call = subject.options(&mut report).dispatch_in(&request, role, subject.definitions);
        match call {
            Ok(call) => {
                told.deviations.extend(deviations);
                told.meaning.push(("operation".to_owned(), name(call.operation())));
                told.meaning.extend(said(&call));
                return told;
            }
            Err(error) => drop(refused.get_or_insert(error)),
        }
    }
    if let Some(error) = refused {
        let code = error.code();
        told.meaning.push(("operation".to_owned(), format!("none: {error}; answered by {code}")));
    }
    told
}

/// A message over MQTT, or one in a wrapper.
pub(crate) fn mqtt(subject: &Subject<'_>) -> Told {
    let mut told = Told::default();
    let topic = match Topic::parse(&subject.reading.topic) {
        Ok(topic) => topic,
        // The place of the fault is in the topic, not in the message.
        Err(error) => return Told { fault: Some(Error::from(error.kind())), ..told },
    };
    let (payload, behind) = match Envelope::read(subject.bytes) {
        Err(error) => return Told { fault: Some(error), ..told },
        Ok(Envelope::Plain(payload)) => (payload, 0),
        Ok(Envelope::Wrapped { message, .. }) => {
            told.meaning.push(("wrapper".to_owned(), "end-to-end protection".to_owned()));
            (message, message.as_ptr().addr().saturating_sub(subject.bytes.as_ptr().addr()))
        }
    };
    let mut report = |deviation| told.deviations.push(deviation);
    let read = subject.options(&mut report).mqtt_message(&topic, payload);
    told.deviations.iter_mut().for_each(|deviation| deviation.offset += behind);
    let mut say = |name: &str, value: String| told.meaning.push((name.to_owned(), value));
    match read {
        Err(error) => told.fault = Some(moved(error, behind)),
        Ok(message) => match message {
            mqtt::Message::Request { token, call } => {
                let request = call.request(lwm2m_codec::Options::STRICT).ok();
                let place = request.and_then(|request| place(&request, subject));
                say("operation", name(call.operation()));
                say("token", token.to_string());
                told.meaning.extend(place);
                told.meaning.extend(said(&call));
            }
            mqtt::Message::Response { token, reply } => {
                say("response", reply.code().to_string());
                say("token", token.to_string());
            }
            mqtt::Message::Notification { token, .. } => say("notification", token.to_string()),
            mqtt::Message::Cancel { token } => say("cancels", token.to_string()),
            // A later version of the codec may know more.
            other => say("message", format!("{other:?}")),
        },
    }
    told
}

/// What a request is about, with its name.
fn place(request: &Request<'_>, subject: &Subject<'_>) -> Option<(String, String)> {
    let UriPath::Objects { path, .. } = request.path else { return None };
    let name = crate::shown::name(path, subject.definitions);
    let space = if name.is_empty() { "" } else { " " };
    Some(("path".to_owned(), format!("{path}{space}{name}")))
}

/// `WriteAttributes`.
fn name(operation: Operation) -> String {
    format!("{operation:?}")
}
