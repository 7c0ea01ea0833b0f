//! The walks are compared with the codec, on every vector of the repository.

use lwm2m_codec::{ContentFormat, DeviationKind, Path, RecordSource, Version, WireValue};
use lwm2m_vectors::{Kind as VectorKind, Line, own, read_files};

use crate::anatomy::{Anatomy, Item, Raw, Walk};
use crate::definitions::Definitions;
use crate::kind::Kind;
use crate::picture::Picture;
use crate::subject::{Reading, Subject};

const NO_FILES: &[&str] = &[];

/// Every vector that has bytes for a kind of ours.
fn vectors() -> Vec<(Line, &'static Kind)> {
    let lines = read_files([own()]).expect("the repository holds vectors");
    let lines = lines.into_iter().map(|line| line.expect("the vectors can be read"));
    let all: Vec<_> = lines
        .filter_map(|line| Some((kind(&line)?, line)))
        .map(|(kind, line)| (line, kind))
        .collect();
    assert!(all.len() > 2000, "{} vectors", all.len());
    all
}

fn kind(line: &Line) -> Option<&'static Kind> {
    let name = match &line.kind {
        VectorKind::Payload => return Kind::of(line.format),
        VectorKind::PathList if line.format == ContentFormat::SENML_JSON => "senml-json-paths",
        VectorKind::PathList if line.format == ContentFormat::SENML_CBOR => "senml-cbor-paths",
        VectorKind::TextNumber => "text",
        VectorKind::Attributes => "attributes",
        VectorKind::Link => "links",
        VectorKind::Coap => "coap",
        // Paths, object links and arguments are explained within what holds them.
        _ => return None,
    };
    Kind::find(name)
}

fn target(line: &Line) -> Path {
    line.path.as_ref().and_then(|path| path.to_string().parse().ok()).unwrap_or(Path::ROOT)
}

fn definitions() -> Definitions {
    Definitions::load(NO_FILES, &[]).expect("the registry is there")
}

fn take_apart(kind: &Kind, bytes: &[u8], path: Path) -> Anatomy {
    let mut walk = Walk::new(bytes, path, usize::MAX);
    let _ = (kind.walk)(&mut walk);
    walk.finish()
}

fn strict() -> Reading {
    Reading { strict: true, ..Reading::default() }
}

#[test]
fn pieces_cover_every_byte_once_and_in_order() {
    let (definitions, reading) = (definitions(), Reading::default());
    let check = |id: &str, kind: &Kind, bytes: &[u8], path: Path| {
        let subject =
            Subject { bytes, path, reading: &reading, definitions: &definitions, keep: usize::MAX };
        let picture = Picture::of(kind, &subject, usize::MAX);
        let mut at = 0;
        for shown in &picture.pieces {
            let range = &shown.piece.range;
            assert_eq!(range.start, at, "{id}: {picture:?}");
            assert!(range.end > at, "{id}: {picture:?}");
            at = range.end;
        }
        assert_eq!(at, bytes.len(), "{id}: {picture:?}");
        if let Some(range) = picture.fault.as_ref().and_then(|fault| fault.range.clone()) {
            assert!(range.end <= bytes.len(), "{id}: {range:?}");
        }
    };
    for (line, kind) in vectors() {
        let path = target(&line);
        check(&line.id, kind, &line.input, path);
        // And what becomes of it when it is cut off, or read as something else.
        for cut in [1, line.input.len() / 2, line.input.len().saturating_sub(1)] {
            check(&line.id, kind, line.input.get(..cut).unwrap_or_default(), path);
        }
        for other in Kind::all().filter(|_| line.input.len() < 40) {
            check(&line.id, other, &line.input, path);
        }
    }
}

#[test]
fn what_the_walk_sees_is_what_the_codec_tells() {
    let (definitions, reading) = (definitions(), strict());
    let mut compared = 0;
    let mut wrong = Vec::new();
    for (line, kind) in vectors() {
        let Some(format) = kind.format.filter(|_| line.kind == VectorKind::Payload) else {
            continue;
        };
        let path = target(&line);
        let subject = Subject {
            bytes: &line.input,
            path,
            reading: &reading,
            definitions: &definitions,
            keep: usize::MAX,
        };
        let mut silent = |_| {};
        let Ok(mut records) = subject.options(&mut silent).records(format, path, &line.input)
        else {
            continue;
        };
        let anatomy = take_apart(kind, &line.input, path);
        let mut items = anatomy.items.iter();
        let mut record = lwm2m_codec::Record::default();
        loop {
            match records.next_record(&mut record) {
                Ok(true) => {}
                Ok(false) if anatomy.stop.is_some() || items.next().is_some() => {
                    wrong.push(format!("{}: the codec reads it to its end: {anatomy:?}", line.id));
                    break;
                }
                Ok(false) | Err(_) => break,
            }
            compared += 1;
            let Some(item) = items.next() else {
                wrong.push(format!("{}: no item for {record:?}", line.id));
                break;
            };
            let is_elsewhere = item.path.is_some_and(|path| path != record.path);
            let is_own = records.prefix().is_empty();
            let offset = records.offset();
            if item.start != offset || is_own && is_elsewhere || !is_same(item, &record.value) {
                wrong.push(format!("{}: {item:?} is not {record:?} at {offset}", line.id));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
    assert!(compared > 2500, "{compared} records");
}

/// Whether the value of a record is what its bytes are.
fn is_same(item: &Item, wire: &WireValue<'_>) -> bool {
    match &item.raw {
        Raw::Octets(octets) => wire.opaque().is_ok_and(|found| found == octets.as_slice()),
        Raw::Integer(number) => {
            let signed = wire.integer().map(i128::from);
            let found = signed.or_else(|_| wire.unsigned().map(i128::from));
            // Of more digits than 64 bits hold, only a float can be made.
            found.map_or_else(|_| wire.float().is_ok(), |found| found == *number)
        }
        Raw::Float(number) => wire.float().is_ok_and(|found| {
            found.to_bits() == number.to_bits() || found.is_nan() && number.is_nan()
        }),
        Raw::Boolean(boolean) => wire.boolean() == Ok(*boolean),
        Raw::Text(text) => {
            let as_text = wire.text().is_ok_and(|found| found == text.as_str());
            // Base64 and object links are text with another meaning.
            as_text || wire.opaque().is_ok() || wire.object_link().is_ok()
        }
        Raw::Null => wire.is_null(),
        Raw::Empty => wire.is_empty_container(),
        Raw::Tagged(..) | Raw::Other => wire.self_typed().is_some(),
    }
}

#[test]
fn the_fault_lies_at_the_byte_that_the_codec_names_or_behind_it_in_the_same_record() {
    let (definitions, reading) = (definitions(), strict());
    let (mut faults, mut sharper) = (0, 0);
    for (line, kind) in vectors() {
        let path = target(&line);
        let subject = Subject {
            bytes: &line.input,
            path,
            reading: &reading,
            definitions: &definitions,
            keep: usize::MAX,
        };
        let told = (kind.read)(&subject);
        let picture = Picture::of(kind, &subject, usize::MAX);
        let offset = picture.fault.as_ref().and_then(|fault| fault.error.offset());
        assert_eq!(offset, told.fault.and_then(|error| error.offset()), "{}", line.id);
        let Some(fault) = &picture.fault else { continue };
        let (Some(offset), Some(range)) = (fault.error.offset(), &fault.range) else { continue };
        faults += 1;
        sharper += usize::from(range.start > offset);
        let shown = picture.pieces.iter().find(|shown| shown.piece.range.contains(&offset));
        let within = shown.is_some_and(|shown| range.start >= shown.piece.range.start);
        assert!(within || line.input.is_empty(), "{}: {offset} {range:?}", line.id);
        let anatomy = take_apart(kind, &line.input, path);
        let mut starts = anatomy.items.iter().map(|item| item.start);
        let next = starts.find(|start| *start > offset).unwrap_or(line.input.len());
        assert!(range.start <= next, "{}: {range:?} lies behind the record at {offset}", line.id);
    }
    assert!(faults > 500 && sharper > 100, "{faults} faults, {sharper} sharper");
}

#[test]
fn deviations_are_marked_once_each() {
    let (definitions, mut reading) = (definitions(), Reading::default());
    reading.allowed = DeviationKind::ALL.to_vec();
    reading.version = Version::NEWEST;
    let mut marked = 0;
    for (line, kind) in vectors() {
        let path = target(&line);
        let subject = Subject {
            bytes: &line.input,
            path,
            reading: &reading,
            definitions: &definitions,
            keep: usize::MAX,
        };
        let picture = Picture::of(kind, &subject, usize::MAX);
        let marks = picture.pieces.iter().map(|shown| shown.deviations.len()).sum::<usize>();
        let inside = picture.deviations.iter().filter(|d| d.offset < line.input.len()).count();
        // Behind a fault nothing is shown.
        if picture.fault.is_none() {
            assert_eq!(marks, inside, "{}", line.id);
            marked += marks;
        }
    }
    assert!(marked > 100, "{marked} marks");
}

#[test]
fn the_conformance_table_is_that_of_the_repository() {
    let ours = include_str!("command/conformance.md");
    let theirs = include_str!("../../CONFORMANCE.md");
    assert!(ours == theirs, "cargo xtask conformance --write writes both");
}
