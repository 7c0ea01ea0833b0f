//! The direction of dependencies between the repository's crates: ARCHITECTURE.md, "crate map".

use std::collections::BTreeSet;
use std::env;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use super::{Findings, shown, text};
use crate::failure::Failure;
use crate::workspace;

/// Which crates of the repository each crate may depend on, tests and benches aside.
const MAY_DEPEND: &[(&str, &[&str])] = &[
    ("lwm2m-codec", &["lwm2m-derive"]),
    ("lwm2m-derive", &[]),
    ("lwm2m-model", &["lwm2m-codec"]),
    ("lwm2m-ddf", &["lwm2m-codec"]),
    ("lwm2m-codegen", &["lwm2m-codec", "lwm2m-ddf"]),
    ("lwm2m-vectors", &["lwm2m-codec"]),
    ("lwm2m-properties", &["lwm2m-codec", "lwm2m-model", "lwm2m-ddf", "lwm2m-vectors"]),
    ("lwm2m-cli", &["lwm2m-codec", "lwm2m-model", "lwm2m-ddf", "lwm2m-codegen"]),
    // Never `lwm2m-model`: a broken generated file must not stop the task that mends it.
    ("xtask", &["lwm2m-codec", "lwm2m-ddf", "lwm2m-codegen", "lwm2m-vectors"]),
    // As somebody else's crates would be: they know what is published.
    ("object-by-hand", &["lwm2m-codec"]),
    ("object-from-xml", &["lwm2m-codec", "lwm2m-codegen"]),
    ("object-generated", &["lwm2m-codec"]),
    ("lwm2m-benches", &["lwm2m-codec", "lwm2m-model"]),
    ("lwm2m-talk", &["lwm2m-codec", "lwm2m-model"]),
];

const ELSEWHERE: &str = "/examples/object-";

/// Every dependency that points the wrong way, every crate without a row, and every crate without the lints of all.
pub(super) fn check(findings: &mut Findings) -> Result<(), Failure> {
    let metadata = metadata()?;
    for manifest in manifests(&metadata) {
        // What stands for somebody else's project has nothing of ours.
        if !manifest.contains(ELSEWHERE) && !text(Path::new(manifest))?.contains(LINTS) {
            let message = "expected the lints of the workspace, `[lints]` with `workspace = true`";
            findings.faults.push(format!("{}: {message}", shown(Path::new(manifest))));
        }
    }
    let packages = packages(&metadata)?;
    let ours: BTreeSet<_> = packages.iter().map(|(name, _)| name.as_str()).collect();
    for (name, dependencies) in &packages {
        let Some((_, allowed)) = MAY_DEPEND.iter().find(|(package, _)| package == name) else {
            let message = "expected a row in xtask/src/tidy/dependencies.rs, found none";
            findings.faults.push(format!("{name}: {message}"));
            continue;
        };
        for dependency in dependencies {
            if ours.contains(dependency.as_str()) && !allowed.contains(&dependency.as_str()) {
                findings.faults.push(format!("{name}: must not depend on {dependency}"));
            }
        }
    }
    Ok(())
}

/// What `cargo metadata` says of the workspace.
fn metadata() -> Result<Value, Failure> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--no-deps"])
        .current_dir(workspace::root())
        .output()
        .map_err(|error| Failure::with("cargo metadata", error))?;
    if !output.status.success() {
        return Err(Failure::with("cargo metadata", String::from_utf8_lossy(&output.stderr)));
    }
    serde_json::from_slice(&output.stdout).map_err(|error| Failure::with("cargo metadata", error))
}

/// The manifest of every package.
fn manifests(metadata: &Value) -> impl Iterator<Item = &str> {
    let packages = metadata.get("packages").and_then(Value::as_array).into_iter().flatten();
    packages.filter_map(|package| package.get("manifest_path")?.as_str())
}

/// What makes a crate forbid unsafe code in its tests and examples as well, and heed the other lints.
const LINTS: &str = "\n[lints]\nworkspace = true\n";

/// Every package, with the names of what it depends on when it is built for use.
fn packages(metadata: &Value) -> Result<Vec<(String, Vec<String>)>, Failure> {
    let read = |package: &Value| {
        let dependencies = package.get("dependencies")?.as_array()?.iter();
        let for_use = dependencies.filter(|d| d.get("kind").and_then(Value::as_str) != Some("dev"));
        let names: Option<Vec<_>> =
            for_use.map(|d| Some(d.get("name")?.as_str()?.to_owned())).collect();
        Some((package.get("name")?.as_str()?.to_owned(), names?))
    };
    let packages = metadata.get("packages").and_then(Value::as_array);
    packages
        .and_then(|packages| packages.iter().map(read).collect())
        .ok_or_else(|| Failure::with("cargo metadata", "expected packages with dependencies"))
}
