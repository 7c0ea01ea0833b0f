//! Versions compared: the steps of the public registry, and each kind of change by itself.

use lwm2m_codec::{DataType, ObjectVersion, Operations, ResourceId};
use lwm2m_ddf::diff::{self, Aspect, Bump, Comparison, Severity, Verdict};
use lwm2m_ddf::{ObjectDefinition, RangeEnumeration, Unit};

use crate::support::{definition, snapshot};

/// MOD-06: of the 97 steps of the public registry, one breaks where only a minor version tells it, three narrow
/// ranges, six are major for nothing.
#[test]
fn the_steps_of_the_public_registry() {
    let steps = diff::history(&snapshot());
    assert_eq!(steps.len(), 97);
    for (verdict, expected) in [
        (Verdict::Backwards, &[] as &[&str]),
        (Verdict::Breach, &["10 1.0 -> 1.1: breach: minor, demands major"]),
        (
            Verdict::SoftBreach,
            &[
                "1 1.0 -> 1.1: soft-breach: minor, demands major",
                "12 1.0 -> 1.1: soft-breach: minor, demands major",
                "13 1.0 -> 1.1: soft-breach: minor, demands major",
            ],
        ),
        (
            Verdict::Needless,
            &[
                "3410 1.0 -> 2.0: needless: major, demands minor",
                "3418 1.0 -> 2.0: needless: major, demands minor",
                "3421 1.0 -> 2.0: needless: major, demands minor",
                "3428 1.0 -> 2.0: needless: major, demands minor",
                "3430 1.0 -> 2.0: needless: major, demands minor",
                "3435 1.0 -> 2.0: needless: major, demands minor",
            ],
        ),
    ] {
        let found = steps.iter().filter(|step| step.verdict() == verdict);
        assert_eq!(found.map(ToString::to_string).collect::<Vec<_>>(), expected, "{verdict}");
    }
    let justified = steps.iter().filter(|step| step.made() == Bump::Major).count();
    assert_eq!(justified, 13 + 6);
}

#[test]
fn the_worst_of_a_step_is_told() {
    for (old, new, expected) in [
        ("10-1_0", "10-1_1", "major: resource 6: resource removed: \"Serving PLMN Rate control\""),
        ("1-1_0", "1-1_1", "major: resource 0: range: \"1-65535\" -> \"1..65534\""),
        ("3-1_1", "3-1_2", "unit: resource 9: unit: \"%\" -> \"/100\""),
        ("3418-1_0", "3418-2_0", "unit: resource 6: unit: \"kWh\" -> \"Wh\""),
        ("20-1_0", "20-2_0", "major: object: instances: \"Single\" -> \"Multiple\""),
    ] {
        let comparison = diff::compare(&definition(old), &definition(new));
        let worst = comparison.differences.iter().rev().max_by_key(|found| found.severity);
        assert_eq!(worst.map(ToString::to_string).as_deref(), Some(expected), "{old} {new}");
    }
}

type Edit = fn(&mut ObjectDefinition);

/// What is done to a definition, and the one difference that it makes.
type Change = (Edit, Option<u16>, Aspect, Severity);

#[test]
fn each_change_has_its_severity() {
    let changes: &[Change] = &[
        (|o| o.name.push('s'), None, Aspect::Name, Severity::Rename),
        (|o| o.urn.push('0'), None, Aspect::Urn, Severity::Rename),
        (
            |o| o.lwm2m_version = ObjectVersion::new(2, 0),
            None,
            Aspect::LwM2mVersion,
            Severity::Editorial,
        ),
        (|o| o.multiple ^= true, None, Aspect::Instances, Severity::Major),
        (|o| o.mandatory ^= true, None, Aspect::Mandatory, Severity::Major),
        (|o| drop(o.resources.remove(0)), Some(0), Aspect::Resource, Severity::Major),
        (|o| add(o, 9999, false), Some(9999), Aspect::Resource, Severity::Minor),
        (|o| add(o, 9999, true), Some(9999), Aspect::Resource, Severity::Major),
        (|o| level(o).name.push('s'), Some(9), Aspect::Name, Severity::Rename),
        (
            |o| level(o).operations = Operations::READ_WRITE,
            Some(9),
            Aspect::Operations,
            Severity::Minor,
        ),
        (|o| level(o).operations = Operations::WRITE, Some(9), Aspect::Operations, Severity::Major),
        (|o| level(o).operations = Operations::NONE, Some(9), Aspect::Operations, Severity::Major),
        (|o| level(o).multiple ^= true, Some(9), Aspect::Instances, Severity::Major),
        (|o| level(o).mandatory ^= true, Some(9), Aspect::Mandatory, Severity::Major),
        (|o| level(o).data_type = DataType::Float, Some(9), Aspect::Type, Severity::Major),
        (|o| range(o, "0-100"), Some(9), Aspect::Range, Severity::Editorial),
        (|o| range(o, "0..200"), Some(9), Aspect::Range, Severity::Minor),
        (|o| range(o, ""), Some(9), Aspect::Range, Severity::Minor),
        (|o| range(o, "0..99"), Some(9), Aspect::Range, Severity::Major),
        (|o| level(o).unit = Unit::new("%"), Some(9), Aspect::Unit, Severity::Unit),
        (|o| level(o).unit = Unit::new(""), Some(9), Aspect::Unit, Severity::Unit),
    ];
    let device = definition("3-1_2");
    for (at, (change, resource, aspect, severity)) in changes.iter().enumerate() {
        let mut changed = device.clone();
        change(&mut changed);
        let found = diff::compare(&device, &changed).differences;
        let [found] = found.as_slice() else { panic!("change {at}: {found:?}") };
        let expected = (resource.map(ResourceId::new), *aspect, *severity);
        assert_eq!((found.resource, found.aspect, found.severity), expected, "change {at}");
    }
    assert_eq!(diff::compare(&device, &device).differences, []);
}

#[test]
fn another_spelling_of_a_unit_is_editorial() {
    let mut old = definition("3-1_2");
    let mut new = old.clone();
    level(&mut old).unit = Unit::new("KB");
    level(&mut new).unit = Unit::new("KiB");
    let severities = diff::compare(&old, &new).differences;
    assert_eq!(severities.first().map(|found| found.severity), Some(Severity::Editorial));
}

/// Descriptions are compared where both sides have them: the snapshot has none.
#[test]
fn descriptions_are_editorial() {
    let mut old = definition("3-1_2");
    level(&mut old).description = "How full.".into();
    let bare = definition("3-1_2");
    assert_eq!(diff::compare(&old, &bare).differences, []);
    let mut new = old.clone();
    level(&mut new).description = "How full it is.".into();
    let comparison = diff::compare(&old, &new);
    assert_eq!(comparison.differences.len(), 1);
    assert_eq!(comparison.demanded(), Bump::None);
}

/// MOD-06: which number has to go up, and which did.
#[test]
fn the_bump_that_is_demanded_against_the_one_made() {
    let edits: [(Edit, Bump); 5] = [
        (|_| {}, Bump::None),
        (|o| o.name.push('s'), Bump::None),
        (|o| add(o, 9999, false), Bump::Minor),
        (|o| level(o).unit = Unit::new("%"), Bump::Minor),
        (|o| drop(o.resources.remove(0)), Bump::Major),
    ];
    let device = definition("3-1_2");
    for (at, (edit, demanded)) in edits.into_iter().enumerate() {
        for (version, made) in [("1.2", Bump::None), ("1.3", Bump::Minor), ("2.0", Bump::Major)] {
            let comparison = bumped(&device, version, edit);
            assert_eq!((comparison.made(), comparison.demanded()), (made, demanded), "edit {at}");
            let verdict = if demanded > made {
                Verdict::Breach
            } else if made == Bump::Major && demanded != made {
                Verdict::Needless
            } else {
                Verdict::Fits
            };
            assert_eq!(comparison.verdict(), verdict, "edit {at} as {version}");
        }
        assert_eq!(bumped(&device, "1.1", edit).verdict(), Verdict::Backwards, "edit {at}");
    }
    // Nobody has to enforce a range (D-052).
    for (text, verdict) in [("0..99", Verdict::SoftBreach), ("0..101", Verdict::Fits)] {
        let mut narrowed = bumped(&device, "1.3", |_| {});
        let mut other = device.clone();
        range(&mut other, text);
        narrowed.differences = diff::compare(&device, &other).differences;
        assert_eq!(narrowed.verdict(), verdict, "{text}");
    }
}

#[test]
fn snapshots_are_compared_as_sets() {
    let mut new = snapshot();
    let key = |definition: &ObjectDefinition| (definition.id.get(), definition.version.to_string());
    // One version is new, one is gone, one was edited in place.
    let old: Vec<_> =
        new.iter().filter(|object| key(object) != (3, "1.2".into())).cloned().collect();
    new.retain(|object| key(object) != (3303, "1.0".into()));
    for object in &mut new {
        if key(object) == (5, "1.1".into()) {
            add(object, 9999, false);
        }
    }
    let result = diff::snapshots(&old, &new);
    let shown = |list: &[(lwm2m_codec::ObjectId, ObjectVersion)]| {
        list.iter().map(|(id, version)| format!("{id} {version}")).collect::<Vec<_>>()
    };
    assert_eq!(shown(&result.added), ["3 1.2"]);
    assert_eq!(shown(&result.removed), ["3303 1.0"]);
    let comparisons: Vec<_> = result.comparisons.iter().map(ToString::to_string).collect();
    assert_eq!(
        comparisons,
        ["3 1.1 -> 1.2: fits: minor, demands minor", "5 1.1 -> 1.1: breach: none, demands minor"]
    );
    assert_eq!(diff::snapshots(&old, &old), diff::Snapshots::default());
    // All is new where nothing was: the versions of an Object follow each other.
    let from_nothing = diff::snapshots([], &snapshot());
    assert_eq!((from_nothing.added.len(), from_nothing.comparisons.len()), (424, 97));
}

/// `device` against itself edited and with another version.
fn bumped(
    device: &ObjectDefinition,
    version: &str,
    edit: impl Fn(&mut ObjectDefinition),
) -> Comparison {
    let mut new = device.clone();
    edit(&mut new);
    new.version = version.parse().expect("a version");
    new.urn = format!("urn:oma:lwm2m:oma:3:{version}");
    diff::compare(device, &new)
}

/// The Resource that changes: Battery Level.
fn level(object: &mut ObjectDefinition) -> &mut lwm2m_ddf::ResourceDefinition {
    let id = ResourceId::new(9);
    object.resources.iter_mut().find(|resource| resource.id == id).expect("Device has it")
}

fn range(object: &mut ObjectDefinition, text: &str) {
    level(object).range = RangeEnumeration::new(text, DataType::Integer);
}

fn add(object: &mut ObjectDefinition, id: u16, mandatory: bool) {
    let mut added = level(object).clone();
    added.id = ResourceId::new(id);
    added.mandatory = mandatory;
    object.resources.push(added);
}
