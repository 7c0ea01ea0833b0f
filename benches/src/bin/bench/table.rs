//! The table that people read: Markdown, with its columns in line.

use lwm2m_benches::rows::{Counts, Row};
use lwm2m_benches::sizes;

use crate::baseline::Baseline;
use crate::measured::{Measured, MeasuredPeer, MeasuredRow, Times};

/// Prints a run.
pub(crate) fn print(measured: &Measured, baseline: Option<&Baseline>, findings: &[String]) {
    let head = [
        "row",
        "ours",
        "floor",
        "recorded",
        "ratio",
        "must",
        "allocations",
        "change",
        "ns",
        "to floor",
        "crates: instructions and ns to ours",
        "",
    ];
    let rows = measured.rows.iter().map(|row| cells(row, baseline, findings));
    lined(&head, &rows.collect::<Vec<_>>());
    println!();
    let copies = measured.copies.iter().map(|(row, times)| copy(row, *times));
    lined(&["Opaque of 64 KiB", "ns", "copy", "ratio", "must", ""], &copies.collect::<Vec<_>>());
    println!();
    let sizes = sizes::all().map(|size| {
        let (writer, output) = (size.writer.to_string(), size.output.to_string());
        vec![size.format.to_owned(), writer, output, size.bytes().to_string()]
    });
    lined(&["beside a block, bytes", "Writer", "Output", "together"], &sizes.collect::<Vec<_>>());
    if let Some(baseline) = baseline.filter(|baseline| !baseline.tools.count_as(&measured.tools)) {
        let (then, now) = (&baseline.tools, &measured.tools);
        println!(
            "\nThe baseline was counted by other tools, so its counts are shown and not judged:"
        );
        println!("then {}, {}; now {}, {}", then.rustc, then.valgrind, now.rustc, now.valgrind);
    }
}

fn cells(measured: &MeasuredRow, baseline: Option<&Baseline>, findings: &[String]) -> Vec<String> {
    let MeasuredRow { row, counts, allocations, times, peers } = measured;
    let change = baseline.and_then(|baseline| measured.change(baseline));
    let ratio = row.ratio(*counts);
    let mut notes: Vec<_> = findings
        .iter()
        .filter_map(|finding| finding.strip_prefix(row.name)?.strip_prefix(": "))
        .collect();
    if notes.is_empty() && row.misses(*counts) {
        notes.push("missed");
    }
    vec![
        row.name.to_owned(),
        counts.codec.to_string(),
        counts.floor.to_string(),
        row.recorded_floor.map_or_else(String::new, |floor| floor.to_string()),
        format!("{ratio:.2}"),
        limit(row.must),
        allocations.to_string(),
        change.map_or_else(String::new, |change| format!("{:+.1} %", (change - 1.0) * 100.0)),
        times.map_or_else(String::new, |times| format!("{:.0}", times.codec.median)),
        times.map_or_else(String::new, |times| format!("{:.2}", times.ratio())),
        peers.iter().map(|peer| peer_cell(peer, measured)).collect::<Vec<_>>().join(", "),
        notes.join(", "),
    ]
}

/// How many times ours a crate takes.
fn peer_cell(peer: &MeasuredPeer, measured: &MeasuredRow) -> String {
    let instructions = Counts { codec: peer.instructions, floor: measured.counts.codec }.ratio();
    let name = peer.peer.name;
    match (peer.time, measured.times) {
        (Some(theirs), Some(ours)) => {
            format!("{name} {instructions:.2} and {:.2}", theirs.median / ours.codec.median)
        }
        _ => format!("{name} {instructions:.2}"),
    }
}

fn copy(row: &Row, times: Option<Times>) -> Vec<String> {
    let shown = |number: fn(Times) -> f64, digits: usize| {
        times.map_or_else(String::new, |times| format!("{:.digits$}", number(times)))
    };
    let missed = times.zip(row.must).is_some_and(|(times, must)| times.ratio() > must);
    vec![
        row.name.to_owned(),
        shown(|times| times.codec.median, 0),
        shown(|times| times.floor.median, 0),
        shown(|times| times.ratio(), 2),
        limit(row.must),
        if missed { "missed in this run" } else { "" }.to_owned(),
    ]
}

impl Times {
    /// The codec's as a multiple of the floor's.
    pub(crate) fn ratio(self) -> f64 {
        self.codec.median / self.floor.median
    }
}

fn limit(limit: Option<f64>) -> String {
    limit.map_or_else(String::new, |limit| format!("{limit:.2}"))
}

/// Prints a table; all columns but the first and the last are numbers or nearly so.
pub(crate) fn lined(head: &[&str], rows: &[Vec<String>]) {
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column).map(|cell| cell.chars().count()));
        cells.chain(head.get(column).map(|cell| cell.chars().count())).max().unwrap_or(0)
    };
    let widths: Vec<_> = (0..head.len()).map(width).collect();
    let is_text = |column: usize| column == 0 || column + 2 >= head.len().max(7);
    let line = |cells: &mut dyn Iterator<Item = &str>| {
        let cells = cells.zip(&widths).enumerate().map(|(column, (cell, &width))| {
            if is_text(column) { format!(" {cell:width$} ") } else { format!(" {cell:>width$} ") }
        });
        println!("|{}|", cells.collect::<Vec<_>>().join("|"));
    };
    line(&mut head.iter().copied());
    let rules = widths.iter().enumerate().map(|(column, &width)| {
        let end = if is_text(column) { "-" } else { ":" };
        format!("-{}{end}", "-".repeat(width))
    });
    println!("|{}|", rules.collect::<Vec<_>>().join("|"));
    for row in rows {
        line(&mut row.iter().map(String::as_str));
    }
}
