//! Whatever is wrong with a payload: no panic, an error with a byte of the payload, and nothing half applied
//! (PAY-13).
//!
//! Every strict prefix and every single-byte change of every valid vector; of long ones a choice.
#![allow(clippy::indexing_slicing, reason = "a test may panic")]
#![cfg(all(feature = "tlv", feature = "senml-cbor", feature = "lwm2m-cbor"))]

use lwm2m_codec::{ContentFormat, Options};
use lwm2m_properties::{path_list, strict_is_lenient};
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
    let lines = valid(format);
    assert!(!lines.is_empty(), "{format}");
    for line in lines {
        let Case { target, payload, .. } = Case::new(&line).expect("a valid vector");
        let options = Case::new(&line).expect("a valid vector").options();
        for end in 0..=payload.len() {
            let _ = probe(format, target, &options, &payload[..end]);
            if end <= HEAD || end == payload.len() {
                strict_is_lenient(options, format, target, &line.schema, &payload[..end]);
            }
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

macro_rules! formats {
    ($($(#[$feature:meta])* $name:ident: $format:ident;)*) => {$(
        $(#[$feature])*
        #[test]
        fn $name() {
            check(ContentFormat::$format);
        }
    )*};
}

formats! {
    #[cfg(feature = "text")]
    text: TEXT;
    #[cfg(feature = "opaque")]
    opaque: OPAQUE;
    #[cfg(feature = "cbor")]
    cbor: CBOR;
    #[cfg(feature = "senml-json")]
    senml_json: SENML_JSON;
    senml_cbor: SENML_CBOR;
    #[cfg(feature = "senml-json")]
    senml_etch_json: SENML_ETCH_JSON;
    senml_etch_cbor: SENML_ETCH_CBOR;
    tlv: TLV;
    #[cfg(feature = "lwm2m-json")]
    lwm2m_json: LWM2M_JSON;
    lwm2m_cbor: LWM2M_CBOR;
}

#[test]
fn lists_of_paths() {
    let lines = read_files([own()]).expect("the folder is part of the repository");
    let mut lines: Vec<_> = lines.into_iter().flatten().collect();
    lines.retain(|line| matches!(line.expect, Expect::Paths(_)));
    assert!(!lines.is_empty());
    for Line { format, input, .. } in &lines {
        (0..=input.len()).for_each(|end| path_list(Options::STRICT, *format, &input[..end]));
        changes(input, |changed, _| path_list(Options::STRICT, *format, changed));
    }
}
