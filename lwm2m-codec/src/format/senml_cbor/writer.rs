//! Writes SenML CBOR in one pass: one counted array, the base name and base time on the first record
//! (D-074 to D-076).

use crate::error::{Error, Result};
use crate::format::cbor_leaf::{Counted, put_float, put_head, put_integer, put_link, put_value};
use crate::format::senml::Outline;
use crate::options::Options;
use crate::output::Output;
use crate::path::Path;
use crate::record::{Record, RecordSink};
use crate::syntax::cbor::{ARRAY, NEGATIVE, TEXT, UNSIGNED};
use crate::value::{Value, float_attos};

/// Writes records as a SenML CBOR pack for a target, in any order.
#[derive(Debug)]
pub struct Writer<'o, 'b, 'p> {
    out: &'o mut Output<'b>,
    outline: Outline<'p>,
    array: Counted,
    /// Whether null is a value.
    etch: bool,
}

impl<'o, 'b, 'p> Writer<'o, 'b, 'p> {
    /// Begins a payload for a target.
    ///
    /// # Errors
    /// [`ErrorKind::Path`](crate::ErrorKind::Path) for a prefix that could not be told from ids.
    pub fn new(target: Path, out: &'o mut Output<'b>, options: &Options<'p>) -> Result<Self> {
        let outline = Outline::new(target, options)?;
        let array = Counted::begin(out, ARRAY);
        Ok(Self { out, outline, array, etch: false })
    }

    /// The same for the form of composite requests, in which null deletes (322; D-071).
    ///
    /// # Errors
    /// As [`Writer::new`].
    pub fn etch(target: Path, out: &'o mut Output<'b>, options: &Options<'p>) -> Result<Self> {
        Ok(Self { etch: true, ..Self::new(target, out, options)? })
    }

    /// Closes the array.
    ///
    /// # Errors
    /// None today; the signature is every Writer's.
    pub fn finish(self) -> Result<()> {
        self.array.close(self.out);
        Ok(())
    }

    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn step(&mut self, record: &Record<Value<'_>>) -> Result<()> {
        let Some(line) = self.outline.record(record, self.etch)? else { return Ok(()) };
        self.array.add(self.out);
        let members = 1
            + u8::from(line.first)
            + u8::from(line.base_time.is_some())
            + u8::from(line.named)
            + u8::from(line.since != 0);
        self.out.put([0xa0 | members]);
        if line.first {
            self.base(line.named, line.base_time);
        }
        if line.named {
            self.name(record.path);
        }
        if line.since != 0 {
            self.out.put([6]);
            self.seconds(line.since, self.outline.base_time);
        }
        match &record.value {
            Value::String(_) | Value::CoreLink(_) => self.out.put([3]),
            Value::Boolean(_) => self.out.put([4]),
            Value::Opaque(_) => self.out.put([8]),
            Value::ObjectLink(link) => {
                self.out.put(*b"\x63vlo");
                put_link(self.out, *link);
                return Ok(());
            }
            Value::Null => {
                self.out.put([2, 0xf6]);
                return Ok(());
            }
            _ => self.out.put([2]),
        }
        put_value(self.out, &record.value)
    }

    #[inline(never)]
    fn base(&mut self, named: bool, time: Option<i64>) {
        put_head(self.out, NEGATIVE, 1);
        put_head(self.out, TEXT, self.outline.base_name_length(named) as u64);
        self.outline.put_base_name(self.out, named);
        if let Some(time) = time {
            put_head(self.out, NEGATIVE, 2);
            self.seconds(time.into(), 0);
        }
    }

    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn name(&mut self, path: Path) {
        if self.outline.has_device() {
            put_head(self.out, UNSIGNED, 0);
            put_head(self.out, TEXT, self.outline.name_length(path) as u64);
            self.outline.put_name(self.out, path);
            return;
        }
        // At most four ids of five digits: the length fits the head's one byte, and is patched in.
        let head = self.out.position() + 1;
        self.out.put([0, 0]);
        self.outline.put_name(self.out, path);
        let length = self.out.position() - head - 1;
        self.out.patch(head, &[TEXT << 5 | u8::try_from(length).unwrap_or(0)]);
    }

    /// A time after a base time: an integer where it is whole, else a double where the sum says the same nanoseconds,
    /// else a decimal fraction (D-047).
    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn seconds(&mut self, nanos: i128, base: i64) {
        match i64::try_from(nanos) {
            Ok(nanos) if nanos % NANOS == 0 => put_integer(self.out, nanos / NANOS),
            _ => self.fraction(nanos, base),
        }
    }

    #[cold]
    #[inline(never)]
    fn fraction(&mut self, nanos: i128, base: i64) {
        // What the base time was written as may be off by itself.
        let off = if base % NANOS == 0 { 0 } else { double(base.into()).map_or(0, |(_, off)| off) };
        match double(nanos) {
            Some((seconds, more)) if (off + more).abs() < HALF => put_float(self.out, seconds),
            _ => {
                // [-9, nanos] under tag 4. Two times lie less than 2^64 nanoseconds apart.
                self.out.put([0xc4, 0x82, 0x28]);
                let magnitude = u64::try_from(nanos.abs()).unwrap_or(u64::MAX);
                if nanos < 0 {
                    put_head(self.out, NEGATIVE, magnitude - 1);
                } else {
                    put_head(self.out, UNSIGNED, magnitude);
                }
            }
        }
    }
}

/// Nanoseconds in a second.
const NANOS: i64 = 1_000_000_000;

/// Half a nanosecond in 10^-18 seconds.
const HALF: i128 = 500_000_000;

/// The double next to a number of nanoseconds, and by how many 10^-18 seconds it is off: less than half a nanosecond.
#[expect(clippy::cast_precision_loss, reason = "that is what is told")]
fn double(nanos: i128) -> Option<(f64, i128)> {
    let seconds = nanos as f64 / 1e9;
    let off = float_attos(seconds)? - nanos * 1_000_000_000;
    (off.abs() < HALF).then_some((seconds, off))
}

impl RecordSink for Writer<'_, '_, '_> {
    fn record(&mut self, record: &Record<Value<'_>>) -> Result<()> {
        self.step(record).map_err(|error: Error| error.within(record.path))
    }

    fn wants(&self, path: Path) -> bool {
        self.outline.wants(path)
    }

    fn device(&mut self, prefix: &str) -> Result<()> {
        self.outline.device(prefix)
    }
}
