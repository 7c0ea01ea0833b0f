//! Where each notification attribute may stand: every attribute, version, level and operation, and every type of
//! Resource. D-108, D-109, D-115.

use lwm2m_codec::attribute::{Attribute, Change, Changes, Edge, Place, parameters};
use lwm2m_codec::{
    DataType, ErrorKind, ObjectDef, ObjectId, ObjectVersion, Operations, Options, Path,
    ResourceDef, ResourceId, Version,
};

const VERSIONS: [Version; 3] = [Version::V1_0, Version::V1_1, Version::V1_2];

const PATHS: [Path; 5] = [
    Path::ROOT,
    Path::object(3303),
    Path::instance(3303, 0),
    Path::resource(3303, 0, 5700),
    Path::resource_instance(3303, 0, 5700, 1),
];

/// For each attribute, what may be written of it: the minor of the first version that has it at the root, at an
/// Object, an Object Instance, a Resource and a Resource Instance; then whether an Observe-Composite may carry it.
const MAY: [(Attribute, &str, &str, bool); 10] = [
    (Attribute::Pmin, "pmin=1", "-0001", true),
    (Attribute::Pmax, "pmax=1", "-0001", true),
    (Attribute::Gt, "gt=1", "---01", false),
    (Attribute::Lt, "lt=1", "---01", false),
    (Attribute::St, "st=1", "---01", false),
    (Attribute::Epmin, "epmin=1", "-1111", true),
    (Attribute::Epmax, "epmax=1", "-1111", true),
    (Attribute::Edge, "edge=1", "---22", false),
    (Attribute::Con, "con=1", "-2222", true),
    (Attribute::Hqmax, "hqmax=1", "-2222", false),
];

/// Reads and writes alike.
#[track_caller]
fn check(version: Version, place: Place, attribute: Attribute, query: &str, legal: bool) {
    let options = Options::STRICT.version(version);
    let read = options.changes(place, parameters(query)).map(drop);
    let newest = Place::WriteAttributes(Path::resource(3303, 0, 5700));
    let changes = Options::STRICT.changes(newest, [query]).expect(query);
    let mut buffer = [0; 16];
    let written = options.encode_changes(place, &changes, &mut buffer);
    let what = format!("{query} in {version:?} at {place:?}");
    if legal {
        assert_eq!(read, Ok(()), "{what}");
        assert_eq!(written, Ok(query.as_bytes()), "{what}");
    } else {
        for error in [read.expect_err(&what), written.expect_err(&what)] {
            let kind = error.kind();
            assert!(
                matches!(kind, ErrorKind::AttributeRefused { attribute: a, .. } if a == attribute),
                "{what}: {kind}"
            );
        }
    }
}

/// ATT-01, ATT-02, ATT-03, ATT-04, ATT-05, ATT-06, ATT-18, ATT-19.
#[test]
fn every_attribute_at_every_level_in_every_version() {
    assert!(MAY.iter().map(|row| row.0).eq(Attribute::ALL.iter().copied()));
    for (attribute, query, levels, composite) in MAY {
        for (minor, version) in (0..).zip(VERSIONS) {
            for (path, since) in PATHS.into_iter().zip(levels.chars()) {
                let since = since.to_digit(10);
                let attached = since.is_some_and(|since| minor >= since);
                check(version, Place::WriteAttributes(path), attribute, query, attached);
                let observed = since.is_some() && version == Version::V1_2;
                check(version, Place::Observe(path), attribute, query, observed);
            }
            let observed = composite && version == Version::V1_2;
            check(version, Place::ObserveComposite, attribute, query, observed);
        }
    }
}

/// What cannot be set somewhere cannot be unset there.
#[test]
fn unset_where_it_may_be_set() {
    for (attribute, query, levels, _) in MAY {
        let name = query.split('=').next().expect("a name");
        for (path, since) in PATHS.into_iter().zip(levels.chars()) {
            let place = Place::WriteAttributes(path);
            check(Version::V1_2, place, attribute, name, since.is_ascii_digit());
        }
    }
}

/// What was expected, in words, for each reason there is.
#[test]
fn reasons() {
    let root = Place::WriteAttributes(Path::ROOT);
    let instance = Place::WriteAttributes(Path::instance(3303, 0));
    let resource = Place::WriteAttributes(Path::resource(3303, 0, 5700));
    let value = Place::WriteAttributes(Path::resource_instance(3303, 0, 5700, 1));
    for (minor, place, query, expected) in [
        (2, root, "pmin=1", "an Object or what is below one"),
        (2, instance, "gt=1", "a Resource or a Resource Instance"),
        (0, value, "pmin=1", "LwM2M 1.1 or later for a Resource Instance"),
        (0, resource, "epmin=1", "LwM2M 1.1 or later"),
        (1, resource, "edge=1", "LwM2M 1.2"),
        (
            2,
            Place::ObserveComposite,
            "gt=1",
            "pmin, pmax, epmin, epmax or con for an Observe-Composite",
        ),
    ] {
        let options = Options::STRICT.version(VERSIONS[minor]);
        let error = options.changes(place, parameters(query)).expect_err(query);
        let ErrorKind::AttributeRefused { expected: found, .. } = error.kind() else {
            panic!("{query}: {error}");
        };
        assert_eq!(found, expected);
        assert_eq!(error.offset(), Some(0));
    }
}

const fn resource(id: u16, operations: Operations, data_type: DataType) -> ResourceDef<'static> {
    ResourceDef::new(ResourceId::new(id), "", operations, data_type)
}

/// ATT-02, ATT-04: thresholds need a number that can be read, an edge a Boolean that can be read.
#[test]
fn types_of_resources() {
    use DataType::{
        Boolean, CoreLink, Float, Integer, None, ObjectLink, Opaque, String, Time, Unsigned,
    };
    let types =
        [String, Integer, Unsigned, Float, Boolean, Opaque, Time, ObjectLink, CoreLink, None];
    let all = [
        Operations::NONE,
        Operations::READ,
        Operations::WRITE,
        Operations::READ_WRITE,
        Operations::EXECUTE,
    ];
    for data_type in types {
        for operations in all {
            let resources = [resource(5700, operations, data_type)];
            let def = ObjectDef {
                id: ObjectId::new(3303),
                name: "Temperature",
                urn: "urn:oma:lwm2m:ext:3303",
                version: ObjectVersion::V1_0,
                lwm2m_version: ObjectVersion::V1_0,
                multiple: true,
                mandatory: false,
                resources: &resources,
            };
            for (attribute, query, ..) in MAY {
                let place = Place::WriteAttributes(PATHS[3]);
                let changes = Options::STRICT.changes(place, [query]).expect(query);
                let suits = match attribute {
                    Attribute::Gt | Attribute::Lt | Attribute::St => {
                        operations.readable() && matches!(data_type, Integer | Unsigned | Float)
                    }
                    Attribute::Edge => operations.readable() && data_type == Boolean,
                    _ => true,
                };
                let what = format!("{query} on {operations:?} {data_type}");
                // The Resource and its instances alike; what the schema does not know suits.
                for (path, known) in [
                    (PATHS[1], false),
                    (PATHS[3], true),
                    (PATHS[4], true),
                    (Path::resource(3303, 0, 5701), false),
                ] {
                    let found = changes.check_resource(path, &def);
                    if suits || !known {
                        assert_eq!(found, Ok(()), "{what}");
                        continue;
                    }
                    let error = found.expect_err(&what);
                    assert_eq!(error.path(), Some(path), "{what}");
                    let refused = |kind| match kind {
                        ErrorKind::AttributeRefused { attribute: a, .. } => a == attribute,
                        _ => false,
                    };
                    assert!(refused(error.kind()), "{what}");
                }
            }
        }
    }
}

/// Every attribute that is changed is looked at, also the last one, also one that is unset.
#[test]
fn no_change_is_overlooked() {
    let text = resource(0, Operations::READ, DataType::String);
    let changes = Changes {
        pmin: Change::Set(1),
        edge: Change::Set(Edge::Rising),
        hqmax: Change::Set(1),
        ..Changes::NONE
    };
    let def = [ObjectDef {
        id: ObjectId::new(3),
        name: "Device",
        urn: "urn:oma:lwm2m:oma:3",
        version: ObjectVersion::V1_0,
        lwm2m_version: ObjectVersion::V1_0,
        multiple: false,
        mandatory: true,
        resources: &[text],
    }];
    let path = Path::resource(3, 0, 0);
    let expected = "a readable Resource of type Boolean";
    let refused = |attribute| ErrorKind::AttributeRefused { attribute, expected };
    let found = changes.check_resource(path, &def[..]).map_err(|e| e.kind());
    assert_eq!(found, Err(refused(Attribute::Edge)));
    let unset = Changes { edge: Change::Unset, ..Changes::NONE };
    let found = unset.check_resource(path, &def[..]).map_err(|e| e.kind());
    assert_eq!(found, Err(refused(Attribute::Edge)));
    assert_eq!(changes.check_resource(path, &()), Ok(()));
}
