//! Lays generated text out as `cargo fmt` would, so that it needs no exception.

use std::cmp::Reverse;
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
    let rust = files.iter_mut().filter(|file| file.path.ends_with(".rs"));
    let (mut leaves, branches): (Vec<_>, Vec<_>) = rust.partition(|file| tree::is_leaf(&file.path));
    for leaf in &leaves {
        tree::write_text(&folder.join(&leaf.path), &leaf.text)?;
    }
    // Dealt out like cards from the longest to the shortest, so that all processes end at about the same time.
    leaves.sort_by_key(|leaf| Reverse(leaf.text.len()));
    let processes = thread::available_parallelism().map_or(1, usize::from);
    let hands = (0..processes).map(|first| leaves.iter().skip(first).step_by(processes));
    let running: Result<Vec<_>, _> =
        hands.map(|hand| spawn(rustfmt().args(hand.map(|leaf| folder.join(&leaf.path))))).collect();
    for branch in branches {
        branch.text = text(&branch.text)?;
    }
    for child in running? {
        finish(child)?;
    }
    for leaf in leaves {
        leaf.text = tree::read(&folder.join(&leaf.path))?;
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
