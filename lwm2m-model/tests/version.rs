//! URNs, the definition for a reported version, and what a new version may change. D-103, D-169.
// Tests run where there is a standard library.
#![allow(clippy::std_instead_of_alloc, clippy::std_instead_of_core)]

use lwm2m_codec::{
    DataType, ErrorKind, ObjectDef, ObjectId, ObjectVersion, Operations, ResourceDef, ResourceId,
    Version,
};
use lwm2m_model::class::Label;
use lwm2m_model::defs;
use lwm2m_model::version::{Change, Policy, Reason, Step, Urn, changes, choose, step};

/// MOD-06: a URN has its one spelling, and no version part for 1.0.
#[test]
fn urns() {
    for (text, label, object, major, minor) in [
        ("urn:oma:lwm2m:oma:0", Label::Oma, 0, 1, 0),
        ("urn:oma:lwm2m:oma:3:1.2", Label::Oma, 3, 1, 2),
        ("urn:oma:lwm2m:ext:2048:65535.0", Label::Ext, 2048, 65535, 0),
        ("urn:oma:lwm2m:x:65534:0.1", Label::X, 65534, 0, 1),
        // D-169: whose ids they are is for lints.
        ("urn:oma:lwm2m:x:3", Label::X, 3, 1, 0),
    ] {
        let version = ObjectVersion::new(major, minor);
        let urn = Urn { label, object: ObjectId::new(object), version };
        assert_eq!(text.parse(), Ok(urn), "{text}");
        assert_eq!(urn.to_string(), text);
    }
    let said: Urn = "URN:OMA:lwm2m:oma:3:1.0".parse().expect("a URN");
    assert_eq!(said.to_string(), "urn:oma:lwm2m:oma:3");
}

/// MOD-06: everything else is refused.
#[test]
fn no_urns() {
    let malformed = ErrorKind::Malformed("the URN of an object");
    for (text, kind) in [
        ("", malformed),
        ("urn:oma:lwm2m", malformed),
        ("urn:oma:lwm2m:oma", malformed),
        ("urn:oma:lwm2m:oma:", malformed),
        ("urn:oma:lwm2m:OMA:3", malformed),
        ("urn:oma:lwm2m:vendor:3", malformed),
        ("urn:oma:LWM2M:oma:3", malformed),
        ("urn:omna:lwm2m:oma:3", malformed),
        ("urn:oma:lwm2m:oma:03", malformed),
        ("urn:oma:lwm2m:oma:+3", malformed),
        ("urn:oma:lwm2m:oma:65536", malformed),
        ("urn:oma:lwm2m:oma:65535", ErrorKind::ReservedId),
        ("urn:oma:lwm2m:oma:3:", ErrorKind::Version),
        ("urn:oma:lwm2m:oma:3:1", ErrorKind::Version),
        ("urn:oma:lwm2m:oma:3:1.02", ErrorKind::Version),
        ("urn:oma:lwm2m:oma:3:1.2.1", ErrorKind::Version),
        ("urn:oma:lwm2m:oma:3:1.65536", ErrorKind::Version),
        ("urn:oma:lwm2m:oma:3:1.2:", malformed),
    ] {
        assert_eq!(text.parse::<Urn>().map_err(|e| e.kind()), Err(kind), "{text}");
    }
}

/// MOD-06: every URN of the registry names its definition.
#[test]
fn urns_of_the_registry() {
    for def in defs::DEFS {
        let urn: Urn = def.urn.parse().expect("a URN");
        assert!(urn.names(def), "{}", def.urn);
        // Version 1.0 needs no naming, and some URNs of the registry name it all the same.
        assert_eq!(urn.to_string(), def.urn.strip_suffix(":1.0").unwrap_or(def.urn));
    }
}

/// MOD-03, MOD-04, MOD-05: the versions of core Objects that no client needs to name.
#[cfg(feature = "oma")]
#[test]
fn implied_versions() {
    for (release, expected) in [
        (Version::V1_0, "0=1.0 1=1.0 2=1.0 3=1.0 4=1.0 5=1.0 6=1.0 7=1.0"),
        (Version::V1_1, "0=1.1 1=1.1 2=1.0 3=1.1 4=1.2 5=1.0 6=1.0 7=1.0 21=1.0"),
        (
            Version::V1_2,
            "0=1.2 1=1.2 2=1.1 3=1.2 4=1.3 5=1.1 6=1.0 7=1.0 21=2.0 23=1.0 24=1.0 25=1.0 26=1.0 27=1.0",
        ),
    ] {
        for row in expected.split(' ') {
            let (object, version) = row.split_once('=').expect("an id and a version");
            let object = ObjectId::new(object.parse().expect("an id"));
            let version = version.parse().expect("a version");
            let known = defs::versions(object);
            let choice = choose(known, object, None, release, Policy::Exact).expect(row);
            assert_eq!((choice.version, choice.def.version), (version, version), "{release} {row}");
            assert_eq!(choice.reason, Reason::Implied);
        }
    }
}

/// MOD-05: a version without a definition falls back within its major, or nowhere.
#[test]
fn reported_versions() {
    let known = [(1, 0), (2, 0), (1, 4), (1, 2)].map(|(major, minor)| ObjectDef {
        version: ObjectVersion::new(major, minor),
        ..THERMOSTAT
    });
    let known = known.each_ref();
    for (reported, version, reason, exact) in [
        (None, Some((1, 0)), Some(Reason::Implied), true),
        (Some((1, 0)), Some((1, 0)), Some(Reason::Reported), true),
        (Some((1, 2)), Some((1, 2)), Some(Reason::Reported), true),
        (Some((2, 0)), Some((2, 0)), Some(Reason::Reported), true),
        (Some((1, 1)), Some((1, 4)), Some(Reason::Newer), false),
        (Some((1, 5)), Some((1, 4)), Some(Reason::Older), false),
        (Some((2, 7)), Some((2, 0)), Some(Reason::Older), false),
        (Some((3, 0)), None, None, false),
        (Some((0, 9)), None, None, false),
    ] {
        let reported = reported.map(|(major, minor)| ObjectVersion::new(major, minor));
        let version = version.map(|(major, minor)| ObjectVersion::new(major, minor));
        let choose = |policy| choose(&known, THERMOSTAT.id, reported, Version::V1_2, policy);
        let choice = choose(Policy::SameMajor);
        assert_eq!(choice.map(|choice| choice.def.version), version, "{reported:?}");
        assert_eq!(choice.map(|choice| choice.reason), reason, "{reported:?}");
        let strict = choose(Policy::Exact).map(|choice| choice.def.version);
        assert_eq!(strict, version.filter(|_| exact), "{reported:?}");
    }
    let other = choose(&known, ObjectId::new(4), None, Version::V1_2, Policy::SameMajor);
    assert_eq!(other, None);
}

const fn resource(id: u16) -> ResourceDef<'static> {
    ResourceDef::new(ResourceId::new(id), "", Operations::READ, DataType::Integer)
}

const THERMOSTAT: ObjectDef<'static> = ObjectDef {
    id: ObjectId::new(33000),
    name: "Thermostat",
    urn: "urn:oma:lwm2m:x:33000",
    version: ObjectVersion::V1_0,
    lwm2m_version: ObjectVersion::V1_0,
    multiple: true,
    mandatory: false,
    resources: &[resource(1), resource(3), resource(5).mandatory()],
};

/// MOD-06: an optional Resource more is compatible, nothing else that a peer could notice.
#[test]
fn steps() {
    const ID: fn(u16) -> ResourceId = ResourceId::new;
    let (one, three, five) = (resource(1), resource(3), resource(5).mandatory());
    let text = ResourceDef { data_type: DataType::String, ..three };
    let written = ResourceDef { operations: Operations::READ_WRITE, ..three };
    let both = ResourceDef { data_type: DataType::String, multiple: true, ..three };
    let cases: &[(&[ResourceDef<'_>], &[Change], Step)] = &[
        (&[one, three, five], &[], Step::None),
        (&[one, three.unit("Cel"), five], &[], Step::None),
        (&[resource(0), one, three, five], &[Change::Added(ID(0))], Step::Minor),
        (
            &[one, resource(2), three, five, resource(6)],
            &[Change::Added(ID(2)), Change::Added(ID(6))],
            Step::Minor,
        ),
        (
            &[one, three, five, resource(6).mandatory()],
            &[Change::AddedMandatory(ID(6))],
            Step::Major,
        ),
        (&[one, five], &[Change::Removed(ID(3))], Step::Major),
        (&[one, three], &[Change::Removed(ID(5))], Step::Major),
        (&[one, text, five], &[Change::DataType(ID(3))], Step::Major),
        (&[one, written, five], &[Change::Operations(ID(3))], Step::Major),
        (&[one, three.multiple(), five], &[Change::Multiple(ID(3))], Step::Major),
        (&[one, three.mandatory(), five], &[Change::Mandatory(ID(3))], Step::Major),
        (&[one, three, resource(5)], &[Change::Mandatory(ID(5))], Step::Major),
        (
            &[one, resource(2), both, five],
            &[Change::Added(ID(2)), Change::DataType(ID(3)), Change::Multiple(ID(3))],
            Step::Major,
        ),
    ];
    for (resources, expected, demanded) in cases {
        let later = ObjectDef { resources, ..THERMOSTAT };
        assert!(changes(&THERMOSTAT, &later).eq(expected.iter().copied()), "{expected:?}");
        assert_eq!(step(&THERMOSTAT, &later), *demanded, "{expected:?}");
    }
    for (later, expected) in [
        (ObjectDef { id: ObjectId::new(33001), ..THERMOSTAT }, Change::Object),
        (ObjectDef { multiple: false, ..THERMOSTAT }, Change::ObjectMultiple),
        (ObjectDef { mandatory: true, ..THERMOSTAT }, Change::ObjectMandatory),
    ] {
        assert!(changes(&THERMOSTAT, &later).eq([expected]));
        assert_eq!(step(&THERMOSTAT, &later), Step::Major);
    }
}

/// CHG-07, MOD-09: Firmware Update 1.1 adds 10 to 13, 1.2 adds 14.
#[cfg(feature = "oma")]
#[test]
fn versions_of_firmware_update() {
    let [first, second, third] = defs::versions(ObjectId::new(5)) else {
        panic!("three versions");
    };
    let added =
        |ids: &[u16]| ids.iter().map(|id| Change::Added(ResourceId::new(*id))).collect::<Vec<_>>();
    let found = |a, b| {
        changes(a, b).filter(|change| matches!(change, Change::Added(_))).collect::<Vec<_>>()
    };
    assert_eq!(found(first, second), added(&[10, 11, 12, 13]));
    assert_eq!(changes(second, third).collect::<Vec<_>>(), added(&[14]));
}
