//! What 1.2.1 and 1.2.2 have changed, on both sides of each change. The wire tells 1.2 alone, so that 1.2 is read and
//! written as its newest text has it, and the other side is 1.1; where a change is harmless before, it holds there too.
#![cfg(all(
    feature = "coap",
    feature = "lwm2m-cbor",
    feature = "senml-cbor",
    feature = "senml-json",
    feature = "tlv"
))]
#![allow(
    clippy::std_instead_of_alloc,
    clippy::std_instead_of_core,
    reason = "a test has the standard library"
)]

#[path = "common/request.rs"]
mod request;

use lwm2m_codec::binding::coap_udp::Type;
use lwm2m_codec::binding::uri::{Scheme, ServerUri};
use lwm2m_codec::link::{Registered, Root};
use lwm2m_codec::message::Code;
use lwm2m_codec::operation::{Call, Role, Rule};
use lwm2m_codec::{ContentFormat, ErrorKind, ObjectInstanceId, Operation, Options, Path, Version};
use request::dispatch;

use Version::{V1_0, V1_1, V1_2};

const ALL: [Version; 3] = [V1_0, V1_1, V1_2];

/// The operation that a line is, or the code that it is answered with.
fn ask(version: Version, role: Role, line: &'static str) -> Result<Operation, Code> {
    let call = dispatch(Options::STRICT.version(version), role, line);
    call.map(|call| call.operation()).map_err(|error| error.code())
}

/// CHG-01: a Bootstrap-Pack-Request brings `acc` along, and is of 1.2; a Bootstrap-Request never does.
#[test]
fn accounts_of_a_bootstrap() {
    let pack = "GET /bspack?ep=a&acc=%3C/0/0%3E accept=112";
    for (version, expected) in [
        (V1_0, Err(Code::NOT_IMPLEMENTED)),
        (V1_1, Err(Code::NOT_IMPLEMENTED)),
        (V1_2, Ok(Operation::BootstrapPackRequest)),
    ] {
        assert_eq!(ask(version, Role::BootstrapServer, pack), expected, "{version:?}");
        let line = "POST /bs?ep=a&acc=%3C/0/0%3E";
        assert_eq!(ask(version, Role::BootstrapServer, line), Err(Code::BAD_REQUEST));
    }
    let call = dispatch(Options::STRICT, Role::BootstrapServer, pack);
    let Ok(Call::BootstrapPackRequest(request)) = call else { panic!("{call:?}") };
    assert!(request.parameters.accounts.is_some_and(|accounts| accounts == "</0/0>"));
}

/// CHG-01: a Create in LwM2M CBOR, number 11544, may leave the id to the client by 65535.
#[test]
fn creates_in_lwm2m_cbor() {
    assert_eq!(ContentFormat::LWM2M_CBOR.get(), 11544);
    let payload = b"\xa1\x82\x19\x0c\xe7\x19\xff\xff\xa1\x19\x16\x44\x01";
    for (version, format, path) in [
        (V1_0, Err(Code::UNSUPPORTED_CONTENT_FORMAT), Err(ErrorKind::ReservedId)),
        (V1_1, Err(Code::UNSUPPORTED_CONTENT_FORMAT), Err(ErrorKind::ReservedId)),
        (V1_2, Ok(Operation::Create), Ok(Path::resource(3303, 7, 5700))),
    ] {
        assert_eq!(ask(version, Role::Client, "POST /3303 ct=11544 body=x"), format, "{version:?}");
        let options = Options::STRICT.version(version).new_instance(ObjectInstanceId::new(7));
        let format = ContentFormat::LWM2M_CBOR;
        let mut records = options.records(format, Path::object(3303), payload).expect("a payload");
        let found = records.next().expect("a record").map(|record| record.path);
        assert_eq!(found.map_err(|error| error.kind()), path, "{version:?}");
    }
}

/// CHG-01: attributes as the text of 1.2 has them: `edge`, `con` and `hqmax`, and parameters of an Observe.
#[test]
fn attributes() {
    for (line, before) in [
        ("PUT /3/0/9?pmin=1", Ok(Operation::WriteAttributes)),
        ("PUT /3/0/9?con=1", Err(Code::BAD_REQUEST)),
        ("PUT /3/0/9?hqmax=1", Err(Code::BAD_REQUEST)),
        ("PUT /3342/0/5500?edge=1", Err(Code::BAD_REQUEST)),
    ] {
        for (version, expected) in
            [(V1_0, before), (V1_1, before), (V1_2, Ok(Operation::WriteAttributes))]
        {
            assert_eq!(ask(version, Role::Client, line), expected, "{version:?} {line}");
        }
    }
    for (version, expected) in [
        (V1_0, Err(Code::BAD_REQUEST)),
        (V1_1, Err(Code::BAD_REQUEST)),
        (V1_2, Ok(Operation::Observe)),
    ] {
        let line = "GET /3/0/9?pmin=1 observe=0";
        assert_eq!(ask(version, Role::Client, line), expected, "{version:?}");
    }
}

/// CHG-01: each digit once among the arguments of an Execute; harmless before 1.2.1, so in every version (D-142).
#[test]
fn unique_arguments() {
    for version in ALL {
        for (line, expected) in [
            ("POST /3/0/4 ct=0 body=0='a',1", Ok(Operation::Execute)),
            ("POST /3/0/4 ct=0 body=0='a',0", Err(Code::BAD_REQUEST)),
        ] {
            assert_eq!(ask(version, Role::Client, line), expected, "{version:?} {line}");
        }
    }
}

/// CHG-01: COSE is in no list of Objects; no server could ask for it before either (D-099).
#[test]
fn no_keys_in_a_registration() {
    for version in ALL {
        let options = Options::STRICT.version(version);
        let cose = [Registered::new(Path::instance(23, 0))];
        let mut buffer = [0; 64];
        let list = lwm2m_codec::link::ObjectList { root: Root::new(), objects: cose };
        assert!(lwm2m_codec::link::encode(&list, &mut buffer).is_err(), "{version:?}");
        let mut list = options.object_list(b"</23/0>,</3/0>").expect("a list").objects;
        let kept: Vec<_> = list.by_ref().map(|object| object.expect("an object").path).collect();
        assert_eq!((kept, list.notes().dropped), (vec![Path::instance(3, 0)], 1), "{version:?}");
    }
}

/// CHG-02: a Send may get lost from 1.2 on.
#[test]
fn sends() {
    for (version, expected) in
        [(V1_0, Type::Confirmable), (V1_1, Type::Confirmable), (V1_2, Type::NonConfirmable)]
    {
        assert_eq!(Type::of(Operation::Send, version, false), expected, "{version:?}");
        assert_eq!(Type::of(Operation::Send, version, true), Type::Confirmable);
    }
}

/// CHG-02: names of SenML carry the alternate path: they may before 1.2, and have to in it; we write them in all.
#[test]
fn alternate_paths_in_names() {
    let at = Path::resource(3, 0, 9);
    for (version, with, without) in [(V1_0, true, true), (V1_1, true, true), (V1_2, true, false)] {
        let options = Options::STRICT.version(version).alternate_path("lwm2m");
        let reads = |name: &str| {
            let payload = format!(r#"[{{"n":"{name}","v":1}}]"#);
            options.decode::<i64>(ContentFormat::SENML_JSON, at, payload.as_bytes()).is_ok()
        };
        assert_eq!((reads("/lwm2m/3/0/9"), reads("/3/0/9")), (with, without), "{version:?}");
        let mut buffer = [0; 64];
        let written = options.encode(ContentFormat::SENML_JSON, at, &1_i64, &mut buffer);
        assert_eq!(written, Ok(&br#"[{"bn":"/lwm2m/3/0/9","v":1}]"#[..]), "{version:?}");
    }
}

/// CHG-02: the schemes of WebSockets.
#[test]
fn web_sockets() {
    for (text, scheme) in [("coap+ws://a", Scheme::CoapWs), ("coaps+ws://a", Scheme::CoapsWs)] {
        assert_eq!(ServerUri::parse(text).map(|uri| uri.scheme), Ok(scheme));
        assert_eq!(scheme.since(), V1_2);
    }
    assert_eq!(Scheme::CoapTcp.since(), V1_1);
}

/// CHG-02: composite requests in SenML in 1.1 and, again, in 1.2; in the forms made for them in 1.2 alone.
#[test]
fn formats_of_composite_requests() {
    let etch = Err(Code::UNSUPPORTED_CONTENT_FORMAT);
    for (line, in_1_1) in [
        ("FETCH / ct=110 body=x", Ok(Operation::ReadComposite)),
        ("FETCH / ct=112 body=x", Ok(Operation::ReadComposite)),
        ("FETCH / ct=320 body=x", etch),
        ("FETCH / ct=322 body=x", etch),
    ] {
        assert_eq!(ask(V1_1, Role::Client, line), in_1_1, "{line}");
        assert_eq!(ask(V1_2, Role::Client, line), Ok(Operation::ReadComposite), "{line}");
    }
    let before = dispatch(Options::STRICT.version(V1_0), Role::Client, "FETCH / ct=112 body=x");
    let before = before.map(drop).map_err(|error| error.kind());
    assert_eq!(before, Err(ErrorKind::Rule(Rule::LaterVersion)));
}

/// CHG-02: a Register may be answered with 4.01, as one over OSCORE is; what else it may be, is told by the table.
#[test]
fn unauthorized_registers() {
    for version in ALL {
        assert!(Operation::Register.answers(Code::UNAUTHORIZED, version), "{version:?}");
        assert!(!Operation::Update.answers(Code::UNAUTHORIZED, version), "{version:?}");
        let expected = version >= V1_1;
        assert_eq!(Operation::Register.answers(Code::CONFLICT, version), expected, "{version:?}");
    }
}
