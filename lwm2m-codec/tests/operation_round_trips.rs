//! Any operation in any version: what the table allows comes back as it was, by CoAP options and as a URI; what it
//! forbids is an error that names a rule.
#![allow(
    clippy::std_instead_of_alloc,
    clippy::std_instead_of_core,
    reason = "a test has the standard library"
)]

use lwm2m_codec::attribute::{Attributes, Change, Changes};
use lwm2m_codec::message::{Gather, Location, Query, Request, UriPath};
use lwm2m_codec::negotiation::{Exchange, Shape};
use lwm2m_codec::operation::*;
use lwm2m_codec::{ContentFormat, ErrorKind, Operation, Options, Path, Result, Text, Version};
use proptest::prelude::*;

const VERSIONS: [Version; 3] = [Version::V1_0, Version::V1_1, Version::V1_2];

const FORMATS: [ContentFormat; 12] = [
    ContentFormat::TEXT,
    ContentFormat::LINK,
    ContentFormat::OPAQUE,
    ContentFormat::CBOR,
    ContentFormat::SENML_JSON,
    ContentFormat::SENML_CBOR,
    ContentFormat::SENML_ETCH_JSON,
    ContentFormat::SENML_ETCH_CBOR,
    ContentFormat::TLV,
    ContentFormat::LWM2M_JSON,
    ContentFormat::LWM2M_CBOR,
    ContentFormat::new(65000),
];

fn path() -> impl Strategy<Value = Path> {
    let object = prop_oneof![0u16..30, 0..=65534u16];
    (object, prop::collection::vec(0..=65534u16, 0..=3), 0..=4usize).prop_map(
        |(object, below, depth)| {
            let ids = std::iter::once(object).chain(below).take(depth);
            ids.fold(Path::ROOT, |path, id| path.child(id).expect("four ids"))
        },
    )
}

fn attributes() -> impl Strategy<Value = Changes> {
    let whole = || {
        prop_oneof![
            Just(Change::Unchanged),
            Just(Change::Unset),
            any::<u64>().prop_map(Change::Set)
        ]
    };
    let float = prop_oneof![
        Just(Change::Unchanged),
        Just(Change::Unset),
        (-1e9..1e9f64).prop_map(Change::Set)
    ];
    (whole(), whole(), float, whole()).prop_map(|(pmin, pmax, gt, hqmax)| Changes {
        pmin,
        pmax,
        gt,
        hqmax,
        ..Changes::NONE
    })
}

#[derive(Clone, Debug)]
struct Said {
    endpoint: Option<String>,
    lifetime: Option<u64>,
    version: Option<Version>,
    binding: Option<Vec<Transport>>,
    queue_mode: bool,
    sms: Option<String>,
    profiles: Option<String>,
}

impl Said {
    fn registration(&self) -> Registration<'_> {
        Registration {
            endpoint: self.endpoint.as_deref().map(Text::new),
            lifetime: self.lifetime,
            version: self.version,
            binding: self.binding.as_deref().map(Binding::of),
            queue_mode: self.queue_mode,
            sms: self.sms.as_deref().map(Text::new),
            profiles: self.profiles.as_deref().map(|p| Profiles::new(p).expect("profile ids")),
        }
    }
}

fn said() -> impl Strategy<Value = Said> {
    let endpoint = prop::option::of("[ -~é€😀&=%+]{0,12}");
    let version = prop::option::of(prop::sample::select(&VERSIONS[..]));
    let binding =
        prop::option::of(prop::collection::vec(prop::sample::select(Transport::ALL), 0..4));
    let sms = prop::option::of("[0-9]{1,12}|[a-z]{1,3}@[a-z]{1,3}");
    let profiles = prop::option::of("6:[0-9a-f]{8}|oma:[A-Za-z0-9-]{1,6}(,5:[0-9a-f]{16}){0,3}");
    (endpoint, prop::option::of(any::<u64>()), version, binding, any::<bool>(), sms, profiles)
        .prop_map(|(endpoint, lifetime, version, binding, queue_mode, sms, profiles)| Said {
            endpoint,
            lifetime,
            version,
            binding,
            queue_mode,
            sms,
            profiles,
        })
}

/// Everything that the request of any operation may need.
#[derive(Clone, Debug)]
struct Parts {
    version: Version,
    path: Path,
    format: ContentFormat,
    accept: Option<ContentFormat>,
    payload: Vec<u8>,
    depth: Option<u8>,
    changes: Changes,
    said: Said,
    arguments: bool,
}

fn parts() -> impl Strategy<Value = Parts> {
    let formats = || prop::sample::select(&FORMATS[..]);
    (
        prop::sample::select(&VERSIONS[..]),
        path(),
        formats(),
        prop::option::of(formats()),
        prop::collection::vec(any::<u8>(), 0..8),
        prop::option::of(0..5u8),
        attributes(),
        said(),
        any::<bool>(),
    )
        .prop_map(
            |(version, path, format, accept, payload, depth, changes, said, arguments)| Parts {
                version,
                path,
                format,
                accept,
                payload,
                depth,
                changes,
                said,
                arguments,
            },
        )
}

fn call(operation: Operation, parts: &Parts) -> Option<Call<'_>> {
    use Operation as O;
    let Parts { path, accept, depth, changes, .. } = *parts;
    let body = Body::new(parts.format, &parts.payload);
    let location = Location::parse("/rd/5a3f").expect("a location");
    let attributes: Attributes = changes.attributes();
    let parameters = |pack: bool| BootstrapParameters {
        endpoint: parts.said.endpoint.as_deref().map(Text::new),
        preferred_format: accept.filter(|_| !pack),
        accounts: pack.then(|| "</0/2>,</21/0>".into()),
    };
    let objects = if parts.arguments { &b"</1/0>,</3/0>"[..] } else { &[] };
    let arguments = if parts.arguments { &b"0='U',5"[..] } else { &[] };
    let arguments = Arguments::new(arguments).expect("arguments");
    Some(match operation {
        O::BootstrapRequest => BootstrapRequest { parameters: parameters(false) }.into(),
        O::BootstrapPackRequest => {
            BootstrapPackRequest { parameters: parameters(true), accept }.into()
        }
        O::BootstrapWrite => BootstrapWrite { path, body }.into(),
        O::BootstrapRead => BootstrapRead { path, accept }.into(),
        O::BootstrapDiscover => BootstrapDiscover { path }.into(),
        O::BootstrapDelete => BootstrapDelete { path }.into(),
        O::BootstrapFinish => BootstrapFinish.into(),
        O::Register => Register { registration: parts.said.registration(), objects }.into(),
        O::Update => Update { location, registration: parts.said.registration(), objects }.into(),
        O::Deregister => Deregister { location }.into(),
        // Links are asked for by a Discover.
        O::Read => Read { path, accept: accept.filter(|a| *a != ContentFormat::LINK) }.into(),
        O::Discover => Discover { path, depth }.into(),
        O::Write => Write { path, body }.into(),
        O::WritePartialUpdate => WritePartialUpdate { path, body }.into(),
        O::WriteAttributes => WriteAttributes { path, changes }.into(),
        O::Execute => Execute { path, arguments }.into(),
        O::Create => Create { path, body }.into(),
        O::Delete => Delete { path }.into(),
        O::ReadComposite => ReadComposite { paths: body, accept }.into(),
        O::WriteComposite => WriteComposite { body }.into(),
        O::Observe => Observe { path, accept, attributes }.into(),
        O::ObserveComposite => ObserveComposite { paths: body, accept, attributes }.into(),
        O::CancelObservation => CancelObservation { path, accept, attributes }.into(),
        O::CancelObservationComposite => {
            CancelObservationComposite { paths: body, accept, attributes }.into()
        }
        O::Send => Send { body }.into(),
        _ => return None,
    })
}

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
