//! Records that a definition permits, their bytes, and what comes back.

use std::collections::{BTreeMap, BTreeSet};

use lwm2m_codec::format::SUPPORTED;
use lwm2m_codec::{
    ContentFormat, Encode, Error, ErrorKind, ObjectDef, Path, Record, ResourceDef, Result, Schema,
    Typed, Value, encode_to_vec, records,
};
use proptest::collection::{btree_map, btree_set};
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, TestCaseError, TestRunner};

use crate::values;

/// What an operation on `target` carries.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub(crate) target: Path,
    pub(crate) records: Vec<Record<Value<'static>>>,
}

/// Formats that hold one value, of a Resource or a Resource Instance.
pub(crate) const ONE_VALUE: [ContentFormat; 3] =
    [ContentFormat::TEXT, ContentFormat::OPAQUE, ContentFormat::CBOR];

/// Formats that hold whatever lies below an Object.
pub(crate) fn whole_formats() -> impl Iterator<Item = ContentFormat> + Clone {
    SUPPORTED.iter().copied().filter(|format| !ONE_VALUE.contains(format))
}

impl Case {
    /// Whether a format can say it: JSON has no NaN and no infinities (D-025), and nothing but TLV and LwM2M CBOR
    /// can say that a multiple Resource has no instances (D-079). TLV says nothing of the Object.
    pub(crate) fn fits(&self, format: ContentFormat) -> bool {
        (self.target != Path::ROOT || format != ContentFormat::TLV)
            && self.records.iter().all(|record| fits(format, &record.value))
    }

    /// The same without NaN, which is equal to nothing.
    pub(crate) fn without_nan(mut self) -> Self {
        for record in &mut self.records {
            if let Value::Float(number) = &mut record.value
                && number.is_nan()
            {
                *number = f64::INFINITY;
            }
        }
        self
    }
}

/// Whether a format has a form for a value.
pub(crate) fn fits(format: ContentFormat, value: &Value<'_>) -> bool {
    let json = [
        ContentFormat::TEXT,
        ContentFormat::SENML_JSON,
        ContentFormat::SENML_ETCH_JSON,
        ContentFormat::LWM2M_JSON,
    ];
    match value {
        Value::Empty => [ContentFormat::TLV, ContentFormat::LWM2M_CBOR].contains(&format),
        Value::Float(number) if !number.is_finite() => {
            format != ContentFormat::OPAQUE && !json.contains(&format)
        }
        Value::Opaque(_) => true,
        _ => format != ContentFormat::OPAQUE,
    }
}

/// The records of a payload, each with the type that its definition says.
pub(crate) fn read<'a>(
    format: ContentFormat,
    target: Path,
    payload: &'a [u8],
    schema: impl Schema,
) -> Result<Vec<Record<Value<'a>>>> {
    let typed = records(format, target, payload)?.typed(schema);
    let known = typed.map(|record| {
        let Record { path, time, value } = record?;
        match value {
            Typed::Known(value) => Ok(Record { path, time, value }),
            Typed::Unknown(_) => Err(Error::from(ErrorKind::NotPermitted).within(path)),
        }
    });
    known.collect()
}

/// Whether records are the same, bit by bit: `-0` is not `0`, and NaN is NaN.
pub(crate) fn same(left: &[Record<Value<'_>>], right: &[Record<Value<'_>>]) -> bool {
    let value = |left: &Value<'_>, right: &Value<'_>| match (left, right) {
        (Value::Float(left), Value::Float(right)) => {
            left.to_bits() == right.to_bits() || left.is_nan() && right.is_nan()
        }
        _ => left == right,
    };
    left.len() == right.len()
        && left.iter().zip(right).all(|(left, right)| {
            left.path == right.path && left.time == right.time && value(&left.value, &right.value)
        })
}

/// Fails where a result is not what [`Case::fits`] says, with the format and the error.
pub(crate) fn encoded(
    format: ContentFormat,
    target: Path,
    value: &(impl Encode + ?Sized),
    fits: bool,
) -> std::result::Result<Option<Vec<u8>>, TestCaseError> {
    match encode_to_vec(format, target, value) {
        Ok(bytes) if fits => Ok(Some(bytes)),
        Err(error)
            if !fits
                && (matches!(error.kind(), ErrorKind::NotExpressible(_))
                    || target == Path::ROOT && error.kind() == ErrorKind::UnsupportedTarget) =>
        {
            Ok(None)
        }
        other => Err(TestCaseError::fail(format!("{format} at {target}, fits: {fits}: {other:?}"))),
    }
}

/// Runs a check over cases of a definition; a failure shows the smallest case.
pub(crate) fn run(
    def: &'static ObjectDef<'static>,
    cases: u32,
    check: impl Fn(Case) -> std::result::Result<(), TestCaseError>,
) {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    if let Err(error) = TestRunner::new(config).run(&case(def), check) {
        panic!("object {}, {}, version {}: {error}", def.id, def.name, def.version);
    }
}

/// What a definition permits: one instance, or some of an Object that may have several; asked for by different paths.
fn case(def: &'static ObjectDef<'static>) -> impl Strategy<Value = Case> {
    let instance = || def.resources.iter().filter_map(resource).collect::<Vec<_>>();
    let instances = if def.multiple { 3 } else { 1 };
    let ids = if def.multiple {
        btree_set(id(), 1..=3).boxed()
    } else {
        Just(BTreeSet::from([0])).boxed()
    };
    let all: Vec<_> = (0..instances).map(|_| instance()).collect();
    (ids, all, 0..3_usize).prop_map(|(ids, instances, depth)| {
        let object = Path::object(def.id.get());
        let target = match (depth, ids.first()) {
            (0, _) => Path::ROOT,
            (1, Some(id)) if ids.len() == 1 => Path::instance(def.id.get(), *id),
            _ => object,
        };
        let mut records = Vec::new();
        for (id, resources) in ids.iter().zip(instances) {
            let resources = resources.into_iter().flatten();
            records.extend(resources.flat_map(|(resource, values)| {
                let at = Path::resource(def.id.get(), *id, resource);
                values.placed(at)
            }));
        }
        Case { target, records }
    })
}

/// What a Resource has.
#[derive(Clone, Debug)]
enum Values {
    One(Value<'static>),
    Instances(Vec<(u16, Value<'static>)>),
}

impl Values {
    fn placed(self, at: Path) -> Vec<Record<Value<'static>>> {
        let record = |path, value| Record { path, time: None, value };
        match self {
            Self::One(value) => vec![record(at, value)],
            Self::Instances(values) if values.is_empty() => vec![record(at, Value::Empty)],
            Self::Instances(values) => {
                let placed = values.into_iter();
                placed.filter_map(|(id, value)| Some(record(at.child(id)?, value))).collect()
            }
        }
    }
}

/// Values of a Resource, perhaps none; `None` for one that is executable.
fn resource(def: &ResourceDef<'_>) -> Option<BoxedStrategy<Option<(u16, Values)>>> {
    // Some definitions name a type for what is executable.
    let value = values::of(def.data_type).filter(|_| !def.operations.executable())?;
    let values = if def.multiple {
        // Once in a while no instances, which most formats have no form for.
        prop_oneof![
            20 => btree_map(id(), value, 1..=6),
            1 => Just(BTreeMap::new()),
        ]
        .prop_map(|values| Values::Instances(values.into_iter().collect()))
        .boxed()
    } else {
        value.prop_map(Values::One).boxed()
    };
    let id = def.id.get();
    Some(weighted(0.5, values.prop_map(move |values| (id, values))).boxed())
}

/// Ids of instances.
fn id() -> impl Strategy<Value = u16> {
    prop_oneof![
        4 => 0..4_u16,
        2 => select(vec![23, 24, 255, 256, 65533, 65534_u16]),
        1 => 0..65535_u16,
    ]
}
