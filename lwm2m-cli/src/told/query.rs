//! Queries: notification attributes, registrations, bootstrap requests.

use lwm2m_codec::attribute::{self, Place};
use lwm2m_codec::message::{Method, Query, Request, UriPath};
use lwm2m_codec::operation::{Call, Role};
use lwm2m_codec::{ContentFormat, Error, ErrorKind};

use super::Told;
use crate::subject::Subject;

/// The attributes of a Write-Attributes.
pub(crate) fn attributes(subject: &Subject<'_>) -> Told {
    changes(subject, Place::WriteAttributes(subject.path))
}

/// The attributes of an Observe.
pub(crate) fn observe(subject: &Subject<'_>) -> Told {
    changes(subject, Place::Observe(subject.path))
}

fn changes(subject: &Subject<'_>, place: Place) -> Told {
    let mut told = Told::default();
    let (text, behind) = match text(subject) {
        Ok(text) => text,
        Err(error) => return Told { fault: Some(error), ..told },
    };
    let mut report = |deviation| told.deviations.push(deviation);
    let changes = subject.options(&mut report).changes(place, attribute::parameters(text));
    told.deviations.iter_mut().for_each(|deviation| deviation.offset += behind);
    match changes {
        Err(error) => told.fault = Some(moved(error, behind)),
        Ok(changes) => {
            for parameter in changes.parameters() {
                let mut buffer = [0; 64];
                let written = match &parameter {
                    Ok(parameter) => parameter.encode(&mut buffer),
                    Err(error) => Err(*error),
                };
                match written {
                    Ok(text) => {
                        let text = String::from_utf8_lossy(text);
                        let (name, value) = text.split_once('=').unwrap_or((&text, "unset"));
                        told.meaning.push((name.to_owned(), value.to_owned()));
                    }
                    Err(error) => told.fault = Some(error),
                }
            }
        }
    }
    told
}

/// The query of a Register.
pub(crate) fn register(subject: &Subject<'_>) -> Told {
    request(subject, UriPath::Register)
}

/// The query of a Bootstrap-Request.
pub(crate) fn bootstrap(subject: &Subject<'_>) -> Told {
    request(subject, UriPath::Bootstrap)
}

/// The query of an Update.
pub(crate) fn update(subject: &Subject<'_>) -> Told {
    match UriPath::parse("/rd/registration") {
        Ok(path) => request(subject, path),
        Err(error) => Told { fault: Some(error), ..Told::default() },
    }
}

fn request(subject: &Subject<'_>, path: UriPath<'_>) -> Told {
    let mut told = Told::default();
    let (text, behind) = match text(subject) {
        Ok(text) => text,
        Err(error) => return Told { fault: Some(error), ..told },
    };
    let role = if path == UriPath::Bootstrap { Role::BootstrapServer } else { Role::Server };
    let mut request = Request::new(Method::Post, path);
    request.query = Query::Uri(text);
    if request.path == UriPath::Register {
        // Before 1.2 a Register must bring a list of Objects, which is no part of its query.
        request.content_format = Some(ContentFormat::LINK);
        request.payload = b"</1/0>";
    }
    let mut report = |deviation| told.deviations.push(deviation);
    let call = subject.options(&mut report).dispatch(&request, role);
    told.deviations.iter_mut().for_each(|deviation| deviation.offset += behind);
    match call {
        Err(error) => told.fault = Some(moved(error, behind)),
        Ok(call) => {
            told.meaning.push(("operation".to_owned(), format!("{:?}", call.operation())));
            told.meaning.extend(said(&call));
        }
    }
    told
}

/// What a client says of itself, line by line.
pub(crate) fn said(call: &Call<'_>) -> Vec<(String, String)> {
    let mut lines = Vec::new();
    let mut say = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            lines.push((name.to_owned(), value));
        }
    };
    let registration = match call {
        Call::Register(register) => &register.registration,
        Call::Update(update) => &update.registration,
        Call::BootstrapRequest(request) => {
            let parameters = &request.parameters;
            say("endpoint", parameters.endpoint.as_ref().map(ToString::to_string));
            let format = parameters.preferred_format;
            say("preferred format", format.map(|format| format.to_string()));
            return lines;
        }
        // Other operations are told by their paths and payloads.
        _ => return lines,
    };
    say("endpoint", registration.endpoint.as_ref().map(ToString::to_string));
    say("lifetime", registration.lifetime.map(|seconds| format!("{seconds} s")));
    say("release", registration.version.map(|version| version.to_string()));
    say("binding", registration.binding.map(|binding| binding.to_string()));
    say("queue mode", registration.queue_mode.then(|| "yes".to_owned()));
    say("sms", registration.sms.as_ref().map(ToString::to_string));
    say("profiles", registration.profiles.as_ref().map(ToString::to_string));
    lines
}

/// The query without a question mark in front, and the length of that.
fn text<'s>(subject: &Subject<'s>) -> Result<(&'s str, usize), Error> {
    let text = std::str::from_utf8(subject.bytes)
        .map_err(|error| Error::from(ErrorKind::NotUtf8).at(error.valid_up_to()))?;
    Ok(match text.strip_prefix('?') {
        Some(text) => (text, 1),
        None => (text, 0),
    })
}

/// The same error, `by` bytes further on.
pub(crate) fn moved(error: Error, by: usize) -> Error {
    let mut moved = Error::from(error.kind());
    if let Some(offset) = error.offset() {
        moved = moved.at(offset + by);
    }
    match error.path() {
        Some(path) => moved.within(path),
        None => moved,
    }
}
