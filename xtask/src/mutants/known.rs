//! What came of the mutants of each file when it was run last: kept beside what is built, so that survivors alone can
//! be tried again when a test has been added.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::outcome::{self, Outcome};
use crate::failure::Failure;

/// Outcomes by file.
#[derive(Debug, Default)]
pub(super) struct Known(BTreeMap<String, Vec<Outcome>>);

impl Known {
    /// Nothing, where nothing was run yet.
    pub(super) fn load() -> Result<Self, Failure> {
        let path = path();
        let mut known = Self::default();
        if path.is_file() {
            for outcome in outcome::read(&path)? {
                known.0.entry(outcome.file.clone()).or_default().push(outcome);
            }
        }
        Ok(known)
    }

    pub(super) fn store(&self) -> Result<(), Failure> {
        let path = path();
        let outcomes: Vec<Value> = self.0.values().flatten().map(Outcome::to_json).collect();
        let text = json!({ "outcomes": outcomes }).to_string();
        fs::write(&path, text).map_err(|error| Failure::with(path.display(), error))
    }

    /// What came of the mutants of a file, if it was run.
    pub(super) fn of(&self, file: &Path) -> Option<&[Outcome]> {
        self.0.get(&*file.to_string_lossy()).map(Vec::as_slice)
    }

    pub(super) fn set(&mut self, file: &Path, outcomes: &[Outcome]) {
        let file = file.to_string_lossy().into_owned();
        let of_file = outcomes.iter().filter(|outcome| outcome.file == file).cloned();
        self.0.insert(file.clone(), of_file.collect());
    }
}

fn path() -> PathBuf {
    super::folder().join("known.json")
}
