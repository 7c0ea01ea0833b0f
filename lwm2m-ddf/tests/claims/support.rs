//! The documents of `tests/cases` and what is expected of each, and the repository's snapshot.

use std::fs;
use std::path::{Path, PathBuf};

use lwm2m_ddf::{Document, Mode, ObjectDefinition, Schema};

/// One row of `verdicts.tsv`.
#[derive(Debug)]
pub(crate) struct Case {
    /// The document's file name.
    pub(crate) file: String,
    /// What kind of fault it has: a rule, `valid`, `semantic`, `wf` or `utf8`.
    pub(crate) category: String,
    /// Whether `xmllint --schema` takes it for valid.
    pub(crate) xmllint: bool,
    /// `accept`, `lint`, `reject`, or `either` where the standards leave it open.
    pub(crate) expect: String,
    /// The one lint that a document with a lint must show.
    pub(crate) lint: Option<String>,
}

impl Case {
    /// The document, byte for byte.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        read(&folder().join(&self.file))
    }

    /// The rule that a refused document breaks, whatever others it breaks too.
    pub(crate) fn rule(&self) -> Option<&str> {
        match self.category.as_str() {
            // A page of HTML begins with a DOCTYPE; an XInclude element is one too many.
            "wf" | "utf8" if self.file != "wf-html.xml" => Some("xml"),
            "dtd" if self.file == "dtd-xinclude.xml" => Some("extra"),
            "wf" | "utf8" | "valid" | "semantic" => None,
            rule => Some(rule),
        }
    }
}

/// Every case, in the order of the file.
pub(crate) fn cases() -> Vec<Case> {
    let table =
        String::from_utf8(read(&folder().join("verdicts.tsv"))).expect("the table is UTF-8");
    let cases: Vec<_> = table.lines().skip(1).map(case).collect();
    let files = fs::read_dir(folder()).expect("the folder of cases can be read");
    let documents = files.flatten().filter(|file| file.path().extension() == Some("xml".as_ref()));
    assert_eq!(cases.len(), documents.count(), "each document has its row");
    cases
}

/// A document that is UTF-8.
pub(crate) fn document(file: &str) -> String {
    String::from_utf8(read(&folder().join(file))).expect("the document is UTF-8")
}

/// Every version of every Object in the repository's snapshot, in the order of the folder.
pub(crate) fn snapshot() -> Vec<ObjectDefinition> {
    snapshot_files().iter().flat_map(|(_, bytes)| objects(bytes)).collect()
}

/// Every document of the snapshot with its name, in the order of the folder.
pub(crate) fn snapshot_files() -> Vec<(String, Vec<u8>)> {
    let files = fs::read_dir(snapshot_folder()).expect("the snapshot is in the repository");
    let named =
        |file: fs::DirEntry| (file.file_name().to_string_lossy().into_owned(), read(&file.path()));
    files.flatten().map(named).collect()
}

/// One version of an Object of the snapshot: `3-1_2`.
pub(crate) fn definition(version: &str) -> ObjectDefinition {
    let objects = objects(&read(&snapshot_folder().join(format!("{version}.xml"))));
    objects.into_iter().next().expect("a definition of the snapshot is valid")
}

/// Where the snapshot is.
pub(crate) fn snapshot_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../registry/objects")
}

fn objects(bytes: &[u8]) -> Vec<ObjectDefinition> {
    Document::read(bytes, &Schema::v1_1(), Mode::Strict).objects
}

fn case(row: &str) -> Case {
    let mut fields = row.split('\t').map(str::to_string);
    let mut next = || fields.next().unwrap_or_default();
    Case {
        file: next(),
        category: next(),
        xmllint: next() == "valid",
        expect: next(),
        lint: Some(next()).filter(|lint| !lint.is_empty()),
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

fn read(path: &Path) -> Vec<u8> {
    fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
