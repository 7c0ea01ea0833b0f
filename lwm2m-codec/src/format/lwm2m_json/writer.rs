//! Writes LwM2M JSON in one pass, without white space: the base name and base time around the array of values
//! (D-080).

use crate::error::{Error, Result};
use crate::format::json_leaf::{put_link, put_number, put_octets, put_seconds, put_text};
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
    pub fn new(target: Path, out: &'o mut Output<'b>, options: &Options<'p>) -> Result<Self> {
        Ok(Self { outline: Outline::new(target, options)?, out })
    }

    /// Closes the array and the object.
    ///
    /// # Errors
    /// None today; the signature is every Writer's.
    pub fn finish(mut self) -> Result<()> {
        if self.outline.count == 0 {
            self.begin(true, None)?;
        }
        self.out.put(*b"]}");
        Ok(())
    }

    fn begin(&mut self, named: bool, time: Option<i64>) -> Result<()> {
        self.out.put(*b"{\"bn\":\"");
        self.outline.put_base_name(self.out, named);
        self.out.put(*b"\",");
        if let Some(time) = time {
            self.out.put(*b"\"bt\":");
            put_seconds(self.out, time.into())?;
            self.out.put([b',']);
        }
        self.out.put(*b"\"e\":[");
        Ok(())
    }

    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn step(&mut self, record: &Record<Value<'_>>) -> Result<()> {
        let Some(line) = self.outline.record(record, false)? else { return Ok(()) };
        if line.first {
            self.begin(line.named, line.base_time)?;
        } else {
            self.out.put([b',']);
        }
        self.out.put([b'{']);
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
        match &record.value {
            Value::String(text) => {
                self.out.put(*b"\"sv\":");
                put_text(self.out, text);
            }
            Value::CoreLink(links) => {
                self.out.put(*b"\"sv\":");
                put_text(self.out, links.as_text());
            }
            Value::Boolean(true) => self.out.put(*b"\"bv\":true"),
            Value::Boolean(false) => self.out.put(*b"\"bv\":false"),
            Value::Opaque(octets) => {
                self.out.put(*b"\"sv\":");
                put_octets(self.out, octets, Alphabet::Standard);
            }
            Value::ObjectLink(link) => {
                self.out.put(*b"\"ov\":");
                put_link(self.out, *link);
            }
            number => {
                self.out.put(*b"\"v\":");
                put_number(self.out, number)?;
            }
        }
        self.out.put([b'}']);
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
