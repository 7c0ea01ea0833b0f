//! URIs of servers: schemes with their transports and ports, and what is no URI. LwM2M Transport 1.2.2, 6.
#![allow(
    clippy::std_instead_of_alloc,
    clippy::std_instead_of_core,
    reason = "a test has the standard library"
)]

use lwm2m_codec::binding::uri::{Scheme, ServerUri};
use lwm2m_codec::operation::Transport;
use lwm2m_codec::{ErrorKind, Version};

/// COA-03, COA-04: text, scheme, host, port, path; and back.
#[test]
fn uris() {
    #[rustfmt::skip]
    let rows = [
        ("coap://server.example", Scheme::Coap, "server.example", Some(5683), ""),
        ("coaps://192.0.2.1:5684", Scheme::Coaps, "192.0.2.1", Some(5684), ""),
        ("coaps://[2001:db8::1]:1", Scheme::Coaps, "2001:db8::1", Some(1), ""),
        ("coap+tcp://a", Scheme::CoapTcp, "a", Some(5683), ""),
        ("coaps+tcp://a:65535", Scheme::CoapsTcp, "a", Some(65535), ""),
        ("coap+ws://a", Scheme::CoapWs, "a", Some(80), ""),
        ("coaps+ws://a", Scheme::CoapsWs, "a", Some(443), ""),
        ("coap+nidd://", Scheme::CoapNidd, "", None, ""),
        ("coaps+nidd://scef.example", Scheme::CoapsNidd, "scef.example", None, ""),
        ("lorawan://255", Scheme::Lorawan, "255", None, ""),
        ("tel:+491711234567", Scheme::Tel, "+491711234567", None, ""),
        ("tel:+49-171-123.45(67)", Scheme::Tel, "+49-171-123.45(67)", None, ""),
        ("sms:4917", Scheme::Sms, "4917", None, ""),
        ("mqtt://a", Scheme::Mqtt, "a", Some(1883), ""),
        ("mqtts://a", Scheme::Mqtts, "a", Some(8883), ""),
        ("http://a/lwm2m", Scheme::Http, "a", Some(80), "/lwm2m"),
        ("https://a/", Scheme::Https, "a", Some(443), "/"),
    ];
    for (text, scheme, host, port, path) in rows {
        let uri = ServerUri::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(
            (uri.scheme, uri.host, uri.port_or_default(), uri.path),
            (scheme, host, port, path)
        );
        assert_eq!(uri.to_string(), text);
    }
    // Schemes have no case, and no digits are no port: one form is written.
    let uri = ServerUri::parse("CoAP://A:").expect("a URI");
    assert_eq!((uri.port, uri.to_string().as_str()), (None, "coap://A"));
}

#[test]
fn refused() {
    for (text, expected, offset) in [
        ("", "a scheme and a colon", 0),
        ("server.example", "a scheme and a colon", 0),
        ("ftp://a", "a scheme of LwM2M", 0),
        ("coap:a", "two slashes behind the scheme", 5),
        ("coap://", "a host", 6),
        ("coap://:5683", "a host", 7),
        ("coap://a:0", "a port from 1 to 65535 where there are ports", 8),
        ("coap://a:65536", "a port from 1 to 65535 where there are ports", 8),
        ("coap://a:056", "a port from 1 to 65535 where there are ports", 8),
        ("coap://a:5:6", "a port from 1 to 65535 where there are ports", 8),
        ("lorawan://1:5", "a port from 1 to 65535 where there are ports", 11),
        ("lorawan://0", "a port of LoRaWAN from 1 to 255", 10),
        ("lorawan://256", "a port of LoRaWAN from 1 to 255", 10),
        ("coap://[::1", "a bracket behind an address", 10),
        ("coap://[]", "an address between brackets", 8),
        ("coap://[a/b]", "a bracket behind an address", 9),
        ("coap://[::g]", "an address between brackets", 8),
        ("coap://[::1]5683", "a colon before a port", 12),
        ("coap://a]b", "brackets around an address only", 7),
        ("coap://u@a", "a host, a port and a path, and nothing else", 8),
        ("coap://a?b", "a host, a port and a path, and nothing else", 8),
        ("coap://a/#b", "a host, a port and a path, and nothing else", 9),
        ("coap://a b", "a host, a port and a path, and nothing else", 8),
        ("coap://é", "a host, a port and a path, and nothing else", 7),
        ("tel:", "a number of a telephone", 3),
        ("tel:+", "a number of a telephone", 4),
        ("tel:+49a", "a number of a telephone", 7),
        ("tel://49", "a number of a telephone", 4),
    ] {
        let error = ServerUri::parse(text).expect_err(text);
        assert_eq!(
            (error.kind(), error.offset()),
            (ErrorKind::Uri(expected), Some(offset)),
            "{text}"
        );
    }
    let long = format!("coap://{}", "a".repeat(248));
    assert!(ServerUri::parse(&long).is_ok());
    let error = ServerUri::parse(&format!("{long}a")).map(drop).map_err(|error| error.kind());
    assert_eq!(error, Err(ErrorKind::ValueTooLong { limit: 255 }));
}

/// COA-03: which version brought which; what is secured has an s.
#[test]
fn schemes() {
    for &scheme in Scheme::ALL {
        let (transport, name) = (scheme.transport(), scheme.name());
        assert!(scheme.since() >= transport.since(), "{name}");
        assert_eq!(
            scheme.is_secure(),
            name.contains("coaps") || name == "mqtts" || name == "https"
        );
        let ports = !matches!(transport, Transport::Sms | Transport::NonIp);
        assert_eq!(scheme.default_port().is_some(), ports, "{name}");
    }
    assert_eq!(Scheme::CoapTcp.since(), Version::V1_1);
    assert_eq!(Scheme::CoapsWs.since(), Version::V1_2);
}
