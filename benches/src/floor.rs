//! Floors: hand-written, safe, zero-copy walks over one format each, the least work there is.
//! A decode parses, resolves every name to a numeric path, types and reads every leaf and emits one full record a
//! leaf; an encode goes from records in memory to bytes, and learns its target at run time. No error detail, escapes, tags, indefinite lengths or limits.

mod cbor;
mod input;
mod json;
pub mod link;
pub mod lwm2m_cbor;
pub mod lwm2m_json;
mod name;
mod output;
pub mod senml_cbor;
pub mod senml_json;
pub mod single;
pub mod tlv;

pub(crate) use name::{Name, Names};
use output::{Backward, Forward};

/// One leaf of a payload.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Record<'a> {
    /// Where it lies.
    pub path: Path,
    /// Its typed value.
    pub value: Value<'a>,
    /// Seconds since 1970, or 0.
    pub time: f64,
}

/// Up to four ids; those beyond the depth are 65535.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Path {
    /// Object, Object Instance, Resource, Resource Instance.
    pub ids: [u16; 4],
    /// How many of them count.
    pub depth: u8,
}

/// A typed value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value<'a> {
    /// Nothing: CBOR's null, or a SenML record without value.
    None,
    /// An Integer or a Time.
    Integer(i64),
    /// A Float.
    Float(f64),
    /// A String.
    Text(&'a str),
    /// An Opaque.
    Opaque(&'a [u8]),
    /// A Boolean.
    Boolean(bool),
    /// An Objlnk: object id and instance id.
    ObjectLink(u16, u16),
}

/// The payload is none, or the buffer is too small. A floor says no more.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Malformed;

/// The floors' result.
pub type Result<T> = core::result::Result<T, Malformed>;

impl Path {
    /// No id at all.
    pub const ROOT: Self = Self { ids: [u16::MAX; 4], depth: 0 };

    /// `/object`.
    #[must_use]
    pub const fn object(object: u16) -> Self {
        Self { ids: [object, u16::MAX, u16::MAX, u16::MAX], depth: 1 }
    }

    /// `/object/instance`.
    #[must_use]
    pub const fn instance(object: u16, instance: u16) -> Self {
        Self { ids: [object, instance, u16::MAX, u16::MAX], depth: 2 }
    }

    /// `/object/instance/resource`.
    #[must_use]
    pub const fn resource(object: u16, instance: u16, resource: u16) -> Self {
        Self { ids: [object, instance, resource, u16::MAX], depth: 3 }
    }

    /// `/object/instance/resource/resource_instance`.
    #[must_use]
    pub const fn resource_instance(
        object: u16,
        instance: u16,
        resource: u16,
        resource_instance: u16,
    ) -> Self {
        Self { ids: [object, instance, resource, resource_instance], depth: 4 }
    }

    /// Built once a leaf from one word, the first id highest and unused lanes 65535: storing ids one by one and
    /// loading them together would stall.
    #[inline(always)]
    #[expect(clippy::cast_possible_truncation, reason = "each cast takes one lane of the word")]
    const fn from_lanes(lanes: u64, depth: u8) -> Self {
        let ids = [(lanes >> 48) as u16, (lanes >> 32) as u16, (lanes >> 16) as u16, lanes as u16];
        Self { ids, depth }
    }

    /// The same from `depth` ids, at least one, the last one lowest.
    #[inline(always)]
    const fn from_packed(packed: u64, depth: u8) -> Self {
        let unused = 16 * (4 - depth as u32);
        Self::from_lanes(packed << unused | ((1 << unused) - 1), depth)
    }

    /// How many leading ids two paths share, looking at the first three.
    #[inline(always)]
    fn common(&self, other: &Self) -> usize {
        match (self.ids, other.ids) {
            ([a, ..], [b, ..]) if a != b => 0,
            ([_, a, ..], [_, b, ..]) if a != b => 1,
            ([.., a, _], [.., b, _]) if a != b => 2,
            _ => 3,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workload;

    #[test]
    fn w1_is_the_device_of_the_standard() {
        use Value::{Integer, Text};
        let expected = [
            (Path::resource(3, 0, 0), Text("Open Mobile Alliance")),
            (Path::resource(3, 0, 1), Text("Lightweight M2M Client")),
            (Path::resource(3, 0, 2), Text("345000123")),
            (Path::resource(3, 0, 3), Text("1.0")),
            (Path::resource_instance(3, 0, 6, 0), Integer(1)),
            (Path::resource_instance(3, 0, 6, 1), Integer(5)),
            (Path::resource_instance(3, 0, 7, 0), Integer(3800)),
            (Path::resource_instance(3, 0, 7, 1), Integer(5000)),
            (Path::resource_instance(3, 0, 8, 0), Integer(125)),
            (Path::resource_instance(3, 0, 8, 1), Integer(900)),
            (Path::resource(3, 0, 9), Integer(100)),
            (Path::resource(3, 0, 10), Integer(15)),
            (Path::resource_instance(3, 0, 11, 0), Integer(0)),
            (Path::resource(3, 0, 13), Integer(1_367_491_215)),
            (Path::resource(3, 0, 14), Text("+02:00")),
            (Path::resource(3, 0, 16), Text("U")),
        ]
        .map(|(path, value)| Record { path, value, time: 0.0 });
        let target = Path::instance(3, 0);
        assert_eq!(
            collect(|emit| tlv::decode(workload::W1_TLV, target, workload::device, emit)),
            expected
        );
        assert_eq!(collect(|emit| senml_cbor::decode(workload::W1_SENML_CBOR, emit)), expected);
        assert_eq!(collect(|emit| lwm2m_cbor::decode(workload::W1_LWM2M_CBOR, emit)), expected);
        assert_eq!(collect(|emit| senml_json::decode(workload::W1_SENML_JSON, emit)), expected);
        assert_eq!(collect(|emit| lwm2m_json::decode(workload::W1_LWM2M_JSON, emit)), expected);
    }

    #[test]
    fn w2_and_w3_are_histories_and_instances() {
        for (senml, lwm2m, count) in [
            (workload::W2_SENML_CBOR, workload::W2_LWM2M_CBOR, 10),
            (workload::W3_SENML_CBOR, workload::W3_LWM2M_CBOR, 1000),
        ] {
            let history = collect(|emit| senml_cbor::decode(senml, emit));
            let instances = collect(|emit| lwm2m_cbor::decode(lwm2m, emit));
            assert_eq!((history.len(), instances.len()), (count, count));
            let mut time = 1_700_000_000.0;
            for ((timed, instance), id) in history.iter().zip(&instances).zip(0..) {
                assert_eq!((timed.path, timed.time), (Path::resource(3303, 0, 5700), time));
                assert_eq!(instance.path, Path::resource(3303, id, 5700));
                assert_eq!(timed.value, instance.value);
                time += 60.0;
            }
        }
        for (json, cbor) in [
            (workload::W2_SENML_JSON, workload::W2_SENML_CBOR),
            (workload::W3_SENML_JSON, workload::W3_SENML_CBOR),
        ] {
            let records = collect(|emit| senml_cbor::decode(cbor, emit));
            assert_eq!(collect(|emit| senml_json::decode(json, emit)), records);
        }
        assert_eq!(
            collect(|emit| senml_cbor::decode(workload::W3N_SENML_CBOR, emit)),
            collect(|emit| lwm2m_cbor::decode(workload::W3_LWM2M_CBOR, emit))
        );
    }

    #[test]
    fn w4_is_one_opaque() {
        for length in [64, workload::W4_OPAQUE.len()] {
            let value = Value::Opaque(workload::W4_OPAQUE.get(..length).unwrap_or(&[]));
            let expected = [Record { path: Path::resource(5, 0, 0), value, time: 0.0 }];
            let (tlv, senml, lwm2m) = (
                workload::w4_tlv(length),
                workload::w4_senml_cbor(length),
                workload::w4_lwm2m_cbor(length),
            );
            let target = Path::instance(5, 0);
            assert_eq!(
                collect(|emit| tlv::decode(&tlv, target, workload::firmware, emit)),
                expected
            );
            assert_eq!(collect(|emit| senml_cbor::decode(&senml, emit)), expected);
            assert_eq!(collect(|emit| lwm2m_cbor::decode(&lwm2m, emit)), expected);
        }
    }

    #[test]
    fn w5_is_one_float() {
        let path = Path::resource(3303, 0, 5700);
        let expected = Ok(Record { path, value: Value::Float(23.47), time: 0.0 });
        let float = workload::temperature(5700);
        assert_eq!(single::cbor(workload::W5_CBOR, path, float), expected);
        assert_eq!(single::text(workload::W5_TEXT, path, float), expected);
    }

    #[test]
    fn w7_is_the_same_in_every_format() {
        let target = Path::object(3303);
        let records =
            collect(|emit| tlv::decode(workload::W7_TLV, target, workload::temperature, emit));
        assert_eq!(records.len(), 300);
        assert_eq!(collect(|emit| senml_cbor::decode(workload::W7_SENML_CBOR, emit)), records);
        assert_eq!(collect(|emit| lwm2m_cbor::decode(workload::W7_LWM2M_CBOR, emit)), records);
        assert_eq!(collect(|emit| senml_json::decode(workload::W7_SENML_JSON, emit)), records);
        assert_eq!(collect(|emit| lwm2m_json::decode(workload::W7_LWM2M_JSON, emit)), records);
    }

    #[test]
    fn what_is_written_is_the_payload() {
        let device = collect(|emit| senml_cbor::decode(workload::W1_SENML_CBOR, emit));
        let history = collect(|emit| senml_cbor::decode(workload::W3_SENML_CBOR, emit));
        let sensors = collect(|emit| senml_cbor::decode(workload::W7_SENML_CBOR, emit));
        let (instance, object) = (Path::instance(3, 0), Path::object(3303));
        let resource = Path::resource(3303, 0, 5700);
        written(workload::W1_TLV, |buffer| tlv::encode(buffer, &device, instance));
        written(workload::W7_TLV, |buffer| tlv::encode(buffer, &sensors, object));
        written(workload::W1_LWM2M_CBOR, |buffer| lwm2m_cbor::encode(buffer, &device));
        written(workload::W7_LWM2M_CBOR, |buffer| lwm2m_cbor::encode(buffer, &sensors));
        written(workload::W1_SENML_CBOR, |buffer| {
            senml_cbor::encode(buffer, &device, instance, "/3/0/", false)
        });
        written(workload::W3_SENML_CBOR, |buffer| {
            senml_cbor::encode(buffer, &history, resource, "/3303/0/5700", true)
        });
        written(workload::W7_SENML_CBOR, |buffer| {
            senml_cbor::encode(buffer, &sensors, object, "/3303/", false)
        });
    }

    #[test]
    fn every_truncation_is_malformed() {
        let target = Path::instance(3, 0);
        for end in 1..workload::W1_TLV.len() {
            let payload = workload::W1_TLV.get(..end).unwrap_or(&[]);
            // A payload that ends between two resources is one.
            let result = tlv::decode(payload, target, workload::device, &mut |_| Ok(()));
            assert!(result.is_err() || W1_TLV_BOUNDARIES.contains(&end), "{end}");
        }
        for payload in
            (0..workload::W1_SENML_CBOR.len()).filter_map(|end| workload::W1_SENML_CBOR.get(..end))
        {
            assert_eq!(senml_cbor::decode(payload, &mut |_| Ok(())), Err(Malformed));
        }
        for payload in
            (0..workload::W1_LWM2M_CBOR.len()).filter_map(|end| workload::W1_LWM2M_CBOR.get(..end))
        {
            assert_eq!(lwm2m_cbor::decode(payload, &mut |_| Ok(())), Err(Malformed));
        }
        for payload in
            (0..workload::W1_SENML_JSON.len()).filter_map(|end| workload::W1_SENML_JSON.get(..end))
        {
            assert_eq!(senml_json::decode(payload, &mut |_| Ok(())), Err(Malformed));
        }
        for payload in
            (0..workload::W1_LWM2M_JSON.len()).filter_map(|end| workload::W1_LWM2M_JSON.get(..end))
        {
            assert_eq!(lwm2m_json::decode(payload, &mut |_| Ok(())), Err(Malformed));
        }
    }

    const W1_TLV_BOUNDARIES: [usize; 12] = [23, 48, 60, 65, 73, 84, 93, 96, 99, 104, 110, 118];

    type Emit<'e, 'a> = &'e mut dyn FnMut(Record<'a>) -> Result<()>;

    fn collect<'a>(walk: impl FnOnce(&mut Emit<'_, 'a>) -> Result<()>) -> Vec<Record<'a>> {
        let mut records = Vec::new();
        let mut push = |record| {
            records.push(record);
            Ok(())
        };
        assert_eq!(walk(&mut (&mut push as Emit<'_, 'a>)), Ok(()));
        records
    }

    fn written(expected: &[u8], write: impl Fn(&mut [u8]) -> Result<usize>) {
        let mut buffer = vec![0; expected.len()];
        assert_eq!(write(&mut buffer), Ok(expected.len()));
        assert_eq!(buffer, expected);
        let mut short = vec![0; expected.len() - 1];
        assert_eq!(write(&mut short), Err(Malformed));
    }
}
