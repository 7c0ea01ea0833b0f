//! A payload told again in another format is what its records are when they are written directly, or the same error.
#![allow(clippy::std_instead_of_alloc, reason = "a test has the standard library")]
#![allow(clippy::indexing_slicing, reason = "a test may panic")]
#![cfg(all(
    feature = "text",
    feature = "opaque",
    feature = "cbor",
    feature = "tlv",
    feature = "lwm2m-json",
    feature = "senml-json",
    feature = "senml-cbor",
    feature = "lwm2m-cbor"
))]

use allocation_counter::measure;
use lwm2m_codec::format::SUPPORTED;
use lwm2m_codec::{
    ContentFormat, DataType, Encode, Error, ErrorKind, Operations, Options, Path, Record,
    ResourceDef, Schema, Slot, Value,
};
use lwm2m_vectors::{Case, Line, Pack, meaning, own, read_files};

/// The types of records, as a schema.
struct Types(Vec<(Path, DataType, bool)>);

impl Types {
    fn of(pack: &Pack<'_>) -> Self {
        let resource = |(_, record): &(String, Record<Value<'_>>)| {
            let multiple = record.path.depth() == 4 || record.value == Value::Empty;
            (record.path, record.value.data_type(), multiple)
        };
        Self(pack.0.iter().map(resource).filter(|(path, ..)| path.depth() > 2).collect())
    }
}

impl Schema for Types {
    fn resource(&self, path: Path) -> Option<ResourceDef<'_>> {
        let id = path.resource_id()?;
        // Some vectors have instances of several types.
        let same = self.0.iter().find(|(own, ..)| *own == path);
        let (_, data_type, multiple) =
            same.or_else(|| self.0.iter().find(|(own, ..)| own.ancestor(3) == path.ancestor(3)))?;
        let def = ResourceDef::new(id, "", Operations::READ_WRITE, *data_type);
        Some(if *multiple { def.multiple() } else { def })
    }
}

type Written = Result<Vec<u8>, (ErrorKind, Option<Path>)>;

fn write(options: &Options<'_>, to: ContentFormat, target: Path, value: &impl Encode) -> Written {
    let told = |error: Error| (error.kind(), error.path());
    let mut bytes = vec![0; options.encoded_len(to, target, value).map_err(told)?];
    options.encode(to, target, value, &mut bytes).map(<[u8]>::to_vec).map_err(told)
}

fn vectors() -> Vec<Line> {
    let lines = read_files([own()]).expect("the folder is part of the repository");
    lines.into_iter().flatten().collect()
}

/// A payload's errors have a path, also where those of a value have none: at what is said of a device.
fn assert_same(again: &Written, direct: &Written, way: &str) {
    match (again, direct) {
        (Err((again, Some(_))), Err((direct, None))) => assert_eq!(again, direct, "{way}"),
        _ => assert_eq!(again, direct, "{way}"),
    }
}

/// Tells a vector's payload again, and its records directly; gives both how they are written in a format.
fn both(case: &Case<'_>, pack: &Pack<'_>, to: ContentFormat, slots: usize) -> (Written, Written) {
    let (options, types) = (case.options(), Types::of(pack));
    let mut slots = vec![Slot::EMPTY; slots];
    let again = options.transcoded(case.format, case.target, case.payload, &types);
    let again = again.expect("the payload was read before").in_order(&mut slots);
    (write(&options, to, case.target, &again), write(&options, to, case.target, pack))
}

#[test]
fn every_vector_in_every_format() {
    let (mut written, mut refused) = (0, 0);
    let mut pairs = Vec::new();
    for line in vectors() {
        let Some((case, mut pack)) = meaning(&line) else { continue };
        pack.0.sort_by(|(a, first), (b, second)| {
            (a, first.path, first.time).cmp(&(b, second.path, second.time))
        });
        for &to in SUPPORTED {
            let (again, direct) = both(&case, &pack, to, 64);
            assert_same(&again, &direct, &format!("{}: {} to {to}", line.id, case.format));
            match direct {
                Ok(_) => {
                    written += 1;
                    pairs.push((case.format, to));
                }
                Err(_) => refused += 1,
            }
            check_way_back(&line, &case, &pack, to, &again, &mut pairs);
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    println!("{written} written, {refused} refused, {} pairs of formats", pairs.len());
    assert!(written > 2000 && refused > 500);
    // Directly from the three formats that the vectors are written in, or by way of them.
    assert_eq!(pairs.len(), 100);
}

/// What a format could carry comes back as it was, by way of every other that can carry it.
fn check_way_back(
    line: &Line,
    case: &Case<'_>,
    pack: &Pack<'_>,
    to: ContentFormat,
    via: &Written,
    pairs: &mut Vec<(ContentFormat, ContentFormat)>,
) {
    let Ok(via) = via else { return };
    let (options, types) = (case.options(), Types::of(pack));
    for &third in SUPPORTED {
        let Ok(again) = options.transcoded(to, case.target, via, &types) else { continue };
        let direct = write(&options, third, case.target, pack);
        if direct.is_ok() && carries_all(pack, case.target, to) {
            let again = write(&options, third, case.target, &again);
            let way = format!("{}: {} to {to} to {third}", line.id, case.format);
            assert_same(&again, &direct, &way);
            pairs.push((to, third));
        }
    }
}

/// Whether nothing gets lost without an error: an empty container that a format says nothing of (D-005, D-079).
fn carries_all(pack: &Pack<'_>, target: Path, format: ContentFormat) -> bool {
    let nested = [ContentFormat::TLV, ContentFormat::LWM2M_CBOR].contains(&format);
    let lost = |record: &Record<Value<'_>>| {
        record.value == Value::Empty && (!nested || record.path == target)
    };
    !pack.0.iter().any(|(_, record)| lost(record))
}

/// The vectors' payloads with their own types.
fn each_payload(mut run: impl FnMut(&Line, &Case<'_>, &Types)) {
    for line in vectors() {
        let Some((case, pack)) = meaning(&line) else { continue };
        run(&line, &case, &Types::of(&pack));
    }
}

#[test]
fn blocks_are_the_pieces_of_the_whole() {
    let (mut blocks, mut buffer) = (0, [0; 64]);
    each_payload(|line, case, types| {
        let (options, target) = (case.options(), case.target);
        let mut slots = [Slot::EMPTY; 64];
        let payload = options.transcoded(case.format, target, case.payload, types);
        let payload = payload.expect("the payload was read before").in_order(&mut slots);
        for &to in SUPPORTED {
            let Ok(whole) = write(&options, to, target, &payload) else { continue };
            assert_eq!(options.encoded_len(to, target, &payload), Ok(whole.len()));
            for size in [16, 64] {
                for offset in (0..whole.len()).step_by(size).rev() {
                    let buffer = &mut buffer[..size];
                    let block = options.encode_block(to, target, &payload, offset, buffer);
                    let block = block.expect("a block has no length to be too small");
                    let end = whole.len().min(offset + size);
                    assert_eq!(block.bytes, &whole[offset..end], "{} to {to}", line.id);
                    assert_eq!((block.total, block.more), (whole.len(), end < whole.len()));
                    blocks += 1;
                }
            }
        }
    });
    println!("{blocks} blocks");
    assert!(blocks > 10_000);
}

#[test]
fn nothing_is_allocated() {
    let mut buffer = vec![0; 8192];
    each_payload(|line, case, types| {
        let options = case.options();
        // Also what is cut off, and what needs slots and has none.
        for (end, room) in [(0, 64), (1, 0), (1, 64), (2, 64)] {
            let payload = &case.payload[..case.payload.len() / end.max(1) * end.min(1)];
            let allocated = measure(|| {
                let mut slots = [Slot::EMPTY; 64];
                let again = options.transcoded(case.format, case.target, payload, types);
                let Ok(again) = again else { return };
                let again = again.in_order(&mut slots[..room]);
                for &to in SUPPORTED {
                    let _ = options.encode(to, case.target, &again, &mut buffer).map(<[u8]>::len);
                }
            });
            assert_eq!(allocated.count_total, 0, "{}", line.id);
        }
    });
}
