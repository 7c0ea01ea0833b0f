//! Writes SenML JSON in one pass, without white space; the base name and base time on the first record
//! (D-074 to D-076).

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

/// Writes records as a SenML JSON pack for a target, in any order.
#[derive(Debug)]
pub struct Writer<'o, 'b, 'p> {
    out: &'o mut Output<'b>,
    outline: Outline<'p>,
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
        out.put([b'[']);
        Ok(Self { out, outline, etch: false })
    }

    /// The same for the form of composite requests, in which null deletes (320; D-071).
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
        self.out.put([b']']);
        Ok(())
    }

    /// Writes any record.
    #[inline(never)]
    fn write(&mut self, record: &Record<Value<'_>>) -> Result<()> {
        self.step(record).map_err(|error: Error| error.within(record.path))
    }

    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn step(&mut self, record: &Record<Value<'_>>) -> Result<()> {
        if !self.outline.record(record, self.etch)? {
            return Ok(());
        }
        if self.outline.is_first() {
            self.out.put([b'{']);
            put_base(self.out, &self.outline, record.time.is_some());
        } else {
            self.out.put(*b",{");
        }
        put_line(self.out, &self.outline, record);
        put_value(self.out, &record.value, &SPELLING)?;
        self.out.put([b'}']);
        Ok(())
    }
}

/// D-026, D-052: octets are base64 of the URL's alphabet, without padding.
const SPELLING: Spelling = Spelling {
    text: *b"\"vs\":",
    boolean: *b"\"vb\":",
    octets: *b"\"vd\":",
    link: b"\"vlo\":",
    alphabet: Alphabet::Url,
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
