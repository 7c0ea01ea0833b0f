//! What the operations have besides dispatch: codes, answers, arguments, bootstrap parameters, and who writes what.
#![allow(
    clippy::std_instead_of_alloc,
    clippy::std_instead_of_core,
    reason = "a test has the standard library"
)]

#[path = "common/request.rs"]
mod request;

use lwm2m_codec::message::{Code, Location, Response};
use lwm2m_codec::operation::{
    Answer, Argument, Arguments, Body, BootstrapDelete, BootstrapDiscover, BootstrapFinish,
    BootstrapPackRequest, BootstrapParameters, BootstrapRead, BootstrapRequest, BootstrapWrite,
    Call, Content, Create, Delete, Discover, Execute, Read, Role, Rule, Send, Write,
    WritePartialUpdate, encode_arguments,
};
use lwm2m_codec::{ContentFormat, Error, ErrorKind, Operation, Options, Path, Version};
use request::dispatch;

use Operation as O;
use Version::{V1_0, V1_1, V1_2};

const FORMAT: ContentFormat = ContentFormat::SENML_CBOR;

/// OPR-14, OPR-22, OPR-29, OPR-34, BST-01, BST-04, BST-07, BST-08, BST-10, BST-16: the codes of each operation in the newest version.
#[test]
fn opr_34_codes() {
    let write = "2.04 2.31 4.00 4.01 4.04 4.05 4.06 4.08 4.13 4.15";
    let read = "2.05 4.00 4.01 4.04 4.05 4.06";
    let composite = "2.05 4.00 4.01 4.04 4.05 4.06 4.15";
    for (operation, codes) in [
        (O::BootstrapRequest, "2.04 4.00 4.15"),
        (O::BootstrapPackRequest, "2.05 4.00 4.01 4.04 4.05 4.06 5.01"),
        (O::BootstrapWrite, "2.04 4.00 4.15"),
        (O::BootstrapRead, read),
        (O::BootstrapDelete, "2.02 4.00"),
        (O::BootstrapDiscover, "2.05 4.00 4.04"),
        (O::BootstrapFinish, "2.04 4.00 4.06"),
        (O::Register, "2.01 4.00 4.01 4.03 4.09 4.12"),
        (O::Update, "2.04 4.00 4.04"),
        (O::Deregister, "2.02 4.00 4.04"),
        (O::Create, "2.01 4.00 4.01 4.04 4.05 4.06 4.15"),
        (O::Read, read),
        (O::ReadComposite, composite),
        (O::Write, write),
        (O::WritePartialUpdate, write),
        (O::WriteComposite, write),
        (O::Delete, "2.02 4.00 4.01 4.04 4.05"),
        (O::Execute, "2.04 4.00 4.01 4.04 4.05"),
        (O::WriteAttributes, "2.04 4.00 4.01 4.04 4.05"),
        (O::Discover, "2.05 4.00 4.01 4.04 4.05"),
        (O::Observe, read),
        (O::CancelObservation, read),
        (O::ObserveComposite, composite),
        (O::CancelObservationComposite, composite),
        (O::Notify, read),
        (O::Send, "2.04 4.00 4.04"),
    ] {
        let listed: Vec<_> = operation.codes(V1_2).map(|code| code.to_string()).collect();
        assert_eq!(listed.join(" "), codes, "{operation:?}");
        assert!(operation.answers(Code::INTERNAL_SERVER_ERROR, V1_0), "any 5.xx is legal");
    }
    // Each operation stands in the table above.
    assert_eq!(Operation::ALL.len(), 26);
    let pct: Vec<_> = O::BootstrapRequest.codes(V1_0).collect();
    assert_eq!(pct, [Code::CHANGED, Code::BAD_REQUEST]);
}

/// D-153: what is not listed is not written; what comes is kept.
#[test]
fn d_153_other_codes() {
    let options = Options::STRICT;
    for code in [Code::FORBIDDEN, Code::CONFLICT, Code::BAD_OPTION] {
        let error = options.response(O::Read, &Answer::refused(code)).expect_err("not listed");
        assert_eq!(error.kind(), ErrorKind::Rule(Rule::ResponseCode));
        let read = options.answer(O::Read, &Response::new(code));
        assert_eq!(read, Ok(Answer::refused(code)));
    }
    let busy = Answer::refused(Code::SERVICE_UNAVAILABLE);
    assert_eq!(options.response(O::Read, &busy), Ok(Response::new(Code::SERVICE_UNAVAILABLE)));
    for (operation, answer) in [
        (O::Read, Answer::Changed),
        (O::Write, Answer::Deleted),
        (O::Create, Answer::Registered(Location::of(Path::instance(3, 0)))),
        (O::Register, Answer::Created(None)),
        (O::Update, Answer::Continue),
        (O::Execute, Answer::Content(Content::default())),
        (O::Write, Answer::refused(Code::CHANGED)),
    ] {
        let error = options.response(operation, &answer).expect_err("another operation's");
        assert_eq!(error.kind(), ErrorKind::Rule(Rule::ResponseCode), "{operation:?}");
        if answer.code().is_success() && operation.codes(V1_2).all(|code| code != answer.code()) {
            let error = options.answer(operation, &Response::new(answer.code()));
            assert_eq!(error.map_err(|e| e.kind()), Err(ErrorKind::Rule(Rule::ResponseCode)));
        }
    }
}

/// OPR-01, OPR-02, D-067, D-092, D-136, D-150: what an answer holds.
#[test]
fn opr_02_contents() {
    let missing = Err(ErrorKind::Rule(Rule::MissingContentFormat));
    let refused = Err(ErrorKind::Rule(Rule::Accept));
    let code = Err(ErrorKind::Rule(Rule::ResponseCode));
    for (version, operation, format, payload, observe, expected) in [
        (V1_0, O::Read, None, "", None, Ok(None)),
        (V1_0, O::Read, Some(11542), "", None, Ok(None)),
        (V1_0, O::Read, None, "x", None, missing),
        (V1_0, O::Read, Some(112), "x", None, refused),
        (V1_1, O::Read, Some(112), "x", None, Ok(None)),
        (V1_1, O::Read, Some(11544), "x", None, refused),
        (V1_2, O::Read, Some(11544), "x", None, Ok(None)),
        (V1_2, O::Read, Some(322), "x", None, refused),
        (V1_2, O::Read, Some(11543), "x", None, Ok(None)),
        (V1_2, O::Read, Some(0), "x", Some(7), Ok(None)),
        (V1_2, O::Observe, Some(0), "x", Some(7), Ok(Some(7))),
        (V1_2, O::Observe, Some(0), "x", None, Ok(None)),
        (V1_2, O::CancelObservation, Some(0), "x", None, Ok(None)),
        (V1_2, O::Notify, Some(0), "x", Some(8), Ok(Some(8))),
        (V1_2, O::Notify, Some(112), "x", Some(8), Ok(Some(8))),
        (V1_2, O::Discover, Some(40), "", None, Ok(None)),
        (V1_2, O::Discover, Some(0), "x", None, refused),
        (V1_2, O::ReadComposite, Some(11544), "x", None, Ok(None)),
        (V1_2, O::ReadComposite, Some(322), "x", None, refused),
        (V1_2, O::BootstrapPackRequest, Some(112), "x", None, Ok(None)),
        (V1_2, O::BootstrapPackRequest, Some(11542), "x", None, refused),
        (V1_2, O::Write, Some(112), "x", None, code),
    ] {
        let options = Options::STRICT.version(version);
        let mut response = Response::new(Code::CONTENT);
        response.content_format = format.map(ContentFormat::new);
        response.payload = payload.as_bytes();
        response.observe = observe;
        let answer = options.answer(operation, &response);
        let found = answer.map_err(|error| error.kind()).map(|answer| match answer {
            Answer::Content(content) => {
                assert_eq!(content.payload, payload.as_bytes());
                // What is read is written again, without what the operation does not have.
                let written = options.response(operation, &answer).expect("an answer");
                assert_eq!(written.observe, content.observe);
                content.observe
            }
            other => panic!("{other:?}"),
        });
        assert_eq!(found, expected, "{operation:?} in {version}: {format:?}");
    }
}

/// OPR-21, D-146: the location of a Create.
#[test]
fn opr_21_locations() {
    let made = Path::instance(16, 1);
    let written = Options::STRICT.response(O::Create, &Answer::Created(Some(made)));
    let written = written.expect("an answer");
    assert_eq!(written.location.map(|l| l.to_string()).as_deref(), Some("/16/1"));
    let read = |location: Option<&'static str>| {
        let mut response = Response::new(Code::CREATED);
        response.location = location.map(|l| Location::parse(l).expect("a location"));
        Options::STRICT.answer(O::Create, &response).map_err(|error| error.kind())
    };
    assert_eq!(read(Some("/16/1")), Ok(Answer::Created(Some(made))));
    assert_eq!(read(Some("/lwm2m/16/1")), Ok(Answer::Created(Some(made))));
    assert_eq!(read(None), Ok(Answer::Created(None)));
    for wrong in ["/16", "/16/1/0", "/rd/1"] {
        let expected = ErrorKind::Path("the path of an object instance");
        assert_eq!(read(Some(wrong)), Err(expected), "{wrong}");
    }
}

/// OPR-17, OPR-18, OPR-19, D-142: the grammar of arguments, and at which byte it is broken.
#[test]
fn opr_17_arguments() {
    let query = |expected| ErrorKind::Query(expected);
    let characters = "visible ASCII without double quotes, quotes and backslashes";
    let none: &[(u8, Option<&str>)] = &[];
    for (text, expected) in [
        ("", Ok(none)),
        ("5", Ok(&[(5, None)][..])),
        ("2='10.3'", Ok(&[(2, Some("10.3"))])),
        ("0='U'", Ok(&[(0, Some("U"))])),
        ("0,1,2,3,4", Ok(&[(0, None), (1, None), (2, None), (3, None), (4, None)])),
        ("7,0='a'", Ok(&[(7, None), (0, Some("a"))])),
        ("0=''", Ok(&[(0, Some(""))])),
        ("0='!#&([]~'", Ok(&[(0, Some("!#&([]~"))])),
        ("0, 1", Err((query("no space"), 2))),
        ("0='a b'", Err((query("no space"), 4))),
        ("10", Err((query("a comma or the end behind an argument"), 1))),
        ("0=a", Err((query("a value in quotes"), 2))),
        ("0=", Err((query("a value in quotes"), 1))),
        ("0='a", Err((query("a quote at the end of the value"), 3))),
        ("0='\"'", Err((query(characters), 3))),
        ("0='\\'", Err((query(characters), 3))),
        ("0='é'", Err((query(characters), 3))),
        ("a", Err((query("a digit"), 0))),
        (",", Err((query("a digit"), 0))),
        ("0,", Err((query("a digit behind the comma"), 1))),
        ("0='a',0='b'", Err((ErrorKind::Duplicate, 6))),
        ("4,4", Err((ErrorKind::Duplicate, 2))),
        ("0\0", Err((query("a comma or the end behind an argument"), 1))),
    ] {
        let read = Arguments::new(text.as_bytes());
        let found = read.map_err(|e| (e.kind(), e.offset().expect("an offset")));
        let found = found.map(|a| a.iter().map(|a| (a.digit, a.value)).collect::<Vec<_>>());
        assert_eq!(found, expected.map(<[_]>::to_vec), "{text:?}");
    }
}

/// OPR-17, OPR-18: what is no argument is not written.
#[test]
fn opr_18_arguments_that_are_not_written() {
    let mut buffer = [0; 8];
    let mut write = |arguments: &[Argument<'_>]| {
        encode_arguments(arguments, &mut buffer).map(drop).map_err(|error| error.kind())
    };
    let one = |digit, value| Argument { digit, value };
    assert_eq!(write(&[one(0, Some("abcd"))]), Ok(()));
    assert_eq!(write(&[one(0, Some("abcde"))]), Err(ErrorKind::BufferTooSmall { needed: 9 }));
    assert_eq!(write(&[one(10, None)]), Err(ErrorKind::Query("a digit")));
    assert_eq!(write(&[one(1, None), one(1, None)]), Err(ErrorKind::Duplicate));
    for value in ["a b", "'", "\"", "\\", "é", "\n"] {
        assert!(matches!(write(&[one(0, Some(value))]), Err(ErrorKind::Query(_))), "{value:?}");
    }
}

/// BST-01, BST-02, BST-03, BST-15, BST-18, D-130, D-131: parameters of a client that wants to be bootstrapped.
#[test]
fn bst_01_parameters() {
    let rule = |rule| Err(ErrorKind::Rule(rule));
    for (version, line, expected) in [
        (V1_0, "POST /bs?ep=n", Ok("ep=n")),
        (V1_0, "POST /bs", rule(Rule::MissingEndpoint)),
        (V1_1, "POST /bs", Ok("")),
        (V1_1, "POST /bs?ep=", Err(ErrorKind::Query("an endpoint name that is not empty"))),
        (V1_0, "POST /bs?ep=n&pct=112", rule(Rule::ParameterVersion)),
        (V1_1, "POST /bs?pct=112&ep=n", Ok("ep=n&pct=112")),
        (V1_1, "POST /bs?pct=110", Ok("pct=110")),
        (V1_1, "POST /bs?pct=11542", Ok("pct=11542")),
        (V1_1, "POST /bs?pct=11544", rule(Rule::PreferredFormat)),
        (V1_2, "POST /bs?pct=11544", Ok("pct=11544")),
        (V1_2, "POST /bs?pct=60", rule(Rule::PreferredFormat)),
        (V1_2, "POST /bs?pct=70000", rule(Rule::PreferredFormat)),
        (V1_2, "POST /bs?pct=x", Err(ErrorKind::Query("decimal digits"))),
        (V1_2, "POST /bs?ep=n&ep=n", rule(Rule::RepeatedParameter)),
        (
            V1_2,
            "GET /bspack?ep=n&acc=%3C/0/2%3E%2C%3C/21/0%3E accept=11544",
            Ok("ep=n&acc=</0/2>,</21/0>"),
        ),
        (V1_2, "GET /bspack?acc=</0/0>", Ok("acc=</0/0>")),
    ] {
        let options = Options::STRICT.version(version);
        let call = dispatch(options, Role::BootstrapServer, line);
        let found = call.map_err(|error| error.kind()).map(|call| {
            let request = call.request(options).expect("what is read can be written");
            let parameters = request.query.parameters().map(|p| p.expect("one").to_string());
            parameters.collect::<Vec<_>>().join("&")
        });
        assert_eq!(found, expected.map(String::from), "{version}: {line}");
    }
    // As a URI, `acc` is encoded.
    let parameters =
        BootstrapParameters { accounts: Some("</0/2>,</21/0>".into()), ..Default::default() };
    let request = BootstrapPackRequest { parameters, accept: Some(FORMAT) };
    let request = Options::STRICT.request(&request).expect("a request");
    assert_eq!(request.query.to_string(), "acc=%3C/0/2%3E%2C%3C/21/0%3E");
}

/// What a version or an operation forbids is not written either.
#[test]
fn what_is_not_written() {
    fn kind<T>(result: Result<T, Error>) -> Option<ErrorKind> {
        result.err().map(|error| error.kind())
    }
    let rule = |rule| Some(ErrorKind::Rule(rule));
    let instance = Path::resource_instance(3, 0, 11, 0);
    let device = Path::instance(3, 0);
    let body = Body::new(FORMAT, b"\x80");
    let text = Body::new(ContentFormat::TEXT, b"1");
    let (v1_0, v1_1) = (Options::STRICT.version(V1_0), Options::STRICT.version(V1_1));
    let v1_2 = Options::STRICT;
    let read = |path| Read { path, accept: None };
    assert_eq!(kind(v1_0.request(&read(instance))), rule(Rule::DepthVersion));
    assert_eq!(kind(v1_1.request(&read(instance))), None);
    assert_eq!(kind(v1_2.request(&read(Path::ROOT))), rule(Rule::Depth));
    assert_eq!(kind(v1_2.request(&read(Path::instance(0, 1)))), rule(Rule::HiddenObject));
    let depth = |depth| Discover { path: device, depth };
    assert_eq!(kind(v1_1.request(&depth(Some(1)))), rule(Rule::ParameterVersion));
    assert_eq!(kind(v1_2.request(&depth(Some(4)))), Some(ErrorKind::Query("a depth of 0 to 3")));
    assert_eq!(kind(v1_2.request(&depth(Some(3)))), None);
    // D-132: Readers take more than is written.
    let bootstrap = |path| BootstrapRead { path, accept: None };
    assert_eq!(kind(v1_1.request(&bootstrap(Path::object(1)))), rule(Rule::BootstrapTarget));
    assert_eq!(kind(v1_1.request(&bootstrap(Path::object(2)))), None);
    assert_eq!(kind(v1_2.request(&bootstrap(Path::instance(1, 0)))), None);
    assert_eq!(kind(v1_2.request(&bootstrap(Path::object(3)))), rule(Rule::BootstrapTarget));
    assert_eq!(kind(v1_2.request(&BootstrapDiscover { path: device })), rule(Rule::BootstrapDepth));
    assert_eq!(
        kind(v1_2.request(&BootstrapDelete { path: Path::resource(3, 0, 1) })),
        rule(Rule::BootstrapDepth)
    );
    assert_eq!(
        kind(v1_2.request(&BootstrapWrite { path: device, body: text })),
        rule(Rule::ContentFormat)
    );
    assert_eq!(kind(v1_2.request(&Write { path: Path::object(3), body })), rule(Rule::Depth));
    assert_eq!(kind(v1_0.request(&Write { path: device, body })), rule(Rule::ContentFormat));
    let partial = WritePartialUpdate { path: Path::resource(3, 0, 15), body };
    assert_eq!(kind(v1_1.request(&partial)), rule(Rule::DepthVersion));
    assert_eq!(kind(v1_2.request(&partial)), None);
    assert_eq!(kind(v1_2.request(&Create { path: device, body })), rule(Rule::Depth));
    assert_eq!(kind(v1_1.request(&Delete { path: instance })), rule(Rule::DepthVersion));
    assert_eq!(kind(v1_2.request(&Delete { path: instance })), None);
    let execute = |path| Execute { path, arguments: Arguments::NONE };
    assert_eq!(kind(v1_2.request(&execute(device))), rule(Rule::Depth));
    assert_eq!(kind(v1_0.request(&Send { body })), rule(Rule::LaterVersion));
    assert_eq!(kind(v1_2.request(&Send { body: text })), rule(Rule::ContentFormatRefused));
    let pct = BootstrapRequest {
        parameters: BootstrapParameters {
            endpoint: Some("n".into()),
            preferred_format: Some(FORMAT),
            accounts: None,
        },
    };
    assert_eq!(kind(v1_0.request(&pct)), rule(Rule::ParameterVersion));
    assert_eq!(kind(v1_1.request(&pct)), None);
    assert_eq!(kind(v1_1.request(&BootstrapPackRequest::default())), rule(Rule::NotImplemented));
}

/// OPR-26, OPR-28: a list may hold every level, and paths that lie below each other.
#[cfg(feature = "senml-cbor")]
#[test]
fn opr_26_lists_of_any_paths() {
    use lwm2m_codec::operation::ReadComposite;

    let resource = Path::resource(3, 0, 9);
    let paths = [
        Path::ROOT,
        Path::object(3),
        Path::instance(3, 0),
        resource,
        Path::resource_instance(3, 0, 11, 0),
    ];
    let mut buffer = [0; 64];
    // Nobody writes such a list: one path says everything.
    let bytes =
        b"\x85\xa1\x00\x61/\xa1\x00\x62/3\xa1\x00\x64/3/0\xa1\x00\x66/3/0/9\xa1\x00\x69/3/0/11/0";
    buffer[..bytes.len()].copy_from_slice(bytes);
    let request = ReadComposite { paths: Body::new(FORMAT, &buffer[..bytes.len()]), accept: None };
    let request = Options::STRICT.request(&request).expect("a request");
    let call = Options::STRICT.dispatch(&request, Role::Client).expect("a Read-Composite");
    let Call::ReadComposite(read) = call else { panic!("{call:?}") };
    let found: Vec<_> = read.paths.paths(Options::STRICT).expect("a list").collect();
    assert_eq!(found, paths.map(Ok));
}

/// BST-12: transmissions of up to 45 s, and twice a latency of 100 s, and 2 s of processing.
#[test]
fn bst_12_when_a_bootstrap_has_failed() {
    let seconds = BootstrapFinish::WITHIN.as_secs();
    assert_eq!(seconds, 45 + 2 * 100 + 2);
}

/// BST-19, OPR-35: a bootstrap knows neither alternate path nor gateway.
#[test]
fn bst_19_prefixes() {
    let options = Options::STRICT.alternate_path("lwm2m").gateway_prefix("d01");
    let device = Path::instance(3, 0);
    let path = |call: Call<'static>| call.request(options).expect("a request").path.to_string();
    assert_eq!(path(Read { path: device, accept: None }.into()), "/lwm2m/d01/3/0");
    let body = Body::new(FORMAT, b"\x80");
    assert_eq!(path(BootstrapWrite { path: device, body }.into()), "/3/0");
    assert_eq!(path(BootstrapDelete { path: Path::ROOT }.into()), "/");
    let odd = Options::STRICT.alternate_path("3");
    let error = odd.request(&Read { path: device, accept: None }).expect_err("looks like an id");
    assert!(matches!(error.kind(), ErrorKind::Path(_)));
}
