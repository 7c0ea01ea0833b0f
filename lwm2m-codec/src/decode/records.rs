//! The records of a payload, whatever its format.

use super::TypedRecords;
use crate::error::{Error, ErrorKind, Result};
use crate::format::{ContentFormat, Reader};
use crate::options::Options;
use crate::path::Path;
use crate::record::{Prefix, Record, RecordSource};
use crate::schema::Schema;
use crate::value::WireValue;

/// The records of a payload in payload order. An iterator for people; [`RecordSource`] for speed.
///
/// After an error there is no further record; those already read stand.
#[derive(Clone, Debug)]
pub struct Records<'a> {
    reader: Reader<'a>,
    target: Path,
    /// How many records may still come.
    left: usize,
    limit: usize,
}

impl<'a> Records<'a> {
    pub(super) fn new(
        format: ContentFormat,
        target: Path,
        payload: &'a [u8],
        options: &Options<'a>,
    ) -> Result<Self> {
        let reader = Reader::new(format, target, payload, options)?;
        let limit = options.limits.records;
        Ok(Self { reader, target, left: limit, limit })
    }

    /// Gives every value the type that a schema has for its path.
    #[must_use]
    pub fn typed<S: Schema>(self, schema: S) -> TypedRecords<'a, S> {
        TypedRecords::new(self, schema)
    }

    /// The path of the operation.
    #[must_use]
    pub const fn target(&self) -> Path {
        self.target
    }

    /// The source behind it; where records are limited, that is this.
    pub(crate) fn source(&mut self) -> &mut dyn RecordSource<'a> {
        if self.limit == usize::MAX { self.reader.source() } else { self }
    }
}

impl<'a> RecordSource<'a> for Records<'a> {
    fn next_record(&mut self, record: &mut Record<WireValue<'a>>) -> Result<bool> {
        if !self.reader.source().next_record(record)? {
            return Ok(false);
        }
        if self.left == 0 {
            let error = Error::from(ErrorKind::TooDeep { limit: self.limit });
            return Err(error.at(self.offset()).within(record.path));
        }
        self.left -= 1;
        Ok(true)
    }

    fn prefix(&self) -> Prefix<'a> {
        self.reader.source_ref().prefix()
    }

    fn offset(&self) -> usize {
        self.reader.source_ref().offset()
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Result<Record<WireValue<'a>>>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.limit == 0 && self.left == usize::MAX {
            return None;
        }
        let mut record = Record::default();
        match self.next_record(&mut record) {
            Ok(true) => Some(Ok(record)),
            Ok(false) => None,
            Err(error) => {
                // The mark of an end.
                (self.limit, self.left) = (0, usize::MAX);
                Some(Err(error))
            }
        }
    }
}

impl core::iter::FusedIterator for Records<'_> {}
