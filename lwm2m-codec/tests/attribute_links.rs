//! Notification attributes among the parameters of a link: what is read, what is left alone, what is refused.
//! D-096, D-097, D-104.

use lwm2m_codec::attribute::{Attributes, Edge, LinkParameter};
use lwm2m_codec::{DataType, Error, ErrorKind, Options, Output};

/// The parameters of a link, each behind a semicolon; quotes are told.
fn parameters(link: &str) -> impl Iterator<Item = LinkParameter<'_>> {
    let mut offset = 0;
    link.split(';').skip(1).map(move |parameter| {
        let begins = offset + 1;
        offset = begins + parameter.len();
        let (name, value) = match parameter.split_once('=') {
            Some((name, value)) => (name, Some(value)),
            None => (parameter, None),
        };
        match value.and_then(|value| value.strip_prefix('"')?.strip_suffix('"')) {
            Some(value) => LinkParameter::new(name, Some(value)).quoted().at(begins),
            None => LinkParameter::new(name, value).at(begins),
        }
    })
}

fn read(link: &str) -> Result<Attributes, Error> {
    Options::STRICT.link_attributes(parameters(link))
}

/// Canonical forms: D-104 has the order, D-024 the digits.
#[test]
fn written_as_read() {
    for (link, attributes) in [
        ("", Attributes::NONE),
        (";pmin=10;pmax=60", Attributes { pmin: Some(10), pmax: Some(60), ..Attributes::NONE }),
        (
            ";pmin=10;pmax=60;gt=50;lt=42.2",
            Attributes {
                pmin: Some(10),
                pmax: Some(60),
                gt: Some(50.0),
                lt: Some(42.2),
                ..Attributes::NONE
            },
        ),
        (
            ";pmin=1;pmax=2;gt=-3;lt=-4.5;st=0.1;epmin=6;epmax=7;edge=0;con=1;hqmax=8",
            Attributes {
                pmin: Some(1),
                pmax: Some(2),
                gt: Some(-3.0),
                lt: Some(-4.5),
                st: Some(0.1),
                epmin: Some(6),
                epmax: Some(7),
                edge: Some(Edge::Falling),
                con: Some(true),
                hqmax: Some(8),
            },
        ),
        (";gt=1000000000000000000000", Attributes { gt: Some(1e21), ..Attributes::NONE }),
        (";lt=0.000001", Attributes { lt: Some(1e-6), ..Attributes::NONE }),
    ] {
        assert_eq!(read(link), Ok(attributes), "{link}");
        assert_eq!(attributes.encode_link(&mut [0; 128]), Ok(link.as_bytes()));
        // A block of it, as a link that is sent in blocks has it.
        let mut block = [0; 4];
        let mut out = Output::block(&mut block, 3);
        assert_eq!(attributes.encode_link_into(&mut out), Ok(()));
        let expected = link.as_bytes().get(3..).unwrap_or_default();
        assert_eq!(out.into_block().bytes, expected.get(..4).unwrap_or(expected), "{link}");
    }
}

/// Any order, and parameters of other kinds in between, whatever they look like.
#[test]
fn other_parameters() {
    let expected = Attributes { pmin: Some(1), lt: Some(2.0), ..Attributes::NONE };
    for link in [
        ";lt=2;pmin=1",
        ";dim=2;lt=2;ver=1.1;pmin=1;hb",
        ";rt=\"oma.lwm2m\";ct=\"60 110\";lt=2;foo=;pmin=1;foo",
        ";PMIN=x;lt=2;stp=-;pmin=1",
    ] {
        assert_eq!(read(link), Ok(expected), "{link}");
    }
}

/// D-096, D-097: with the byte of the parameter.
#[test]
fn refused() {
    let float = ErrorKind::InvalidValue { expected: DataType::Float };
    for (link, kind, offset) in [
        (";pmin=1;pmin=1", ErrorKind::Duplicate, 8),
        (";dim=1;pmin", ErrorKind::MissingValue, 7),
        (";pmax=", ErrorKind::MissingValue, 1),
        (";pmax=\"\"", ErrorKind::MissingValue, 1),
        (";pmin=\"10\"", ErrorKind::Malformed("a number without quotes"), 1),
        (";gt=1;lt=4.2e+21", float, 6),
        (";gt=+1", float, 1),
        (";st=-1", float, 1),
        (";pmin=-1", ErrorKind::InvalidValue { expected: DataType::Unsigned }, 1),
        (";edge=2", ErrorKind::InvalidValue { expected: DataType::Boolean }, 1),
        // Two links run together in one.
        (";pmax=100&epmin=1", ErrorKind::InvalidValue { expected: DataType::Unsigned }, 1),
        (";pmax=99999999999999999999", ErrorKind::OutOfRange, 1),
    ] {
        assert_eq!(read(link), Err(Error::from(kind).at(offset)), "{link}");
    }
}

/// What has no form is not written.
#[test]
fn not_expressible() {
    let none = Attributes::NONE;
    for attributes in [
        Attributes { gt: Some(f64::NAN), ..none },
        Attributes { lt: Some(f64::INFINITY), ..none },
        Attributes { st: Some(f64::NEG_INFINITY), ..none },
    ] {
        let kind = attributes.encode_link(&mut [0; 64]).map(drop).map_err(|error| error.kind());
        assert!(matches!(kind, Err(ErrorKind::NotExpressible(_))), "{attributes:?}");
    }
    let negative = Attributes { st: Some(-1.0), ..none };
    let kind = negative.encode_link(&mut [0; 64]).map(drop).map_err(|error| error.kind());
    assert_eq!(kind, Err(ErrorKind::NotExpressible("a distance below 0")));
    let zero = Attributes { st: Some(-0.0), gt: Some(-0.0), ..none };
    assert_eq!(zero.encode_link(&mut [0; 64]), Ok(&b";gt=-0;st=0"[..]));
    let short = Attributes { pmin: Some(100), ..none }.encode_link(&mut [0; 8]).map(drop);
    assert_eq!(short, Err(ErrorKind::BufferTooSmall { needed: 9 }.into()));
}

/// D-106, D-107: what peers send is read; D-097: an empty value is no unset in a link.
#[cfg(feature = "lenient")]
#[test]
fn lenient() {
    use lwm2m_codec::{Deviation, DeviationKind};

    for (link, attributes, deviations) in [
        (
            ";dim=2;lt=4.2e+21",
            Attributes { lt: Some(4.2e21), ..Attributes::NONE },
            &[(DeviationKind::ExponentAttribute, 7)][..],
        ),
        (
            ";pmin=+5;foo=+1;st=+1",
            Attributes { pmin: Some(5), st: Some(1.0), ..Attributes::NONE },
            &[(DeviationKind::LeadingPlus, 1), (DeviationKind::LeadingPlus, 16)][..],
        ),
    ] {
        assert!(read(link).is_err(), "{link}");
        let mut found = Vec::new();
        let mut report = |deviation: Deviation| found.push(deviation);
        let read = Options::STRICT.lenient(&mut report).link_attributes(parameters(link));
        assert_eq!(read, Ok(attributes), "{link}");
        let expected =
            deviations.iter().map(|&(kind, offset)| Deviation { kind, offset, path: None });
        assert!(found.iter().copied().eq(expected), "{link}: {found:?}");
    }
    for link in [";pmin=", ";pmin", ";pmin=1;pmin=1", ";st=-1", ";pmin=1e2", ";con=+1"] {
        let mut silence = |deviation: Deviation| panic!("{link}: {deviation}");
        let read = Options::STRICT.lenient(&mut silence).link_attributes(parameters(link));
        assert!(read.is_err(), "{link}");
    }
}
