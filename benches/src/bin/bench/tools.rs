//! What measures: counts are those of one compiler and one valgrind, times are those of one machine.

use std::env;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::Trouble;

/// The versions that a count depends on, and the machine that a time depends on.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Tools {
    /// `rustc 1.95.0 (…)`.
    pub(crate) rustc: String,
    /// `valgrind-3.19.0`.
    pub(crate) valgrind: String,
    /// The name of the processor, and how many of its cores there are.
    pub(crate) machine: String,
}

impl Tools {
    pub(crate) fn ask() -> Result<Self, Trouble> {
        let rustc = env::var("RUSTC").unwrap_or_else(|_| "rustc".into());
        let valgrind = said("valgrind", &["--version"])
            .map_err(|trouble| format!("{trouble}; instructions are counted by valgrind"))?;
        let said = said(&rustc, &["--version"])?;
        Ok(Self { rustc: said, valgrind, machine: machine() })
    }

    /// Whether instructions can be compared with those of others.
    pub(crate) fn count_as(&self, other: &Self) -> bool {
        (&self.rustc, &self.valgrind) == (&other.rustc, &other.valgrind)
    }
}

/// The folder of the repository.
pub(crate) fn root() -> &'static Path {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().unwrap_or(package)
}

/// Where cargo builds.
pub(crate) fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// Cargo, in the repository.
pub(crate) fn cargo() -> Command {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(root());
    cargo
}

/// What a program prints.
pub(crate) fn said(program: &str, arguments: &[&str]) -> Result<String, Trouble> {
    let output = Command::new(program).args(arguments).output();
    let output = output.map_err(|error| format!("{program} could not be started: {error}"))?;
    if !output.status.success() {
        return Err(format!("{program} failed: {}", output.status));
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Figures that were committed; nothing where there is no file yet.
pub(crate) fn saved(path: &Path) -> Result<Value, Trouble> {
    let failed = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    match std::fs::read_to_string(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Value::Null),
        Err(error) => Err(failed(&error)),
        Ok(text) => serde_json::from_str(&text).map_err(|error| failed(&error)),
    }
}

/// Writes figures that are to be committed.
pub(crate) fn save(path: &Path, figures: &Value) -> Result<(), Trouble> {
    let text = serde_json::to_string_pretty(figures).map_err(|error| error.to_string())?;
    std::fs::write(path, text + "\n").map_err(|error| format!("{}: {error}", path.display()))?;
    let shown = path.strip_prefix(root()).unwrap_or(path).display();
    eprintln!("wrote {shown}; `cargo xtask docs` takes it to the documentation");
    Ok(())
}

fn machine() -> String {
    let cpus = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpus.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let model = model.map_or(env::consts::ARCH, |(_, model)| model.trim());
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    format!("{model}, {cores} cores")
}
