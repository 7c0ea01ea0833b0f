//! What is written of attributes reads as what it was, in every form; no query makes reading panic, allocate, or
//! take more than linear time. D-024, D-104, D-108.
#![allow(clippy::indexing_slicing, reason = "a test may panic")]

use allocation_counter::measure;
use lwm2m_codec::attribute::{
    Attribute, Attributes, Change, Changes, Edge, LinkParameter, Place, parameters,
};
use lwm2m_codec::{ErrorKind, Options, Path};
use proptest::prelude::*;

const PLACE: Place = Place::WriteAttributes(Path::resource_instance(3303, 0, 5700, 0));

fn changes() -> impl Strategy<Value = Changes> {
    fn change<T: Copy + core::fmt::Debug + 'static>(
        value: impl Strategy<Value = T> + 'static,
    ) -> BoxedStrategy<Change<T>> {
        let unchanged = Just(Change::Unchanged);
        prop_oneof![2 => unchanged, 1 => Just(Change::Unset), 3 => value.prop_map(Change::Set)]
            .boxed()
    }
    let finite = || {
        use prop::num::f64::{NEGATIVE, NORMAL, POSITIVE, SUBNORMAL, ZERO};
        prop_oneof![-1e3..1e3, NORMAL | SUBNORMAL | ZERO | POSITIVE | NEGATIVE]
    };
    let distance = || finite().prop_map(f64::abs);
    let whole = || prop_oneof![0..100_u64, any::<u64>()];
    let edge = prop_oneof![Just(Edge::Falling), Just(Edge::Rising)];
    (
        (change(whole()), change(whole()), change(finite()), change(finite()), change(distance())),
        (change(whole()), change(whole()), change(edge), change(any::<bool>()), change(whole())),
    )
        .prop_map(|((pmin, pmax, gt, lt, st), (epmin, epmax, edge, con, hqmax))| Changes {
            pmin,
            pmax,
            gt,
            lt,
            st,
            epmin,
            epmax,
            edge,
            con,
            hqmax,
        })
}

proptest! {
    /// A query, its single options, and its length.
    #[test]
    fn queries(changes in changes()) {
        let mut buffer = [0; 2048];
        let consistent = changes.attributes().check();
        let written = Options::STRICT.encode_changes(PLACE, &changes, &mut buffer);
        if consistent.is_err() {
            let kind = written.map_err(|error| error.kind());
            prop_assert_eq!(kind, consistent.map(|()| &b""[..]).map_err(|error| error.kind()));
            return Ok(());
        }
        let written = written.expect("consistent").to_vec();
        let query = core::str::from_utf8(&written).expect("text");
        prop_assert_eq!(Options::STRICT.changes(PLACE, parameters(query)), Ok(changes));
        let mut options = Vec::new();
        for parameter in changes.parameters() {
            let mut buffer = [0; 341];
            let option = parameter.expect("finite").encode(&mut buffer).expect("it fits").to_vec();
            options.push(String::from_utf8(option).expect("text"));
        }
        prop_assert_eq!(options.join("&"), query);
        let names = options.iter().filter_map(|option| Attribute::from_name(option.split('=').next()?));
        prop_assert!(names.collect::<Vec<_>>().is_sorted(), "D-104");
        if !written.is_empty() {
            let mut short = vec![0; written.len() - 1];
            let error = Options::STRICT.encode_changes(PLACE, &changes, &mut short).map(drop);
            prop_assert_eq!(error, Err(ErrorKind::BufferTooSmall { needed: written.len() }.into()));
        }
    }

    /// The parameters of a link.
    #[test]
    fn links(changes in changes()) {
        let attributes = changes.attributes();
        let mut buffer = [0; 2048];
        let written = attributes.encode_link(&mut buffer).expect("finite").to_vec();
        let link = core::str::from_utf8(&written).expect("text");
        let read = link.split(';').skip(1).map(|parameter| match parameter.split_once('=') {
            Some((name, value)) => LinkParameter::new(name, Some(value)),
            None => LinkParameter::new(parameter, None),
        });
        prop_assert_eq!(Options::STRICT.link_attributes(read), Ok(attributes));
    }

    /// What a Write-Attributes sets is there, what it unsets is not, and the rest is as it was (ATT-08, ATT-09).
    #[test]
    fn merged(before in changes(), changes in changes()) {
        let before = before.attributes();
        let after = before.changed(&changes);
        let expected = Attributes {
            pmin: merge(before.pmin, changes.pmin),
            pmax: merge(before.pmax, changes.pmax),
            gt: merge(before.gt, changes.gt),
            lt: merge(before.lt, changes.lt),
            st: merge(before.st, changes.st),
            epmin: merge(before.epmin, changes.epmin),
            epmax: merge(before.epmax, changes.epmax),
            edge: merge(before.edge, changes.edge),
            con: merge(before.con, changes.con),
            hqmax: merge(before.hqmax, changes.hqmax),
        };
        prop_assert_eq!(after, expected.check().map(|()| expected));
    }

    /// Any text, and any text that looks like a query: an answer, and the same one again.
    #[test]
    fn any_query(query in prop_oneof![".*", "((pmin|pmax|gt|lt|st|edge|con|ver|x)?=?[-+.0-9e]{0,5}&?){0,6}"]) {
        let found = Options::STRICT.changes(PLACE, parameters(&query));
        match found {
            Ok(changes) => {
                let again = changes.parameters().map(|parameter| {
                    let mut buffer = [0; 341];
                    let option = parameter.expect("finite").encode(&mut buffer).expect("it fits").to_vec();
                    String::from_utf8(option).expect("text")
                });
                let again = again.collect::<Vec<_>>().join("&");
                prop_assert_eq!(Options::STRICT.changes(PLACE, parameters(&again)), Ok(changes));
            }
            Err(error) => prop_assert!(error.offset().is_some_and(|at| at <= query.len())),
        }
    }
}

fn merge<T>(before: Option<T>, change: Change<T>) -> Option<T> {
    match change {
        Change::Unchanged => before,
        Change::Unset => None,
        Change::Set(value) => Some(value),
    }
}

const MEGABYTE: usize = 1 << 20;

/// Queries of a megabyte: the byte of the first fault, and no allocation.
#[test]
fn hostile() {
    let unknown = ErrorKind::UnknownParameter;
    let digits = "1".repeat(MEGABYTE);
    let zeros = "0".repeat(MEGABYTE);
    for (query, expected) in [
        (digits.clone(), Err((unknown, 0))),
        (format!("pmin={digits}"), Err((ErrorKind::OutOfRange, 5))),
        (format!("pmin={zeros}7"), Ok("pmin=7".to_string())),
        (format!("gt={digits}"), Err((ErrorKind::OutOfRange, 3))),
        (format!("gt=0.{zeros}1"), Ok("gt=0".into())),
        (format!("gt=1.{digits}"), Ok("gt=1.1111111111111112".into())),
        ("pmin=1&".repeat(MEGABYTE / 7), Err((ErrorKind::Duplicate, 7))),
        ("&".repeat(MEGABYTE), Err((ErrorKind::Malformed("a name in every parameter"), 0))),
        ("=".repeat(MEGABYTE), Err((ErrorKind::Malformed("a name in every parameter"), 0))),
        (format!("pmin{zeros}"), Err((unknown, 0))),
        ("x&".repeat(MEGABYTE / 2), Err((unknown, 0))),
    ] {
        let mut found = None;
        let allocated =
            measure(|| found = Some(Options::STRICT.changes(PLACE, parameters(&query))));
        assert_eq!(allocated.count_total, 0);
        let found = found.expect("it ran").map_err(|error| (error.kind(), error.offset()));
        let expected = expected.map_err(|(kind, offset)| (kind, Some(offset)));
        let found = found.map(|changes| {
            let mut buffer = [0; 64];
            let written =
                Options::STRICT.encode_changes(PLACE, &changes, &mut buffer).expect("it fits");
            String::from_utf8_lossy(written).into_owned()
        });
        assert_eq!(found, expected, "{:.10}", query);
    }
}

/// Unknown parameters by the hundred thousand are left out one by one, each reported.
#[cfg(feature = "lenient")]
#[test]
fn hostile_and_lenient() {
    let query = format!("{}pmin=1", "x&".repeat(100_000));
    let mut count = 0;
    let mut report = |_| count += 1;
    let mut found = None;
    let allocated = measure(|| {
        found = Some(Options::STRICT.lenient(&mut report).changes(PLACE, parameters(&query)));
    });
    assert_eq!(allocated.count_total, 0);
    assert_eq!(found, Some(Ok(Changes { pmin: Change::Set(1), ..Changes::NONE })));
    assert_eq!(count, 100_000);
}
