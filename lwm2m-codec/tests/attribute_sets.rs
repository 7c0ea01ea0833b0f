//! What one Write-Attributes makes of a set, and which sets contradict themselves.
//! D-110, D-111.

use lwm2m_codec::attribute::{Attributes, Change, Changes, Defaults, Effective, Place, parameters};
use lwm2m_codec::{Error, ErrorKind, Options, Path, Version};

const PLACE: Place = Place::WriteAttributes(Path::resource(3303, 0, 5700));

fn set(query: &str) -> Attributes {
    changes(query).attributes()
}

fn changes(query: &str) -> Changes {
    Options::STRICT.changes(PLACE, parameters(query)).expect(query)
}

const LT: &str = "lt < gt";
const ST: &str = "lt + 2 * st < gt";
const EP: &str = "epmin < epmax";

/// What is attached, what is written, what comes of it.
const ROWS: &[(&str, &str, Result<&str, &str>)] = &[
    ("", "", Ok("")),
    ("", "pmin=10&pmax=60", Ok("pmin=10&pmax=60")),
    ("pmin=10", "pmax=60", Ok("pmin=10&pmax=60")),
    ("pmin=10&pmax=60", "pmin", Ok("pmax=60")),
    ("pmin=10&pmax=60", "pmin&pmax", Ok("")),
    ("pmin=10", "pmin=20", Ok("pmin=20")),
    ("", "hqmax", Ok("")),
    // ATT-10, D-110: equal is not less; what is not there is not checked.
    ("", "lt=10&gt=10", Err(LT)),
    ("", "lt=11&gt=10", Err(LT)),
    ("", "lt=9.999&gt=10", Ok("gt=10&lt=9.999")),
    ("", "lt=-10&gt=-20", Err(LT)),
    ("", "lt=-20&gt=-10", Ok("gt=-10&lt=-20")),
    ("", "lt=10&gt=20&st=5", Err(ST)),
    ("", "lt=10&gt=20&st=4.75", Ok("gt=20&lt=10&st=4.75")),
    ("", "lt=10&gt=20&st=0", Ok("gt=20&lt=10&st=0")),
    ("", "lt=10&st=500", Ok("lt=10&st=500")),
    ("", "gt=10&st=500", Ok("gt=10&st=500")),
    ("", "lt=0&gt=1&st=170000000000000000000000000000000000000000", Err(ST)),
    // ATT-13: equal is not less.
    ("", "epmin=5&epmax=5", Err(EP)),
    ("", "epmin=6&epmax=5", Err(EP)),
    ("", "epmin=5&epmax=6", Ok("epmin=5&epmax=6")),
    ("", "epmin=0&epmax=0", Err(EP)),
    ("", "epmax=0", Ok("epmax=0")),
    // ATT-10: what is attached counts as well.
    ("gt=10", "lt=10", Err(LT)),
    ("lt=10", "gt=5", Err(LT)),
    ("lt=10&gt=20", "st=5", Err(ST)),
    ("lt=10&st=5", "gt=20", Err(ST)),
    ("gt=20&st=5", "lt=10", Err(ST)),
    ("lt=10&gt=20", "st=5&lt", Ok("gt=20&st=5")),
    ("lt=10&gt=20", "lt=30&gt=40", Ok("gt=40&lt=30")),
    ("epmin=5", "epmax=5", Err(EP)),
    ("epmin=5", "epmin&epmax=5", Ok("epmax=5")),
    // ATT-11, ATT-12, D-111: periods are never refused.
    ("", "pmin=10&pmax=10", Ok("pmin=10&pmax=10")),
    ("", "pmin=10&pmax=5", Ok("pmin=10&pmax=5")),
    ("", "pmin=10&pmax=0", Ok("pmin=10&pmax=0")),
    ("pmax=5", "pmin=10", Ok("pmin=10&pmax=5")),
];

/// ATT-09, ATT-10, ATT-11, ATT-13: it is all or nothing.
#[test]
fn merged_sets() {
    for &(attached, query, expected) in ROWS {
        let before = set(attached);
        let found = before.changed(&changes(query));
        let expected =
            expected.map(set).map_err(|rule| Error::from(ErrorKind::InconsistentAttributes(rule)));
        assert_eq!(found, expected, "{query} to {attached}");
        assert_eq!(before, set(attached));
    }
}

/// A set is empty where it has no attribute; changes are where they do nothing, and to unset is to do something.
#[test]
fn empty_sets() {
    for (query, sets_nothing, changes_nothing) in [
        ("", true, true),
        ("pmin", true, false),
        ("edge=1", false, false),
        ("con&st=0", false, false),
    ] {
        assert_eq!(set(query).is_empty(), sets_nothing, "{query}");
        assert_eq!(changes(query).is_empty(), changes_nothing, "{query}");
    }
    assert_eq!([Some(1), None].map(Change::from), [Change::Set(1), Change::Unchanged]);
}

/// ATT-10: the parameters of an observation are a set of their own.
#[test]
fn observations() {
    let path = Path::resource(3303, 0, 5700);
    for &(_, query, expected) in ROWS.iter().filter(|(attached, ..)| attached.is_empty()) {
        if query == "hqmax" {
            continue;
        }
        let found = Options::STRICT.changes(Place::Observe(path), parameters(query));
        let expected = expected
            .map(|_| changes(query))
            .map_err(|rule| Error::from(ErrorKind::InconsistentAttributes(rule)).within(path));
        assert_eq!(found, expected, "{query}");
    }
    let composite = Options::STRICT.changes(Place::ObserveComposite, ["epmin=5", "epmax=5"]);
    assert_eq!(composite, Err(ErrorKind::InconsistentAttributes(EP).into()));
}

/// D-110: what contradicts itself is not written either.
#[test]
fn writers_are_consistent() {
    for &(_, query, expected) in ROWS.iter().filter(|(attached, ..)| attached.is_empty()) {
        let mut buffer = [0; 64];
        let written = Options::STRICT.encode_changes(PLACE, &changes(query), &mut buffer);
        let refused = |rule| Err(ErrorKind::InconsistentAttributes(rule));
        match expected {
            Ok(_) => assert!(written.is_ok(), "{query}"),
            Err(rule) => assert_eq!(written.map_err(|e| e.kind()), refused(rule), "{query}"),
        }
    }
}

/// NaN is on no side of anything.
#[test]
fn no_number_is_consistent_with_none() {
    let attributes = Attributes { gt: Some(f64::NAN), lt: Some(1.0), ..Attributes::NONE };
    assert_eq!(
        attributes.check().map_err(|e| e.kind()),
        Err(ErrorKind::InconsistentAttributes(LT))
    );
    let changes = Changes { gt: Change::Set(f64::NAN), ..Changes::NONE };
    let nothing = Attributes::NONE.changed(&changes);
    assert!(nothing.is_ok_and(|set| set.gt.is_some_and(f64::is_nan)));
}

/// ATT-11, ATT-12, D-111: a Maximum Period of 0, or below the Minimum Period, has no effect, in all versions.
#[test]
fn periods_without_effect() {
    for (query, pmax) in [
        ("pmin=10&pmax=10", Some(10)),
        ("pmin=10&pmax=5", None),
        ("pmin=10&pmax=11", Some(11)),
        ("pmin=0&pmax=0", None),
        ("pmax=0", None),
        ("pmax=1", Some(1)),
        ("pmin=10", None),
        ("", None),
    ] {
        for version in [Version::V1_0, Version::V1_1, Version::V1_2] {
            let read = Options::STRICT.version(version).changes(PLACE, parameters(query));
            let attached = read.expect(query).attributes();
            let effective = Effective::new(
                Path::resource(3303, 0, 5700),
                |path| if path.depth() == 3 { attached } else { Attributes::NONE },
                Attributes::NONE,
                Defaults::NONE,
            );
            assert_eq!(effective.pmax(), pmax, "{query} in {version:?}");
        }
    }
}
