//! What the grammars of ranges and units make of the whole public registry, by the snapshot.

use std::collections::{BTreeMap, BTreeSet};

use lwm2m_codec::Version;
use lwm2m_ddf::{Document, Mode, RangeValues, ResourceDefinition, Schema, UnitClass, Verdict};

use crate::support::{snapshot, snapshot_files};

/// MOD-07: every document follows the schema of 1.1, and that of 1.0 unless it has one of the two types that 1.1 has
/// added. A document with an element that no schema has is refused.
#[test]
fn every_document_follows_its_schema() {
    let files = snapshot_files();
    assert_eq!(files.len(), 424);
    let (newer, older) = (Schema::v1_1(), Schema::v1_0());
    let mut of_1_0 = 0;
    for (name, bytes) in files {
        let document = Document::read(&bytes, &newer, Mode::Strict);
        assert_ne!(document.verdict(), Verdict::Reject, "{name}: {:?}", document.diagnostics);
        let text = String::from_utf8(bytes).expect("UTF-8");
        let object = document.objects.first().expect("one object");
        let is_added = |resource: &ResourceDefinition| resource.data_type.since() > Version::V1_0;
        let follows = Document::read(text.as_bytes(), &older, Mode::Strict).verdict();
        let expected = !object.resources.iter().any(is_added);
        assert_eq!(follows != Verdict::Reject, expected, "{name}");
        of_1_0 += usize::from(expected);
        let stray = text.replacen("</Item>", "<Colour/></Item>", 1);
        assert_ne!(stray, text, "{name}");
        let document = Document::read(stray.as_bytes(), &newer, Mode::Strict);
        assert_eq!(document.verdict(), Verdict::Reject, "{name}");
    }
    assert!((1..424).contains(&of_1_0), "{of_1_0}");
}

#[test]
fn all_but_three_ranges_are_understood() {
    let mut ranges = BTreeMap::new();
    for resource in resources() {
        let range = resource.range;
        if range.values != RangeValues::Any {
            let understood = range.is_understood();
            ranges.insert(range.text, understood);
        }
    }
    let other: Vec<_> = ranges.iter().filter(|(_, known)| !**known).map(|(text, _)| text).collect();
    assert_eq!((ranges.len(), other.len()), (141, 3), "{other:?}");
}

#[test]
fn every_unit_is_registered() {
    let mut units = BTreeSet::new();
    for resource in resources() {
        let unit = resource.unit;
        if let UnitClass::Secondary { base, .. } = unit.class {
            assert!(matches!(UnitClass::of(base), UnitClass::Primary { .. }), "{unit}");
        }
        assert_ne!(unit.class, UnitClass::Other, "{unit}");
        if !unit.is_none() {
            units.insert(unit.symbol);
        }
    }
    assert_eq!(units.len(), 67, "{units:?}");
}

/// Every Resource of every version of every Object.
fn resources() -> Vec<ResourceDefinition> {
    snapshot().into_iter().flat_map(|object| object.resources).collect()
}
