//! Strict and lenient reading: what the first takes, the second takes the same way and tells nobody.

use lwm2m_codec::{
    ContentFormat, Deviation, DeviationKind, Instances, ObjectLink, Opaque, Options, Path, Record,
    RecordSource, Report, Result, Schema, Text, Time, Typed, WireValue,
};
use lwm2m_vectors::Tree;

use crate::within::{assert_offset, assert_within};

/// A record, and what stood in front of its path.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Told<'a> {
    pub(crate) prefix: String,
    pub(crate) record: Record<WireValue<'a>>,
}

/// The records of a payload; no more than it has bytes.
pub(crate) fn read<'a, R: Report>(
    options: Options<'a, R>,
    format: ContentFormat,
    target: Path,
    bytes: &'a [u8],
) -> Result<Vec<Told<'a>>> {
    let mut records = options.records(format, target, bytes)?;
    let mut told = Vec::new();
    let mut record = Record::default();
    while records.next_record(&mut record)? {
        told.push(Told { prefix: records.prefix().chars().collect(), record });
        assert!(told.len() <= bytes.len().max(1), "more records than bytes");
    }
    Ok(told)
}

/// Whether the payload leaves the id of the Object Instance to the client (D-056).
pub(crate) fn is_unnamed(path: Path) -> bool {
    path.to_string().contains('*')
}

/// Whether two things are the same; NaN is NaN.
fn same<T: PartialEq + core::fmt::Debug>(left: &T, right: &T) -> bool {
    left == right || format!("{left:?}") == format!("{right:?}")
}

/// What is read strictly is read leniently, as the same records and without a deviation; with types as without.
///
/// Save for what strict reading leaves open and lenient reading heeds: an Object Instance without an id (D-057), an
/// unknown label that spells an integer (D-068).
pub fn strict_is_lenient(
    options: Options<'_>,
    format: ContentFormat,
    target: Path,
    schema: &impl Schema,
    bytes: &[u8],
) {
    let strict = read(options, format, target, bytes);
    if strict.iter().flatten().any(|told| is_unnamed(told.record.path)) {
        return;
    }
    compare(bytes, strict, |report| {
        let lenient = options.lenient(report).refuse(DeviationKind::NumericTextLabel);
        read(lenient, format, target, bytes)
    });
    let typed = |records: Result<_>| -> Result<Vec<Record<Typed<'_>>>> { records };
    compare(
        bytes,
        typed(options.records(format, target, bytes).and_then(|r| r.typed(schema).collect())),
        |report| {
            let lenient = options.lenient(report).refuse(DeviationKind::NumericTextLabel);
            lenient.records(format, target, bytes)?.typed(schema).collect()
        },
    );
}

/// Compares what two readings make of one input.
pub(crate) fn compare<T: PartialEq + core::fmt::Debug>(
    bytes: &[u8],
    strict: Result<T>,
    lenient: impl FnOnce(&mut dyn FnMut(Deviation)) -> Result<T>,
) {
    let mut deviations = Vec::new();
    let lenient = lenient(&mut |deviation| deviations.push(deviation));
    for deviation in &deviations {
        assert_offset(deviation.offset, deviation, bytes);
    }
    if let Ok(strict) = &strict {
        assert!(deviations.is_empty(), "strictly read, and yet {deviations:?}");
        let is_same = lenient.as_ref().is_ok_and(|lenient| same(strict, lenient));
        assert!(is_same, "strictly {strict:?}, leniently {lenient:?}");
    }
}

/// Reads bytes with every kind of deviation allowed, those with a switch of their own too: typed, as views, and as an
/// update of a value, which changes nothing where it is refused.
pub fn probe_lenient(
    options: Options<'_>,
    format: ContentFormat,
    target: Path,
    schema: &impl Schema,
    bytes: &[u8],
) {
    let mut report = |deviation: Deviation| assert_offset(deviation.offset, &deviation, bytes);
    macro_rules! lenient {
        () => {
            DeviationKind::ALL
                .iter()
                .fold(options.lenient(&mut report), |options, kind| options.allow(*kind))
        };
    }
    match lenient!().records(format, target, bytes) {
        Ok(records) => {
            let mut records = records.typed(schema);
            for record in &mut records {
                match record.map(|record| record.value) {
                    Ok(Typed::Known(value)) => drop(value.to_string()),
                    Ok(Typed::Unknown(wire)) => drop(wire.self_typed()),
                    Err(error) => assert_within(&error, bytes),
                }
            }
            assert!(records.next().is_none(), "a record behind the last");
        }
        Err(error) => assert_within(&error, bytes),
    }
    macro_rules! views {
        ($($type:ty),* $(,)?) => {$(
            if let Err(error) = lenient!().decode::<$type>(format, target, bytes) {
                assert_within(&error, bytes);
            }
        )*};
    }
    views!(
        i64, u8, u64, f64, bool, Text<'_>, Opaque<'_>, Time, ObjectLink, Tree, Instances<i64, 2>,
        Instances<Instances<ObjectLink, 1>, 1>,
    );
    let mut live = Tree::default();
    if let Err(error) = lenient!().update(&mut live, target, format, target, bytes) {
        assert_within(&error, bytes);
        assert!(live.is_empty(), "a refused update has changed something");
    }
}
