//! Lays generated text out as `cargo fmt` would, so that it needs no exception.

use std::fs;
use std::io::Write;
use std::process::{self, Child, Command, Stdio};
use std::thread;

use lwm2m_codegen::GeneratedFile;

use super::tree;
use crate::failure::Failure;
use crate::workspace;

/// Formats every Rust file.
///
/// Files without submodules go through a folder in `target`, in a few processes at once; the others through text,
/// where rustfmt doesn't look for the submodules.
pub(crate) fn files(files: &mut [GeneratedFile]) -> Result<(), Failure> {
    // A folder of its own: two runs at once don't meet.
    let folder = workspace::root().join(format!("target/generate-{}", process::id()));
    let mut leaves = Vec::new();
    for file in files.iter_mut().filter(|file| file.path.ends_with(".rs")) {
        if tree::is_leaf(&file.path) {
            leaves.push((folder.join(&file.path), file));
        } else {
            file.text = text(&file.text)?;
        }
    }
    for (path, file) in &leaves {
        tree::write_text(path, &file.text)?;
    }
    let processes = thread::available_parallelism().map_or(1, usize::from);
    let share = leaves.len().div_ceil(processes).max(1);
    let running: Result<Vec<_>, _> = leaves
        .chunks(share)
        .map(|leaves| spawn(rustfmt().args(leaves.iter().map(|(path, _)| path))))
        .collect();
    for child in running? {
        finish(child)?;
    }
    for (path, file) in leaves {
        file.text = tree::read(&path)?;
    }
    // What is left over is of no use; that it can't be removed neither.
    let _ = fs::remove_dir_all(&folder);
    Ok(())
}

/// Formats one text.
pub(crate) fn text(text: &str) -> Result<String, Failure> {
    let mut child = spawn(rustfmt().stdin(Stdio::piped()).stdout(Stdio::piped()))?;
    let stdin = child.stdin.take();
    thread::scope(|scope| {
        // Written beside: rustfmt may answer before it has read everything.
        scope.spawn(move || stdin.map(|mut stdin| stdin.write_all(text.as_bytes())));
        finish(child)
    })
}

fn rustfmt() -> Command {
    let mut command = Command::new("rustfmt");
    command.arg("--config-path").arg(workspace::root().join("rustfmt.toml"));
    command
}

fn spawn(command: &mut Command) -> Result<Child, Failure> {
    command.spawn().map_err(|error| Failure::with("rustfmt", error))
}

fn finish(child: Child) -> Result<String, Failure> {
    let output = child.wait_with_output().map_err(|error| Failure::with("rustfmt", error))?;
    if !output.status.success() {
        return Err(Failure::with("rustfmt", output.status));
    }
    String::from_utf8(output.stdout).map_err(|error| Failure::with("rustfmt", error))
}
