//! Any two formats agree on any records: what one carries is read strictly as what was told, told again in the other it is
//! what that writes directly, and blocks of either are pieces of the whole.
#![allow(
    clippy::indexing_slicing,
    clippy::std_instead_of_alloc,
    clippy::std_instead_of_core,
    reason = "a test has the standard library, and may panic"
)]
#![cfg(all(
    feature = "text",
    feature = "opaque",
    feature = "cbor",
    feature = "tlv",
    feature = "lwm2m-json",
    feature = "senml-json",
    feature = "senml-cbor",
    feature = "lwm2m-cbor",
    feature = "alloc"
))]

#[path = "common/any.rs"]
mod any;

use lwm2m_codec::format::SUPPORTED;
use lwm2m_codec::{
    ContentFormat, ErrorKind, Path, Record, Timestamp, Value, encode_block, encode_to_vec,
    encoded_len, transcode_to_vec,
};
use lwm2m_vectors::Pack;
use proptest::prelude::*;

use self::any::{Resources, Types, all_same, nanos, read_typed, records, resources};

const ONE_VALUE: [ContentFormat; 3] =
    [ContentFormat::TEXT, ContentFormat::OPAQUE, ContentFormat::CBOR];
const NESTED: [ContentFormat; 2] = [ContentFormat::TLV, ContentFormat::LWM2M_CBOR];
const JSON: [ContentFormat; 4] = [
    ContentFormat::TEXT,
    ContentFormat::SENML_JSON,
    ContentFormat::SENML_ETCH_JSON,
    ContentFormat::LWM2M_JSON,
];

/// Why a format cannot carry records for a target; `None` where it must.
fn obstacle(
    format: ContentFormat,
    target: Path,
    told: &[Record<Value<'_>>],
) -> Option<&'static str> {
    let is_one = told.len() == 1 && told.iter().all(|record| record.path == target);
    let flat = !NESTED.contains(&format);
    let any = |check: fn(&Value<'_>) -> bool| told.iter().any(|record| check(&record.value));
    [
        (format == ContentFormat::TLV && target == Path::ROOT, "there is no TLV of the root"),
        (ONE_VALUE.contains(&format) && !is_one, "it holds one value"),
        (flat && any(|value| *value == Value::Empty), "D-079"),
        (
            JSON.contains(&format) && any(|v| matches!(v, Value::Float(n) if !n.is_finite())),
            "D-024, D-025",
        ),
        (
            format == ContentFormat::OPAQUE && any(|value| !matches!(value, Value::Opaque(_))),
            "D-053",
        ),
        ((!flat || ONE_VALUE.contains(&format)) && told.iter().any(|r| r.time.is_some()), "D-085"),
    ]
    .into_iter()
    .find_map(|(stands, why)| stands.then_some(why))
}

fn check(resources: &Resources, target: Path, told: &[Record<Value<'static>>]) {
    let types = Types(resources);
    let pack = Pack(told.iter().map(|record| (String::new(), record.clone())).collect());
    let written: Vec<_> = SUPPORTED
        .iter()
        .map(|&format| {
            let written = encode_to_vec(format, target, &pack);
            let why = obstacle(format, target, told);
            assert_eq!(written.is_ok(), why.is_none(), "{format} {target}: {why:?}, {written:?}");
            (format, written.map_err(|error| error.kind()))
        })
        .collect();
    for (from, payload) in &written {
        let Ok(payload) = payload else { continue };
        let read = read_typed(*from, target, payload, &types);
        assert!(matches!(&read, Ok(read) if all_same(read, told)), "{from} {target}: {read:?}");
        for (to, direct) in &written {
            let again = transcode_to_vec(*from, *to, target, payload, &types);
            assert_eq!(again.map_err(|error| error.kind()), *direct, "{from} to {to}, {target}");
        }
    }
}

/// Blocks of a size, the last one first.
fn check_blocks(target: Path, pack: &Pack<'_>, size: usize) {
    let mut buffer = vec![0; size];
    for &format in SUPPORTED {
        let Ok(whole) = encode_to_vec(format, target, pack) else { continue };
        assert_eq!(encoded_len(format, target, pack), Ok(whole.len()), "{format}");
        for (count, piece) in whole.chunks(size).enumerate().rev().take(40) {
            let block = encode_block(format, target, pack, count * size, &mut buffer);
            let block = block.expect("a block has no length to be too small");
            assert_eq!(block.bytes, piece, "{format} {target}: block {count} of {size}");
            let more = (count + 1) * size < whole.len();
            assert_eq!((block.total, block.more), (whole.len(), more), "{format} {target}");
        }
        let mut small = vec![0; whole.len() / 2];
        let refused = lwm2m_codec::encode(format, target, pack, &mut small);
        let needed = whole.len();
        let expected = if needed == 0 { Ok(()) } else { Err(ErrorKind::BufferTooSmall { needed }) };
        assert_eq!(refused.map(drop).map_err(|error| error.kind()), expected, "{format}");
    }
}

proptest! {
    // A find becomes a vector, so none is kept here.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(128) })]

    #[test]
    fn on_any_records(
        resources in resources(),
        depth in 0..=4usize,
        times in proptest::collection::vec(nanos(), 60),
        is_timed in proptest::bool::weighted(0.3),
        size in 1..200usize,
    ) {
        let all = records(&resources);
        let target = all[0].1.path.ancestor(depth);
        let time = |nanos: &Option<i64>| Timestamp::from_nanos(nanos.unwrap_or(0));
        let told: Vec<_> = all
            .into_iter()
            .zip(&times)
            .map(|((_, record), nanos)| Record { time: time(nanos).filter(|_| is_timed), ..record })
            .filter(|record| record.path.is_within(target))
            .collect();
        // D-005: an empty target is what each format says with no records.
        prop_assume!(told[0].path != target || told[0].value != Value::Empty);
        check(&resources, target, &told);
        let pack = Pack(told.into_iter().map(|record| (String::new(), record)).collect());
        check_blocks(target, &pack, size);
    }
}
