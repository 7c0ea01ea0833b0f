//! The parameters of Register and Update: what each version takes, what it refuses, and what is written.
#![allow(
    clippy::std_instead_of_alloc,
    clippy::std_instead_of_core,
    reason = "a test has the standard library"
)]

#[path = "common/request.rs"]
mod request;

use lwm2m_codec::message::{Code, Location, Query};
use lwm2m_codec::operation::{
    Answer, Binding, Call, Profile, Profiles, Register, Registration, Role, Rule, Suite, Transport,
    Update,
};
use lwm2m_codec::{ErrorKind, Operation, Options, Version};
use request::dispatch;

use Version::{V1_0, V1_1, V1_2};

const DIGITS: ErrorKind = ErrorKind::Query("a number of digits, without a plus");
const UPPER: ErrorKind = ErrorKind::Query("hexadecimal digits in lower case");

fn register(line: &str) -> lwm2m_codec::Result<Register<'_>> {
    // Before 1.2 a Register brings its Objects.
    dispatch(Options::STRICT, Role::Server, line).map(|call| match call {
        Call::Register(register) => register,
        other => panic!("{line}: {other:?}"),
    })
}

/// What a query is written as, in the order of D-120.
fn written(registration: Registration<'_>, version: Version) -> String {
    let query = Query::Registration(registration, version);
    let parameters = query.parameters().map(|p| p.expect("a parameter").to_string());
    parameters.collect::<Vec<_>>().join("&")
}

/// REG-01, REG-02, REG-03, REG-04, REG-05, REG-06, REG-07, REG-08, REG-13, REG-14, REG-19: each row names its own.
#[test]
fn each_parameter_by_version() {
    let letters = |version| {
        ErrorKind::Query(match version {
            V1_0 => "U, UQ, S, SQ, US or UQS",
            V1_1 => "letters out of U, T, S and N",
            _ => "letters out of U, M, H, T, S and N",
        })
    };
    let rule = |rule| Err(ErrorKind::Rule(rule));
    #[rustfmt::skip]
    let rows = [
        // REG-01, D-120: any order is read, one is written.
        ("REG-01", "lwm2m=1.2&Q&sms=4917&b=U&lt=60&ep=n&pid=6:27354b9a", Ok("ep=n&lt=60&lwm2m=1.2&b=U&Q&sms=4917&pid=6:27354b9a")),
        ("REG-01", "ep=n&lt=60&lwm2m=1.1", Ok("ep=n&lt=60&lwm2m=1.1")),
        // REG-02: the name is required in 1.0.
        ("REG-02", "lt=60&lwm2m=1.1", Ok("lt=60&lwm2m=1.1")),
        ("REG-02", "lt=60&lwm2m=1.0", rule(Rule::MissingEndpoint)),
        ("REG-02", "lt=60", rule(Rule::MissingEndpoint)),
        ("REG-02", "ep=&lt=60&lwm2m=1.1", Err(ErrorKind::Query("an endpoint name that is not empty"))),
        ("REG-02", "ep&lt=60&lwm2m=1.1", Err(ErrorKind::Query("a value"))),
        ("D-125", "ep=%C3%A9%20%26&lt=60&lwm2m=1.1", Ok("ep=é &&lt=60&lwm2m=1.1")),
        ("D-125", "ep=%C3&lt=60&lwm2m=1.1", Err(ErrorKind::NotUtf8)),
        // REG-03: the lifetime is required from 1.1 on.
        ("REG-03", "ep=n", Ok("ep=n&lt=86400&lwm2m=1.0")),
        ("REG-03", "ep=n&lwm2m=1.1", rule(Rule::MissingLifetime)),
        ("REG-03", "ep=n&lwm2m=1.2", rule(Rule::MissingLifetime)),
        ("REG-03", "ep=n&lt=0&lwm2m=1.2", Ok("ep=n&lt=0&lwm2m=1.2")),
        ("REG-03", "ep=n&lt=18446744073709551615&lwm2m=1.2", Ok("ep=n&lt=18446744073709551615&lwm2m=1.2")),
        ("REG-03", "ep=n&lt=18446744073709551616&lwm2m=1.2", Err(ErrorKind::OutOfRange)),
        ("REG-03", "ep=n&lt=-1&lwm2m=1.2", Err(ErrorKind::Query("decimal digits"))),
        ("REG-03", "ep=n&lt=&lwm2m=1.2", Err(ErrorKind::Query("decimal digits"))),
        // REG-04: versions.
        ("REG-04", "ep=n&lt=1&lwm2m=9.9", rule(Rule::UnsupportedVersion)),
        ("REG-04", "ep=n&lt=1&lwm2m=2.0", rule(Rule::UnsupportedVersion)),
        ("D-122", "ep=n&lt=1&lwm2m=1.3", Ok("ep=n&lt=1&lwm2m=1.2")),
        ("D-122", "ep=n&lt=1&lwm2m=1.0.2", Err(ErrorKind::Query("a version of two numbers"))),
        ("D-122", "ep=n&lt=1&lwm2m=%221.1%22", Err(ErrorKind::Query("a version of two numbers"))),
        ("D-122", "ep=n&lt=1&lwm2m=1", Err(ErrorKind::Query("a version of two numbers"))),
        ("D-122", "ep=n&lt=1&lwm2m=1.", Err(ErrorKind::Query("a version of two numbers"))),
        ("D-122", "ep=n&lt=1&lwm2m=4294967297.1", rule(Rule::UnsupportedVersion)),
        // REG-05: the binding of 1.0.
        ("REG-05", "ep=n&b=U", Ok("ep=n&lt=86400&lwm2m=1.0&b=U")),
        ("REG-05", "ep=n&b=UQ", Ok("ep=n&lt=86400&lwm2m=1.0&b=UQ")),
        ("REG-05", "ep=n&b=S", Ok("ep=n&lt=86400&lwm2m=1.0&b=S")),
        ("REG-05", "ep=n&b=SQ", Ok("ep=n&lt=86400&lwm2m=1.0&b=SQ")),
        ("REG-05", "ep=n&b=US", Ok("ep=n&lt=86400&lwm2m=1.0&b=US")),
        ("REG-05", "ep=n&b=UQS", Ok("ep=n&lt=86400&lwm2m=1.0&b=UQS")),
        ("REG-05", "ep=n&b=USQ", Err(letters(V1_0))),
        ("REG-05", "ep=n&b=SU", Err(letters(V1_0))),
        ("REG-05", "ep=n&b=T", Err(letters(V1_0))),
        ("REG-05", "ep=n&b=UQSQ", Err(ErrorKind::Query("each transport once"))),
        // REG-06: a set of letters later.
        ("REG-06", "ep=n&lt=1&lwm2m=1.1&b=NTU", Ok("ep=n&lt=1&lwm2m=1.1&b=UTN")),
        ("REG-06", "ep=n&lt=1&lwm2m=1.1&b=M", Err(letters(V1_1))),
        ("REG-06", "ep=n&lt=1&lwm2m=1.1&b=UQ", Err(letters(V1_1))),
        ("REG-06", "ep=n&lt=1&lwm2m=1.1&b=UU", Err(ErrorKind::Query("each transport once"))),
        ("REG-06", "ep=n&lt=1&lwm2m=1.1&b=u", Err(letters(V1_1))),
        ("REG-06", "ep=n&lt=1&lwm2m=1.1&b=", Err(ErrorKind::Query("at least one transport"))),
        ("REG-06", "ep=n&lt=1&lwm2m=1.2&b=NSTHMU", Ok("ep=n&lt=1&lwm2m=1.2&b=UMHTSN")),
        // REG-07: Q has no value.
        ("REG-07", "ep=n&lt=1&lwm2m=1.1&Q", Ok("ep=n&lt=1&lwm2m=1.1&Q")),
        ("REG-07", "ep=n&lt=1&lwm2m=1.1&Q=", Err(ErrorKind::Query("Q without a value"))),
        ("REG-07", "ep=n&lt=1&lwm2m=1.1&Q=true", Err(ErrorKind::Query("Q without a value"))),
        ("D-124", "ep=n&Q", rule(Rule::ParameterVersion)),
        // REG-08: sms.
        ("REG-08", "ep=n&sms=%2B4917", Err(DIGITS)),
        ("REG-08", "ep=n&sms=null", Err(DIGITS)),
        ("REG-08", "ep=n&sms=", Err(DIGITS)),
        ("REG-08", "ep=n&lt=1&lwm2m=1.1&sms=a@b", Err(DIGITS)),
        ("D-125", "ep=n&lt=1&lwm2m=1.2&sms=a@b", Ok("ep=n&lt=1&lwm2m=1.2&sms=a@b")),
        // REG-13, REG-14: profile ids.
        ("REG-13", "ep=n&lt=1&lwm2m=1.2&pid=%226:27354b9a%2Coma:abc-1%22", Ok("ep=n&lt=1&lwm2m=1.2&pid=\"6:27354b9a,oma:abc-1\"")),
        ("REG-13", "ep=n&lt=1&lwm2m=1.2&pid=\"6:27354b9a\"", Ok("ep=n&lt=1&lwm2m=1.2&pid=6:27354b9a")),
        ("REG-13", "ep=n&lt=1&lwm2m=1.2&pid=v:X-1", Ok("ep=n&lt=1&lwm2m=1.2&pid=v:X-1")),
        ("REG-13", "ep=n&lt=1&lwm2m=1.2&pid=6:27354b9a,oma:abc", Err(ErrorKind::Query("quotes around several profile ids"))),
        ("REG-13", "ep=n&lt=1&lwm2m=1.2&pid=6:27354B9A", Err(UPPER)),
        ("REG-13", "ep=n&lt=1&lwm2m=1.2&pid=\"6:27354b9a,\"", Err(ErrorKind::Query("a hash suite, oma or v, and a colon"))),
        ("REG-13", "ep=n&lt=1&lwm2m=1.2&pid=", Err(ErrorKind::Query("a hash suite, oma or v, and a colon"))),
        ("REG-13", "ep=n&lt=1&lwm2m=1.2&pid=\"", Err(ErrorKind::Query("a quote at the end"))),
        ("REG-13", "ep=n&lt=1&lwm2m=1.2&pid=oma:", Err(ErrorKind::Query("something behind the colon"))),
        ("REG-13", "ep=n&lt=1&lwm2m=1.2&pid=oma:a_b", Err(ErrorKind::Query("letters, digits and minus signs"))),
        ("REG-13", "ep=n&lt=1&lwm2m=1.2&pid=vendors:a", Err(ErrorKind::Query("a hash suite, oma or v, and a colon"))),
        ("REG-14", "ep=n&lt=1&lwm2m=1.2&pid=6:27354b9", Err(ErrorKind::Query("as many digits as the hash suite has"))),
        ("REG-14", "ep=n&lt=1&lwm2m=1.2&pid=5:0011223344556677", Ok("ep=n&lt=1&lwm2m=1.2&pid=5:0011223344556677")),
        ("REG-14", "ep=n&lt=1&lwm2m=1.2&pid=7:27354b9a", Err(ErrorKind::Query("a hash suite, oma or v, and a colon"))),
        ("D-126", "ep=n&lt=1&lwm2m=1.1&pid=6:27354b9a", rule(Rule::ParameterVersion)),
        // REG-19: unknown and repeated ones.
        ("REG-19", "ep=n&lt=1&lwm2m=1.1&x=1", Err(ErrorKind::UnknownParameter)),
        ("REG-19", "ep=n&lt=1&lwm2m=1.1&EP=n", Err(ErrorKind::UnknownParameter)),
        ("D-121", "ep=n&lt=1&lwm2m=1.1&lt=1", rule(Rule::RepeatedParameter)),
        ("D-121", "ep=n&lt=1&lwm2m=1.1&%6ct=1", rule(Rule::RepeatedParameter)),
    ];
    for (requirement, query, expected) in rows {
        let line = format!("POST /rd?{query} ct=40 body=</1/0>,</3/0>");
        let found = register(&line).map_err(|error| error.kind()).map(|register| {
            let version = register.registration.version.expect("a version");
            written(register.registration, version)
        });
        assert_eq!(found, expected.map(String::from), "{requirement}: {query}");
    }
}

/// The offset of an error is that of the parameter.
#[test]
fn offsets() {
    for (line, offset) in [
        ("POST /rd?ep=n&lt=x&lwm2m=1.2", 5),
        ("POST /rd?ep=n&lt=1&lwm2m=3.0", 10),
        ("POST /rd?ep=n&lt=1&lwm2m=1.2&b=X", 20),
        ("POST /rd?ep=n&lt=1&lwm2m=1.2&b=%5", 22),
        ("POST /rd?ep=n&lt=1&lwm2m=1.2&&", 20),
    ] {
        let error = register(line).expect_err(line);
        assert_eq!(error.offset(), Some(offset), "{line}: {error}");
    }
}

/// D-100, REG-16: a Register without a list.
#[test]
fn d_100_empty_lists() {
    for (line, expected) in [
        ("POST /rd?ep=n&lt=1&lwm2m=1.2", Ok(())),
        ("POST /rd?ep=n&lt=1&lwm2m=1.2 ct=40", Ok(())),
        ("POST /rd?ep=n&lt=1&lwm2m=1.1", Err(Rule::EmptyObjectList)),
        ("POST /rd?ep=n ct=40", Err(Rule::EmptyObjectList)),
        ("POST /rd?ep=n body=</1/0>", Err(Rule::MissingContentFormat)),
        ("POST /rd?ep=n ct=0 body=</1/0>", Err(Rule::ContentFormatRefused)),
    ] {
        let found = register(line).map(drop).map_err(|error| error.kind());
        assert_eq!(found, expected.map_err(ErrorKind::Rule), "{line}");
    }
}

/// D-122: a server of an earlier version takes later clients as its own.
#[test]
fn d_122_the_servers_version() {
    let options = Options::STRICT.version(V1_1);
    let line = "POST /rd?ep=n&lt=1&lwm2m=1.2 ct=40 body=</1/0>";
    let call = dispatch(options, Role::Server, line).expect("a Register");
    let Call::Register(register) = call else { panic!("{call:?}") };
    assert_eq!(register.registration.version, Some(V1_1));
}

/// REG-10, REG-11, REG-17: the parameters of an Update.
#[test]
fn reg_10_updates() {
    let rule = |rule| Err(ErrorKind::Rule(rule));
    for (version, line, expected) in [
        (V1_0, "POST /rd/5a3f", Ok("")),
        (V1_0, "POST /rd/5a3f?lt=60&b=UQ&sms=4917", Ok("lt=60&b=UQ&sms=4917")),
        (V1_1, "POST /rd/5a3f?sms=4917&Q&b=U&lt=60", Ok("lt=60&b=U&Q&sms=4917")),
        (V1_2, "POST /rd/a/b?pid=6:27354b9a", Ok("pid=6:27354b9a")),
        (V1_1, "POST /rd/5a3f?pid=6:27354b9a", rule(Rule::ParameterVersion)),
        (V1_0, "POST /rd/5a3f?Q", rule(Rule::ParameterVersion)),
        (V1_1, "POST /rd/5a3f?lwm2m=1.1", rule(Rule::UpdateParameter)),
        (V1_1, "POST /rd/5a3f?ep=n", rule(Rule::UpdateParameter)),
        (V1_1, "POST /rd/5a3f?x", Err(ErrorKind::UnknownParameter)),
        (V1_1, "POST /rd/5a3f?lt=1&lt=1", rule(Rule::RepeatedParameter)),
        (V1_1, "POST /rd/5a3f body=x", rule(Rule::MissingContentFormat)),
    ] {
        let call = dispatch(Options::STRICT.version(version), Role::Server, line);
        let found = call.map_err(|error| error.kind()).map(|call| match call {
            Call::Update(update) => written(update.registration, version),
            other => panic!("{line}: {other:?}"),
        });
        assert_eq!(found, expected.map(String::from), "{line}");
    }
}

/// REG-02, REG-03, REG-11, REG-17: what a client can't write.
#[test]
fn reg_11_what_is_not_written() {
    let named = || Registration {
        endpoint: Some("n".into()),
        lifetime: Some(60),
        ..Registration::default()
    };
    let list = b"</1/0>,</3/0>";
    let udp_queue = Registration { queue_mode: true, ..named() };
    let mqtt = Registration { binding: Some(Transport::Mqtt.into()), ..named() };
    let profiles = Profiles::new("6:27354b9a").expect("a profile id");
    let profiled = || Registration { profiles: Some(profiles.clone()), ..named() };
    for (version, registration, expected) in [
        (V1_0, named(), Ok("ep=n&lt=60&lwm2m=1.0")),
        (V1_1, named(), Ok("ep=n&lt=60&lwm2m=1.1")),
        (V1_0, udp_queue.clone(), Ok("ep=n&lt=60&lwm2m=1.0&b=UQ")),
        (V1_1, udp_queue, Ok("ep=n&lt=60&lwm2m=1.1&Q")),
        (V1_0, Registration { endpoint: None, ..named() }, Err("Rule(MissingEndpoint)")),
        (V1_1, Registration { endpoint: None, ..named() }, Ok("lt=60&lwm2m=1.1")),
        (V1_1, Registration { lifetime: None, ..named() }, Err("Rule(MissingLifetime)")),
        (V1_1, Registration { endpoint: Some("".into()), ..named() }, Err("Query")),
        (V1_1, mqtt.clone(), Err("Query")),
        (V1_2, mqtt, Ok("ep=n&lt=60&lwm2m=1.2&b=M")),
        (V1_1, Registration { binding: Some(Binding::of(&[])), ..named() }, Err("Query")),
        (V1_1, Registration { sms: Some("+49".into()), ..named() }, Err("Query")),
        (V1_1, profiled(), Err("Rule(ParameterVersion)")),
        (V1_2, profiled(), Ok("ep=n&lt=60&lwm2m=1.2&pid=6:27354b9a")),
    ] {
        let options = Options::STRICT.version(version);
        let register = Register { registration, objects: list };
        let found = options.request(&register).map(|request| {
            let parameters = request.query.parameters().map(|p| p.expect("one").to_string());
            parameters.collect::<Vec<_>>().join("&")
        });
        match (found, expected) {
            (Ok(found), Ok(expected)) => assert_eq!(found, expected),
            (Err(error), Err(kind)) => assert!(format!("{:?}", error.kind()).starts_with(kind)),
            (found, expected) => panic!("expected {expected:?}, found {found:?}"),
        }
    }
    let location = Location::parse("/rd/1").expect("a location");
    let update = |registration| Update { location, registration, objects: &[] };
    for registration in [
        Registration { endpoint: Some("n".into()), ..Registration::default() },
        Registration { version: Some(V1_1), ..Registration::default() },
    ] {
        let error = Options::STRICT.request(&update(registration)).expect_err("refused");
        assert_eq!(error.kind(), ErrorKind::Rule(Rule::UpdateParameter));
    }
    let update =
        update(Registration { profiles: Some(profiles.clone()), ..Registration::default() });
    assert!(Options::STRICT.request(&update).is_ok(), "REG-17");
}

/// REG-07, REG-10, D-124: what a server knows after an Update.
#[test]
fn reg_07_after_an_update() {
    let before = || Registration {
        endpoint: Some("n".into()),
        lifetime: Some(60),
        version: Some(V1_1),
        binding: Some(Binding::UDP),
        queue_mode: true,
        ..Registration::default()
    };
    let none = Registration::default;
    let tcp: Binding = Transport::Tcp.into();
    for (update, expected) in [
        (none(), before()),
        (
            Registration { lifetime: Some(9), ..none() },
            Registration { lifetime: Some(9), ..before() },
        ),
        (
            Registration { binding: Some(tcp), ..none() },
            Registration { binding: Some(tcp), queue_mode: false, ..before() },
        ),
        (
            Registration { binding: Some(tcp), queue_mode: true, ..none() },
            Registration { binding: Some(tcp), ..before() },
        ),
        (
            Registration { sms: Some("49".into()), ..none() },
            Registration { sms: Some("49".into()), ..before() },
        ),
    ] {
        assert_eq!(before().updated(update), expected);
    }
}

/// REG-14, REG-15: an id of a digest is cut as its suite says; what was hashed is the caller's.
#[test]
fn reg_14_digests() {
    let mut digest = [0; 32];
    digest[..4].copy_from_slice(&[0x27, 0x35, 0x4b, 0x9a]);
    for suite in Suite::ALL {
        let profile = Profile::of_digest(*suite, &digest);
        let shown = profile.to_string();
        assert_eq!(shown.len(), 2 + 2 * suite.length());
        assert_eq!(profile.suite(), Some(*suite));
        assert_eq!(Profile::new(&shown).as_ref(), Ok(&profile));
    }
    let short = Profile::of_digest(Suite::Sha256_32, &digest);
    assert_eq!(short, Profile::new("6:27354b9a").expect("an id"));
    assert_ne!(short, Profile::new("6:27354b9b").expect("an id"));
    let named = Profile::new("oma:abc-1").expect("an id");
    assert_eq!(named.suite(), None);
    let both = [short, named];
    assert_eq!(Profiles::of(&both).to_string(), "\"6:27354b9a,oma:abc-1\"");
    assert_eq!(Profiles::of(&both), Profiles::new("6:27354b9a,oma:abc-1").expect("ids"));
}

/// REG-09, REG-12, REG-16: answers to Register, Update and De-register.
#[test]
fn reg_09_answers() {
    let location = Location::parse("/rd/a/5").expect("a location");
    let registered = Options::STRICT
        .response(Operation::Register, &Answer::Registered(location))
        .expect("an answer");
    assert_eq!((registered.code, registered.location), (Code::CREATED, Some(location)));
    let mut nowhere = registered;
    nowhere.location = None;
    let error = Options::STRICT.answer(Operation::Register, &nowhere).expect_err("no location");
    assert_eq!(error.kind(), ErrorKind::Rule(Rule::MissingLocation));
    for (operation, version, codes) in [
        (Operation::Register, V1_0, "2.01 4.00 4.01 4.03 4.12"),
        (Operation::Register, V1_1, "2.01 4.00 4.01 4.03 4.09 4.12"),
        (Operation::Register, V1_2, "2.01 4.00 4.01 4.03 4.09 4.12"),
        (Operation::Update, V1_2, "2.04 4.00 4.04"),
        (Operation::Deregister, V1_2, "2.02 4.00 4.04"),
    ] {
        let listed: Vec<_> = operation.codes(version).map(|code| code.to_string()).collect();
        assert_eq!(listed.join(" "), codes, "{operation:?} in {version}");
    }
}
