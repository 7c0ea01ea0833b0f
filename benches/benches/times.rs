//! Nanoseconds of every row, for people: on a shared machine they vary by a sixth, so nothing is gated on them.
#![allow(missing_docs, reason = "the macros expand to public items without any")]

use core::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use lwm2m_benches::{peer, rows, workload};
use lwm2m_codec::{ContentFormat, Opaque, Path, Record, Text, Value, encode};

criterion_group!(times, every_row, opaque);
criterion_main!(times);

fn every_row(criterion: &mut Criterion) {
    for row in rows::all() {
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

/// Writing a large Opaque, alone or among other resources, costs what copying it costs.
fn opaque(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("W4 encode, 64 KiB");
    group.throughput(Throughput::Bytes(workload::W4_OPAQUE.len() as u64));
    let mut buffer = vec![0; workload::W4_OPAQUE.len() + 64];
    group.bench_function("memcpy", |bencher| {
        bencher.iter(|| {
            let (target, _) = black_box(&mut buffer).split_at_mut(workload::W4_OPAQUE.len());
            target.copy_from_slice(black_box(workload::W4_OPAQUE));
        });
    });
    let record =
        |resource, value| Record { path: Path::resource(5, 0, resource), time: None, value };
    let records = [
        record(0, Value::Opaque(Opaque::new(workload::W4_OPAQUE))),
        record(1, Value::String(Text::new("coap://x"))),
    ];
    for format in [ContentFormat::TLV, ContentFormat::SENML_CBOR, ContentFormat::LWM2M_CBOR] {
        group.bench_function(format!("{format} of /5"), |bencher| {
            bencher.iter(|| {
                encode(format, Path::object(5), black_box(&records), black_box(&mut buffer))
                    .map(<[u8]>::len)
            });
        });
    }
    group.finish();
}
