//! Keys that are not simply the next id: arrays of ids, gateway prefixes, the instance that is to be created.

use super::{Map, Reader, UNCOUNTED};
use crate::error::{ErrorKind, Result};
use crate::options::Version;
use crate::path::{Path, uri};
use crate::record::Prefix;
use crate::syntax::cbor::{self, ARRAY, BREAK, Head, INDEFINITE, MAP, TEXT, UNSIGNED, head};
use crate::value::{RawText, Text};

impl<'a> Reader<'a> {
    /// Takes the rest of a key whose head is read; returns the lanes and number of ids down to it.
    #[cold]
    #[inline(never)]
    pub(super) fn key(&mut self, key: Head, rest: &mut &'a [u8], map: Map) -> Result<(u64, usize)> {
        let at_top = self.depth == 0;
        let mut ids = Ids { lanes: map.lanes, count: map.ids };
        let mut prefix = Prefix::NONE;
        match key {
            (UNSIGNED, 0..=27, id) => self.add(&mut ids, id)?,
            // D-018: a device's prefix as a key of its own, its objects in the map below.
            (TEXT, info, length) if at_top => {
                prefix = device(rest, info, length)?;
                if rest.first().is_none_or(|first| first >> 5 != MAP) {
                    return Err(ErrorKind::Malformed("a map below a device's prefix").into());
                }
            }
            (ARRAY, info, count) if info == INDEFINITE || count != UNCOUNTED => {
                let mut left = count;
                let mut first = at_top;
                while left > 0 && !(left == UNCOUNTED && rest.first() == Some(&BREAK)) {
                    match head(rest)? {
                        (UNSIGNED, 0..=27, id) => self.add(&mut ids, id)?,
                        (TEXT, info, length) if first => prefix = device(rest, info, length)?,
                        _ => return Err(ErrorKind::Malformed("ids in a key").into()),
                    }
                    first = false;
                    if left != UNCOUNTED {
                        left -= 1;
                    }
                }
                if left == UNCOUNTED {
                    cbor::byte(rest)?;
                }
                if ids.count == map.ids {
                    return Err(ErrorKind::Malformed("at least one id in a key").into());
                }
            }
            _ => return Err(ErrorKind::Malformed("an id or an array of ids as a key").into()),
        }
        if at_top {
            self.set_prefix(prefix)?;
        }
        Ok((ids.lanes, ids.count))
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

    fn add(&self, ids: &mut Ids, id: u64) -> Result<()> {
        let lane = match id {
            0..=65534 => id + 1,
            // D-056: the client chooses the id.
            65535
                if ids.count == 1
                    && self.scope.target.depth() == 1
                    && self.scope.version() >= Version::V1_2 =>
            {
                self.scope.new_instance.map_or(0, |id| u64::from(id.get()) + 1)
            }
            65535 => return Err(ErrorKind::ReservedId.into()),
            _ => return Err(ErrorKind::Path("an id of at most 65534").into()),
        };
        if ids.count == 4 {
            return Err(ErrorKind::PathTooDeep.into());
        }
        (ids.lanes, ids.count) = (ids.lanes << 16 | lane, ids.count + 1);
        Ok(())
    }
}

/// The ids of a key so far.
struct Ids {
    lanes: u64,
    count: usize,
}

/// Takes the text of a device's prefix: one segment that is no id.
fn device<'a>(rest: &mut &'a [u8], info: u8, length: u64) -> Result<Prefix<'a>> {
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
            Ok(Prefix::new(RawText::Plain("/"), raw, segment.len()))
        }
        _ => Err(ErrorKind::Path("a device's prefix of unreserved characters").into()),
    }
}

/// The longest prefix: that of names (D-008, D-018).
const PREFIX: usize = 255;
