//! Runs the program, and gives each test a folder of its own.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// How a run ended and what it said.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// Runs `cargo xtask` with `arguments`.
pub(crate) fn xtask<A: AsRef<OsStr>>(arguments: &[A]) -> Run {
    run(Command::new(env!("CARGO_BIN_EXE_xtask")).args(arguments))
}

/// Runs a command to its end.
pub(crate) fn run(command: &mut Command) -> Run {
    ended(command.output().expect("the program can be run"))
}

pub(crate) fn ended(output: Output) -> Run {
    Run {
        code: output.status.code(),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// A folder of its own for the test `name`, empty.
pub(crate) fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    // What an earlier run left; there may be nothing.
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("the target folder can be written");
    folder
}

pub(crate) fn write(path: &Path, text: &str) {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).expect("the target folder can be written");
    }
    fs::write(path, text).expect("the target folder can be written");
}

/// Every file below `folder` and its bytes, sorted.
pub(crate) fn tree(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else { return files };
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            files.extend(tree(&path));
        } else {
            files.push((path.display().to_string(), fs::read(&path).unwrap_or_default()));
        }
    }
    files.sort();
    files
}
