//! Operations reach a live value through its definition alone: what each reads, writes, refuses and leaves as it was.
#![allow(
    clippy::std_instead_of_alloc,
    clippy::std_instead_of_core,
    reason = "a test has the standard library"
)]

use lwm2m_codec::operation::{Body, BootstrapWrite, Create, Write, WritePartialUpdate};
use lwm2m_codec::{ContentFormat, ErrorKind, Instances, Object, ObjectInstanceId, Options, Path};

const AT: Path = Path::instance(33000, 0);
const TLV: ContentFormat = ContentFormat::TLV;

/// A Resource of each access.
#[derive(Clone, Debug, Default, Object, PartialEq)]
#[lwm2m(object = 33000, version = "1.0")]
struct Lamp {
    #[lwm2m(resource = 0, ops = "R")]
    maker: Option<i64>,
    #[lwm2m(resource = 1, ops = "RW")]
    level: Option<i64>,
    #[lwm2m(resource = 2, ops = "W")]
    secret: Option<i64>,
    #[lwm2m(resource = 3, ops = "RW", multiple)]
    colours: Option<Instances<i64, 4>>,
}

fn lamp() -> Lamp {
    lamp_of(Some(1), Some(2), &[(0, 10), (1, 11)])
}

fn instances(values: &[(u16, i64)]) -> Instances<i64, 4> {
    let mut instances = Instances::new();
    for (id, value) in values {
        instances.insert(*id, *value).expect("room");
    }
    instances
}

fn ids(lamp: &Lamp) -> Vec<(u16, i64)> {
    let each = |colours: &Instances<i64, 4>| colours.iter().map(|(id, c)| (id, *c)).collect();
    lamp.colours.as_ref().map(each).unwrap_or_default()
}

/// Nothing that is only written is read.
#[test]
fn a_read_tells_what_is_readable() {
    let mut buffer = [0; 64];
    let body =
        Body::encode(&Options::STRICT, TLV, AT, &lamp(), AT, Lamp::DEF, &mut buffer).expect("room");
    let read: Lamp = body.decode(AT, Options::STRICT).expect("a lamp");
    assert_eq!(read, Lamp { secret: None, ..lamp() });
}

/// OPR-11, OPR-12, OPR-13, D-144, D-145: what a Write may write, and what becomes of the rest.
#[test]
fn opr_13_writes() {
    let refused = || Err(ErrorKind::NotPermitted);
    for (name, payload, replaced, updated) in [
        (
            "a level",
            &b"\xc1\x01\x09"[..],
            Ok(lamp_of(Some(9), None, &[])),
            Ok(lamp_of(Some(9), Some(2), &[(0, 10), (1, 11)])),
        ),
        (
            "a secret",
            b"\xc1\x02\x09",
            Ok(lamp_of(None, Some(9), &[])),
            Ok(lamp_of(Some(1), Some(9), &[(0, 10), (1, 11)])),
        ),
        ("the maker", b"\xc1\x00\x09", refused(), refused()),
        ("a level and the maker", b"\xc1\x01\x09\xc1\x00\x09", refused(), refused()),
        ("an unknown Resource", b"\xc1\x63\x09", Ok(lamp_of(None, None, &[])), Ok(lamp())),
        (
            "colours",
            b"\x86\x03\x41\x01\x14\x41\x03\x1e",
            Ok(lamp_of(None, None, &[(1, 20), (3, 30)])),
            Ok(lamp_of(Some(1), Some(2), &[(0, 10), (1, 20), (3, 30)])),
        ),
        (
            "no number",
            b"\xc3\x01\x09\x09\x09",
            Err(ErrorKind::InvalidValue { expected: lwm2m_codec::DataType::Integer }),
            Err(ErrorKind::InvalidValue { expected: lwm2m_codec::DataType::Integer }),
        ),
    ] {
        let body = Body::new(TLV, payload);
        let mut live = lamp();
        let written = Write { path: AT, body }.apply(Options::STRICT, &mut live, AT, Lamp::DEF);
        check(name, written, live, replaced);
        let mut live = lamp();
        let partial = WritePartialUpdate { path: AT, body };
        let written = partial.apply(Options::STRICT, &mut live, AT, Lamp::DEF);
        check(name, written, live, updated);
    }
}

fn lamp_of(level: Option<i64>, secret: Option<i64>, colours: &[(u16, i64)]) -> Lamp {
    let colours = (!colours.is_empty()).then(|| instances(colours));
    Lamp { maker: Some(7), level, secret, colours }
}

fn check(
    name: &str,
    written: lwm2m_codec::Result<()>,
    live: Lamp,
    expected: Result<Lamp, ErrorKind>,
) {
    match (written, expected) {
        (Ok(()), Ok(expected)) => {
            assert_eq!(
                (live.maker, live.level, live.secret),
                (expected.maker, expected.level, expected.secret),
                "{name}"
            );
            assert_eq!(ids(&live), ids(&expected), "{name}");
        }
        (Err(error), Err(kind)) => {
            assert_eq!(error.kind(), kind, "{name}");
            assert!(error.offset().is_some() && error.path().is_some(), "{name}: {error}");
            assert_eq!(live, lamp(), "{name}: nothing is written");
        }
        (written, expected) => panic!("{name}: expected {expected:?}, found {written:?}"),
    }
}

/// BST-04, BST-06: a Bootstrap-Server writes whatever the access; what is not known is ignored, what is not there is
/// not made.
#[test]
fn bst_04_bootstrap_writes() {
    let body = Body::new(TLV, b"\xc1\x00\x09\xc1\x63\x01");
    let mut live = lamp();
    BootstrapWrite { path: AT, body }.apply(Options::STRICT, &mut live, AT).expect("written");
    assert_eq!(live, Lamp { maker: Some(9), ..Lamp::default() });
}

/// OPR-21, D-056, D-057, D-144: a new Object Instance; what only the client sets is ignored.
#[test]
fn opr_21_creates() {
    let at = |instance| ObjectInstanceId::new(instance);
    for (name, payload, named) in [
        ("bare Resources", &b"\xc1\x00\x09\xc1\x01\x05"[..], None),
        ("an Object Instance", b"\x06\x04\xc1\x00\x09\xc1\x01\x05", Some(at(4))),
    ] {
        let create = Create { path: Path::object(33000), body: Body::new(TLV, payload) };
        assert_eq!(create.instance(Options::STRICT), Ok(named), "{name}");
        let mut live = Lamp::default();
        create.apply(Options::STRICT, &mut live, at(4), Lamp::DEF).expect(name);
        assert_eq!(live, Lamp { level: Some(5), ..Lamp::default() }, "{name}");
    }
    let body = Body::new(TLV, b"\x03\x05\xc1\x01\x05");
    let create = Create { path: Path::object(33000), body };
    let mut live = Lamp::default();
    let error = create.apply(Options::STRICT, &mut live, at(4), Lamp::DEF).expect_err("another id");
    assert_eq!(error.kind(), ErrorKind::OutsideTarget);
    assert_eq!(live, Lamp::default());
}
