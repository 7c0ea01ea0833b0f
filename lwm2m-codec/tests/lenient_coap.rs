//! What peers do beside RFC 7252 and 7641 in their messages: refused strictly, read leniently, reported.
//! D-066, D-151, D-163.
#![allow(
    clippy::std_instead_of_alloc,
    clippy::std_instead_of_core,
    reason = "a test has the standard library"
)]

use coap_message::MinimalWritableMessage;
use lwm2m_codec::binding::coap;
use lwm2m_codec::binding::coap_udp::{self, Header, Type};
use lwm2m_codec::message::{Method, Observe, Request, UriPath};
use lwm2m_codec::{ContentFormat, Deviation, DeviationKind, ErrorKind, Options, Path};

/// A GET with options.
fn message(options: &[(u16, &[u8])]) -> Vec<u8> {
    let mut buffer = [0; 64];
    let header = Header { kind: Type::Confirmable, message_id: 1 };
    let mut writer = coap_udp::writer(header, &[], &mut buffer).expect("no token");
    writer.set_code(1);
    for (number, value) in options {
        writer.add_option(*number, value).expect("in order");
    }
    writer.finish().expect("room").to_vec()
}

const NOT_EMPTY: ErrorKind = ErrorKind::Path("segments that are not empty");

/// D-163: a trailing empty segment is left out, and reported.
#[test]
fn d_163_empty_segment() {
    let mut deviations = Vec::new();
    let mut report = |deviation: Deviation| deviations.push(deviation);
    let mut read = |options: &[(u16, &[u8])]| {
        let bytes = message(options);
        let datagram = coap_udp::read(&bytes).expect("well-formed");
        let mut buffer = [0; 64];
        let strict = coap::request(&datagram.message, &mut buffer).map(drop);
        assert_eq!(strict.is_err(), options.len() > 1);
        let lenient = Options::STRICT.lenient(&mut report);
        let request = lenient.coap_request(&datagram.message, &mut buffer);
        request.map(|request| request.path.to_string()).map_err(|e| (e.kind(), e.offset()))
    };
    assert_eq!(read(&[(11, b"3"), (11, b"0"), (11, b"")]).as_deref(), Ok("/3/0"));
    assert_eq!(read(&[(11, b"3"), (11, b""), (11, b"0")]), Err((NOT_EMPTY, Some(2))));
    assert_eq!(read(&[(11, b"")]).as_deref(), Ok("/"));
    let kind = DeviationKind::EmptySegment;
    assert_eq!(deviations, [Deviation { kind, offset: 4, path: None }]);
}

/// D-151: an observation that is ended with another token, and reported.
#[test]
fn d_151_cancel_by_path() {
    let request = |path: Path, observe| {
        let mut request = Request::new(Method::Get, UriPath::from(path));
        request.observe = Some(observe);
        request
    };
    let level = Path::resource(3, 0, 9);
    let first = request(level, Observe::Register);
    let mut deviations = Vec::new();
    for (second, token, strict, lenient) in [
        (request(level, Observe::Deregister), b"a", true, true),
        (request(level, Observe::Deregister), b"b", false, true),
        (request(level, Observe::Register), b"b", false, false),
        (request(Path::resource(3, 0, 13), Observe::Deregister), b"b", false, false),
    ] {
        let mut report = |deviation: Deviation| deviations.push(deviation);
        let options = Options::STRICT.lenient(&mut report);
        assert_eq!(options.coap_cancels((&first, b"a"), &second, token), lenient, "{second:?}");
        assert_eq!(coap::cancels((&first, b"a"), &second, token), strict, "{second:?}");
    }
    let kind = DeviationKind::CancelByPath;
    assert_eq!(deviations, [Deviation { kind, offset: 0, path: Some(level) }]);
}

/// D-066: a composite observation that is ended by its paths in another order, and reported.
#[test]
#[cfg(feature = "senml-json")]
fn d_066_permuted_list() {
    let request = |observe, payload| {
        let mut request = Request::new(Method::Fetch, UriPath::from(Path::ROOT));
        request.content_format = Some(ContentFormat::SENML_JSON);
        request.observe = Some(observe);
        request.payload = payload;
        request
    };
    let first = request(Observe::Register, br#"[{"n":"/3/0/9"},{"n":"/1"}]"#);
    let mut deviations = Vec::new();
    for (payload, token, lenient) in [
        (&br#"[{"n":"/1"},{"n":"/3/0/9"}]"#[..], b"a", true),
        // Each deviation by itself, not both at once.
        (br#"[{"n":"/1"},{"n":"/3/0/9"}]"#, b"b", false),
        (br#"[{"n":"/1"}]"#, b"a", false),
        (br#"[{"n":"/1"},{"n":"/3/0/9"},{"n":"/5"}]"#, b"a", false),
    ] {
        let second = request(Observe::Deregister, payload);
        let mut report = |deviation: Deviation| deviations.push(deviation);
        let options = Options::STRICT.lenient(&mut report);
        assert_eq!(options.coap_cancels((&first, b"a"), &second, token), lenient, "{second:?}");
        assert!(!coap::cancels((&first, b"a"), &second, token), "{second:?}");
    }
    let kind = DeviationKind::PermutedList;
    assert_eq!(deviations, [Deviation { kind, offset: 0, path: Some(Path::ROOT) }]);
}
