//! A container whose length is not known yet.

use super::super::header::{Kind, WIDE_ID};
use super::leaf::short_head;
use super::{Refused, TOO_LONG};
use crate::error::Result;
use crate::output::Output;

/// An Object Instance or a multiple Resource, while what lies in it is written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Container {
    /// The position behind the header; 0 where the container is closed.
    body: usize,
    /// The position up to which the length field can count.
    limit: usize,
    /// The type octet without the length.
    kind: u8,
    /// How many octets the length field has.
    width: u8,
}

impl Container {
    /// None.
    pub(super) const CLOSED: Self = Self { body: 0, limit: usize::MAX, kind: 0, width: 0 };

    /// Opens it with the shortest header. Its first octet is patched in when it closes.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(super) fn open(&mut self, kind: Kind, id: u16, out: &mut Output<'_>) {
        out.put_few(short_head(kind, id, 0));
        let body = out.position();
        let wide = if id > 0xff { WIDE_ID } else { 0 };
        *self = Self {
            body,
            limit: body.saturating_add(capacity(0)),
            kind: kind.bits() | wide,
            width: 0,
        };
    }

    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(super) const fn is_open(&self) -> bool {
        self.body != 0
    }

    /// The position up to which its length field can count.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(super) const fn limit(&self) -> usize {
        self.limit
    }

    /// Makes room in the length field for `more` octets; returns by how many it grew.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(super) fn widen(&mut self, more: usize, out: &mut Output<'_>) -> Result<usize, Refused> {
        let end = out.position().wrapping_add(more);
        if end <= self.limit {
            return Ok(0);
        }
        let length = end.wrapping_sub(self.body);
        let Some(width) = width(length) else { return Err(TOO_LONG) };
        let by = usize::from(width.wrapping_sub(self.width));
        out.patch(self.head(), &[self.kind | width << 3]);
        out.widen(self.body, by);
        self.width = width;
        self.moved(by);
        Ok(by)
    }

    /// The container around it has grown by so much.
    pub(super) const fn moved(&mut self, by: usize) {
        if self.is_open() {
            self.body = self.body.wrapping_add(by);
            self.limit = self.body.saturating_add(capacity(self.width));
        }
    }

    /// Puts the length into the header.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(super) fn close(&mut self, out: &mut Output<'_>) {
        let length = out.position().wrapping_sub(self.body);
        let [.., low] = length.to_be_bytes();
        match self.width {
            0 => out.patch(self.head(), &[self.kind | (low & 7)]),
            1 => out.patch(self.body.wrapping_sub(1), &[low]),
            _ => self.patch_length(length, out),
        }
        (self.body, self.limit) = (0, usize::MAX);
    }

    #[inline(never)]
    fn patch_length(&self, length: usize, out: &mut Output<'_>) {
        let octets = u32::try_from(length).unwrap_or(u32::MAX).to_be_bytes();
        let field = octets.get(4 - usize::from(self.width & 3)..).unwrap_or(&octets);
        out.patch(self.body.wrapping_sub(field.len()), field);
    }

    /// Where the header begins.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn head(&self) -> usize {
        let id = 1 + usize::from(self.kind & WIDE_ID != 0);
        self.body.wrapping_sub(1 + id + usize::from(self.width))
    }
}

/// The longest content that a length field of so many octets can count.
pub(super) const fn capacity(width: u8) -> usize {
    match width {
        0 => 7,
        1 => 0xff,
        2 => 0xffff,
        _ => 0xff_ffff,
    }
}

/// How many octets a length takes; `None` for what no header can tell.
#[cfg_attr(not(feature = "compact"), inline(always))]
const fn width(length: usize) -> Option<u8> {
    match length {
        0..=7 => Some(0),
        8..=0xff => Some(1),
        0x100..=0xffff => Some(2),
        0x1_0000..=0xff_ffff => Some(3),
        _ => None,
    }
}
