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
use lwm2m_codec::{Options, Path, Record, Timestamp, Value, transcode_to_vec};
use lwm2m_properties::pair::{forms, says};
use lwm2m_properties::pieces;
use lwm2m_vectors::Pack;
use proptest::prelude::*;

use self::any::{Resources, Types, nanos, records, resources};

fn check(resources: &Resources, target: Path, told: &[Record<Value<'static>>]) {
    let types = Types(resources);
    let forms = forms(target, told);
    for (from, payload) in &forms {
        let Ok(payload) = payload else { continue };
        says(target, told, &types, (*from, payload));
        for (to, direct) in &forms {
            let again = transcode_to_vec(*from, *to, target, payload, &types);
            assert_eq!(again.map_err(|error| error.kind()), *direct, "{from} to {to}, {target}");
        }
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
        for &format in SUPPORTED {
            pieces(&Options::STRICT, format, target, &pack, size);
        }
    }
}
