//! SenML CBOR (112): a flat pack of records with names, times and base values.
//! RFC 8428, 4 and 6; LwM2M Core 1.2.2, 7.4.4 (SenML); D-068 to D-079.

mod member;
#[cfg(not(feature = "compact"))]
mod members;
mod paths;
#[cfg(feature = "compact")]
mod small;
mod writer;

pub(crate) use self::paths::write_paths;
pub use self::writer::Writer;
use super::cbor_leaf;
use super::senml::{Members, Pack};
#[cfg(feature = "lenient")]
use crate::deviation::{DeviationKind, Lenience};
use crate::error::{ErrorKind, Result};
use crate::options::Options;
use crate::path::Path;
use crate::record::{Prefix, Record, RecordSource};
use crate::syntax::cbor::{self, ARRAY, BREAK, INDEFINITE, MAP, TEXT, head, rest_of_head};
use crate::value::WireValue;

/// Reads a SenML CBOR payload record by record, in the order of the pack.
#[derive(Clone, Debug)]
pub struct Reader<'a> {
    rest: &'a [u8],
    length: usize,
    pack: Pack<'a>,
    /// Whether it is the form for requests, in which null is a value (D-071).
    etch: bool,
    /// Whether null may stand for a value.
    null: bool,
    /// How many records are still to come; more than [`COUNTED`] where a break ends the pack.
    left: u64,
    started: bool,
    /// How many bytes were left where the last record began.
    begin: usize,
}

/// No payload has more items than this; an indefinite length counts as [`u64::MAX`].
const COUNTED: u64 = u64::MAX >> 1;

impl<'a> Reader<'a> {
    /// Begins to read a payload for a target.
    ///
    /// # Errors
    /// [`ErrorKind::MissingValue`] for an empty payload where the target is one value (D-004).
    pub fn new(target: Path, payload: &'a [u8], options: &Options<'a>) -> Result<Self> {
        super::check_not_empty(target, payload)?;
        let pack = Pack::new(target, options);
        #[cfg(feature = "lenient")]
        let null = pack.takes_null(DeviationKind::NullOutsideEtch);
        #[cfg(not(feature = "lenient"))]
        let null = false;
        Ok(Self {
            rest: payload,
            length: payload.len(),
            pack,
            etch: false,
            null,
            left: 0,
            started: payload.is_empty(),
            begin: payload.len(),
        })
    }

    /// The same for the form of composite requests, in which null deletes (322; D-071).
    ///
    /// # Errors
    /// As [`Reader::new`]; an empty payload is [`ErrorKind::UnexpectedEnd`].
    pub fn etch(target: Path, payload: &'a [u8], options: &Options<'a>) -> Result<Self> {
        let reader = Self::new(target, payload, options)?;
        Ok(Self { etch: true, null: true, started: false, ..reader })
    }

    #[cold]
    #[inline(never)]
    fn start(&mut self) -> Result<()> {
        self.started = true;
        match head(&mut self.rest)? {
            (ARRAY, info, left) if info == INDEFINITE || left <= COUNTED => {
                self.left = left;
                Ok(())
            }
            _ => Err(ErrorKind::Malformed("one array of records").into()),
        }
    }

    /// Reads the next record.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn step(&mut self, record: &mut Record<WireValue<'a>>) -> Result<bool> {
        if !self.started {
            self.start()?;
        }
        let mut rest = self.rest;
        self.begin = rest.len();
        if self.left == 0 || self.left > COUNTED && rest.first() == Some(&BREAK) {
            return self.end();
        }
        let mut count = match cbor::byte(&mut rest)? {
            first @ 0xa0..=0xb7 => u64::from(first & 31),
            first => {
                let (count, after) = rare_map(first, rest)?;
                rest = after;
                count
            }
        };
        let mut members = Members::new();
        while count > 0 {
            count -= 1;
            let label = cbor::byte(&mut rest)?;
            if label == BREAK && count > COUNTED {
                break;
            }
            let bits = self.member(label, &mut rest, &mut members, record)?;
            members.see(bits)?;
        }
        self.rest = rest;
        self.left -= 1;
        if !members.has_value() {
            #[cfg(feature = "lenient")]
            return self.pack.without_value(&members, record, self.etch);
            #[cfg(not(feature = "lenient"))]
            return no_value();
        }
        self.pack.resolve(&members, record)
    }

    /// After the last record nothing may follow.
    #[cold]
    #[inline(never)]
    fn end(&mut self) -> Result<bool> {
        if self.left > COUNTED {
            self.left = 0;
            cbor::byte(&mut self.rest)?;
            self.begin = self.rest.len();
        }
        if self.rest.is_empty() { Ok(false) } else { Err(ErrorKind::ExtraBytes.into()) }
    }

    /// Goes on after a record that was refused, if that is passed over.
    #[cfg(feature = "lenient")]
    #[cold]
    #[inline(never)]
    fn go_on(
        &mut self,
        mut refused: Result<bool>,
        record: &mut Record<WireValue<'a>>,
    ) -> Result<bool> {
        while refused.is_err() && self.pack.skips() {
            refused = self.step(record);
        }
        refused
    }

    /// What may deviate here, and what has.
    #[cfg(feature = "lenient")]
    pub(crate) const fn lenience(&mut self) -> &mut Lenience {
        &mut self.pack.scope.lenience
    }
}

impl<'a> RecordSource<'a> for Reader<'a> {
    fn next_record(&mut self, record: &mut Record<WireValue<'a>>) -> Result<bool> {
        let result = self.step(record);
        #[cfg(feature = "lenient")]
        let result = if result.is_err() { self.go_on(result, record) } else { result };
        result.map_err(|error| error.at(super::offset(self.length, self.begin)))
    }

    fn prefix(&self) -> Prefix<'a> {
        self.pack.prefix()
    }

    fn offset(&self) -> usize {
        super::offset(self.length, self.begin)
    }
}

/// The simple value null.
const NULL: u8 = 0xf6;

/// The head of text of indefinite length.
const TEXT_IN_CHUNKS: u8 = 0x7f;

/// Takes a name of either form: its octets and the bits that say how they are text.
fn name<'a>(rest: &mut &'a [u8]) -> Result<(&'a [u8], u32)> {
    match cbor::byte(rest)? {
        first @ 0x60..=0x7b => Ok((cbor_leaf::octets(first, rest)?, 0)),
        first => {
            let (chunks, after) = rare_name(first, rest)?;
            *rest = after;
            Ok((chunks, Members::CHUNKS))
        }
    }
}

/// A name in chunks, and what follows it.
#[cold]
#[inline(never)]
fn rare_name(first: u8, mut rest: &[u8]) -> Result<(&[u8], &[u8])> {
    if first != TEXT_IN_CHUNKS {
        return Err(ErrorKind::Malformed("a name that is text").into());
    }
    Ok((cbor::chunks(TEXT, &mut rest)?, rest))
}

/// The number of members of a map whose head is not one byte, more than [`COUNTED`] where a break ends it; and what
/// follows the head.
#[cold]
#[inline(never)]
fn rare_map(first: u8, mut rest: &[u8]) -> Result<(u64, &[u8])> {
    match rest_of_head(first, &mut rest)? {
        (MAP, info, count) if info == INDEFINITE || count <= COUNTED => Ok((count, rest)),
        _ => Err(ErrorKind::Malformed("records that are maps").into()),
    }
}

#[cfg(not(feature = "lenient"))]
#[cold]
#[inline(never)]
fn no_value() -> Result<bool> {
    Err(ErrorKind::MissingValue.into())
}
