//! No bytes make the reader panic, run long or grow deep; every finding lies inside the text.

use lwm2m_ddf::{Document, Kind, Mode, Schema, Verdict, common, index};

use crate::support::document;

#[test]
fn every_prefix_is_refused() {
    let base = document("valid-base.xml");
    let end = base.trim_end().len();
    for length in 0..end {
        let found = read(base.as_bytes().get(..length).unwrap_or_default());
        assert_eq!(found.verdict(), Verdict::Reject, "{length} bytes");
    }
}

#[test]
fn every_change_of_one_byte_is_read_or_refused() {
    let base = document("valid-base.xml").into_bytes();
    for at in 0..base.len() {
        for byte in [0, b'<', b'&', b'"', b' ', b'9', 0x80, 0xff] {
            let mut bytes = base.clone();
            if let Some(place) = bytes.get_mut(at) {
                *place = byte;
            }
            read(&bytes);
        }
    }
}

#[test]
fn depth_and_number_cost_no_more_than_their_bytes() {
    let deep = "<LWM2M>".repeat(100_000);
    let closed = deep.clone() + &"</LWM2M>".repeat(100_000);
    let items = format!("<LWM2M><Object><Resources>{}", "<Item ID='x'/>".repeat(20_000));
    let wide = items + "</Resources></Object></LWM2M>";
    let words = "-".repeat(200_000);
    let range = document("valid-base.xml").replace("0..100", &words);
    let labels = document("valid-base.xml").replace("0..100", &"1: a ".repeat(20_000));
    for text in [deep, closed, wide, range, labels] {
        read(text.as_bytes());
    }
}

/// Reads `bytes` by every reader there is, and looks at the positions of what is found.
fn read(bytes: &[u8]) -> Document {
    let text = String::from_utf8_lossy(bytes);
    let lines: Vec<usize> = text.split('\n').map(|line| line.chars().count() + 1).collect();
    let document = Document::read(bytes, &Schema::v1_1(), Mode::Registry);
    for found in &document.diagnostics {
        let width = lines.get(found.line.wrapping_sub(1)).copied().unwrap_or(0);
        assert!((1..=width).contains(&found.column), "{found} of {} lines", lines.len());
    }
    // The other readers only have to come back.
    let _ = (Kind::of(bytes), common::read(bytes).is_ok(), index::read(bytes).is_ok());
    document
}
