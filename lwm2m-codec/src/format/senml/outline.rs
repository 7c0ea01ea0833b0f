//! What the records of a pack say beside their values, in every notation: names and times (D-075, D-076).

use crate::error::{ErrorKind, Result};
use crate::format::device::Device;
use crate::options::{Options, Scope};
use crate::output::Output;
use crate::path::{Path, Tail};
use crate::record::{Record, Timestamp};
use crate::syntax::decimal::digits;
use crate::value::Value;

/// A pack as it is written.
#[derive(Debug)]
pub(in crate::format) struct Outline<'p> {
    scope: Scope<'p>,
    /// How many records there are so far.
    pub(in crate::format) count: u64,
    /// The time of the first record, in nanoseconds; 0 where it has none.
    pub(in crate::format) base_time: i64,
    /// Whether the base name ends in a slash, for names below it; else the target itself is the value.
    named: bool,
    /// The device that the next records belong to (D-018).
    device: Device,
}

/// What a record says beside its value.
pub(in crate::format) struct Line {
    /// It is the first: it says the base name.
    pub(in crate::format) first: bool,
    /// The base time, in nanoseconds.
    pub(in crate::format) base_time: Option<i64>,
    /// It has a name.
    pub(in crate::format) named: bool,
    /// Its time after the base time, in nanoseconds; 0 is not said.
    pub(in crate::format) since: i128,
}

impl<'p> Outline<'p> {
    /// # Errors
    /// [`ErrorKind::Path`] for a prefix that could not be told from ids.
    pub(in crate::format) fn new(target: Path, options: &Options<'p>) -> Result<Self> {
        let scope = Scope::new(target, options);
        scope.check_writable()?;
        Ok(Self { scope, count: 0, base_time: 0, named: false, device: Device::NONE })
    }

    /// Counts a record and says how it begins; `None` where nothing is written.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(in crate::format) fn record(
        &mut self,
        record: &Record<Value<'_>>,
        null: bool,
    ) -> Result<Option<Line>> {
        let (path, target) = (record.path, self.scope.target);
        if !self.scope.contains(path) {
            return Ok(None);
        }
        if matches!(record.value, Value::Empty) || matches!(record.value, Value::Null) && !null {
            return self.no_value(path, &record.value);
        }
        if self.scope.new_instance.is_some() && target.depth() < 2 {
            // D-056: only TLV and LwM2M CBOR can leave the id to the client.
            return Err(ErrorKind::NotExpressible("an Object Instance without an id").into());
        }
        if path.depth() < 3 {
            return Err(ErrorKind::NotExpressible("a value above a Resource").into());
        }
        let first = self.count == 0;
        let named = path != target;
        if first {
            self.named = named;
        } else if named != self.named {
            // D-075: behind a base name that is the value's own, a name would continue its last id.
            return Err(ErrorKind::WrongCardinality { multiple: self.named }.into());
        }
        self.count += 1;
        let time = record.time.map_or(0, Timestamp::nanos);
        let base_time = if first && record.time.is_some() {
            self.base_time = time;
            Some(time)
        } else {
            None
        };
        // Two times may lie further apart than 64 bits of nanoseconds: their difference is still one number.
        let since = i128::from(time) - i128::from(self.base_time);
        Ok(Some(Line { first, base_time, named, since }))
    }

    /// What SenML has no form for (D-079), save where the pack as a whole says it: nothing in the target.
    #[cold]
    #[inline(never)]
    fn no_value(&self, path: Path, value: &Value<'_>) -> Result<Option<Line>> {
        match value {
            Value::Empty if path == self.scope.target || path.depth() < 3 => Ok(None),
            Value::Empty if path.depth() == 4 => {
                Err(ErrorKind::NotExpressible("an empty Resource Instance").into())
            }
            Value::Empty => Err(ErrorKind::NotExpressible("an empty multiple Resource").into()),
            _ => Err(ErrorKind::NotExpressible("null").into()),
        }
    }

    /// How long the base name is: the target, with a slash at the end where names follow.
    pub(in crate::format) fn base_name_length(&self, named: bool) -> usize {
        let prefixes = self.scope.prefixes().map(|prefix| 1 + prefix.len());
        prefixes.sum::<usize>() + ids_length(self.scope.target, 0) + usize::from(named)
    }

    pub(in crate::format) fn put_base_name(&self, out: &mut Output<'_>, named: bool) {
        for prefix in self.scope.prefixes() {
            out.put([b'/']);
            out.write(prefix.as_bytes());
        }
        if self.scope.target != Path::ROOT {
            out.put([b'/']);
            put_ids(out, self.scope.target, Path::ROOT);
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
        let ids = ids_length(path, self.scope.target.depth());
        if self.has_device() { self.device.prefix().len() + ids } else { ids - 1 }
    }

    /// Writes a name: what remains of the path, behind the device's prefix where there is one.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(in crate::format) fn put_name(&self, out: &mut Output<'_>, path: Path) {
        if self.has_device() {
            out.write(self.device.prefix());
            out.put([b'/']);
        }
        put_ids(out, path, self.scope.target);
    }

    pub(in crate::format) fn wants(&self, path: Path) -> bool {
        self.scope.contains(path) || self.scope.target.is_within(path)
    }

    /// What follows belongs to the device that a gateway knows by this prefix.
    pub(in crate::format) fn device(&mut self, prefix: &str) -> Result<()> {
        self.device = Device::new(prefix, self.scope.target)?;
        Ok(())
    }
}

/// Writes the ids of a path below a base, with slashes between.
#[cfg_attr(not(feature = "compact"), inline(always))]
fn put_ids(out: &mut Output<'_>, path: Path, base: Path) {
    let tail = path.below(base).and_then(Tail::split_first);
    let Some((id, mut tail)) = tail else { return };
    let (characters, length) = digits(id);
    out.put_some(characters, length);
    while let Some((id, rest)) = tail.split_first() {
        let ([a, b, c, d, e, ..], length) = digits(id);
        out.put_some([b'/', a, b, c, d, e, 0, 0], 1 + length);
        tail = rest;
    }
}

/// How long ids are, with a slash before each.
fn ids_length(path: Path, first: usize) -> usize {
    (first..path.depth()).map(|level| 1 + digits(path.id(level).unwrap_or(0)).1).sum()
}
