//! The bytes and what the codec says of them, put together.

mod fault;

use std::collections::HashMap;
use std::ops::Range;

use lwm2m_codec::{ContentFormat, Deviation, Error, Path};

use crate::anatomy::{Anatomy, Inner, Piece, Role, Walk};
use crate::kind::Kind;
use crate::subject::Subject;
use crate::told::{Record, Told};

/// A payload or message, explained.
#[derive(Debug)]
pub(crate) struct Picture {
    /// They cover every byte exactly once, in order.
    pub(crate) pieces: Vec<Shown>,
    pub(crate) records: Vec<Record>,
    pub(crate) deviations: Vec<Deviation>,
    pub(crate) meaning: Vec<(String, String)>,
    pub(crate) fault: Option<Fault>,
    /// How many records there are beyond those that are kept.
    pub(crate) more: usize,
    /// Whether there were more pieces than the limit.
    pub(crate) is_cut: bool,
}

/// A piece, and what of the codec's words belongs to it.
#[derive(Debug)]
pub(crate) struct Shown {
    pub(crate) piece: Piece,
    /// The record whose value it shows.
    pub(crate) record: Option<usize>,
    /// The deviations that lie here.
    pub(crate) deviations: Vec<usize>,
}

/// What is wrong, and where.
#[derive(Debug)]
pub(crate) struct Fault {
    /// What the codec says, with its offset: where the record in question begins.
    pub(crate) error: Error,
    /// The very bytes, as far as they are known; empty where something is missing.
    pub(crate) range: Option<Range<usize>>,
    /// What was expected there, where the error alone does not say it.
    pub(crate) expected: Option<String>,
}

impl Picture {
    /// Explains bytes; of more than `limit` pieces the rest is one.
    pub(crate) fn of(kind: &Kind, subject: &Subject<'_>, limit: usize) -> Self {
        let mut walk = Walk::new(subject.bytes, subject.path, limit);
        // Where it halts, the walk has noted.
        let _ = (kind.walk)(&mut walk);
        let anatomy = walk.finish();
        let told = (kind.read)(subject);
        let inner = anatomy.inner.clone();
        let mut picture = Self::join(anatomy, told, subject.bytes.len());
        if let Some(inner) = inner {
            picture.explain_inner(&inner, subject, limit);
        }
        picture
    }

    fn join(anatomy: Anatomy, told: Told, length: usize) -> Self {
        let fault = told.fault.map(|error| fault::of(error, &anatomy, length));
        let is_cut = anatomy.beyond > 0;
        let record_of = by_piece(&anatomy, &told);
        let mut pieces: Vec<_> = anatomy
            .pieces
            .into_iter()
            .enumerate()
            .map(|(at, piece)| Shown {
                piece,
                record: record_of.get(&at).copied(),
                deviations: Vec::new(),
            })
            .collect();
        let Told { records, more, deviations, meaning, .. } = told;
        for (at, deviation) in deviations.iter().enumerate() {
            mark(&mut pieces, at, deviation);
        }
        if let Some(fault) = &fault {
            fault::cut(&mut pieces, fault, length);
        }
        Self { pieces, records, deviations, meaning, fault, more, is_cut }
    }

    /// Puts the pieces of a message's payload in place of the one that it was.
    fn explain_inner(&mut self, inner: &Inner, subject: &Subject<'_>, limit: usize) {
        let Some(kind) = inner.format.and_then(|format| inner_kind(format, inner.paths)) else {
            return;
        };
        let path = inner.path.as_deref().and_then(|path| path.parse().ok());
        let path: Path = path.unwrap_or(subject.path);
        let Some(bytes) = subject.bytes.get(inner.range.clone()) else { return };
        let Some(at) = self.pieces.iter().position(|shown| shown.piece.range == inner.range) else {
            return;
        };
        let within = Self::of(kind, &subject.within(bytes, path), limit);
        let (by, depth) = (inner.range.start, 1);
        let (records, deviations) = (self.records.len(), self.deviations.len());
        let pieces = within.pieces.into_iter().map(|mut shown| {
            let Range { start, end } = shown.piece.range;
            shown.piece.range = start + by..end + by;
            shown.piece.depth += depth;
            shown.record = shown.record.map(|record| record + records);
            shown.deviations.iter_mut().for_each(|deviation| *deviation += deviations);
            shown
        });
        drop(self.pieces.splice(at..=at, pieces));
        self.records.extend(within.records.into_iter().map(|mut record| {
            record.offset = record.offset.map(|offset| offset + by);
            record
        }));
        self.deviations.extend(within.deviations.into_iter().map(|mut deviation| {
            deviation.offset += by;
            deviation
        }));
        if self.fault.is_none() {
            self.fault = within.fault.map(|fault| Fault {
                error: crate::told::query::moved(fault.error, by),
                range: fault.range.map(|range| range.start + by..range.end + by),
                expected: fault.expected,
            });
        }
    }
}

fn inner_kind(format: u16, paths: bool) -> Option<&'static Kind> {
    let format = ContentFormat::new(format);
    match (paths, format) {
        (true, ContentFormat::SENML_JSON | ContentFormat::SENML_ETCH_JSON) => {
            Kind::find("senml-json-paths")
        }
        (true, ContentFormat::SENML_CBOR | ContentFormat::SENML_ETCH_CBOR) => {
            Kind::find("senml-cbor-paths")
        }
        _ => Kind::of(format),
    }
}

/// Which record each piece shows: what the walk saw and what the codec told begin at the same byte.
fn by_piece(anatomy: &Anatomy, told: &Told) -> HashMap<usize, usize> {
    let starts: HashMap<_, _> =
        anatomy.items.iter().enumerate().map(|(at, item)| (item.start, at)).collect();
    let mut found = HashMap::new();
    for (at, record) in told.records.iter().enumerate() {
        let item = match record.offset {
            Some(offset) => starts.get(&offset).copied(),
            None => Some(at),
        };
        let piece = item.and_then(|item| anatomy.items.get(item)).and_then(|item| item.piece);
        if let Some(piece) = piece {
            found.insert(piece, at);
        }
    }
    found
}

/// Puts a deviation where its record shows its value, else where it begins.
fn mark(pieces: &mut [Shown], deviation: usize, told: &Deviation) {
    let first = pieces.partition_point(|shown| shown.piece.range.end <= told.offset);
    let Some(behind) = pieces.get_mut(first..) else { return };
    let value =
        behind.iter().position(|shown| shown.record.is_some() || shown.piece.role == Role::Value);
    let at = value.unwrap_or(0);
    if let Some(shown) = behind.get_mut(at) {
        shown.deviations.push(deviation);
    }
}
