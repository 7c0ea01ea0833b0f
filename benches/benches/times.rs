//! Nanoseconds of every row, for people: on a shared machine they vary by a sixth, so nothing is gated on them.
#![allow(missing_docs, reason = "the macros expand to public items without any")]

use core::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use lwm2m_benches::{rows, workload};

criterion_group!(times, every_row, opaque);
criterion_main!(times);

fn every_row(criterion: &mut Criterion) {
    for row in rows::all() {
        let mut group = criterion.benchmark_group(row.name);
        let mut floor = (row.floor)();
        group.bench_function("floor", |bencher| bencher.iter(&mut floor));
        let mut codec = (row.codec)();
        group.bench_function("codec", |bencher| bencher.iter(&mut codec));
        group.finish();
    }
}

/// Writing a large Opaque costs what copying it costs.
fn opaque(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("W4 encode");
    group.throughput(Throughput::Bytes(workload::W4_OPAQUE.len() as u64));
    let mut buffer = vec![0; workload::W4_OPAQUE.len()];
    group.bench_function("memcpy", |bencher| {
        bencher.iter(|| black_box(&mut buffer).copy_from_slice(black_box(workload::W4_OPAQUE)));
    });
    group.finish();
}
