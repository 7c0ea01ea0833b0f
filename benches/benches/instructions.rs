//! Instruction counts of every row, under callgrind: exact, and the same on every run.
//! `cargo run -p lwm2m-benches --bin rows` reads them.
#![allow(missing_docs, reason = "the macros expand to public items without any")]

use gungraun::{library_benchmark, library_benchmark_group, main};
use lwm2m_benches::rows::{self, Case, Row};

/// Prepared and run twice, so that no count holds the dynamic linker's work.
fn warm(mut case: Case) -> Case {
    case();
    case();
    case
}

fn floor_of(row: &Row) -> Case {
    warm((row.floor)())
}

// Hands the case back, so that no count holds its destructor.
#[library_benchmark]
#[benches::row(iter = rows::all(), setup = floor_of)]
fn floor(mut case: Case) -> (i64, Case) {
    (case(), case)
}

library_benchmark_group!(name = row, benchmarks = [floor]);

main!(library_benchmark_groups = row);
