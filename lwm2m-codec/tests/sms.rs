//! SMS: how many short messages a message takes, and which requests are triggers. LwM2M Core 1.2.2, appendix L.

use lwm2m_codec::binding::coap_udp::{self, Header, Type};
use lwm2m_codec::binding::{coap, sms};
use lwm2m_codec::message::{Method, Query, Request, UriPath};
use lwm2m_codec::operation::{Arguments, Execute};
use lwm2m_codec::{ContentFormat, ErrorKind, Options, Path, Version};

const UPDATE: Path = Path::resource(1, 0, 8);
const BOOTSTRAP: Path = Path::resource(1, 7, 9);

/// SMS-01: 140 octets in one, 134 in each of several.
#[test]
fn sms_01_parts() {
    for (octets, expected) in [
        (0, Ok(1)),
        (140, Ok(1)),
        (141, Ok(2)),
        (268, Ok(2)),
        (269, Ok(3)),
        (34170, Ok(255)),
        (34171, Err(ErrorKind::ValueTooLong { limit: 34170 })),
        (usize::MAX, Err(ErrorKind::ValueTooLong { limit: 34170 })),
    ] {
        assert_eq!(sms::parts(octets).map_err(|error| error.kind()), expected, "{octets}");
    }
}

/// SMS-02: an Execute of /1/x/8 or /1/x/9, and nothing else, whatever is wrong with it.
#[test]
fn sms_02_triggers() {
    let request = |method, path: Path| Request::new(method, UriPath::from(path));
    let mut with_argument = request(Method::Post, UPDATE);
    with_argument.content_format = Some(ContentFormat::TEXT);
    with_argument.payload = b"0='U'";
    let mut with_query = request(Method::Post, UPDATE);
    with_query.query = Query::Uri("x=1");
    let mut malformed = with_argument.clone();
    malformed.payload = b"'";
    for (request, version, expected) in [
        (request(Method::Post, UPDATE), Version::V1_0, Some(UPDATE)),
        (request(Method::Post, UPDATE), Version::V1_2, Some(UPDATE)),
        (request(Method::Post, BOOTSTRAP), Version::V1_1, Some(BOOTSTRAP)),
        (request(Method::Post, BOOTSTRAP), Version::V1_0, None),
        (with_argument, Version::V1_2, Some(UPDATE)),
        (malformed, Version::V1_2, None),
        (with_query, Version::V1_2, None),
        (request(Method::Get, UPDATE), Version::V1_2, None),
        (request(Method::Post, Path::resource(1, 0, 4)), Version::V1_2, None),
        (request(Method::Post, Path::resource(3, 0, 8)), Version::V1_2, None),
        (request(Method::Post, Path::instance(1, 8)), Version::V1_2, None),
        (request(Method::Post, Path::resource_instance(1, 0, 8, 0)), Version::V1_2, None),
        (Request::new(Method::Post, UriPath::Register), Version::V1_2, None),
    ] {
        let trigger = sms::trigger(&request, Options::STRICT.version(version));
        assert_eq!(trigger.map(|execute| execute.path), expected, "{request:?} {version}");
    }
}

/// SMS-03: the octets of a trigger, of which there are fourteen, and the push that carries them.
#[test]
fn sms_03_octets() {
    let execute = Execute { path: UPDATE, arguments: Arguments::NONE };
    let request = Options::STRICT.request(&execute).expect("a request");
    let mut buffer = [0; sms::SINGLE];
    let header = Header { kind: Type::Confirmable, message_id: 0xb60b };
    let mut writer = coap_udp::writer(header, b"\x21\x61\xfb\x63", &mut buffer).expect("a token");
    coap::write_request(&request, &[], &mut writer).expect("written");
    let octets = writer.finish().expect("room");
    assert_eq!(octets, b"\x44\x02\xb6\x0b\x21\x61\xfb\x63\xb1\x31\x01\x30\x01\x38");
    assert_eq!(
        (sms::parts(octets.len()), sms::PUSH_PORT, sms::PUSH_APPLICATION),
        (Ok(1), 2948, 154)
    );
}
