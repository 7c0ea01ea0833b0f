//! LwM2M CBOR (11544): nested maps whose keys are ids, or arrays of ids.
//! LwM2M Core 1.2.2, 7.5.6 (LwM2M CBOR); D-081 to D-085.

mod key;
mod writer;

pub use self::writer::Writer;
use super::cbor_leaf;
use crate::deviation::DeviationKind;
#[cfg(feature = "lenient")]
use crate::deviation::Lenience;
use crate::error::{Error, ErrorKind, Result};
use crate::options::{Options, Scope};
use crate::path::{Path, Stem};
use crate::record::{Prefix, Record, RecordSource};
use crate::syntax::cbor::{self, BREAK, INDEFINITE, MAP, argument};
use crate::value::{Wire, WireValue};

/// Reads a LwM2M CBOR payload record by record, in whatever way its maps and keys are laid out.
#[derive(Clone, Debug)]
pub struct Reader<'a> {
    rest: &'a [u8],
    length: usize,
    scope: Scope<'a>,
    /// The maps around the innermost one, outermost first.
    around: [Map; MAPS],
    depth: usize,
    map: Map,
    started: bool,
    /// The path of the record before; the root where there is none.
    last: Path,
    prefix: Prefix<'a>,
    /// Whether a key at the top may do without a prefix.
    plain: bool,
    /// Whether an id alone may be a key here: always, save at the top where a prefix is to be looked at.
    simple: bool,
    /// How many bytes were left where the last key began.
    begin: usize,
}

/// Every map takes at least one id of the path, or the prefix.
const MAPS: usize = 5;

/// An open map.
#[derive(Clone, Copy, Debug)]
struct Map {
    /// How many pairs it still has; more than [`COUNTED`] where a break ends it.
    left: usize,
    /// Where its keys continue the path.
    stem: Stem,
}

impl Map {
    const START: Self = Self { left: 0, stem: Stem::ROOT };
}

/// In the small setting every map is entered and left the way of the rare ones.
const QUICK: bool = cfg!(not(feature = "compact"));

/// No payload has more items than this; an indefinite length counts as [`usize::MAX`].
const COUNTED: usize = usize::MAX >> 1;

/// How many items the head of a container announces; `None` where they are more than a payload can hold.
fn announced(first: u8, count: u64) -> Option<usize> {
    match usize::try_from(count) {
        _ if first & 31 == INDEFINITE => Some(usize::MAX),
        Ok(count) if count <= COUNTED => Some(count),
        _ => None,
    }
}

impl<'a> Reader<'a> {
    /// Begins to read a payload for a target.
    ///
    /// # Errors
    /// [`ErrorKind::MissingValue`] for an empty payload where the target is one value (D-004).
    pub fn new(target: Path, payload: &'a [u8], options: &Options<'a>) -> Result<Self> {
        super::check_not_empty(target, payload)?;
        let scope = Scope::new(target, options);
        let plain = target == Path::ROOT || scope.gateway_prefix().is_empty();
        Ok(Self {
            rest: payload,
            length: payload.len(),
            scope,
            around: [Map::START; MAPS],
            depth: 0,
            map: Map::START,
            started: payload.is_empty(),
            last: Path::ROOT,
            prefix: Prefix::NONE,
            plain,
            simple: plain,
            begin: payload.len(),
        })
    }

    #[cold]
    #[inline(never)]
    fn start(&mut self) -> Result<()> {
        self.started = true;
        let first = cbor::byte(&mut self.rest)?;
        match announced(first, argument(first, &mut self.rest)?) {
            Some(left) if first >> 5 == MAP => self.map.left = left,
            _ => return Err(ErrorKind::Malformed("one map").into()),
        }
        #[cfg(feature = "lenient")]
        self.settle_keys();
        Ok(())
    }

    /// Reads the next leaf or empty map.
    // What is rare reads from `self.rest`: so the local one stays in registers.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn step(&mut self, record: &mut Record<WireValue<'a>>) -> Result<bool> {
        record.time = None;
        let mut rest = self.rest;
        loop {
            let left = self.map.left;
            if QUICK && left == 0 && self.depth > 0 {
                self.leave_inner();
                continue;
            }
            if left == 0 || left > COUNTED && rest.first() == Some(&BREAK) {
                self.rest = rest;
                if self.leave()? {
                    rest = self.rest;
                    continue;
                }
                return Ok(false);
            }
            self.begin = rest.len();
            self.map.left = left - 1;
            let key = cbor::byte(&mut rest)?;
            let (id, is_id) = match key {
                _ if !QUICK => (u16::MAX, false),
                0x00..=0x17 => (u16::from(key), true),
                0x18 => (u16::from(cbor::byte(&mut rest)?), true),
                0x19 => {
                    let id = u16::from_be_bytes(cbor::array(&mut rest)?);
                    (id, id != u16::MAX)
                }
                _ => (u16::MAX, false),
            };
            let stem = if is_id && self.simple {
                self.map.stem.child(id)
            } else {
                self.rest = rest;
                let stem = self.key(key, id)?;
                rest = self.rest;
                stem
            };
            let first = cbor::byte(&mut rest)?;
            if first >> 5 == MAP {
                let count = first & 31;
                if QUICK && matches!(count, 1..=23) && !stem.is_full() {
                    self.enter_inner(count.into(), stem);
                    continue;
                }
                self.rest = rest;
                let empty = self.enter(first, stem)?;
                rest = self.rest;
                if !empty {
                    continue;
                }
                record.value.0 = Wire::Empty;
            } else {
                let lenience = &mut self.scope.lenience;
                let leaf = cbor_leaf::read(first, &mut rest, &mut record.value.0, lenience);
                leaf.map_err(|error| error.within(stem.path()))?;
                if !stem.holds_values() {
                    return shallow(stem);
                }
            }
            let path = stem.path();
            self.rest = rest;
            if !self.scope.contains(path) || path == self.last {
                return self.refuse(path, record);
            }
            self.last = path;
            record.path = path;
            return Ok(true);
        }
    }

    /// Leaves a map that a break ends, or the top one; false where that was it and the payload ends with it. Before
    /// the top one, enters it.
    #[inline(never)]
    fn leave(&mut self) -> Result<bool> {
        if !self.started {
            self.start()?;
            return Ok(true);
        }
        if self.map.left != 0 {
            cbor::byte(&mut self.rest)?;
            self.map.left = 0;
        }
        if self.depth > 0 {
            self.leave_inner();
            return Ok(true);
        }
        self.begin = self.rest.len();
        if self.rest.is_empty() { Ok(false) } else { Err(ErrorKind::ExtraBytes.into()) }
    }

    /// Goes back to the map around this one.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn leave_inner(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        self.map = self.around.get(self.depth).copied().unwrap_or(Map::START);
        self.simple = self.depth > 0 || self.plain && self.prefix.is_empty();
    }

    /// Goes down into a map that is not empty, below a stem that is not full.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn enter_inner(&mut self, left: usize, stem: Stem) {
        if let Some(place) = self.around.get_mut(self.depth) {
            if QUICK {
                *place = self.map;
            } else {
                // As a whole it might be moved over itself for all that is known, which takes half a kilobyte.
                (place.left, place.stem) = (self.map.left, self.map.stem);
            }
        }
        self.depth += 1;
        self.map = Map { left, stem };
        self.simple = true;
    }

    /// Goes down into a map; true where it is empty and that is a record.
    #[inline(never)]
    fn enter(&mut self, first: u8, stem: Stem) -> Result<bool> {
        let count = argument(first, &mut self.rest)?;
        let Some(left) = announced(first, count).filter(|_| !stem.is_full()) else {
            return deep(stem);
        };
        if left > COUNTED && self.rest.first() == Some(&BREAK) {
            cbor::byte(&mut self.rest)?;
        } else if left != 0 {
            self.enter_inner(left, stem);
            return Ok(false);
        }
        // Of the target nothing is said where what lies above it is empty.
        let path = stem.path();
        Ok(path == self.scope.target || !self.scope.target.is_within(path))
    }

    #[cold]
    #[inline(never)]
    fn refuse(&mut self, path: Path, record: &mut Record<WireValue<'a>>) -> Result<bool> {
        // Lenience: who goes by Anjay, which reads on (D-006).
        let repeats = path == self.last && self.scope.contains(path);
        if repeats && self.scope.lenience.allow(DeviationKind::DuplicatePath) {
            record.path = path;
            return Ok(true);
        }
        let kind = if path == self.last { ErrorKind::Duplicate } else { ErrorKind::OutsideTarget };
        Err(Error::from(kind).within(path))
    }

    /// Takes the keys to continue the target's path, where that alone makes sense of all of them (D-081).
    #[cfg(feature = "lenient")]
    #[cold]
    fn settle_keys(&mut self) {
        let target = self.scope.target;
        // Lenience: implementations of 1.2.0, whose text leaves it open (E051).
        if matches!(target.depth(), 1..=3)
            && self.scope.lenience.allows(DeviationKind::RelativeKeys)
            && !self.clone().reads_all(0)
        {
            let mut relative = self.clone();
            relative.map.stem = target.into();
            if relative.reads_all(3) {
                self.map.stem = target.into();
                self.scope.lenience.allow(DeviationKind::RelativeKeys);
            }
        }
    }

    /// Whether the whole payload can be read so, each record at least so deep.
    #[cfg(feature = "lenient")]
    fn reads_all(mut self, depth: usize) -> bool {
        let mut record = Record::default();
        loop {
            match self.next_record(&mut record) {
                Ok(true) if record.path.depth() >= depth => {}
                Ok(more) => return !more,
                Err(_) => return false,
            }
        }
    }

    /// What may deviate here, and what has.
    #[cfg(feature = "lenient")]
    pub(crate) const fn lenience(&mut self) -> &mut Lenience {
        &mut self.scope.lenience
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

#[cold]
#[inline(never)]
fn deep<T>(stem: Stem) -> Result<T> {
    let expected = ErrorKind::Malformed("a map that the payload can hold");
    let kind = if stem.is_full() { ErrorKind::PathTooDeep } else { expected };
    Err(Error::from(kind).within(stem.path()))
}

#[cold]
#[inline(never)]
fn shallow<T>(stem: Stem) -> Result<T> {
    let expected = ErrorKind::Malformed("a map above the level of Resources");
    Err(Error::from(expected).within(stem.path()))
}
