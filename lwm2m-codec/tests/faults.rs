//! Whatever is wrong with a payload: no panic, an error with a byte of the payload, and nothing half applied.
//!
//! Every strict prefix and every single-byte change of every valid vector; of long ones a choice.
#![cfg(all(feature = "tlv", feature = "senml-cbor", feature = "lwm2m-cbor"))]

use lwm2m_codec::{ContentFormat, Options, Path};
use lwm2m_vectors::{Case, Expect, Kind, Line, own, probe, probe_structure, read_files};

/// The vectors whose payload is one.
fn valid() -> Vec<Line> {
    let lines = read_files([own()]).expect("the folder is part of the repository");
    let lines = lines.into_iter().flatten().filter(|line| {
        line.kind == Kind::Payload && !line.caveat && matches!(line.expect, Expect::Records(_))
    });
    lines.collect()
}

/// Up to here every byte takes all its other values; behind, some.
const HEAD: usize = 64;

/// The changes that are made to a byte behind the first ones: each bit, and the edges.
const SOME: [u8; 11] = [0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80, 0xff, 0x7f, 0x1f];

/// Calls `each` with every change of one byte.
fn changes(payload: &[u8], mut each: impl FnMut(usize, &[u8])) {
    let mut changed = payload.to_vec();
    for at in 0..payload.len() {
        let original = payload[at];
        let mut change = |by: u8| {
            changed[at] = original ^ by;
            each(at, &changed);
        };
        if at < HEAD {
            (1..=255).for_each(&mut change)
        } else {
            SOME.into_iter().for_each(change)
        }
        changed[at] = original;
    }
}

#[test]
fn every_prefix() {
    for line in valid() {
        let case = Case::new(&line).expect("a valid vector");
        for end in 0..=case.payload.len() {
            let _ = probe(case.format, case.target, &case.options(), &case.payload[..end]);
        }
    }
}

#[test]
fn every_change_of_one_byte() {
    for line in valid() {
        let case = Case::new(&line).expect("a valid vector");
        changes(case.payload, |_, changed| {
            let _ = probe_structure(case.format, case.target, &case.options(), changed);
        });
    }
}
