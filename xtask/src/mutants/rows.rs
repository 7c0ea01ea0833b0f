//! Which tests matter for which files.

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// Files of one crate, and the tests that are to notice a change of them.
#[derive(Debug)]
pub(super) struct Row {
    /// A module: the file of this name and the files in the folder of this name, unless a longer row has them.
    pub(super) module: &'static str,
    pub(super) package: &'static str,
    /// Ways to build and test the crate: what survives the first is tried in the next, with tests that notice less
    /// often, or with other features where code differs by them.
    pub(super) ways: &'static [Way],
}

/// Features, as few as the tests need, and test targets of the package; `lib` for its unit tests. Every target is
/// built again for every mutant, so there are as few as notice.
#[derive(Debug)]
pub(super) struct Way {
    pub(super) features: &'static str,
    pub(super) tests: &'static [&'static str],
}

const fn row(module: &'static str, package: &'static str, ways: &'static [Way]) -> Row {
    Row { module, package, ways }
}

const fn model(module: &'static str, ways: &'static [Way]) -> Row {
    row(module, "lwm2m-model", ways)
}

const fn codec(module: &'static str, ways: &'static [Way]) -> Row {
    row(module, "lwm2m-codec", ways)
}

/// With what most tests of the codec need.
const fn usual(tests: &'static [&'static str]) -> Way {
    Way { features: "default,lenient", tests }
}

/// With the transports, too.
const fn bound(tests: &'static [&'static str]) -> Way {
    Way { features: "default,lenient,coap,http,mqtt", tests }
}

/// What a Reader, a Writer, or what they stand on is noticed by.
const FORMAT: &[Way] = &[
    usual(&["refusals", "vectors"]),
    usual(&["base_names", "canonical", "errors", "lenient_packs", "packs", "tlv_headers"]),
    usual(&["canonical_text", "lenient", "path_lists", "wrong_types"]),
    usual(&["lib", "round_trips"]),
];

/// What text of links is noticed by.
const LINKS: &[Way] = &[
    usual(&["links", "object_lists", "refusals", "vectors"]),
    usual(&["core_links", "lenient_links", "request_paths", "server_uri"]),
    bound(&["discovery", "lib", "link_round_trips", "registration"]),
];

/// Every row; one module each.
pub(super) const ROWS: &[Row] = &[
    model("lwm2m-model/src/access", &[Way { features: "std", tests: &["lib", "access"] }]),
    model(
        "lwm2m-model/src/access/control",
        &[Way { features: "oma,std", tests: &["access_object"] }],
    ),
    model(
        "lwm2m-model/src/observe",
        &[Way {
            features: "std",
            tests: &["notification_invariants", "notification_kinds", "notification_table"],
        }],
    ),
    codec(
        "lwm2m-codec/src/attribute",
        &[
            usual(&[
                "attribute_inheritance",
                "attribute_links",
                "attribute_places",
                "attribute_queries",
                "attribute_sets",
            ]),
            usual(&["attribute_round_trips"]),
        ],
    ),
    codec(
        "lwm2m-codec/src/decode",
        &[
            usual(&["errors", "refusals", "vectors"]),
            usual(&["derived", "gateway", "lenient", "options", "packs", "path_lists"]),
        ],
    ),
    codec("lwm2m-codec/src/format", FORMAT),
    codec("lwm2m-codec/src/format/cbor", FORMAT),
    codec("lwm2m-codec/src/format/cbor_leaf", FORMAT),
    codec("lwm2m-codec/src/format/json_leaf", FORMAT),
    codec("lwm2m-codec/src/format/lwm2m_cbor", FORMAT),
    codec("lwm2m-codec/src/format/lwm2m_cbor/writer", FORMAT),
    codec("lwm2m-codec/src/format/lwm2m_json", FORMAT),
    codec("lwm2m-codec/src/format/opaque", FORMAT),
    codec("lwm2m-codec/src/format/senml", FORMAT),
    codec("lwm2m-codec/src/format/senml_cbor", FORMAT),
    codec("lwm2m-codec/src/format/senml_json", FORMAT),
    codec("lwm2m-codec/src/format/single", FORMAT),
    codec("lwm2m-codec/src/format/text", FORMAT),
    codec("lwm2m-codec/src/format/tlv", FORMAT),
    codec("lwm2m-codec/src/format/tlv/writer", FORMAT),
    codec(
        "lwm2m-codec/src/operation/dispatch",
        &[bound(&["dispatch"]), bound(&["lenient_operations", "mqtt_messages", "operations"])],
    ),
    codec("lwm2m-codec/src/syntax/base64", FORMAT),
    codec("lwm2m-codec/src/syntax/cbor", FORMAT),
    codec("lwm2m-codec/src/syntax/decimal", FORMAT),
    codec("lwm2m-codec/src/syntax/json", FORMAT),
    codec("lwm2m-codec/src/syntax/link", LINKS),
    codec("lwm2m-codec/src/syntax/percent", LINKS),
    codec(
        "lwm2m-codec/src/update",
        &[
            usual(&["duplicates", "lenient", "without_heap"]),
            usual(&["composite_writes", "derived", "options", "vectors"]),
            Way { features: "derive,lenient,senml-cbor,tlv", tests: &["without_heap"] },
        ],
    ),
];

impl Row {
    /// The files of this row, relative to the repository's root, sorted.
    pub(super) fn files(&self, root: &Path) -> Result<Vec<PathBuf>, Failure> {
        let mut files = Vec::new();
        let file = format!("{}.rs", self.module);
        if root.join(&file).is_file() {
            files.push(PathBuf::from(file));
        }
        let folder = root.join(self.module);
        if folder.is_dir() {
            let failed = |error| Failure::with(folder.display(), error);
            for entry in fs::read_dir(&folder).map_err(failed)? {
                let name = entry.map_err(failed)?.file_name();
                files.push(Path::new(self.module).join(name));
            }
        }
        let others = ROWS.iter().filter(|row| row.module.len() > self.module.len());
        let others: Vec<_> = others.map(|row| format!("{}.rs", row.module)).collect();
        files.retain(|file| {
            let rust = file.extension().is_some_and(|extension| extension == "rs");
            rust && !others.iter().any(|other| file == Path::new(other))
        });
        files.sort();
        Ok(files)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace;

    #[test]
    fn every_row_has_files_and_tests() {
        let root = workspace::root();
        for row in ROWS {
            let files = row.files(root).unwrap_or_default();
            assert!(!files.is_empty() && files.iter().all(|file| root.join(file).is_file()));
            for test in row.ways.iter().flat_map(|way| way.tests).filter(|test| **test != "lib") {
                let test = root.join(row.package).join(format!("tests/{test}.rs"));
                assert!(test.is_file(), "{}: {}", row.module, test.display());
            }
        }
    }

    #[test]
    fn a_file_has_one_row() {
        let rows = ROWS.iter().flat_map(|row| row.files(workspace::root()).unwrap_or_default());
        let mut files: Vec<_> = rows.collect();
        let count = files.len();
        files.sort();
        files.dedup();
        assert_eq!(files.len(), count);
    }
}
