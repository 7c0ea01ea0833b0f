//! How the device gets its account: a Bootstrap-Server writes it, the device checks it.

use core::time::Duration;
use std::collections::BTreeMap;

use lwm2m_codec::binding::coap;
use lwm2m_codec::link::{BootstrapDiscovery, BootstrapLink};
use lwm2m_codec::message::{Code, Response};
use lwm2m_codec::operation::{
    Answer, BootstrapParameters, BootstrapRequest, Call, Content, Operation, Role,
};
use lwm2m_codec::{ContentFormat, Object, Path, encode_to_vec};
use lwm2m_model::objects;
use lwm2m_talk::{Endpoint, Event, Result, resolve};

use crate::OPTIONS;
use crate::model::Server;

/// Object 0: how servers are reached. Without DTLS there are no keys.
#[derive(Debug, Default, Object)]
#[lwm2m(object = 0, version = "1.2", def = objects::security::DEF)]
struct Security {
    #[lwm2m(resource = 0)]
    uri: Option<String>,
    #[lwm2m(resource = 1)]
    is_bootstrap: Option<bool>,
    #[lwm2m(resource = 2)]
    mode: Option<u8>,
    #[lwm2m(resource = 10)]
    short_server_id: Option<u16>,
}

/// Asks for an account and takes it; with the socket, the server's URI and its Server Object Instance.
pub(crate) fn run(
    mut endpoint: Endpoint,
    uri: &str,
    name: &str,
) -> Result<(Endpoint, String, Server)> {
    let bootstrap_server = resolve(uri)?;
    let parameters = BootstrapParameters {
        endpoint: Some(name.into()),
        preferred_format: Some(ContentFormat::SENML_CBOR),
        ..BootstrapParameters::default()
    };
    let request = BootstrapRequest { parameters };
    endpoint.ask(bootstrap_server, &OPTIONS.request(&request)?)?;
    let mut account = Account::default();
    loop {
        let message = match endpoint.next(Duration::from_secs(60))? {
            Some(Event::Request(message)) if message.from == bootstrap_server => message,
            Some(Event::Response(_, response)) => {
                let code = coap::response(&response.packet, &mut [0; 64])?.code;
                if code != Code::CHANGED {
                    return Err(format!("expected 2.04 Changed, found {code}").into());
                }
                continue;
            }
            Some(Event::Silence(_)) | None => {
                return Err("the bootstrap server does not answer".into());
            }
            Some(_) => continue,
        };
        let mut room = [0; 512];
        let request = coap::request(&message.packet, &mut room)?;
        let mut payload = Vec::new();
        let called = OPTIONS.dispatch(&request, Role::BootstrapClient);
        let (operation, answer) = match &called {
            Ok(call) => {
                println!("{:?} {}", call.operation(), request.path);
                (call.operation(), account.answer(call, &mut payload))
            }
            Err(error) => (Operation::BootstrapWrite, Err(error.code())),
        };
        let done = matches!((&called, &answer), (Ok(Call::BootstrapFinish(_)), Ok(_)));
        let response = match answer {
            Ok(answer) => OPTIONS.response(operation, &answer)?,
            Err(code) => Response::new(code),
        };
        endpoint.answer(&message, &response)?;
        if done {
            let (uri, server) = account.server().ok_or("an account that was complete")?;
            return Ok((endpoint, uri, server));
        }
    }
}

/// What the Bootstrap-Server has written so far.
#[derive(Debug, Default)]
struct Account {
    securities: BTreeMap<u16, Security>,
    servers: BTreeMap<u16, Server>,
}

impl Account {
    fn answer<'p>(
        &mut self,
        call: &Call<'_>,
        payload: &'p mut Vec<u8>,
    ) -> core::result::Result<Answer<'p>, Code> {
        match call {
            Call::BootstrapDelete(delete) => {
                self.delete(delete.path);
                Ok(Answer::Deleted)
            }
            Call::BootstrapWrite(write) => {
                let written = match write.path.object_id().map(lwm2m_codec::ObjectId::get) {
                    Some(0) => write.apply(OPTIONS, &mut self.securities, Path::object(0)),
                    Some(1) => write.apply(OPTIONS, &mut self.servers, Path::object(1)),
                    // What it does not have, it does not keep.
                    _ => return Err(Code::NOT_FOUND),
                };
                written.map(|()| Answer::Changed).map_err(|error| error.code())
            }
            Call::BootstrapRead(read) => {
                let values = [
                    lwm2m_codec::At::new(Path::object(0), &self.securities),
                    lwm2m_codec::At::new(Path::object(1), &self.servers),
                ];
                let format = read.accept.unwrap_or(ContentFormat::SENML_CBOR);
                *payload =
                    encode_to_vec(format, read.path, &values[..]).map_err(|error| error.code())?;
                Ok(Answer::Content(Content::new(format, payload)))
            }
            Call::BootstrapDiscover(discover) => {
                let securities = self.securities.iter().map(|(id, security)| {
                    let link = BootstrapLink::new(Path::instance(0, *id));
                    let link = security.short_server_id.map_or(link.clone(), |id| link.ssid(id));
                    match &security.uri {
                        Some(uri) if security.is_bootstrap != Some(true) => link.uri(uri.as_str()),
                        _ => link,
                    }
                });
                let servers = self.servers.iter().map(|(id, server)| {
                    let link = BootstrapLink::new(Path::instance(1, *id));
                    server.short_server_id.map_or(link.clone(), |id| link.ssid(id))
                });
                let links: Vec<_> = securities.chain(servers).collect();
                let links = links.iter().cloned();
                let list = BootstrapDiscovery { target: discover.path, lwm2m: None, links };
                *payload = OPTIONS.encode_links_to_vec(&list).map_err(|error| error.code())?;
                Ok(Answer::Content(Content::new(ContentFormat::LINK, payload)))
            }
            // D-132: a fault is told, and the client stays as it is.
            Call::BootstrapFinish(_) if self.server().is_none() => Err(Code::NOT_ACCEPTABLE),
            Call::BootstrapFinish(_) => Ok(Answer::Changed),
            _ => Err(Code::METHOD_NOT_ALLOWED),
        }
    }

    fn delete(&mut self, path: Path) {
        let within = |object: u16, id: u16| Path::instance(object, id).is_within(path);
        self.securities.retain(|id, _| !within(0, *id));
        self.servers.retain(|id, _| !within(1, *id));
    }

    /// The server's URI and Server Object Instance, which have the same Short Server ID.
    fn server(&self) -> Option<(String, Server)> {
        let servers = || self.securities.values().filter(|it| it.is_bootstrap != Some(true));
        let paired = |server: &&Server| {
            let mut ids = servers().map(|security| security.short_server_id);
            ids.any(|id| id.is_some() && id == server.short_server_id)
        };
        let server = self.servers.values().find(paired)?;
        let is_its = |security: &&Security| security.short_server_id == server.short_server_id;
        let uri = servers().find(is_its)?.uri.clone()?;
        Some((uri, server.clone()))
    }
}
