//! SenML CBOR (112): a flat pack of records with names, times and base values.
//! RFC 8428, 4 and 6; LwM2M Core 1.2.2, 7.4.4 (SenML); D-068 to D-079.

mod member;
mod writer;

use self::member::{BASE_NAME, BASE_TIME, Member, NAME, TIME};
pub use self::writer::Writer;
use super::cbor_leaf;
use super::senml_name::{self, Ids, Name};
use crate::error::{Error, ErrorKind, Result};
use crate::options::{Options, Scope};
use crate::path::Path;
use crate::record::{Prefix, Record, RecordSource, Timestamp};
use crate::syntax::cbor::{self, ARRAY, BREAK, INDEFINITE, MAP, TEXT, head, rest_of_head};
use crate::value::{RawText, Wire, WireValue};

/// Reads a SenML CBOR payload record by record, in the order of the pack.
#[derive(Clone, Debug)]
pub struct Reader<'a> {
    rest: &'a [u8],
    length: usize,
    scope: Scope<'a>,
    /// How many records are still to come; more than [`COUNTED`] where a break ends the pack.
    left: u64,
    started: bool,
    /// Whether some record so far was rare: see the flags.
    rare: u32,
    base: Base<'a>,
    /// The path and time of the record before; the root where there is none.
    last: (Path, Option<Timestamp>),
    prefix: Prefix<'a>,
    name_limit: usize,
    /// How many bytes were left where the last record began.
    begin: usize,
}

/// What records inherit from the ones before.
#[derive(Clone, Debug)]
struct Base<'a> {
    raw: &'a [u8],
    /// [`SEEN_CHUNKS`] where that is chunks.
    chunks: u32,
    /// The base name, read as far as the fast way can.
    ids: Ids,
    /// How many of its characters behind the leading slash are a prefix.
    prefix: usize,
    /// The path that it is by itself; the root where that is not the path of a value.
    path: Path,
    /// Whole seconds; where there are none, see `attos`.
    seconds: Option<i64>,
    /// The base time in 10^-18 seconds, where it is not whole.
    attos: i128,
    value: Option<Wire<'a>>,
}

/// Reasons to leave the fast way: a name needs a prefix or the base name has one, there is a base value, the base
/// time is not whole.
const NEEDS_PREFIX: u32 = 1;
const BASE_PREFIX: u32 = 2;
const BASE_VALUE: u32 = 4;
const BASE_FRACTION: u32 = 8;

/// No payload has more items than this; an indefinite length counts as [`u64::MAX`].
const COUNTED: u64 = u64::MAX >> 1;

/// What one record says of itself.
struct Members<'a> {
    name: &'a [u8],
    seconds: i64,
    /// The time in 10^-18 seconds, where it is not whole.
    attos: i128,
    /// A bit for each member that was seen.
    seen: u32,
}

/// The bits of [`Members::seen`]; those from [`SEEN_CHUNKS`] on say how and may come twice.
const SEEN_VALUE: u32 = 1;
const SEEN_NAME: u32 = 2;
const SEEN_TIME: u32 = 4;
const SEEN_BASE_NAME: u32 = 8;
const SEEN_BASE_TIME: u32 = 16;
const SEEN_CHUNKS: u32 = 1 << 16;
const SEEN_NUMBER: u32 = 1 << 17;
const SEEN_FRACTION: u32 = 1 << 18;

impl<'a> Reader<'a> {
    /// Begins to read a payload for a target.
    ///
    /// # Errors
    /// [`ErrorKind::MissingValue`] for an empty payload where the target is one value (D-004).
    pub fn new(target: Path, payload: &'a [u8], options: &Options<'a>) -> Result<Self> {
        if payload.is_empty() && target.depth() == 4 {
            return Err(Error::from(ErrorKind::MissingValue).within(target));
        }
        let scope = Scope::new(target, options);
        Ok(Self {
            rest: payload,
            length: payload.len(),
            scope,
            left: 0,
            started: payload.is_empty(),
            rare: if scope.plain() { 0 } else { NEEDS_PREFIX },
            base: Base {
                raw: &[],
                chunks: 0,
                ids: Ids::START,
                prefix: 0,
                path: Path::ROOT,
                seconds: None,
                attos: 0,
                value: None,
            },
            last: (Path::ROOT, None),
            prefix: Prefix::NONE,
            name_limit: options.limits.name,
            begin: payload.len(),
        })
    }

    #[cold]
    #[inline(never)]
    fn start(&mut self) -> Result<()> {
        self.started = true;
        match head(&mut self.rest)? {
            (ARRAY, info, left) if info == INDEFINITE || left <= COUNTED => {
                self.left = left;
                Ok(())
            }
            _ => Err(ErrorKind::Malformed("one array of records").into()),
        }
    }

    /// Reads the next record.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn step(&mut self, record: &mut Record<WireValue<'a>>) -> Result<bool> {
        if !self.started {
            self.start()?;
        }
        let mut rest = self.rest;
        self.begin = rest.len();
        if self.left == 0 || self.left > COUNTED && rest.first() == Some(&BREAK) {
            return self.end();
        }
        let mut count = match cbor::byte(&mut rest)? {
            first @ 0xa0..=0xb7 => u64::from(first & 31),
            first => {
                let (count, after) = rare_map(first, rest)?;
                rest = after;
                count
            }
        };
        let mut members = Members { name: &[], seconds: 0, attos: 0, seen: 0 };
        while count > 0 {
            count -= 1;
            let label = cbor::byte(&mut rest)?;
            if label == BREAK && count > COUNTED {
                break;
            }
            let bit = self.member(label, &mut rest, &mut members, record)?;
            if members.seen & bit & (SEEN_CHUNKS - 1) != 0 {
                return repeated();
            }
            members.seen |= bit;
        }
        self.rest = rest;
        self.left -= 1;
        if members.seen & SEEN_VALUE == 0 {
            return no_value();
        }
        let path = if members.seen & SEEN_NAME == 0 {
            Some(self.base.path)
        } else {
            self.base.ids.push(members.name).and_then(Ids::finish)
        };
        let time = if members.seen & SEEN_TIME == 0 && self.base.seconds.is_none() {
            None
        } else {
            let base = self.base.seconds.unwrap_or(0);
            Some(Timestamp::from_seconds(base.saturating_add(members.seconds))?)
        };
        record.time = time;
        match path {
            Some(path)
                if self.rare | members.seen & SEEN_FRACTION == 0
                    && self.scope.contains(path)
                    && path != Path::ROOT
                    && (path != self.last.0 || time != self.last.1) =>
            {
                record.path = path;
                self.last = (path, time);
                Ok(true)
            }
            _ => self.finish(path, &members, record),
        }
    }

    /// Takes the value of a member by its label; returns the bits that say so.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn member(
        &mut self,
        label: u8,
        rest: &mut &'a [u8],
        members: &mut Members<'a>,
        record: &mut Record<WireValue<'a>>,
    ) -> Result<u32> {
        let value = &mut record.value.0;
        match label {
            NAME => match cbor::byte(rest)? {
                first @ 0x60..=0x7b => {
                    members.name = cbor_leaf::octets(first, rest)?;
                    Ok(SEEN_NAME)
                }
                first => {
                    (members.name, *rest) = rare_name(first, rest)?;
                    Ok(SEEN_NAME | SEEN_CHUNKS)
                }
            },
            2 => {
                cbor_leaf::read_number(rest, value)?;
                Ok(SEEN_VALUE | SEEN_NUMBER)
            }
            3 => {
                cbor_leaf::read_text(rest, value)?;
                Ok(SEEN_VALUE)
            }
            4 => {
                cbor_leaf::read_boolean(rest, value)?;
                Ok(SEEN_VALUE)
            }
            8 => {
                cbor_leaf::read_bytes(rest, value)?;
                Ok(SEEN_VALUE)
            }
            TIME => {
                let mut time = Wire::Empty;
                cbor_leaf::read_number(rest, &mut time)?;
                match time {
                    Wire::Integer(seconds) => {
                        members.seconds = seconds;
                        Ok(SEEN_TIME)
                    }
                    _ => {
                        members.attos = member::attos(time)?;
                        Ok(SEEN_TIME | SEEN_FRACTION)
                    }
                }
            }
            BASE_NAME => {
                *rest = self.set_base_name(rest)?;
                Ok(SEEN_BASE_NAME)
            }
            BASE_TIME => {
                *rest = self.set_base_time(rest)?;
                Ok(SEEN_BASE_TIME)
            }
            _ => {
                let (bits, after) = self.rare_label(label, rest, members, record)?;
                *rest = after;
                Ok(bits)
            }
        }
    }

    /// The base value, object links, labels that are ignored, and every label in a spelling longer than need be.
    #[cold]
    #[inline(never)]
    fn rare_label(
        &mut self,
        label: u8,
        mut rest: &'a [u8],
        members: &mut Members<'a>,
        record: &mut Record<WireValue<'a>>,
    ) -> Result<(u32, &'a [u8])> {
        let bits = match member::read(label, &mut rest)? {
            Member::BaseValue => {
                let mut value = Wire::Empty;
                cbor_leaf::read_number(&mut rest, &mut value)?;
                self.base.value = Some(value);
                self.rare |= BASE_VALUE;
                member::SEEN_BASE_VALUE
            }
            Member::ObjectLink => {
                record.value.0 = member::object_link(&mut rest)?;
                SEEN_VALUE
            }
            Member::Short(label) => self.member(label, &mut rest, members, record)?,
            Member::Taken(bit) => bit,
        };
        Ok((bits, rest))
    }

    #[inline(never)]
    fn set_base_name(&mut self, mut rest: &'a [u8]) -> Result<&'a [u8]> {
        let (bytes, chunks) = match cbor::byte(&mut rest)? {
            first @ 0x60..=0x7b => (cbor_leaf::octets(first, &mut rest)?, 0),
            first => {
                let (chunks, after) = rare_name(first, rest)?;
                rest = after;
                (chunks, SEEN_CHUNKS)
            }
        };
        // What the fast way understands has neither a prefix nor chunks.
        let (ids, prefix) = match Ids::START.push(bytes) {
            Some(ids) => (ids, 0),
            None => {
                let name = Name::START.push(raw(bytes, chunks)?, self.name_limit)?;
                (name.ids(), name.prefix())
            }
        };
        let base = &mut self.base;
        (base.raw, base.chunks, base.ids, base.prefix) = (bytes, chunks, ids, prefix);
        base.path = ids.finish().unwrap_or(Path::ROOT);
        self.rare = self.rare & !BASE_PREFIX | if prefix > 0 { BASE_PREFIX } else { 0 };
        Ok(rest)
    }

    #[inline(never)]
    fn set_base_time(&mut self, mut rest: &'a [u8]) -> Result<&'a [u8]> {
        let mut time = Wire::Empty;
        cbor_leaf::read_number(&mut rest, &mut time)?;
        self.rare &= !BASE_FRACTION;
        match time {
            Wire::Integer(seconds) => (self.base.seconds, self.base.attos) = (Some(seconds), 0),
            _ => {
                (self.base.seconds, self.base.attos) = (Some(0), member::attos(time)?);
                self.rare |= BASE_FRACTION;
            }
        }
        Ok(rest)
    }

    /// What most records need nothing of: prefixes, fractions of seconds, base values; and what is wrong with a
    /// record as a whole.
    #[cold]
    #[inline(never)]
    fn finish(
        &mut self,
        fast: Option<Path>,
        members: &Members<'a>,
        record: &mut Record<WireValue<'a>>,
    ) -> Result<bool> {
        let path = self.resolve(fast.filter(|&path| path != Path::ROOT), members)?;
        record.path = path;
        let error = |kind: ErrorKind| Error::from(kind).within(path);
        if self.base.value.is_some() && members.seen & SEEN_NUMBER != 0 {
            let sum = member::add(self.base.value, record.value.0);
            record.value.0 = sum.map_err(|e| e.within(path))?;
        }
        if (self.base.attos, members.attos) != (0, 0) {
            // RFC 8428, 4.5.3: the exact sum, rounded once.
            let whole = |seconds| member::attos(Wire::Integer(seconds));
            let sum = whole(self.base.seconds.unwrap_or(0))? + self.base.attos;
            let sum = sum.checked_add(whole(members.seconds)? + members.attos);
            let sum = sum.ok_or_else(|| error(ErrorKind::TimeOutOfRange))?;
            record.time = Some(Timestamp::from_attos(sum).map_err(|e| e.within(path))?);
        }
        if !self.scope.contains(path) {
            return Err(error(ErrorKind::OutsideTarget));
        }
        if (path, record.time) == self.last {
            return Err(error(ErrorKind::Duplicate));
        }
        self.last = (path, record.time);
        Ok(true)
    }

    /// Puts base name and name together where the fast way could not, and looks at the prefix.
    fn resolve(&mut self, fast: Option<Path>, members: &Members<'a>) -> Result<Path> {
        let base = raw(self.base.raw, self.base.chunks)?;
        let name = raw(members.name, members.seen & SEEN_CHUNKS)?;
        let (path, prefix) = match fast {
            Some(path) => (path, self.base.prefix),
            None => {
                Name::START.push(base, self.name_limit)?.push(name, self.name_limit)?.finish()?
            }
        };
        if path.depth() < 3 {
            return Err(Error::from(ErrorKind::Path("the path of a value")).within(path));
        }
        let prefix = if prefix == 0 { Prefix::NONE } else { Prefix::new(base, name, prefix) };
        if prefix != self.prefix {
            // The same path of another device is no repeat.
            self.last = (Path::ROOT, None);
            self.prefix = prefix;
        }
        if senml_name::is_reserved(&prefix) {
            return Err(ErrorKind::Path("no reserved place as a prefix").into());
        }
        if !prefix.is_empty() || self.rare & NEEDS_PREFIX != 0 {
            self.scope.check(&prefix, true).map_err(|e| e.within(path))?;
        }
        Ok(path)
    }

    /// After the last record nothing may follow.
    #[cold]
    #[inline(never)]
    fn end(&mut self) -> Result<bool> {
        if self.left > COUNTED {
            self.left = 0;
            cbor::byte(&mut self.rest)?;
            self.begin = self.rest.len();
        }
        if self.rest.is_empty() { Ok(false) } else { Err(ErrorKind::ExtraBytes.into()) }
    }
}

impl<'a> RecordSource<'a> for Reader<'a> {
    fn next_record(&mut self, record: &mut Record<WireValue<'a>>) -> Result<bool> {
        let result = self.step(record);
        result.map_err(|error| error.at(super::offset(self.length, self.begin)))
    }

    fn prefix(&self) -> Prefix<'a> {
        self.prefix
    }

    fn offset(&self) -> usize {
        super::offset(self.length, self.begin)
    }
}

/// The head of text of indefinite length.
const TEXT_IN_CHUNKS: u8 = 0x7f;

/// The text of the octets of a name, whose grammar the path checks.
fn raw(bytes: &[u8], chunks: u32) -> Result<RawText<'_>> {
    if chunks != 0 {
        return Ok(RawText::Chunks(bytes));
    }
    core::str::from_utf8(bytes).map(RawText::Plain).map_err(|_| ErrorKind::NotUtf8.into())
}

/// A name in chunks, and what follows it.
#[cold]
#[inline(never)]
fn rare_name(first: u8, mut rest: &[u8]) -> Result<(&[u8], &[u8])> {
    if first != TEXT_IN_CHUNKS {
        return Err(ErrorKind::Malformed("a name that is text").into());
    }
    Ok((cbor::chunks(TEXT, &mut rest)?, rest))
}

/// The number of members of a map whose head is not one byte, more than [`COUNTED`] where a break ends it; and what
/// follows the head.
#[cold]
#[inline(never)]
fn rare_map(first: u8, mut rest: &[u8]) -> Result<(u64, &[u8])> {
    match rest_of_head(first, &mut rest)? {
        (MAP, info, count) if info == INDEFINITE || count <= COUNTED => Ok((count, rest)),
        _ => Err(ErrorKind::Malformed("records that are maps").into()),
    }
}

#[cold]
#[inline(never)]
fn repeated() -> Result<bool> {
    Err(ErrorKind::Duplicate.into())
}

#[cold]
#[inline(never)]
fn no_value() -> Result<bool> {
    Err(ErrorKind::MissingValue.into())
}
