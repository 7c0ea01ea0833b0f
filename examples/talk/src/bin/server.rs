//! A server: it registers devices, then asks each of them for all that it can, and prints what happens with the
//! names and units of the registry.
//!
//! `server [--listen ADDRESS] [--devices COUNT]`: ends when so many devices have taken their leave.
#![forbid(unsafe_code)]
#![allow(clippy::std_instead_of_alloc, reason = "a program has the standard library")]

use core::net::SocketAddr;
use core::time::Duration;
use std::collections::BTreeMap;
use std::time::Instant;

use lwm2m_codec::attribute::{Attributes, Changes};
use lwm2m_codec::binding::coap;
use lwm2m_codec::message::{Code, Location, Response, UriPath};
use lwm2m_codec::operation::{
    Answer, Arguments, Ask, Body, Call, Content, Create, Delete, Discover, Execute, Observe,
    ObserveComposite, Operation, Read, ReadComposite, Register, Role, Send, Update, Write,
    WriteAttributes, WriteComposite, WritePartialUpdate,
};
use lwm2m_codec::{
    ContentFormat as Format, ObjectId, ObjectVersion, Options, Path, Record, Schema, Time, Typed,
    Value, Version, encode_paths_to_vec, encode_to_vec,
};
use lwm2m_model::client::ClientSchema;
use lwm2m_model::objects::device::Device;
use lwm2m_talk::{Endpoint, Event, Incoming, Result, argument};

fn main() -> Result<()> {
    let listen = argument("--listen").unwrap_or_else(|| "0.0.0.0:5683".to_owned());
    let devices = argument("--devices").map(|text| text.parse::<u32>()).transpose()?;
    let endpoint = Endpoint::bind(&listen)?;
    println!("server at {}", endpoint.address()?);
    let mut server = Server { endpoint, clients: BTreeMap::new(), registered: 0, gone: 0 };
    while devices.is_none_or(|devices| server.gone < devices) {
        if let Some(event) = server.endpoint.next(Duration::from_millis(200))? {
            server.take(&event)?;
        }
        server.talk_to_new_ones()?;
        server.drop_silent_ones();
    }
    Ok(())
}

struct Server {
    endpoint: Endpoint,
    /// By their locations.
    clients: BTreeMap<String, Client>,
    registered: u32,
    gone: u32,
}

/// A device that is registered.
struct Client {
    name: String,
    address: SocketAddr,
    lifetime: Option<Duration>,
    /// When it was heard of last.
    heard: Instant,
    version: Version,
    options: Options<'static>,
    versions: Vec<(ObjectId, ObjectVersion)>,
    /// What its notifications are of, by token: a path, or the root for several.
    observed: BTreeMap<Vec<u8>, Path>,
    asked: bool,
}

/// What an operation comes to: an answer, or the code of a refusal.
type Outcome = core::result::Result<Answer<'static>, Code>;

impl Server {
    /// Takes a request of a client, or a notification.
    fn take(&mut self, event: &Event) -> Result<()> {
        let message = match event {
            Event::Request(message) => message,
            Event::Notification(message) => return self.notified(message),
            Event::Response(..) | Event::Silence(_) | Event::Reset(..) => return Ok(()),
        };
        let client = self.clients.values().find(|client| client.address == message.from);
        let options = client.map_or(Options::STRICT, |client| client.options);
        let mut room = [0; 1024];
        let request = coap::request(&message.packet, &mut room);
        let called = request.and_then(|request| options.dispatch(&request, Role::Server));
        let location;
        let answer = match &called {
            Ok(Call::Register(register)) => match self.register(message.from, register) {
                Ok(place) => {
                    location = place;
                    Ok(Answer::Registered(Location::parse(&location)?))
                }
                Err(error) => Err(error.code()),
            },
            Ok(Call::Update(update)) => self.update(message.from, update),
            Ok(Call::Deregister(leave)) => self.leave(&leave.location.to_string()),
            Ok(Call::Send(send)) => self.sent(message.from, send),
            Ok(_) => Err(Code::METHOD_NOT_ALLOWED),
            Err(error) => {
                println!("{} asks for something that is none: {error}", message.from);
                Err(error.code())
            }
        };
        let response = match (called.map(|call| call.operation()), answer) {
            (Ok(operation), Ok(answer)) => options.response(operation, &answer)?,
            (_, Err(code)) => Response::new(code),
            (Err(error), Ok(_)) => return Err(error.into()),
        };
        self.endpoint.answer(message, &response)
    }

    /// A new client; where its registration is.
    fn register(
        &mut self,
        from: SocketAddr,
        register: &Register<'_>,
    ) -> lwm2m_codec::Result<String> {
        let registration = &register.registration;
        let name = registration.endpoint.as_ref().map_or_else(String::new, ToString::to_string);
        let version = registration.version.unwrap_or(Version::V1_0);
        let options = Options::STRICT.version(version);
        println!("{name} registers with version {version}");
        let mut versions = Vec::new();
        if let Some(list) = options.registered_objects(register.objects)? {
            for object in list.objects {
                let object = object?;
                let id = object.path.object_id();
                versions.extend(id.and_then(|id| Some((id, object.version?))));
                println!("  {}", object.path);
            }
        }
        // A client that registers anew starts anew.
        self.clients.retain(|_, client| client.name != name);
        self.registered += 1;
        let location = format!("/rd/{}", self.registered);
        let client = Client {
            name,
            address: from,
            lifetime: lifetime(registration.lifetime),
            heard: Instant::now(),
            version,
            options,
            versions,
            observed: BTreeMap::new(),
            asked: false,
        };
        self.clients.insert(location.clone(), client);
        Ok(location)
    }

    fn update(&mut self, from: SocketAddr, update: &Update<'_>) -> Outcome {
        let client = self.clients.get_mut(&update.location.to_string()).ok_or(Code::NOT_FOUND)?;
        client.address = from;
        client.heard = Instant::now();
        client.lifetime = lifetime(update.registration.lifetime).or(client.lifetime);
        println!("{} is still there", client.name);
        Ok(Answer::Changed)
    }

    fn leave(&mut self, location: &str) -> Outcome {
        let client = self.clients.remove(location).ok_or(Code::NOT_FOUND)?;
        self.gone += 1;
        println!("{} has taken its leave", client.name);
        Ok(Answer::Deleted)
    }

    fn sent(&self, from: SocketAddr, send: &Send<'_>) -> Outcome {
        let client = self.clients.values().find(|client| client.address == from);
        let told = client.ok_or(Code::NOT_FOUND)?.print("sends", Path::ROOT, &send.body);
        told.map(|()| Answer::Changed).map_err(|error| error.code())
    }

    fn notified(&mut self, message: &Incoming) -> Result<()> {
        let client = self.clients.values().find(|client| client.address == message.from);
        let Some(client) = client else { return Ok(()) };
        let Some(path) = client.observed.get(message.token()) else { return Ok(()) };
        let mut room = [0; 64];
        let response = coap::response(&message.packet, &mut room);
        let answer = response.and_then(|it| client.options.answer(Operation::Notify, &it));
        let told = answer.and_then(|answer| match answer {
            Answer::Content(Content { format: Some(format), payload, .. }) => {
                client.print("notifies", *path, &Body::new(format, payload))
            }
            other => {
                println!("{} ends an observation: {}", client.name, other.code());
                Ok(())
            }
        });
        if let Err(error) = told {
            println!("{} notifies nonsense: {error}", client.name);
        }
        Ok(())
    }

    /// Asks each new client for all that it can.
    fn talk_to_new_ones(&mut self) -> Result<()> {
        let new = self.clients.iter_mut().find(|(_, client)| !client.asked);
        let Some((location, client)) = new else { return Ok(()) };
        client.asked = true;
        let location = location.clone();
        self.talk(&location)
    }

    fn drop_silent_ones(&mut self) {
        self.clients.retain(|_, client| {
            let stays = client.lifetime.is_none_or(|lifetime| client.heard.elapsed() < lifetime);
            if !stays {
                println!("{} has gone silent", client.name);
            }
            stays
        });
    }
}

/// A lifetime of 0 is for ever.
fn lifetime(seconds: Option<u64>) -> Option<Duration> {
    seconds.filter(|seconds| *seconds > 0).map(Duration::from_secs)
}

impl Server {
    /// Every operation once.
    fn talk(&mut self, client: &str) -> Result<()> {
        let device = Path::instance(3, 0);
        let sensor = Path::resource(3303, 0, 5700);
        let level = Path::resource(3, 0, 9);
        self.ask(client, &Discover { path: Path::object(3), depth: None })?;
        for format in [Format::SENML_CBOR, Format::SENML_JSON, Format::LWM2M_CBOR, Format::TLV] {
            self.ask(client, &Read { path: device, accept: Some(format) })?;
        }
        self.ask(client, &Read { path: level, accept: Some(Format::TEXT) })?;

        // One Resource, in the simplest way; then several of one Object Instance.
        let body = Body::new(Format::TEXT, b"Europe/Berlin");
        self.ask(client, &Write { path: Path::resource(3, 0, 15), body })?;
        let settings = Device {
            current_time: Some(Time(1_800_000_000)),
            utc_offset: Some("+01:00".into()),
            ..Device::new()
        };
        let payload = encode_to_vec(Format::TLV, device, &settings)?;
        let body = Body::new(Format::TLV, &payload);
        self.ask(client, &WritePartialUpdate { path: device, body })?;

        // Several Objects at once.
        let paths = encode_paths_to_vec(Format::SENML_CBOR, &[level, sensor])?;
        let paths = Body::new(Format::SENML_CBOR, &paths);
        self.ask(client, &ReadComposite { paths, accept: None })?;
        let values = [
            record(Path::resource(1, 0, 3), Value::Integer(60)),
            record(Path::resource(3303, 0, 5750), Value::String("hall".into())),
        ];
        let payload = encode_to_vec(Format::SENML_CBOR, Path::ROOT, values.as_slice())?;
        let body = Body::new(Format::SENML_CBOR, &payload);
        self.ask(client, &WriteComposite { body })?;

        // A sensor more, and away with it.
        let path = Path::instance(3303, 9);
        let value = record(Path::resource(3303, 9, 5750), Value::String("roof".into()));
        let payload = encode_to_vec(Format::SENML_CBOR, Path::object(3303), &value)?;
        let body = Body::new(Format::SENML_CBOR, &payload);
        self.ask(client, &Create { path: Path::object(3303), body })?;
        self.ask(client, &Delete { path })?;
        let reset = Path::resource(3303, 0, 5605);
        self.ask(client, &Execute { path: reset, arguments: Arguments::NONE })?;

        // From now on the device tells by itself: at most once a second, at least every four.
        let attached = Attributes { pmin: Some(1), pmax: Some(4), ..Attributes::NONE };
        let changes = Changes::from(attached);
        self.ask(client, &WriteAttributes { path: sensor, changes })?;
        let accept = Some(Format::SENML_CBOR);
        let observe = Observe { path: sensor, accept, attributes: Attributes::NONE };
        self.ask(client, &observe)?;
        let observe = ObserveComposite { paths, accept: None, attributes: Attributes::NONE };
        self.ask(client, &observe)
    }

    /// Asks a client, serves all of them until it has answered, and prints what it said.
    fn ask<'a, T: Ask<'a>>(&mut self, client: &str, ask: &T) -> Result<()> {
        // Who has gone is not asked.
        let Some(Client { address, options, .. }) = self.clients.get(client) else { return Ok(()) };
        let (address, options) = (*address, *options);
        let request = match options.request(ask) {
            Ok(request) => request,
            // Not of the client's version.
            Err(error) => {
                println!("{:?} is left out: {error}", T::OPERATION);
                return Ok(());
            }
        };
        let asked = self.endpoint.ask(address, &request)?;
        let response = loop {
            match self.endpoint.next(Duration::from_secs(1))? {
                Some(Event::Response(token, response)) if token == asked => break response,
                Some(Event::Silence(token)) if token == asked => {
                    println!("{:?} {}: silence", T::OPERATION, request.path);
                    return Ok(());
                }
                Some(event) => self.take(&event)?,
                None => {}
            }
        };
        let target = match request.path {
            UriPath::Objects { path, .. } => path,
            _ => Path::ROOT,
        };
        let Some(client) = self.clients.get_mut(client) else { return Ok(()) };
        if let Err(error) = client.answered(T::OPERATION, (asked, target), &response) {
            println!("{:?} {}: {error}", T::OPERATION, request.path);
        }
        Ok(())
    }
}

impl Client {
    /// What it has answered to what was asked with a token, of a path.
    fn answered(
        &mut self,
        operation: Operation,
        (token, target): (Vec<u8>, Path),
        response: &Incoming,
    ) -> lwm2m_codec::Result<()> {
        let mut room = [0; 256];
        let response = coap::response(&response.packet, &mut room)?;
        let answer = self.options.answer(operation, &response)?;
        println!("{operation:?} {target}: {}", answer.code());
        let Answer::Content(Content { format: Some(format), payload, observe }) = answer else {
            return Ok(());
        };
        if observe.is_some() {
            self.observed.insert(token, target);
        }
        if format == Format::LINK {
            println!("  {}", String::from_utf8_lossy(payload));
            return Ok(());
        }
        self.print("answers", target, &Body::new(format, payload))
    }

    /// Values with their names and units, as the definitions that the client registered have them.
    fn print(&self, does: &str, target: Path, body: &Body<'_>) -> lwm2m_codec::Result<()> {
        let (name, size) = (&self.name, body.payload.len());
        println!("{name} {does} {size} bytes of {}:", body.format);
        let schema = ClientSchema::new(self.version, &self.versions, &[]);
        for found in body.records(target, self.options)?.typed(schema) {
            let Record { path, time, value } = found?;
            let def = schema.resource(path);
            let (name, unit) = def.map_or(("?", ""), |def| (def.name, def.unit));
            let value = match value {
                Typed::Known(value) => value.to_string(),
                Typed::Unknown(value) => format!("{value:?}"),
            };
            let time = time.map_or_else(String::new, |time| format!(" at {time}"));
            let unit = if unit.is_empty() { String::new() } else { format!(" {unit}") };
            println!("  {path} {name} = {value}{unit}{time}");
        }
        Ok(())
    }
}

fn record(path: Path, value: Value<'_>) -> Record<Value<'_>> {
    Record { path, time: None, value }
}
