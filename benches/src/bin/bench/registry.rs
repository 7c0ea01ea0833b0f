//! How long the registry's tasks take, and what its definitions cost whoever compiles or searches them. These are
//! seconds of one machine under whatever load: shown beside their goals, and not judged.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant, SystemTime};

use serde_json::json;

use crate::tools::{self, Tools};
use crate::{Trouble, table};

/// How often a task is timed; the fastest counts, since all else is other work of the machine.
const ROUNDS: usize = 5;

/// Times everything; finds nothing.
pub(crate) fn run(upstream: Option<&str>, save: bool) -> Result<usize, Trouble> {
    done(tools::cargo().args(["build", "--quiet", "--package", "xtask"]))?;
    let xtask = tools::target().join("debug/xtask");
    let documents = upstream.map_or_else(|| tools::root().join("registry/objects"), PathBuf::from);
    let validate = ["validate", "--mode", "registry"];
    let files = documents.display();
    let rows = [
        ("generate every definition".to_owned(), 1.0, {
            fastest(|| {
                task(Command::new(&xtask).current_dir(tools::root()).args(["generate", "--check"]))
            })?
        }),
        (format!("validate {} files", count(&documents)?), 1.0, {
            fastest(|| task(Command::new(&xtask).args(validate).arg(&documents)))
                .map_err(|trouble| format!("{files}: {trouble}"))?
        }),
        ("find a definition by id and version".to_owned(), 100e-9, lookup()?),
        ("check lwm2m-model, every feature".to_owned(), 15.0, {
            let library = tools::root().join("lwm2m-model/src/lib.rs");
            let check = ["check", "--quiet", "--package", "lwm2m-model", "--all-features"];
            checked(&library, || done(tools::cargo().args(check)))?
        }),
        ("check a crate of four Objects".to_owned(), 1.0, user(&xtask)?),
    ];
    if save {
        let rows = rows
            .each_ref()
            .map(|(what, must, seconds)| json!({ "what": what, "must": must, "seconds": seconds }));
        let Tools { rustc, machine, .. } = Tools::ask()?;
        let figures = json!({ "rows": rows, "rounds": ROUNDS, "rustc": rustc, "machine": machine });
        tools::save(&tools::root().join("benches/registry.json"), &figures)?;
    }
    let rows = rows.map(|(what, must, seconds)| {
        let missed = if seconds > must { "missed in this run" } else { "" };
        vec![what, shown(must), shown(seconds), missed.to_owned()]
    });
    table::lined(&["what", "must", "took", ""], &rows);
    Ok(0)
}

fn shown(seconds: f64) -> String {
    if seconds < 1e-3 { format!("{:.0} ns", seconds * 1e9) } else { format!("{seconds:.2} s") }
}

fn fastest(mut work: impl FnMut() -> Result<Duration, Trouble>) -> Result<f64, Trouble> {
    let mut best = f64::INFINITY;
    for _ in 0..ROUNDS {
        best = best.min(work()?.as_secs_f64());
    }
    Ok(best)
}

/// Runs a task of this repository; findings are a result like any other.
fn task(command: &mut Command) -> Result<Duration, Trouble> {
    let start = Instant::now();
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
    let status = status.map_err(|error| format!("{command:?}: {error}"))?;
    match status.code() {
        Some(0 | 1) => Ok(start.elapsed()),
        _ => Err(format!("{command:?} failed: {status}")),
    }
}

fn done(command: &mut Command) -> Result<Duration, Trouble> {
    let start = Instant::now();
    let status = command.status().map_err(|error| format!("{command:?}: {error}"))?;
    if status.success() {
        Ok(start.elapsed())
    } else {
        Err(format!("{command:?} failed: {status}"))
    }
}

/// Times a check of what has changed, its dependencies built.
fn checked(
    library: &Path,
    mut check: impl FnMut() -> Result<Duration, Trouble>,
) -> Result<f64, Trouble> {
    check()?;
    fastest(|| {
        let failed = |error| format!("{}: {error}", library.display());
        let file = File::options().append(true).open(library).map_err(failed)?;
        file.set_modified(SystemTime::now()).map_err(failed)?;
        check()
    })
}

/// A crate of four Objects, as `generate --only` writes them.
fn user(xtask: &Path) -> Result<f64, Trouble> {
    const MANIFEST: &str = "[package]\nname = \"four-objects\"\nedition = \"2024\"\n[workspace]\n\
        [dependencies]\nlwm2m-codec.path = \"../../lwm2m-codec\"\n";
    let folder = tools::root().join("target/bench-user");
    let failed = |error| format!("{}: {error}", folder.display());
    let sources = folder.join("src");
    let library = sources.join("lib.rs");
    if sources.exists() {
        fs::remove_dir_all(&sources).map_err(failed)?;
    }
    fs::create_dir_all(&sources).map_err(failed)?;
    fs::write(folder.join("Cargo.toml"), MANIFEST).map_err(failed)?;
    fs::write(&library, "//! Four Objects.\npub mod objects;\n").map_err(failed)?;
    fs::copy(tools::root().join("Cargo.lock"), folder.join("Cargo.lock")).map_err(failed)?;
    let generate = ["generate", "--only", "1,3,5,3303", "--out"];
    task(Command::new(xtask).args(generate).arg(&sources))?;
    checked(&library, || {
        let mut cargo = tools::cargo();
        // Its own folder: the lock file is that of one crate, not of this workspace.
        cargo.current_dir(&folder).env("CARGO_TARGET_DIR", folder.join("target"));
        done(cargo.args(["check", "--quiet", "--offline"]))
    })
}

/// Seconds of one search, by the bench `lookup`.
fn lookup() -> Result<f64, Trouble> {
    let output = tools::cargo()
        .args(["bench", "--quiet", "--package", "lwm2m-benches", "--features", "model"])
        .args(["--bench", "lookup"])
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| format!("cargo bench could not be started: {error}"))?;
    let said = String::from_utf8_lossy(&output.stdout);
    let nanoseconds = said.trim().parse::<f64>();
    nanoseconds.map(|n| n * 1e-9).map_err(|_| format!("not a time: {said:?}"))
}

/// How many definitions a folder has, as `validate` looks for them.
fn count(folder: &Path) -> Result<usize, Trouble> {
    let xml = |folder: PathBuf| -> Result<usize, Trouble> {
        let failed = |error| format!("{}: {error}", folder.display());
        let names = folder.read_dir().map_err(failed)?.flatten().map(|entry| entry.path());
        Ok(names.filter(|path| path.extension().is_some_and(|end| end == "xml")).count())
    };
    let history = folder.join("version_history");
    Ok(xml(folder.to_owned())? + if history.is_dir() { xml(history)? } else { 0 })
}
