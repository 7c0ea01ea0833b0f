//! Any Resources: of few Objects, with values of every type, those at its edges more often than others.
#![allow(dead_code, reason = "each test takes what it needs")]
#![allow(clippy::indexing_slicing, clippy::std_instead_of_core, reason = "a test may panic")]

use std::collections::BTreeMap;

use lwm2m_codec::{
    ContentFormat, CoreLink, DataType, ObjectLink, Opaque, Operations, Options, Path, Range,
    Record, ResourceDef, Schema, Text, Time, Typed, Value,
};
#[allow(unused_imports, reason = "each test takes what it needs")]
pub(crate) use lwm2m_properties::pair::{all_same, same};
use proptest::prelude::*;
use proptest::sample::select;

/// A Resource as it is written: one value, or instances.
#[derive(Clone, Debug)]
pub(crate) enum Resource {
    Single(Value<'static>),
    Multiple(DataType, BTreeMap<u16, Value<'static>>),
}

/// Resources by their paths.
pub(crate) type Resources = BTreeMap<Path, Resource>;

/// They are their own schema.
pub(crate) struct Types<'r>(pub(crate) &'r Resources);

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
pub(crate) type Told = (String, Record<Value<'static>>);

pub(crate) fn records(resources: &Resources) -> Vec<Told> {
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
pub(crate) fn id() -> impl Strategy<Value = u16> {
    prop_oneof![select(&[0, 1, 23, 24, 255, 256, 3303, 65_534][..]), 0..=65_534u16]
}

pub(crate) fn data_type() -> impl Strategy<Value = DataType> {
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
pub(crate) fn value(data_type: DataType) -> BoxedStrategy<Value<'static>> {
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

pub(crate) fn resource() -> impl Strategy<Value = Resource> {
    data_type().prop_flat_map(|data_type| {
        let instances = proptest::collection::btree_map(id(), value(data_type), 0..6);
        prop_oneof![
            3 => value(data_type).prop_map(Resource::Single),
            1 => instances.prop_map(move |instances| Resource::Multiple(data_type, instances)),
        ]
    })
}

/// Resources of few Objects and Instances, so that containers have several children.
pub(crate) fn resources() -> impl Strategy<Value = Resources> {
    let path = (select(&[3, 33_000][..]), select(&[0, 1, 256][..]), id());
    let path =
        path.prop_map(|(object, instance, resource)| Path::resource(object, instance, resource));
    proptest::collection::btree_map(path, resource(), 1..12)
}

pub(crate) fn into_static(value: Value<'_>) -> Value<'static> {
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

/// Times: none, whole seconds, fractions, and the ends of all time.
pub(crate) fn nanos() -> impl Strategy<Value = Option<i64>> {
    const S: i64 = 1_000_000_000;
    prop_oneof![
        2 => Just(None),
        1 => select(&[0, 1, -1, S / 2, i64::MAX, -i64::MAX, (1 << 28) * S][..]).prop_map(Some),
        2 => (-4_000_000_000..4_000_000_000i64).prop_map(|seconds| Some(seconds * S)),
        2 => (0..8_000_000_000_000_000i64).prop_map(Some),
        2 => any::<i64>().prop_map(|nanos| Some(nanos.max(-i64::MAX))),
    ]
}

/// Octets that decide how something is spelled; when they are used up, the first way.
pub(crate) struct Choices<'c>(core::slice::Iter<'c, u8>);

impl<'c> Choices<'c> {
    pub(crate) fn new(octets: &'c [u8]) -> Self {
        Self(octets.iter())
    }

    /// One of so many ways.
    pub(crate) fn next(&mut self, ways: usize) -> usize {
        self.0.next().map_or(0, |&octet| usize::from(octet) % ways)
    }

    /// Puts things into any order.
    pub(crate) fn shuffle<T>(&mut self, things: &mut [T]) {
        for place in 1..things.len() {
            let other = place - self.next(place + 1);
            things.swap(place, other);
        }
    }

    /// A place where text can be cut.
    pub(crate) fn cut(&mut self, text: &str) -> usize {
        let places: Vec<_> =
            text.char_indices().map(|(place, _)| place).chain([text.len()]).collect();
        places[self.next(places.len())]
    }
}

/// Octets for [`Choices`].
pub(crate) fn choices() -> impl Strategy<Value = Vec<u8>> {
    proptest::collection::vec(any::<u8>(), 0..200)
}

/// The records of a payload, strictly read, typed by their schema.
pub(crate) fn read_typed(
    format: ContentFormat,
    target: Path,
    payload: &[u8],
    types: &Types<'_>,
) -> lwm2m_codec::Result<Vec<Record<Value<'static>>>> {
    let typed = Options::STRICT.records(format, target, payload)?.typed(types);
    let owned = |record: Record<Typed<'_>>| match record.value {
        Typed::Known(value) => {
            Record { path: record.path, time: record.time, value: into_static(value) }
        }
        Typed::Unknown(_) => panic!("{} is not known", record.path),
    };
    typed.map(|record| record.map(owned)).collect()
}
