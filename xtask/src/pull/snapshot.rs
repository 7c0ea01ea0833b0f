//! The snapshot: `objects/*.xml` and `registry.lock`. Loads, compares, stores.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs;
use std::io;

use lwm2m_codec::{ObjectId, ObjectVersion};
use lwm2m_ddf::diff::{self, Snapshots};
use lwm2m_ddf::{ObjectDefinition, Schema};

use super::file_name;
use super::lock::{self, Lock};
use super::place::{LOCK, Place, trouble};
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

    /// Reads what counts at its place: nothing, where there is none yet.
    pub(super) fn load(place: &Place) -> Result<Self, Failure> {
        let (current, lock) = (&place.objects(), &place.lock_file());
        let mut objects = BTreeMap::new();
        if current.is_dir() {
            for entry in fs::read_dir(current).map_err(|error| trouble(current, error))? {
                let path = entry.map_err(|error| trouble(current, error))?.path();
                let bytes = fs::read(&path).map_err(|error| trouble(&path, error))?;
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                objects.insert(name, bytes);
            }
        }
        let lock = match fs::read(lock) {
            Ok(bytes) => Some(bytes),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(trouble(lock, error)),
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

    /// The hashes that the lock has for the files of `commit`; none where it is about another commit.
    pub(super) fn hashes(&self, commit: &str) -> BTreeMap<String, String> {
        let text = String::from_utf8_lossy(self.lock.as_deref().unwrap_or_default());
        let same = lock::commit_of(&text).is_some_and(|locked| locked == commit);
        if same { lock::hashes_of(&text) } else { BTreeMap::new() }
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

    /// Puts itself in the place of what there is.
    pub(super) fn store(&self, place: Place) -> Result<(), Failure> {
        place.replace(&self.objects, self.lock.as_deref().unwrap_or_default())
    }
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
