//! An error tells a field engineer which byte to look at: mostly one of the header or leaf that was damaged.
#![allow(clippy::indexing_slicing, reason = "a test may panic")]
#![cfg(all(feature = "tlv", feature = "senml-cbor", feature = "lwm2m-cbor"))]

use core::ops::Range;

use lwm2m_vectors::{Case, Line, own, read_files};

/// A Device, as each format writes it.
fn device(id: &str) -> Line {
    let lines = read_files([own()]).expect("the folder is part of the repository");
    let mut lines = lines.into_iter().flatten();
    lines.find(|line| line.id == id).expect("the vector is part of the repository")
}

/// Damages every byte in every way, and prints how many faults are found where they are.
fn check(id: &str, spans: fn(&[u8], usize, &mut Vec<Range<usize>>) -> usize, at_least: usize) {
    let line = device(id);
    let case = Case::new(&line).expect("a valid vector");
    let mut all = Vec::new();
    assert_eq!(spans(case.payload, 0, &mut all), case.payload.len());
    assert_eq!(all.iter().map(Range::len).sum::<usize>(), case.payload.len(), "{all:?}");
    let (mut faults, mut found) = (0, 0);
    let mut damaged = case.payload.to_vec();
    for (at, &original) in case.payload.iter().enumerate() {
        let span = all.iter().find(|span| span.contains(&at)).expect("the spans leave no gap");
        for by in 1..=255 {
            damaged[at] = original ^ by;
            let records = case.options().records(case.format, case.target, &damaged);
            let typed = records.and_then(|r| r.typed(case.schema).try_for_each(|r| r.map(drop)));
            if let Err(error) = typed {
                faults += 1;
                found += usize::from(error.offset().is_some_and(|offset| span.contains(&offset)));
            }
        }
        damaged[at] = original;
    }
    let share = found * 100 / faults;
    println!(
        "{id}: {found} of {faults} faults are told within the damaged header or leaf: {share} %"
    );
    assert!(share >= at_least, "{share} %");
}

/// Headers of containers, and leaves whole.
fn tlv(payload: &[u8], from: usize, spans: &mut Vec<Range<usize>>) -> usize {
    let mut at = from;
    while let Some(&first) = payload.get(at) {
        let id = 1 + usize::from(first >> 5 & 1);
        let width = usize::from(first >> 3 & 3);
        let body = at + 1 + id + width;
        let field = payload[body - width..body].iter();
        let length = field.fold(0, |length, &octet| length << 8 | usize::from(octet));
        let length = if width == 0 { usize::from(first & 7) } else { length };
        let is_leaf = first & 0x40 != 0;
        let end = if is_leaf { body + length } else { body };
        spans.push(at..end);
        at = end;
    }
    at
}

/// The head of the array, and records whole.
fn records(payload: &[u8], from: usize, spans: &mut Vec<Range<usize>>) -> usize {
    let (mut at, count) = head(payload, from);
    spans.push(from..at);
    for _ in 0..count {
        let end = item(payload, at);
        spans.push(at..end);
        at = end;
    }
    at
}

/// Keys with the heads of the maps below them, and keys with their values.
fn maps(payload: &[u8], from: usize, spans: &mut Vec<Range<usize>>) -> usize {
    let (mut at, count) = head(payload, from);
    if from == 0 {
        spans.push(0..at);
    }
    for _ in 0..count {
        let value = item(payload, at);
        if payload[value] >> 5 == 5 {
            let (below, _) = head(payload, value);
            spans.push(at..below);
            at = maps(payload, value, spans);
        } else {
            let end = item(payload, value);
            spans.push(at..end);
            at = end;
        }
    }
    at
}

/// Where the head of a CBOR item ends, and its argument.
fn head(payload: &[u8], at: usize) -> (usize, usize) {
    let info = usize::from(payload[at] & 31);
    let width = if info < 24 { 0 } else { 1 << (info - 24) };
    let octets = payload[at + 1..at + 1 + width].iter();
    let argument = octets.fold(0, |number, &octet| number << 8 | usize::from(octet));
    (at + 1 + width, if width == 0 { info } else { argument })
}

/// Where a CBOR item ends.
fn item(payload: &[u8], at: usize) -> usize {
    let (body, argument) = head(payload, at);
    match payload[at] >> 5 {
        2 | 3 => body + argument,
        4 => (0..argument).fold(body, |at, _| item(payload, at)),
        5 => (0..2 * argument).fold(body, |at, _| item(payload, at)),
        6 => item(payload, body),
        _ => body,
    }
}

#[test]
fn of_a_device_in_tlv() {
    check("example-tlv-read-instance", tlv, 95);
}

#[test]
fn of_a_device_in_senml_cbor() {
    check("example-senml-cbor-read-instance", records, 95);
}

#[test]
fn of_a_device_in_lwm2m_cbor() {
    check("device-lwm2m-cbor", maps, 95);
}
