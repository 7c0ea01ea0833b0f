//! SenML CBOR (112): a flat pack of records with names, times and base values.
//! RFC 8428, 4 and 6; LwM2M Core 1.2.2, 7.4.4 (SenML); D-068 to D-079.

mod member;
mod writer;

use self::member::{BASE_NAME, BASE_TIME, Member, NAME, OBJECT_LINK_HEAD, TIME};
pub use self::writer::Writer;
use super::cbor_leaf;
use super::senml_name::{self, Ids, Name};
use crate::error::{Error, ErrorKind, Result};
use crate::options::{Options, Scope};
use crate::path::Path;
use crate::record::{Prefix, Record, RecordSource, Timestamp};
use crate::syntax::cbor::{self, ARRAY, BREAK, INDEFINITE, MAP, TEXT, head, take};
use crate::value::{RawText, Wire, WireValue};

/// Reads a SenML CBOR payload record by record, in the order of the pack.
#[derive(Clone, Debug)]
pub struct Reader<'a> {
    rest: &'a [u8],
    length: usize,
    scope: Scope<'a>,
    /// How many records are still to come; [`UNCOUNTED`] where a break ends the pack.
    left: u64,
    started: bool,
    /// Whether names need no prefix.
    plain: bool,
    base: Base<'a>,
    /// The path, time and prefix of the record before; the root where there is none.
    last: (Path, Option<Timestamp>),
    prefix: Prefix<'a>,
    name_limit: usize,
    /// How many bytes were left where the last record began.
    begin: usize,
}

/// What records inherit from the ones before.
#[derive(Clone, Debug)]
struct Base<'a> {
    raw: RawText<'a>,
    /// The base name, read.
    name: Name,
    /// The same for the fast way.
    ids: Ids,
    /// Whether the fast way needs to look at the prefix.
    prefixed: bool,
    time: BaseTime,
    value: Option<Wire<'a>>,
}

/// The base time: mostly whole seconds, else a number of 10^-18 seconds.
#[derive(Clone, Copy, Debug)]
enum BaseTime {
    None,
    Seconds(i64),
    Attos(i128),
}

const UNCOUNTED: u64 = u64::MAX;

/// What one record says of itself.
struct Members<'a> {
    name: &'a [u8],
    name_in_chunks: bool,
    time: Option<Wire<'a>>,
    /// A bit for each member that was seen.
    seen: u32,
}

/// The bits of [`Members::seen`].
const SEEN_VALUE: u32 = 1;
const SEEN_NAME: u32 = 2;
const SEEN_TIME: u32 = 4;
const SEEN_BASE_NAME: u32 = 8;
const SEEN_BASE_TIME: u32 = 16;
/// The number itself, which a base value would be added to.
const SEEN_NUMBER: u32 = 32;

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
            plain: scope.plain(),
            base: Base {
                raw: RawText::Plain(""),
                name: Name::START,
                ids: Ids::START,
                prefixed: false,
                time: BaseTime::None,
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
            (ARRAY, info, left) if info == INDEFINITE || left != UNCOUNTED => {
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
        if self.left == 0 || self.left == UNCOUNTED && rest.first() == Some(&BREAK) {
            return self.end();
        }
        let (major, info, mut count) = head(&mut rest)?;
        if major != MAP || count == UNCOUNTED && info != INDEFINITE {
            return not_a_record();
        }
        let mut members = Members { name: &[], name_in_chunks: false, time: None, seen: 0 };
        let value = &mut record.value.0;
        while count > 0 {
            let label = cbor::byte(&mut rest)?;
            let bit = match label {
                NAME => {
                    members.name = text(&mut rest, &mut members.name_in_chunks)?;
                    SEEN_NAME
                }
                2 => {
                    cbor_leaf::read_number(&mut rest, value)?;
                    SEEN_VALUE | SEEN_NUMBER
                }
                3 => {
                    cbor_leaf::read_text(&mut rest, value)?;
                    SEEN_VALUE
                }
                4 => {
                    cbor_leaf::read_boolean(&mut rest, value)?;
                    SEEN_VALUE
                }
                8 => {
                    cbor_leaf::read_bytes(&mut rest, value)?;
                    SEEN_VALUE
                }
                TIME => {
                    let mut time = Wire::Empty;
                    cbor_leaf::read_number(&mut rest, &mut time)?;
                    members.time = Some(time);
                    SEEN_TIME
                }
                BASE_NAME => {
                    self.set_base_name(&mut rest)?;
                    SEEN_BASE_NAME
                }
                BASE_TIME => {
                    self.set_base_time(&mut rest)?;
                    SEEN_BASE_TIME
                }
                BREAK if count == UNCOUNTED => break,
                OBJECT_LINK_HEAD if member::is_object_link(rest) => {
                    take(&mut rest, 3)?;
                    *value = member::object_link(&mut rest)?;
                    SEEN_VALUE
                }
                _ => match member::rare(label, &mut rest, &mut self.base.value)? {
                    // A label that is spelled longer than need be.
                    Member::Known(label) => self.known(label, &mut rest, &mut members, value)?,
                    Member::Taken(bit) => bit,
                },
            };
            if members.seen & bit & !SEEN_NUMBER != 0 {
                return Err(ErrorKind::Duplicate.into());
            }
            members.seen |= bit;
            if count != UNCOUNTED {
                count -= 1;
            }
        }
        self.rest = rest;
        if self.left != UNCOUNTED {
            self.left -= 1;
        }
        if members.seen & SEEN_VALUE == 0 {
            return Err(ErrorKind::MissingValue.into());
        }
        if self.base.value.is_some() && members.seen & SEEN_NUMBER != 0 {
            *value = member::add(self.base.value, *value)?;
        }
        record.time = self.time(members.time)?;
        record.path = match self.base.ids.push(members.name).and_then(Ids::finish) {
            Some(path) if self.plain && !self.base.prefixed => path,
            fast => self.resolve(fast, &members)?,
        };
        if !record.path.is_within(self.scope.target) || (record.path, record.time) == self.last {
            return self.refuse(record.path, record.time);
        }
        self.last = (record.path, record.time);
        Ok(true)
    }

    /// The same members under labels that take more than one byte.
    #[cold]
    #[inline(never)]
    fn known(
        &mut self,
        label: u8,
        rest: &mut &'a [u8],
        members: &mut Members<'a>,
        value: &mut Wire<'a>,
    ) -> Result<u32> {
        match label {
            NAME => {
                members.name = text(rest, &mut members.name_in_chunks)?;
                Ok(SEEN_NAME)
            }
            2 => cbor_leaf::read_number(rest, value).map(|()| SEEN_VALUE | SEEN_NUMBER),
            3 => cbor_leaf::read_text(rest, value).map(|()| SEEN_VALUE),
            4 => cbor_leaf::read_boolean(rest, value).map(|()| SEEN_VALUE),
            8 => cbor_leaf::read_bytes(rest, value).map(|()| SEEN_VALUE),
            TIME => {
                let mut time = Wire::Empty;
                cbor_leaf::read_number(rest, &mut time)?;
                members.time = Some(time);
                Ok(SEEN_TIME)
            }
            BASE_NAME => self.set_base_name(rest).map(|()| SEEN_BASE_NAME),
            BASE_TIME => self.set_base_time(rest).map(|()| SEEN_BASE_TIME),
            _ => {
                *value = member::object_link(rest)?;
                Ok(SEEN_VALUE)
            }
        }
    }

    #[inline(never)]
    fn set_base_name(&mut self, rest: &mut &'a [u8]) -> Result<()> {
        let mut in_chunks = false;
        let bytes = text(rest, &mut in_chunks)?;
        let raw = raw(bytes, in_chunks)?;
        let name = Name::START.push(raw, self.name_limit)?;
        let base = &mut self.base;
        (base.raw, base.name, base.ids, base.prefixed) = (raw, name, name.ids(), name.prefix() > 0);
        Ok(())
    }

    #[inline(never)]
    fn set_base_time(&mut self, rest: &mut &'a [u8]) -> Result<()> {
        let mut time = Wire::Empty;
        cbor_leaf::read_number(rest, &mut time)?;
        self.base.time = match time {
            Wire::Integer(seconds) => BaseTime::Seconds(seconds),
            _ => BaseTime::Attos(member::attos(time)?),
        };
        Ok(())
    }

    /// The sum of base time and time (RFC 8428, 4.5.3); `None` where neither was ever given.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn time(&self, time: Option<Wire<'a>>) -> Result<Option<Timestamp>> {
        match (self.base.time, time) {
            (BaseTime::None, None) => Ok(None),
            (BaseTime::None, Some(Wire::Integer(seconds))) | (BaseTime::Seconds(seconds), None) => {
                Timestamp::from_seconds(seconds).map(Some)
            }
            (BaseTime::Seconds(base), Some(Wire::Integer(seconds))) => {
                let sum = base.checked_add(seconds).ok_or(ErrorKind::TimeOutOfRange)?;
                Timestamp::from_seconds(sum).map(Some)
            }
            (base, time) => exact_time(base, time),
        }
    }

    /// Puts base name and name together where the fast way could not, or where a prefix is to be looked at.
    #[cold]
    #[inline(never)]
    fn resolve(&mut self, fast: Option<Path>, members: &Members<'a>) -> Result<Path> {
        let name = raw(members.name, members.name_in_chunks)?;
        let (path, prefix) = match fast {
            Some(path) => (path, self.base.name.prefix()),
            None => self.base.name.push(name, self.name_limit)?.finish()?,
        };
        if path.depth() < 3 {
            return Err(Error::from(ErrorKind::Path("the path of a value")).within(path));
        }
        let prefix =
            if prefix == 0 { Prefix::NONE } else { Prefix::new(self.base.raw, name, prefix) };
        if prefix != self.prefix {
            // The same path of another device is no repeat.
            self.last = (Path::ROOT, None);
            self.prefix = prefix;
        }
        if senml_name::is_reserved(&prefix) {
            return Err(ErrorKind::Path("no reserved place as a prefix").into());
        }
        if !prefix.is_empty() || !self.plain {
            self.scope.check(&prefix, true).map_err(|e| e.within(path))?;
        }
        Ok(path)
    }

    /// After the last record nothing may follow.
    #[cold]
    #[inline(never)]
    fn end(&mut self) -> Result<bool> {
        if self.left == UNCOUNTED {
            self.left = 0;
            cbor::byte(&mut self.rest)?;
            self.begin = self.rest.len();
        }
        if self.rest.is_empty() { Ok(false) } else { Err(ErrorKind::ExtraBytes.into()) }
    }

    #[cold]
    #[inline(never)]
    fn refuse(&self, path: Path, time: Option<Timestamp>) -> Result<bool> {
        let repeated = (path, time) == self.last;
        let kind = if repeated { ErrorKind::Duplicate } else { ErrorKind::OutsideTarget };
        Err(Error::from(kind).within(path))
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

/// Takes the octets of a name, which the path's own grammar checks; or its chunks.
#[cfg_attr(not(feature = "compact"), inline(always))]
fn text<'a>(rest: &mut &'a [u8], in_chunks: &mut bool) -> Result<&'a [u8]> {
    match head(rest)? {
        (TEXT, 0..=27, length) => take(rest, length),
        (TEXT, INDEFINITE, _) => {
            *in_chunks = true;
            cbor::chunks(TEXT, rest)
        }
        _ => not_text(),
    }
}

/// The text of octets that [`text`] took.
fn raw(bytes: &[u8], in_chunks: bool) -> Result<RawText<'_>> {
    if in_chunks {
        return Ok(RawText::Chunks(bytes));
    }
    core::str::from_utf8(bytes).map(RawText::Plain).map_err(|_| ErrorKind::NotUtf8.into())
}

#[cold]
#[inline(never)]
fn exact_time(base: BaseTime, time: Option<Wire<'_>>) -> Result<Option<Timestamp>> {
    let base = match base {
        BaseTime::None => 0,
        BaseTime::Seconds(seconds) => member::attos(Wire::Integer(seconds))?,
        BaseTime::Attos(attos) => attos,
    };
    let sum = base.checked_add(time.map_or(Ok(0), member::attos)?);
    Timestamp::from_attos(sum.ok_or(ErrorKind::TimeOutOfRange)?).map(Some)
}

#[cold]
#[inline(never)]
fn not_a_record() -> Result<bool> {
    Err(ErrorKind::Malformed("records that are maps").into())
}

#[cold]
#[inline(never)]
fn not_text<T>() -> Result<T> {
    Err(ErrorKind::Malformed("a name that is text").into())
}
