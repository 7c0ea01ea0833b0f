//! CBOR (60): one value as one item.
//! LwM2M Core 1.2.2, 7.5.3; RFC 8949; D-028 to D-040, D-086.

use super::cbor_leaf::{put_integer, put_link, put_value, read};
use super::single::{Once, One, check};
use crate::deviation::DeviationKind;
#[cfg(feature = "lenient")]
use crate::deviation::Lenience;
use crate::error::{Error, ErrorKind, Result};
use crate::options::Options;
use crate::output::Output;
use crate::path::Path;
use crate::record::{Record, RecordSink, RecordSource};
use crate::syntax::cbor;
use crate::value::{Value, Wire, WireValue};

/// Reads a payload of one CBOR item: one record.
#[derive(Clone, Debug)]
pub struct Reader<'a>(One<'a>);

impl<'a> Reader<'a> {
    /// Begins to read a payload for a target.
    ///
    /// # Errors
    /// [`ErrorKind::UnsupportedTarget`] for what is no value; what is wrong with the item;
    /// [`ErrorKind::ExtraBytes`] where it is not the only one.
    pub fn new(target: Path, payload: &'a [u8], options: &Options<'a>) -> Result<Self> {
        check(target)?;
        let mut rest = payload;
        let mut value = Wire::Empty;
        let mut lenience = options.lenience;
        let item = cbor::byte(&mut rest)
            .and_then(|first| read(first, &mut rest, &mut value, &mut lenience));
        let at = |error: Error, offset: usize| error.at(offset).within(target);
        item.map_err(|error| at(error, 0))?;
        if value == Wire::Null {
            return Err(at(ErrorKind::Malformed("a value, found null").into(), 0));
        }
        // Lenience: Zephyr, which sends the end of its string behind a date (D-003).
        let nul = rest == [0] && lenience.allow(DeviationKind::TrailingNul);
        if !rest.is_empty() && !nul {
            return Err(at(ErrorKind::ExtraBytes.into(), payload.len() - rest.len()));
        }
        Ok(Self(One::new(target, value, lenience)))
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

/// Writes one value as one CBOR item.
#[derive(Debug)]
pub struct Writer<'o, 'b>(Once<'o, 'b>);

impl<'o, 'b> Writer<'o, 'b> {
    /// Begins a payload for a target.
    ///
    /// # Errors
    /// [`ErrorKind::UnsupportedTarget`] for what is no value.
    pub fn new(target: Path, out: &'o mut Output<'b>, _: &Options<'_>) -> Result<Self> {
        Once::new(target, out).map(Self)
    }

    /// Ends the payload.
    ///
    /// # Errors
    /// [`ErrorKind::MissingValue`] where no value was told.
    pub fn finish(self) -> Result<()> {
        self.0.finish()
    }
}

impl RecordSink for Writer<'_, '_> {
    fn record(&mut self, record: &Record<Value<'_>>) -> Result<()> {
        self.0.record(record, put)
    }

    fn wants(&self, path: Path) -> bool {
        self.0.wants(path)
    }
}

fn put(out: &mut Output<'_>, value: &Value<'_>) -> Result<()> {
    match value {
        // D-040: the only form of a Time that every peer reads.
        Value::Time(time) => {
            out.put([0xc1]);
            put_integer(out, time.0);
            Ok(())
        }
        Value::ObjectLink(link) => {
            put_link(out, *link);
            Ok(())
        }
        Value::Empty => Err(ErrorKind::NotExpressible("an empty Resource").into()),
        value => put_value(out, value),
    }
}
