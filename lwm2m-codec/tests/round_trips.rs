//! What is written reads as what it was, strictly and in every format; and two formats of one value agree (PAY-14).
#![allow(clippy::std_instead_of_alloc, reason = "a test has the standard library")]
#![cfg(all(feature = "tlv", feature = "senml-cbor", feature = "lwm2m-cbor", feature = "alloc"))]

#[path = "common/any.rs"]
mod any;

use std::collections::{BTreeMap, BTreeSet};

use lwm2m_codec::format::SUPPORTED;
use lwm2m_codec::{ContentFormat, Options, Path, Record, Timestamp, Typed, Value};
use lwm2m_vectors::Pack;
use proptest::prelude::*;
use proptest::sample::select;

use self::any::{Resource, Resources, Told, Types, into_static, nanos, records, resources};

const NESTED: [ContentFormat; 2] = [ContentFormat::TLV, ContentFormat::LWM2M_CBOR];

/// The same, told of the first record's path down to some level.
fn told() -> impl Strategy<Value = (Resources, usize)> {
    (resources(), 0..=3usize)
}

/// Writes records and reads them again.
fn round_trip(format: ContentFormat, target: Path, told: &[Told], types: &Types<'_>) -> Vec<Told> {
    let bytes = lwm2m_codec::encode_to_vec(format, target, &Pack(told.to_vec()));
    let bytes = bytes.unwrap_or_else(|error| panic!("{format} {target}: {error}"));
    let records = Options::STRICT.records(format, target, &bytes);
    let mut records = records.unwrap_or_else(|e| panic!("{format}: {e}")).typed(types);
    let mut read = Vec::new();
    while let Some(record) = records.next() {
        let record = record.unwrap_or_else(|error| panic!("{format} {target}: {error}"));
        let Typed::Known(value) = record.value else { panic!("{} is not known", record.path) };
        let value = into_static(value);
        let device = records.prefix().chars().collect();
        read.push((device, Record { path: record.path, time: record.time, value }));
    }
    read
}

/// The same records: bit by bit, save that NaN is NaN and that no time is time 0.
fn assert_same(format: ContentFormat, read: &[Told], told: &[Told]) {
    assert_eq!(read.len(), told.len(), "{format}: {read:?}");
    for ((read_device, read), (told_device, told)) in read.iter().zip(told) {
        let time = |record: &Record<Value<'_>>| record.time.map_or(0, Timestamp::nanos);
        let same = match (&read.value, &told.value) {
            (Value::Float(a), Value::Float(b)) => {
                a.to_bits() == b.to_bits() || a.is_nan() && b.is_nan()
            }
            (a, b) => a == b,
        };
        let placed = (read_device, read.path, time(read)) == (told_device, told.path, time(told));
        assert!(same && placed, "{format}: {read_device} {read:?}, {told_device} {told:?}");
    }
}

/// The flat formats that have a form for these values: JSON has no NaN and no infinities (D-025).
fn packs(told: &[Told]) -> impl Iterator<Item = ContentFormat> + use<> {
    let is_finite = |(_, record): &Told| match record.value {
        Value::Float(number) => number.is_finite(),
        _ => true,
    };
    let json = [ContentFormat::SENML_JSON, ContentFormat::LWM2M_JSON];
    let json = json.into_iter().filter(|format| SUPPORTED.contains(format));
    let is_json = told.iter().all(is_finite);
    [ContentFormat::SENML_CBOR].into_iter().chain(json.filter(move |_| is_json))
}

/// What SenML has a form for.
fn without_empties(told: &[Told]) -> Vec<Told> {
    told.iter().filter(|(_, record)| record.value != Value::Empty).cloned().collect()
}

/// What lies within a target.
fn within(told: &[Told], target: Path) -> Vec<Told> {
    told.iter().filter(|(_, record)| record.path.is_within(target)).cloned().collect()
}

proptest! {
    // A find becomes a vector, so none is kept here.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn any_resources((resources, depth) in told()) {
        let types = Types(&resources);
        let all = records(&resources);
        let target = all[0].1.path.ancestor(depth);
        let asked = within(&all, target);
        for format in NESTED {
            if format == ContentFormat::TLV && depth == 0 {
                continue;
            }
            // D-005: an empty target is an empty map.
            let is_empty = |(_, record): &Told| record.path == target;
            if format == ContentFormat::LWM2M_CBOR && asked.iter().any(is_empty) {
                prop_assume!(asked[0].1.value != Value::Empty);
            }
            assert_same(format, &round_trip(format, target, &all, &types), &asked);
        }
        let flat = without_empties(&asked);
        prop_assume!(depth < 3 || !flat.is_empty());
        for format in packs(&flat) {
            assert_same(format, &round_trip(format, target, &flat, &types), &flat);
        }
    }

    #[test]
    fn from_one_format_to_the_next((resources, depth) in told()) {
        let types = Types(&resources);
        let mut told = without_empties(&records(&resources));
        prop_assume!(!told.is_empty());
        let target = told[0].1.path.ancestor(depth.max(1));
        told = within(&told, target);
        let first = told.clone();
        for format in [ContentFormat::TLV, ContentFormat::SENML_CBOR, ContentFormat::LWM2M_CBOR] {
            told = round_trip(format, target, &told, &types);
        }
        assert_same(ContentFormat::LWM2M_CBOR, &told, &first);
    }

    #[test]
    fn any_order_time_and_device(
        resources in resources(),
        seeds in proptest::collection::vec((nanos(), select(&["", "d1", "gateway-2"][..]), any::<u32>()), 60),
    ) {
        let types = Types(&resources);
        let mut told: Vec<_> = without_empties(&records(&resources))
            .into_iter()
            .zip(seeds)
            .map(|((_, record), (nanos, device, order))| {
                let time = nanos.and_then(Timestamp::from_nanos);
                (order, (device.to_string(), Record { time, ..record }))
            })
            .collect();
        told.sort_by_key(|(order, _)| *order);
        let told: Vec<_> = told.into_iter().map(|(_, told)| told).collect();
        for format in packs(&told).filter(|&format| format != ContentFormat::LWM2M_JSON) {
            assert_same(format, &round_trip(format, Path::ROOT, &told, &types), &told);
        }
    }

    #[test]
    fn any_history(times in proptest::collection::vec(nanos(), 1..20)) {
        let path = Path::resource(3303, 0, 5700);
        let mut seen = BTreeSet::new();
        let told: Vec<Told> = times
            .into_iter()
            .filter(|nanos| seen.insert(nanos.unwrap_or(0)))
            .map(|nanos| {
                let time = nanos.and_then(Timestamp::from_nanos);
                (String::new(), Record { path, time, value: Value::Float(0.5) })
            })
            .collect();
        let resources = BTreeMap::from([(path, Resource::Single(Value::Float(0.5)))]);
        for format in packs(&told) {
            assert_same(format, &round_trip(format, path, &told, &Types(&resources)), &told);
        }
    }
}
