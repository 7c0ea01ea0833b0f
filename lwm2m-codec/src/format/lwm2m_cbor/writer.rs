//! Writes LwM2M CBOR in one pass: the target as one key, below it counted maps with one id a level (D-082).

mod maps;
mod tellers;

use self::maps::Maps;
use self::tellers::Tellers;
use crate::error::{Error, ErrorKind, Result};
use crate::format::cbor_leaf::{Leaf, put_head, short_head};
use crate::options::Options;
use crate::output::{Few, Output};
use crate::path::{Level, Path};
use crate::record::{Record, RecordSink};
use crate::syntax::cbor::{ARRAY, MAP, TEXT, UNSIGNED};
use crate::value::Value;

/// Writes records as a LwM2M CBOR payload for a target: ascending by path, without times.
#[derive(Debug)]
pub struct Writer<'o, 'b, 'p> {
    out: &'o mut Output<'b>,
    options: &'p Options<'p>,
    target: Path,
    /// The path of the record before: the root where there is none, the last of all where nothing may follow.
    last: Path,
    /// The level at which siblings of the record before differ from it.
    level: Level,
    /// The level of the ids in keys of the top map below which a record is entered the quick way.
    lowest: Level,
    maps: Maps,
    /// Whose records these are.
    tellers: Tellers,
}

impl<'o, 'b, 'p> Writer<'o, 'b, 'p> {
    /// Begins a payload for a target.
    ///
    /// # Errors
    /// [`ErrorKind::Path`] for a gateway prefix that could not be told from ids.
    #[cfg_attr(not(feature = "compact"), inline)]
    pub fn new(target: Path, out: &'o mut Output<'b>, options: &'p Options<'p>) -> Result<Self> {
        options.check_prefixes()?;
        let maps = Maps::begin(out);
        // Where the client names an instance, each id is looked at.
        let is_quick = QUICK && options.new_instance.is_none();
        let lowest = if is_quick { lowest(target) } else { Level::RESOURCE_INSTANCE };
        let (last, level, tellers) = (Path::ROOT, Level::RESOURCE_INSTANCE, Tellers::NONE);
        Ok(Self { out, options, target, last, level, lowest, maps, tellers })
    }

    /// Closes what is open.
    ///
    /// # Errors
    /// None today; the signature is every Writer's.
    #[cfg_attr(not(feature = "compact"), inline)]
    pub fn finish(self) -> Result<()> {
        let Self { out, mut maps, .. } = self;
        maps.finish(out);
        Ok(())
    }

    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn step(&mut self, record: &Record<Value<'_>>) -> Result<()> {
        let (path, last) = (record.path, self.last);
        let may_follow = QUICK && path > last && record.time.is_none();
        let key = if may_follow && self.level.alone_tells(path, last) {
            self.last = path;
            self.maps.count_one_more(self.level, self.out);
            key(self.level.id(path))
        } else if may_follow && self.is_inside(path) {
            self.enter(path)?
        } else if self.enter_anew(record)? {
            Few::NONE
        } else {
            return Ok(());
        };
        match Leaf::of(&record.value).1 {
            Leaf::Rare(Value::Empty) => self.empty(path, key),
            leaf => leaf.put(self.out, key),
        }
    }

    /// A container without children is an empty map.
    #[cold]
    #[inline(never)]
    fn empty(&mut self, path: Path, key: Few) -> Result<()> {
        if path.depth() == 4 {
            return Err(ErrorKind::NotExpressible("an empty Resource Instance").into());
        }
        self.out.put_both(key, Few::new((MAP << 5).into(), 1));
        Ok(())
    }

    /// Whether a path behind the last one is that of a value below the same key of the top map, and not below the
    /// last one itself.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn is_inside(&self, path: Path) -> bool {
        let parting = Level::parting(path, self.last);
        parting.is_below(self.lowest)
            && !parting.is_below(Level::of(self.last))
            && Level::of(path).is_below(Level::OBJECT_INSTANCE)
    }

    /// Closes the maps that a path leaves, which lies inside, and opens those that it enters; gives back what is yet
    /// to be written of its keys.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn enter(&mut self, path: Path) -> Result<Few> {
        // Ids that are shared lie in maps that stay open.
        let mut level = Level::parting(path, self.last);
        self.maps.close(Level::of(self.last), level, self.out);
        self.maps.count_one_more(level, self.out);
        let end = Level::of(path);
        (self.last, self.level) = (path, end);
        let mut keys = key(level.id(path));
        while end.is_below(level) {
            level = level.below();
            let opened = keys.then(self.maps.open(level, self.out.position() + keys.len())?);
            keys = key(level.id(path));
            if level == end {
                return Ok(opened.then(keys));
            }
            self.out.put_few(opened);
        }
        Ok(keys)
    }

    /// The same for the first record of a key of the top map, and for what is rare, with all keys written; false where
    /// nothing is written.
    #[inline(never)]
    fn enter_anew(&mut self, record: &Record<Value<'_>>) -> Result<bool> {
        let path = record.path;
        if !path.is_within(self.target) {
            return Ok(false);
        }
        if record.time.is_some() {
            return Err(ErrorKind::TimeUnsupported.into());
        }
        if path <= self.last {
            return Err(ErrorKind::RecordOrder.into());
        }
        if !path.names_instance() {
            return Err(ErrorKind::NotExpressible("an Object Instance without an id").into());
        }
        let depth = path.depth();
        let is_empty = matches!(record.value, Value::Empty);
        if depth < 3 && !is_empty {
            return Err(ErrorKind::NotExpressible("a value above a Resource").into());
        }
        if path == self.target && is_empty {
            // An empty target is an empty map (D-005).
            return Ok(false);
        }
        let parting = Level::parting(path, self.last);
        if parting.is_below(Level::of(self.last)) {
            // A container was said to be empty, or a Resource to be single, and now something lies below it.
            return Err(ErrorKind::RecordOrder.into());
        }
        let lowest = lowest(self.target);
        let mut level = if parting.is_below(lowest) {
            self.maps.close(Level::of(self.last), parting, self.out);
            self.maps.count_one_more(parting, self.out);
            parting
        } else {
            if self.last == Path::ROOT {
                self.tellers.begin(path)?;
            } else {
                self.maps.close_inner(self.out);
            }
            self.maps.count_one_more_at_top(self.out);
            self.prefix();
            Level::at(0)
        };
        // The ids of the target are one key, all others are keys of their own.
        let end = Level::of(path);
        loop {
            self.out.put_few(self.key_at(level, path));
            if !end.is_below(level) {
                break;
            }
            level = level.below();
            if level.is_below(lowest) {
                let head = self.maps.open(level, self.out.position())?;
                self.out.put_few(head);
            }
        }
        // The keys of the top map, and those of Object Instances, are never simply the next.
        let has_siblings = end.is_below(lowest) && end.is_below(Level::OBJECT_INSTANCE);
        self.level = if has_siblings { end } else { Level::RESOURCE_INSTANCE };
        // Beside or below a target that is a value lies nothing that was asked for.
        self.last = if path == self.target { Path::LAST } else { path };
        Ok(true)
    }

    /// What stands in front of the ids of a key of the top map: that they are several, and the device's prefix.
    fn prefix(&mut self) {
        let prefix = self.tellers.prefix().unwrap_or(self.options.gateway_prefix.as_bytes());
        let elements = self.target.depth().max(1) + usize::from(!prefix.is_empty());
        if elements > 1 {
            put_head(self.out, ARRAY, elements as u64);
        }
        if !prefix.is_empty() {
            put_head(self.out, TEXT, prefix.len() as u64);
            self.out.write(prefix);
        }
    }

    /// The id at a level; 65535 for the instance whose id the client chooses (D-056).
    fn key_at(&self, level: Level, path: Path) -> Few {
        let new = level == Level::OBJECT_INSTANCE
            && self.target.depth() == 1
            && self.options.new_instance.is_some()
            && path.instance_id() == self.options.new_instance;
        key(if new { u16::MAX } else { level.id(path) })
    }
}

/// The level of the last id in the keys of the top map: they have the ids of the target, at least one.
#[cfg_attr(not(feature = "compact"), inline(always))]
fn lowest(target: Path) -> Level {
    if target == Path::ROOT { Level::at(0) } else { Level::of(target) }
}

/// In the small setting every record is entered the way of the rare ones.
const QUICK: bool = cfg!(not(feature = "compact"));

/// An id.
#[cfg_attr(not(feature = "compact"), inline(always))]
fn key(id: u16) -> Few {
    // An id never takes more than a head of three bytes.
    short_head(UNSIGNED, id.into()).unwrap_or(Few::NONE)
}

impl RecordSink for Writer<'_, '_, '_> {
    fn record(&mut self, record: &Record<Value<'_>>) -> Result<()> {
        self.step(record).map_err(|error: Error| error.within(record.path))
    }

    fn wants(&self, path: Path) -> bool {
        path.is_within(self.target) || self.target.is_within(path)
    }

    /// One key of the top map begins with the prefix, so the devices' records may begin anew. Devices come in
    /// ascending order of their prefixes, the peer itself before, between or after them.
    fn device(&mut self, prefix: &str) -> Result<()> {
        self.tellers.switch(prefix, self.target, self.last)?;
        self.maps.close_inner(self.out);
        self.last = Path::ROOT;
        Ok(())
    }
}
