//! What is written in a JSON format means the same to `serde_json`, and what that writes, or spells in any other legal way,
//! is read as what it means.
#![allow(
    clippy::indexing_slicing,
    clippy::std_instead_of_alloc,
    clippy::std_instead_of_core,
    reason = "a test has the standard library, and may panic"
)]
#![cfg(all(feature = "senml-json", feature = "lwm2m-json", feature = "alloc"))]

#[path = "common/any.rs"]
mod any;
#[path = "common/meaning.rs"]
mod meaning;
#[path = "common/spelled_json.rs"]
mod spelled;

use std::collections::BTreeMap;

use lwm2m_codec::{ContentFormat, Path, Record, Timestamp, Value, encode_to_vec};
use lwm2m_vectors::Pack;
use proptest::prelude::*;
use serde_json::value::RawValue;

use self::any::{Choices, Types, all_same, choices, nanos, read_typed, records, resources};
use self::meaning::{Meaning, Said, assert_said, ids};
use self::spelled::{documents, legacy, senml};

type Told = Vec<Record<Value<'static>>>;

/// The members of an object, each as it is spelled.
type Members = BTreeMap<String, Box<RawValue>>;

fn text(raw: &RawValue) -> String {
    serde_json::from_str(raw.get()).expect("text")
}

/// A number is whole or not by its digits, since JSON has one type of numbers.
fn number(raw: &RawValue, told: &Value<'_>) -> Meaning {
    match told {
        Value::Float(_) => Meaning::Float(serde_json::from_str(raw.get()).expect("a number")),
        _ => Meaning::Whole(raw.get().parse().expect("digits")),
    }
}

/// Nanoseconds of plain decimal seconds.
fn time(raw: &RawValue) -> i128 {
    let digits = raw.get();
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    assert!(fraction.len() <= 9 && !fraction.ends_with('0'), "{digits}");
    format!("{whole}{fraction:0<9}").parse().expect("digits")
}

fn octets(text: &str, url: bool) -> Vec<u8> {
    let digit = |c: u8| match c {
        b'A'..=b'Z' => c - b'A',
        b'a'..=b'z' => c - b'a' + 26,
        b'0'..=b'9' => c - b'0' + 52,
        b'-' if url => 62,
        b'_' if url => 63,
        b'+' if !url => 62,
        b'/' if !url => 63,
        other => panic!("no digit: {other}"),
    };
    let digits = text.trim_end_matches('=');
    assert_eq!(text.len(), if url { digits.len() } else { digits.len().next_multiple_of(4) });
    let group = |group: &[u8]| {
        let bits = group.iter().fold(0_u32, |all, &c| all << 6 | u32::from(digit(c)));
        let bits = bits << (6 * (4 - group.len()));
        bits.to_be_bytes()[1..group.len()].to_vec()
    };
    digits.as_bytes().chunks(4).flat_map(group).collect()
}

/// RFC 8428, 4 and 5; LwM2M 1.0, 6.4.4. The value that was told says what a number or a string is.
fn said(all: &[Members], told: &[Record<Value<'_>>], outer: &Members) -> Vec<Said> {
    assert_eq!(all.len(), told.len());
    let mut base = outer.get("bn").map(|raw| text(raw)).unwrap_or_default();
    let mut base_time = outer.get("bt").map(|raw| time(raw));
    let record = |(members, told): (&Members, &Record<Value<'_>>)| {
        let (mut name, mut since, mut meaning) = (String::new(), None, None);
        // A base holds for its own record, wherever it stands in it.
        base = members.get("bn").map_or(base.clone(), |raw| text(raw));
        base_time = members.get("bt").map(|raw| time(raw)).or(base_time);
        for (label, raw) in members {
            match label.as_str() {
                "bn" | "bt" => {}
                "n" => name = text(raw),
                "t" => since = Some(time(raw)),
                "v" if raw.get() == "null" => meaning = Some(Meaning::Null),
                "v" => meaning = Some(number(raw, &told.value)),
                "vb" | "bv" => {
                    meaning = Some(Meaning::Boolean(raw.get().parse().expect("true or false")));
                }
                "vlo" | "ov" => meaning = Some(Meaning::Link(text(raw))),
                "vd" => meaning = Some(Meaning::Octets(octets(&text(raw), true))),
                "sv" if matches!(told.value, Value::Opaque(_)) => {
                    meaning = Some(Meaning::Octets(octets(&text(raw), false)));
                }
                "vs" | "sv" => meaning = Some(Meaning::Text(text(raw))),
                other => panic!("not written: {other}"),
            }
        }
        let nanos = base_time.map(|base| base + since.unwrap_or(0)).or(since);
        let meaning = meaning.expect("every record has a value");
        Said { ids: ids(&format!("{base}{name}")), nanos, meaning }
    };
    all.iter().zip(told).map(record).collect()
}

/// Records within a target that have a form in JSON, perhaps each with a time.
fn timed(all: Vec<any::Told>, target: Path, times: &[Option<i64>]) -> Told {
    let has_form = |record: &Record<Value<'_>>| match record.value {
        Value::Empty => false,
        Value::Float(number) => number.is_finite(),
        _ => record.path.is_within(target),
    };
    let all = all.into_iter().map(|(_, record)| record).filter(has_form);
    let times = times.iter().map(|nanos| nanos.and_then(Timestamp::from_nanos));
    let all = all.filter(|record| record.path.is_within(target)).zip(times);
    all.map(|(record, time)| Record { time, ..record }).collect()
}

fn pack(told: &Told) -> Pack<'static> {
    Pack(told.iter().map(|record| (String::new(), record.clone())).collect())
}

const SENML: [ContentFormat; 2] = [ContentFormat::SENML_JSON, ContentFormat::SENML_ETCH_JSON];

proptest! {
    // A find becomes a vector, so none is kept here.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(192) })]

    #[test]
    fn written(
        resources in resources(),
        depth in 0..=3usize,
        times in proptest::collection::vec(nanos(), 60),
    ) {
        let all = records(&resources);
        let target = all[0].1.path.ancestor(depth);
        let told = timed(all, target, &times);
        for format in SENML {
            let payload = encode_to_vec(format, target, &pack(&told)).expect("it has a form");
            let all: Vec<Members> = serde_json::from_slice(&payload).expect("JSON");
            let shown = String::from_utf8_lossy(&payload);
            assert_said(&said(&all, &told, &Members::new()), &told, &shown);
        }
        let payload = encode_to_vec(ContentFormat::LWM2M_JSON, target, &pack(&told));
        let payload = payload.expect("it has a form");
        let outer: Members = serde_json::from_slice(&payload).expect("JSON");
        let all: Vec<Members> = serde_json::from_str(outer["e"].get()).expect("an array");
        let shown = String::from_utf8_lossy(&payload);
        assert_said(&said(&all, &told, &outer), &told, &shown);
    }

    /// SJS-01, SJS-02, OJS-01.
    #[test]
    fn read(
        resources in resources(),
        depth in 0..=2usize,
        times in proptest::collection::vec(nanos(), 60),
        is_timed in any::<bool>(),
        choices in choices(),
    ) {
        let all = records(&resources);
        let target = all[0].1.path.ancestor(depth);
        let times: Vec<_> = times.iter().map(|time| is_timed.then(|| time.unwrap_or(0))).collect();
        let told = timed(all, target, &times);
        let types = Types(&resources);
        let choices = &mut Choices::new(&choices);
        let document = senml(&told, choices);
        for payload in documents(&document, choices) {
            for format in SENML {
                let read = read_typed(format, target, payload.as_bytes(), &types);
                assert!(matches!(&read, Ok(read) if all_same(read, &told)), "{payload}: {read:?}");
            }
        }
        let document = legacy(&told, choices);
        for payload in documents(&document, choices) {
            let read = read_typed(ContentFormat::LWM2M_JSON, target, payload.as_bytes(), &types);
            assert!(matches!(&read, Ok(read) if all_same(read, &told)), "{payload}: {read:?}");
        }
    }
}
