//! Where vectors are kept.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::line::Line;

/// The folder of the repository's own vectors.
#[must_use]
pub fn own() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../lwm2m-codec/tests/vectors")
}

/// Reads the vectors of files, and of the `*.jsonl` in folders and below.
///
/// A line that is no vector comes back as what is wrong with it: `FILE:12: expected …`.
///
/// # Errors
/// What could not be read, with its name.
pub fn read_files<P: AsRef<Path>>(
    paths: impl IntoIterator<Item = P>,
) -> io::Result<Vec<Result<Line, String>>> {
    let mut lines = Vec::new();
    for path in paths {
        read_path(path.as_ref(), &mut lines)?;
    }
    Ok(lines)
}

fn read_path(path: &Path, lines: &mut Vec<Result<Line, String>>) -> io::Result<()> {
    let named =
        |error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", path.display()));
    if path.is_dir() {
        let below = fs::read_dir(path).map_err(named)?;
        let mut below: Vec<_> =
            below.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>().map_err(named)?;
        below.retain(|path| path.is_dir() || path.extension().is_some_and(|e| e == "jsonl"));
        below.sort();
        return below.iter().try_for_each(|path| read_path(path, lines));
    }
    let text = fs::read_to_string(path).map_err(named)?;
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let unread = |wrong| format!("{}:{}: {wrong}", path.display(), number + 1);
        lines.push(Line::read(line).map_err(unread));
    }
    Ok(())
}
