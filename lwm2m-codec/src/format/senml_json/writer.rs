//! Writes SenML JSON in one pass, without white space; the base name and base time on the first record
//! (D-074 to D-076).

use crate::error::{Error, Result};
use crate::format::json_leaf::{put_link, put_number, put_octets, put_seconds, put_text};
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
    pub fn new(target: Path, out: &'o mut Output<'b>, options: &Options<'p>) -> Result<Self> {
        let outline = Outline::new(target, options)?;
        out.put([b'[']);
        Ok(Self { out, outline, etch: false })
    }

    /// The same for the form of composite requests, in which null deletes (320; D-071).
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
        self.out.put([b']']);
        Ok(())
    }

    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn step(&mut self, record: &Record<Value<'_>>) -> Result<()> {
        let Some(line) = self.outline.record(record, self.etch)? else { return Ok(()) };
        if line.first {
            self.out.put(*b"{\"bn\":\"");
            self.outline.put_base_name(self.out, line.named);
            self.out.put(*b"\",");
            if let Some(time) = line.base_time {
                self.out.put(*b"\"bt\":");
                put_seconds(self.out, time.into())?;
                self.out.put([b',']);
            }
        } else {
            self.out.put(*b",{");
        }
        if line.named {
            self.out.put(*b"\"n\":\"");
            self.outline.put_name(self.out, record.path);
            self.out.put(*b"\",");
        }
        if line.since != 0 {
            self.out.put(*b"\"t\":");
            put_seconds(self.out, line.since)?;
            self.out.put([b',']);
        }
        self.value(&record.value)?;
        self.out.put([b'}']);
        Ok(())
    }

    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn value(&mut self, value: &Value<'_>) -> Result<()> {
        match value {
            Value::Integer(_) | Value::Unsigned(_) | Value::Float(_) | Value::Time(_) => {
                self.out.put(*b"\"v\":");
                put_number(self.out, value)?;
            }
            Value::String(text) => {
                self.out.put(*b"\"vs\":");
                put_text(self.out, text);
            }
            Value::CoreLink(links) => {
                self.out.put(*b"\"vs\":");
                put_text(self.out, links.as_text());
            }
            Value::Boolean(true) => self.out.put(*b"\"vb\":true"),
            Value::Boolean(false) => self.out.put(*b"\"vb\":false"),
            Value::Opaque(octets) => {
                self.out.put(*b"\"vd\":");
                put_octets(self.out, octets, Alphabet::Url);
            }
            Value::ObjectLink(link) => {
                self.out.put(*b"\"vlo\":");
                put_link(self.out, *link);
            }
            // The outline lets null pass where it is a value, and never an empty container.
            Value::Null | Value::Empty => self.out.put(*b"\"v\":null"),
        }
        Ok(())
    }
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
