//! Which attributes hold for an observation: levels, servers, parameters, defaults, several paths.
//! D-114 to D-119.
#![allow(clippy::std_instead_of_alloc, reason = "a test has the standard library")]

use std::collections::BTreeMap;

use lwm2m_codec::attribute::{Attributes, Composite, Defaults, Edge, Effective, Place, parameters};
use lwm2m_codec::{Options, Path};

const PATHS: [Path; 4] = [
    Path::object(3),
    Path::instance(3, 0),
    Path::resource(3, 0, 7),
    Path::resource_instance(3, 0, 7, 0),
];

/// What servers have attached: by Short Server ID and path.
#[derive(Default)]
struct Attached(BTreeMap<(u16, Path), Attributes>);

impl Attached {
    fn new(rows: &[(u16, Path, &str)]) -> Self {
        Self(rows.iter().map(|&(server, path, query)| ((server, path), set(query))).collect())
    }

    fn of(&self, server: u16) -> impl Fn(Path) -> Attributes {
        move |path| self.0.get(&(server, path)).copied().unwrap_or_default()
    }
}

/// Any attributes, as a query that may stand on a Resource.
fn set(query: &str) -> Attributes {
    let place = Place::WriteAttributes(PATHS[2]);
    Options::STRICT.changes(place, parameters(query)).expect(query).attributes()
}

/// ATT-14, OBS-07: the nearest level, each attribute by itself; what lies below never counts (D-114).
#[test]
fn four_levels() {
    let values = ["pmin=1", "pmin=2", "pmin=3", "pmin=4"];
    for attached in 0..16_u8 {
        let has = |level: usize| attached >> level & 1 == 1;
        let rows = PATHS.into_iter().zip(values).enumerate().filter(|(level, _)| has(*level));
        let rows: Vec<_> = rows.map(|(_, (path, query))| (1, path, query)).collect();
        let store = Attached::new(&rows);
        for (observed, path) in PATHS.into_iter().enumerate() {
            let nearest = (0..=observed).rev().find(|&level| has(level));
            let expected = nearest.map_or(Attributes::NONE, |level| set(values[level]));
            assert_eq!(Attributes::inherited(path, store.of(1)), expected, "{attached:04b} {path}");
        }
    }
    let all = |_| set("pmin=1");
    assert_eq!(Attributes::inherited(Path::ROOT, all), Attributes::NONE);
}

/// What each level attaches is kept apart: /3/0/7 as the examples of the standard have it.
#[test]
fn each_attribute_by_itself() {
    let store = Attached::new(&[
        (1, PATHS[0], "pmin=10"),
        (1, PATHS[1], "pmax=60&con=1"),
        (1, PATHS[2], "gt=50&lt=42.2&hqmax=7"),
        (1, PATHS[3], "gt=45&pmax=30"),
        (1, Path::resource(3, 0, 8), "st=1"),
        (1, Path::object(4), "epmin=1"),
    ]);
    for (path, expected) in [
        (PATHS[0], "pmin=10"),
        (PATHS[1], "pmin=10&pmax=60&con=1"),
        (PATHS[2], "pmin=10&pmax=60&gt=50&lt=42.2&con=1&hqmax=7"),
        (PATHS[3], "pmin=10&pmax=30&gt=45&lt=42.2&con=1&hqmax=7"),
        (Path::resource_instance(3, 0, 7, 1), "pmin=10&pmax=60&gt=50&lt=42.2&con=1&hqmax=7"),
        (Path::resource(3, 0, 8), "pmin=10&pmax=60&st=1&con=1"),
        (Path::instance(3, 1), "pmin=10"),
        (Path::resource(4, 0, 0), "epmin=1"),
    ] {
        assert_eq!(Attributes::inherited(path, store.of(1)), set(expected), "{path}");
    }
}

/// ATT-17: what one server attaches another does not see.
#[test]
fn each_server_by_itself() {
    let store = Attached::new(&[
        (101, PATHS[0], "pmin=10"),
        (101, PATHS[2], "gt=1"),
        (102, PATHS[2], "pmax=9"),
    ]);
    for (server, expected) in [(101, "pmin=10&gt=1"), (102, "pmax=9"), (103, "")] {
        let defaults = Defaults::NONE;
        let effective = Effective::new(PATHS[2], store.of(server), Attributes::NONE, defaults);
        let alone = Effective::new(PATHS[2], |_| Attributes::NONE, set(expected), defaults);
        assert_eq!(effective, alone, "{server}");
    }
}

const DEFAULTS: Defaults = Defaults { pmin: Some(7), pmax: Some(70), con: Some(true) };

/// What is attached, the parameters of the Observe, the server's defaults; pmin, pmax and con that hold.
type Row = (&'static str, &'static str, Defaults, (u64, Option<u64>, bool));

const ROWS: &[Row] = &[
    ("", "", Defaults::NONE, (0, None, false)),
    ("", "", DEFAULTS, (7, Some(70), true)),
    ("pmin=9", "", DEFAULTS, (9, Some(70), true)),
    ("pmax=9", "", DEFAULTS, (7, Some(9), true)),
    ("con=0", "", DEFAULTS, (7, Some(70), false)),
    ("con=1", "", Defaults::NONE, (0, None, true)),
    // D-111: what has no effect does not let a default through.
    ("pmax=0", "", DEFAULTS, (7, None, true)),
    ("pmax=6", "", DEFAULTS, (7, None, true)),
    ("pmin=71", "", DEFAULTS, (71, None, true)),
    ("pmin=0", "", DEFAULTS, (0, Some(70), true)),
    ("", "", Defaults { pmax: Some(0), ..DEFAULTS }, (7, None, true)),
    // D-115: one parameter, and nothing that is attached holds.
    ("pmin=9&pmax=99&con=0", "pmin=8", DEFAULTS, (8, Some(70), true)),
    ("pmin=9&pmax=99", "gt=1", DEFAULTS, (7, Some(70), true)),
    ("pmin=9&pmax=99", "pmax=98", Defaults::NONE, (0, Some(98), false)),
    ("con=1", "pmin=1", Defaults::NONE, (1, None, false)),
];

/// ATT-15, ATT-18, D-115.
#[test]
fn parameters_and_defaults() {
    for &(attached, parameters, defaults, expected) in ROWS {
        let store = Attached::new(&[(1, PATHS[1], attached)]);
        let effective = Effective::new(PATHS[2], store.of(1), set(parameters), defaults);
        let found = (effective.pmin(), effective.pmax(), effective.con());
        assert_eq!(found, expected, "{attached} / {parameters} / {defaults:?}");
        // ATT-18: a Discover shows what is attached, neither parameters nor defaults.
        let discovered = Attributes::inherited(PATHS[2], store.of(1));
        assert_eq!(discovered, set(attached));
    }
}

/// D-115: thresholds that are attached do not hold either.
#[test]
fn parameters_replace_thresholds() {
    let store = Attached::new(&[(1, PATHS[2], "gt=1&lt=0&edge=1&epmin=1&epmax=3&hqmax=4&st=0.25")]);
    let of = |query| Effective::new(PATHS[2], store.of(1), set(query), DEFAULTS);
    assert!(of("").is_conditional());
    assert_eq!(of("").edge(), Some(Edge::Rising));
    assert_eq!((of("").gt(), of("").lt(), of("").st()), (Some(1.0), Some(0.0), Some(0.25)));
    assert_eq!((of("").epmin(), of("").epmax(), of("").hqmax()), (1, Some(3), 4));
    let replaced = of("pmin=1");
    assert!(!replaced.is_conditional());
    assert_eq!(replaced.edge(), None);
    assert_eq!((replaced.epmin(), replaced.epmax(), replaced.hqmax()), (0, None, 0));
}

/// Any one of a threshold, a step and an edge is a condition; a period is none.
#[test]
fn one_condition_is_enough() {
    for (query, is_conditional) in [
        ("gt=1", true),
        ("lt=1", true),
        ("st=1", true),
        ("edge=0", true),
        ("pmin=1&pmax=2&epmin=1&epmax=3&con=1&hqmax=4", false),
        ("", false),
    ] {
        let effective = Effective::new(PATHS[2], |_| Attributes::NONE, set(query), Defaults::NONE);
        assert_eq!(effective.is_conditional(), is_conditional, "{query}");
    }
}

/// Levels that were never checked together may leave no room; then the upper bound has no effect, as for pmax.
#[test]
fn evaluation_periods_of_two_levels() {
    for (above, own, expected) in [
        ("epmin=10", "epmax=5", (10, None)),
        ("epmin=10", "epmax=10", (10, Some(10))),
        ("epmax=5", "epmin=10", (10, None)),
        ("epmax=0", "", (0, None)),
        ("epmax=5", "", (0, Some(5))),
    ] {
        let store = Attached::new(&[(1, PATHS[0], above), (1, PATHS[1], own)]);
        let effective = Effective::new(PATHS[1], store.of(1), Attributes::NONE, DEFAULTS);
        assert_eq!((effective.epmin(), effective.epmax()), expected, "{above} {own}");
    }
}

/// ATT-05, ATT-06, ATT-19, D-116, D-117: several paths.
#[test]
fn composite() {
    for (paths, expected) in [
        (&[][..], (0, None, false, 0)),
        (&["pmin=5&pmax=50"], (5, Some(50), false, 0)),
        (&["pmin=5&pmax=50", "pmin=10&pmax=20"], (10, Some(20), false, 0)),
        // The smallest is below the largest pmin.
        (&["pmin=5&pmax=6", "pmin=10&pmax=20"], (10, None, false, 0)),
        (&["pmin=5&pmax=10", "pmin=10&pmax=20"], (10, Some(10), false, 0)),
        // It has no effect on its own path.
        (&["pmin=5&pmax=4", "pmax=20"], (5, Some(20), false, 0)),
        (&["pmax=0", "pmax=20"], (0, Some(20), false, 0)),
        (&["con=0", "con=1", ""], (0, None, true, 0)),
        (&["con=0", ""], (0, None, false, 0)),
        (&["hqmax=3", "hqmax=8", "hqmax=0"], (0, None, false, 8)),
    ] {
        let effective = |query: &&str| {
            Effective::new(PATHS[2], |_| Attributes::NONE, set(query), Defaults::NONE)
        };
        let found = Composite::new(paths.iter().map(effective));
        let (pmin, pmax, con, hqmax) = expected;
        assert_eq!(found, Composite { pmin, pmax, con, hqmax }, "{paths:?}");
    }
    // ATT-19: parameters of the whole take the place of what is attached to any path.
    let store = Attached::new(&[(1, PATHS[0], "pmin=30&gt=1"), (1, Path::object(4), "con=1")]);
    let parameters = Options::STRICT.changes(Place::ObserveComposite, ["pmin=5", "pmax=15"]);
    let parameters = parameters.map(|changes| changes.attributes()).unwrap_or_default();
    let paths = [PATHS[3], Path::instance(4, 0)];
    let effective = paths.map(|path| Effective::new(path, store.of(1), parameters, DEFAULTS));
    assert!(effective.iter().all(|path| !path.is_conditional()));
    let expected = Composite { pmin: 5, pmax: Some(15), con: true, hqmax: 0 };
    assert_eq!(Composite::new(effective), expected);
}
