//! Instructions of every row and every peer, by the bench `instructions`.

use std::collections::HashMap;
use std::process::Stdio;

use serde_json::Value;

use crate::{Trouble, tools};

/// Instructions by side (`codec`, `floor`, `peer`) and index.
pub(crate) struct Counted(HashMap<(String, usize), u64>);

impl Counted {
    /// Runs the bench.
    pub(crate) fn run() -> Result<Self, Trouble> {
        let output = tools::cargo()
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
            .collect::<Result<_, _>>()
            .map(Self)
    }

    pub(crate) fn of(&self, side: &str, index: usize, name: &str) -> Result<u64, Trouble> {
        let counted = self.0.get(&(side.to_owned(), index)).copied();
        counted.ok_or_else(|| format!("nothing was counted for {name}, {side}"))
    }
}

/// One line of gungraun's output.
fn summary(line: &str) -> Option<((String, usize), u64)> {
    let summary: Value = serde_json::from_str(line).ok()?;
    let side = summary.get("function_name")?.as_str()?.to_owned();
    let index = summary.get("id")?.as_str()?.rsplit('_').next()?.parse().ok()?;
    let instructions = summary.pointer("/profiles/0/data/total/metrics/Ir/values/new")?.as_u64()?;
    Some(((side, index), instructions))
}
