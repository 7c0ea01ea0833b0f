//! `conformance`: the table that was made when the program was released.

use std::io::Write;

use serde::Serialize;

use crate::failure::Failure;
use crate::session::{STRONG, Session};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Tells every feature, not the groups alone
    #[arg(long)]
    features: bool,
}

/// A copy of CONFORMANCE.md, which `cargo xtask conformance --write` writes as well: a published crate holds nothing from
/// outside of it.
const TABLE: &str = include_str!("conformance.md");

#[derive(Serialize)]
struct Row {
    group: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    feature: Option<String>,
    /// Passed of those that there are, release by release; null where the release has none.
    releases: Vec<Cell>,
}

#[derive(Serialize)]
struct Cell {
    release: String,
    passed: Option<u32>,
    cases: Option<u32>,
}

pub(crate) fn run(args: &Args, session: &mut Session) -> Result<(), Failure> {
    let title = if args.features { "## By feature" } else { "## By group" };
    let lines = table(title);
    if session.json {
        return session.write_json(&rows(&lines, args.features));
    }
    writeln!(
        session.out,
        "Cases passed of those that a release has and a codec can be judged by."
    )?;
    let cells: Vec<Vec<&str>> = lines.iter().map(|line| cells(line)).collect();
    let columns = cells.first().map_or(0, Vec::len);
    let width = |column: usize| {
        cells.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max()
    };
    let widths: Vec<_> = (0..columns).map(|column| width(column).unwrap_or(0)).collect();
    for (at, row) in cells.iter().enumerate() {
        let row: Vec<_> =
            row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}")).collect();
        let row = row.join("  ");
        if at == 0 {
            writeln!(session.out, "{STRONG}{}{STRONG:#}", row.trim_end())?;
        } else {
            writeln!(session.out, "{}", row.trim_end())?;
        }
    }
    Ok(())
}

/// The rows of the first table below a title, its head first.
fn table(title: &str) -> Vec<&'static str> {
    let below = TABLE.lines().skip_while(|line| *line != title);
    let rows =
        below.skip_while(|line| !line.starts_with('|')).take_while(|line| line.starts_with('|'));
    rows.filter(|line| !line.starts_with("|---")).collect()
}

fn cells(line: &str) -> Vec<&str> {
    line.trim_matches('|').split('|').map(str::trim).collect()
}

fn rows(lines: &[&str], features: bool) -> Vec<Row> {
    let Some((head, body)) = lines.split_first() else { return Vec::new() };
    let names = if features { 2 } else { 1 };
    let releases: Vec<_> = cells(head).into_iter().skip(names).map(str::to_owned).collect();
    let row = |line: &&str| {
        let cells = cells(line);
        let numbers = cells.iter().skip(names).zip(&releases).map(|(cell, release)| {
            let numbers = cell.split_once('/');
            Cell {
                release: release.clone(),
                passed: numbers.and_then(|(passed, _)| passed.parse().ok()),
                cases: numbers.and_then(|(_, cases)| cases.parse().ok()),
            }
        });
        Row {
            group: cells.first().copied().unwrap_or_default().to_owned(),
            feature: features.then(|| cells.get(1).copied().unwrap_or_default().to_owned()),
            releases: numbers.collect(),
        }
    };
    body.iter().map(row).collect()
}
