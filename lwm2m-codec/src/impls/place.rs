//! Values that say themselves where they live, when they were, or whose they are.

use crate::encode::Encode;
use crate::error::Result;
use crate::path::Path;
use crate::record::{Record, RecordSink, Timestamp};
use crate::value::Value;

/// What says itself where it lives, so that several of them in a slice make one payload.
///
/// In a format that nests they must stand in ascending order of their paths.
pub trait Placed: Encode {}

/// A value and the path where it lives: `device.at(Path::instance(3, 0))`.
#[derive(Clone, Copy)]
pub struct At<'v> {
    path: Path,
    value: &'v dyn Encode,
}

impl<'v> At<'v> {
    /// Places a value.
    #[must_use]
    pub fn new(path: Path, value: &'v dyn Encode) -> Self {
        Self { path, value }
    }
}

impl core::fmt::Debug for At<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "a value at {}", self.path)
    }
}

impl Placed for At<'_> {}

impl Encode for At<'_> {
    /// Tells the value at its own place, if anything there was asked for.
    fn encode(&self, _: Path, sink: &mut dyn RecordSink) -> Result<()> {
        if sink.wants(self.path) { self.value.encode(self.path, sink) } else { Ok(()) }
    }
}

/// A value and the time at which it was so: for Send and history.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Timed<T> {
    /// When the value was what it is.
    pub time: Timestamp,
    /// The value.
    pub value: T,
}

/// It lives where the payload's target says: several are one value's history.
impl<T: Encode> Placed for Timed<T> {}

impl<T: Encode> Encode for Timed<T> {
    fn encode(&self, at: Path, sink: &mut dyn RecordSink) -> Result<()> {
        self.value.encode(at, &mut Stamped { time: self.time, sink })
    }
}

/// Stamps every record that has no time of its own.
struct Stamped<'s> {
    time: Timestamp,
    sink: &'s mut dyn RecordSink,
}

impl RecordSink for Stamped<'_> {
    fn record(&mut self, record: &Record<Value<'_>>) -> Result<()> {
        // A borrowed view: text and octets are not copied.
        let value = record.value.borrowed();
        let time = record.time.or(Some(self.time));
        self.sink.record(&Record { path: record.path, time, value })
    }

    fn wants(&self, path: Path) -> bool {
        self.sink.wants(path)
    }

    fn device(&mut self, prefix: &str) -> Result<()> {
        self.sink.device(prefix)
    }
}

/// A value of a device that a gateway knows by a prefix: several in a slice are one pack (D-018).
///
/// In LwM2M CBOR, which nests, devices must stand in ascending order of their prefixes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Device<'p, T> {
    /// The prefix, one segment that is no id: `dev1`.
    pub prefix: &'p str,
    /// The device's value, which says itself where it lives.
    pub value: T,
}

impl<T: Placed> Placed for Device<'_, T> {}

impl<T: Placed> Encode for Device<'_, T> {
    fn encode(&self, at: Path, sink: &mut dyn RecordSink) -> Result<()> {
        sink.device(self.prefix)?;
        self.value.encode(at, sink)?;
        sink.device("")
    }
}

impl<T: Placed + ?Sized> Placed for &T {}

impl<T: Placed> Placed for [T] {}

impl<T: Placed> Encode for [T] {
    fn encode(&self, at: Path, sink: &mut dyn RecordSink) -> Result<()> {
        self.iter().try_for_each(|value| value.encode(at, sink))
    }
}

impl<T: Placed, const N: usize> Placed for [T; N] {}

impl<T: Placed, const N: usize> Encode for [T; N] {
    fn encode(&self, at: Path, sink: &mut dyn RecordSink) -> Result<()> {
        self.as_slice().encode(at, sink)
    }
}

/// Records as they stand.
impl Encode for Record<Value<'_>> {
    fn encode(&self, _: Path, sink: &mut dyn RecordSink) -> Result<()> {
        sink.record(self)
    }
}

impl Placed for Record<Value<'_>> {}
