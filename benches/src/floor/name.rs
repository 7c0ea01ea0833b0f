//! Paths as SenML names: decimal ids between slashes.

use super::output::{Forward, Put};
use super::{Malformed, Path, Result};

/// What a base name leaves behind: the ids so far, and a number that may go on in the record's own name.
#[derive(Clone, Copy)]
pub(crate) struct Names {
    /// Four lanes, the first id highest, unused ones 65535.
    lanes: u64,
    depth: u8,
    number: u32,
    /// Whether a number has begun.
    digits: bool,
}

impl Names {
    pub(crate) const EMPTY: Self = Self { lanes: u64::MAX, depth: 0, number: 0, digits: false };

    /// Reads on. Every octet is a digit or a slash, so no UTF-8 check is needed.
    #[inline(always)]
    pub(crate) fn push(mut self, name: &[u8]) -> Result<Self> {
        for &octet in name {
            if octet == b'/' {
                self = self.end_number()?;
                continue;
            }
            let digit = u32::from(octet.wrapping_sub(b'0'));
            if digit > 9 {
                return Err(Malformed);
            }
            self.number = self.number * 10 + digit;
            self.digits = true;
            if self.number > 65_535 {
                return Err(Malformed);
            }
        }
        Ok(self)
    }

    #[inline(always)]
    pub(crate) fn path(self) -> Result<Path> {
        let Self { lanes, depth, .. } = self.end_number()?;
        Ok(Path::from_lanes(lanes, depth))
    }

    #[inline(always)]
    fn end_number(self) -> Result<Self> {
        if !self.digits {
            return Ok(self);
        }
        if self.depth >= 4 || self.number > 65_534 {
            return Err(Malformed);
        }
        let cleared = u64::from(self.number ^ 0xffff) << (48 - 16 * self.depth);
        let lanes = self.lanes ^ cleared;
        Ok(Self { lanes, depth: self.depth + 1, number: 0, digits: false })
    }
}

/// The name of a path below a base, for peers that want text.
#[derive(Clone, Copy)]
pub(crate) struct Name {
    /// Four ids of five digits and three slashes.
    octets: [u8; 23],
    length: usize,
}

impl Name {
    #[inline(always)]
    pub(crate) fn new(path: &Path, base: u8) -> Result<Self> {
        let mut octets = [0; 23];
        let mut out = Forward::new(&mut octets);
        put_name(&mut out, path, base)?;
        let length = 23 - out.room();
        Ok(Self { octets, length })
    }

    #[inline(always)]
    pub(crate) fn as_str(&self) -> Result<&str> {
        let octets = self.octets.get(..self.length).ok_or(Malformed)?;
        core::str::from_utf8(octets).map_err(|_| Malformed)
    }

    pub(crate) const fn is_empty(&self) -> bool {
        self.length == 0
    }
}

/// `3:0`, the value of an Objlnk.
pub(super) fn object_link(text: &[u8]) -> Result<(u16, u16)> {
    let colon = text.iter().position(|&octet| octet == b':').ok_or(Malformed)?;
    let (object, instance) = text.split_at_checked(colon).ok_or(Malformed)?;
    Ok((id(object)?, id(instance.split_first().ok_or(Malformed)?.1)?))
}

fn id(text: &[u8]) -> Result<u16> {
    core::str::from_utf8(text).map_err(|_| Malformed)?.parse().map_err(|_| Malformed)
}

/// Writes the ids below the base.
#[inline(always)]
pub(super) fn put_name(out: &mut Forward<'_>, path: &Path, base: u8) -> Result<()> {
    let mut ids = path.ids.iter().take(path.depth.into()).skip(base.into());
    if let Some(&id) = ids.next() {
        put_id(out, id)?;
    }
    for &id in ids {
        out.put([b'/'])?;
        put_id(out, id)?;
    }
    Ok(())
}

#[inline(always)]
pub(super) fn put_id(out: &mut Forward<'_>, id: u16) -> Result<()> {
    let digit = |number: u16| {
        let [_, low] = (number % 10).to_be_bytes();
        b'0' + low
    };
    match id {
        0..10 => out.put([digit(id)]),
        10..100 => out.put([digit(id / 10), digit(id)]),
        100..1_000 => out.put([digit(id / 100), digit(id / 10), digit(id)]),
        1_000..10_000 => out.put([digit(id / 1_000), digit(id / 100), digit(id / 10), digit(id)]),
        _ => out.put([
            digit(id / 10_000),
            digit(id / 1_000),
            digit(id / 100),
            digit(id / 10),
            digit(id),
        ]),
    }
}
