//! Nothing is allocated by reading links, by refusing them, by writing them: over every vector and every cut of it.
#![allow(clippy::indexing_slicing, reason = "a test may panic")]

use core::hint::black_box;

use allocation_counter::measure;
use lwm2m_codec::link::{ObjectList, Registered, Root};
use lwm2m_codec::{ObjectId, ObjectVersion, Options, Path, Version};
use lwm2m_vectors::{Kind, own, read_files};

/// Runs it, and wants no allocation at all.
#[track_caller]
fn check(id: &str, run: impl FnOnce()) {
    let allocated = measure(run);
    assert_eq!(allocated.count_total, 0, "{id}: {} bytes", allocated.bytes_total);
}

/// Every vector of links and every cut of it, as anything that it could be.
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
