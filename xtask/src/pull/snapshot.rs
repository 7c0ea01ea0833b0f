//! The snapshot on disk: `objects/*.xml` and `registry.lock`. Loads, compares, replaces.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use lwm2m_codec::{ObjectId, ObjectVersion};
use lwm2m_ddf::diff::{self, Snapshots};
use lwm2m_ddf::{ObjectDefinition, Schema};

use super::lock::{self, Lock};
use super::{file_name, shown};
use crate::failure::Failure;

/// The files of a snapshot: names in `objects/` and bytes, and the bytes of the lock.
#[derive(Debug, Default)]
pub(super) struct Snapshot {
    objects: BTreeMap<String, Vec<u8>>,
    lock: Option<Vec<u8>>,
}

impl Snapshot {
    pub(super) fn new(objects: BTreeMap<(ObjectId, ObjectVersion), String>, lock: &Lock) -> Self {
        let objects = objects.into_iter().map(|(key, text)| (file_name(key), text.into_bytes()));
        Self { objects: objects.collect(), lock: Some(lock.to_string().into_bytes()) }
    }

    /// Reads what is in `folder`: nothing, where there is none yet.
    pub(super) fn load(folder: &Path) -> Result<Self, Failure> {
        let places = Places::new(folder);
        let current = places.current();
        let mut objects = BTreeMap::new();
        if current.is_dir() {
            for entry in fs::read_dir(current).map_err(|error| trouble(current, error))? {
                let path = entry.map_err(|error| trouble(current, error))?.path();
                let bytes = fs::read(&path).map_err(|error| trouble(&path, error))?;
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                objects.insert(name, bytes);
            }
        }
        let lock = match fs::read(&places.lock) {
            Ok(bytes) => Some(bytes),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(trouble(&places.lock, error)),
        };
        Ok(Self { objects, lock })
    }

    /// Whether there are no definitions.
    pub(super) fn is_empty(&self) -> bool {
        self.objects.is_empty()
    }

    /// The commit that the lock names.
    pub(super) fn commit(&self) -> Option<String> {
        lock::commit_of(&String::from_utf8_lossy(self.lock.as_deref()?))
    }

    /// What `new` has that this has not, file by file.
    pub(super) fn changes(&self, new: &Self) -> Vec<Change> {
        let names: BTreeSet<_> = self.objects.keys().chain(new.objects.keys()).collect();
        let mut changes: Vec<_> = names
            .into_iter()
            .filter_map(|name| {
                let kind = match (self.objects.get(name), new.objects.get(name)) {
                    (None, _) => Kind::Added,
                    (_, None) => Kind::Removed,
                    (Some(old), Some(new)) if old != new => Kind::Changed,
                    (Some(_), Some(_)) => return None,
                };
                Some(Change { kind, file: format!("objects/{name}") })
            })
            .collect();
        if self.lock != new.lock {
            let kind = if self.lock.is_none() { Kind::Added } else { Kind::Changed };
            changes.push(Change { kind, file: LOCK.to_string() });
        }
        changes
    }

    /// What the changes mean to peers: versions edited in place, and new ones against those before.
    ///
    /// Definitions that cannot be read, as somebody else may have left them, are passed over: pulling mends them.
    pub(super) fn compare(&self, new: &Self, schema: &Schema) -> Snapshots {
        let [old, new] = [self, new].map(|snapshot| snapshot.definitions(schema));
        diff::snapshots(&old, &new)
    }

    fn definitions(&self, schema: &Schema) -> Vec<ObjectDefinition> {
        let read = |bytes: &Vec<u8>| crate::diff::read(bytes, schema).unwrap_or_default();
        self.objects.values().flat_map(read).collect()
    }

    /// Writes everything beside the old snapshot, then puts it in its place.
    pub(super) fn store(&self, folder: &Path) -> Result<(), Failure> {
        let places = Places::new(folder);
        let stored = self.prepare(&places).and_then(|()| places.switch());
        if stored.is_err() {
            // The first trouble is the one to tell.
            let _ = remove(&places.new_objects);
            let _ = fs::remove_file(&places.new_lock);
        }
        stored
    }

    fn prepare(&self, places: &Places) -> Result<(), Failure> {
        let folder = &places.new_objects;
        remove(folder)?;
        fs::create_dir_all(folder).map_err(|error| trouble(folder, error))?;
        for (name, bytes) in &self.objects {
            let path = folder.join(name);
            fs::write(&path, bytes).map_err(|error| trouble(&path, error))?;
        }
        let lock = self.lock.as_deref().unwrap_or_default();
        fs::write(&places.new_lock, lock).map_err(|error| trouble(&places.new_lock, error))
    }
}

/// Where the parts of a snapshot are, and where they wait before and after they are.
struct Places {
    objects: PathBuf,
    new_objects: PathBuf,
    old_objects: PathBuf,
    lock: PathBuf,
    new_lock: PathBuf,
}

impl Places {
    fn new(folder: &Path) -> Self {
        Self {
            objects: folder.join("objects"),
            new_objects: folder.join("objects.new"),
            old_objects: folder.join("objects.old"),
            lock: folder.join(LOCK),
            new_lock: folder.join("registry.lock.new"),
        }
    }

    /// The objects that count: the old ones where a switch was cut short.
    fn current(&self) -> &Path {
        if !self.objects.exists() && self.old_objects.exists() {
            &self.old_objects
        } else {
            &self.objects
        }
    }

    /// Three renames. There is a whole set of objects at any time, if not always in its place.
    fn switch(&self) -> Result<(), Failure> {
        if self.objects.exists() {
            remove(&self.old_objects)?;
            rename(&self.objects, &self.old_objects)?;
        }
        rename(&self.new_objects, &self.objects)?;
        rename(&self.new_lock, &self.lock)?;
        remove(&self.old_objects)
    }
}

fn rename(from: &Path, to: &Path) -> Result<(), Failure> {
    fs::rename(from, to).map_err(|error| trouble(to, error))
}

/// Removes a folder that an earlier run may have left.
fn remove(folder: &Path) -> Result<(), Failure> {
    match fs::remove_dir_all(folder) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(trouble(folder, error)),
    }
}

fn trouble(path: &Path, error: io::Error) -> Failure {
    Failure::with(shown(path), error)
}

/// One file that differs.
#[derive(Debug)]
pub(super) struct Change {
    kind: Kind,
    file: String,
}

#[derive(Debug)]
enum Kind {
    Added,
    Changed,
    Removed,
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.kind {
            Kind::Added => "added",
            Kind::Changed => "changed",
            Kind::Removed => "removed",
        };
        write!(f, "{kind:7} {}", self.file)
    }
}

const LOCK: &str = "registry.lock";
