//! Any request of any operation in any version, allowed or not.
#![allow(dead_code, reason = "each test takes what it needs")]

use lwm2m_codec::attribute::{Attributes, Change, Changes};
use lwm2m_codec::message::Location;
use lwm2m_codec::operation::*;
use lwm2m_codec::{ContentFormat, Operation, Path, Text, Version};
use proptest::prelude::*;

pub(crate) const VERSIONS: [Version; 3] = [Version::V1_0, Version::V1_1, Version::V1_2];

pub(crate) const FORMATS: [ContentFormat; 12] = [
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

pub(crate) fn path() -> impl Strategy<Value = Path> {
    let object = prop_oneof![0u16..30, 0..=65534u16];
    (object, prop::collection::vec(0..=65534u16, 0..=3), 0..=4usize).prop_map(
        |(object, below, depth)| {
            let ids = std::iter::once(object).chain(below).take(depth);
            ids.fold(Path::ROOT, |path, id| path.child(id).expect("four ids"))
        },
    )
}

pub(crate) fn attributes() -> impl Strategy<Value = Changes> {
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
pub(crate) struct Said {
    pub(crate) endpoint: Option<String>,
    pub(crate) lifetime: Option<u64>,
    pub(crate) version: Option<Version>,
    pub(crate) binding: Option<Vec<Transport>>,
    pub(crate) queue_mode: bool,
    pub(crate) sms: Option<String>,
    pub(crate) profiles: Option<String>,
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

pub(crate) fn said() -> impl Strategy<Value = Said> {
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
pub(crate) struct Parts {
    pub(crate) version: Version,
    pub(crate) path: Path,
    pub(crate) format: ContentFormat,
    pub(crate) accept: Option<ContentFormat>,
    pub(crate) payload: Vec<u8>,
    pub(crate) depth: Option<u8>,
    pub(crate) changes: Changes,
    pub(crate) said: Said,
    pub(crate) arguments: bool,
}

pub(crate) fn parts() -> impl Strategy<Value = Parts> {
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

pub(crate) fn call(operation: Operation, parts: &Parts) -> Option<Call<'_>> {
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
