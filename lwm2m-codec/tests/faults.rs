//! Whatever is wrong with a payload: no panic, an error with a byte of the payload, and nothing half applied.
//!
//! Every strict prefix and every single-byte change of every valid vector; of long ones a choice.
#![allow(clippy::indexing_slicing, reason = "a test may panic")]
#![cfg(all(feature = "tlv", feature = "senml-cbor", feature = "lwm2m-cbor"))]

use lwm2m_codec::ContentFormat;
use lwm2m_codec::format::SUPPORTED;
use lwm2m_vectors::{
    Case, Expect, Kind, Line, own, probe, probe_records, probe_structure, read_files,
};

/// The vectors whose payload is one, each payload once.
fn valid(format: ContentFormat) -> Vec<Line> {
    let lines = read_files([own()]).expect("the folder is part of the repository");
    let lines = lines.into_iter().flatten().filter(|line| {
        let valid = !line.caveat && matches!(line.expect, Expect::Records(_));
        line.kind == Kind::Payload && line.format == format && valid
    });
    let mut lines: Vec<_> = lines.collect();
    lines.sort_by(|a, b| a.input.cmp(&b.input));
    lines.dedup_by(|a, b| (&a.input, &a.path) == (&b.input, &b.path));
    lines
}

/// Up to here every byte takes all its other values; behind, some.
const HEAD: usize = 64;

/// Each bit turned, and the edges.
const SOME: [u8; 11] = [0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80, 0xff, 0x7f, 0x1f];

/// Calls `each` with every change of one byte, and whether it is one of the few that long payloads get.
fn changes(payload: &[u8], mut each: impl FnMut(&[u8], bool)) {
    let mut changed = payload.to_vec();
    for (at, &original) in payload.iter().enumerate() {
        for by in 1..=255 {
            let is_some = SOME.contains(&by);
            if at < HEAD || is_some {
                changed[at] = original ^ by;
                each(&changed, is_some);
            }
        }
        changed[at] = original;
    }
}

fn check(format: ContentFormat) {
    for line in valid(format) {
        let Case { target, payload, .. } = Case::new(&line).expect("a valid vector");
        let options = Case::new(&line).expect("a valid vector").options();
        for end in 0..=payload.len() {
            let _ = probe(format, target, &options, &payload[..end]);
        }
        changes(payload, |changed, is_some| {
            let _ = if is_some {
                probe_structure(format, target, &options, changed)
            } else {
                probe_records(format, target, &options, changed)
            };
        });
    }
}

#[test]
fn tlv() {
    check(ContentFormat::TLV);
}

#[test]
fn senml_cbor() {
    check(ContentFormat::SENML_CBOR);
}

#[test]
fn lwm2m_cbor() {
    check(ContentFormat::LWM2M_CBOR);
}

#[test]
fn other_formats() {
    let tried =
        [ContentFormat::TLV, ContentFormat::SENML_CBOR, ContentFormat::LWM2M_CBOR].as_slice();
    SUPPORTED.iter().filter(|format| !tried.contains(format)).for_each(|&format| check(format));
}
