//! The snapshot's definitions, and upstream's descriptions laid over them.

use std::collections::BTreeMap;
use std::io::stderr;
use std::path::{Path, PathBuf};
use std::thread;

use lwm2m_codec::{ObjectId, ObjectVersion};
use lwm2m_ddf::{Document, Mode, ObjectDefinition, Severity};

use crate::failure::Failure;
use crate::{pull, validate, workspace};

/// What a folder holds, judged.
#[derive(Debug)]
pub(crate) struct Snapshot {
    /// The definitions without an error.
    pub(crate) definitions: Vec<ObjectDefinition>,
    /// How many documents were read.
    pub(crate) documents: usize,
    /// How many errors were found, and said.
    pub(crate) findings: usize,
}

impl Snapshot {
    /// The definitions; none of them where anything was found.
    pub(crate) fn usable(self) -> Result<Vec<ObjectDefinition>, Failure> {
        match self.findings {
            0 => Ok(self.definitions),
            1 => Err(refused("1 error in the definitions")),
            findings => Err(refused(&format!("{findings} errors in the definitions"))),
        }
    }
}

fn refused(why: &str) -> Failure {
    eprintln!("{why}; nothing is written");
    Failure::Findings
}

/// Every definition of `registry/objects`; all errors are said.
pub(crate) fn snapshot() -> Result<Snapshot, Failure> {
    let registry = workspace::registry();
    pull::settle(&registry)?;
    read(&registry.join("objects"), Mode::Strict)
}

/// Adds the descriptions that the definitions in `folder` have for the same versions.
pub(crate) fn describe(definitions: &mut [ObjectDefinition], folder: &Path) -> Result<(), Failure> {
    let upstream: BTreeMap<(ObjectId, ObjectVersion), ObjectDefinition> =
        read(folder, Mode::Registry)?
            .usable()?
            .into_iter()
            .map(|upstream| ((upstream.id, upstream.version), upstream))
            .collect();
    for definition in definitions {
        let Some(described) = upstream.get(&(definition.id, definition.version)) else { continue };
        definition.description.clone_from(&described.description);
        definition.description2.clone_from(&described.description2);
        for resource in &mut definition.resources {
            if let Some(described) = described.resource(resource.id) {
                resource.description.clone_from(&described.description);
            }
        }
    }
    Ok(())
}

/// The definitions in a folder and its `version_history`, which are read side by side.
pub(crate) fn read(folder: &Path, mode: Mode) -> Result<Snapshot, Failure> {
    let schema = validate::schema(&workspace::schema())?;
    let files: Result<Vec<_>, _> = validate::files::of(folder).collect();
    let files = files.map_err(Failure::Trouble)?;
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let share = files.len().div_ceil(threads).max(1);
    let schema = &schema;
    let documents: Vec<_> = thread::scope(|scope| {
        let read = |share: &[(PathBuf, Vec<u8>)]| -> Vec<_> {
            share.iter().map(|(_, bytes)| Document::read(bytes, schema, mode)).collect()
        };
        let shares: Vec<_> =
            files.chunks(share).map(|share| scope.spawn(move || read(share))).collect();
        let read = |share: thread::ScopedJoinHandle<'_, _>| {
            share.join().expect("invariant: reading a document never panics")
        };
        shares.into_iter().flat_map(read).collect()
    });
    let mut definitions = Vec::new();
    let mut findings = 0;
    for ((path, _), mut document) in files.iter().zip(documents) {
        document.diagnostics.retain(|found| found.severity == Severity::Error);
        findings += document.diagnostics.len();
        let said = validate::show_text(&mut stderr(), path, &document);
        said.map_err(|error| Failure::with("standard error", error))?;
        if document.diagnostics.is_empty() {
            definitions.append(&mut document.objects);
        }
    }
    Ok(Snapshot { definitions, documents: files.len(), findings })
}
