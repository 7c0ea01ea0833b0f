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
    /// Map `n` below the top one holds ids of level `lead + n - 1`.
    maps: Maps,
    /// Whose records these are.
    tellers: Tellers,
}

impl<'o, 'b, 'p> Writer<'o, 'b, 'p> {
    /// Begins a payload for a target.
    ///
    /// # Errors
    /// [`ErrorKind::Path`] for a gateway prefix that could not be told from ids.
    pub fn new(target: Path, out: &'o mut Output<'b>, options: &'p Options<'p>) -> Result<Self> {
        options.check_prefixes()?;
        let maps = Maps::begin(out);
        let (last, level, tellers) = (Path::ROOT, Level::RESOURCE_INSTANCE, Tellers::NONE);
        Ok(Self { out, options, target, last, level, maps, tellers })
    }

    /// Closes what is open.
    ///
    /// # Errors
    /// None today; the signature is every Writer's.
    #[inline]
    pub fn finish(mut self) -> Result<()> {
        self.maps.close(0, self.out);
        Ok(())
    }

    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn step(&mut self, record: &Record<Value<'_>>) -> Result<()> {
        let path = record.path;
        let follows =
            path > self.last && self.level.alone_tells(path, self.last) && record.time.is_none();
        if follows {
            self.last = path;
            self.maps.count_one_more(self.out);
        } else if !self.enter(record)? {
            return Ok(());
        }
        let key = self.last_key(path);
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

    /// Closes the maps that a record has left, and writes its keys down to the last; false where nothing is written.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn enter(&mut self, record: &Record<Value<'_>>) -> Result<bool> {
        let path = record.path;
        let lead = self.lead();
        let shared = path.common_depth(self.last);
        let is_inside = shared >= lead
            && path > self.last
            && record.time.is_none()
            && path.is_value()
            && Level::of(self.last).parts(path, self.last)
            && self.options.new_instance.is_none();
        if !is_inside {
            return self.enter_anew(record);
        }
        // Ids that are shared lie in maps that stay open.
        self.maps.close(shared - lead + 2, self.out);
        self.maps.count_one_more(self.out);
        let mut level = Level::at(shared);
        self.level = Level::of(path);
        while level != self.level {
            self.maps.open_behind(key(level.id(path)), self.out)?;
            level = level.below();
        }
        self.last = path;
        Ok(true)
    }

    /// The same for the first record of a key of the top map, and for what is rare.
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
        if !Level::of(self.last).parts(path, self.last) {
            // A container was said to be empty, or a Resource to be single, and now something lies below it.
            return Err(ErrorKind::RecordOrder.into());
        }
        let lead = self.lead();
        let shared = path.common_depth(self.last);
        let first = if shared < lead {
            if self.last == Path::ROOT {
                self.tellers.begin(path)?;
            }
            self.maps.close(1, self.out);
            self.maps.count_one_more(self.out);
            self.prefix(lead);
            0
        } else {
            self.maps.close(shared - lead + 2, self.out);
            self.maps.count_one_more(self.out);
            shared
        };
        // The ids of the target are one key, all others are keys of their own.
        for level in first..depth - 1 {
            let key = self.key_at(level, path);
            if level + 1 < lead {
                self.out.put_few(key);
            } else {
                self.maps.open_behind(key, self.out)?;
            }
        }
        // The keys of the top map, and those of Object Instances, are never simply the next.
        let has_siblings = depth > 2 && depth > lead;
        self.level = if has_siblings { Level::of(path) } else { Level::RESOURCE_INSTANCE };
        // Beside or below a target that is a value lies nothing that was asked for.
        self.last = if path == self.target { Path::LAST } else { path };
        Ok(true)
    }

    /// The last id of a path that has been entered.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn last_key(&self, path: Path) -> Few {
        if path.is_value() {
            key(Level::of(path).id(path))
        } else {
            self.key_at(path.depth() - 1, path)
        }
    }

    /// How many ids the keys of the top map have: those of the target, at least one.
    fn lead(&self) -> usize {
        self.target.depth().max(1)
    }

    /// What stands in front of the ids of a key of the top map: that they are several, and the device's prefix.
    fn prefix(&mut self, lead: usize) {
        let prefix = self.tellers.prefix().unwrap_or(self.options.gateway_prefix.as_bytes());
        let elements = lead + usize::from(!prefix.is_empty());
        if elements > 1 {
            put_head(self.out, ARRAY, elements as u64);
        }
        if !prefix.is_empty() {
            put_head(self.out, TEXT, prefix.len() as u64);
            self.out.write(prefix);
        }
    }

    /// The id at a level; 65535 for the instance whose id the client chooses (D-056).
    fn key_at(&self, level: usize, path: Path) -> Few {
        let new = level == 1
            && self.target.depth() == 1
            && self.options.new_instance.is_some()
            && path.instance_id() == self.options.new_instance;
        key(if new { u16::MAX } else { path.id(level).unwrap_or(0) })
    }
}

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
        self.maps.close(1, self.out);
        self.last = Path::ROOT;
        Ok(())
    }
}
