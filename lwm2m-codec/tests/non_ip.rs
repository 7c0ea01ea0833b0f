//! LoRaWAN and cellular networks without IP: what a Register leaves out, and which numbers there are.
//! LwM2M Transport 1.1.1, 6.8.4.
#![allow(
    clippy::std_instead_of_alloc,
    clippy::std_instead_of_core,
    reason = "a test has the standard library"
)]

use lwm2m_codec::binding::non_ip::{self, FPort, RdsPort};
use lwm2m_codec::message::{Code, Method, Query, Request, UriPath};
use lwm2m_codec::operation::{Registration, Rule};
use lwm2m_codec::{ContentFormat, ErrorKind, Operation, Options, Path, Version};

fn register<'a>(query: &'a str, objects: &'a [u8]) -> Request<'a> {
    let mut request = Request::new(Method::Post, UriPath::Register);
    request.query = Query::Uri(query);
    request.content_format = (!objects.is_empty()).then_some(ContentFormat::LINK);
    request.payload = objects;
    request
}

/// COA-04: version 1.1 and thirty days where nothing is said; the list of Objects may be missing.
#[test]
fn coa_04_defaults() {
    let rule = |rule| Err(ErrorKind::Rule(rule));
    for (query, objects, expected) in [
        ("", &b""[..], Ok((Version::V1_1, 2_592_000))),
        ("", b"</3/0>", Ok((Version::V1_1, 2_592_000))),
        ("lt=60", b"", Ok((Version::V1_1, 60))),
        ("lwm2m=1.2&lt=60", b"", Ok((Version::V1_2, 60))),
        ("lwm2m=1.2", b"", Ok((Version::V1_2, 2_592_000))),
        ("lwm2m=1.0", b"", rule(Rule::MissingEndpoint)),
        ("x=1", b"", Err(ErrorKind::UnknownParameter)),
        ("lwm2m=2.0", b"", rule(Rule::UnsupportedVersion)),
    ] {
        let request = register(query, objects);
        let read = Options::STRICT.lorawan_register(&request);
        let read = read.map_err(|error| error.kind()).map(|register| {
            let Registration { version, lifetime, .. } = register.registration;
            assert_eq!(register.objects, objects);
            (version.expect("a version"), lifetime.expect("a lifetime"))
        });
        assert_eq!(read, expected, "{query}");
    }
    // Elsewhere a version that is not said is 1.0, which wants a name.
    let elsewhere =
        Options::STRICT.dispatch(&register("", b"</3/0>"), lwm2m_codec::operation::Role::Server);
    let error = elsewhere.map(drop).map_err(|error| error.kind());
    assert_eq!(error, Err(ErrorKind::Rule(Rule::MissingEndpoint)));
    let read = Request::new(Method::Get, UriPath::from(Path::ROOT));
    let refused = Options::STRICT.lorawan_register(&read).map(drop);
    let error = refused.map_err(|error| error.kind());
    assert_eq!(error, Err(ErrorKind::Rule(Rule::NoOperation)));
    // Whose list is not known, is asked for it.
    assert!(Operation::Register.answers(Code::CONFLICT, Version::V1_1));
}

/// COA-04: what is written leaves out what the other side supposes.
#[test]
fn coa_04_shortened() {
    for (lifetime, version, expected) in [
        (non_ip::LORAWAN_LIFETIME, Version::V1_1, ""),
        (60, Version::V1_1, "lt=60"),
        (non_ip::LORAWAN_LIFETIME, Version::V1_2, "lwm2m=1.2"),
    ] {
        let registration = Registration {
            lifetime: Some(lifetime),
            version: Some(version),
            ..Registration::default()
        };
        let query = Query::Registration(non_ip::shortened(registration.clone()), version);
        assert_eq!(query.to_string(), expected);
        let shown = query.to_string();
        let read = Options::STRICT.lorawan_register(&register(&shown, b"")).expect("a Register");
        assert_eq!(read.registration, registration);
    }
}

/// COA-05: ports of the Reliable Data Service, 0 to 15; those of LoRaWAN, 1 to 255.
#[test]
fn coa_05_ports() {
    assert_eq!(RdsPort::new(15).map(RdsPort::get), Ok(15));
    assert_eq!(RdsPort::new(16), Err(ErrorKind::OutOfRange));
    assert_eq!(FPort::new(255).map(FPort::get), Ok(255));
    assert_eq!(FPort::new(0), Err(ErrorKind::OutOfRange));
    assert_eq!(non_ip::CELLULAR_MTU, 1358);
    assert_eq!((non_ip::LORAWAN_MAX_RETRANSMIT, non_ip::LORAWAN_ACK_TIMEOUT.as_secs()), (4, 300));
}
