//! CBOR (60): one value as one item.
//! LwM2M Core 1.2.2, 7.5.3; RFC 8949; D-028 to D-040, D-086.

use super::cbor_leaf::{Leaf, put_integer, read};
use super::single::{Once, check};
use crate::deviation::{DeviationKind, Lenience};
use crate::error::{Error, ErrorKind, Result};
use crate::options::Options;
use crate::output::{Few, Output};
use crate::path::Path;
use crate::record::{Record, RecordSink, RecordSource};
use crate::syntax::cbor;
use crate::value::{Value, Wire, WireValue};

/// Reads a payload of one CBOR item: one record.
#[derive(Clone, Debug)]
pub struct Reader<'a> {
    target: Path,
    /// The payload, until it is read.
    payload: Option<&'a [u8]>,
    #[cfg_attr(not(feature = "lenient"), allow(dead_code, reason = "strict reading asks nothing"))]
    lenience: Lenience,
}

impl<'a> Reader<'a> {
    /// Begins to read a payload for a target.
    ///
    /// # Errors
    /// [`ErrorKind::UnsupportedTarget`] for what is no value. What is wrong with the payload the record says:
    /// [`ErrorKind::ExtraBytes`] where the item is not the only one.
    #[cfg_attr(not(feature = "compact"), inline)]
    pub fn new(target: Path, payload: &'a [u8], options: &Options<'a>) -> Result<Self> {
        check(target)?;
        Ok(Self { target, payload: Some(payload), lenience: options.lenience })
    }

    /// Reads a payload of any item.
    #[inline(never)]
    fn any(&mut self, payload: &'a [u8], value: &mut Wire<'a>) -> Result<bool> {
        let mut rest = payload;
        let (target, lenience) = (self.target, &mut self.lenience);
        let item = cbor::byte(&mut rest).and_then(|first| read(first, &mut rest, value, lenience));
        let at = |error: Error, offset: usize| error.at(offset).within(target);
        item.map_err(|error| at(error, 0))?;
        if matches!(value, Wire::Null) {
            return Err(at(ErrorKind::Malformed("a value, found null").into(), 0));
        }
        // Lenience: Zephyr, which sends the end of its string behind a date (D-003).
        let nul = rest == [0] && lenience.allow(DeviationKind::TrailingNul);
        if !rest.is_empty() && !nul {
            return Err(at(ErrorKind::ExtraBytes.into(), payload.len() - rest.len()));
        }
        Ok(true)
    }

    /// What may deviate here, and what has.
    #[cfg(feature = "lenient")]
    pub(crate) const fn lenience(&mut self) -> &mut Lenience {
        &mut self.lenience
    }
}

impl<'a> RecordSource<'a> for Reader<'a> {
    fn next_record(&mut self, record: &mut Record<WireValue<'a>>) -> Result<bool> {
        let Some(payload) = self.payload.take() else { return Ok(false) };
        (record.path, record.time) = (self.target, None);
        let value = &mut record.value.0;
        match *payload {
            // What is measured is mostly one small number.
            [small @ 0x00..=0x17] => *value = Wire::Integer(small.into()),
            [0xfa, a, b, c, d] => *value = Wire::Float(f32::from_be_bytes([a, b, c, d]).into()),
            [0xfb, a, b, c, d, e, f, g, h] => {
                *value = Wire::Float(f64::from_be_bytes([a, b, c, d, e, f, g, h]));
            }
            _ => return self.any(payload, value),
        }
        Ok(true)
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
        // D-040: the only form of a Time that every peer reads.
        Value::Time(time) => {
            out.put([0xc1]);
            put_integer(out, time.0);
            Ok(())
        }
        value => Leaf::of(value).1.put(out, Few::NONE),
    }
}
