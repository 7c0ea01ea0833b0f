//! What is written in a CBOR format means the same to `ciborium`, and what that writes, or spells in any other legal way,
//! is read as what it means.
#![allow(
    clippy::indexing_slicing,
    clippy::std_instead_of_alloc,
    clippy::std_instead_of_core,
    reason = "a test has the standard library, and may panic"
)]
#![cfg(all(feature = "cbor", feature = "senml-cbor", feature = "lwm2m-cbor", feature = "alloc"))]

#[path = "common/any.rs"]
mod any;
#[path = "common/meaning.rs"]
mod meaning;
#[path = "common/spelled_cbor.rs"]
mod spelled;

use std::collections::BTreeMap;

use ciborium::value::Value as Cbor;
use lwm2m_codec::{ContentFormat, DataType, Path, Record, Timestamp, Value, encode_to_vec};
use lwm2m_vectors::Pack;
use proptest::prelude::*;

use self::any::{
    Choices, Resource, Types, all_same, choices, nanos, read_typed, records, resources, value,
};
use self::meaning::{Meaning, Said, assert_said, attos, ids, nearest_nano};
use self::spelled::{documents, nested, senml, single};

type Told = Vec<Record<Value<'static>>>;

fn parse(payload: &[u8]) -> Cbor {
    ciborium::from_reader(payload).expect("well-formed CBOR")
}

fn whole(cbor: &Cbor) -> i128 {
    i128::from(cbor.as_integer().expect("an integer"))
}

fn meaning(cbor: &Cbor) -> Meaning {
    match cbor {
        Cbor::Integer(number) => Meaning::Whole(i128::from(*number)),
        Cbor::Float(number) => Meaning::Float(*number),
        Cbor::Bool(boolean) => Meaning::Boolean(*boolean),
        Cbor::Text(text) => Meaning::Text(text.clone()),
        Cbor::Bytes(octets) => Meaning::Octets(octets.clone()),
        Cbor::Null => Meaning::Null,
        other => panic!("not written: {other:?}"),
    }
}

/// A time in 10^-18 seconds.
fn time(cbor: &Cbor) -> i128 {
    const SECOND: i128 = 1_000_000_000_000_000_000;
    match cbor {
        Cbor::Integer(_) => whole(cbor) * SECOND,
        Cbor::Float(seconds) => attos(*seconds),
        Cbor::Tag(4, fraction) => match fraction.as_array().map(Vec::as_slice) {
            Some([exponent, mantissa]) if whole(exponent) == -9 => whole(mantissa) * 1_000_000_000,
            _ => panic!("not written: {fraction:?}"),
        },
        other => panic!("not written: {other:?}"),
    }
}

/// RFC 8428, 4 and 6.
fn said_in_senml(cbor: &Cbor) -> Vec<Said> {
    let (mut base, mut base_time) = (String::new(), None);
    let record = |record: &Cbor| {
        let (mut name, mut since, mut value) = (String::new(), None, None);
        for (label, member) in record.as_map().expect("records are maps") {
            let text = || member.as_text().expect("text").to_owned();
            match label {
                Cbor::Text(label) if label == "vlo" => value = Some(Meaning::Link(text())),
                _ => match whole(label) {
                    -2 => base = text(),
                    -3 => base_time = Some(time(member)),
                    0 => name = text(),
                    6 => since = Some(time(member)),
                    2 | 3 | 4 | 8 => value = Some(meaning(member)),
                    other => panic!("not written: {other}"),
                },
            }
        }
        let ids = ids(&format!("{base}{name}"));
        let nanos = base_time.map(|base| nearest_nano(base + since.unwrap_or(0)));
        let nanos = nanos.or(since.map(nearest_nano));
        Said { ids, nanos, meaning: value.expect("every record has a value") }
    };
    cbor.as_array().expect("a pack is an array").iter().map(record).collect()
}

/// LwM2M Core 1.2.2, 7.4.5: maps within maps, keys of one id or more.
fn said_in_nested(cbor: &Cbor, above: &[u16], told: &BTreeMap<Vec<u16>, DataType>) -> Vec<Said> {
    let mut said = Vec::new();
    for (key, value) in cbor.as_map().expect("a map") {
        let id = |id: &Cbor| u16::try_from(whole(id)).expect("an id");
        let below = match key {
            Cbor::Array(more) => more.iter().map(id).collect(),
            one => vec![id(one)],
        };
        let ids = [above, &below].concat();
        match value {
            Cbor::Map(children) if children.is_empty() => {
                said.push(Said { ids, nanos: None, meaning: Meaning::Empty });
            }
            Cbor::Map(_) => said.extend(said_in_nested(value, &ids, told)),
            // Table C-2: only the schema tells a link from text.
            Cbor::Text(link) if told.get(&ids) == Some(&DataType::ObjectLink) => {
                said.push(Said { ids, nanos: None, meaning: Meaning::Link(link.clone()) });
            }
            leaf => said.push(Said { ids, nanos: None, meaning: meaning(leaf) }),
        }
    }
    said
}

fn types_of(told: &[Record<Value<'_>>]) -> BTreeMap<Vec<u16>, DataType> {
    let one =
        |record: &Record<Value<'_>>| (ids(&record.path.to_string()), record.value.data_type());
    told.iter().map(one).collect()
}

fn plain(told: Vec<any::Told>) -> Told {
    told.into_iter().map(|(_, record)| record).collect()
}

/// Records within a target, as SenML has them: each with a value, perhaps each with a time.
fn timed(told: &Told, target: Path, times: &[Option<i64>]) -> Told {
    let within = told.iter().filter(|r| r.path.is_within(target) && r.value != Value::Empty);
    let times = times.iter().map(|nanos| nanos.and_then(Timestamp::from_nanos));
    within.zip(times).map(|(record, time)| Record { time, ..record.clone() }).collect()
}

fn pack(told: &Told) -> Pack<'static> {
    Pack(told.iter().map(|record| (String::new(), record.clone())).collect())
}

proptest! {
    // A find becomes a vector, so none is kept here.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(192) })]

    #[test]
    fn one_value_written(value in any::data_type().prop_flat_map(value)) {
        let target = Path::resource(3, 0, 0);
        let payload = encode_to_vec(ContentFormat::CBOR, target, &value).expect("it has a form");
        match (parse(&payload), &value) {
            // D-040.
            (Cbor::Tag(1, seconds), Value::Time(_)) => assert!(meaning(&seconds).is(&value)),
            (Cbor::Text(link), Value::ObjectLink(own)) => assert_eq!(link, own.to_string()),
            (cbor, _) => assert!(meaning(&cbor).is(&value), "{cbor:?}"),
        }
    }

    #[test]
    fn senml_written(
        resources in resources(),
        depth in 0..=3usize,
        times in proptest::collection::vec(nanos(), 60),
    ) {
        let all = plain(records(&resources));
        let target = all[0].path.ancestor(depth);
        let told = timed(&all, target, &times);
        for format in [ContentFormat::SENML_CBOR, ContentFormat::SENML_ETCH_CBOR] {
            let payload = encode_to_vec(format, target, &pack(&told)).expect("it has a form");
            let cbor = parse(&payload);
            assert_said(&said_in_senml(&cbor), &told, &cbor);
        }
    }

    #[test]
    fn lwm2m_cbor_written(resources in resources(), depth in 0..=3usize) {
        let mut told = plain(records(&resources));
        let target = told[0].path.ancestor(depth);
        told.retain(|record| record.path.is_within(target));
        // D-005: an empty target is an empty map.
        prop_assume!(told[0].path != target || told[0].value != Value::Empty);
        let payload = encode_to_vec(ContentFormat::LWM2M_CBOR, target, &pack(&told));
        let cbor = parse(&payload.expect("it has a form"));
        assert_said(&said_in_nested(&cbor, &[], &types_of(&told)), &told, &cbor);
    }

    /// CBR-02, CBR-05.
    #[test]
    fn one_value_read(value in any::data_type().prop_flat_map(value), choices in choices()) {
        let target = Path::resource(3, 0, 0);
        let resources = BTreeMap::from([(target, Resource::Single(value.clone()))]);
        let told = [Record { path: target, time: None, value }];
        let choices = &mut Choices::new(&choices);
        let document = single(&told[0].value, choices);
        for payload in documents(&document, choices) {
            let read = read_typed(ContentFormat::CBOR, target, &payload, &Types(&resources));
            assert!(matches!(&read, Ok(read) if all_same(read, &told)), "{document:?}: {read:?}");
        }
    }

    /// SCB-04.
    #[test]
    fn senml_read(
        resources in resources(),
        depth in 0..=2usize,
        times in proptest::collection::vec(nanos(), 60),
        is_timed in any::<bool>(),
        choices in choices(),
    ) {
        let all = plain(records(&resources));
        let target = all[0].path.ancestor(depth);
        let times = times.iter().map(|time| is_timed.then(|| time.unwrap_or(0)));
        let told = timed(&all, target, &times.collect::<Vec<_>>());
        let choices = &mut Choices::new(&choices);
        let document = senml(&told, choices);
        for payload in documents(&document, choices) {
            for format in [ContentFormat::SENML_CBOR, ContentFormat::SENML_ETCH_CBOR] {
                let read = read_typed(format, target, &payload, &Types(&resources));
                assert!(matches!(&read, Ok(read) if all_same(read, &told)), "{document:?}: {read:?}");
            }
        }
    }

    /// LCB-04, LCB-06.
    #[test]
    fn lwm2m_cbor_read(resources in resources(), depth in 0..=2usize, choices in choices()) {
        let mut told = plain(records(&resources));
        let target = told[0].path.ancestor(depth);
        told.retain(|record| record.path.is_within(target));
        let choices = &mut Choices::new(&choices);
        let document = nested(&told, choices);
        for payload in documents(&document, choices) {
            let types = Types(&resources);
            let mut read = read_typed(ContentFormat::LWM2M_CBOR, target, &payload, &types);
            if let Ok(read) = &mut read {
                read.sort_by_key(|record| record.path);
            }
            assert!(matches!(&read, Ok(read) if all_same(read, &told)), "{document:?}: {read:?}");
        }
    }
}
