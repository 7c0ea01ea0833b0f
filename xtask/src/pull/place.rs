//! Where a snapshot lies in its folder, and how another takes its place: as a whole, whenever the program dies.
//!
//! The new snapshot is written to `next.part/`. Renaming that to `next/` decides: before it the old snapshot counts, behind
//! it the new one. What is in `next/` then moves to its place in steps, each of which may be the last one before a kill:
//! whoever comes next takes the rest.

use std::collections::BTreeMap;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use super::shown;
use crate::failure::Failure;

/// A folder with a snapshot, kept from other runs as long as this lives.
#[derive(Debug)]
pub(super) struct Place {
    folder: PathBuf,
    /// The folder, locked; nothing where there is no folder yet. A kill unlocks it.
    lock: Option<File>,
}

/// Takes the steps that a run before this one left undone.
pub(crate) fn settle(folder: &Path) -> Result<(), Failure> {
    if folder.join(NEXT).exists() { Place::to_write(folder).map(drop) } else { Ok(()) }
}

impl Place {
    /// Keeps the folder from every other run, and takes the steps that one of them left undone.
    pub(super) fn to_write(folder: &Path) -> Result<Self, Failure> {
        let place = Self { folder: folder.to_path_buf(), lock: locked(folder, File::try_lock)? };
        place.settle()?;
        Ok(place)
    }

    /// Keeps the folder from runs that write. Changes nothing.
    pub(super) fn to_read(folder: &Path) -> Result<Self, Failure> {
        let lock = locked(folder, File::try_lock_shared)?;
        Ok(Self { folder: folder.to_path_buf(), lock })
    }

    /// The folder of objects that count.
    pub(super) fn objects(&self) -> PathBuf {
        self.current(OBJECTS)
    }

    /// The lock file that counts.
    pub(super) fn lock_file(&self) -> PathBuf {
        self.current(LOCK)
    }

    fn current(&self, name: &str) -> PathBuf {
        let next = self.folder.join(NEXT).join(name);
        if next.exists() { next } else { self.folder.join(name) }
    }

    /// Puts `objects`, names and bytes, and the bytes of the lock file in the place of what there is.
    pub(super) fn replace(
        mut self,
        objects: &BTreeMap<String, Vec<u8>>,
        lock: &[u8],
    ) -> Result<(), Failure> {
        if self.lock.is_none() {
            make(&self.folder)?;
            self = Self::to_write(&self.folder)?;
        }
        let prepared = self.prepare(objects, lock).and_then(|()| self.decide());
        if prepared.is_err() {
            // The first trouble is the one to tell.
            let _ = remove(&self.folder.join(PART));
        }
        prepared?;
        self.settle()
    }

    /// Writes everything beside what counts.
    fn prepare(&self, objects: &BTreeMap<String, Vec<u8>>, lock: &[u8]) -> Result<(), Failure> {
        let part = self.folder.join(PART);
        remove(&part)?;
        make(&part.join(OBJECTS))?;
        for (name, bytes) in objects {
            write(&part.join(OBJECTS).join(name), bytes)?;
        }
        write(&part.join(LOCK), lock)
    }

    /// From here on the new snapshot counts.
    fn decide(&self) -> Result<(), Failure> {
        rename(&self.folder.join(PART), &self.folder.join(NEXT))
    }

    fn settle(&self) -> Result<(), Failure> {
        while self.step()? {}
        Ok(())
    }

    /// Takes one step; `false` where nothing is left to do.
    fn step(&self) -> Result<bool, Failure> {
        let [next, old, objects] = [NEXT, OLD, OBJECTS].map(|name| self.folder.join(name));
        let new = [OBJECTS, LOCK].map(|name| next.join(name));
        let [new_objects, new_lock] = &new;
        if new_objects.exists() && objects.exists() {
            remove(&old)?;
            rename(&objects, &old)?;
        } else if new_objects.exists() {
            rename(new_objects, &objects)?;
        } else if new_lock.exists() {
            rename(new_lock, &self.folder.join(LOCK))?;
        } else if next.exists() {
            remove(&next)?;
        } else if old.exists() && objects.exists() {
            remove(&old)?;
        } else {
            return Ok(false);
        }
        Ok(true)
    }
}

/// The folder, locked by `lock`; nothing where there is none.
///
/// A folder can be opened on Unix alone; elsewhere nothing keeps two runs apart.
fn locked(
    folder: &Path,
    lock: fn(&File) -> Result<(), TryLockError>,
) -> Result<Option<File>, Failure> {
    if !folder.exists() || cfg!(not(unix)) {
        return Ok(None);
    }
    let file = File::open(folder).map_err(|error| trouble(folder, error))?;
    for _ in 0..PATIENCE {
        match lock(&file) {
            Ok(()) => return Ok(Some(file)),
            Err(TryLockError::WouldBlock) => thread::sleep(MOMENT),
            Err(TryLockError::Error(error)) => return Err(trouble(folder, error)),
        }
    }
    Err(Failure::with(shown(folder), "another run is at work here"))
}

/// A program that is being started holds the files of its parent, locks too, until it runs: for a moment a lock may
/// outlive its owner.
const MOMENT: Duration = Duration::from_millis(10);
const PATIENCE: u32 = 30;

fn make(folder: &Path) -> Result<(), Failure> {
    fs::create_dir_all(folder).map_err(|error| trouble(folder, error))
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    fs::write(path, bytes).map_err(|error| trouble(path, error))
}

fn rename(from: &Path, to: &Path) -> Result<(), Failure> {
    fs::rename(from, to).map_err(|error| trouble(to, error))
}

/// Removes a folder, if it is there.
fn remove(folder: &Path) -> Result<(), Failure> {
    match fs::remove_dir_all(folder) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(trouble(folder, error)),
    }
}

pub(super) fn trouble(path: &Path, error: io::Error) -> Failure {
    Failure::with(shown(path), error)
}

const OBJECTS: &str = "objects";
pub(super) const LOCK: &str = "registry.lock";
const PART: &str = "next.part";
const NEXT: &str = "next";
const OLD: &str = "objects.old";

#[cfg(test)]
mod tests {
    use super::*;

    type Tree = (BTreeMap<String, Vec<u8>>, Vec<u8>);

    /// What counts in the folder.
    fn seen(folder: &Path) -> Tree {
        let place = Place::to_read(folder).expect("nobody else is at work here");
        let entries = fs::read_dir(place.objects()).expect("there are objects").flatten();
        let objects = entries.map(|entry| {
            let bytes = fs::read(entry.path()).expect("it can be read");
            (entry.file_name().to_string_lossy().into_owned(), bytes)
        });
        (objects.collect(), fs::read(place.lock_file()).expect("it can be read"))
    }

    fn snapshot(names: &[&str], lock: &str) -> Tree {
        let objects = names.iter().map(|name| (name.to_string(), lock.as_bytes().to_vec()));
        (objects.collect(), lock.as_bytes().to_vec())
    }

    /// A folder of its own, with the snapshot in it.
    fn folder(name: &str, (objects, lock): &Tree) -> PathBuf {
        let name = format!("lwm2m-xtask-{}-{name}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        remove(&folder).expect("it can be removed");
        let place = Place::to_write(&folder).expect("it is new");
        place.replace(objects, lock).expect("it can be written");
        folder
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("it is there").flatten();
        let mut names: Vec<_> =
            entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_run_that_dies_leaves_the_old_snapshot_or_the_new_one() {
        let old = snapshot(&["1.xml", "2.xml"], "old");
        let new = snapshot(&["2.xml", "3.xml"], "new");
        for taken in 0..=6 {
            let folder = folder("dies", &old);
            let place = Place::to_write(&folder).expect("nobody else is at work here");
            place.prepare(&new.0, &new.1).expect("it can be written");
            drop(place);
            assert_eq!(seen(&folder), old);
            let place = Place::to_write(&folder).expect("nobody else is at work here");
            place.decide().expect("it can be renamed");
            for step in 0..taken {
                assert_eq!(place.step().ok(), Some(step < 5), "step {step}");
            }
            drop(place);
            assert_eq!(seen(&folder), new, "{taken} steps");
            settle(&folder).expect("nobody else is at work here");
            Place::to_write(&folder).expect("nobody else is at work here");
            assert_eq!(seen(&folder), new, "{taken} steps");
            assert_eq!(names(&folder), ["objects", "registry.lock"], "{taken} steps");
            remove(&folder).expect("it can be removed");
        }
    }

    #[test]
    fn what_a_dead_run_was_writing_is_written_over() {
        let old = snapshot(&["1.xml"], "old");
        let folder = folder("part", &old);
        let place = Place::to_write(&folder).expect("nobody else is at work here");
        place.prepare(&snapshot(&["9.xml"], "half").0, b"").expect("it can be written");
        drop(place);
        let new = snapshot(&["2.xml"], "new");
        let place = Place::to_write(&folder).expect("nobody else is at work here");
        place.replace(&new.0, &new.1).expect("it can be written");
        assert_eq!(seen(&folder), new);
        assert_eq!(names(&folder), ["objects", "registry.lock"]);
        remove(&folder).expect("it can be removed");
    }

    #[cfg(unix)]
    #[test]
    fn who_writes_is_alone_and_who_reads_is_not() {
        let folder = folder("alone", &snapshot(&["1.xml"], "old"));
        let reader = Place::to_read(&folder).expect("nobody else is at work here");
        assert!(Place::to_read(&folder).is_ok());
        assert!(Place::to_write(&folder).is_err());
        drop(reader);
        let writer = Place::to_write(&folder).expect("nobody else is at work here");
        assert!(Place::to_read(&folder).is_err() && Place::to_write(&folder).is_err());
        drop(writer);
        assert!(Place::to_write(&folder).is_ok());
        remove(&folder).expect("it can be removed");
    }
}
