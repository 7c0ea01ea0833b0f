//! Whether work grows with the payload and no faster: instructions a byte of every family in some sizes, counted under
//! callgrind, one dump a call.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use lwm2m_benches::growth::{self, Family};
use lwm2m_benches::rows::Counts;
use serde_json::{Value, json};

use crate::tools::{self, Tools};
use crate::{Trouble, table};

/// Sizes of payloads in bytes, and what people call them; the last one by request, since it takes minutes.
const SIZES: [(usize, &str); 4] =
    [(1 << 10, "1 KiB"), (1 << 16, "64 KiB"), (1 << 20, "1 MiB"), (1 << 24, "16 MiB")];

const FIRST: u64 = 1 << 10;

/// How much more or less a byte may cost in the next larger payload.
const TOLERANCE: f64 = 1.05;

/// Whose instructions are counted.
const MEASURED: &str = "lwm2m_benches::growth::Family::measured";

/// One family in one size.
struct Point {
    bytes: u64,
    instructions: u64,
    allocations: u64,
}

impl Point {
    fn a_byte(&self) -> f64 {
        Counts { codec: self.instructions, floor: self.bytes }.ratio()
    }
}

/// Counts and judges every family; how many things were found.
pub(crate) fn run(large: bool, save: bool, as_json: bool) -> Result<usize, Trouble> {
    let (sizes, names): (Vec<_>, Vec<_>) =
        SIZES.into_iter().take(if large { 4 } else { 3 }).unzip();
    let tools = Tools::ask()?;
    let mut counts = count(&sizes)?.into_iter();
    let mut findings = if save { Vec::new() } else { unsaved()? };
    let mut rows = Vec::new();
    let mut shown = Vec::new();
    for family in growth::all() {
        let points = sizes.iter().map(|&size| {
            let payload = (family.make)(size);
            let instructions = counts.next().ok_or("callgrind has written too few dumps")?;
            let allocations = allocation_counter::measure(|| {
                let _ = family.measured(payload.get(..1 << 16).unwrap_or(&payload));
            });
            let (bytes, allocations) = (payload.len() as u64, allocations.count_total);
            Ok(Point { bytes, instructions, allocations })
        });
        let points = points.collect::<Result<Vec<_>, Trouble>>()?;
        let wrong = wrong(family, &points);
        findings.extend(wrong.iter().map(|w| format!("{}, {}: {w}", family.name, family.format)));
        shown.push(to_json(family, &points));
        rows.push(cells(family, &points, &wrong));
    }
    if as_json {
        println!("{}", json!({ "families": shown, "findings": findings }));
    } else {
        let head = ["family", "format"].into_iter().chain(names.iter().copied());
        let head: Vec<_> = head.chain(["allocations", ""]).collect();
        table::lined(&head, &rows);
    }
    if save {
        let Tools { rustc, valgrind, .. } = tools;
        let json = json!({
            "families": shown, "sizes": names, "rustc": rustc, "valgrind": valgrind,
        });
        tools::save(&saved(), &json)?;
    }
    for finding in &findings {
        eprintln!("error: {finding}");
    }
    Ok(findings.len())
}

/// Where the figures are that the documentation shows.
fn saved() -> PathBuf {
    tools::root().join("benches/growth.json")
}

/// Families that the documentation does not show, and such as it shows and are gone.
fn unsaved() -> Result<Vec<String>, Trouble> {
    let json = tools::saved(&saved())?;
    let list = json.get("families").and_then(Value::as_array);
    let text = |value: &Value, key| value.get(key).and_then(Value::as_str).map(str::to_owned);
    let before: Vec<_> =
        list.into_iter().flatten().map(|f| (text(f, "family"), text(f, "format"))).collect();
    let now: Vec<_> =
        growth::all().map(|f| (Some(f.name.to_owned()), Some(f.format.to_owned()))).collect();
    let stale = "expected the families of growth.json: see `cargo xtask bench --help`";
    Ok(if before == now { Vec::new() } else { vec![stale.to_owned()] })
}

/// A family whose every byte costs about as much, or no more, the larger the payload is.
fn wrong(family: &Family, points: &[Point]) -> Vec<String> {
    let mut wrong = Vec::new();
    for (smaller, larger) in points.iter().zip(points.iter().skip(1)) {
        let growth = larger.a_byte() / smaller.a_byte();
        // What stands there once, such as a long prefix, is a large part of the smallest payload.
        let is_first = smaller.bytes <= FIRST;
        if growth > if is_first { 2.0 } else { TOLERANCE } {
            wrong.push(format!("{growth:.2} times as much a byte in {} bytes", larger.bytes));
        } else if family.is_honest && !is_first && growth < 1.0 / TOLERANCE {
            wrong.push(format!("only {growth:.2} times as much a byte in {} bytes", larger.bytes));
        }
    }
    let allocations = points.iter().map(|point| point.allocations).max().unwrap_or(0);
    if allocations > 0 {
        wrong.push(format!("{allocations} allocations"));
    }
    wrong
}

fn cells(family: &Family, points: &[Point], wrong: &[String]) -> Vec<String> {
    let allocations = points.iter().map(|point| point.allocations).max().unwrap_or(0);
    let costs = points.iter().map(|point| format!("{:.3}", point.a_byte()));
    [family.name.to_owned(), family.format.to_owned()]
        .into_iter()
        .chain(costs)
        .chain([allocations.to_string(), wrong.join(", ")])
        .collect()
}

fn to_json(family: &Family, points: &[Point]) -> Value {
    let points = points.iter().map(|Point { bytes, instructions, allocations }| {
        json!({ "bytes": bytes, "instructions": instructions, "allocations": allocations })
    });
    json!({
        "family": family.name,
        "format": family.format,
        "points": points.collect::<Vec<_>>(),
    })
}

/// Instructions of every family in every size, in that order.
fn count(sizes: &[usize]) -> Result<Vec<u64>, Trouble> {
    let program = built()?;
    let folder = tools::target().join("bench-growth");
    // What an earlier run left; there may be nothing.
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let status = std::process::Command::new("valgrind")
        .args(["--tool=callgrind", "--collect-atstart=no"])
        .args([format!("--toggle-collect={MEASURED}"), format!("--dump-after={MEASURED}")])
        .arg(format!("--callgrind-out-file={}", folder.join("dump").display()))
        .arg(program)
        .args(sizes.iter().map(usize::to_string))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .map_err(|error| format!("valgrind could not be started: {error}"))?;
    if !status.success() {
        return Err(format!("valgrind failed: {status}"));
    }
    let calls = growth::all().count() * sizes.len();
    (1..=calls).map(|dump| total(&folder.join(format!("dump.{dump}")))).collect()
}

/// What callgrind has counted up to one dump, since the one before.
fn total(dump: &Path) -> Result<u64, Trouble> {
    let text = fs::read_to_string(dump).map_err(|error| format!("{}: {error}", dump.display()))?;
    let total = text.lines().find_map(|line| line.strip_prefix("totals: ")?.trim().parse().ok());
    total.ok_or_else(|| format!("{}: not a dump of callgrind", dump.display()))
}

/// Builds the bench `growth`; where it is.
fn built() -> Result<PathBuf, Trouble> {
    let output = tools::cargo()
        .args(["bench", "--quiet", "--package", "lwm2m-benches", "--bench", "growth"])
        .args(["--no-run", "--message-format=json"])
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| format!("cargo bench could not be started: {error}"))?;
    let messages = String::from_utf8_lossy(&output.stdout);
    let program = messages.lines().find_map(|line| {
        let message: Value = serde_json::from_str(line).ok()?;
        (message.pointer("/target/name")?.as_str()? == "growth").then_some(())?;
        message.get("executable")?.as_str().map(PathBuf::from)
    });
    program.ok_or_else(|| "the bench growth could not be built".to_owned())
}
