//! Plain text (0): one value as characters, of whatever type.
//! LwM2M Core 1.2.2, 7.5.1 and appendix C, table C-2; D-022 to D-024, D-038, D-044, D-051.

use super::single::{Once, One, check};
#[cfg(feature = "lenient")]
use crate::deviation::Lenience;
use crate::error::{Error, ErrorKind, Result};
use crate::options::Options;
use crate::output::Output;
use crate::path::Path;
use crate::record::{Record, RecordSink, RecordSource};
use crate::syntax::base64::{Alphabet, Encoder};
use crate::syntax::decimal;
use crate::value::{Value, Wire, WireValue};

/// Reads a payload of plain text: one record.
#[derive(Clone, Debug)]
pub struct Reader<'a>(One<'a>);

impl<'a> Reader<'a> {
    /// Begins to read a payload for a target.
    ///
    /// # Errors
    /// [`ErrorKind::UnsupportedTarget`] for what is no value; [`ErrorKind::NotUtf8`].
    pub fn new(target: Path, payload: &'a [u8], options: &Options<'a>) -> Result<Self> {
        check(target)?;
        match core::str::from_utf8(payload) {
            Ok(text) => Ok(Self(One::new(target, Wire::Characters(text), options.lenience))),
            Err(error) => {
                Err(Error::from(ErrorKind::NotUtf8).at(error.valid_up_to()).within(target))
            }
        }
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

/// Writes one value as plain text.
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

fn put(out: &mut Output<'_>, value: &Value<'_>) -> Result<()> {
    match value {
        Value::String(text) => text.for_each_piece(|piece| out.write(piece.as_bytes())),
        Value::CoreLink(links) => {
            links.as_text().for_each_piece(|piece| out.write(piece.as_bytes()));
        }
        Value::Opaque(octets) => {
            let mut encoder = Encoder::new(Alphabet::Standard);
            octets.for_each_piece(|piece| encoder.write(out, piece));
            encoder.finish(out);
        }
        Value::Boolean(boolean) => out.put([b'0' + u8::from(*boolean)]),
        Value::Float(number) if !number.is_finite() => {
            return Err(ErrorKind::NotExpressible("NaN and infinities").into());
        }
        // D-024: the shortest digits, plain, never an exponent.
        Value::Float(number) => decimal::put_plain_float(out, *number),
        Value::Integer(number) => decimal::put_integer(out, *number),
        Value::Unsigned(number) => decimal::put_unsigned(out, *number),
        Value::Time(time) => decimal::put_integer(out, time.0),
        Value::ObjectLink(link) => {
            decimal::put_integer(out, link.object.into());
            out.put([b':']);
            decimal::put_integer(out, link.instance.into());
        }
        Value::Empty => return Err(ErrorKind::NotExpressible("an empty Resource").into()),
        Value::Null => return Err(ErrorKind::NotExpressible("null").into()),
    }
    Ok(())
}
