//! Whatever is read strictly, also of damaged vectors, is a whole document of CBOR or JSON to somebody else.
#![allow(
    clippy::indexing_slicing,
    clippy::std_instead_of_alloc,
    clippy::std_instead_of_core,
    reason = "a test has the standard library, and may panic"
)]
#![cfg(all(
    feature = "cbor",
    feature = "lwm2m-json",
    feature = "senml-json",
    feature = "senml-cbor",
    feature = "lwm2m-cbor"
))]

use lwm2m_codec::ContentFormat;
use lwm2m_properties::oracle::{CBOR, JSON, is_cbor, is_json};
use lwm2m_vectors::{Case, Kind, own, read_files};

/// Whether all records are read; D-004 lets some payloads be empty.
fn is_read(case: &Case<'_>, payload: &[u8]) -> bool {
    let records = case.options().records(case.format, case.target, payload);
    !payload.is_empty() && records.is_ok_and(|mut records| records.all(|record| record.is_ok()))
}

/// Every vector of the formats, every cut of it, and every octet of it with some bits turned.
fn check(formats: &[ContentFormat], is_document: fn(&[u8]) -> bool, at_least: usize) {
    let lines = read_files([own()]).expect("the folder is part of the repository");
    let mut read = 0;
    let mut check = |case: &Case<'_>, id: &str, payload: &[u8]| {
        if is_read(case, payload) {
            assert!(is_document(payload), "{id}: {}", payload.escape_ascii());
            read += 1;
        }
    };
    for line in lines.iter().flatten() {
        let is_of = line.kind == Kind::Payload && formats.contains(&line.format);
        let Some(case) = Case::new(line).ok().filter(|_| is_of) else { continue };
        for end in 0..=case.payload.len() {
            check(&case, &line.id, &case.payload[..end]);
        }
        let mut changed = case.payload.to_vec();
        for at in 0..changed.len() {
            for by in [1, 4, 32, 128, 255] {
                changed[at] ^= by;
                check(&case, &line.id, &changed);
                changed[at] ^= by;
            }
        }
    }
    println!("{read} documents");
    assert!(read > at_least, "{read}");
}

#[test]
fn cbor() {
    check(&CBOR, is_cbor, 10_000);
}

#[test]
fn json() {
    check(&JSON, is_json, 10_000);
}
