//! What the grammars of ranges and units make of the whole public registry, by the snapshot.

use std::collections::{BTreeMap, BTreeSet};

use lwm2m_ddf::{RangeValues, ResourceDefinition, UnitClass};

use crate::support::snapshot;

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
