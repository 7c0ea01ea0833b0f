//! The documents of a folder that is laid out as the public registry is.

use alloc::string::String;
use alloc::vec::Vec;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// The `*.xml` of a folder, then those of its `version_history`; ids as numbers, so that 2 comes before 10.
///
/// Not all of them define Objects: [`Kind`](crate::Kind) tells them apart.
///
/// # Errors
/// Where the folder can't be read.
pub fn documents(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut documents = of_one(folder)?;
    let history = folder.join("version_history");
    if history.is_dir() {
        documents.extend(of_one(&history)?);
    }
    Ok(documents)
}

fn of_one(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "xml") && !path.is_dir() {
            found.push(path);
        }
    }
    found.sort_by_cached_key(|path| order(path));
    Ok(found)
}

/// The number that a name begins with; names without one come last.
fn order(path: &Path) -> (u64, String) {
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let digits = name.bytes().take_while(u8::is_ascii_digit).count();
    (name.get(..digits).and_then(|id| id.parse().ok()).unwrap_or(u64::MAX), name)
}
