//! What is written reads as what it was, strictly and in every format; and two formats of one value agree (PAY-14).
#![allow(clippy::std_instead_of_alloc, reason = "a test has the standard library")]
#![cfg(all(feature = "tlv", feature = "senml-cbor", feature = "lwm2m-cbor", feature = "alloc"))]

use std::collections::{BTreeMap, BTreeSet};

use lwm2m_codec::format::SUPPORTED;
use lwm2m_codec::{
    ContentFormat, CoreLink, DataType, ObjectLink, Opaque, Operations, Options, Path, Range,
    Record, ResourceDef, Schema, Text, Time, Timestamp, Typed, Value,
};
use lwm2m_vectors::Pack;
use proptest::prelude::*;
use proptest::sample::select;

const NESTED: [ContentFormat; 2] = [ContentFormat::TLV, ContentFormat::LWM2M_CBOR];

/// A Resource as it is written: one value, or instances.
#[derive(Clone, Debug)]
enum Resource {
    Single(Value<'static>),
    Multiple(DataType, BTreeMap<u16, Value<'static>>),
}

/// Resources by their paths.
type Resources = BTreeMap<Path, Resource>;

/// They are their own schema.
struct Types<'r>(&'r Resources);

impl Schema for Types<'_> {
    fn resource(&self, path: Path) -> Option<ResourceDef<'_>> {
        let resource = self.0.get(&path.ancestor(3))?;
        let (data_type, multiple) = match resource {
            Resource::Single(value) => (value.data_type(), false),
            Resource::Multiple(data_type, _) => (*data_type, true),
        };
        Some(ResourceDef {
            id: path.resource_id()?,
            name: "",
            operations: Operations::READ_WRITE,
            multiple,
            mandatory: false,
            data_type,
            range: Range::Any,
            unit: "",
        })
    }
}

/// One record, and the device that it is of.
type Told = (String, Record<Value<'static>>);

fn records(resources: &Resources) -> Vec<Told> {
    let mut records = Vec::new();
    let mut tell = |path, value| {
        records.push((String::new(), Record { path, time: None, value }));
    };
    for (path, resource) in resources {
        match resource {
            Resource::Single(value) => tell(*path, value.clone()),
            Resource::Multiple(_, instances) if instances.is_empty() => tell(*path, Value::Empty),
            Resource::Multiple(_, instances) => {
                for (id, value) in instances {
                    tell(path.child(*id).expect("a fourth id"), value.clone());
                }
            }
        }
    }
    records
}

/// Ids at which something widens, and any.
fn id() -> impl Strategy<Value = u16> {
    prop_oneof![select(&[0, 1, 23, 24, 255, 256, 3303, 65_534][..]), 0..=65_534u16]
}

fn data_type() -> impl Strategy<Value = DataType> {
    select(
        &[
            DataType::String,
            DataType::Integer,
            DataType::Unsigned,
            DataType::Float,
            DataType::Boolean,
            DataType::Opaque,
            DataType::Time,
            DataType::ObjectLink,
            DataType::CoreLink,
        ][..],
    )
}

/// Integers at which a form widens.
const INTEGERS: [i64; 21] = [
    0,
    1,
    -1,
    23,
    24,
    -24,
    -25,
    127,
    128,
    -128,
    -129,
    255,
    256,
    32_767,
    32_768,
    -32_769,
    65_536,
    -2_147_483_649,
    4_294_967_295,
    i64::MIN,
    i64::MAX,
];

/// Values of a type, those at its edges more often than others.
fn value(data_type: DataType) -> BoxedStrategy<Value<'static>> {
    let integer = prop_oneof![select(&INTEGERS[..]), any::<i64>()];
    let octets = |length: usize| proptest::collection::vec(any::<u8>(), length);
    let length = prop_oneof![20 => select(&[0usize, 1, 7, 8, 23, 24, 255, 256][..]), 1 => 65_530..65_540usize];
    let text = proptest::collection::vec(any::<char>(), 0..40).prop_map(String::from_iter);
    match data_type {
        DataType::Integer => integer.prop_map(Value::Integer).boxed(),
        DataType::Time => integer.prop_map(|seconds| Value::Time(Time(seconds))).boxed(),
        DataType::Unsigned => {
            prop_oneof![select(&[0, 127, 128, 255, 256, 1 << 63, u64::MAX][..]), any::<u64>()]
                .prop_map(Value::Unsigned)
                .boxed()
        }
        DataType::Float => prop_oneof![
            select(&[0.0, -0.0, 1.5, 0.1, f64::MAX, f64::MIN_POSITIVE, 5e-324, 16_777_217.0][..]),
            select(&[f64::NAN, f64::INFINITY, f64::NEG_INFINITY][..]),
            any::<f32>().prop_map(f64::from),
            any::<f64>(),
        ]
        .prop_map(Value::Float)
        .boxed(),
        DataType::Boolean => any::<bool>().prop_map(Value::Boolean).boxed(),
        DataType::Opaque => {
            let opaque = |octets: Vec<u8>| Value::Opaque(Opaque::from(octets));
            length.prop_flat_map(octets).prop_map(opaque).boxed()
        }
        DataType::ObjectLink => any::<(u16, u16)>()
            .prop_map(|(object, instance)| Value::ObjectLink(ObjectLink::new(object, instance)))
            .boxed(),
        DataType::CoreLink => {
            text.prop_map(|text| Value::CoreLink(CoreLink::from_text(Text::from(text)))).boxed()
        }
        _ => prop_oneof![Just(String::new()), Just("a\0".into()), text]
            .prop_map(|text| Value::String(Text::from(text)))
            .boxed(),
    }
}

fn resource() -> impl Strategy<Value = Resource> {
    data_type().prop_flat_map(|data_type| {
        let instances = proptest::collection::btree_map(id(), value(data_type), 0..6);
        prop_oneof![
            3 => value(data_type).prop_map(Resource::Single),
            1 => instances.prop_map(move |instances| Resource::Multiple(data_type, instances)),
        ]
    })
}

/// Resources of few Objects and Instances, so that containers have several children.
fn resources() -> impl Strategy<Value = Resources> {
    let path = (select(&[3, 33_000][..]), select(&[0, 1, 256][..]), id());
    let path =
        path.prop_map(|(object, instance, resource)| Path::resource(object, instance, resource));
    proptest::collection::btree_map(path, resource(), 1..12)
}

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

fn into_static(value: Value<'_>) -> Value<'static> {
    match value {
        Value::String(text) => Value::String(text.into_owned()),
        Value::Opaque(octets) => Value::Opaque(octets.into_owned()),
        Value::CoreLink(links) => Value::CoreLink(links.into_owned()),
        Value::Integer(number) => Value::Integer(number),
        Value::Unsigned(number) => Value::Unsigned(number),
        Value::Float(number) => Value::Float(number),
        Value::Boolean(boolean) => Value::Boolean(boolean),
        Value::Time(time) => Value::Time(time),
        Value::ObjectLink(link) => Value::ObjectLink(link),
        Value::Empty => Value::Empty,
        other => panic!("no such value was written: {other}"),
    }
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

/// Times: none, whole seconds, fractions, and the ends of all time.
fn nanos() -> impl Strategy<Value = Option<i64>> {
    const S: i64 = 1_000_000_000;
    prop_oneof![
        2 => Just(None),
        1 => select(&[0, 1, -1, S / 2, i64::MAX, -i64::MAX, (1 << 28) * S][..]).prop_map(Some),
        2 => (-4_000_000_000..4_000_000_000i64).prop_map(|seconds| Some(seconds * S)),
        2 => (0..8_000_000_000_000_000i64).prop_map(Some),
        2 => any::<i64>().prop_map(|nanos| Some(nanos.max(-i64::MAX))),
    ]
}
