//! What SenML packs are in every notation: records that inherit names, times and values from those before.
//! RFC 8428, 4 and 6; LwM2M Core 1.2.2, 7.4.4 (SenML); D-068 to D-079.

mod base;
#[cfg_attr(feature = "compact", allow(dead_code, reason = "the small setting has one way"))]
mod ids;
#[cfg(feature = "lenient")]
mod lenient;
mod members;
mod name;
mod number;
mod outline;

use self::base::{Base, FAST};
pub(super) use self::members::Members;
use self::name::{Found, Name, Read, Rules};
use self::number::{add, seconds};
#[cfg(not(feature = "compact"))]
pub(super) use self::outline::slash_and_id;
pub(super) use self::outline::{Nanos, Outline, time};
use crate::deviation::DeviationKind;
use crate::error::{Error, ErrorKind, Result};
use crate::options::{Options, Scope};
use crate::path::Path;
use crate::record::{Prefix, Record, Timestamp};
use crate::value::{RawText, Seconds, Wire, WireValue};

/// A pack as it is read: what records inherit, and what the record before was.
#[derive(Clone, Debug)]
pub(super) struct Pack<'a> {
    pub(super) scope: Scope<'a>,
    /// Whether some record so far was rare: see the flags.
    rare: u32,
    base: Base<'a>,
    /// The path and time of the record before; the root where there is none.
    last: (Path, Option<Timestamp>),
    prefix: Prefix<'a>,
    name_limit: usize,
    /// LwM2M JSON: names may do without their leading slash (D-080), and without a base name are relative to the
    /// target unless they have one.
    slash: Slash,
    #[cfg(feature = "lenient")]
    memory: lenient::Memory,
}

/// Whether a name begins with a slash.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Slash {
    /// It must.
    Required,
    /// It is added where it is missing.
    Added,
    /// Where it is missing, the name continues this path.
    After(Path),
}

/// What a list of paths must not have (D-063).
pub(super) const NO_VALUES: &str = "names without values and times in a list of paths";

/// Reasons to leave the fast way: a name needs a prefix or the base name has one, there is a base value, the base
/// time is not whole, names are to be shorter than paths can be, the record before had a prefix; in lenient reading,
/// records without a name are counted up, records without a time have that of the one before.
const NEEDS_PREFIX: u32 = 1;
const BASE_PREFIX: u32 = 2;
const BASE_VALUE: u32 = 4;
const BASE_FRACTION: u32 = 8;
const SHORT_NAMES: u32 = 16;
const AFTER_PREFIX: u32 = 32;
#[cfg_attr(not(feature = "lenient"), allow(dead_code, reason = "strict names don't need it"))]
const COUNTS_UP: u32 = 64;
const INHERITS_TIME: u32 = 128;

/// The prefix of the record before may stand there, and is that of the base name; it was lent from the base name that
/// still holds, and perhaps from a name behind it.
const SETTLED: u32 = 256;
const LENT: u32 = 512;

/// How many octets the chunks of a base name may have beyond a head for each character: others say nothing, and would
/// be looked at again with every name that follows.
const SPARE_OCTETS: usize = 64;

/// How long `/65534/65534/65534/65534` is.
const LONGEST_PATH: usize = 24;

impl<'a> Pack<'a> {
    pub(super) fn new(target: Path, options: &Options<'a>) -> Self {
        let scope = Scope::new(target, options);
        let needs_prefix = if scope.plain() { 0 } else { NEEDS_PREFIX };
        let short_names = if options.limits.name < LONGEST_PATH { SHORT_NAMES } else { 0 };
        let inherits = scope.lenience.allows(DeviationKind::InheritedTime);
        let inherits_time = if inherits { INHERITS_TIME } else { 0 };
        Self {
            scope,
            rare: needs_prefix | short_names | inherits_time,
            base: Base::start(),
            last: (Path::ROOT, None),
            prefix: Prefix::NONE,
            name_limit: options.limits.name,
            slash: Slash::Required,
            #[cfg(feature = "lenient")]
            memory: lenient::Memory::default(),
        }
    }

    /// Takes a base name to which a leading slash is added where it is missing (D-080).
    #[inline(never)]
    pub(super) fn set_base_name_with_slash(&mut self, bytes: &'a [u8], form: u32) -> Result<()> {
        self.slash = Slash::Added;
        // The slash may be written as an escape.
        let text = raw(bytes, form)?;
        if text.chars().next().is_none_or(|first| first == '/') {
            return self.set_base_name(bytes, form);
        }
        self.set_odd_base(bytes, form, Name::SLASH)
    }

    /// Without a base name, names are absolute or continue a path (D-080).
    pub(super) fn set_base_path(&mut self, path: Path) {
        self.slash = Slash::After(path);
    }

    /// Takes a base name, which holds until the next; `form` says how it is text.
    #[inline(never)]
    pub(super) fn set_base_name(&mut self, bytes: &'a [u8], form: u32) -> Result<()> {
        // What the fast way understands has neither a prefix nor chunks nor escapes.
        if !self.base.take_ids(bytes, form) {
            return self.set_odd_base(bytes, form, Name::START);
        }
        self.forget_base();
        Ok(())
    }

    /// Takes a base name that the fast way does not understand, read as far as it can be without a name behind it.
    #[cold]
    fn set_odd_base(&mut self, bytes: &'a [u8], form: u32, mut name: Name) -> Result<()> {
        let limit = self.name_limit;
        if form == Members::CHUNKS {
            let characters = raw(bytes, form)?.chars().count();
            if bytes.len() > characters.saturating_mul(2).saturating_add(SPARE_OCTETS) {
                return Err(ErrorKind::TooDeep { limit }.into());
            }
        }
        match name.push(raw(bytes, form)?, limit) {
            // Chunks without characters.
            Ok(()) if name.read().is_empty() => self.base.take_read(&[], 0, Read::START),
            Ok(()) => self.base.take_read(bytes, form, name.read()),
            #[cfg(feature = "lenient")]
            Err(_) if self.reads_names_again() => self.base.take_odd(bytes, form),
            Err(error) => return Err(error),
        }
        self.forget_base();
        Ok(())
    }

    /// What was found of the base name before holds no more.
    fn forget_base(&mut self) {
        if FAST {
            let has_prefix = self.base_prefix().0 > 0;
            self.rare &= !(BASE_PREFIX | SETTLED | LENT);
            self.rare |= if has_prefix { BASE_PREFIX } else { 0 };
        }
    }

    /// How many characters of the base name are a prefix, and behind how many it begins.
    fn base_prefix(&self) -> (usize, usize) {
        self.base.read().map_or((0, 1), |read| read.prefix())
    }

    /// Takes a base time, a number, which holds until the next.
    #[inline(never)]
    pub(super) fn set_base_time(&mut self, time: Wire<'a>) -> Result<()> {
        self.rare &= !BASE_FRACTION;
        match time {
            Wire::Integer(seconds) => (self.base.seconds, self.base.atto) = (Some(seconds), 0),
            _ => {
                let time = seconds(time)?;
                (self.base.seconds, self.base.atto) = (Some(time.whole), time.atto);
                self.rare |= BASE_FRACTION;
            }
        }
        Ok(())
    }

    /// Takes a base value, a number, which holds until the next.
    #[cold]
    pub(super) fn set_base_value(&mut self, value: Wire<'a>) {
        self.base.value = Some(value);
        self.rare |= BASE_VALUE;
    }

    /// Gives a record with a value its path and time.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(super) fn resolve(
        &mut self,
        members: &Members<'a>,
        record: &mut Record<WireValue<'a>>,
    ) -> Result<bool> {
        if !FAST {
            return self.finish(None, members, record);
        }
        let path = self.base.path(members);
        let time = if members.seen & Members::TIME == 0 && self.base.seconds.is_none() {
            None
        } else {
            let base = self.base.seconds.unwrap_or(0);
            match Timestamp::from_seconds(base.saturating_add(members.seconds)) {
                Ok(time) => Some(time),
                // Fractions may bring it back into the range.
                Err(_) => return self.finish(path, members, record),
            }
        };
        record.time = time;
        match path {
            Some(path)
                if self.rare | members.seen & Members::FRACTION == 0
                    && self.scope.contains(path)
                    && path != Path::ROOT
                    && (path != self.last.0 || time != self.last.1) =>
            {
                record.path = path;
                self.last = (path, time);
                Ok(true)
            }
            _ => self.finish(path, members, record),
        }
    }

    /// The prefix of the record that was read last.
    pub(super) const fn prefix(&self) -> Prefix<'a> {
        self.prefix
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
        #[cfg(feature = "lenient")]
        let timed;
        #[cfg(feature = "lenient")]
        let members = if self.rare & INHERITS_TIME == 0 {
            members
        } else {
            timed = self.with_inherited_time(members);
            &timed
        };
        let time = self.exact_time(members);
        #[cfg(feature = "lenient")]
        let counted = time.ok().and_then(|time| self.counted_up(members, time));
        #[cfg(not(feature = "lenient"))]
        let counted = None;
        let path = match counted {
            Some(path) => path,
            None => self.name(fast.filter(|&path| path != Path::ROOT), members)?,
        };
        record.path = path;
        let error = |kind: ErrorKind| Error::from(kind).within(path);
        if self.base.value.is_some() && members.seen & Members::NUMBER != 0 {
            let sum = add(self.base.value, record.value.0);
            record.value.0 = sum.map_err(|e| e.within(path))?;
        }
        record.time = time.map_err(|e| e.within(path))?;
        // Lenience: what says one thing twice (D-006).
        if (path, record.time) == self.last
            && !self.scope.lenience.allow(DeviationKind::DuplicatePath)
        {
            return Err(error(ErrorKind::Duplicate));
        }
        self.last = (path, record.time);
        Ok(true)
    }

    /// RFC 8428, 4.5.3: the exact sum of base time and time, rounded once; `None` where neither was ever given.
    fn exact_time(&self, members: &Members<'a>) -> Result<Option<Timestamp>> {
        if members.seen & Members::TIME == 0 && self.base.seconds.is_none() {
            return Ok(None);
        }
        let base = Seconds { whole: self.base.seconds.unwrap_or(0), atto: self.base.atto };
        let since = Seconds { whole: members.seconds, atto: members.atto };
        match base.plus(since).and_then(Timestamp::nearest) {
            Some(time) => Ok(Some(time)),
            None => Err(ErrorKind::TimeOutOfRange.into()),
        }
    }

    /// The path of a record of a list of paths, of any depth (D-014, D-063).
    #[inline(never)]
    pub(super) fn path(&mut self, members: &Members<'a>) -> Result<Path> {
        let found = self.join(None, members);
        let found = found.and_then(|found| {
            self.may_begin(&found.1).map_err(|e| e.within(found.0))?;
            Ok(found)
        });
        match found {
            Ok((path, prefix)) => {
                self.take_prefix(prefix);
                Ok(path)
            }
            #[cfg(feature = "lenient")]
            Err(error) => self.mended_path(members, error),
            #[cfg(not(feature = "lenient"))]
            Err(error) => Err(error),
        }
    }

    /// Puts base name and name together where the fast way could not, and looks at the prefix and the target.
    fn name(&mut self, fast: Option<Path>, members: &Members<'a>) -> Result<Path> {
        let fast = fast.filter(|_| self.fits(members));
        if let Some(path) =
            fast.filter(|path| self.rare & SETTLED != 0 && self.scope.contains(*path))
        {
            return Ok(path);
        }
        match self.strict_name(fast, members) {
            Ok((path, prefix)) => {
                self.take_prefix(prefix);
                self.rare |= if fast.is_some() { SETTLED } else { 0 };
                Ok(path)
            }
            #[cfg(feature = "lenient")]
            Err(error) => self.mended_name(members, error),
            #[cfg(not(feature = "lenient"))]
            Err(error) => Err(error),
        }
    }

    fn strict_name(&self, fast: Option<Path>, members: &Members<'a>) -> Result<(Path, Prefix<'a>)> {
        let (path, prefix) = self.join(fast, members)?;
        if path.depth() < 3 {
            return Err(Error::from(ErrorKind::Path("the path of a value")).within(path));
        }
        self.may_begin(&prefix).map_err(|e| e.within(path))?;
        if !self.scope.contains(path) {
            return Err(Error::from(ErrorKind::OutsideTarget).within(path));
        }
        Ok((path, prefix))
    }

    /// Base name and name as one path, and the prefix in front of it.
    fn join(&self, fast: Option<Path>, members: &Members<'a>) -> Result<(Path, Prefix<'a>)> {
        let base = raw(self.base.raw, self.base.form)?;
        let name = raw(members.name, members.form())?;
        let found = match fast {
            Some(path) => Found::known(path, self.base_prefix()),
            None => {
                let mut whole = self.behind_base(base, name, Rules::STRICT)?;
                whole.push(name, self.name_limit)?;
                whole.finish()?
            }
        };
        Ok((found.path, found.prefix_of(base, name)))
    }

    /// Whether base name and name are no longer than they may be, by their octets.
    fn fits(&self, members: &Members<'a>) -> bool {
        self.base.raw.len().saturating_add(members.name.len()) <= self.name_limit
    }

    /// Where reading has come to in front of a name.
    fn behind_base(&self, base: RawText<'a>, name: RawText<'a>, rules: Rules) -> Result<Name> {
        match self.base.read() {
            // Nothing has deviated in it, so it reads the same by all rules.
            Some(read) => Ok(Name::after(read).with(rules)),
            None => {
                let mut whole = self.begin_name(base, name).with(rules);
                whole.push(base, self.name_limit)?;
                Ok(whole)
            }
        }
    }

    /// Where to begin to read a name: the slash in front of it may be left out in LwM2M JSON (D-080).
    fn begin_name(&self, base: RawText<'a>, name: RawText<'a>) -> Name {
        if cfg!(not(feature = "lwm2m-json")) {
            return Name::START;
        }
        let begins_with_slash = base.chars().chain(name.chars()).next() == Some('/');
        match self.slash {
            Slash::Added if !begins_with_slash => Name::SLASH,
            Slash::After(path) if !begins_with_slash => Name::below(path, name),
            _ => Name::START,
        }
    }

    /// Takes what stands in front of a path and may stand there.
    fn take_prefix(&mut self, prefix: Prefix<'a>) {
        if !self.is_before(&prefix) {
            // The same path of another device is no repeat.
            self.last = (Path::ROOT, None);
            let after_prefix = if prefix.is_empty() { 0 } else { AFTER_PREFIX };
            self.rare = self.rare & !(AFTER_PREFIX | SETTLED) | after_prefix;
        }
        // Where it is the same, it may have been lent from another base name.
        self.prefix = prefix;
        if FAST {
            self.rare |= LENT;
        }
    }

    /// Whether a prefix is that of the record before. What both have of the base name is not looked at.
    fn is_before(&self, prefix: &Prefix<'a>) -> bool {
        match self.base.read() {
            Some(read) if self.rare & LENT != 0 => {
                prefix.is_same_behind(&self.prefix, read.most_of_prefix())
            }
            _ => *prefix == self.prefix,
        }
    }

    /// Whether a prefix may stand in front of a path.
    fn may_begin(&self, prefix: &Prefix<'a>) -> Result<()> {
        // What begins as the prefix of the record before is no more reserved than that.
        let begins_in_base =
            self.base.read().is_some_and(|read| read.most_of_prefix() > name::LONGEST_RESERVED);
        if !(begins_in_base && self.rare & LENT != 0) && name::is_reserved(prefix) {
            return Err(ErrorKind::Path("no reserved place as a prefix").into());
        }
        let needs_prefix = self.rare & NEEDS_PREFIX != 0;
        // A pack for the root may tell of any device.
        if needs_prefix || !prefix.is_empty() && self.scope.target != Path::ROOT {
            self.scope.check(prefix, true)?;
        }
        Ok(())
    }
}

/// The text of the octets of a name, whose grammar the path checks.
fn raw(bytes: &[u8], form: u32) -> Result<RawText<'_>> {
    if form == Members::CHUNKS {
        return Ok(RawText::Chunks(bytes));
    }
    let text = core::str::from_utf8(bytes).map_err(|_| ErrorKind::NotUtf8)?;
    Ok(RawText::json(text, form == Members::ESCAPED))
}
