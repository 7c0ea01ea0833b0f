//! A walk through bytes, which leaves a piece wherever it has been.

use std::borrow::Cow;

use lwm2m_codec::Path;

use super::{Anatomy, Item, Piece, Raw, Role, Stop};

/// The walk has come to something that it can't pass; what that is, it has noted.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Halt;

pub(crate) type Walked<T = ()> = Result<T, Halt>;

/// A place in a payload, and all that was seen on the way.
#[derive(Debug)]
pub(crate) struct Walk<'a> {
    bytes: &'a [u8],
    at: usize,
    /// Where what is walked through ends: behind the last byte, or before it.
    end: usize,
    limit: usize,
    begun: usize,
    /// How many containers are open.
    pub(crate) depth: usize,
    /// The path of the operation.
    pub(crate) target: Path,
    pub(crate) anatomy: Anatomy,
}

impl<'a> Walk<'a> {
    /// At the first byte; no more than `limit` pieces will be told apart.
    pub(crate) fn new(bytes: &'a [u8], target: Path, limit: usize) -> Self {
        let anatomy = Anatomy::default();
        Self { bytes, at: 0, end: bytes.len(), limit, begun: 0, depth: 0, target, anatomy }
    }

    /// The offset of the next byte.
    pub(crate) const fn at(&self) -> usize {
        self.at
    }

    /// What is still to come.
    pub(crate) fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..self.end).unwrap_or_default()
    }

    /// The next byte.
    pub(crate) fn peek(&self) -> Option<u8> {
        self.rest().first().copied()
    }

    pub(crate) fn is_done(&self) -> bool {
        self.at >= self.end
    }

    /// Only the next `length` bytes are walked through, until [`unbounded`](Self::unbounded).
    pub(crate) fn only(&mut self, length: usize) {
        self.end = self.at.saturating_add(length).min(self.bytes.len());
    }

    /// All bytes are walked through again.
    pub(crate) const fn unbounded(&mut self) {
        self.end = self.bytes.len();
    }

    /// A record begins here.
    pub(crate) const fn begin(&mut self) {
        self.begun = self.at;
    }

    /// Takes bytes as one piece.
    pub(crate) fn take(
        &mut self,
        length: usize,
        role: Role,
        what: impl Into<Cow<'static, str>>,
    ) -> Walked<&'a [u8]> {
        let what = what.into();
        let rest = self.rest();
        let Some(taken) = rest.get(..length) else {
            let left = rest.len();
            let bytes = count(length as u64, "byte");
            return self.refuse(left, format!("{what} of {bytes}, {left} left"));
        };
        if length > 0 {
            if self.anatomy.pieces.len() >= self.limit {
                self.anatomy.beyond = rest.len();
                return Err(Halt);
            }
            let range = self.at..self.at + length;
            let piece = Piece { range, depth: self.depth, role, what };
            self.anatomy.pieces.push(piece);
            self.at += length;
        }
        Ok(taken)
    }

    /// Stops at the next `length` bytes.
    pub(crate) fn refuse<T>(
        &mut self,
        length: usize,
        expected: impl Into<Cow<'static, str>>,
    ) -> Walked<T> {
        let end = self.at.saturating_add(length).min(self.bytes.len());
        self.refuse_at(self.at..end, expected)
    }

    /// Stops at bytes that it has passed already.
    pub(crate) fn refuse_at<T>(
        &mut self,
        range: std::ops::Range<usize>,
        expected: impl Into<Cow<'static, str>>,
    ) -> Walked<T> {
        if self.anatomy.stop.is_none() {
            self.anatomy.stop = Some(Stop { range, expected: expected.into() });
        }
        Err(Halt)
    }

    /// Notes that the value that was taken last is none of those that may stand there.
    pub(crate) fn doubt(&mut self, fits: bool, expected: &'static str) {
        if let (false, Some(piece)) = (fits, self.anatomy.pieces.last()) {
            let range = piece.range.clone();
            self.anatomy.doubts.push(Stop { range, expected: expected.into() });
        }
    }

    /// The record that began last is complete; the piece that was taken last shows its value.
    pub(crate) fn item(&mut self, path: Option<Path>, raw: Raw) {
        let piece = self.anatomy.pieces.len().checked_sub(1);
        self.item_at(path, raw, piece);
    }

    /// The same, and its value is shown by another piece.
    pub(crate) fn item_at(&mut self, path: Option<Path>, raw: Raw, piece: Option<usize>) {
        self.anatomy.items.push(Item { start: self.begun, path, raw, piece });
    }

    /// The place of the piece that was taken last.
    pub(crate) fn last_piece(&self) -> Option<usize> {
        self.anatomy.pieces.len().checked_sub(1)
    }

    /// Says of the piece that was taken last what it has turned out to be.
    pub(crate) fn rename(&mut self, what: impl Into<Cow<'static, str>>) {
        if let Some(piece) = self.anatomy.pieces.last_mut() {
            piece.what = what.into();
        }
    }

    /// What was seen; the bytes that were not become the last piece.
    pub(crate) fn finish(mut self) -> Anatomy {
        let range = self.at..self.bytes.len();
        self.anatomy.begun = self.begun;
        if !range.is_empty() {
            let what = if self.anatomy.beyond > 0 {
                "beyond the limit of what is shown: --all shows it"
            } else if self.anatomy.stop.is_some() {
                "not read"
            } else {
                "bytes behind the end"
            };
            let piece = Piece { range, depth: 0, role: Role::Unread, what: what.into() };
            self.anatomy.pieces.push(piece);
        }
        self.anatomy
    }
}

/// Text in quotes, cut where it is long.
pub(crate) fn quoted(text: &str) -> String {
    const SHOWN: usize = 60;
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => {
            let left = text.chars().count() - SHOWN;
            format!("{:?} and {left} more", text.get(..end).unwrap_or(text))
        }
        None => format!("{text:?}"),
    }
}

/// `1 byte`, `2 bytes`.
pub(crate) fn count(number: impl std::fmt::Display + PartialEq<u64>, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}
