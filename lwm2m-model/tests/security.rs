//! What the Objects of security hold is typed values, mode by mode, and nothing else is.
#![cfg(feature = "oma")]
#![allow(clippy::std_instead_of_core, reason = "a test has the standard library")]

use lwm2m_codec::message::Code;
use lwm2m_codec::{Opaque, ResourceId, Text, Version};
use lwm2m_model::objects::cose::{self, Cose};
use lwm2m_model::objects::mqtt_server::{MqttServer, Qos};
use lwm2m_model::objects::oscore::{AeadAlgorithm, HmacAlgorithm, Oscore};
use lwm2m_model::objects::security::{
    CertificateUsage, MatchingType, Security, SecurityMode, SmsSecurityMode,
};
use lwm2m_model::security::{
    Alert, AlertClass, CipherSuite, CoseKey, Credentials, Fault, Identity, MqttSession,
    OscoreContext, ServerCertificate, SmsCredentials, endpoint, is_of, needed, unused, unused_will,
};

const KEY: &[u8] = &[b'k'; 256];

fn octets(length: usize) -> Opaque<'static> {
    Opaque::new(KEY.get(..length).expect("at most 256"))
}

fn all() -> [(u8, Credentials<'static>); 5] {
    let server = ServerCertificate::exact(octets(3));
    let hashed = ServerCertificate {
        octets: octets(32),
        matching: MatchingType::Sha256,
        usage: CertificateUsage::TrustAnchorAssertion,
    };
    [
        (0, Credentials::PreSharedKey { identity: octets(128), key: octets(64) }),
        (
            1,
            Credentials::RawPublicKey {
                public_key: octets(91),
                server: server.clone(),
                secret_key: octets(67),
            },
        ),
        (
            2,
            Credentials::Certificate {
                certificate: octets(200),
                server: hashed,
                secret_key: octets(67),
            },
        ),
        (3, Credentials::NoSec),
        (4, Credentials::CertificateWithEst { server }),
    ]
}

/// MOD-11, MOD-12, SEC-04, BST-14: each mode with its Resources, and each Resource that is missing.
#[test]
fn each_mode_has_its_resources() {
    for (number, credentials) in all() {
        let mut security = Security::new();
        credentials.clone().put(&mut security);
        assert_eq!(Credentials::of(&security), Ok(credentials.clone()), "{number}");
        assert_eq!(unused(&security).count(), 0, "{number}");
        let (mode, needed) = (credentials.mode(), needed(credentials.mode()));
        for resource in [3, 4, 5].map(ResourceId::new) {
            let mut broken = security.clone();
            let mut stuffed = security.clone();
            for (security, value) in [(&mut broken, None), (&mut stuffed, Some(octets(3)))] {
                match resource.get() {
                    3 => security.public_key_or_identity = value,
                    4 => security.server_public_key = value,
                    _ => security.secret_key = value,
                }
            }
            if needed.contains(&resource) {
                assert_eq!(Credentials::of(&broken), Err(Fault::Missing(resource)), "{mode:?}");
            } else {
                // A client ignores it, and a checker tells of it.
                assert_eq!(Credentials::of(&stuffed), Ok(credentials.clone()), "{mode:?}");
                assert!(unused(&stuffed).eq([resource]), "{mode:?}");
            }
        }
        assert!(is_of(mode, Version::V1_1) && is_of(mode, Version::V1_2));
        assert_eq!(is_of(mode, Version::V1_0), number != 4, "{mode:?}");
    }
}

/// D-167, SEC-04.
#[test]
fn what_is_no_credential() {
    let change = |at: usize, change: fn(&mut Security<'static>)| {
        let mut security = Security::new();
        let (_, credentials) = all().into_iter().nth(at).expect("a mode");
        credentials.put(&mut security);
        change(&mut security);
        Credentials::of(&security).map(|credentials| credentials.mode())
    };
    let id = ResourceId::new;
    let unknown = |resource| Err(Fault::Unknown(id(resource)));
    let hash = |expected| Err(Fault::Length(id(4), expected));
    for (found, expected) in [
        (change(0, |s| s.security_mode = None), Err(Fault::Missing(id(2)))),
        (change(0, |s| s.security_mode = Some(SecurityMode::Other(5))), unknown(2)),
        (
            change(0, |s| s.public_key_or_identity = Some(octets(129))),
            Err(Fault::Length(id(3), "an identity of at most 128 octets")),
        ),
        (
            change(0, |s| s.public_key_or_identity = Some(Opaque::new(&[0xff]))),
            Err(Fault::NotUtf8(id(3))),
        ),
        (
            change(0, |s| s.secret_key = Some(octets(65))),
            Err(Fault::Length(id(5), "a key of at most 64 octets")),
        ),
        (change(0, |s| s.secret_key = Some(octets(0))), Err(Fault::Missing(id(5)))),
        (change(2, |s| s.matching_type = Some(MatchingType::Other(4))), unknown(13)),
        (change(2, |s| s.certificate_usage = Some(CertificateUsage::Other(4))), unknown(15)),
        (change(2, |s| s.matching_type = Some(MatchingType::Sha384)), hash("a hash of 48 octets")),
        (change(2, |s| s.matching_type = Some(MatchingType::Sha512)), hash("a hash of 64 octets")),
        (change(2, |s| s.server_public_key = Some(octets(31))), hash("a hash of 32 octets")),
    ] {
        assert_eq!(found, expected);
    }
}

/// SMS-04.
#[test]
fn sms_modes() {
    let of = |mode, parameters: Option<usize>, keys: Option<usize>| {
        let mut security = Security::new();
        security.sms_security_mode = mode;
        security.sms_binding_key_parameters = parameters.map(octets);
        security.sms_binding_secret_key_s = keys.map(octets);
        match SmsCredentials::of(&security) {
            Ok(SmsCredentials::SecurePackets { key_parameters, keys }) => {
                Ok((2, key_parameters.len() + keys.len()))
            }
            Ok(SmsCredentials::Dtls) => Ok((1, 0)),
            Ok(SmsCredentials::NoSec) => Ok((3, 0)),
            Ok(SmsCredentials::Proprietary(number)) => Ok((number, 0)),
            Ok(other) => panic!("{other:?}"),
            Err(fault) => Err(fault),
        }
    };
    let packets = Some(SmsSecurityMode::SecurePacketStructure);
    let other = |number| Some(SmsSecurityMode::Other(number));
    let id = ResourceId::new;
    for (found, expected) in [
        (of(None, None, None), Err(Fault::Missing(id(6)))),
        (of(Some(SmsSecurityMode::DtlsWithPsk), None, None), Ok((1, 0))),
        (of(Some(SmsSecurityMode::NoSec), None, None), Ok((3, 0))),
        (of(packets, Some(6), Some(16)), Ok((2, 22))),
        (of(packets, Some(6), Some(48)), Ok((2, 54))),
        (of(packets, Some(6), Some(17)), Err(Fault::Length(id(8), "16, 32 or 48 octets"))),
        (of(packets, Some(5), Some(16)), Err(Fault::Length(id(7), "6 octets"))),
        (of(packets, None, Some(16)), Err(Fault::Missing(id(7)))),
        (of(packets, Some(6), None), Err(Fault::Missing(id(8)))),
        (of(other(4), None, None), Err(Fault::Unknown(id(6)))),
        (of(other(203), None, None), Err(Fault::Unknown(id(6)))),
        (of(other(204), None, None), Ok((204, 0))),
        (of(other(255), None, None), Ok((255, 0))),
        (of(other(256), None, None), Err(Fault::Unknown(id(6)))),
    ] {
        assert_eq!(found, expected);
    }
}

/// MOD-10, D-168.
#[test]
fn cipher_suites() {
    assert_eq!(CipherSuite::from_value(49320), Some(CipherSuite::PSK_AES_128_CCM_8));
    assert_eq!(CipherSuite::from_octets([0xc0, 0xae]), CipherSuite::ECDHE_ECDSA_AES_128_CCM_8);
    assert_eq!(CipherSuite::PSK_AES_128_CBC_SHA256.octets(), [0, 0xae]);
    assert_eq!(CipherSuite::PSK_AES_128_CBC_SHA256.to_string(), "00AE");
    assert_eq!(CipherSuite::from_value(65535), Some(CipherSuite(0xffff)));
    assert_eq!(CipherSuite::from_value(65536), None);
}

/// MOD-13.
#[test]
fn oscore_contexts() {
    let mut oscore = Oscore::new();
    let id = ResourceId::new;
    assert_eq!(OscoreContext::of(&oscore), Err(Fault::Missing(id(0))));
    oscore.oscore_master_secret = Some(octets(0));
    assert_eq!(OscoreContext::of(&oscore), Err(Fault::Missing(id(0))));
    oscore.oscore_master_secret = Some(octets(16));
    assert_eq!(OscoreContext::of(&oscore), Err(Fault::Missing(id(1))));
    oscore.oscore_sender_id = Some(octets(0));
    assert_eq!(OscoreContext::of(&oscore), Err(Fault::Missing(id(2))));
    oscore.oscore_recipient_id = Some(octets(1));
    let context = OscoreContext::of(&oscore).expect("a context");
    assert_eq!(context.aead_algorithm, AeadAlgorithm::AesCcm16_64_128);
    assert_eq!(context.hmac_algorithm, HmacAlgorithm::Hmac256_256);
    assert_eq!((context.master_salt.len(), context.id_context), (0, None));
    oscore.oscore_aead_algorithm = Some(AeadAlgorithm::Other(99));
    assert_eq!(OscoreContext::of(&oscore), Err(Fault::Unknown(id(3))));
    oscore.oscore_aead_algorithm = None;
    oscore.oscore_hmac_algorithm = Some(HmacAlgorithm::Other(99));
    assert_eq!(OscoreContext::of(&oscore), Err(Fault::Unknown(id(4))));
}

/// MOD-14, D-168.
#[test]
fn mqtt_servers() {
    let server = |client: &'static str, qos, keep_alive| {
        let mut server = MqttServer::new();
        server.client_identifier = Some(Text::new(client));
        server.will_qos = qos;
        server.keep_alive = keep_alive;
        MqttSession::of(&server).map(drop)
    };
    let id = ResourceId::new;
    let name = Err(Fault::Length(id(6), "1 to 23 digits and letters"));
    assert_eq!(MqttSession::of(&MqttServer::new()), Err(Fault::Missing(id(6))));
    for (found, expected) in [
        (server("", None, None), Err(Fault::Missing(id(6)))),
        (server("node1", None, None), Ok(())),
        (server("01234567890123456789012", Some(Qos::ExactlyOnce), Some(65535)), Ok(())),
        (server("012345678901234567890123", None, None), name),
        (server("node 1", None, None), name),
        (server("node1", Some(Qos::Other(3)), None), Err(Fault::Unknown(id(4)))),
        (server("node1", None, Some(65536)), Err(Fault::Length(id(5), "at most 16 bits"))),
    ] {
        assert_eq!(found, expected);
    }
}

/// MOD-14: what is not said has MQTT's own default, a will needs a topic, a password a user name.
#[test]
fn mqtt_sessions() {
    let mut server = MqttServer::new();
    server.client_identifier = Some(Text::new("node1"));
    server.keep_alive = Some(65535);
    server.will_message = Some(Text::new("gone"));
    server.will_qos = Some(Qos::AtLeastOnce);
    let session = MqttSession::of(&server).expect("a session");
    assert_eq!(
        (session.keep_alive, session.clean_session, session.will),
        (Some(65535), None, None)
    );
    assert!(unused_will(&server).eq([2, 4].map(ResourceId::new)));

    server.will_topic = Some(Text::new("lost"));
    let session = MqttSession::of(&server).expect("a session");
    let will = session.will.expect("a will");
    assert_eq!((will.topic, will.message), (Text::new("lost"), Text::new("gone")));
    assert_eq!((will.qos, will.retain), (Qos::AtLeastOnce, false));
    assert_eq!(unused_will(&server).count(), 0);

    server.password = Some(octets(3));
    assert_eq!(MqttSession::of(&server), Err(Fault::Missing(ResourceId::new(7))));
    server.user_name = Some(Text::new("user"));
    let session = MqttSession::of(&server).expect("a session");
    assert_eq!((session.user_name, session.password), (Some(Text::new("user")), Some(octets(3))));
}

/// MOD-14: all three Resources, and an algorithm of COSE.
#[test]
fn cose_keys() {
    let whole = || {
        let mut cose = Cose::new();
        cose.kid = Some(Text::new("node1"));
        cose.aead_algorithm = Some(cose::AeadAlgorithm::AesCcm64_128_256);
        cose.key = Some(Text::new("k"));
        cose
    };
    let id = ResourceId::new;
    let change = |change: fn(&mut Cose<'static>)| {
        let mut cose = whole();
        change(&mut cose);
        CoseKey::of(&cose).map(drop)
    };
    for (found, expected) in [
        (change(|_| {}), Ok(())),
        (change(|cose| cose.kid = None), Err(Fault::Missing(id(0)))),
        (change(|cose| cose.kid = Some(Text::new(""))), Err(Fault::Missing(id(0)))),
        (change(|cose| cose.aead_algorithm = None), Err(Fault::Missing(id(1)))),
        (
            change(|cose| cose.aead_algorithm = Some(cose::AeadAlgorithm::Other(1))),
            Err(Fault::Unknown(id(1))),
        ),
        (change(|cose| cose.key = None), Err(Fault::Missing(id(2)))),
        (change(|cose| cose.key = Some(Text::new(""))), Err(Fault::Missing(id(2)))),
    ] {
        assert_eq!(found, expected);
    }
    let whole = whole();
    let key = CoseKey::of(&whole).expect("a key");
    let mut put = Cose::new();
    key.clone().put(&mut put);
    assert_eq!((put, key.key_length()), (whole.clone(), Some(32)));
    // RFC 8152, table 10: the last number of the name is the key's length in bits.
    for (number, length) in [
        (10, Some(16)),
        (11, Some(32)),
        (12, Some(16)),
        (13, Some(32)),
        (30, Some(16)),
        (31, Some(32)),
        (32, Some(16)),
        (33, Some(32)),
        (1, None),
    ] {
        let aead_algorithm = algorithm(number);
        assert_eq!(CoseKey { aead_algorithm, ..key.clone() }.key_length(), length, "{number}");
    }
}

/// The algorithm of a number, as the Object's Resource reads it.
fn algorithm(number: i64) -> cose::AeadAlgorithm {
    let at = lwm2m_codec::Path::resource(23, 0, 1);
    let text = number.to_string();
    lwm2m_codec::decode(lwm2m_codec::ContentFormat::TEXT, at, text.as_bytes()).expect("a number")
}

/// SEC-01: the name is what the security layer knows, or what the table allows; else 4.00.
#[test]
fn endpoint_names() {
    let (one, none) = (Identity::Secure(b"node1"), Identity::Anonymous);
    let refused = Err(Code::BAD_REQUEST);
    for (release, said, identity, expected) in [
        (Version::V1_0, Some("node1"), one, Ok("node1")),
        (Version::V1_2, Some("node1"), one, Ok("node1")),
        (Version::V1_2, Some("node2"), one, refused),
        (Version::V1_2, Some("Node1"), one, refused),
        (Version::V1_2, Some("node1 "), one, refused),
        (Version::V1_2, Some(""), one, refused),
        // By the table.
        (Version::V1_2, Some("kitchen"), one, Ok("kitchen")),
        (Version::V1_2, Some("kitchen"), Identity::Secure(b"node2"), refused),
        // Without a name.
        (Version::V1_0, None, one, refused),
        (Version::V1_1, None, one, Ok("node1")),
        (Version::V1_2, None, none, refused),
        (Version::V1_2, None, Identity::Secure(b""), refused),
        (Version::V1_2, None, Identity::Secure(b"\xff"), refused),
        // Nothing to compare with.
        (Version::V1_2, Some("node1"), none, Ok("node1")),
        (Version::V1_2, Some(""), none, refused),
    ] {
        let table = |known: &[u8], said: &str| known == b"node1" && said == "kitchen";
        assert_eq!(endpoint(release, said, identity, table), expected, "{release} {said:?}");
    }
}

/// SEC-02: a name that travels as the Sender ID of OSCORE is compared octet for octet.
#[test]
fn sender_ids() {
    let refused = Err(Code::BAD_REQUEST);
    for (said, sender_id, expected) in [
        (Some("node1"), &b"node1"[..], Ok("node1")),
        (Some("node1"), b"node", refused),
        (Some("node1"), b"\x01", refused),
        (None, b"node1", Ok("node1")),
        (None, b"\x80", refused),
        (None, b"", refused),
        // A Sender ID that is no name: the table knows whose it is.
        (Some("node2"), b"\x02", Ok("node2")),
    ] {
        let identity = Identity::Oscore { sender_id };
        let table = |known: &[u8], said: &str| known == b"\x02" && said == "node2";
        assert_eq!(endpoint(Version::V1_1, said, identity, table), expected, "{said:?}");
    }
}

/// SEC-05: every number of an octet.
#[test]
fn alerts() {
    let retry = [0, 10, 20, 21, 22, 40, 47, 50, 51, 70, 71, 86, 90, 100, 111];
    let fail = [42, 43, 44, 45, 46, 48, 49, 112, 113, 114, 115];
    let ignore = [30, 41, 60, 110];
    for number in 0..=u8::MAX {
        let classes = [
            (&retry[..], AlertClass::Retry),
            (&fail, AlertClass::Fail),
            (&ignore, AlertClass::Ignore),
        ];
        let class = classes.iter().find(|(numbers, _)| numbers.contains(&number));
        let alert = Alert::from_value(number.into()).expect("an octet");
        assert_eq!(alert.class(), class.map(|(_, class)| *class), "{number}");
        assert_eq!(u64::from(alert), u64::from(number));
    }
    assert_eq!(Alert::from_value(256), None);
}

#[test]
fn messages() {
    let id = ResourceId::new(5);
    for (fault, message) in [
        (Fault::Missing(id), "expected resource 5, found none"),
        (Fault::Unknown(id), "expected a defined number in resource 5, found another"),
        (Fault::Length(id, "6 octets"), "expected 6 octets in resource 5, found another length"),
        (Fault::NotUtf8(id), "expected utf-8 text in resource 5, found other octets"),
    ] {
        assert_eq!((fault.to_string().as_str(), fault.resource()), (message, id));
    }
}
