//! Whatever is wrong with a payload that deviates: no panic, an error with a byte of the payload, and nothing half
//! applied.
//!
//! Every strict prefix and every single-byte change of every vector of lenient reading, read leniently.
#![allow(clippy::indexing_slicing, reason = "a test may panic")]

use lwm2m_codec::{
    Deviation, DeviationKind, Error, Instances, ObjectLink, Opaque, Text, Time, Typed,
};
use lwm2m_vectors::{Case, Kind, Line, Tree, own, read_files};

/// An error lies at a byte that there is, and so does what was reported; at the first where there are none.
fn assert_within(offset: Option<usize>, shown: &dyn core::fmt::Display, bytes: &[u8]) {
    let within = offset.is_some_and(|offset| offset < bytes.len().max(1));
    assert!(within, "{shown}: of {} bytes: {bytes:02x?}", bytes.len());
}

fn assert_error_within(error: &Error, bytes: &[u8]) {
    assert_within(error.offset(), error, bytes);
}

/// Reads bytes with every kind of deviation allowed: typed, as views, and as an update.
fn probe(case: &Case<'_>, bytes: &[u8]) {
    let mut report =
        |deviation: Deviation| assert_within(Some(deviation.offset), &deviation, bytes);
    macro_rules! lenient {
        () => {
            DeviationKind::ALL
                .iter()
                .fold(case.options().lenient(&mut report), |options, kind| options.allow(*kind))
        };
    }
    let (format, target) = (case.format, case.target);
    match lenient!().records(format, target, bytes) {
        Ok(records) => {
            let mut records = records.typed(case.schema);
            for record in &mut records {
                match record.map(|record| record.value) {
                    Ok(Typed::Known(value)) => drop(value.to_string()),
                    Ok(Typed::Unknown(wire)) => drop(wire.self_typed()),
                    Err(error) => assert_error_within(&error, bytes),
                }
            }
            assert!(records.next().is_none(), "a record behind the last");
        }
        Err(error) => assert_error_within(&error, bytes),
    }
    macro_rules! views {
        ($($type:ty),* $(,)?) => {$(
            if let Err(error) = lenient!().decode::<$type>(format, target, bytes) {
                assert_error_within(&error, bytes);
            }
        )*};
    }
    views!(
        i64, u8, u64, f64, bool, Text<'_>, Opaque<'_>, Time, ObjectLink, Tree, Instances<i64, 2>,
        Instances<Instances<ObjectLink, 1>, 1>,
    );
    let mut live = Tree::default();
    if let Err(error) = lenient!().update(&mut live, target, format, target, bytes) {
        assert_error_within(&error, bytes);
        assert!(live.is_empty(), "a refused update has changed something");
    }
}

/// Each bit turned, and the edges.
const SOME: [u8; 11] = [0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80, 0xff, 0x7f, 0x1f];

#[test]
fn every_cut_and_every_changed_byte() {
    let lines = read_files([own()]).expect("the folder is part of the repository");
    let mut lines: Vec<Line> = lines.into_iter().flatten().collect();
    lines.retain(|line| line.kind == Kind::Payload && !line.deviations.is_empty());
    assert!(!lines.is_empty());
    for line in &lines {
        let case = Case::new(line).expect("a target");
        (0..=case.payload.len()).for_each(|end| probe(&case, &case.payload[..end]));
        let mut changed = case.payload.to_vec();
        for at in 0..changed.len() {
            for by in SOME {
                changed[at] ^= by;
                probe(&case, &changed);
                changed[at] ^= by;
            }
        }
    }
}
