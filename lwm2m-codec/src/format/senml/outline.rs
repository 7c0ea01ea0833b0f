//! What the records of a pack say beside their values, in every notation: names and times (D-075, D-076).

use crate::error::{ErrorKind, Result};
use crate::format::device::Device;
use crate::options::Options;
use crate::output::{Few, Output};
use crate::path::{Path, Within};
use crate::record::{Record, Timestamp};
use crate::syntax::decimal::digits;
use crate::value::Value;

/// A pack as it is written.
#[derive(Debug)]
pub(in crate::format) struct Outline<'p> {
    options: &'p Options<'p>,
    target: Within,
    /// How many records there are so far.
    pub(in crate::format) count: u64,
    /// The time of the first record, in nanoseconds; 0 where it has none.
    pub(in crate::format) base_time: i64,
    /// Whether the first record has a name: of a target that is a Resource, either all have or none.
    named: bool,
    /// The device that the next records belong to (D-018).
    device: Device,
}

/// What a record says beside its value.
pub(in crate::format) struct Line {
    /// It is the first: it says the base name.
    pub(in crate::format) first: bool,
    /// It says the base time.
    pub(in crate::format) timed: bool,
    /// It has a name.
    pub(in crate::format) named: bool,
    /// Its time after the base time.
    pub(in crate::format) since: Since,
    /// Its time, in nanoseconds.
    time: i64,
}

impl Line {
    /// Its time after the base time, in nanoseconds: two times may lie further apart than 64 bits count.
    pub(in crate::format) fn nanos(&self, base_time: i64) -> i128 {
        i128::from(self.time) - i128::from(base_time)
    }
}

/// How long after the base time a value was so.
#[derive(Clone, Copy)]
pub(in crate::format) enum Since {
    /// Not at all: nothing is said.
    Base,
    Seconds(i64),
    /// Not in whole seconds, or very long.
    Odd,
}

impl Since {
    #[cfg_attr(not(feature = "compact"), inline(always))]
    const fn new(time: i64, base_time: i64) -> Self {
        match time.checked_sub(base_time) {
            Some(0) => Self::Base,
            Some(nanos) if nanos % NANOS == 0 => Self::Seconds(nanos / NANOS),
            Some(_) | None => Self::Odd,
        }
    }
}

/// Nanoseconds in a second.
pub(in crate::format) const NANOS: i64 = 1_000_000_000;

impl<'p> Outline<'p> {
    /// # Errors
    /// [`ErrorKind::Path`] for a prefix that could not be told from ids.
    pub(in crate::format) fn new(target: Path, options: &'p Options<'p>) -> Result<Self> {
        options.check_prefixes()?;
        let target = Within::new(target);
        Ok(Self { options, target, count: 0, base_time: 0, named: false, device: Device::NONE })
    }

    /// Counts a record and says how it begins; `None` where nothing is written.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(in crate::format) fn record(
        &mut self,
        record: &Record<Value<'_>>,
        null: bool,
    ) -> Result<Option<Line>> {
        let path = record.path;
        if !self.target.contains(path) {
            return Ok(None);
        }
        if matches!(record.value, Value::Empty) || matches!(record.value, Value::Null) && !null {
            return self.no_value(path, &record.value);
        }
        let first = self.count == 0;
        if !path.is_value() || first && self.options.new_instance.is_some() {
            self.check(path)?;
        }
        let named = path != self.target.path();
        if first {
            self.named = named;
        } else if named != self.named {
            return self.mixed();
        }
        self.count += 1;
        let time = record.time.map_or(0, Timestamp::nanos);
        let timed = first && record.time.is_some();
        if timed {
            self.base_time = time;
        }
        let since = Since::new(time, self.base_time);
        Ok(Some(Line { first, timed, named, since, time }))
    }

    /// D-075: behind a base name that is the value's own, a name would continue its last id.
    #[cold]
    #[inline(never)]
    fn mixed(&self) -> Result<Option<Line>> {
        Err(ErrorKind::WrongCardinality { multiple: self.named }.into())
    }

    /// Checks a path that may not be one of a value that is named.
    #[cold]
    #[inline(never)]
    fn check(&self, path: Path) -> Result<()> {
        let is_new = self.options.new_instance.is_some() && self.target.path().depth() < 2;
        if is_new || !path.names_instance() {
            // D-056: only TLV and LwM2M CBOR can leave the id to the client.
            return Err(ErrorKind::NotExpressible("an Object Instance without an id").into());
        }
        if path.depth() < 3 {
            return Err(ErrorKind::NotExpressible("a value above a Resource").into());
        }
        Ok(())
    }

    /// What SenML has no form for (D-079), save where the pack as a whole says it: nothing in the target.
    #[cold]
    #[inline(never)]
    fn no_value(&self, path: Path, value: &Value<'_>) -> Result<Option<Line>> {
        match value {
            Value::Empty if path == self.target.path() || path.depth() < 3 => Ok(None),
            Value::Empty if path.depth() == 4 => {
                Err(ErrorKind::NotExpressible("an empty Resource Instance").into())
            }
            Value::Empty => Err(ErrorKind::NotExpressible("an empty multiple Resource").into()),
            _ => Err(ErrorKind::NotExpressible("null").into()),
        }
    }

    /// The alternate path and the gateway's prefix, those that there are, in order.
    fn prefixes(&self) -> impl Iterator<Item = &'p str> + use<'p> {
        let Options { alternate_path, gateway_prefix, .. } = *self.options;
        [alternate_path, gateway_prefix].into_iter().filter(|prefix| !prefix.is_empty())
    }

    /// How long the base name is: the target, with a slash at the end where names follow.
    pub(in crate::format) fn base_name_length(&self, named: bool) -> usize {
        let prefixes = self.prefixes().map(|prefix| 1 + prefix.len());
        prefixes.sum::<usize>() + ids_length(self.target.path(), 0) + usize::from(named)
    }

    pub(in crate::format) fn put_base_name(&self, out: &mut Output<'_>, named: bool) {
        for prefix in self.prefixes() {
            out.put([b'/']);
            out.write(prefix.as_bytes());
        }
        for level in 0..self.target.path().depth() {
            out.put_few(slash_and_id(self.target.path(), level));
        }
        if named {
            out.put([b'/']);
        }
    }

    /// Whether names begin with the prefix of a device.
    #[inline]
    pub(in crate::format) const fn has_device(&self) -> bool {
        !self.device.is_none()
    }

    /// How long a name is.
    pub(in crate::format) fn name_length(&self, path: Path) -> usize {
        let ids = ids_length(path, self.target.path().depth());
        if self.has_device() { self.device.prefix().len() + ids } else { ids - 1 }
    }

    /// The first id of a name, and the level of the next.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(in crate::format) fn first_id(&self, path: Path) -> (Few, usize) {
        let level = self.target.path().depth();
        (id(path, level), level + 1)
    }

    /// Writes a name: what remains of the path, behind the device's prefix where there is one.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(in crate::format) fn put_name(&self, out: &mut Output<'_>, path: Path) {
        if self.has_device() {
            out.write(self.device.prefix());
            out.put([b'/']);
        }
        let (first, next) = self.first_id(path);
        out.put_few(first);
        put_ids(out, path, next);
    }

    pub(in crate::format) fn wants(&self, path: Path) -> bool {
        self.target.contains(path) || self.target.path().is_within(path)
    }

    /// What follows belongs to the device that a gateway knows by this prefix.
    pub(in crate::format) fn device(&mut self, prefix: &str) -> Result<()> {
        self.device = Device::new(prefix, self.target.path())?;
        Ok(())
    }
}

/// Writes the ids of a path from a level on, each behind a slash.
#[cfg_attr(not(feature = "compact"), inline(always))]
pub(in crate::format) fn put_ids(out: &mut Output<'_>, path: Path, first: usize) {
    for level in first..path.depth() {
        out.put_few(slash_and_id(path, level));
    }
}

#[cfg_attr(not(feature = "compact"), inline(always))]
pub(in crate::format) fn slash_and_id(path: Path, level: usize) -> Few {
    Few::new(b'/'.into(), 1).then(id(path, level))
}

/// The digits of an id.
#[cfg_attr(not(feature = "compact"), inline(always))]
fn id(path: Path, level: usize) -> Few {
    let (digits, length) = digits(path.id(level).unwrap_or(0));
    Few::first(digits, length)
}

/// How long ids are, with a slash before each.
fn ids_length(path: Path, first: usize) -> usize {
    (first..path.depth()).map(|level| slash_and_id(path, level).len()).sum()
}
