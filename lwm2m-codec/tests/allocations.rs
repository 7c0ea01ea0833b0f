//! Nothing is allocated: not by reading, not by refusing, not by writing, over every vector and every cut of it.
#![allow(clippy::indexing_slicing, reason = "a test may panic")]
#![cfg(all(feature = "tlv", feature = "senml-cbor", feature = "lwm2m-cbor"))]

use core::hint::black_box;

use allocation_counter::measure;
use lwm2m_codec::link::{ObjectList, Registered, Root};
use lwm2m_codec::{
    Claims, Decode, Instances, ObjectId, ObjectVersion, Options, Path, RecordSource, Result, Tail,
    Text, Update, Version, WireValue, encode_paths, paths,
};
use lwm2m_vectors::{Case, Kind, Line, meaning, own, read_files};

fn lines() -> Vec<Line> {
    let lines = read_files([own()]).expect("the folder is part of the repository");
    lines.into_iter().flatten().filter(|line| line.kind == Kind::Payload).collect()
}

/// Runs it, and wants no allocation at all.
#[track_caller]
fn check(id: &str, run: impl FnOnce()) {
    let allocated = measure(run);
    assert_eq!(allocated.count_total, 0, "{id}: {} bytes", allocated.bytes_total);
}

fn touch(value: &WireValue<'_>) {
    let mut buffer = [0; 2048];
    let _ = value.text().and_then(|text| text.copy_to(&mut buffer).map(str::len));
    let _ = value.opaque().and_then(|octets| octets.copy_to(&mut buffer).map(<[u8]>::len));
    let _ = (value.integer(), value.unsigned(), value.float(), value.boolean(), value.time());
    let _ = (value.object_link(), value.core_link(), value.self_typed());
}

fn view<'a, T: Decode<'a>>(case: &Case<'_>, options: &Options<'a>, payload: &'a [u8]) {
    let _ = options.decode::<T>(case.format, case.target, payload);
}

#[test]
fn the_counter_counts() {
    assert_eq!(measure(|| drop(black_box(vec![0; 1]))).count_total, 1);
}

#[test]
fn by_lists_of_paths() {
    let lines = read_files([own()]).expect("the folder is part of the repository");
    let mut read = 0;
    for line in lines.into_iter().flatten().filter(|line| line.kind == Kind::PathList) {
        for end in 0..=line.input.len() {
            let payload = &line.input[..end];
            check(&line.id, || {
                if let Ok(mut list) = paths(line.format, payload) {
                    while let Some(path) = list.next() {
                        let _ = black_box((path, list.prefix()));
                    }
                }
            });
            read += 1;
        }
        let mut buffer = [0; 64];
        let list = [Path::object(3303), Path::resource(3, 0, 9)];
        check(&line.id, || {
            let _ = black_box(encode_paths(line.format, &list, &mut buffer));
        });
    }
    assert!(read > 1000, "{read}");
}

/// LNK-21 and the rest: every vector of links and every cut of it, as anything that it could be.
#[test]
fn by_links() {
    let lines = read_files([own()]).expect("the folder is part of the repository");
    let mut read = 0;
    for line in lines.into_iter().flatten().filter(|line| line.kind == Kind::Link) {
        for end in 0..=line.input.len() {
            let payload = &line.input[..end];
            let options = Options::STRICT.version(Version::V1_1);
            check(&line.id, || {
                let links = options.links(payload).into_iter().flatten().flatten();
                links.flat_map(|link| link.parameters()).for_each(|parameter| {
                    let _ = black_box(parameter.value.as_str());
                });
                if let Ok(list) = options.object_list(payload) {
                    let _ = black_box(list.root.formats.iter().count());
                    let _ = black_box(list.objects.version_of(ObjectId::new(3)));
                    let _ = black_box(list.objects.count());
                }
                for target in [Path::ROOT, Path::object(3)] {
                    let links = options.discovery(target, payload).into_iter().flatten().flatten();
                    links.for_each(|link| link.attributes().for_each(|a| drop(black_box(a))));
                    if let Ok(answer) = options.bootstrap_discovery(target, payload) {
                        answer.links.for_each(|link| drop(black_box(link)));
                    }
                }
            });
            check(&line.id, || {
                let mut buffer = [0; 1024];
                let links = options.links(payload);
                let _ = links.and_then(|l| options.encode_links(&l, &mut buffer).map(<[u8]>::len));
                let objects = [Registered::new(Path::object(3)).version(ObjectVersion::V1_0)];
                let list = ObjectList { root: Root::new(), objects: &objects };
                let _ = black_box(options.encode_links(&list, &mut buffer));
            });
            read += 1;
        }
    }
    assert!(read > 3000, "{read}");
}

#[test]
fn by_reading() {
    let mut read = 0;
    for line in lines() {
        let Ok(case) = Case::new(&line) else { continue };
        for end in 0..=case.payload.len() {
            let payload = &case.payload[..end];
            let options = case.options();
            check(&line.id, || {
                let Ok(records) = options.records(case.format, case.target, payload) else {
                    return;
                };
                records.flatten().for_each(|record| touch(&record.value));
            });
            check(&line.id, || {
                let Ok(records) = options.records(case.format, case.target, payload) else {
                    return;
                };
                records.typed(case.schema).for_each(|record| drop(black_box(record)));
            });
            check(&line.id, || {
                view::<i64>(&case, &options, payload);
                view::<&str>(&case, &options, payload);
                view::<Text<'_>>(&case, &options, payload);
                view::<Instances<f64, 16>>(&case, &options, payload);
            });
            read += 1;
        }
    }
    println!("{read} payloads");
    assert!(read > 10_000);
}

#[test]
fn by_writing() {
    let lines = lines();
    let mut buffer = vec![0; 4096];
    for line in &lines {
        let Some((case, pack)) = meaning(line) else { continue };
        let options = case.options();
        check(&line.id, || {
            let _ = options.encoded_len(case.format, case.target, &pack);
            for size in [0, 16, 64, 4096] {
                let buffer = &mut buffer[..size];
                let _ = options.encode(case.format, case.target, &pack, buffer).map(<[u8]>::len);
                let _ = options.encode_block(case.format, case.target, &pack, size, buffer);
            }
        });
    }
}

/// A live value that takes everything and keeps nothing.
struct Anything;

impl Update for Anything {
    fn check(&self, _: Tail, _: &WireValue<'_>, _: &mut Claims) -> Result<()> {
        Ok(())
    }

    fn update(&mut self, _: Tail, value: &WireValue<'_>) -> Result<()> {
        touch(value);
        Ok(())
    }

    fn clear(&mut self, _: Tail) {}

    fn check_new(_: Tail, _: &WireValue<'_>, _: &mut Claims) -> Result<()> {
        Ok(())
    }

    fn begin(_: Tail, _: &WireValue<'_>) -> Result<Self> {
        Ok(Self)
    }
}

/// Whether the paths ascend. Where they do not, an update gathers them to find the one that came twice.
fn ascends(case: &Case<'_>) -> bool {
    let Ok(mut records) = case.options().records(case.format, case.target, case.payload) else {
        return true;
    };
    let mut record = lwm2m_codec::Record::default();
    let mut last = Path::ROOT;
    while let Ok(true) = records.next_record(&mut record) {
        if record.path <= last {
            return false;
        }
        last = record.path;
    }
    true
}

#[test]
fn by_updating() {
    let mut updates = 0;
    for line in lines() {
        let Some(case) = Case::new(&line).ok().filter(ascends) else { continue };
        let options = case.options();
        check(&line.id, || {
            let at = case.target;
            let _ = options.update(&mut Anything, at, case.format, case.target, case.payload);
            let _ = options.replace(&mut Anything, at, case.format, case.target, case.payload);
        });
        updates += 1;
    }
    assert!(updates > 500);
}
