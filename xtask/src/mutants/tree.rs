//! The copy of the sources that is changed. It stays between runs, so that what was built for one mutant is built for
//! the next, too.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::Failure;
use crate::workspace;

/// Where the copy is.
pub(super) fn path() -> PathBuf {
    super::folder().join("tree")
}

/// Makes the copy what the sources are, whatever a run has left in it; files that are the same stay as they are, so
/// that they are not built again.
pub(super) fn refresh() -> Result<(), Failure> {
    const WHAT: &str = "git ls-files --cached --others --exclude-standard -z";
    let mut git = Command::new("git");
    git.args(WHAT.split(' ').skip(1)).current_dir(workspace::root());
    let output = git.output().map_err(|error| Failure::with(WHAT, error))?;
    if !output.status.success() {
        return Err(Failure::with(WHAT, String::from_utf8_lossy(&output.stderr)));
    }
    let names = String::from_utf8_lossy(&output.stdout).into_owned();
    let names: BTreeSet<&Path> = names.split_terminator('\0').map(Path::new).collect();
    copy(workspace::root(), &path(), &names)
}

fn copy(from: &Path, to: &Path, names: &BTreeSet<&Path>) -> Result<(), Failure> {
    for name in names {
        let (source, target) = (from.join(name), to.join(name));
        // A file that is gone and not yet committed as gone.
        let Ok(text) = fs::read(&source) else { continue };
        if fs::read(&target).is_ok_and(|there| there == text) {
            continue;
        }
        let folder = target.parent().unwrap_or(to);
        let failed = |error| Failure::with(target.display(), error);
        fs::create_dir_all(folder).map_err(failed)?;
        fs::write(&target, text).map_err(failed)?;
    }
    prune(from, to, Path::new(""), names)
}

/// Removes what the sources have no more.
fn prune(from: &Path, to: &Path, below: &Path, names: &BTreeSet<&Path>) -> Result<(), Failure> {
    let folder = to.join(below);
    let failed = |error| Failure::with(folder.display(), error);
    for entry in fs::read_dir(&folder).map_err(failed)? {
        let name = below.join(entry.map_err(failed)?.file_name());
        let path = to.join(&name);
        if path.is_dir() {
            prune(from, to, &name, names)?;
        } else if !names.contains(&*name) || !from.join(&name).exists() {
            fs::remove_file(&path).map_err(|error| Failure::with(path.display(), error))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::time::SystemTime;

    use super::*;

    #[test]
    fn the_copy_is_what_the_sources_are() -> std::io::Result<()> {
        let folder = std::env::temp_dir().join(format!("lwm2m-tree-{}", std::process::id()));
        let (from, to) = (folder.join("from"), folder.join("to"));
        for (file, text) in [("from/same", "1"), ("from/deep/changed", "2"), ("from/ignored", "3")]
            .into_iter()
            .chain([("to/same", "1"), ("to/deep/changed", "0"), ("to/deep/gone", "4")])
        {
            let path = folder.join(file);
            fs::create_dir_all(path.parent().unwrap_or(&path))?;
            fs::write(path, text)?;
        }
        let long_ago = SystemTime::UNIX_EPOCH;
        fs::File::options().write(true).open(to.join("same"))?.set_modified(long_ago)?;
        let names = ["same", "deep/changed", "deep/gone"].map(Path::new).into_iter().collect();
        let copied = copy(&from, &to, &names);
        assert!(copied.is_ok(), "{copied:?}");
        assert_eq!(fs::read(to.join("deep/changed"))?, b"2");
        assert_eq!(fs::metadata(to.join("same"))?.modified()?, long_ago);
        assert!(!to.join("deep/gone").exists() && !to.join("ignored").exists());
        fs::remove_dir_all(folder)
    }
}
