//! Keys that are not simply the next id: arrays of ids, gateway prefixes, the instance that is to be created.

use super::{COUNTED, QUICK, Reader, announced};
use crate::error::{ErrorKind, Result};
use crate::options::Version;
use crate::path::{Path, Stem, uri};
use crate::record::Prefix;
use crate::syntax::cbor::{self, ARRAY, BREAK, INDEFINITE, MAP, TEXT, UNSIGNED, argument};
use crate::value::{RawText, Text};

impl<'a> Reader<'a> {
    /// Takes a key that is not simply an id, or whose prefix is to be looked at; its first byte is taken already.
    #[cold]
    #[inline(never)]
    pub(super) fn key(&mut self, mut first: u8, id: u16) -> Result<Stem> {
        let mut bytes = self.rest;
        let rest = &mut bytes;
        let at_top = self.depth == 0;
        let mut stem = self.map.stem;
        let mut prefix = Prefix::NONE;
        let mut number = match first {
            // The id was read already.
            0..=0x19 if QUICK => id.into(),
            _ => argument(first, rest)?,
        };
        let several = announced(first, number).filter(|_| first >> 5 == ARRAY);
        let mut may_be_prefix = at_top;
        // A key that is no array is the only one of its elements.
        let mut left = several.unwrap_or(1);
        while left > 0 && !(left > COUNTED && rest.first() == Some(&BREAK)) {
            if several.is_some() {
                first = cbor::byte(rest)?;
                number = argument(first, rest)?;
            }
            match (first >> 5, first & 31) {
                (UNSIGNED, 0..=27) => self.add(&mut stem, number)?,
                (TEXT, info) if may_be_prefix => device(rest, info, number, &mut prefix)?,
                _ if several.is_some() => {
                    return Err(ErrorKind::Malformed("ids in a key").into());
                }
                _ => {
                    return Err(ErrorKind::Malformed("an id or an array of ids as a key").into());
                }
            }
            may_be_prefix = false;
            left -= 1;
        }
        if left > COUNTED {
            cbor::byte(rest)?;
        }
        if stem == self.map.stem {
            if several.is_some() {
                return Err(ErrorKind::Malformed("at least one id in a key").into());
            }
            // D-018: a device's prefix as a key of its own, its objects in the map below.
            if rest.first().is_none_or(|first| first >> 5 != MAP) {
                return Err(ErrorKind::Malformed("a map below a device's prefix").into());
            }
        }
        self.rest = bytes;
        if at_top {
            self.set_prefix(prefix)?;
        }
        Ok(stem)
    }

    fn set_prefix(&mut self, prefix: Prefix<'a>) -> Result<()> {
        if !prefix.is_empty() || !self.plain {
            self.scope.check(&prefix, false)?;
        }
        if prefix != self.prefix {
            // The same path of another device is no repeat.
            self.last = Path::ROOT;
        }
        self.simple = self.plain && prefix.is_empty();
        self.prefix = prefix;
        Ok(())
    }

    /// Goes on by an id.
    fn add(&self, stem: &mut Stem, id: u64) -> Result<()> {
        if stem.is_full() {
            return Err(ErrorKind::PathTooDeep.into());
        }
        *stem = match u16::try_from(id) {
            // D-056: the client chooses the id.
            Ok(u16::MAX)
                if stem.depth() == 1
                    && self.scope.target.depth() == 1
                    && self.scope.version() >= Version::V1_2 =>
            {
                match self.scope.new_instance {
                    Some(instance) => stem.child(instance.get()),
                    None => stem.unnamed_child(),
                }
            }
            Ok(u16::MAX) => return Err(ErrorKind::ReservedId.into()),
            Ok(id) => stem.child(id),
            Err(_) => return Err(ErrorKind::Path("an id of at most 65534").into()),
        };
        Ok(())
    }
}

/// Takes the text of a device's prefix: one segment that is no id.
fn device<'a>(rest: &mut &'a [u8], info: u8, length: u64, prefix: &mut Prefix<'a>) -> Result<()> {
    let raw = if info == INDEFINITE {
        RawText::Chunks(cbor::chunks(TEXT, rest)?)
    } else {
        let text = core::str::from_utf8(cbor::take(rest, length)?);
        RawText::Plain(text.map_err(|_| ErrorKind::NotUtf8)?)
    };
    let text = Text::from_raw(raw);
    let mut buffer = [0; PREFIX];
    match text.copy_to(&mut buffer) {
        Ok(segment) if uri::is_prefix_segment(segment) => {
            *prefix = Prefix::new(RawText::Plain("/"), raw, segment.len());
            Ok(())
        }
        _ => Err(ErrorKind::Path("a device's prefix of unreserved characters").into()),
    }
}

/// The longest prefix: that of names (D-008, D-018).
const PREFIX: usize = 255;
