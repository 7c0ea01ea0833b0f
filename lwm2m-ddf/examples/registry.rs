//! Loads a folder of definitions and says what that takes: `cargo run --release -p lwm2m-ddf --example registry -- FOLDER`.
//! Without a folder it is the repository's snapshot.
// A program has the standard library.
#![allow(clippy::std_instead_of_alloc, clippy::std_instead_of_core)]

use std::error::Error;
use std::hint::black_box;
use std::path::PathBuf;
use std::time::Instant;
use std::{env, fs};

use lwm2m_codec::{Path, Schema};
use lwm2m_ddf::Mode;
use lwm2m_ddf::registry::Loading;

/// How often every Resource is looked up.
const ROUNDS: u32 = 200;

fn main() -> Result<(), Box<dyn Error>> {
    let snapshot = concat!(env!("CARGO_MANIFEST_DIR"), "/../registry/objects");
    let folder = env::args_os().nth(1).map_or_else(|| snapshot.into(), PathBuf::from);

    let before = resident();
    let start = Instant::now();
    let mut loading = Loading::new(Mode::Registry);
    loading.folder(&folder)?;
    let lints = loading.problems().len();
    let registry = loading.finish()?;
    let seconds = start.elapsed().as_secs_f64();
    println!("loaded {} versions in {seconds:.3} s, {lints} lints", registry.len());
    if let (Some(before), Some(after)) = (before, resident()) {
        println!("{} KiB more are resident", after.saturating_sub(before));
    }

    let mut paths = Vec::new();
    for object in registry.iter() {
        for resource in &object.resources {
            paths.push(Path::resource(object.id.get(), 0, resource.id.get()));
        }
    }
    let start = Instant::now();
    for _ in 0..ROUNDS {
        for path in &paths {
            black_box(registry.resource(*black_box(path)));
        }
    }
    let lookups = f64::from(ROUNDS) * f64::from(u32::try_from(paths.len())?);
    let nanoseconds = start.elapsed().as_secs_f64() * 1e9 / lookups;
    println!("{} Resources looked up in {nanoseconds:.0} ns each", paths.len());
    Ok(())
}

/// The memory that this process has, in KiB, where the system tells it as Linux does.
fn resident() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().strip_suffix(" kB")?.trim().parse().ok()
}
