//! Writes SenML CBOR in one pass: one counted array, the base name and base time on the first record
//! (D-074 to D-076).

use crate::error::{Error, Result};
use crate::format::cbor_leaf::{
    Leaf, begin_counted, count_one_more, end_counted, put_float, put_head, put_integer, short_head,
};
use crate::format::senml::{Line, NANOS, Outline, Since, slash_and_id};
use crate::options::Options;
use crate::output::{Few, Output};
use crate::path::Path;
use crate::record::{Record, RecordSink};
use crate::syntax::cbor::{ARRAY, NEGATIVE, TEXT, UNSIGNED, integer};
use crate::value::{Value, float_attos};

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
        end_counted(self.out, self.array, ARRAY, self.outline.count);
        Ok(())
    }

    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn step(&mut self, record: &Record<Value<'_>>) -> Result<()> {
        let Some(line) = self.outline.record(record, self.etch)? else { return Ok(()) };
        count_one_more(self.out, self.array, self.outline.count);
        let timed = !matches!(line.since, Since::Base);
        let mut before = if line.first {
            self.base(&line, timed);
            Few::NONE
        } else {
            members(1 + u8::from(line.named) + u8::from(timed))
        };
        if line.named {
            self.name(before, record.path);
            before = Few::NONE;
        }
        if timed {
            before = self.since(before, &line);
        }
        match Leaf::of(&record.value) {
            (_, Leaf::Rare(value)) => self.rare(before, value),
            (label, leaf) => leaf.put(self.out, before.then(Few::new(label.into(), 1))),
        }
    }

    /// Writes what is seldom a value, with its label.
    #[cold]
    #[inline(never)]
    fn rare(&mut self, before: Few, value: &Value<'_>) -> Result<()> {
        let label = match value {
            Value::ObjectLink(_) => Few::new(0x6376_6c6f, 4),
            Value::Null => Few::new(0x02f6, 2),
            _ => Few::new(Leaf::of(value).0.into(), 1),
        };
        self.out.put_both(before, label);
        if matches!(value, Value::Null) {
            return Ok(());
        }
        Leaf::Rare(value).put(self.out, Few::NONE)
    }

    /// Begins the first record: base name and base time.
    #[inline(never)]
    fn base(&mut self, line: &Line, timed: bool) {
        let others = [line.timed, line.named, timed].map(u8::from);
        self.out.put_few(members(2 + others.iter().sum::<u8>()));
        put_head(self.out, NEGATIVE, 1);
        put_head(self.out, TEXT, self.outline.base_name_length(line.named) as u64);
        self.outline.put_base_name(self.out, line.named);
        if line.timed {
            put_head(self.out, NEGATIVE, 2);
            self.seconds(self.outline.base_time.into(), 0);
        }
    }

    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn name(&mut self, before: Few, path: Path) {
        let (first, next) = self.outline.first_id(path);
        if self.outline.has_device() || path.depth() > next + 1 {
            self.long_name(before, path);
        } else if path.depth() == next {
            self.out.put_few(before.then(name_head(first.len())).then(first));
        } else {
            let second = slash_and_id(path, next);
            let head = name_head(first.len() + second.len());
            self.out.put_both(before.then(head).then(first), second);
        }
    }

    #[inline(never)]
    fn long_name(&mut self, before: Few, path: Path) {
        self.out.put_few(before.then(Few::new(0, 1)));
        put_head(self.out, TEXT, self.outline.name_length(path) as u64);
        self.outline.put_name(self.out, path);
    }

    /// Writes a time after the base time behind what stands before; comes back with what is yet to be written.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn since(&mut self, before: Few, line: &Line) -> Few {
        let before = before.then(Few::new(6, 1));
        if let Since::Seconds(seconds) = line.since
            && let (major, argument) = integer(seconds)
            && let Some(seconds) = short_head(major, argument)
        {
            let before = before.then(seconds);
            if before.len() <= 6 {
                return before;
            }
            self.out.put_few(before);
        } else {
            self.out.put_few(before);
            self.seconds(line.nanos(self.outline.base_time), self.outline.base_time);
        }
        Few::NONE
    }

    /// A time after a base time: an integer where it is whole, else a double where the sum says the same nanoseconds,
    /// else a decimal fraction (D-047).
    #[cold]
    #[inline(never)]
    fn seconds(&mut self, nanos: i128, base: i64) {
        if let Ok(nanos) = i64::try_from(nanos)
            && nanos % NANOS == 0
        {
            return put_integer(self.out, nanos / NANOS);
        }
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

/// The head of a record of so many members.
#[cfg_attr(not(feature = "compact"), inline(always))]
const fn members(count: u8) -> Few {
    Few::new(0xa0 | count as u64, 1)
}

/// The label of a name and the head of one of at most 23 characters.
#[cfg_attr(not(feature = "compact"), inline(always))]
const fn name_head(length: usize) -> Few {
    Few::new((TEXT as u64) << 5 | length as u64, 2)
}

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
