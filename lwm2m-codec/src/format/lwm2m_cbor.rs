//! LwM2M CBOR (11544): nested maps whose keys are ids, or arrays of ids.
//! LwM2M Core 1.2.2, 7.5.6 (LwM2M CBOR); D-081 to D-085.

mod key;
mod writer;

pub use self::writer::Writer;
use super::cbor_leaf;
use crate::error::{Error, ErrorKind, Result};
use crate::options::{Options, Scope};
use crate::path::Path;
use crate::record::{Prefix, Record, RecordSource};
use crate::syntax::cbor::{self, BREAK, INDEFINITE, MAP, UNSIGNED, head};
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
    /// Whether it may, and the one before did.
    simple: bool,
    /// How many bytes were left where the last key began.
    begin: usize,
}

/// Every map takes at least one id of the path, or the prefix.
const MAPS: usize = 5;

/// An open map.
#[derive(Clone, Copy, Debug, Default)]
struct Map {
    /// How many pairs it still has; [`UNCOUNTED`] where a break ends it.
    left: u64,
    /// The ids so far (see [`Path::from_lanes`]), and how many.
    lanes: u64,
    ids: usize,
}

const UNCOUNTED: u64 = u64::MAX;

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
        let plain = target == Path::ROOT || scope.gateway_prefix().is_empty();
        Ok(Self {
            rest: payload,
            length: payload.len(),
            scope,
            around: [Map::default(); MAPS],
            depth: 0,
            map: Map::default(),
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
        match head(&mut self.rest)? {
            (MAP, info, left) if info == INDEFINITE || left != UNCOUNTED => {
                self.map.left = left;
                Ok(())
            }
            _ => Err(ErrorKind::Malformed("one map").into()),
        }
    }

    /// Reads the next leaf or empty map.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn step(&mut self, record: &mut Record<WireValue<'a>>) -> Result<bool> {
        if !self.started {
            self.start()?;
        }
        record.time = None;
        let mut rest = self.rest;
        let mut map = self.map;
        loop {
            if map.left == 0 || map.left == UNCOUNTED && rest.first() == Some(&BREAK) {
                if map.left != 0 {
                    cbor::byte(&mut rest)?;
                }
                let Some(outer) = self.depth.checked_sub(1) else {
                    self.map.left = 0;
                    return self.end(rest);
                };
                self.depth = outer;
                map = self.around.get(outer).copied().unwrap_or_default();
                continue;
            }
            self.begin = rest.len();
            if map.left != UNCOUNTED {
                map.left -= 1;
            }
            let (major, info, id) = head(&mut rest)?;
            let (lanes, ids) =
                if major == UNSIGNED && id < 65535 && (self.depth != 0 || self.simple) {
                    (map.lanes << 16 | (id + 1), map.ids + 1)
                } else {
                    self.key((major, info, id), &mut rest, map)?
                };
            if rest.first().is_some_and(|first| first >> 5 == MAP) {
                let (_, info, left) = head(&mut rest)?;
                if ids == 4 || left == UNCOUNTED && info != INDEFINITE {
                    return deep(lanes, ids);
                }
                let empty = match rest.first() {
                    Some(&BREAK) if info == INDEFINITE => true,
                    _ => left == 0,
                };
                if !empty {
                    if let Some(place) = self.around.get_mut(self.depth) {
                        *place = map;
                    }
                    self.depth += 1;
                    map = Map { left, lanes, ids };
                    continue;
                }
                if left != 0 {
                    cbor::byte(&mut rest)?;
                }
                let path = Path::from_lanes(lanes, ids);
                if self.scope.target.is_within(path) && self.scope.target != path {
                    // Nothing of the target in what lies above it.
                    continue;
                }
                record.value.0 = Wire::Empty;
            } else {
                cbor_leaf::read(&mut rest, &mut record.value.0)
                    .map_err(|e| e.within(Path::from_lanes(lanes, ids)))?;
                if ids < 3 {
                    return shallow(lanes, ids);
                }
            }
            let path = Path::from_lanes(lanes, ids);
            (self.rest, self.map) = (rest, map);
            if !path.is_within(self.scope.target) || path == self.last {
                return self.refuse(path);
            }
            self.last = path;
            record.path = path;
            return Ok(true);
        }
    }

    /// After the top map nothing may follow.
    #[cold]
    #[inline(never)]
    fn end(&mut self, rest: &'a [u8]) -> Result<bool> {
        self.rest = rest;
        self.begin = rest.len();
        if rest.is_empty() { Ok(false) } else { Err(ErrorKind::ExtraBytes.into()) }
    }

    #[cold]
    #[inline(never)]
    fn refuse(&self, path: Path) -> Result<bool> {
        let kind = if path == self.last { ErrorKind::Duplicate } else { ErrorKind::OutsideTarget };
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

#[cold]
#[inline(never)]
fn deep<T>(lanes: u64, ids: usize) -> Result<T> {
    let expected = ErrorKind::Malformed("a map that the payload can hold");
    let kind = if ids == 4 { ErrorKind::PathTooDeep } else { expected };
    Err(Error::from(kind).within(Path::from_lanes(lanes, ids)))
}

#[cold]
#[inline(never)]
fn shallow<T>(lanes: u64, ids: usize) -> Result<T> {
    let expected = ErrorKind::Malformed("a map above the level of Resources");
    Err(Error::from(expected).within(Path::from_lanes(lanes, ids)))
}
