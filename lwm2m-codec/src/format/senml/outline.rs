//! What the records of a pack say beside their values, in every notation: names and times (D-075, D-076).

use crate::error::{ErrorKind, Result};
use crate::format::device::Device;
use crate::options::Options;
use crate::output::{Few, Output};
use crate::path::{Path, Within};
use crate::record::{Record, Timestamp};
use crate::syntax::decimal::digits;
use crate::value::arithmetic::{NANOS, divided};
use crate::value::{Decimal, Value};

/// A pack as it is written.
#[derive(Debug)]
pub(in crate::format) struct Outline<'p> {
    options: &'p Options<'p>,
    target: Within,
    /// How many records there are so far.
    pub(in crate::format) count: usize,
    /// The time of the first record, in nanoseconds; 0 where it has none.
    pub(in crate::format) base_time: i64,
    /// Whether records have names: of a target that is a Resource, either all have or none.
    pub(in crate::format) named: bool,
    /// The device that the next records belong to (D-018).
    device: Device,
}

/// What most records say beside their values.
#[cfg(not(feature = "compact"))]
pub(in crate::format) struct Usual {
    /// It has a name.
    pub(in crate::format) named: bool,
    /// How many seconds after the base time it was; 0 says nothing.
    pub(in crate::format) seconds: u64,
}

/// A number of nanoseconds between two times, which may lie further apart than 64 bits with a sign count.
#[derive(Clone, Copy)]
pub(in crate::format) struct Nanos {
    pub(in crate::format) negative: bool,
    pub(in crate::format) magnitude: u64,
}

impl Nanos {
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(in crate::format) const fn between(base_time: i64, time: i64) -> Self {
        Self { negative: time < base_time, magnitude: time.abs_diff(base_time) }
    }

    /// The whole seconds, and the nanoseconds beyond.
    pub(in crate::format) const fn seconds(self) -> (u64, u32) {
        divided(self.magnitude, NANOS)
    }

    /// The number of seconds.
    pub(in crate::format) const fn decimal(self) -> Decimal {
        Decimal { magnitude: self.magnitude, exponent: -9, negative: self.negative }
    }
}

/// The time of a record, in nanoseconds; 0 where it has none.
#[cfg_attr(not(feature = "compact"), inline(always))]
pub(in crate::format) fn time(record: &Record<Value<'_>>) -> i64 {
    record.time.map_or(0, Timestamp::nanos)
}

impl<'p> Outline<'p> {
    /// # Errors
    /// [`ErrorKind::Path`] for a prefix that could not be told from ids.
    pub(in crate::format) fn new(target: Path, options: &'p Options<'p>) -> Result<Self> {
        options.check_prefixes()?;
        let target = Within::new(target);
        Ok(Self { options, target, count: 0, base_time: 0, named: false, device: Device::NONE })
    }

    /// Counts a record; false where nothing is written.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(in crate::format) fn record(
        &mut self,
        record: &Record<Value<'_>>,
        null: bool,
    ) -> Result<bool> {
        let path = record.path;
        if !self.target.contains(path) {
            return Ok(false);
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
            self.base_time = time(record);
        } else if named != self.named {
            return self.mixed();
        }
        self.count += 1;
        Ok(true)
    }

    /// Whether the record that was counted last is the first: it says the base name, and the base time if it has one.
    pub(in crate::format) const fn is_first(&self) -> bool {
        self.count == 1
    }

    /// What a record says beside its value, where it is as most are; `None` where [`record`](Self::record) must look. It
    /// is not counted.
    #[cfg(not(feature = "compact"))]
    #[inline(always)]
    pub(in crate::format) fn usual(&self, record: &Record<Value<'_>>) -> Option<Usual> {
        let path = record.path;
        let named = path != self.target.path();
        // Of the first record more is asked, and of one without a name what was asked of the first.
        if self.count == 0 || named != self.named {
            return None;
        }
        if named && !(self.target.contains(path) && path.is_value() && self.device.is_none()) {
            return None;
        }
        let time = time(record);
        if time == self.base_time {
            return Some(Usual { named, seconds: 0 });
        }
        // Before the base time, or too long after it, the difference has the top bit.
        let nanos = time.wrapping_sub(self.base_time).cast_unsigned();
        let (seconds, rest) = divided(nanos, NANOS);
        (rest == 0 && nanos <= i64::MAX.cast_unsigned()).then_some(Usual { named, seconds })
    }

    /// D-075: behind a base name that is the value's own, a name would continue its last id.
    #[cold]
    #[inline(never)]
    fn mixed(&self) -> Result<bool> {
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
    fn no_value(&self, path: Path, value: &Value<'_>) -> Result<bool> {
        match value {
            Value::Empty if path == self.target.path() || path.depth() < 3 => Ok(false),
            Value::Empty if path.depth() == 4 => {
                Err(ErrorKind::NotExpressible("an empty Resource Instance").into())
            }
            Value::Empty => Err(ErrorKind::NotExpressible("an empty multiple Resource").into()),
            _ => Err(ErrorKind::NotExpressible("null").into()),
        }
    }

    /// Writes the base name: the target behind the alternate path and the gateway's prefix, with a slash at the end
    /// where names follow.
    pub(in crate::format) fn put_base_name(&self, out: &mut Output<'_>) {
        self.put_target(out);
        if self.named {
            out.put([b'/']);
        }
    }

    /// Writes the target as a name of its own: a slash for everything.
    pub(in crate::format) fn put_path(&self, out: &mut Output<'_>) {
        let begin = out.position();
        self.put_target(out);
        if out.position() == begin {
            out.put([b'/']);
        }
    }

    fn put_target(&self, out: &mut Output<'_>) {
        for prefix in [self.options.alternate_path, self.options.gateway_prefix] {
            if !prefix.is_empty() {
                out.put([b'/']);
                out.write(prefix.as_bytes());
            }
        }
        put_ids(out, self.target.path(), 0, true);
    }

    /// Writes a name: what remains of the path, behind the device's prefix where there is one.
    pub(in crate::format) fn put_name(&self, out: &mut Output<'_>, path: Path) {
        out.write(self.device.prefix());
        put_ids(out, path, self.target.path().depth(), !self.device.is_none());
    }

    /// The first id of a name, and the level of the next.
    #[cfg(not(feature = "compact"))]
    #[inline(always)]
    pub(in crate::format) fn first_id(&self, path: Path) -> (Few, usize) {
        let level = self.target.path().depth();
        (id(path, level), level + 1)
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

/// Writes the ids of a path from a level on, a slash between them, and in front of the first one where that is asked
/// for.
fn put_ids(out: &mut Output<'_>, path: Path, first: usize, slash: bool) {
    for level in first..path.depth() {
        if slash || level > first {
            out.put_few(slash_and_id(path, level));
        } else {
            out.put_few(id(path, level));
        }
    }
}

/// An id behind a slash.
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
