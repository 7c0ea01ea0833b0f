//! Nanoseconds of every row and every peer, by the bench `times`: short rounds of everything, so that what a shared
//! machine does meanwhile falls on all alike.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use serde_json::Value;

use crate::{Trouble, tools};

/// How often everything is measured.
const ROUNDS: usize = 3;

/// A median of rounds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Time {
    /// Nanoseconds.
    pub(crate) median: f64,
    /// How far the rounds lie apart, as a part of the median.
    pub(crate) spread: f64,
}

/// Nanoseconds by row and side (`codec`, `floor`, the name of a crate).
pub(crate) struct Timed(HashMap<(String, String), Vec<f64>>);

impl Timed {
    /// Runs the bench.
    pub(crate) fn run() -> Result<Self, Trouble> {
        let mut timed = Self(HashMap::new());
        for round in 1..=ROUNDS {
            eprintln!("times: round {round} of {ROUNDS}");
            let home = tools::target().join("bench-times");
            // What an earlier round left; there may be nothing.
            let _ = fs::remove_dir_all(&home);
            let status = tools::cargo()
                .args(["bench", "--quiet", "--package", "lwm2m-benches", "--bench", "times", "--"])
                .args(["--noplot", "--warm-up-time", "0.05", "--measurement-time", "0.2"])
                .args(["--sample-size", "20", "--nresamples", "1001"])
                .env("CRITERION_HOME", &home)
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .status()
                .map_err(|error| format!("cargo bench could not be started: {error}"))?;
            if !status.success() {
                return Err(format!("cargo bench failed: {status}"));
            }
            timed.gather(&home)?;
        }
        Ok(timed)
    }

    pub(crate) fn of(&self, row: &str, side: &str) -> Result<Time, Trouble> {
        let rounds = self.0.get(&(row.to_owned(), side.to_owned()));
        let mut rounds = rounds.ok_or_else(|| format!("{row}, {side} was not timed"))?.clone();
        rounds.sort_by(f64::total_cmp);
        let median = rounds.get(rounds.len() / 2).copied().unwrap_or(f64::NAN);
        let (least, most) = (rounds.first().copied(), rounds.last().copied());
        Ok(Time { median, spread: (most.unwrap_or(median) - least.unwrap_or(median)) / median })
    }

    /// Reads what criterion has written below a folder.
    fn gather(&mut self, folder: &Path) -> Result<(), Trouble> {
        for path in entries(folder)? {
            if path.is_dir() {
                self.gather(&path)?;
            } else if path.ends_with("new/benchmark.json") {
                let benchmark = json(&path)?;
                let estimates = json(&path.with_file_name("estimates.json"))?;
                let text = |key| benchmark.get(key).and_then(Value::as_str).map(str::to_owned);
                let median = estimates.pointer("/median/point_estimate").and_then(Value::as_f64);
                let (Some(row), Some(side), Some(median)) =
                    (text("group_id"), text("function_id"), median)
                else {
                    return Err(format!("{}: not what criterion writes", path.display()));
                };
                self.0.entry((row, side)).or_default().push(median);
            }
        }
        Ok(())
    }
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, Trouble> {
    let failed = |error| format!("{}: {error}", folder.display());
    let entries = folder.read_dir().map_err(failed)?;
    entries.map(|entry| entry.map(|entry| entry.path()).map_err(failed)).collect()
}

fn json(path: &Path) -> Result<Value, Trouble> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))
}
