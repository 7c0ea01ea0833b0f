//! What real peers send beside the rules of the operations: refused strictly, read leniently, reported once.
#![allow(
    clippy::std_instead_of_alloc,
    clippy::std_instead_of_core,
    reason = "a test has the standard library"
)]
#![cfg(feature = "lenient")]

#[path = "common/request.rs"]
mod request;

use lwm2m_codec::message::{Code, Response};
use lwm2m_codec::operation::{Answer, Arguments, Call, Role};
use lwm2m_codec::{ContentFormat, Deviation, DeviationKind, Operation, Options, Path, Version};
use request::{dispatch, request};

use DeviationKind as D;
use Operation as O;
use Role::{BootstrapServer, Client, Server};
use Version::{V1_0, V1_1, V1_2};

const LEVEL: Path = Path::resource(3, 0, 9);

/// Version, receiver, request; what it is read as; what deviates, at which byte, and where.
type Row = (Version, Role, &'static str, Operation, D, usize, Option<Path>);

#[rustfmt::skip]
const ROWS: &[Row] = &[
    (V1_1, Client, "FETCH / ct=322 body=x", O::ReadComposite, D::EtchIn1_1, 0, Some(Path::ROOT)),
    (V1_1, Client, "PUT /3/0/9 ct=1541 body=1", O::Write, D::LegacyContentFormat, 0, Some(LEVEL)),
    (V1_0, Client, "PUT /3/0 ct=1542 body=x", O::Write, D::LegacyContentFormat, 0, Some(Path::instance(3, 0))),
    (V1_0, Client, "PUT /3/0 ct=50 body=x", O::Write, D::LegacyContentFormat, 0, Some(Path::instance(3, 0))),
    (V1_1, Client, "PUT /3/0/9 body=1", O::Write, D::MissingContentFormat, 0, Some(LEVEL)),
    (V1_1, Client, "POST /3 body=x", O::Create, D::MissingContentFormat, 0, Some(Path::object(3))),
    (V1_1, Server, "POST /rd/1 body=</1/0>", O::Update, D::MissingContentFormat, 0, Some(Path::ROOT)),
    (V1_1, Server, "POST /rd?ep=n&lt=1&lwm2m=1.1", O::Register, D::EmptyObjectList, 0, None),
    (V1_2, Server, "POST /rd?ep=n&lwm2m=1.2", O::Register, D::MissingLifetime, 0, None),
    (V1_2, Server, "POST /rd?ep=n&lt=1&lwm2m=1.2&x=1", O::Register, D::UnknownParameter, 20, None),
    (V1_2, Client, "GET /3?x", O::Read, D::UnknownParameter, 0, None),
    (V1_2, Server, "POST /rd?ep=n&lt=1&lwm2m=%221.2%22", O::Register, D::QuotedVersion, 10, None),
    (V1_2, Server, "POST /rd?ep=n&lt=1&lwm2m=1.2&b=UU", O::Register, D::RepeatedBinding, 20, None),
    (V1_2, Server, "POST /rd?ep=n&lt=1&lwm2m=1.2&b=UQ", O::Register, D::QInBinding, 20, None),
    (V1_0, Server, "POST /rd/1?b=QU", O::Update, D::BindingOrder, 0, None),
    (V1_2, Server, "POST /rd?ep=n&lt=1&lwm2m=1.2&Q=true", O::Register, D::QWithValue, 20, None),
    (V1_2, Server, "POST /rd?ep=n&lt=1&lwm2m=1.2&sms=%2B49", O::Register, D::SmsPlus, 20, None),
    (V1_2, Server, "POST /rd?ep=n&lt=1&lwm2m=1.2&sms=null", O::Register, D::SmsNull, 20, None),
    (V1_2, Server, "POST /rd?ep=n&lt=1&lwm2m=1.2&sms=", O::Register, D::SmsNull, 20, None),
    (V1_2, Server, "POST /rd?ep=n&lt=1&lwm2m=1.2&pid=6:AABBCCDD", O::Register, D::PidUppercase, 20, None),
    (V1_2, Server, "POST /rd?ep=n&lt=1&lwm2m=1.2&pid=6:aabbcc", O::Register, D::PidLength, 20, None),
    (V1_2, Server, "POST /rd/1?lt=1&ep=n", O::Update, D::RegistrationParameterInUpdate, 5, None),
    (V1_2, Server, "POST /rd/1?lwm2m=1.2", O::Update, D::RegistrationParameterInUpdate, 0, None),
    (V1_2, BootstrapServer, "POST /bs?ep=n&pct=60", O::BootstrapRequest, D::UnknownPct, 5, None),
    (V1_2, Client, "PUT /3/0/9?pmin=1 ct=0 body=1", O::Write, D::QueryOnWrite, 0, Some(LEVEL)),
    (V1_0, Client, "GET /3/0/6/1", O::Read, D::RiIn1_0, 0, Some(Path::resource_instance(3, 0, 6, 1))),
    (V1_0, Client, "PUT /3/0/6/1 ct=11542 body=x", O::Write, D::RiIn1_0, 0, Some(Path::resource_instance(3, 0, 6, 1))),
    (V1_1, Client, "DELETE /3/0/6/1", O::Delete, D::DeleteRiIn1_1, 0, Some(Path::resource_instance(3, 0, 6, 1))),
    (V1_2, Client, "POST /3/0/4 ct=0 body=0, 1", O::Execute, D::ArgumentSpace, 2, None),
    (V1_2, Client, "POST /3/0/4 ct=0 body=0='a b'", O::Execute, D::ArgumentSpace, 0, None),
    (V1_2, Client, "POST /3/0/4 ct=0 body=0,0", O::Execute, D::RepeatedArgument, 2, None),
    (V1_2, Client, "POST /3/0/4 ct=0 body=0=a", O::Execute, D::UnquotedArgument, 0, None),
    (V1_2, Client, "POST /1/0/8?0=U", O::Execute, D::ArgumentQuery, 0, Some(Path::resource(1, 0, 8))),
];

fn leniently<T>(read: impl FnOnce(&mut dyn FnMut(Deviation)) -> T) -> (T, Vec<Deviation>) {
    let mut deviations = Vec::new();
    let read = read(&mut |deviation| deviations.push(deviation));
    (read, deviations)
}

/// OPR-18, OPR-36, REG-06, REG-07, REG-19: what strict reading refuses, and what it stands for.
#[test]
fn each_is_refused_strictly_and_reported_leniently() {
    for &(version, role, line, operation, kind, offset, path) in ROWS {
        let options = Options::STRICT.version(version);
        assert!(dispatch(options, role, line).is_err(), "strict: {line}");
        let (call, deviations) = leniently(|report| dispatch(options.lenient(report), role, line));
        let call = call.unwrap_or_else(|error| panic!("{line}: {error}"));
        assert_eq!(call.operation(), operation, "{line}");
        assert_eq!(deviations, [Deviation { kind, offset, path }], "{line}");
        // What is switched off is refused again.
        let (refused, _) = leniently(|report| {
            dispatch(options.lenient(report).refuse(kind).refuse(D::UnknownParameter), role, line)
        });
        assert!(refused.is_err(), "{line}");
    }
}

/// What deviates is read as what it means.
#[test]
fn what_it_means() {
    let read = |version, role, line| {
        let options = Options::STRICT.version(version);
        leniently(|report| dispatch(options.lenient(report), role, line)).0.expect(line)
    };
    let Call::Register(register) = read(V1_2, Server, "POST /rd?ep=n&lwm2m=1.2&b=UQT") else {
        panic!("a Register")
    };
    assert_eq!(register.registration.lifetime, Some(86_400));
    assert!(register.registration.queue_mode);
    for (line, queue_mode) in [
        ("POST /rd/1?Q=", true),
        ("POST /rd/1?Q=true", true),
        ("POST /rd/1?Q=1", true),
        ("POST /rd/1?Q=false", false),
    ] {
        let Call::Update(update) = read(V1_2, Server, line) else { panic!("an Update") };
        assert_eq!(update.registration.queue_mode, queue_mode, "{line}");
    }
    let Call::Execute(execute) = read(V1_2, Client, "POST /1/0/8?0=T") else {
        panic!("an Execute")
    };
    assert_eq!(execute.arguments, Arguments::new(b"0='T'").expect("arguments"));
    let Call::Write(write) = read(V1_1, Client, "PUT /3/0 ct=1542 body=x") else {
        panic!("a Write")
    };
    assert_eq!(write.body.format, ContentFormat::TLV);
    let Call::Execute(execute) = read(V1_2, Client, "POST /3/0/4 ct=0 body=0=a, 0='b'") else {
        panic!("an Execute")
    };
    let values: Vec<_> = execute.arguments.iter().map(|a| (a.digit, a.value)).collect();
    assert_eq!(values, [(0, Some("a")), (0, Some("b"))]);
}

/// What lenient reading refuses as well.
#[test]
fn what_nobody_reads() {
    for (version, role, line) in [
        (V1_2, Server, "POST /rd?ep=n&lt=1&lt=2&lwm2m=1.2"),
        (V1_2, Server, "POST /rd?ep=n&lt=1&lwm2m=2.0"),
        (V1_2, Server, "POST /rd?ep=n&lt=1&lwm2m=1.2&b=X"),
        (V1_2, Server, "POST /rd?ep=n&lt=1&lwm2m=1.2&Q=maybe"),
        (V1_2, Server, "POST /rd?ep=n&lt=1&lwm2m=1.2&sms=%2B"),
        (V1_2, Server, "POST /rd?lt=1&ep="),
        (V1_0, Client, "DELETE /3/0/6/1"),
        (V1_0, Client, "FETCH / ct=112 body=x"),
        (V1_2, Client, "PUT /3/0/9 ct=1 body=x"),
        (V1_2, Client, "PUT /3/0/9 ct=99 body=x"),
        (V1_2, Client, "POST /3/0/4 ct=0 body=0='a"),
        (V1_2, Client, "GET /0/0"),
    ] {
        let options = Options::STRICT.version(version);
        let (call, _) = leniently(|report| dispatch(options.lenient(report), role, line));
        assert!(call.is_err(), "{line}: {call:?}");
    }
}

/// D-067, D-136, D-150: answers.
#[test]
fn answers() {
    let response = |code, format: u16| {
        let mut response = Response::new(code);
        response.content_format = Some(ContentFormat::new(format));
        response.payload = b"\x80";
        response
    };
    for (operation, response, kind) in [
        (O::Notify, response(Code::CHANGED, 112), D::NotifyChanged),
        (O::Observe, response(Code::CHANGED, 112), D::NotifyChanged),
        (O::BootstrapPackRequest, response(Code::CHANGED, 112), D::PackChanged),
        (O::BootstrapPackRequest, response(Code::CONTENT, 322), D::EtchAsAnswer),
        (O::ReadComposite, response(Code::CONTENT, 320), D::EtchAsAnswer),
    ] {
        assert!(Options::STRICT.answer(operation, &response).is_err(), "{operation:?}");
        let (answer, deviations) =
            leniently(|report| Options::STRICT.lenient(report).answer(operation, &response));
        assert!(matches!(answer, Ok(Answer::Content(_))), "{operation:?}: {answer:?}");
        assert_eq!(deviations, [Deviation { kind, offset: 0, path: None }], "{operation:?}");
    }
}

/// D-138, E097: a single Resource that is overwritten by a POST needs its definition to be told.
#[test]
fn post_single_resource() {
    use lwm2m_codec::{DataType, Operations, Range, ResourceDef, ResourceId, Schema};
    struct Level;
    impl Schema for Level {
        fn resource(&self, _: Path) -> Option<ResourceDef<'_>> {
            Some(ResourceDef {
                id: ResourceId::new(9),
                name: "",
                operations: Operations::READ_WRITE,
                multiple: false,
                mandatory: false,
                data_type: DataType::Integer,
                range: Range::Any,
                unit: "",
            })
        }
    }
    let request = request("POST /3/0/9 ct=112 body=x").expect("a request");
    assert!(Options::STRICT.dispatch_in(&request, Client, &Level).is_err());
    let (call, deviations) =
        leniently(|report| Options::STRICT.lenient(report).dispatch_in(&request, Client, &Level));
    assert_eq!(call.expect("a Write").operation(), O::WritePartialUpdate);
    let expected = Deviation { kind: D::PostSingleResource, offset: 0, path: Some(LEVEL) };
    assert_eq!(deviations, [expected]);
}
