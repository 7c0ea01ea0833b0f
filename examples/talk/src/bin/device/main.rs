//! A device: it registers, answers every operation, notifies and Sends.
//!
//! `device --server coap://127.0.0.1 [--endpoint NAME] [--lifetime SECONDS] [--for SECONDS]`, or `--bootstrap URI` in
//! place of `--server`. No DTLS: for a bench, not for the field.
#![forbid(unsafe_code)]
#![allow(clippy::std_instead_of_alloc, reason = "a program has the standard library")]

mod answering;
mod bootstrapping;
mod model;
mod observing;

use core::net::SocketAddr;
use core::time::Duration;
use std::time::{Instant, SystemTime};

use lwm2m_codec::binding::coap;
use lwm2m_codec::link::{ObjectList, Root};
use lwm2m_codec::message::Location;
use lwm2m_codec::operation::{
    Answer, Ask, Body, Deregister, Operation, Register, Registration, Send, Update,
};
use lwm2m_codec::{ContentFormat, Options, Path, Record, Timestamp, Value, Version, encode_to_vec};
use lwm2m_talk::{Endpoint, Event, Incoming, Result, argument, resolve};

use self::model::{Model, Server};
use self::observing::{Attached, Observed};

/// The version that it speaks.
const OPTIONS: Options<'static> = Options::STRICT.version(Version::V1_2);

fn main() -> Result<()> {
    let endpoint = Endpoint::bind("0.0.0.0:0")?;
    let name = argument("--endpoint").unwrap_or_else(|| "talk".to_owned());
    let lifetime = argument("--lifetime").map_or(Ok(300), |text| text.parse())?;
    let end = argument("--for").map(|text| text.parse().map(Duration::from_secs)).transpose()?;
    let (endpoint, uri, server) = match argument("--bootstrap") {
        Some(uri) => bootstrapping::run(endpoint, &uri, &name)?,
        None => {
            let uri = argument("--server").ok_or("expected --server URI or --bootstrap URI")?;
            let server = Server {
                short_server_id: Some(1),
                lifetime: Some(lifetime),
                binding: Some("U".to_owned()),
                notification_storing: Some(true),
                mute_send: Some(false),
                ..Server::default()
            };
            (endpoint, uri, server)
        }
    };
    let server_address = resolve(&uri)?;
    let mut device = Device {
        endpoint,
        server: server_address,
        location: String::new(),
        model: Model::new(server),
        attached: Attached::new(),
        observed: Vec::new(),
        readings: Vec::new(),
        started: Instant::now(),
        wants_update: false,
    };
    device.register(&name)?;
    device.run(end)?;
    device.deregister()
}

/// A device with one server.
struct Device {
    endpoint: Endpoint,
    server: SocketAddr,
    /// Where the server has put the registration.
    location: String,
    model: Model,
    attached: Attached,
    observed: Vec<Observed>,
    /// What is to be Sent.
    readings: Vec<Record<Value<'static>>>,
    started: Instant,
    wants_update: bool,
}

impl Device {
    fn register(&mut self, name: &str) -> Result<()> {
        let objects = self.objects()?;
        let registration = Registration {
            endpoint: Some(name.to_owned().into()),
            lifetime: self.model.server.lifetime.map(u64::from),
            version: Some(Version::V1_2),
            ..Registration::default()
        };
        let register = Register { registration, objects: &objects };
        let response = self.ask(&register)?;
        let mut room = [0; 256];
        match OPTIONS.answer(Operation::Register, &coap::response(&response.packet, &mut room)?)? {
            Answer::Registered(location) => self.location = location.to_string(),
            other => return Err(format!("expected a registration, found {}", other.code()).into()),
        }
        println!("registered as {name} at {}", self.location);
        Ok(())
    }

    /// Serves, measures and tells, until the time is over.
    fn run(&mut self, end: Option<Duration>) -> Result<()> {
        let lifetime = u64::from(self.model.server.lifetime.unwrap_or(300));
        let mut update = Duration::from_secs(lifetime / 2);
        let mut measure = Duration::from_secs(1);
        let mut second = 0u32;
        while end.is_none_or(|end| self.now() < end) {
            let wake = self.notify()?.into_iter().chain([update, measure]).chain(end).min();
            let wait = wake.unwrap_or(measure).saturating_sub(self.now());
            if let Some(event) = self.endpoint.next(wait)? {
                self.take(&event)?;
            }
            let now = self.now();
            if now >= measure {
                measure += Duration::from_secs(1);
                second += 1;
                self.measure(21.5 + f64::from(second % 8) * 0.5)?;
            }
            if now >= update || core::mem::take(&mut self.wants_update) {
                update = now + Duration::from_secs(lifetime / 2);
                let location = Location::parse(&self.location)?;
                let request = OPTIONS.request(&Update::new(location))?;
                self.endpoint.ask(self.server, &request)?;
            }
        }
        Ok(())
    }

    /// A new reading; every four of them are Sent with their times, unless the server has muted that.
    fn measure(&mut self, value: f64) -> Result<()> {
        self.model.measured(value);
        let since_1970 = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH)?;
        let time = Some(Timestamp::from_seconds(i64::try_from(since_1970.as_secs())?)?);
        let path = Path::resource(3303, 0, 5700);
        self.readings.push(Record { path, time, value: Value::Float(value) });
        if self.readings.len() < 4 {
            return Ok(());
        }
        let readings = core::mem::take(&mut self.readings);
        if self.model.server.mute_send == Some(false) {
            let format = ContentFormat::SENML_CBOR;
            let payload = encode_to_vec(format, Path::ROOT, readings.as_slice())?;
            let send = Send { body: Body::new(format, &payload) };
            self.endpoint.ask(self.server, &OPTIONS.request(&send)?)?;
        }
        Ok(())
    }

    fn deregister(mut self) -> Result<()> {
        let location = self.location.clone();
        self.ask(&Deregister { location: Location::parse(&location)? })?;
        println!("deregistered");
        Ok(())
    }

    /// Asks the server, and serves it until it has answered.
    fn ask<'a>(&mut self, ask: &impl Ask<'a>) -> Result<Incoming> {
        let asked = self.endpoint.ask(self.server, &OPTIONS.request(ask)?)?;
        loop {
            match self.endpoint.next(Duration::from_secs(1))? {
                Some(Event::Response(token, response)) if token == asked => return Ok(response),
                Some(Event::Silence(token)) if token == asked => {
                    return Err(format!("{} does not answer", self.server).into());
                }
                Some(event) => self.take(&event)?,
                None => {}
            }
        }
    }

    fn now(&self) -> Duration {
        self.started.elapsed()
    }

    /// The list of Objects, as a registration has it.
    fn objects(&self) -> Result<Vec<u8>> {
        let formats = [ContentFormat::LWM2M_CBOR, ContentFormat::SENML_JSON, ContentFormat::TLV];
        let instances = self.model.instances();
        let list =
            ObjectList { root: Root::new().formats(&formats), objects: instances.as_slice() };
        Ok(OPTIONS.encode_links_to_vec(&list)?)
    }
}
