//! The files that a path means.

use std::fs;
use std::path::{Path, PathBuf};

use lwm2m_ddf::Kind;

/// A file and its bytes, or why it cannot be read.
pub(crate) type File = Result<(PathBuf, Vec<u8>), String>;

/// The file itself; of a folder, the definitions in it and in its `version_history`, by name.
pub(crate) fn of(path: &Path) -> Box<dyn Iterator<Item = File>> {
    if !path.is_dir() {
        return Box::new([read(path.to_path_buf())].into_iter());
    }
    let found = documents(path).and_then(|mut found| {
        let history = path.join("version_history");
        if history.is_dir() {
            found.extend(documents(&history)?);
        }
        Ok(found)
    });
    match found {
        Ok(paths) => Box::new(paths.into_iter().map(read).filter(defines_objects)),
        Err(message) => Box::new([Err(message)].into_iter()),
    }
}

/// The `*.xml` in a folder, sorted: ids as numbers, so that 2 comes before 10.
fn documents(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let shown = folder.display();
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| format!("{shown}: {error}"))? {
        let path = entry.map_err(|error| format!("{shown}: {error}"))?.path();
        if path.extension().is_some_and(|extension| extension == "xml") && !path.is_dir() {
            found.push(path);
        }
    }
    found.sort_by_cached_key(|path| {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let digits = name.bytes().take_while(u8::is_ascii_digit).count();
        (name.get(..digits).and_then(|id| id.parse().ok()).unwrap_or(u64::MAX), name)
    });
    Ok(found)
}

fn read(path: PathBuf) -> File {
    match fs::read(&path) {
        Ok(bytes) => Ok((path, bytes)),
        Err(error) => Err(format!("{}: {error}", path.display())),
    }
}

/// Whether a file of a folder is to be judged; if not, says so. What is no XML is: to be rejected.
fn defines_objects(file: &File) -> bool {
    let Ok((path, bytes)) = file else { return true };
    let what = match Kind::of(bytes) {
        Kind::Objects | Kind::Unknown => return true,
        Kind::CommonResources => "it holds reusable resources".to_string(),
        Kind::Other(root) => format!("its document element is {root}"),
    };
    eprintln!("skipped {}: {what}", path.display());
    false
}
