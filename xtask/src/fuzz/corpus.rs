//! Seeds and corpus: from the repository to folders of files, and back, by the program `replay`.

use std::env;
use std::process::Command;

use super::{Target, finish, folder};
use crate::failure::Failure;
use crate::workspace;

/// The program that knows the targets; built by the compiler of the workspace.
pub(super) fn replay() -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(workspace::root());
    command.args(["run", "--quiet", "--package", "lwm2m-properties", "--bin", "replay", "--"]);
    command
}

/// Writes seeds and corpus to the folder that a target works in.
pub(super) fn unpack(target: &Target) -> Result<(), Failure> {
    let inputs = folder().join("inputs").join(&target.name);
    finish(replay().args(["--unpack", &target.name]).arg(inputs), "replay --unpack")
}

/// Keeps the minimised inputs of a target as its corpus.
pub(super) fn pack(target: &Target) -> Result<(), Failure> {
    let minimal = folder().join("inputs/minimal").join(&target.name);
    finish(replay().args(["--pack", &target.name]).arg(minimal), "replay --pack")
}
