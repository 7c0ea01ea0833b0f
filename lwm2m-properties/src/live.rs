//! A live Object of every type, and records of every type: what the bytes of a fuzzer say of them.

use std::collections::BTreeMap;

use arbitrary::{Arbitrary, Result as Made, Unstructured};
use lwm2m_codec::format::SUPPORTED;
use lwm2m_codec::{
    ContentFormat, CoreLink, DataType, Instances, Object, ObjectLink, Opaque, Options, Path,
    Record, ResourceInstanceId, Text, Time, Value, decode,
};
use lwm2m_vectors::Pack;

use crate::pair::{ById, becomes, forms, says, written};
use crate::pieces::pieces;
use crate::setting::Setting;
use crate::within::assert_within;

/// Something of every type, single and multiple, with and without a bound.
#[derive(Clone, Debug, Default, Object)]
#[lwm2m(object = 33001, version = "1.0", name = "Everything")]
pub(crate) struct Live {
    #[lwm2m(resource = 0)]
    text: Option<String>,
    #[lwm2m(resource = 1)]
    number: Option<i64>,
    #[lwm2m(resource = 2)]
    small: Option<u8>,
    #[lwm2m(resource = 3)]
    float: Option<f64>,
    #[lwm2m(resource = 4)]
    flag: Option<bool>,
    #[lwm2m(resource = 5)]
    octets: Option<Vec<u8>>,
    #[lwm2m(resource = 6)]
    time: Option<Time>,
    #[lwm2m(resource = 7)]
    link: Option<ObjectLink>,
    #[lwm2m(resource = 8)]
    unsigned: Option<u64>,
    #[lwm2m(resource = 9)]
    numbers: Option<BTreeMap<ResourceInstanceId, i64>>,
    #[lwm2m(resource = 10)]
    texts: Option<BTreeMap<ResourceInstanceId, String>>,
    #[lwm2m(resource = 11)]
    few: Option<Instances<u8, 2>>,
}

/// Where it lives.
pub(crate) const LIVE: Path = Path::instance(33001, 0);

impl Live {
    /// One that has everything.
    pub(crate) fn full() -> Self {
        let ids = [0, 7, 256].map(ResourceInstanceId::new);
        Self {
            text: Some("text".into()),
            number: Some(-1),
            small: Some(200),
            float: Some(1.5),
            flag: Some(true),
            octets: Some(b"\x00\xff".to_vec()),
            time: Some(Time(1_700_000_000)),
            link: Some(ObjectLink::new(66, 0)),
            unsigned: Some(u64::MAX),
            numbers: Some(ids.into_iter().zip([1, -300, 70_000]).collect()),
            texts: Some(ids.into_iter().zip(["a".into(), String::new(), "ä".into()]).collect()),
            few: None,
        }
    }

    /// As text: NaN is NaN there.
    fn shown(&self) -> String {
        format!("{self:?}")
    }
}

/// Applies a payload to a live Object, to an empty one and to a full one: all of it or nothing, twice as once. The
/// first byte chooses the format and whether it is a replacing Write, a [`Setting`] follows.
pub fn update(input: &[u8]) {
    let Some((&first, rest)) = input.split_first() else { return };
    let Some((setting, payload)) = Setting::split(rest) else { return };
    let Some(&format) = SUPPORTED.get(usize::from(first & 0x7f) % SUPPORTED.len()) else { return };
    let apply = |live: &mut Live| {
        let options = setting.options();
        if first & 0x80 == 0 {
            options.update(live, LIVE, format, setting.target, payload)
        } else {
            options.replace(live, LIVE, format, setting.target, payload)
        }
    };
    for before in [Live::default(), Live::full()] {
        let mut live = before.clone();
        if let Err(error) = apply(&mut live) {
            assert_within(&error, payload);
            assert_eq!(live.shown(), before.shown(), "a refused update has changed something");
            continue;
        }
        let once = live.shown();
        assert_eq!(apply(&mut live), Ok(()), "applied once");
        assert_eq!(live.shown(), once, "applied twice");
        let bytes = written(&Options::STRICT, ContentFormat::TLV, LIVE, &live);
        let bytes = bytes.expect("it has a form");
        let again = decode::<Live>(ContentFormat::TLV, LIVE, &bytes).map(|live| live.shown());
        assert_eq!(again, Ok(once), "written and read");
    }
}

/// Any records, in every format that can carry them: each agrees with each other one, and blocks are pieces of the
/// whole.
pub fn any_records(input: &[u8]) {
    let Ok(Any { target, told, size }) = Any::arbitrary(&mut Unstructured::new(input)) else {
        return;
    };
    let [first, ..] = told.as_slice() else { return };
    // D-005: an empty target is what each format says with no records.
    if first.path == target && first.value == Value::Empty {
        return;
    }
    let types = ById::multiple_by_id();
    let forms = forms(target, &told);
    for (from, payload) in &forms {
        let Ok(payload) = payload else { continue };
        says(target, &told, &types, (*from, payload));
        for (to, direct) in &forms {
            becomes(target, &types, (*from, payload), (*to, direct));
        }
    }
    let pack = Pack(told.into_iter().map(|record| (String::new(), record)).collect());
    for &format in SUPPORTED {
        pieces(&Options::STRICT, format, target, &pack, size);
    }
}

/// Records within a target, ascending by path, all with a time or none.
struct Any<'a> {
    target: Path,
    told: Vec<Record<Value<'a>>>,
    size: usize,
}

impl<'a> Arbitrary<'a> for Any<'a> {
    fn arbitrary(u: &mut Unstructured<'a>) -> Made<Self> {
        let (depth, size) = (u.int_in_range(0..=4)?, u.int_in_range(1..=200)?);
        let timed: bool = u.arbitrary()?;
        let mut told = BTreeMap::new();
        while !u.is_empty() && told.len() < 40 {
            let object = *u.choose(&[3, 33_000])?;
            let instance = *u.choose(&[0, 1, 256])?;
            let resource = *u.choose(&[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 24, 255, 256, 65_534])?;
            let path = Path::resource(object, instance, resource);
            let multiple = resource % 2 == 1;
            let path =
                if multiple { path.child(u.int_in_range(0..=300)?).unwrap_or(path) } else { path };
            let time = if timed { Some(u.arbitrary()?) } else { None };
            told.insert(path, Record { path, time, value: value(ById::data_type(path), u)? });
        }
        let target = told.keys().next().map_or(Path::ROOT, |path| path.ancestor(depth));
        let told = told.into_values().filter(|record| record.path.is_within(target)).collect();
        Ok(Self { target, told, size })
    }
}

fn value<'a>(data_type: Option<DataType>, u: &mut Unstructured<'a>) -> Made<Value<'a>> {
    Ok(match data_type {
        Some(DataType::Integer) => Value::Integer(u.arbitrary()?),
        Some(DataType::Unsigned) => Value::Unsigned(u.arbitrary()?),
        Some(DataType::Float) => Value::Float(u.arbitrary()?),
        Some(DataType::Boolean) => Value::Boolean(u.arbitrary()?),
        Some(DataType::Opaque) => Value::Opaque(Opaque::new(u.arbitrary()?)),
        Some(DataType::Time) => Value::Time(Time(u.arbitrary()?)),
        Some(DataType::ObjectLink) => {
            Value::ObjectLink(ObjectLink::new(u.arbitrary()?, u.arbitrary()?))
        }
        Some(DataType::CoreLink) => Value::CoreLink(CoreLink::from_text(Text::new(u.arbitrary()?))),
        _ => Value::String(Text::new(u.arbitrary()?)),
    })
}
