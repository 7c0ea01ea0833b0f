//! Definitions from files and folders: read and judged by `lwm2m-ddf`, with the place of each for later problems.

use alloc::collections::btree_map::Entry;
use alloc::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use lwm2m_codec::{ObjectId, ObjectVersion};
use lwm2m_ddf::{
    Diagnostic, Document, Kind, Mode, ObjectDefinition, Place, Schema, Severity, folder,
};

use crate::problem::{Problem, Refused};
use crate::table::unreadable;

/// Definitions, and where each stands: what [`Config::read`](crate::Config::read) has read, or definitions from
/// elsewhere, of which no place is known.
#[derive(Clone, Debug, Default)]
pub struct Documents {
    definitions: Vec<ObjectDefinition>,
    /// The file and place of each definition; none of those from elsewhere.
    places: Vec<(String, Place)>,
    lints: Vec<Problem>,
    files: Vec<PathBuf>,
}

impl Documents {
    /// The definitions, in the order of the files.
    #[must_use]
    pub fn definitions(&self) -> &[ObjectDefinition] {
        &self.definitions
    }

    /// What their authors should look at; types can be generated all the same.
    #[must_use]
    pub fn lints(&self) -> &[Problem] {
        &self.lints
    }

    /// The files that were read.
    #[must_use]
    pub fn files(&self) -> &[PathBuf] {
        &self.files
    }

    /// Reads every file, and the definitions of every folder.
    pub(crate) fn read(paths: &[PathBuf], mode: Mode) -> Result<Self, Refused> {
        let mut reading = Reading::default();
        for path in paths {
            reading.path(path);
        }
        let documents = parse(&reading.files, mode);
        let (files, mut problems) = (reading.files, reading.problems);
        let mut read = Self::default();
        let mut firsts = BTreeMap::new();
        for ((path, _), document) in files.into_iter().zip(documents) {
            let file = path.display().to_string();
            problems
                .extend(document.diagnostics.into_iter().map(|found| judged(found, &file, mode)));
            for (definition, place) in document.objects.into_iter().zip(document.places) {
                let (line, column) = (place.line, place.column);
                match firsts.entry((definition.id, definition.version)) {
                    Entry::Vacant(entry) => {
                        entry.insert(format!("{file}:{line}:{column}"));
                        read.definitions.push(definition);
                        read.places.push((file.clone(), place));
                    }
                    // The public registry has the newest version of an Object beside its history, too.
                    Entry::Occupied(_) if mode == Mode::Registry => {}
                    Entry::Occupied(first) => {
                        let first = first.get();
                        let message = format!(
                            "expected each version once, found it again; the first is {first}"
                        );
                        let problem = Problem::of(&definition, None, message);
                        problems.push(problem.at(&file, Some((line, column))));
                    }
                }
            }
            read.files.push(path);
        }
        if problems.iter().any(|problem| problem.severity == Severity::Error) {
            return Err(problems.into());
        }
        read.lints = problems;
        Ok(read)
    }

    /// Takes the descriptions that others have for the same versions.
    pub(crate) fn describe(&mut self, others: &Self) {
        let others: BTreeMap<(ObjectId, ObjectVersion), &ObjectDefinition> =
            others.definitions.iter().map(|other| ((other.id, other.version), other)).collect();
        for definition in &mut self.definitions {
            let Some(other) = others.get(&(definition.id, definition.version)) else { continue };
            definition.description.clone_from(&other.description);
            definition.description2.clone_from(&other.description2);
            for resource in &mut definition.resources {
                if let Some(other) = other.resource(resource.id) {
                    resource.description.clone_from(&other.description);
                }
            }
        }
    }

    /// The same problems, with the places of the definitions that they are about.
    pub(crate) fn locate(&self, mut problems: Vec<Problem>) -> Refused {
        for problem in &mut problems {
            let Some((id, version, resource)) = problem.definition else { continue };
            let mut definitions = self.definitions.iter().zip(&self.places);
            let found = definitions.find(|(it, _)| it.id.get() == id && it.version == version);
            let Some((_, (file, place))) = found else { continue };
            let position = resource.and_then(|resource| place.resource(resource));
            problem.position = Some(position.unwrap_or((place.line, place.column)));
            problem.file.clone_from(file);
        }
        problems.into()
    }
}

/// Definitions whose places are not known.
impl From<Vec<ObjectDefinition>> for Documents {
    fn from(definitions: Vec<ObjectDefinition>) -> Self {
        Self { definitions, ..Self::default() }
    }
}

/// The files below `path`, whether or not they can be read: a file itself, or the XML of a folder.
pub(crate) fn files_of(path: &Path) -> Vec<PathBuf> {
    if path.is_dir() {
        folder::documents(path).unwrap_or_default()
    } else {
        vec![path.to_path_buf()]
    }
}

/// The bytes of the files, and why there are none.
#[derive(Default)]
struct Reading {
    known: BTreeSet<PathBuf>,
    files: Vec<(PathBuf, Vec<u8>)>,
    problems: Vec<Problem>,
}

impl Reading {
    /// Reads a file, or the files of a folder that define Objects.
    fn path(&mut self, path: &Path) {
        if !path.is_dir() {
            return self.file(path, |_| true);
        }
        let before = (self.files.len(), self.problems.len());
        match folder::documents(path) {
            Ok(files) => {
                for file in files {
                    self.file(&file, |bytes| {
                        matches!(Kind::of(bytes), Kind::Objects | Kind::Unknown)
                    });
                }
            }
            Err(error) => self.problem(path, unreadable(&error)),
        }
        if before == (self.files.len(), self.problems.len()) {
            self.problem(path, "expected object definitions (*.xml) in the folder, found none");
        }
    }

    fn file(&mut self, path: &Path, wanted: impl Fn(&[u8]) -> bool) {
        if !self.known.insert(path.to_path_buf()) {
            return;
        }
        match fs::read(path) {
            Ok(bytes) if wanted(&bytes) => self.files.push((path.to_path_buf(), bytes)),
            Ok(_) => {}
            Err(error) => self.problem(path, unreadable(&error)),
        }
    }

    fn problem(&mut self, path: &Path, message: impl Into<String>) {
        self.problems.push(Problem::new("", message).at(path.display().to_string(), None));
    }
}

/// Reads the documents side by side, and returns them in the order of the files.
fn parse(files: &[(PathBuf, Vec<u8>)], mode: Mode) -> Vec<Document> {
    let schema = &Schema::v1_1();
    let read = |share: &[(PathBuf, Vec<u8>)]| -> Vec<_> {
        share.iter().map(|(_, bytes)| Document::read(bytes, schema, mode)).collect()
    };
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let share = files.len().div_ceil(threads).max(FEW);
    thread::scope(|scope| {
        let shares: Vec<_> =
            files.chunks(share).map(|share| scope.spawn(move || read(share))).collect();
        let read = |share: thread::ScopedJoinHandle<'_, _>| {
            share.join().expect("invariant: reading a document never panics")
        };
        shares.into_iter().flat_map(read).collect()
    })
}

/// A finding in a document. Of a repeated id one Resource would be lost: what the public registry may hold is an error
/// in definitions of one's own.
fn judged(found: Diagnostic, file: &str, mode: Mode) -> Problem {
    let lost = mode == Mode::Strict && found.rule == "dup-rid";
    let severity = if lost { Severity::Error } else { found.severity };
    let problem = Problem { severity, ..Problem::new(found.rule, found.message) };
    problem.at(file, Some((found.line, found.column)))
}

/// So few documents are not worth a thread.
const FEW: usize = 16;
