//! The committed figures, `benches/baseline.json`.

use std::path::PathBuf;

use serde_json::Value;

use crate::Trouble;
use crate::measured::{Measured, Times};
use crate::times::Time;
use crate::tools::{self, Tools};

/// What was measured when the figures were committed.
pub(crate) struct Baseline {
    pub(crate) tools: Tools,
    json: Value,
}

/// The committed figures; none where there is no file yet.
pub(crate) fn read() -> Result<Option<Baseline>, Trouble> {
    let path = path();
    let failed = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    let json = tools::saved(&path)?;
    if json.is_null() {
        return Ok(None);
    }
    let tool = |key| json.get(key).and_then(Value::as_str).map(str::to_owned);
    let (Some(rustc), Some(valgrind), Some(machine)) =
        (tool("rustc"), tool("valgrind"), tool("machine"))
    else {
        return Err(failed(&"expected what `cargo xtask bench --save` writes"));
    };
    Ok(Some(Baseline { tools: Tools { rustc, valgrind, machine }, json }))
}

/// Makes this run the committed one.
pub(crate) fn write(measured: &Measured) -> Result<(), Trouble> {
    tools::save(&path(), &measured.to_json())
}

impl Baseline {
    /// The rows' names, but for the copies'.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.list("rows").filter_map(|row| row.get("row")?.as_str())
    }

    pub(crate) fn instructions(&self, row: &str) -> Option<u64> {
        self.row(row)?.get("ours")?.as_u64()
    }

    pub(crate) fn times(&self, row: &str) -> Option<Times> {
        let row = self.row(row)?;
        Some(Times { codec: time(row, "ns")?, floor: time(row, "floor_ns")? })
    }

    pub(crate) fn peer_time(&self, row: &str, peer: &str) -> Option<Time> {
        let peers = self.row(row)?.get("peers")?.as_array()?;
        let named = |entry: &&Value| entry.get("crate").and_then(Value::as_str) == Some(peer);
        time(peers.iter().find(named)?, "ns")
    }

    fn row(&self, name: &str) -> Option<&Value> {
        let mut rows = self.list("rows").chain(self.list("copies"));
        rows.find(|row| row.get("row").and_then(Value::as_str) == Some(name))
    }

    fn list(&self, key: &str) -> impl Iterator<Item = &Value> {
        self.json.get(key).and_then(Value::as_array).into_iter().flatten()
    }
}

fn time(json: &Value, key: &str) -> Option<Time> {
    let median = json.get(key)?.as_f64()?;
    Some(Time { median, spread: json.get(format!("{key}_spread"))?.as_f64()? })
}

fn path() -> PathBuf {
    tools::root().join("benches/baseline.json")
}
