//! Writes SenML CBOR in one pass: one counted array, the base name and base time on the first record
//! (D-074 to D-076).

#[cfg(not(feature = "compact"))]
mod usual;

use super::member::{BASE_NAME, BASE_TIME, NAME, TIME};
use crate::error::{Error, Result};
use crate::format::cbor_leaf::{
    Leaf, begin_counted, count_one_more, end_counted, put_float, put_head, short_head,
};
use crate::format::senml::{Nanos, Outline, time};
use crate::options::Options;
use crate::output::{Few, Output};
use crate::path::Path;
use crate::record::{Record, RecordSink};
use crate::syntax::cbor::{ARRAY, NEGATIVE, TEXT, UNSIGNED};
use crate::value::{Seconds, Value};

/// Writes records as a SenML CBOR pack for a target, in any order.
#[derive(Debug)]
pub struct Writer<'o, 'b, 'p> {
    out: &'o mut Output<'b>,
    outline: Outline<'p>,
    /// The position of the array's head.
    array: usize,
    /// Whether null is a value.
    etch: bool,
}

impl<'o, 'b, 'p> Writer<'o, 'b, 'p> {
    /// Begins a payload for a target.
    ///
    /// # Errors
    /// [`ErrorKind::Path`](crate::ErrorKind::Path) for a prefix that could not be told from ids.
    pub fn new(target: Path, out: &'o mut Output<'b>, options: &'p Options<'p>) -> Result<Self> {
        let outline = Outline::new(target, options)?;
        let array = begin_counted(out, ARRAY);
        Ok(Self { out, outline, array, etch: false })
    }

    /// The same for the form of composite requests, in which null deletes (322; D-071).
    ///
    /// # Errors
    /// As [`Writer::new`].
    pub fn etch(target: Path, out: &'o mut Output<'b>, options: &'p Options<'p>) -> Result<Self> {
        Ok(Self { etch: true, ..Self::new(target, out, options)? })
    }

    /// Closes the array.
    ///
    /// # Errors
    /// None today; the signature is every Writer's.
    pub fn finish(self) -> Result<()> {
        end_counted(self.out, self.array, ARRAY, self.outline.count as u64);
        Ok(())
    }

    /// Writes any record.
    #[inline(never)]
    fn write(&mut self, record: &Record<Value<'_>>) -> Result<()> {
        #[cfg(not(feature = "compact"))]
        if self.put_apart(record).is_some() {
            return Ok(());
        }
        self.step(record).map_err(|error: Error| error.within(record.path))
    }

    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn step(&mut self, record: &Record<Value<'_>>) -> Result<()> {
        if !self.outline.record(record, self.etch)? {
            return Ok(());
        }
        count_one_more(self.out, self.array, self.outline.count as u64);
        let (first, named) = (self.outline.is_first(), self.outline.named);
        let timed = first && record.time.is_some();
        let (base_time, time) = (self.outline.base_time, time(record));
        let since = time != base_time;
        let others = u8::from(first) + u8::from(timed) + u8::from(named) + u8::from(since);
        self.out.put([0xa1 + others]);
        if first {
            self.out.put([BASE_NAME]);
            self.name(None);
        }
        if timed {
            self.out.put([BASE_TIME]);
            self.seconds(0, time);
        }
        if named {
            self.out.put([NAME]);
            self.name(Some(record.path));
        }
        if since {
            self.out.put([TIME]);
            self.seconds(base_time, time);
        }
        let (label, leaf) = Leaf::of(&record.value);
        match record.value {
            Value::Null => {
                self.out.put([label, 0xf6]);
                return Ok(());
            }
            Value::ObjectLink(_) => self.out.put(*b"\x63vlo"),
            _ => self.out.put([label]),
        }
        leaf.put(self.out, Few::NONE)
    }

    /// Writes the name of a path, or the base name.
    fn name(&mut self, path: Option<Path>) {
        let name = begin_text(self.out);
        match path {
            Some(path) => self.outline.put_name(self.out, path),
            None => self.outline.put_base_name(self.out),
        }
        end_text(self.out, name);
    }

    /// Writes how long after a base time something was: an integer where that is whole, else a double where the sum
    /// says the same nanoseconds, else a decimal fraction (D-047).
    fn seconds(&mut self, base_time: i64, time: i64) {
        let nanos = Nanos::between(base_time, time);
        let major = if nanos.negative { NEGATIVE } else { UNSIGNED };
        let (seconds, rest) = nanos.seconds();
        // A negative number -1 - n is spelled n; 0 is not negative.
        let spelled = |magnitude: u64| magnitude - u64::from(nanos.negative);
        if rest == 0 {
            put_head(self.out, major, spelled(seconds));
        } else if let Some(seconds) =
            base_seconds(base_time).and_then(|base| double(nanos, base, time))
        {
            put_float(self.out, seconds);
        } else {
            // [-9, nanos] under tag 4.
            self.out.put([0xc4, 0x82, 0x28]);
            put_head(self.out, major, spelled(nanos.magnitude));
        }
    }
}

/// Opens a text whose length is known at its end.
#[cfg_attr(not(feature = "compact"), inline(always))]
pub(super) fn begin_text(out: &mut Output<'_>) -> usize {
    let head = out.position();
    out.put([TEXT << 5]);
    head
}

/// Puts the length of a text into its head.
#[cfg_attr(not(feature = "compact"), inline(always))]
pub(super) fn end_text(out: &mut Output<'_>, head: usize) {
    let length = (out.position() - head - 1) as u64;
    if length > 23 {
        let more = short_head(TEXT, length).map_or(8, |head| head.len() - 1);
        out.widen(head + 1, more);
    }
    end_counted(out, head, TEXT, length);
}

/// What a base time is read as: one that is a double may be off by itself.
#[cold]
fn base_seconds(base_time: i64) -> Option<Seconds> {
    let base = Nanos::between(0, base_time);
    match base.seconds() {
        (_, 0) => base.decimal().seconds(),
        _ => match double(base, Seconds::default(), base_time) {
            Some(double) => Seconds::of_float(double),
            None => base.decimal().seconds(),
        },
    }
}

/// The double next to a time after a base time; `None` where their sum would not be the time.
#[cold]
#[inline(never)]
fn double(since: Nanos, base: Seconds, time: i64) -> Option<f64> {
    let since = since.decimal();
    let double = since.exact_float().unwrap_or_else(|| since.float());
    (base.plus(Seconds::of_float(double)?)?.nanos()? == time).then_some(double)
}

impl RecordSink for Writer<'_, '_, '_> {
    fn record(&mut self, record: &Record<Value<'_>>) -> Result<()> {
        #[cfg(not(feature = "compact"))]
        if self.put_usual(record).is_some() {
            return Ok(());
        }
        self.write(record)
    }

    fn wants(&self, path: Path) -> bool {
        self.outline.wants(path)
    }

    fn device(&mut self, prefix: &str) -> Result<()> {
        self.outline.device(prefix)
    }
}
