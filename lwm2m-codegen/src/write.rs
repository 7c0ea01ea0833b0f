//! A module as a file, from definitions as files: what `build.rs`, the tasks of the repository and a program all call.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::config::Config;
use crate::problem::{Problem, Refused};

/// A module that was written, or would be.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Written {
    /// The file.
    pub path: PathBuf,
    /// Whether it was another before, or none: what is up to date is not touched.
    pub changed: bool,
    /// How many definitions were read.
    pub definitions: usize,
    /// What is odd about the definitions; their authors should look at it.
    pub lints: Vec<Problem>,
}

impl Config {
    /// Reads the definitions and writes them as one module, `objects.rs` unless [`Config::file_name`] says otherwise,
    /// to `folder`, which is made where it is missing.
    ///
    /// The text is that of [`Config::module`], byte for byte the same wherever it is generated: it names no path and no
    /// time. It is formatted, but not as rustfmt would do it; `#[rustfmt::skip]` before its `mod` leaves it as it is.
    ///
    /// # Errors
    /// Everything that is wrong with the definitions, with the tables beside them, or with writing. Nothing is written
    /// then.
    pub fn write(&self, folder: impl AsRef<Path>) -> Result<Written, Refused> {
        let (text, written) = self.compare(folder.as_ref())?;
        if written.changed {
            let saved = fs::create_dir_all(folder).and_then(|()| fs::write(&written.path, text));
            saved.map_err(|error| refused(&written.path, "a file that can be written", &error))?;
        }
        Ok(written)
    }

    /// Does all that [`Config::write`] does but write.
    ///
    /// # Errors
    /// Those of [`Config::write`].
    pub fn check(&self, folder: impl AsRef<Path>) -> Result<Written, Refused> {
        Ok(self.compare(folder.as_ref())?.1)
    }

    fn compare(&self, folder: &Path) -> Result<(String, Written), Refused> {
        let (text, documents) = self.text()?;
        let path = folder.join(&self.file_name);
        let changed = match fs::read(&path) {
            Ok(bytes) => bytes != text.as_bytes(),
            Err(error) if error.kind() == ErrorKind::NotFound => true,
            Err(error) => return Err(refused(&path, "a file that can be read", &error)),
        };
        let definitions = documents.definitions().len();
        let lints = documents.lints().to_vec();
        Ok((text, Written { path, changed, definitions, lints }))
    }
}

fn refused(path: &Path, expected: &str, error: &std::io::Error) -> Refused {
    let message = format!("expected {expected}, found: {error}");
    vec![Problem::new("", message).at(path.display().to_string(), None)].into()
}
