//! What the device answers: each operation of a server, one arm; and the notifications that follow from some.

use core::time::Duration;

use lwm2m_codec::attribute::Attributes;
use lwm2m_codec::binding::coap;
use lwm2m_codec::format::SUPPORTED;
use lwm2m_codec::link::{Described, Discovery};
use lwm2m_codec::message::{Code, Response};
use lwm2m_codec::negotiation::{Exchange, Shape};
use lwm2m_codec::operation::{
    Answer, Body, Call, Content, Create, Discover, Execute, Operation, Role,
};
use lwm2m_codec::{
    ContentFormat, Error, Live, ObjectInstanceId, Path, Selected, Version, encode_to_vec,
};
use lwm2m_model::objects::temperature;
use lwm2m_talk::{Event, Result};

use crate::model::{Model, Temperature};
use crate::observing::Observed;
use crate::{Device, OPTIONS};

/// What an operation comes to: an answer, or the code of a refusal.
type Outcome<'p> = core::result::Result<Answer<'p>, Code>;

impl Device {
    /// Takes what happens: a request, or a reset that ends an observation.
    pub(crate) fn take(&mut self, event: &Event) -> Result<()> {
        let message = match event {
            Event::Request(message) => message,
            Event::Reset(_, id) => {
                self.observed.retain(|observed| observed.last_id != *id);
                return Ok(());
            }
            Event::Silence(_) => return Err(format!("{} does not answer", self.server).into()),
            Event::Response(..) | Event::Notification(_) => return Ok(()),
        };
        let mut room = [0; 512];
        let request = coap::request(&message.packet, &mut room);
        let called =
            request.and_then(|request| OPTIONS.dispatch_in(&request, Role::Client, &self.model));
        // What lasts for as long as the answer.
        let mut payload = Vec::new();
        let (operation, outcome) = match &called {
            // Others than the server have no business here.
            _ if message.from != self.server => (Operation::Read, Err(Code::UNAUTHORIZED)),
            Ok(call) => {
                println!(
                    "{:?} {}",
                    call.operation(),
                    call.request(OPTIONS).map(|it| it.path.to_string()).unwrap_or_default()
                );
                (call.operation(), self.answer(call, message.token(), &mut payload))
            }
            Err(error) => (Operation::Read, Err(error.code())),
        };
        let response = match outcome {
            Ok(answer) => OPTIONS.response(operation, &answer)?,
            Err(code) => Response::new(code),
        };
        self.endpoint.answer(message, &response)
    }

    fn answer<'p>(
        &mut self,
        call: &Call<'_>,
        token: &[u8],
        payload: &'p mut Vec<u8>,
    ) -> Outcome<'p> {
        let operation = call.operation();
        match call {
            Call::Read(read) => self.read(operation, &[read.path], (read.accept, None), payload),
            Call::ReadComposite(read) => {
                let paths = paths(&read.paths)?;
                self.read(operation, &paths, (read.accept, Some(read.paths.format)), payload)
            }
            Call::Observe(observe) => {
                let wants = (observe.accept, None);
                self.observe(
                    operation,
                    vec![observe.path],
                    wants,
                    observe.attributes,
                    token,
                    payload,
                )
            }
            Call::ObserveComposite(observe) => {
                let wants = (observe.accept, Some(observe.paths.format));
                let paths = paths(&observe.paths)?;
                self.observe(operation, paths, wants, observe.attributes, token, payload)
            }
            Call::CancelObservation(cancel) => {
                self.observed.retain(|observed| observed.token != token);
                self.read(operation, &[cancel.path], (cancel.accept, None), payload)
            }
            Call::CancelObservationComposite(cancel) => {
                self.observed.retain(|observed| observed.token != token);
                let wants = (cancel.accept, Some(cancel.paths.format));
                self.read(operation, &paths(&cancel.paths)?, wants, payload)
            }
            Call::Discover(discover) => self.discover(discover, payload),
            Call::Write(write) => {
                self.write(write.path, |live| write.apply(OPTIONS, live.value, live.at, live.def))
            }
            Call::WritePartialUpdate(write) => {
                self.write(write.path, |live| write.apply(OPTIONS, live.value, live.at, live.def))
            }
            Call::WriteComposite(write) => {
                write
                    .apply(OPTIONS, &mut self.model.writable())
                    .map_err(|error| refused(&error))?;
                self.model.firmware_written().map(|()| Answer::Changed)
            }
            Call::WriteAttributes(write) => {
                self.exists(write.path)?;
                let attached = self.attached.entry(write.path).or_default();
                *attached = attached.changed(&write.changes).map_err(|error| refused(&error))?;
                Ok(Answer::Changed)
            }
            Call::Execute(execute) => self.execute(execute),
            Call::Create(create) => self.create(create),
            Call::Delete(delete) => {
                self.exists(delete.path)?;
                let (3303, Some(id)) = ids(delete.path) else {
                    return Err(Code::METHOD_NOT_ALLOWED);
                };
                if delete.path.depth() != 2 {
                    return Err(Code::METHOD_NOT_ALLOWED);
                }
                self.model.temperatures.remove(&id);
                self.attached.retain(|path, _| !path.is_within(delete.path));
                self.wants_update = true;
                Ok(Answer::Deleted)
            }
            _ => Err(Code::METHOD_NOT_ALLOWED),
        }
    }

    /// Reads one path, or what there is of several; `wants` is the Accept of the request and the format of its body.
    fn read<'p>(
        &self,
        operation: Operation,
        asked: &[Path],
        wants: (Option<ContentFormat>, Option<ContentFormat>),
        payload: &'p mut Vec<u8>,
    ) -> Outcome<'p> {
        let target = target(operation, asked);
        if target.depth() > 0 {
            self.exists(target)?;
            if Model::resource(target).is_some_and(|def| !def.operations.readable()) {
                return Err(Code::METHOD_NOT_ALLOWED);
            }
        }
        let format = self.format(operation, target, wants)?;
        *payload = self.payload(asked, target, format).map_err(|error| refused(&error))?;
        Ok(Answer::Content(Content::new(format, payload)))
    }

    fn payload(
        &self,
        asked: &[Path],
        target: Path,
        format: ContentFormat,
    ) -> core::result::Result<Vec<u8>, Error> {
        encode_to_vec(format, target, &Selected::new(self.model.readable(), asked))
    }

    /// The format of an answer.
    fn format(
        &self,
        operation: Operation,
        target: Path,
        (accept, request): (Option<ContentFormat>, Option<ContentFormat>),
    ) -> core::result::Result<ContentFormat, Code> {
        let shape = Shape::of(target, &self.model).ok_or(Code::NOT_FOUND)?;
        let exchange = Exchange { operation, shape, version: Version::V1_2 };
        let format = exchange.answer_format(accept, request, SUPPORTED);
        format.ok().flatten().ok_or(Code::NOT_ACCEPTABLE)
    }

    fn observe<'p>(
        &mut self,
        operation: Operation,
        paths: Vec<Path>,
        wants: (Option<ContentFormat>, Option<ContentFormat>),
        attributes: Attributes,
        token: &[u8],
        payload: &'p mut Vec<u8>,
    ) -> Outcome<'p> {
        let format = self.format(operation, target(operation, &paths), wants)?;
        let answer = self.read(operation, &paths, wants, payload)?;
        self.observed.retain(|observed| observed.token != token);
        let composite = operation == Operation::ObserveComposite;
        let how = (token, format, composite);
        let observed = Observed::new(how, paths, attributes, &self.model, self.now());
        let number = Some(observed.number);
        self.observed.push(observed);
        Ok(match answer {
            Answer::Content(content) => Answer::Content(Content { observe: number, ..content }),
            other => other,
        })
    }

    /// Tells what is due; when to look again.
    pub(crate) fn notify(&mut self) -> Result<Option<Duration>> {
        let now = self.now();
        let mut wake = None;
        let mut observed = core::mem::take(&mut self.observed);
        for mut one in observed.drain(..) {
            let decision = one.look(&self.model, &self.attached, now);
            wake = wake.into_iter().chain(decision.wake).min();
            if !decision.notify || self.tell(&mut one, now, decision.confirmable)? {
                self.observed.push(one);
            }
        }
        Ok(wake)
    }

    /// Sends a notification; false where it was the last.
    fn tell(&mut self, observed: &mut Observed, now: Duration, confirmable: bool) -> Result<bool> {
        observed.number += 1;
        observed.sent(&self.model, now, confirmable);
        let single = observed.paths.first().copied().filter(|_| !observed.composite);
        let target = single.unwrap_or(Path::ROOT);
        let gone = target.depth() > 0 && self.exists(target).is_err();
        let payload = self.payload(&observed.paths, target, observed.format)?;
        let content =
            Content { observe: Some(observed.number), ..Content::new(observed.format, &payload) };
        let answer = if gone { Answer::refused(Code::NOT_FOUND) } else { Answer::Content(content) };
        let response = OPTIONS.response(Operation::Notify, &answer)?;
        observed.last_id =
            self.endpoint.notify(self.server, &observed.token, &response, confirmable)?;
        Ok(!gone)
    }

    fn discover<'p>(&self, discover: &Discover, payload: &'p mut Vec<u8>) -> Outcome<'p> {
        self.exists(discover.path)?;
        let paths = self.model.paths();
        // The target shows what holds for it, all else what is attached there.
        let own = |path: Path| self.attached.get(&path).copied().unwrap_or_default();
        let inherited = Attributes::inherited(discover.path, own);
        let links = paths.iter().map(|path| {
            let instances = paths.iter().filter(|below| below.parent() == Some(*path)).count();
            let mut link = Described::new(*path);
            if path.depth() == 1 {
                link.version = Model::definition(*path).map(|def| def.version);
            }
            if path.depth() == 3 && Model::resource(*path).is_some_and(|def| def.multiple) {
                link.dim = u16::try_from(instances).ok();
            }
            match self.attached.get(path) {
                _ if *path == discover.path => link.attributes(&inherited),
                Some(attached) => link.attributes(attached),
                None => link,
            }
        });
        let discovery = Discovery { target: discover.path, depth: discover.depth, links };
        *payload = OPTIONS.encode_links_to_vec(&discovery).map_err(|error| refused(&error))?;
        Ok(Answer::Content(Content::new(ContentFormat::LINK, payload)))
    }

    /// Writes to the one Object Instance at or above a path, and looks at what that means.
    fn write(
        &mut self,
        path: Path,
        apply: impl FnOnce(&mut Live<'_>) -> core::result::Result<(), Error>,
    ) -> Outcome<'static> {
        let mut live = self.model.writable();
        let live = live.iter_mut().find(|live| path.is_within(live.at));
        apply(live.ok_or(Code::NOT_FOUND)?).map_err(|error| refused(&error))?;
        self.model.firmware_written().map(|()| Answer::Changed)
    }

    fn execute(&mut self, execute: &Execute<'_>) -> Outcome<'static> {
        self.exists(execute.path)?;
        for argument in execute.arguments.iter() {
            println!("  argument {} = {:?}", argument.digit, argument.value);
        }
        match (ids(execute.path).0, execute.path.resource_id().map(lwm2m_codec::ResourceId::get)) {
            // Registration Update Trigger.
            (1, Some(8)) => self.wants_update = true,
            // Reboot: nothing is lost, so an Update is all that shows.
            (3, Some(4)) => self.wants_update = true,
            _ => self.model.execute(execute.path)?,
        }
        Ok(Answer::Changed)
    }

    /// A new sensor: servers may have their own, with a name and without a measurement.
    fn create(&mut self, create: &Create<'_>) -> Outcome<'static> {
        if create.path != Path::object(3303) {
            return Err(Code::METHOD_NOT_ALLOWED);
        }
        let named = create.instance(OPTIONS).map_err(|error| refused(&error))?;
        let id = named.map(ObjectInstanceId::get).or(self.model.free_sensor());
        let id = id.ok_or(Code::BAD_REQUEST)?;
        if self.model.temperatures.contains_key(&id) {
            return Err(Code::BAD_REQUEST);
        }
        let mut sensor = Temperature { value: Some(0.0), ..Temperature::default() };
        let instance = ObjectInstanceId::new(id);
        create
            .apply(OPTIONS, &mut sensor, instance, &temperature::DEF)
            .map_err(|error| refused(&error))?;
        self.model.temperatures.insert(id, sensor);
        self.wants_update = true;
        Ok(Answer::Created(Some(Path::instance(3303, id))))
    }

    fn exists(&self, path: Path) -> core::result::Result<(), Code> {
        if self.model.paths().contains(&path) { Ok(()) } else { Err(Code::NOT_FOUND) }
    }
}

/// The target of an answer: the root where several paths were asked for.
fn target(operation: Operation, asked: &[Path]) -> Path {
    match (operation, asked) {
        (Operation::Read | Operation::Observe | Operation::CancelObservation, [path]) => *path,
        _ => Path::ROOT,
    }
}

fn paths(body: &Body<'_>) -> core::result::Result<Vec<Path>, Code> {
    let paths = body.paths(OPTIONS).map_err(|error| refused(&error))?;
    paths.collect::<core::result::Result<_, _>>().map_err(|error| refused(&error))
}

/// The Object and the Object Instance.
fn ids(path: Path) -> (u16, Option<u16>) {
    let object = path.object_id().map_or(u16::MAX, lwm2m_codec::ObjectId::get);
    (object, path.instance_id().map(ObjectInstanceId::get))
}

/// The code of an error, which is told to whoever looks at the device.
fn refused(error: &Error) -> Code {
    println!("  refused: {error}");
    error.code()
}
