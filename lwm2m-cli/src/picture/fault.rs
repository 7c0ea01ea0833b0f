//! Which bytes a fault lies in: the codec says where the record begins, the walk and the kind of the error the rest.

use std::ops::Range;

use lwm2m_codec::{Error, ErrorKind};

use super::{Fault, Shown};
use crate::anatomy::{Anatomy, Piece, Role};

/// The fault of an error.
pub(super) fn of(error: Error, anatomy: &Anatomy, length: usize) -> Fault {
    let Some(offset) = error.offset() else {
        return Fault { error, range: option(error.kind(), anatomy), expected: None };
    };
    let next = next_record(offset, anatomy, length);
    if let Some(stop) = &anatomy.stop {
        // The walk stopped within the same record.
        if (offset..=next).contains(&stop.range.start) {
            let expected = Some(stop.expected.clone().into_owned());
            return Fault { error, range: Some(stop.range.clone()), expected };
        }
    }
    let doubt = anatomy.doubts.iter().find(|doubt| (offset..next).contains(&doubt.range.start));
    if let (Some(doubt), ErrorKind::Malformed(_) | ErrorKind::WrongType { .. }) =
        (doubt, error.kind())
    {
        let expected = Some(doubt.expected.clone().into_owned());
        return Fault { error, range: Some(doubt.range.clone()), expected };
    }
    let first = anatomy.pieces.partition_point(|piece| piece.range.end <= offset);
    let pieces = anatomy.pieces.get(first..).unwrap_or_default();
    let mut record = pieces.iter().take_while(|piece| piece.range.start < next);
    let part = if is_about_place(error.kind()) {
        let named = |piece: &&Piece| matches!(piece.role, Role::Id | Role::Name);
        record.find(named)
    } else if is_about_value(error.kind()) {
        record.find(|piece| piece.role == Role::Value)
    } else {
        None
    };
    let range = part.or(pieces.first()).map(|piece| match piece.role {
        // What is not taken apart has no better place than the codec's.
        Role::Unread => offset..offset + 1,
        _ => piece.range.clone(),
    });
    Fault { error, range, expected: None }
}

/// Makes one piece of what lies behind the fault.
pub(super) fn cut(pieces: &mut Vec<Shown>, fault: &Fault, length: usize) {
    let Some(range) = &fault.range else { return };
    if fault.error.offset().is_none() {
        // What is wrong with a message as a whole keeps nobody from reading it.
        return;
    }
    let at =
        pieces.partition_point(|shown| shown.piece.range.start < range.end.max(range.start + 1));
    if let Some(first) = pieces.get(at) {
        let range = first.piece.range.start..length;
        pieces.truncate(at);
        let piece = Piece { range, depth: 0, role: Role::Unread, what: "not read".into() };
        pieces.push(Shown { piece, record: None, deviations: Vec::new() });
    }
}

/// Where the record behind the one at `offset` begins.
fn next_record(offset: usize, anatomy: &Anatomy, length: usize) -> usize {
    let starts = anatomy.items.iter().map(|item| item.start).chain([anatomy.begun]);
    starts.filter(|start| *start > offset).min().unwrap_or(length)
}

/// The option of a message that must not be ignored.
fn option(kind: ErrorKind, anatomy: &Anatomy) -> Option<Range<usize>> {
    let ErrorKind::CriticalOption { number } = kind else { return None };
    // The last one: of those that may not be repeated, the first was taken.
    let (_, piece) = anatomy.options.iter().rev().find(|(found, _)| *found == number)?;
    anatomy.pieces.get(*piece).map(|piece| piece.range.clone())
}

const fn is_about_place(kind: ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::Duplicate
            | ErrorKind::OutsideTarget
            | ErrorKind::Path(_)
            | ErrorKind::PathTooDeep
            | ErrorKind::RecordOrder
            | ErrorKind::ReservedId
            | ErrorKind::WrongCardinality { .. }
    )
}

const fn is_about_value(kind: ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::InvalidValue { .. }
            | ErrorKind::MissingValue
            | ErrorKind::NotUtf8
            | ErrorKind::OutOfRange
            | ErrorKind::Untyped
            | ErrorKind::WrongType { .. }
    )
}
