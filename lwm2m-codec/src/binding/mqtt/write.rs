//! Requests and responses as maps: keys in ascending order, shortest heads. What has no key is refused.
//! LwM2M Transport 1.2.2, 8.3 to 8.5 and 8.7; D-158 to D-161.

use core::fmt::{Display, Write};

use super::key::Key;
use super::number::Row;
use super::topic::{Interface, Topic};
use crate::attribute::{Change, Changes, Edge};
use crate::error::{ErrorKind, Result};
use crate::format::ContentFormat;
use crate::message::{Code, Query, UriPath};
use crate::operation::{Answer, BootstrapParameters, Call, Operation, Registration, Rule};
use crate::options::{Options, Version};
use crate::output::{Ascii, Output};
use crate::path::Path;
use crate::syntax::cbor::{BYTES, MAP, TEXT, UNSIGNED, put_float, put_head};
use crate::value::Text;

impl<'o> Options<'o> {
    /// Writes a request as the payload of a message on a topic; what comes back is the written part.
    /// *Requires feature `mqtt`.*
    ///
    /// What ends an observation has that one's token, and nothing else.
    ///
    /// # Errors
    /// [`ErrorKind::NotExpressible`] for what has no key (D-159): the format of an answer, the attributes of an
    /// observation, `lt` and `con`, an attribute that is unset, profile ids, queue mode, a location or an endpoint
    /// name that are not the topic's, a list of paths that is not SenML-ETCH CBOR; and for an operation on the topic
    /// of the other interface. [`ErrorKind::BufferTooSmall`] with the length; the others as [`Options::request`].
    pub fn encode_mqtt_request<'a, 'b>(
        &self,
        topic: &Topic<'_>,
        token: u64,
        call: &Call<'a>,
        buffer: &'b mut [u8],
    ) -> Result<&'b [u8]>
    where
        'o: 'a,
    {
        let operation = call.operation();
        let request = call.request(*self)?;
        let mut map = Map::begin(self.version, operation, topic, buffer)?;
        map.operation(operation, token)?;
        let accept = request.accept.filter(|format| *format != ContentFormat::LINK);
        if accept.is_some() {
            return Err(refused("the format of an answer"));
        }
        let ends = matches!(
            operation,
            Operation::CancelObservation | Operation::CancelObservationComposite
        );
        let observes = ends || request.observe.is_some();
        if observes && !request.query.is_empty() {
            return Err(refused("attributes of an observation"));
        }
        if ends {
            return map.finish();
        }
        if let Query::Bootstrap(parameters) = &request.query {
            map.endpoint(parameters.endpoint.as_ref(), topic)?;
            map.number(Key::PreferredFormat, parameters.preferred_format.map(|f| f.get().into()));
        }
        match request.path {
            UriPath::Objects { path, .. } if path != Path::ROOT || has_uri(operation) => {
                map.shown(Key::Uri, &request.path);
            }
            UriPath::Registration { location } if location != topic.location() => {
                return Err(refused("a location that is not the topic's"));
            }
            _ => {}
        }
        let composite = matches!(operation, Operation::ReadComposite | Operation::ObserveComposite);
        if composite {
            if request.content_format != Some(ContentFormat::SENML_ETCH_CBOR) {
                return Err(refused("a list of paths but in SenML-ETCH CBOR"));
            }
            map.octets(Key::Paths, request.payload);
        } else if !request.payload.is_empty() {
            map.octets(Key::Payload, request.payload);
        }
        match &request.query {
            Query::Bootstrap(BootstrapParameters { accounts: Some(accounts), .. }) => {
                put_head(&mut map.out, UNSIGNED, Key::Payload as u64);
                put_head(&mut map.out, BYTES, accounts.len() as u64);
                accounts.for_each_piece(|piece| map.out.write(piece.as_bytes()));
                map.pairs += 1;
            }
            Query::Registration(registration, _) => map.registration(registration, topic)?,
            Query::Attributes(changes) => map.attributes(changes)?,
            _ => {}
        }
        let implied = composite
            || matches!(operation, Operation::Register | Operation::Update | Operation::Execute);
        if !implied {
            map.number(Key::ContentFormat, request.content_format.map(|f| f.get().into()));
        }
        match request.query {
            Query::Attributes(changes) => {
                let rising = |edge| u64::from(edge == Edge::Rising);
                map.number(Key::Edge, changed(changes.edge)?.map(rising));
                map.number(Key::Hqmax, changed(changes.hqmax)?);
            }
            Query::Depth(depth) => map.number(Key::Depth, Some(depth.into())),
            _ => {}
        }
        map.finish()
    }

    /// Writes an answer to a request, or for [`Operation::Notify`] a notification, as the payload of a message on a
    /// topic; what comes back is the written part. *Requires feature `mqtt`.*
    ///
    /// # Errors
    /// [`ErrorKind::NotExpressible`] for a location that is not the topic's, the id of a new Object Instance, a
    /// notification that says that there are no more, an observation that does not stand, and for a code that MQTT
    /// does not have; [`ErrorKind::BufferTooSmall`] with the length; the others as [`Options::response`].
    pub fn encode_mqtt_response<'b>(
        &self,
        topic: &Topic<'_>,
        token: u64,
        operation: Operation,
        answer: &Answer<'_>,
        buffer: &'b mut [u8],
    ) -> Result<&'b [u8]> {
        let response = self.response(operation, answer)?;
        let mut map = Map::begin(self.version, operation, topic, buffer)?;
        match (operation, response.location) {
            (_, None) => {}
            (Operation::Register, Some(location)) if location == topic.location() => {}
            (Operation::Register, Some(_)) => {
                return Err(refused("a location that is not the topic's"));
            }
            _ => return Err(refused("the id of a new object instance")),
        }
        let observes = matches!(operation, Operation::Observe | Operation::ObserveComposite);
        if observes && response.code == Code::CONTENT && response.observe.is_none() {
            return Err(refused("an observation that does not stand"));
        }
        let notifies = operation == Operation::Notify;
        if notifies {
            if response.code != Code::CONTENT {
                return Err(refused("a notification that is the last one"));
            }
            map.operation(operation, token)?;
        } else {
            map.number(Key::Token, Some(token));
        }
        if !response.payload.is_empty() {
            map.octets(Key::Payload, response.payload);
        }
        if !notifies {
            let code = u64::from(response.code.class()) * 100 + u64::from(response.code.detail());
            if !RESULTS.contains(&code) {
                return Err(refused("this response code"));
            }
            map.number(Key::Result, Some(code));
        }
        map.number(Key::ContentFormat, response.content_format.map(|f| f.get().into()));
        map.finish()
    }
}

/// The results that there are (D-158).
const RESULTS: &[u64] =
    &[201, 202, 204, 205, 400, 401, 403, 404, 405, 406, 408, 409, 412, 413, 415, 500, 501, 503];

/// A map whose pairs are counted at the end; there are less than 24.
struct Map<'b> {
    out: Output<'b>,
    pairs: u8,
}

impl<'b> Map<'b> {
    fn begin(
        version: Version,
        operation: Operation,
        topic: &Topic<'_>,
        buffer: &'b mut [u8],
    ) -> Result<Self> {
        if version < Version::V1_2 {
            return Err(ErrorKind::Rule(Rule::BindingVersion).into());
        }
        if Interface::of(operation) != topic.interface() {
            return Err(refused("an operation on the topic of the other interface"));
        }
        let mut out = Output::new(buffer);
        out.put([MAP << 5]);
        Ok(Self { out, pairs: 0 })
    }

    fn finish(mut self) -> Result<&'b [u8]> {
        self.out.patch(0, &[MAP << 5 | self.pairs]);
        self.out.finish()
    }

    fn key(&mut self, key: Key) {
        put_head(&mut self.out, UNSIGNED, key as u64);
        self.pairs += 1;
    }

    fn operation(&mut self, operation: Operation, token: u64) -> Result<()> {
        let row = Row::of(operation).ok_or_else(|| refused("this operation"))?;
        self.number(Key::Operation, Some(row.number.into()));
        self.number(Key::Token, Some(token));
        Ok(())
    }

    fn number(&mut self, key: Key, number: Option<u64>) {
        if let Some(number) = number {
            self.key(key);
            put_head(&mut self.out, UNSIGNED, number);
        }
    }

    fn float(&mut self, key: Key, number: Option<f64>) -> Result<()> {
        let Some(number) = number else { return Ok(()) };
        if !number.is_finite() {
            return Err(refused("NaN and infinities"));
        }
        self.key(key);
        put_float(&mut self.out, number);
        Ok(())
    }

    fn octets(&mut self, key: Key, octets: &[u8]) {
        self.key(key);
        put_head(&mut self.out, BYTES, octets.len() as u64);
        self.out.write(octets);
    }

    fn text(&mut self, key: Key, text: &Text<'_>) {
        self.key(key);
        put_head(&mut self.out, TEXT, text.len() as u64);
        text.for_each_piece(|piece| self.out.write(piece.as_bytes()));
    }

    /// What is shown as text.
    fn shown(&mut self, key: Key, text: &impl Display) {
        let mut count = Output::new(&mut []);
        // An Output takes everything.
        let counted = write!(Ascii(&mut count), "{text}");
        self.key(key);
        put_head(&mut self.out, TEXT, count.position() as u64);
        let written = write!(Ascii(&mut self.out), "{text}");
        debug_assert!(counted.is_ok() && written.is_ok(), "an Output takes everything");
    }

    /// The topic has it.
    fn endpoint(&mut self, endpoint: Option<&Text<'_>>, topic: &Topic<'_>) -> Result<()> {
        match endpoint {
            Some(name) if name != topic.endpoint() => {
                Err(refused("an endpoint name that is not the topic's"))
            }
            _ => Ok(()),
        }
    }

    fn registration(&mut self, said: &Registration<'_>, topic: &Topic<'_>) -> Result<()> {
        self.endpoint(said.endpoint.as_ref(), topic)?;
        if said.queue_mode {
            return Err(refused("queue mode"));
        }
        if said.profiles.is_some() {
            return Err(refused("profile ids"));
        }
        self.number(Key::Lifetime, said.lifetime);
        if let Some(version) = said.version {
            if version < Version::V1_2 {
                return Err(ErrorKind::Rule(Rule::BindingVersion).into());
            }
            self.shown(Key::Version, &version);
        }
        if let Some(binding) = said.binding {
            self.shown(Key::Binding, &binding);
        }
        if let Some(sms) = &said.sms {
            self.text(Key::Sms, sms);
        }
        Ok(())
    }

    /// Those whose keys come before that of the format.
    fn attributes(&mut self, changes: &Changes) -> Result<()> {
        if changes.lt != Change::Unchanged || changes.con != Change::Unchanged {
            return Err(refused("the attributes lt and con"));
        }
        self.number(Key::Pmin, changed(changes.pmin)?);
        self.number(Key::Pmax, changed(changes.pmax)?);
        self.float(Key::Gt, changed(changes.gt)?)?;
        self.float(Key::St, changed(changes.st)?)?;
        self.number(Key::Epmin, changed(changes.epmin)?);
        self.number(Key::Epmax, changed(changes.epmax)?);
        Ok(())
    }
}

fn changed<T>(change: Change<T>) -> Result<Option<T>> {
    match change {
        Change::Unchanged => Ok(None),
        Change::Set(value) => Ok(Some(value)),
        Change::Unset => Err(refused("an attribute that is unset")),
    }
}

/// Whether an operation of the root names it.
const fn has_uri(operation: Operation) -> bool {
    matches!(operation, Operation::BootstrapDiscover | Operation::BootstrapDelete)
}

fn refused(what: &'static str) -> crate::Error {
    ErrorKind::NotExpressible(what).into()
}
