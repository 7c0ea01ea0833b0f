//! What a map says: requests, notifications and responses. LwM2M Transport 1.2.2, 8.3 to 8.5; D-121, D-158 to D-162.

use super::fields::{Field, Fields, Value};
use super::key::Key;
use super::number::{RESPONSE, Row};
use super::topic::Topic;
use super::{Message, Reply};
use crate::attribute::{Change, Changes, Edge, Place};
use crate::deviation::{DeviationKind, Lenience, Report};
use crate::error::{Error, ErrorKind, Result};
use crate::format::ContentFormat;
use crate::message::{Code, Keyed, Query, Request, Response, UriPath};
use crate::operation::{Call, Operation, Rule};
use crate::options::{Options, Version};
use crate::path::Path;

impl<R: Report> Options<'_, R> {
    /// Reads the payload of a message that came on a topic. *Requires feature `mqtt`.*
    ///
    /// A payload that a COSE object may protect is first read as an [`Envelope`](super::Envelope). Keys that LwM2M
    /// does not use are left alone; those of another operation are refused, as parameters of a query are.
    ///
    /// # Errors
    /// [`ErrorKind::Message`] for what is no map of integer keys, has neither operation nor result or both, lacks a
    /// key, or has a value of another type; [`ErrorKind::Duplicate`] for a key that comes again;
    /// [`ErrorKind::UnknownParameter`] for a key of another operation; [`ErrorKind::OutOfRange`];
    /// [`ErrorKind::Rule`] and the others as [`Options::dispatch`]. Offsets count the bytes of the payload.
    pub fn mqtt_message<'a>(self, topic: &Topic<'a>, payload: &'a [u8]) -> Result<Message<'a>> {
        if self.version < Version::V1_2 {
            return Err(ErrorKind::Rule(Rule::BindingVersion).into());
        }
        let mut fields = Fields::read(payload, self.lenience)?;
        let token = needed(fields.uint(Key::Token), "a token")?;
        match (fields.field(Key::Operation), fields.field(Key::Result)) {
            (Some(_), Some(result)) => {
                Err(Error::from(ErrorKind::Message("an operation or a result, not both"))
                    .at(result.offset))
            }
            (None, None) => Err(ErrorKind::Message("an operation or a result").into()),
            (None, Some(_)) => self.mqtt_reply(topic, token, &mut fields),
            (Some(field), None) => {
                let offset = field.offset;
                let number = fields.uint(Key::Operation).unwrap_or(u64::MAX);
                let row = Row::by_number(number, topic.interface())
                    .ok_or_else(|| Error::from(ErrorKind::Rule(Rule::NoOperation)).at(offset))?;
                self.mqtt_call(topic, row, token, &mut fields)
            }
        }
    }

    fn mqtt_reply<'a>(
        self,
        topic: &Topic<'a>,
        token: u64,
        fields: &mut Fields<'a>,
    ) -> Result<Message<'a>> {
        let (options, mut report) = self.split();
        check_keys(fields, RESPONSE, options.lenience)?;
        let code = code(fields)?;
        let content_format = content_format(fields)?;
        check_payload(fields, content_format, options.lenience)?;
        fields.tell(&mut report);
        let payload = fields.octets(Key::Payload);
        Ok(Message::Response {
            token,
            reply: Reply { topic: *topic, code, content_format, payload },
        })
    }

    fn mqtt_call<'a>(
        self,
        topic: &Topic<'a>,
        row: &Row,
        token: u64,
        fields: &mut Fields<'a>,
    ) -> Result<Message<'a>> {
        let operation = row.operation;
        let (options, mut report) = self.split();
        check_keys(fields, row.keys, options.lenience)?;
        for key in Key::ALL.iter().filter(|key| row.needed & key.bit() != 0) {
            let missing = match key {
                Key::Uri => "the uri of what is asked for",
                _ => "a list of paths",
            };
            needed(fields.field(*key), missing)?;
        }
        let format = implied_format(operation, fields, content_format(fields)?);
        check_payload(fields, format, options.lenience)?;
        let mut request = Request::new(operation.method(), path(operation, topic, fields)?);
        request.observe = operation.observe();
        request.content_format = format;
        request.payload = fields.octets(Key::Payload);
        match operation {
            Operation::CancelObservation => {
                fields.tell(&mut report);
                return Ok(Message::Cancel { token });
            }
            Operation::Notify => {
                fields.tell(&mut report);
                let mut response = Response::new(Code::CONTENT);
                response.content_format = request.content_format;
                response.payload = request.payload;
                response.observe = Some(0);
                return Ok(Message::Notification { token, response });
            }
            Operation::ReadComposite | Operation::ObserveComposite => {
                request.content_format = Some(ContentFormat::SENML_ETCH_CBOR);
                request.payload = fields.octets(Key::Paths);
            }
            Operation::Discover | Operation::BootstrapDiscover => {
                request.accept = Some(ContentFormat::LINK);
            }
            Operation::BootstrapPackRequest => {
                request.content_format = None;
                request.payload = &[];
            }
            _ => {}
        }
        request.query = query(operation, topic, fields)?;
        fields.tell(&mut report);
        let within = fields.field(Key::Payload).map_or(0, Field::content);
        let call = options.reporting(&mut report).read_call(operation, &request);
        let mut call = call.map_err(|error| match operation {
            // Of the arguments, which are the payload.
            Operation::Execute if error.offset().is_some() => error.moved(within),
            _ => error,
        })?;
        match &mut call {
            Call::Register(register) if register.registration.version < Some(Version::V1_2) => {
                return Err(ErrorKind::Rule(Rule::BindingVersion).into());
            }
            Call::WriteAttributes(write) => {
                write.changes = changes(fields);
                write.changes.check_place(Place::WriteAttributes(write.path), options.version)?;
            }
            _ => {}
        }
        Ok(Message::Request { token, call })
    }
}

/// Refuses the keys of other operations, or leaves them out (D-121).
fn check_keys(fields: &mut Fields<'_>, keys: u32, lenience: Lenience) -> Result<()> {
    let also = Key::Operation.bit() | Key::Token.bit();
    for key in Key::ALL.iter().filter(|key| (keys | also) & key.bit() == 0) {
        if let Some(field) = fields.field_mut(*key) {
            if !lenience.allows(DeviationKind::UnknownParameter) {
                return Err(Error::from(ErrorKind::UnknownParameter).at(field.offset));
            }
            field.deviation = Some(DeviationKind::UnknownParameter);
        }
    }
    Ok(())
}

/// D-160: a payload is a byte string; text where its format is text.
fn check_payload(
    fields: &mut Fields<'_>,
    format: Option<ContentFormat>,
    lenience: Lenience,
) -> Result<()> {
    // Without a format it is the text for people of a refusal, or an error that the operation has.
    let is_text = matches!(
        format,
        None | Some(
            ContentFormat::TEXT
                | ContentFormat::LINK
                | ContentFormat::SENML_JSON
                | ContentFormat::SENML_ETCH_JSON
                | ContentFormat::LWM2M_JSON
        )
    );
    let Some(field) = fields.field_mut(Key::Payload) else { return Ok(()) };
    if is_text || !matches!(field.value, Value::Text(_)) {
        return Ok(());
    }
    if lenience.allows(DeviationKind::MqttTextPayload) {
        field.deviation.get_or_insert(DeviationKind::MqttTextPayload);
        return Ok(());
    }
    let kind = ErrorKind::Message("a payload as a byte string in this format");
    Err(Error::from(kind).at(field.offset))
}

fn needed<T>(value: Option<T>, what: &'static str) -> Result<T> {
    value.ok_or_else(|| ErrorKind::Message(what).into())
}

/// D-158: 205 is 2.05.
fn code(fields: &Fields<'_>) -> Result<Code> {
    let (number, field) = (fields.uint(Key::Result), fields.field(Key::Result));
    let code = number.filter(|number| (200..600).contains(number)).and_then(|number| {
        Code::new(u8::try_from(number / 100).ok()?, u8::try_from(number % 100).ok()?)
    });
    code.ok_or_else(|| {
        let kind = ErrorKind::Message("a result of a class from 2 to 5, as in 205");
        Error::from(kind).at(field.map_or(0, |field| field.offset))
    })
}

fn content_format(fields: &Fields<'_>) -> Result<Option<ContentFormat>> {
    let Some(field) = fields.field(Key::ContentFormat) else { return Ok(None) };
    let number = fields.uint(Key::ContentFormat).and_then(|number| u16::try_from(number).ok());
    match number {
        Some(number) => Ok(Some(ContentFormat::new(number))),
        None => Err(Error::from(ErrorKind::OutOfRange).at(field.offset)),
    }
}

/// The format that an operation needs not say.
fn implied_format(
    operation: Operation,
    fields: &Fields<'_>,
    said: Option<ContentFormat>,
) -> Option<ContentFormat> {
    if said.is_some() || fields.octets(Key::Payload).is_empty() {
        return said;
    }
    match operation {
        Operation::Execute => Some(ContentFormat::TEXT),
        Operation::Register | Operation::Update | Operation::BootstrapPackRequest => {
            Some(ContentFormat::LINK)
        }
        _ => None,
    }
}

fn path<'a>(operation: Operation, topic: &Topic<'a>, fields: &Fields<'a>) -> Result<UriPath<'a>> {
    if let (Some(uri), Some(field)) = (fields.text(Key::Uri), fields.field(Key::Uri)) {
        let path = UriPath::parse(uri).map_err(|error| error.moved(field.content()))?;
        return match path {
            UriPath::Objects { .. } => Ok(path),
            _ => Err(Error::from(ErrorKind::Path("the path of an object")).at(field.content())),
        };
    }
    Ok(match operation {
        Operation::BootstrapRequest | Operation::BootstrapFinish => UriPath::Bootstrap,
        Operation::BootstrapPackRequest => UriPath::BootstrapPack,
        Operation::Register => UriPath::Register,
        Operation::Update | Operation::Deregister => {
            UriPath::Registration { location: topic.location() }
        }
        Operation::Send => UriPath::Send,
        _ => Path::ROOT.into(),
    })
}

/// What other transports say in a query.
fn query<'a>(operation: Operation, topic: &Topic<'a>, fields: &Fields<'a>) -> Result<Query<'a>> {
    if operation == Operation::Register && fields.field(Key::Version).is_none() {
        // D-120: who says nothing is of 1.0.
        return Err(ErrorKind::Rule(Rule::BindingVersion).into());
    }
    let mut keyed = Keyed::default();
    let mut any = false;
    for (key, name) in [
        (Key::Endpoint, "ep"),
        (Key::PreferredFormat, "pct"),
        (Key::Lifetime, "lt"),
        (Key::Version, "lwm2m"),
        (Key::Binding, "b"),
        (Key::Sms, "sms"),
        (Key::Profiles, "pid"),
        (Key::Depth, "depth"),
    ] {
        let Some(field) = fields.field(key) else { continue };
        any = true;
        match field.value {
            Value::Uint(number) => keyed.number(name, field.offset, number),
            Value::Text(text) => keyed.text(name, field.offset, text),
            Value::Number(_) | Value::Octets(_) => {}
        }
    }
    let speaks_first = matches!(
        operation,
        Operation::BootstrapRequest | Operation::BootstrapPackRequest | Operation::Register
    );
    if speaks_first {
        // The topic has it; a message need not.
        any = true;
        match (fields.text(Key::Endpoint), fields.field(Key::Endpoint)) {
            (Some(name), Some(field)) if name != topic.endpoint() => {
                let kind = ErrorKind::Query("the endpoint name of the topic");
                return Err(Error::from(kind).at(field.offset));
            }
            _ => keyed.text("ep", 0, topic.endpoint()),
        }
    }
    if operation == Operation::BootstrapPackRequest
        && let Some(field) = fields.field(Key::Payload)
    {
        let accounts = core::str::from_utf8(fields.octets(Key::Payload));
        let accounts = accounts.map_err(|_| Error::from(ErrorKind::NotUtf8).at(field.content()))?;
        keyed.text("acc", field.content(), accounts);
    }
    Ok(if any { Query::Keyed(keyed) } else { Query::Empty })
}

fn changes(fields: &Fields<'_>) -> Changes {
    let flag = |key| fields.uint(key).map(|flag| flag == 1);
    let edge = |rising| if rising { Edge::Rising } else { Edge::Falling };
    Changes {
        pmin: Change::from(fields.uint(Key::Pmin)),
        pmax: Change::from(fields.uint(Key::Pmax)),
        gt: Change::from(fields.number(Key::Gt)),
        lt: Change::from(fields.number(Key::Lt)),
        st: Change::from(fields.number(Key::St)),
        epmin: Change::from(fields.uint(Key::Epmin)),
        epmax: Change::from(fields.uint(Key::Epmax)),
        edge: Change::from(flag(Key::Edge).map(edge)),
        con: Change::from(flag(Key::Con)),
        hqmax: Change::from(fields.uint(Key::Hqmax)),
    }
}
