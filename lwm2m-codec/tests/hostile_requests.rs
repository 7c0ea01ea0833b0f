//! Requests of a megabyte, and of parameters without end: refused or read in linear work, and without a heap.
#![allow(
    clippy::std_instead_of_alloc,
    clippy::std_instead_of_core,
    reason = "a test has the standard library"
)]

use allocation_counter::measure;
use lwm2m_codec::message::{Gather, Location, Method, Query, Request, UriPath};
use lwm2m_codec::operation::{Arguments, Call, Role, Rule};
use lwm2m_codec::{ErrorKind, Options, Path, Result};

const MEGABYTE: usize = 1 << 20;

/// What a Register with a query gives, reading without a heap.
fn register(query: Query<'_>) -> Result<()> {
    let mut request = Request::new(Method::Post, UriPath::Register);
    request.query = query;
    let mut read = Ok(());
    let allocated = measure(|| {
        read = match Options::STRICT.dispatch(&request, Role::Server) {
            Ok(Call::Register(register)) => {
                // Looking at what was read takes no heap either.
                let profiles = register.registration.profiles.iter().flatten().count();
                assert!(register.registration.endpoint.is_some() || profiles > 0);
                Ok(())
            }
            Ok(other) => panic!("{other:?}"),
            Err(error) => Err(error),
        };
    });
    assert_eq!(allocated.count_total, 0);
    read
}

#[test]
fn queries_of_a_megabyte() {
    let head = "lt=1&lwm2m=1.2&";
    let long = |text: String| format!("{head}{text}");
    let query = |expected| Err(ErrorKind::Query(expected));
    for (text, expected) in [
        (long(format!("ep={}", "x".repeat(MEGABYTE))), Ok(())),
        (long(format!("ep={}", "%41".repeat(MEGABYTE / 3))), Ok(())),
        (
            long(format!("ep={}%", "%41".repeat(MEGABYTE / 3))),
            query("two hexadecimal digits behind a percent sign"),
        ),
        (long(format!("pid=%22oma:a{}%22", "%2Coma:a".repeat(MEGABYTE / 8))), Ok(())),
        (
            long(format!("pid=\"oma:a{}", ",oma:a".repeat(MEGABYTE / 6))),
            query("a quote at the end"),
        ),
        (
            long(format!("ep=n&lt={}", "9".repeat(MEGABYTE))),
            Err(ErrorKind::Rule(Rule::RepeatedParameter)),
        ),
        (format!("ep=n&lwm2m=1.2&lt={}", "9".repeat(MEGABYTE)), Err(ErrorKind::OutOfRange)),
        (
            format!("ep=n&lt=1&lwm2m={}.0", "1".repeat(MEGABYTE)),
            Err(ErrorKind::Rule(Rule::UnsupportedVersion)),
        ),
        (long(format!("b={}", "U".repeat(MEGABYTE))), query("each transport once")),
        (long(format!("ep=n{}", "&x".repeat(MEGABYTE / 2))), Err(ErrorKind::UnknownParameter)),
        ("&".repeat(MEGABYTE), Err(ErrorKind::UnknownParameter)),
        (format!("{}=1", "%65".repeat(MEGABYTE / 3)), Err(ErrorKind::UnknownParameter)),
    ] {
        let found = register(Query::Uri(&text)).map_err(|error| error.kind());
        let start: String = text.chars().take(40).collect();
        assert_eq!(found, expected, "{start}");
    }
}

/// 100,000 Uri-Query options, and 100,000 segments.
#[test]
fn options_without_end() {
    let texts = vec!["x=1"; 100_000];
    assert_eq!(
        register(Query::Options(&texts)).map_err(|error| error.kind()),
        Err(ErrorKind::UnknownParameter)
    );
    let mut buffer = vec![0; MEGABYTE];
    let mut gather = Gather::new(&mut buffer);
    (0..100_000).for_each(|_| gather.segment(b"a").expect("room"));
    (0..100_000).for_each(|_| gather.parameter(b"x=1").expect("room"));
    let error = gather.segment(b"a").expect_err("a parameter came before");
    assert!(matches!(error.kind(), ErrorKind::Path(_)));
    let path = "/a".repeat(MEGABYTE / 2);
    let parsed = UriPath::parse(&path).expect("an alternate path");
    assert_eq!(parsed.segments().count(), MEGABYTE / 2);
    assert!(Location::parse(&path).is_err());
    let ids = format!("/{}", "1/".repeat(MEGABYTE / 2));
    assert!(UriPath::parse(&ids).is_err());
}

#[test]
fn attributes_and_arguments_of_a_megabyte() {
    let encoded = format!("pmin=1{}", "&pm%61x=1".repeat(MEGABYTE / 9));
    let mut request = Request::new(Method::Put, Path::resource(3, 0, 9).into());
    request.query = Query::Uri(&encoded);
    let allocated = measure(|| {
        let read = Options::STRICT.dispatch(&request, Role::Client);
        assert_eq!(read.map(drop).map_err(|error| error.kind()), Err(ErrorKind::UnknownParameter));
    });
    assert_eq!(allocated.count_total, 0);
    let value = format!("0='{}'", "x".repeat(MEGABYTE));
    let arguments = Arguments::new(value.as_bytes()).expect("one argument");
    assert_eq!(arguments.iter().count(), 1);
    let repeated = "0,".repeat(MEGABYTE / 2);
    let error = Arguments::new(repeated.as_bytes()).expect_err("a digit twice");
    assert_eq!((error.kind(), error.offset()), (ErrorKind::Duplicate, Some(2)));
}
