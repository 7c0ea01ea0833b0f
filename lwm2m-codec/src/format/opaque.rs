//! Opaque (42): the octets of one value, and nothing else.
//! LwM2M Core 1.2.2, 7.5.2; D-053, D-086, D-087.

use super::single::{Once, One, check};
#[cfg(feature = "lenient")]
use crate::deviation::Lenience;
use crate::error::{ErrorKind, Result};
use crate::options::Options;
use crate::output::Output;
use crate::path::Path;
use crate::record::{Record, RecordSink, RecordSource};
use crate::value::{Value, Wire, WireValue};

/// Reads a payload of octets: one record.
#[derive(Clone, Debug)]
pub struct Reader<'a>(One<'a>);

impl<'a> Reader<'a> {
    /// Begins to read a payload for a target.
    ///
    /// # Errors
    /// [`ErrorKind::UnsupportedTarget`] for what is no value.
    pub fn new(target: Path, payload: &'a [u8], options: &Options<'a>) -> Result<Self> {
        check(target)?;
        Ok(Self(One::new(target, Wire::Bytes(payload), options.lenience)))
    }

    /// What may deviate here, and what has.
    #[cfg(feature = "lenient")]
    pub(crate) const fn lenience(&mut self) -> &mut Lenience {
        &mut self.0.lenience
    }
}

impl<'a> RecordSource<'a> for Reader<'a> {
    fn next_record(&mut self, record: &mut Record<WireValue<'a>>) -> Result<bool> {
        Ok(self.0.next(record))
    }

    fn offset(&self) -> usize {
        0
    }
}

/// Writes one value that is Opaque.
#[derive(Debug)]
pub struct Writer<'o, 'b>(Once<'o, 'b>);

impl<'o, 'b> Writer<'o, 'b> {
    /// Begins a payload for a target.
    ///
    /// # Errors
    /// [`ErrorKind::UnsupportedTarget`] for what is no value.
    #[cfg_attr(not(feature = "compact"), inline)]
    pub fn new(target: Path, out: &'o mut Output<'b>, _: &Options<'_>) -> Result<Self> {
        Once::new(target, out).map(Self)
    }

    /// Ends the payload.
    ///
    /// # Errors
    /// [`ErrorKind::MissingValue`] where no value was told.
    #[cfg_attr(not(feature = "compact"), inline)]
    pub fn finish(self) -> Result<()> {
        self.0.finish()
    }
}

impl RecordSink for Writer<'_, '_> {
    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn record(&mut self, record: &Record<Value<'_>>) -> Result<()> {
        self.0.record(record, put)
    }

    fn wants(&self, path: Path) -> bool {
        self.0.wants(path)
    }
}

#[cfg_attr(not(feature = "compact"), inline(always))]
fn put(out: &mut Output<'_>, value: &Value<'_>) -> Result<()> {
    match value {
        Value::Opaque(octets) => {
            octets.for_each_piece(|piece| out.write(piece));
            Ok(())
        }
        _ => Err(ErrorKind::NotExpressible("what is not Opaque").into()),
    }
}
