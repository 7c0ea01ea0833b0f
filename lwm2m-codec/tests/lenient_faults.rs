//! Whatever is wrong with a payload that deviates: no panic, an error with a byte of the payload, and nothing half
//! applied.
//!
//! Every strict prefix and every single-byte change of every vector of lenient reading, read leniently.
#![allow(clippy::indexing_slicing, reason = "a test may panic")]

use lwm2m_properties::probe_lenient;
use lwm2m_vectors::{Case, Kind, Line, own, read_files};

/// Reads bytes with every kind of deviation allowed.
fn probe(case: &Case<'_>, bytes: &[u8]) {
    probe_lenient(case.options(), case.format, case.target, case.schema, bytes);
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
