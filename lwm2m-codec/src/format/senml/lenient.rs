//! Packs that are none by the letter, and what they mean all the same: lenient reading.
//! D-012, D-013, D-016, D-056, D-071 to D-078.

use super::name::{Found, Rules};
use super::{COUNTS_UP, Members, Pack, raw};
use crate::deviation::{DeviationKind, Lenience};
use crate::error::{Error, ErrorKind, Result};
use crate::options::Version;
use crate::path::Path;
use crate::record::{Prefix, Record, Timestamp};
use crate::value::{RawText, Wire, WireValue};

/// What lenient reading remembers of the records before.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Memory {
    /// The last time that a record had, in seconds and in 10^-18 seconds.
    time: Option<(i64, u64)>,
    /// Whether the record that was refused last says nothing of its own.
    skips: bool,
}

/// A reading of a name: what it means, and what is in front of it.
type Reading<'a> = (Found, Prefix<'a>);

impl<'a> Pack<'a> {
    /// Whether a base name that can't be read is looked at again with each name that follows it.
    pub(super) fn reads_names_again(&self) -> bool {
        [
            DeviationKind::LeadingZeros,
            DeviationKind::NoLeadingSlash,
            DeviationKind::DoubleSlash,
            DeviationKind::SenmlCreate65535,
            DeviationKind::SenmlCreateEmptyId,
            DeviationKind::JoinedSlash,
        ]
        .into_iter()
        .any(|kind| self.scope.lenience.allows(kind))
    }

    /// The path of a value whose name was refused, or the error.
    ///
    /// A slash between base name and name explains more than any other deviation, so that is tried first. Where two
    /// slashes may be one or may stand around an Object Instance without an id, a Create decides (D-056).
    #[cold]
    #[inline(never)]
    pub(super) fn mended_name(&mut self, members: &Members<'a>, refused: Error) -> Result<Path> {
        let lenience = self.scope.lenience.quiet();
        let creates = self.scope.target.depth() == 1;
        let names = lenience.without(DeviationKind::SenmlCreateEmptyId);
        let names = if creates { names } else { names.without(DeviationKind::SenmlCreate65535) };
        let without_id = lenience.without(DeviationKind::DoubleSlash);
        let readings = [
            (Lenience::STRICT, true, true),
            (without_id, false, creates && self.scope.new_instance.is_some()),
            (names, false, true),
            (without_id, false, creates),
            (names, true, true),
        ];
        for (lenience, joined, applies) in readings {
            if !applies || joined && !self.may_be_joined(members) {
                continue;
            }
            let Ok((found, prefix)) = self.read_name(members, lenience, joined) else { continue };
            let fits = found.path.depth() > 2 && self.scope.contains(found.path);
            if let Some(missing) = self.check_prefix(&prefix).filter(|_| fits) {
                if joined {
                    self.scope.lenience.allow(DeviationKind::JoinedSlash);
                }
                return Ok(self.take_reading((found, prefix), missing));
            }
        }
        Err(refused)
    }

    /// The path of a list of paths whose name was refused, or the error.
    #[cold]
    #[inline(never)]
    pub(super) fn mended_path(&mut self, members: &Members<'a>, refused: Error) -> Result<Path> {
        let lenience = self.scope.lenience.quiet();
        let names = lenience
            .without(DeviationKind::SenmlCreate65535)
            .without(DeviationKind::SenmlCreateEmptyId);
        let reading = self.read_name(members, names, false).map_err(|_| refused)?;
        let missing = self.check_prefix(&reading.1).ok_or(refused)?;
        Ok(self.take_reading(reading, missing))
    }

    /// Takes a reading for what is meant, and takes note of what has deviated.
    fn take_reading(&mut self, (found, prefix): Reading<'a>, missing: Lenience) -> Path {
        self.scope.lenience.note(found.lenience);
        self.scope.lenience.note(missing);
        self.take_prefix(prefix);
        found.path
    }

    /// Lenience: servers that join paths as file names are joined (E041). A slash is put between base name and name
    /// where neither has one.
    fn may_be_joined(&self, members: &Members<'a>) -> bool {
        let (Ok(base), Ok(name)) =
            (raw(self.base.raw, self.base.form), raw(members.name, members.form()))
        else {
            return false;
        };
        self.scope.lenience.allows(DeviationKind::JoinedSlash)
            && match self.base.read() {
                Some(read) => !read.ends_in_slash(),
                None => base.chars().last().is_some_and(|last| last != '/'),
            }
            && name.chars().next().is_some_and(|first| first != '/')
    }

    fn read_name(
        &self,
        members: &Members<'a>,
        lenience: Lenience,
        joined: bool,
    ) -> Result<Reading<'a>> {
        let base = raw(self.base.raw, self.base.form)?;
        let name = raw(members.name, members.form())?;
        let limit = self.name_limit;
        let rules = Rules { lenience, new_instance: self.scope.new_instance };
        let mut whole = self.behind_base(base, name, rules)?;
        if joined {
            whole.push(RawText::Plain("/"), limit)?;
        }
        whole.push(name, limit)?;
        let found = whole.finish()?;
        if joined && found.prefix + found.behind > base.chars().count() {
            // The slash is in no payload that the prefix could be lent from.
            return Err(ErrorKind::Path("a prefix in one piece").into());
        }
        Ok((found, found.prefix_of(base, name)))
    }

    /// What has deviated in a prefix that may stand there; `None` for one that may not.
    fn check_prefix(&self, prefix: &Prefix<'a>) -> Option<Lenience> {
        let mut lenience = self.scope.lenience.quiet();
        if self.may_begin(prefix).is_ok() {
            return Some(lenience);
        }
        // Lenience: Wakaama, whose names never have the alternate path (E131, E255).
        let missing = !super::name::is_reserved(prefix)
            && self.scope.version() >= Version::V1_2
            && self.scope.has_alternate_path()
            && self.scope.check(prefix, false).is_ok()
            && lenience.allow(DeviationKind::MissingAlternatePath);
        missing.then_some(lenience)
    }

    /// The path of a record without a name that is not the first of its Resource.
    // Lenience: Zephyr, whose multiple Resources have one name for all their instances (E218).
    pub(super) fn counted_up(
        &mut self,
        members: &Members<'a>,
        time: Option<Timestamp>,
    ) -> Option<Path> {
        if !self.scope.lenience.allows(DeviationKind::MissingInstanceName) {
            return None;
        }
        let (last, last_time) = self.last;
        let named = members.seen & (Members::NAME | Members::BASE_NAME) != 0;
        if named || last.depth() < 4 || time != last_time {
            self.rare &= !COUNTS_UP;
            return None;
        }
        if self.rare & COUNTS_UP == 0 {
            // What it says by itself is another value.
            let literal = self.join(None, members);
            if literal.is_ok_and(|(path, _)| path.depth() > 2 && path != last) {
                return None;
            }
        }
        let next = last.parent()?.child(last.last_id()?.checked_add(1)?)?;
        let fits = self.scope.contains(next)
            && self.scope.lenience.allow(DeviationKind::MissingInstanceName);
        self.rare |= if fits { COUNTS_UP } else { 0 };
        fits.then_some(next)
    }

    /// The members of a record, with the time of one before where it has none.
    // Lenience: loggers that give the time once for a group of values (E229).
    pub(super) fn with_inherited_time(&mut self, members: &Members<'a>) -> Members<'a> {
        let mut members = *members;
        if members.seen & Members::TIME != 0 {
            self.memory.time = Some((members.seconds, members.atto));
        } else if members.seen & Members::BASE_TIME != 0 {
            // Another base time begins another group.
            self.memory.time = None;
        } else if let Some(time) = self.memory.time {
            (members.seconds, members.atto) = time;
            members.seen |= Members::TIME;
            self.scope.lenience.allow(DeviationKind::InheritedTime);
        }
        members
    }

    /// Reads a record without a value as what it means, or refuses it; then [`Pack::skips`] says whether to go on.
    #[cold]
    #[inline(never)]
    pub(in crate::format) fn without_value(
        &mut self,
        members: &Members<'a>,
        record: &mut Record<WireValue<'a>>,
        may_delete: bool,
    ) -> Result<bool> {
        // Lenience: Anjay Lite, which leaves out the value to delete a Resource Instance (E272).
        if may_delete
            && self.takes_null(DeviationKind::MissingNull)
            && self.join(None, members).is_ok_and(|(path, _)| path.depth() == 4)
        {
            record.value.0 = Wire::Null;
            let found = self.resolve(members, record)?;
            self.scope.lenience.allow(DeviationKind::MissingNull);
            return Ok(found);
        }
        // Lenience: encoders that write what holds for all records as a record of its own (D-072).
        self.memory.skips =
            members.is_base_only() && self.scope.lenience.allow(DeviationKind::BaseOnlyRecord);
        Err(ErrorKind::MissingValue.into())
    }

    /// Whether the record that was refused last is passed over.
    pub(in crate::format) fn skips(&mut self) -> bool {
        core::mem::take(&mut self.memory.skips)
    }

    /// Whether null may delete although the format is none for that, or a missing value although it is no null: only
    /// in a Write-Composite of 1.2, whose target is the root (D-071).
    pub(in crate::format) fn takes_null(&self, kind: DeviationKind) -> bool {
        self.scope.target == Path::ROOT
            && self.scope.version() >= Version::V1_2
            && self.scope.lenience.allows(kind)
    }
}

impl Members<'_> {
    /// Whether it has a base name or base time and nothing of its own.
    const fn is_base_only(&self) -> bool {
        let base = Self::BASE_NAME | Self::BASE_TIME;
        let any = base | Self::BASE_VALUE | Self::BASE_VERSION | Self::BASE_UNIT | Self::BASE_SUM;
        self.seen & base != 0 && self.seen & (Self::CHUNKS - 1) & !any == 0
    }
}
