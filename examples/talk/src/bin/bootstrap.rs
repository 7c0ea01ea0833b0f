//! A bootstrap server: it gives every device that asks an account of one server, and says so.
//!
//! `bootstrap --server URI [--listen ADDRESS] [--devices COUNT]`: the URI of the server that devices get.
#![forbid(unsafe_code)]

use core::time::Duration;

use lwm2m_codec::binding::coap;
use lwm2m_codec::message::{Code, Response};
use lwm2m_codec::operation::{
    Answer, Ask, Body, BootstrapDelete, BootstrapDiscover, BootstrapFinish, BootstrapWrite, Call,
    Operation, Role,
};
use lwm2m_codec::{ContentFormat, Options, Path, encode_to_vec};
use lwm2m_model::objects::security::{Security, SecurityMode};
use lwm2m_model::objects::server::Server;
use lwm2m_talk::{Endpoint, Event, Incoming, Result, argument};

const OPTIONS: Options<'static> = Options::STRICT;

fn main() -> Result<()> {
    let listen = argument("--listen").unwrap_or_else(|| "0.0.0.0:5783".to_owned());
    let uri = argument("--server").ok_or("expected --server URI")?;
    let mut left = argument("--devices").map(|text| text.parse::<u32>()).transpose()?;
    let mut endpoint = Endpoint::bind(&listen)?;
    println!("bootstrap server at {}", endpoint.address()?);
    while left != Some(0) {
        if let Some(Event::Request(message)) = endpoint.next(Duration::from_secs(1))?
            && take(&mut endpoint, &message, &uri)?
        {
            left = left.map(|left| left - 1);
        }
    }
    Ok(())
}

/// Answers a request; true where a device was bootstrapped.
fn take(endpoint: &mut Endpoint, message: &Incoming, uri: &str) -> Result<bool> {
    let mut room = [0; 512];
    let request = coap::request(&message.packet, &mut room);
    let called = request.and_then(|request| OPTIONS.dispatch(&request, Role::BootstrapServer));
    let parameters = match called {
        Ok(Call::BootstrapRequest(asked)) => asked.parameters,
        // A pack is for devices that ask for all at once; this one goes step by step.
        Ok(_) => {
            endpoint.answer(message, &Response::new(Code::METHOD_NOT_ALLOWED))?;
            return Ok(false);
        }
        Err(error) => {
            println!("refused: {error}");
            endpoint.answer(message, &Response::new(error.code()))?;
            return Ok(false);
        }
    };
    let name = parameters.endpoint.map_or_else(|| "a device".to_owned(), |name| name.to_string());
    let format = parameters.preferred_format.unwrap_or(ContentFormat::SENML_CBOR);
    println!("{name} asks for an account, in {format}");
    let response = OPTIONS.response(Operation::BootstrapRequest, &Answer::Changed)?;
    endpoint.answer(message, &response)?;
    bootstrap(endpoint, message, &name, uri, format)?;
    Ok(true)
}

/// Deletes what is there, writes an account and finishes.
fn bootstrap(
    endpoint: &mut Endpoint,
    device: &Incoming,
    name: &str,
    uri: &str,
    format: ContentFormat,
) -> Result<()> {
    let security = Security {
        lwm2m_server_uri: Some(uri.into()),
        bootstrap_server: Some(false),
        security_mode: Some(SecurityMode::NoSec),
        short_server_id: Some(1),
        ..Security::new()
    };
    let server = Server {
        short_server_id: Some(1),
        lifetime: Some(300),
        notification_storing_when_disabled_or_offline: Some(true),
        binding: Some("U".into()),
        mute_send: Some(false),
        ..Server::new()
    };
    let (at_security, at_server) = (Path::instance(0, 1), Path::instance(1, 0));
    // Secrets, too: whoever bootstraps writes everything, so nothing stands between the values and the message.
    let security = encode_to_vec(format, at_security, &security)?;
    let server = encode_to_vec(format, at_server, &server)?;
    let write = |path, payload| BootstrapWrite { path, body: Body::new(format, payload) };

    ask(endpoint, device, &BootstrapDiscover { path: Path::ROOT })?;
    ask(endpoint, device, &BootstrapDelete { path: Path::ROOT })?;
    ask(endpoint, device, &write(at_security, &security))?;
    ask(endpoint, device, &write(at_server, &server))?;
    ask(endpoint, device, &BootstrapFinish)?;
    println!("{name} has an account of {uri}");
    Ok(())
}

/// Asks a device; what it refuses is told, and ends the bootstrap unless it was only to look.
fn ask<'a, T: Ask<'a>>(endpoint: &mut Endpoint, device: &Incoming, ask: &T) -> Result<()> {
    let asked = endpoint.ask(device.from, &OPTIONS.request(ask)?)?;
    let response = loop {
        match endpoint.next(Duration::from_secs(1))? {
            Some(Event::Response(token, response)) if token == asked => break response,
            Some(Event::Silence(_)) => return Err(format!("{} is silent", device.from).into()),
            // One device after the other: who asks meanwhile will ask again.
            _ => {}
        }
    };
    let mut room = [0; 256];
    match OPTIONS.answer(T::OPERATION, &coap::response(&response.packet, &mut room)?)? {
        Answer::Refused { code, .. } if T::OPERATION != Operation::BootstrapDiscover => {
            Err(format!("{:?} was refused: {code}", T::OPERATION).into())
        }
        answer => {
            println!("  {:?}: {}", T::OPERATION, answer.code());
            Ok(())
        }
    }
}
