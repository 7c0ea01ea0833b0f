//! Instruction counts of every row, under callgrind: exact, and the same on every run.
//! `cargo run -p lwm2m-benches --bin rows` runs it and judges what it says.
#![allow(missing_docs, reason = "the macros expand to public items without any")]

use gungraun::{library_benchmark, library_benchmark_group, main};
use lwm2m_benches::peer::{ALL as PEERS, Peer};
use lwm2m_benches::rows::{self, Case, Row};

// Both hand the case back, so that no count holds its destructor.

#[library_benchmark]
#[benches::row(iter = rows::all(), setup = floor_of)]
fn floor(mut case: Case) -> (i64, Case) {
    (case(), case)
}

#[library_benchmark]
#[benches::row(iter = rows::all(), setup = codec_of)]
fn codec(mut case: Case) -> (i64, Case) {
    (case(), case)
}

#[library_benchmark]
#[benches::peer(iter = PEERS, setup = case_of)]
fn peer(mut case: Case) -> (i64, Case) {
    (case(), case)
}

library_benchmark_group!(name = row, benchmarks = [floor, codec, peer]);

main!(library_benchmark_groups = row);

fn floor_of(row: &Row) -> Case {
    warm((row.floor)())
}

fn codec_of(row: &Row) -> Case {
    warm((row.codec)())
}

fn case_of(peer: &Peer) -> Case {
    warm((peer.case)())
}

/// Run twice, so that no count holds the dynamic linker's work.
fn warm(mut case: Case) -> Case {
    case();
    case();
    case
}
