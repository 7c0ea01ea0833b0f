//! Counts the instructions of every row under callgrind and prints ours, the floor, the ratio and the goal.
//! Exits with 1 where a ratio is beyond its gate or a floor is none, with 2 where nothing could be counted.
#![forbid(unsafe_code)]

use std::collections::HashMap;
use std::env;
use std::process::{Command, ExitCode, Stdio};

use lwm2m_benches::peer;
use lwm2m_benches::rows::{self, Counts};
use serde_json::Value;

fn main() -> ExitCode {
    let counted = match count() {
        Ok(counted) => counted,
        Err(message) => {
            eprintln!("rows: {message}");
            return ExitCode::from(2);
        }
    };
    println!("| row | codec | floor | ratio | recorded floor | ratio to goal's | must | gate | |");
    println!("|---|---:|---:|---:|---:|---:|---:|---:|---|");
    let mut failed = false;
    for (index, row) in rows::all().enumerate() {
        let count = |side: &str| counted.get(&(side.to_owned(), index)).copied();
        let (Some(codec), Some(floor)) = (count("codec"), count("floor")) else {
            eprintln!("rows: nothing was counted for {}", row.name);
            return ExitCode::from(2);
        };
        let counts = Counts { codec, floor };
        let faults = row.faults(counts);
        failed |= !faults.is_empty();
        println!(
            "| {} | {codec} | {floor} | {:.2} | {} | {:.2} | {} | {} | {} |",
            row.name,
            counts.ratio(),
            row.recorded_floor.map_or_else(String::new, |floor| floor.to_string()),
            row.ratio(counts),
            row.must.map_or_else(String::new, |must| format!("{must:.2}")),
            row.gate.map_or_else(String::new, |gate| format!("{gate:.2}")),
            faults.join(", "),
        );
    }
    println!();
    println!("| row | crate | instructions | to ours |");
    println!("|---|---|---:|---:|");
    for (index, peer) in peer::ALL.iter().enumerate() {
        let count = |side: &str, index| counted.get(&(side.to_owned(), index)).copied();
        let row = rows::all().position(|row| row.name == peer.row);
        let codec = row.and_then(|row| count("codec", row));
        let (Some(codec), Some(peers)) = (codec, count("peer", index)) else {
            eprintln!("rows: nothing was counted for {} of {}", peer.row, peer.name);
            return ExitCode::from(2);
        };
        let ratio = Counts { codec: peers, floor: codec }.ratio();
        println!("| {} | {} | {peers} | {ratio:.2} |", peer.row, peer.name);
    }
    if failed { ExitCode::from(1) } else { ExitCode::SUCCESS }
}

/// Runs the bench `instructions`; instructions by side and index of the row.
fn count() -> Result<HashMap<(String, usize), u64>, String> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["bench", "--quiet", "--package", "lwm2m-benches", "--bench", "instructions"])
        .args(["--", "--output-format=json"])
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| format!("cargo bench could not be started: {error}"))?;
    if !output.status.success() {
        return Err(format!("cargo bench failed: {}", output.status));
    }
    String::from_utf8_lossy(&output.stdout)
        .lines()
        .filter(|line| line.starts_with('{'))
        .map(|line| summary(line).ok_or_else(|| format!("not a summary of gungraun: {line}")))
        .collect()
}

/// One line of gungraun's output.
fn summary(line: &str) -> Option<((String, usize), u64)> {
    let summary: Value = serde_json::from_str(line).ok()?;
    let side = summary.get("function_name")?.as_str()?.to_owned();
    let index = summary.get("id")?.as_str()?.rsplit('_').next()?.parse().ok()?;
    let instructions = summary.pointer("/profiles/0/data/total/metrics/Ir/values/new")?.as_u64()?;
    Some(((side, index), instructions))
}
