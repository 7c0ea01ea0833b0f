//! What the query of a request says of notification attributes: what is read, and what is refused at which byte.
//! D-105 to D-108, D-115.

use lwm2m_codec::attribute::{Change, Changes, Edge, Place, parameters};
use lwm2m_codec::{DataType, Error, ErrorKind, Options, Path, Version};

const LEVEL: Path = Path::resource(3, 0, 9);
const WRITE: Place = Place::WriteAttributes(LEVEL);
const OBSERVE: Place = Place::Observe(LEVEL);
const COMPOSITE: Place = Place::ObserveComposite;

const NONE: Changes = Changes::NONE;

fn read(place: Place, query: &str) -> Result<Changes, Error> {
    Options::STRICT.changes(place, parameters(query))
}

#[track_caller]
fn check(place: Place, query: &str, expected: Changes) {
    assert_eq!(read(place, query), Ok(expected), "{query}");
    let options: Vec<&str> = query.split('&').filter(|option| !option.is_empty()).collect();
    assert_eq!(Options::STRICT.changes(place, options), Ok(expected), "{query}, as options");
}

#[track_caller]
fn check_error(place: Place, query: &str, kind: ErrorKind, offset: usize) {
    let error = read(place, query).expect_err(query);
    let path = match place {
        Place::WriteAttributes(path) | Place::Observe(path) => Some(path),
        _ => None,
    };
    assert_eq!((error.kind(), error.offset(), error.path()), (kind, Some(offset), path), "{query}");
}

/// ATT-01, ATT-02, ATT-03, ATT-04, ATT-05, ATT-06: every attribute has its form.
#[test]
fn values() {
    use Change::Set;
    check(WRITE, "", NONE);
    check(WRITE, "pmin=10&pmax=60", Changes { pmin: Set(10), pmax: Set(60), ..NONE });
    check(WRITE, "pmax=0060&pmin=0", Changes { pmin: Set(0), pmax: Set(60), ..NONE });
    check(WRITE, "pmax=18446744073709551615", Changes { pmax: Set(u64::MAX), ..NONE });
    check(
        WRITE,
        "gt=50&lt=42.2&st=0.5",
        Changes { gt: Set(50.0), lt: Set(42.2), st: Set(0.5), ..NONE },
    );
    check(WRITE, "st=0", Changes { st: Set(0.0), ..NONE });
    check(WRITE, "epmin=1&epmax=20", Changes { epmin: Set(1), epmax: Set(20), ..NONE });
    check(WRITE, "edge=0", Changes { edge: Set(Edge::Falling), ..NONE });
    check(WRITE, "edge=1&con=0", Changes { edge: Set(Edge::Rising), con: Set(false), ..NONE });
    check(WRITE, "con=1&hqmax=10", Changes { con: Set(true), hqmax: Set(10), ..NONE });
}

/// ATT-07, D-106: thresholds may lie below 0.
#[test]
fn negative_thresholds() {
    use Change::Set;
    check(WRITE, "gt=-70&lt=-110.5", Changes { gt: Set(-70.0), lt: Set(-110.5), ..NONE });
    for query in ["st=-1", "st=-0"] {
        check_error(WRITE, query, ErrorKind::InvalidValue { expected: DataType::Float }, 3);
    }
    for query in ["pmin=-1", "epmax=-0", "hqmax=-1"] {
        let at = query.find('-').unwrap_or_default();
        check_error(WRITE, query, ErrorKind::InvalidValue { expected: DataType::Unsigned }, at);
    }
}

/// ATT-08, D-105: a name without a value unsets.
#[test]
fn unset() {
    use Change::Unset;
    check(WRITE, "pmax", Changes { pmax: Unset, ..NONE });
    check(
        WRITE,
        "pmin&gt=2&edge",
        Changes { pmin: Unset, gt: Change::Set(2.0), edge: Unset, ..NONE },
    );
    for (query, offset) in [("pmax=", 0), ("pmin&lt=&st=1", 5)] {
        check_error(WRITE, query, ErrorKind::MissingValue, offset);
    }
}

/// ATT-18, ATT-19: what an observation carries has values.
#[test]
fn observations_unset_nothing() {
    use Change::Set;
    check(
        OBSERVE,
        "pmin=5&pmax=15&hqmax=3",
        Changes { pmin: Set(5), pmax: Set(15), hqmax: Set(3), ..NONE },
    );
    check(COMPOSITE, "con=1&epmin=5", Changes { con: Set(true), epmin: Set(5), ..NONE });
    for place in [OBSERVE, COMPOSITE] {
        check(place, "", NONE);
        check_error(place, "pmax=60&pmin", ErrorKind::MissingValue, 8);
    }
}

/// ATT-16, ATT-20, ATT-21, D-108: unknown, read-only and repeated names.
#[test]
fn names() {
    for place in [WRITE, OBSERVE, COMPOSITE] {
        for name in ["PMIN", "Pmax", "foo", "stp", "c.pmin", "c.band", "pmi", "pminn", "[epmax]"] {
            check_error(place, &format!("{name}=1"), ErrorKind::UnknownParameter, 0);
            check_error(place, &format!("pmin=1&{name}"), ErrorKind::UnknownParameter, 7);
        }
        for name in ["dim", "lwm2m", "ssid", "uri", "ver"] {
            check_error(place, &format!("pmin=1&{name}=1.1"), ErrorKind::ReadOnlyAttribute, 7);
        }
        check_error(place, "pmin=1&pmin=2", ErrorKind::Duplicate, 7);
        check_error(place, "pmax=1&pmin=1&pmax=1", ErrorKind::Duplicate, 14);
    }
    check_error(WRITE, "pmin&pmin=1", ErrorKind::Duplicate, 5);
    check_error(WRITE, "pmin=1&pmin", ErrorKind::Duplicate, 7);
}

/// A parameter has a name; where there is a separator there is a parameter.
#[test]
fn separators() {
    for (query, offset) in [("&", 0), ("&pmin", 0), ("pmin&", 5), ("pmin&&pmax", 5), ("=1", 0)] {
        let kind = ErrorKind::Malformed("a name in every parameter");
        check_error(WRITE, query, kind, offset);
    }
    // A Uri-Query option is one parameter, whatever stands in it.
    let error = Options::STRICT.changes(WRITE, ["pmin=1", "pmax=100&epmin=1"]).map(drop);
    let expected = Error::from(ErrorKind::InvalidValue { expected: DataType::Unsigned });
    assert_eq!(error, Err(expected.at(12).within(LEVEL)));
    let empty = Options::STRICT.changes(WRITE, [""]).map_err(|e| e.kind());
    assert_eq!(empty, Err(ErrorKind::Malformed("a name in every parameter")));
}

/// ATT-02, ATT-04, ATT-07, D-106, D-107: digits, a fraction, and nothing else.
#[test]
fn no_values() {
    let unsigned = ErrorKind::InvalidValue { expected: DataType::Unsigned };
    for value in ["1.9", "+1", " 1", "1 ", "a", "0x1", "1e3", "=1", "\"1\"", "%31", "١", "1\0"] {
        for name in ["pmin", "pmax", "epmin", "epmax", "hqmax"] {
            check_error(WRITE, &format!("gt=1&{name}={value}"), unsigned, 6 + name.len());
        }
    }
    let float = ErrorKind::InvalidValue { expected: DataType::Float };
    for value in [
        "+1", ".5", "5.", "1e3", "4.2e+21", "1E3", "nan", "inf", "-", "--1", "1..2", "1,5", "-.5",
        " 1", "1 ", "0x1", "%2D1", "1_0",
    ] {
        for name in ["gt", "lt", "st"] {
            check_error(WRITE, &format!("{name}={value}"), float, 3);
        }
    }
    let boolean = ErrorKind::InvalidValue { expected: DataType::Boolean };
    for value in ["2", "-1", "00", "01", "true", "1.0", "+1"] {
        check_error(WRITE, &format!("con={value}"), boolean, 4);
        check_error(WRITE, &format!("edge={value}"), boolean, 5);
    }
    check_error(WRITE, "pmin=18446744073709551616", ErrorKind::OutOfRange, 5);
    check_error(WRITE, &format!("lt={}", "9".repeat(400)), ErrorKind::OutOfRange, 3);
}

/// ATT-18: a client without the feature refuses the Observe; one without parameters is any client's.
#[test]
fn observations_carry_nothing_before_1_2() {
    for version in [Version::V1_0, Version::V1_1] {
        for place in [OBSERVE, COMPOSITE] {
            let read = |query| {
                let changes = Options::STRICT.version(version).changes(place, parameters(query));
                changes.map_err(|error| (error.kind().to_string(), error.offset()))
            };
            assert_eq!(read(""), Ok(NONE));
            let message = "the attribute pmin may not stand here: expected LwM2M 1.2 for the \
                           parameters of an observation";
            assert_eq!(read("pmin=5"), Err((message.into(), Some(0))));
        }
    }
}

/// The message of an error says which byte of the query and which path.
#[test]
fn messages() {
    let message = |query| read(WRITE, query).expect_err(query).to_string();
    assert_eq!(
        message("pmin=1&pmax=a"),
        "expected a value of type Unsigned Integer, found bytes that are none (byte 12, in /3/0/9)"
    );
    assert_eq!(
        message("stp=1"),
        "expected a parameter of this operation, found another (byte 0, in /3/0/9)"
    );
    assert_eq!(
        message("ver=1.1"),
        "expected an attribute that can be written, found one of links only (byte 0, in /3/0/9)"
    );
}

/// D-105 to D-108: leniency never reaches what an observation carries without a value, nor places, nor repeats.
#[cfg(feature = "lenient")]
#[test]
fn lenient_has_bounds() {
    use lwm2m_codec::Deviation;

    for (place, query, kind) in [
        (OBSERVE, "pmin=", ErrorKind::MissingValue),
        (COMPOSITE, "pmin", ErrorKind::MissingValue),
        (WRITE, "pmin=1&pmin=2", ErrorKind::Duplicate),
        (WRITE, "ver=1.1", ErrorKind::ReadOnlyAttribute),
        (WRITE, "st=-1", ErrorKind::InvalidValue { expected: DataType::Float }),
        (WRITE, "gt=+-1", ErrorKind::InvalidValue { expected: DataType::Float }),
        (WRITE, "edge=+1", ErrorKind::InvalidValue { expected: DataType::Boolean }),
        (WRITE, "&", ErrorKind::Malformed("a name in every parameter")),
    ] {
        let mut silence = |deviation: Deviation| panic!("{query}: {deviation}");
        let found = Options::STRICT.lenient(&mut silence).changes(place, parameters(query));
        assert_eq!(found.map_err(|error| error.kind()), Err(kind), "{query}");
    }
}
