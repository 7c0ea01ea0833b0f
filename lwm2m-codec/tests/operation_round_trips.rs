//! Any operation in any version: what the table allows comes back as it was, by CoAP options and as a URI; what it
//! forbids is an error that names a rule.
#![allow(
    clippy::std_instead_of_alloc,
    clippy::std_instead_of_core,
    reason = "a test has the standard library"
)]

#[path = "common/calls.rs"]
mod calls;

use calls::{FORMATS, Parts, call, parts};
use lwm2m_codec::message::{Gather, Query, Request, UriPath};
use lwm2m_codec::negotiation::{Exchange, Shape};
use lwm2m_codec::operation::*;
use lwm2m_codec::{ErrorKind, Operation, Options, Path, Result, Version};
use proptest::prelude::*;

/// Whether the tables allow path and formats: said by the tables alone, not by how requests are written.
fn allowed(operation: Operation, parts: &Parts) -> bool {
    let Parts { version, path, .. } = *parts;
    if operation.since() > version {
        return false;
    }
    let shape = match path.depth() {
        1 => Shape::Object,
        2 => Shape::ObjectInstance,
        3 => Shape::Resource(None),
        _ => Shape::ResourceInstance(None),
    };
    use Operation as O;
    let composite = matches!(
        operation,
        O::ReadComposite
            | O::WriteComposite
            | O::ObserveComposite
            | O::CancelObservationComposite
            | O::Send
    );
    let shape = if composite { Shape::Composite } else { shape };
    let exchange = Exchange { operation, shape, version };
    let body =
        matches!(operation, O::BootstrapWrite | O::Write | O::WritePartialUpdate | O::Create)
            || composite;
    (!body || exchange.request_format(Some(parts.format), &FORMATS[..11]).is_ok())
        && (!body || composite || operation.takes_depth(path.depth(), version))
}

/// The request as a CoAP library shows it: options one by one, gathered in a buffer.
fn by_options<T>(request: &Request<'_>, read: impl FnOnce(Result<&Request<'_>>) -> T) -> T {
    let mut buffer = [0; 1024];
    let mut gather = Gather::new(&mut buffer);
    for segment in request.path.segments() {
        gather.segment(segment.as_str(&mut [0; 8]).as_bytes()).expect("a segment");
    }
    for parameter in request.query.parameters() {
        let mut buffer = [0; 400];
        let text = parameter.expect("a parameter");
        let text = text.copy_to(&mut buffer).expect("room");
        gather.parameter(text.as_bytes()).expect("a parameter");
    }
    match gather.finish() {
        Ok((path, query)) => read(Ok(&with(request, path, query))),
        Err(error) => read(Err(error)),
    }
}

fn with<'a>(request: &Request<'a>, path: UriPath<'a>, query: Query<'a>) -> Request<'a> {
    let mut read = request.clone();
    (read.path, read.query) = (path, query);
    read
}

/// The request as a URI has it.
fn by_uri<T>(request: &Request<'_>, read: impl FnOnce(Result<&Request<'_>>) -> T) -> T {
    let (path, query) = (request.path.to_string(), request.query.to_string());
    match UriPath::parse(&path) {
        Ok(path) => read(Ok(&with(request, path, Query::Uri(&query)))),
        Err(error) => read(Err(error)),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]
    #[test]
    fn what_is_allowed_comes_back(parts in parts()) {
        for operation in Operation::ALL {
            let Some(call) = call(*operation, &parts) else { continue };
            let options = Options::STRICT.version(parts.version);
            let request = match call.request(options) {
                Ok(request) => request,
                Err(error) => {
                    let typed = matches!(
                        error.kind(),
                        ErrorKind::Rule(_)
                            | ErrorKind::Query(_)
                            | ErrorKind::UnknownParameter
                            | ErrorKind::AttributeRefused { .. }
                            | ErrorKind::InconsistentAttributes(_)
                            | ErrorKind::MissingValue
                            | ErrorKind::NotExpressible(_)
                    );
                    prop_assert!(typed, "{:?}: {}", operation, error);
                    continue;
                }
            };
            prop_assert!(allowed(*operation, &parts), "{:?} {:?}", operation, parts);
            // What stands for what was left out.
            let mut expected = call.clone();
            if let Call::Register(register) = &mut expected {
                let registration = &mut register.registration;
                let version = *registration.version.get_or_insert(parts.version);
                if version == Version::V1_0 && registration.queue_mode {
                    registration.binding.get_or_insert_default();
                }
            }
            for again in [
                by_options(&request, |r| options.dispatch(r?, operation.role()).map(|c| c == expected)),
                by_uri(&request, |r| options.dispatch(r?, operation.role()).map(|c| c == expected)),
                options.dispatch(&request, operation.role()).map(|c| c == expected),
            ] {
                prop_assert_eq!(again, Ok(true), "{:?}: {:?}", operation, parts);
            }
        }
    }

    /// Any text as a query is read or refused, at a byte of it.
    #[test]
    fn any_query(text in "([a-zA-Z0-9%=&'\",:é]|ep=|lt=|lwm2m=1.1|pid=|%22|b=U|&){0,40}") {
        let options = Options::STRICT;
        for (role, mut request) in [
            (Role::Server, Request::new(lwm2m_codec::message::Method::Post, UriPath::Register)),
            (Role::BootstrapServer, Request::new(lwm2m_codec::message::Method::Post, UriPath::Bootstrap)),
            (Role::Client, Request::new(lwm2m_codec::message::Method::Put, Path::resource(3, 0, 9).into())),
        ] {
            request.query = Query::Uri(&text);
            if let Err(error) = options.dispatch(&request, role) {
                let within = error.offset().is_none_or(|offset| offset <= text.len());
                prop_assert!(within, "{}: {}", text, error);
            }
        }
    }

    /// Any bytes as arguments are read or refused, and what is read is what was written.
    #[test]
    fn any_arguments(text in "[0-9]{0,2}(=?'[ -~]{0,4}'|,|=| ){0,6}") {
        match Arguments::new(text.as_bytes()) {
            Ok(arguments) => {
                let all: Vec<_> = arguments.iter().collect();
                let mut buffer = [0; 64];
                let written = encode_arguments(&all, &mut buffer).map(|a| a.as_bytes().to_vec());
                prop_assert_eq!(written.as_deref(), Ok(text.as_bytes()));
            }
            Err(error) => {
                let offset = error.offset().expect("an offset");
                prop_assert!(offset < text.len().max(1), "{}: {}", text, error);
            }
        }
    }
}
