//! What the grammars of ranges and units make of the whole public registry, by the snapshot.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use lwm2m_ddf::{Document, Mode, RangeValues, ResourceDefinition, Schema, UnitClass};

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
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../registry/objects");
    let files = fs::read_dir(folder).expect("the snapshot is in the repository").flatten();
    files
        .map(|file| fs::read(file.path()).expect("a definition can be read"))
        .flat_map(|bytes| Document::read(&bytes, &Schema::v1_1(), Mode::Strict).objects)
        .flat_map(|object| object.resources)
        .collect()
}
