//! Compares whole snapshots, and goes through the history that one snapshot holds.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use lwm2m_codec::{ObjectId, ObjectVersion};

use super::{Comparison, compare};
use crate::definition::ObjectDefinition;

/// Two snapshots, compared.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Snapshots {
    /// The versions that only the newer snapshot has, ascending.
    pub added: Vec<(ObjectId, ObjectVersion)>,
    /// The versions that only the older one has, ascending.
    pub removed: Vec<(ObjectId, ObjectVersion)>,
    /// Versions edited in place, and each added version against the one before it; by id and version.
    /// The first version of an Object has nothing to be compared with.
    pub comparisons: Vec<Comparison>,
}

/// Compares two snapshots, whatever the order of their definitions.
///
/// Of a version that a snapshot has twice, the first counts.
#[must_use]
pub fn snapshots<'d>(
    old: impl IntoIterator<Item = &'d ObjectDefinition>,
    new: impl IntoIterator<Item = &'d ObjectDefinition>,
) -> Snapshots {
    let (old, new) = (by_version(old), by_version(new));
    let mut result = Snapshots {
        removed: old.keys().filter(|key| !new.contains_key(key)).copied().collect(),
        ..Snapshots::default()
    };
    for (key, after) in &new {
        let before = old.get(key).or_else(|| {
            result.added.push(*key);
            // A version that is gone by now is still what the new one came after.
            let known = [previous(&new, *key), previous(&old, *key)];
            known.into_iter().flatten().max_by_key(|definition| definition.version)
        });
        let comparison = before.map(|before| compare(before, after));
        result.comparisons.extend(comparison.filter(|comparison| {
            comparison.old != comparison.new || !comparison.differences.is_empty()
        }));
    }
    result
}

/// Each version of each Object against the one before it, by id and version.
#[must_use]
pub fn history<'d>(definitions: impl IntoIterator<Item = &'d ObjectDefinition>) -> Vec<Comparison> {
    let versions = by_version(definitions);
    versions
        .iter()
        .filter_map(|(key, after)| Some(compare(previous(&versions, *key)?, after)))
        .collect()
}

type Versions<'d> = BTreeMap<(ObjectId, ObjectVersion), &'d ObjectDefinition>;

fn by_version<'d>(definitions: impl IntoIterator<Item = &'d ObjectDefinition>) -> Versions<'d> {
    let mut versions = Versions::new();
    for definition in definitions {
        versions.entry((definition.id, definition.version)).or_insert(definition);
    }
    versions
}

/// The version of the same Object that comes before.
fn previous<'v, 'd>(
    versions: &'v Versions<'d>,
    (id, version): (ObjectId, ObjectVersion),
) -> Option<&'v &'d ObjectDefinition> {
    let first = ObjectVersion::new(0, 0);
    versions.range((id, first)..(id, version)).next_back().map(|(_, definition)| definition)
}
