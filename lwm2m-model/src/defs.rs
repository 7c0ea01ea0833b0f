//! Definitions of every registered Object in every version, as constants; what the cargo features hold.
//! The tables are generated; how they are searched is written here.

#[cfg(feature = "ext")]
mod ext;
#[cfg(feature = "ipso")]
mod ipso;
#[cfg(feature = "oma")]
mod oma;
#[cfg(feature = "vendor")]
mod vendor;

use lwm2m_codec::{ObjectDef, ObjectId, ObjectVersion};

/// Every definition, ascending by id and version.
pub static DEFS: &[&ObjectDef<'static>] = &ALL;

/// The definition of one version of an Object; `None` where the registry (or the features) have no such version.
#[must_use]
pub fn find(id: ObjectId, version: ObjectVersion) -> Option<&'static ObjectDef<'static>> {
    let at = DEFS.binary_search_by_key(&(id, version), |def| (def.id, def.version)).ok()?;
    DEFS.get(at).copied()
}

/// The definitions of all versions of an Object, ascending; empty for an unknown Object.
#[must_use]
pub fn versions(id: ObjectId) -> &'static [&'static ObjectDef<'static>] {
    let start = DEFS.partition_point(|def| def.id < id);
    let end = DEFS.partition_point(|def| def.id <= id);
    DEFS.get(start..end).unwrap_or_default()
}

/// Runs of ids, ascending: the Objects of the class `ext` lie on both sides of IPSO's.
const SHELVES: [Shelf; 5] = [
    #[cfg(feature = "oma")]
    oma::OMA,
    #[cfg(not(feature = "oma"))]
    &[],
    #[cfg(feature = "ext")]
    ext::EXT_BELOW_IPSO,
    #[cfg(not(feature = "ext"))]
    &[],
    #[cfg(feature = "ipso")]
    ipso::IPSO,
    #[cfg(not(feature = "ipso"))]
    &[],
    #[cfg(feature = "ext")]
    ext::EXT_ABOVE_IPSO,
    #[cfg(not(feature = "ext"))]
    &[],
    #[cfg(feature = "vendor")]
    vendor::VENDOR,
    #[cfg(not(feature = "vendor"))]
    &[],
];

type Shelf = &'static [&'static ObjectDef<'static>];

static ALL: [&ObjectDef<'static>; count()] = all();

const fn count() -> usize {
    let mut count = 0;
    let mut shelves: &[Shelf] = &SHELVES;
    while let [shelf, rest @ ..] = shelves {
        count += shelf.len();
        shelves = rest;
    }
    count
}

#[expect(
    clippy::indexing_slicing,
    reason = "evaluated at compile time, where it would be an error"
)]
const fn all() -> [&'static ObjectDef<'static>; count()] {
    let mut all: [&ObjectDef<'static>; count()] = [&NOTHING; count()];
    let mut at = 0;
    let mut shelves: &[Shelf] = &SHELVES;
    while let [shelf, rest @ ..] = shelves {
        let mut defs = *shelf;
        while let [def, rest @ ..] = defs {
            all[at] = def;
            at += 1;
            defs = rest;
        }
        shelves = rest;
    }
    all
}

/// Fills the table before the definitions do.
const NOTHING: ObjectDef<'static> = ObjectDef {
    id: ObjectId::MAX,
    name: "",
    urn: "",
    version: ObjectVersion::V1_0,
    lwm2m_version: ObjectVersion::V1_0,
    multiple: false,
    mandatory: false,
    resources: &[],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn definitions_ascend() {
        assert!(DEFS.is_sorted_by_key(|def| (def.id, def.version)));
        for def in DEFS {
            assert!(def.resources.is_sorted_by_key(|resource| resource.id), "object {}", def.id);
        }
    }

    #[test]
    fn every_definition_is_found() {
        for def in DEFS {
            assert_eq!(find(def.id, def.version), Some(*def));
            assert!(versions(def.id).contains(def));
        }
        assert_eq!(find(ObjectId::MAX, ObjectVersion::V1_0), None);
        assert!(versions(ObjectId::MAX).is_empty());
    }

    #[cfg(all(feature = "oma", feature = "ipso", feature = "ext", feature = "vendor"))]
    #[test]
    fn the_registry_has_424_versions_of_327_objects() {
        assert_eq!(DEFS.len(), 424);
        let firsts = DEFS.iter().filter(|def| versions(def.id).first() == Some(def));
        assert_eq!(firsts.count(), 327);
    }
}
