//! What the codec costs, from the committed baseline: measuring it anew takes minutes and another machine.

use std::fs;

use serde_json::Value;

use crate::workspace;

/// The rows of the README, of which each stands for many.
const SHOWN: [(&str, &str); 12] = [
    ("W1 TLV decode", "read a Device: TLV"),
    ("W1 SenML CBOR decode", "SenML CBOR"),
    ("W1 LwM2M CBOR decode", "LwM2M CBOR"),
    ("W1 SenML JSON decode", "SenML JSON"),
    ("W1 SenML CBOR decode into Device", "SenML CBOR into a struct"),
    ("W3 SenML CBOR decode", "read 1,000 values with times: SenML CBOR"),
    ("W3 SenML JSON decode", "SenML JSON"),
    ("W1 SenML CBOR encode", "write a Device: SenML CBOR"),
    ("W1 LwM2M CBOR encode", "LwM2M CBOR"),
    ("W3 SenML CBOR encode", "write 1,000 values with times: SenML CBOR"),
    ("W3 SenML JSON encode", "SenML JSON"),
    ("W6 links decode", "read a registration of 40 links"),
];

/// Some rows in nanoseconds, and where they were measured.
pub(super) fn performance() -> Vec<String> {
    let baseline = baseline();
    let mut lines = vec![
        "| | ns | spread | instructions to the floor's | other crates, ns to ours |".to_owned(),
        "|---|---:|---:|---:|---|".to_owned(),
    ];
    for (name, shown) in SHOWN {
        let row = rows(&baseline).find(|row| text(row, "row") == name);
        let Some(row) = row else { continue };
        let ns = number(row, "ns");
        lines.push(format!(
            "| {shown} | {} | {} | {:.2} | {} |",
            ns.map_or_else(String::new, |ns| format!("{ns:.0}")),
            number(row, "ns_spread").map_or_else(String::new, |s| format!("{:.0} %", s * 100.0)),
            ratio(row),
            peers(row, "ns", ns),
        ));
    }
    lines.push(String::new());
    lines.push(format!("{}; {}.", text(&baseline, "machine"), text(&baseline, "rustc")));
    lines
}

/// Every row in instructions.
pub(super) fn instructions() -> Vec<String> {
    let baseline = baseline();
    let mut lines = vec![
        "| row | ours | floor | recorded floor | ratio | must | allocations | other crates, to ours | |"
            .to_owned(),
        "|---|---:|---:|---:|---:|---:|---:|---|---|".to_owned(),
    ];
    lines.extend(rows(&baseline).map(|row| {
        let whole = |key| number(row, key).map_or_else(String::new, |n| format!("{n:.0}"));
        let hundredth = |key| number(row, key).map_or_else(String::new, |n| format!("{n:.2}"));
        let missed = number(row, "must").is_some_and(|must| ratio(row) > must);
        format!(
            "| {} | {} | {} | {} | {:.2} | {} | {} | {} | {} |",
            text(row, "row"),
            whole("ours"),
            whole("floor"),
            whole("recorded_floor"),
            ratio(row),
            hundredth("must"),
            whole("allocations"),
            peers(row, "instructions", number(row, "ours")),
            if missed { "missed" } else { "" },
        )
    }));
    lines.push(String::new());
    lines.push(format!("{}; {}.", text(&baseline, "rustc"), text(&baseline, "valgrind")));
    lines
}

/// Large Opaques beside a copy.
pub(super) fn copies() -> Vec<String> {
    let baseline = baseline();
    let head = ["| 64 KiB of Opaque | ns | copy, ns | ratio | must |", "|---|---:|---:|---:|---:|"];
    let copies = list(&baseline, "copies").map(|row| {
        let of = |key| number(row, key).unwrap_or(f64::NAN);
        let (ns, floor) = (of("ns"), of("floor_ns"));
        let (name, ratio, must) = (text(row, "row"), ns / floor, of("must"));
        format!("| {name} | {ns:.0} | {floor:.0} | {ratio:.2} | {must:.2} |")
    });
    head.into_iter().map(str::to_owned).chain(copies).collect()
}

/// What is alive beside a block.
pub(super) fn sizes() -> Vec<String> {
    let baseline = baseline();
    let head = ["| bytes | Writer | Output | together |", "|---|---:|---:|---:|"];
    let sizes = list(&baseline, "sizes").map(|size| {
        let of = |key| number(size, key).unwrap_or(f64::NAN);
        let (writer, output) = (of("writer"), of("output"));
        format!("| {} | {writer} | {output} | {} |", text(size, "format"), writer + output)
    });
    head.into_iter().map(str::to_owned).chain(sizes).collect()
}

/// As the goals are judged: to the recorded floor, or to ours where that needs more.
fn ratio(row: &Value) -> f64 {
    let of = |key| number(row, key).unwrap_or(0.0);
    of("ours") / of("floor").max(of("recorded_floor"))
}

fn peers(row: &Value, key: &str, ours: Option<f64>) -> String {
    let shown = list(row, "peers").filter_map(|peer| {
        Some(format!("{} {:.2}", text(peer, "crate"), number(peer, key)? / ours?))
    });
    shown.collect::<Vec<_>>().join(", ")
}

fn baseline() -> Value {
    saved("baseline.json")
}

/// What `cargo xtask bench --save` has written; nothing where there is no such file yet.
pub(super) fn saved(file: &str) -> Value {
    let text = fs::read_to_string(workspace::root().join("benches").join(file));
    serde_json::from_str(&text.unwrap_or_default()).unwrap_or(Value::Null)
}

fn rows(baseline: &Value) -> impl Iterator<Item = &Value> {
    list(baseline, "rows")
}

pub(super) fn list<'v>(value: &'v Value, key: &str) -> impl Iterator<Item = &'v Value> {
    value.get(key).and_then(Value::as_array).into_iter().flatten()
}

pub(super) fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

pub(super) fn number(value: &Value, key: &str) -> Option<f64> {
    value.get(key).and_then(Value::as_f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_that_is_shown_is_in_the_baseline() {
        let baseline = baseline();
        for (name, _) in SHOWN {
            assert!(rows(&baseline).any(|row| text(row, "row") == name), "{name}");
        }
        assert!(performance().len() > SHOWN.len());
        assert!(instructions().len() > rows(&baseline).count());
        assert!(copies().len() > 2 && sizes().len() > 2);
    }

    #[test]
    fn a_ratio_is_to_the_dearer_floor() {
        let row = serde_json::json!({ "ours": 150, "floor": 80, "recorded_floor": 100 });
        assert_eq!(ratio(&row), 1.5);
        let row = serde_json::json!({ "ours": 150, "floor": 120, "recorded_floor": null });
        assert_eq!(ratio(&row), 1.25);
    }
}
