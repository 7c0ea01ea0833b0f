//! Nanoseconds of every row, for people: on a shared machine they vary by a sixth, so nothing is gated on them.
//! What is compared is measured one after the other; `cargo xtask bench` runs all of it in short rounds.
#![allow(missing_docs, reason = "the macros expand to public items without any")]

use criterion::{Criterion, criterion_group, criterion_main};
use lwm2m_benches::peer;
use lwm2m_benches::rows::{self, copies};

criterion_group!(times, every_row);
criterion_main!(times);

fn every_row(criterion: &mut Criterion) {
    for row in rows::all().chain(copies::ROWS) {
        let mut group = criterion.benchmark_group(row.name);
        let mut floor = (row.floor)();
        group.bench_function("floor", |bencher| bencher.iter(&mut floor));
        let mut codec = (row.codec)();
        group.bench_function("codec", |bencher| bencher.iter(&mut codec));
        for peer in peer::ALL.iter().filter(|peer| peer.row == row.name) {
            let mut case = (peer.case)();
            group.bench_function(peer.name, |bencher| bencher.iter(&mut case));
        }
        group.finish();
    }
}
