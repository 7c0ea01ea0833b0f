//! The files that a path means.

use std::fs;
use std::path::{Path, PathBuf};

use lwm2m_ddf::{Kind, folder};

/// A file and its bytes, or why it cannot be read.
pub(crate) type File = Result<(PathBuf, Vec<u8>), String>;

/// The file itself; of a folder, the definitions in it and in its `version_history`, by name.
pub(crate) fn of(path: &Path) -> Box<dyn Iterator<Item = File>> {
    if !path.is_dir() {
        return Box::new([read(path.to_path_buf())].into_iter());
    }
    match folder::documents(path) {
        Ok(paths) => Box::new(paths.into_iter().map(read).filter(defines_objects)),
        Err(error) => Box::new([Err(format!("{}: {error}", path.display()))].into_iter()),
    }
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
