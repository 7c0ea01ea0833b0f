//! Blocks of an encoded value, in any order, are the pieces of the whole; a buffer that is too small learns how
//! large it must be.
#![allow(clippy::indexing_slicing, reason = "a test may panic")]
#![cfg(all(feature = "tlv", feature = "senml-cbor", feature = "lwm2m-cbor", feature = "alloc"))]

use lwm2m_codec::{
    ContentFormat, Encode, ErrorKind, Opaque, Options, Path, Record, Value, encode_to_vec,
};
use lwm2m_vectors::{Pack, meaning, own, read_files};

const FORMATS: [ContentFormat; 3] =
    [ContentFormat::TLV, ContentFormat::SENML_CBOR, ContentFormat::LWM2M_CBOR];

const SIZES: [usize; 7] = [16, 32, 64, 128, 256, 512, 1024];

/// Asks for every block of every size, the last one first, and for what lies behind the end.
fn check(format: ContentFormat, target: Path, options: &Options<'_>, value: &impl Encode) -> usize {
    let whole = options.encode_to_vec(format, target, value);
    let whole = whole.unwrap_or_else(|error| panic!("{format} {target}: {error}"));
    assert_eq!(options.encoded_len(format, target, value), Ok(whole.len()));
    let mut asked = 0;
    for size in SIZES {
        let blocks = whole.len() / size + 2;
        for block in (0..blocks).rev() {
            check_block(format, target, options, value, &whole, block * size, size);
        }
        asked += blocks;
    }
    check_small_buffers(format, target, options, value, &whole);
    asked
}

fn check_block(
    format: ContentFormat,
    target: Path,
    options: &Options<'_>,
    value: &impl Encode,
    whole: &[u8],
    offset: usize,
    size: usize,
) {
    let mut buffer = [0xaa; 1024];
    let block = options.encode_block(format, target, value, offset, &mut buffer[..size]);
    let block = block.expect("a block has no length to be too small");
    let from = offset.min(whole.len());
    let expected = &whole[from..whole.len().min(offset + size)];
    assert_eq!(block.bytes, expected, "{format} {target}: {size} from {offset} on");
    assert_eq!((block.total, block.more), (whole.len(), offset + size < whole.len()));
}

/// Every smaller buffer, or some where there are many.
fn check_small_buffers(
    format: ContentFormat,
    target: Path,
    options: &Options<'_>,
    value: &impl Encode,
    whole: &[u8],
) {
    let needed = whole.len();
    let mut buffer = vec![0xaa; needed + 1];
    let step = needed / 512 + 1;
    for size in (0..needed).step_by(step).chain(needed.checked_sub(1)) {
        let error = options.encode(format, target, value, &mut buffer[..size]).err();
        assert_eq!(error.map(|e| e.kind()), Some(ErrorKind::BufferTooSmall { needed }));
    }
    for size in [needed, needed + 1] {
        let bytes = options.encode(format, target, value, &mut buffer[..size]);
        assert_eq!(bytes, Ok(whole), "{format} {target}");
    }
}

#[test]
fn of_every_vector() {
    let lines = read_files([own()]).expect("the folder is part of the repository");
    let mut vectors = 0;
    let mut blocks = 0;
    for line in lines.iter().flatten() {
        // A Writer keeps no longer prefix of a device than this.
        let is_writable = |pack: &Pack<'_>| pack.0.iter().all(|(device, _)| device.len() <= 32);
        if let Some((case, pack)) = meaning(line).filter(|(_, pack)| is_writable(pack)) {
            vectors += 1;
            blocks += check(case.format, case.target, &case.options(), &pack);
        }
    }
    println!("{blocks} blocks of {vectors} vectors");
    assert!(vectors > 500);
}

/// Records with one value each, ascending.
fn pack<'v>(records: impl IntoIterator<Item = (Path, Value<'v>)>) -> Pack<'v> {
    let record = |(path, value)| (String::new(), Record { path, time: None, value });
    Pack(records.into_iter().map(record).collect())
}

/// Lengths of a value around those where a length field widens: its own, or that of a container around it.
fn lengths() -> impl Iterator<Item = usize> {
    let edges = [0..=9, 243..=257, 65_525..=65_537];
    edges.into_iter().flatten()
}

#[test]
fn of_one_value_under_containers() {
    let octets = vec![0x5a; 65_537];
    let mut shapes = 0;
    for length in lengths() {
        let value = Value::Opaque(Opaque::new(&octets[..length]));
        for (target, path) in [
            (Path::object(5), Path::resource(5, 0, 0)),
            (Path::object(5), Path::resource_instance(5, 300, 0, 300)),
            (Path::resource(5, 0, 300), Path::resource_instance(5, 0, 300, 0)),
        ] {
            let shape = pack([(path, value.clone())]);
            // Under one container the small sizes are tried with every length, else with some.
            shapes += 1;
            for format in FORMATS {
                check_edges(format, target, &shape);
            }
        }
    }
    println!("{shapes} shapes");
}

/// All blocks of the short ones; of the long ones those where headers are, and some.
fn check_edges(format: ContentFormat, target: Path, value: &Pack<'_>) {
    let options = Options::STRICT;
    let whole = encode_to_vec(format, target, value).expect("the value has a form");
    if whole.len() < 4096 {
        check(format, target, &options, value);
        return;
    }
    for size in SIZES {
        let blocks = whole.len() / size + 2;
        let edges = (0..blocks.min(4)).chain(blocks.saturating_sub(4)..blocks);
        for block in edges.chain((4..blocks).step_by(97)) {
            check_block(format, target, &options, value, &whole, block * size, size);
        }
    }
    check_small_buffers(format, target, &options, value, &whole);
}

/// Numbers of records around those where a count widens.
const COUNTS: [u16; 9] = [1, 2, 22, 23, 24, 25, 255, 256, 257];

#[test]
fn of_many_values() {
    for count in COUNTS {
        let instances =
            pack((0..count).map(|id| {
                (Path::resource_instance(3, 0, 6, id), Value::Integer(i64::from(id) * 300))
            }));
        let objects =
            pack((0..count).map(|id| (Path::resource(3303, id, 5700), Value::Float(0.1))));
        let resources =
            pack((0..count).map(|id| (Path::resource(33_000, 7, id * 255), Value::Boolean(true))));
        let empties = pack((0..count).map(|id| (Path::instance(5, id), Value::Empty)));
        for format in FORMATS {
            for target in [Path::object(3), Path::instance(3, 0), Path::resource(3, 0, 6)] {
                check(format, target, &Options::STRICT, &instances);
            }
            check(format, Path::object(3303), &Options::STRICT, &objects);
            for target in [Path::object(33_000), Path::instance(33_000, 7)] {
                check(format, target, &Options::STRICT, &resources);
            }
            check(format, Path::object(5), &Options::STRICT, &empties);
        }
        for format in [ContentFormat::SENML_CBOR, ContentFormat::LWM2M_CBOR] {
            let all: Vec<_> = [&instances.0[..], &objects.0[..], &resources.0[..]].concat();
            check(format, Path::ROOT, &Options::STRICT, &Pack(all));
        }
    }
}

#[test]
fn of_more_records_than_two_octets_count() {
    let records = pack((0..65_535).flat_map(|id| {
        (0..2).map(move |resource| (Path::resource(3303, id, resource), Value::Boolean(true)))
    }));
    for format in FORMATS {
        let target = Path::object(3303);
        let whole = encode_to_vec(format, target, &records).expect("the value has a form");
        for offset in [0, 1, 2, 3, 16, 1000, whole.len() / 2, whole.len() - 17] {
            check_block(format, target, &Options::STRICT, &records, &whole, offset, 64);
        }
    }
}
