//! What payloads of any size cost, and what the registry does: from the committed figures, like all of `bench`.

use serde_json::Value;

use super::bench::{list, number, saved, text};

/// Every family: instructions a byte in every size.
pub(super) fn growth() -> Vec<String> {
    let saved = saved("growth.json");
    let names: Vec<_> = list(&saved, "sizes").filter_map(Value::as_str).collect();
    let head = format!("| family | format | {} |", names.join(" | "));
    let rule = format!("|---|---|{}", "---:|".repeat(names.len()));
    let families = list(&saved, "families").map(|family| {
        let costs = list(family, "points").map(|point| {
            let of = |key| number(point, key).unwrap_or(f64::NAN);
            shown(of("instructions") / of("bytes"))
        });
        let costs: Vec<_> = costs.collect();
        format!(
            "| {} | {} | {} |",
            text(family, "family"),
            text(family, "format"),
            costs.join(" | ")
        )
    });
    let mut lines: Vec<_> = [head, rule].into_iter().chain(families).collect();
    lines.push(String::new());
    lines.push(format!("{}; {}.", text(&saved, "rustc"), text(&saved, "valgrind")));
    lines
}

/// Three digits of what is much less than an instruction, one of all else.
fn shown(a_byte: f64) -> String {
    if a_byte < 1.0 { format!("{a_byte:.3}") } else { format!("{a_byte:.1}") }
}

/// What the registry costs, beside the goals.
pub(super) fn registry() -> Vec<String> {
    let saved = saved("registry.json");
    let mut lines = vec!["| what | goal | took | |".to_owned(), "|---|---:|---:|---|".to_owned()];
    lines.extend(list(&saved, "rows").map(|row| {
        let (must, took) = (number(row, "must"), number(row, "seconds"));
        let missed = if took > must { "missed" } else { "" };
        // A goal may stand there before it was measured on a machine that does nothing else.
        let [must, took] = [must, took].map(|seconds| seconds.map_or("not yet".into(), time));
        format!("| {} | {must} | {took} | {missed} |", text(row, "what"))
    }));
    lines.push(String::new());
    lines.push(format!(
        "The fastest of {} times each. {}; {}.",
        number(&saved, "rounds").unwrap_or(f64::NAN),
        text(&saved, "machine"),
        text(&saved, "rustc"),
    ));
    lines
}

fn time(seconds: f64) -> String {
    if seconds < 1e-3 { format!("{:.0} ns", seconds * 1e9) } else { format!("{seconds:.2} s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_size_and_every_goal_is_shown() {
        let growth = growth();
        let [head, _, rows @ .., _, _] = &growth[..] else { panic!("{growth:?}") };
        assert!(head.starts_with("| family | format | 1 KiB | 64 KiB | 1 MiB |"), "{head}");
        let columns = |line: &str| line.matches('|').count();
        assert!(rows.len() > 50 && rows.iter().all(|row| columns(row) == columns(head)));
        assert_eq!(registry().len(), 2 + 5 + 2);
    }

    #[test]
    fn figures_are_as_long_as_they_tell() {
        assert_eq!([58.44, 1.0, 0.0021].map(shown), ["58.4", "1.0", "0.002"]);
        assert_eq!([100e-9, 15.0, 0.428].map(time), ["100 ns", "15.00 s", "0.43 s"]);
    }
}
