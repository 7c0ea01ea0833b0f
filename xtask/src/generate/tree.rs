//! Where generated files go in the repository, and which of them changed.

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use lwm2m_codegen::GeneratedFile;

use crate::failure::Failure;
use crate::workspace;

/// Writes the files that differ and removes those that are left over; says which. With `check` only says.
pub(crate) fn write(files: &[GeneratedFile], check: bool) -> Result<Vec<String>, Failure> {
    let mut changed = Vec::new();
    let mut current = BTreeSet::new();
    for file in files {
        let path = place(&file.path);
        changed.extend(write_file(&path, &file.text, check)?);
        current.insert(path);
    }
    for folder in ["objects", "defs"] {
        for path in rust_files(&place(folder))? {
            if !current.contains(&path) {
                changed.push(format!("{}: left over", shown(&path)));
                if !check {
                    fs::remove_file(&path).map_err(|error| Failure::with(path.display(), error))?;
                }
            }
        }
    }
    Ok(changed)
}

/// Writes one file if it differs; says so. With `check` only says.
pub(crate) fn write_file(path: &Path, text: &str, check: bool) -> Result<Option<String>, Failure> {
    let change = match fs::read(path) {
        Ok(bytes) if bytes == text.as_bytes() => return Ok(None),
        Ok(_) => "differs",
        Err(error) if error.kind() == ErrorKind::NotFound => "missing",
        Err(error) => return Err(Failure::with(path.display(), error)),
    };
    if !check {
        write_text(path, text)?;
    }
    Ok(Some(format!("{}: {change}", shown(path))))
}

/// Writes a file, and the folders above it.
pub(crate) fn write_text(path: &Path, text: &str) -> Result<(), Failure> {
    let written = path.parent().map_or(Ok(()), fs::create_dir_all);
    written
        .and_then(|()| fs::write(path, text))
        .map_err(|error| Failure::with(path.display(), error))
}

/// The text of a file; empty where there is none yet.
pub(crate) fn read(path: &Path) -> Result<String, Failure> {
    match fs::read_to_string(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(String::new()),
        read => read.map_err(|error| Failure::with(path.display(), error)),
    }
}

/// Whether a file holds an Object's type.
pub(crate) fn is_type(path: &str) -> bool {
    path.strip_prefix("objects/o")
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether a file has no submodules in files of their own: all but `objects.rs` and `defs/oma.rs`.
pub(crate) fn is_leaf(path: &str) -> bool {
    path.starts_with("objects/") || path.matches('/').count() == 2
}

fn place(path: &str) -> PathBuf {
    if path == "names.lock" {
        workspace::registry().join(path)
    } else {
        workspace::root().join("lwm2m-model/src").join(path)
    }
}

/// Every Rust file below a folder.
fn rust_files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let failed = |error| Failure::with(folder.display(), error);
    let mut files = Vec::new();
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(files),
        entries => entries.map_err(failed)?,
    };
    for entry in entries {
        let path = entry.map_err(failed)?.path();
        if path.is_dir() {
            files.extend(rust_files(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn shown(path: &Path) -> String {
    path.strip_prefix(workspace::root()).unwrap_or(path).display().to_string()
}
