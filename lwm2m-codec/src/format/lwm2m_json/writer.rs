//! Writes LwM2M JSON in one pass, without white space: the base name and base time around the array of values
//! (D-080).

use crate::error::{Error, Result};
#[cfg(not(feature = "compact"))]
use crate::format::json_leaf::put_usual;
use crate::format::json_leaf::{Spelling, put_base, put_line, put_value};
use crate::format::senml::Outline;
use crate::options::Options;
use crate::output::Output;
use crate::path::Path;
use crate::record::{Record, RecordSink};
use crate::syntax::base64::Alphabet;
use crate::value::Value;

/// Writes records as a LwM2M JSON payload for a target, in any order.
#[derive(Debug)]
pub struct Writer<'o, 'b, 'p> {
    out: &'o mut Output<'b>,
    outline: Outline<'p>,
}

impl<'o, 'b, 'p> Writer<'o, 'b, 'p> {
    /// Begins a payload for a target.
    ///
    /// # Errors
    /// [`ErrorKind::Path`](crate::ErrorKind::Path) for a prefix that could not be told from ids.
    pub fn new(target: Path, out: &'o mut Output<'b>, options: &'p Options<'p>) -> Result<Self> {
        Ok(Self { outline: Outline::new(target, options)?, out })
    }

    /// Closes the array and the object.
    ///
    /// # Errors
    /// None today; the signature is every Writer's.
    pub fn finish(mut self) -> Result<()> {
        if self.outline.count == 0 {
            // Names would follow the base name.
            self.outline.named = true;
            self.begin(false);
        }
        self.out.put(*b"]}");
        Ok(())
    }

    fn begin(&mut self, timed: bool) {
        self.out.put([b'{']);
        put_base(self.out, &self.outline, timed);
        self.out.put(*b"\"e\":[");
    }

    /// Writes any record.
    #[inline(never)]
    fn write(&mut self, record: &Record<Value<'_>>) -> Result<()> {
        self.step(record).map_err(|error: Error| error.within(record.path))
    }

    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn step(&mut self, record: &Record<Value<'_>>) -> Result<()> {
        if !self.outline.record(record, false)? {
            return Ok(());
        }
        if self.outline.is_first() {
            self.begin(record.time.is_some());
        } else {
            self.out.put([b',']);
        }
        self.out.put([b'{']);
        put_line(self.out, &self.outline, record);
        put_value(self.out, &record.value, &SPELLING)?;
        self.out.put([b'}']);
        Ok(())
    }
}

/// D-051: octets are text in base64 of the standard alphabet, with padding.
const SPELLING: Spelling = Spelling {
    text: *b"\"sv\":",
    boolean: *b"\"bv\":",
    octets: *b"\"sv\":",
    link: b"\"ov\":",
    alphabet: Alphabet::Standard,
};

impl RecordSink for Writer<'_, '_, '_> {
    fn record(&mut self, record: &Record<Value<'_>>) -> Result<()> {
        #[cfg(not(feature = "compact"))]
        if put_usual(self.out, &mut self.outline, record, &SPELLING).is_some() {
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
