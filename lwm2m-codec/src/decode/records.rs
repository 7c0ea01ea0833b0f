//! The records of a payload, whatever its format.

use super::TypedRecords;
use crate::deviation::{DeviationKind, Lenience, Report, Silent};
use crate::error::{Error, ErrorKind, Result};
use crate::format::{ContentFormat, Reader};
use crate::options::Options;
use crate::path::Path;
use crate::record::{Prefix, Record, RecordSource};
use crate::schema::Schema;
use crate::value::WireValue;

/// The records of a payload in payload order. An iterator for people; [`RecordSource`] for speed.
///
/// After an error there is no further record; those already read stand. `R` is told of deviations, each before the
/// record it belongs to; values are as the bytes say them: only what consumes them types knows whether they deviate.
#[derive(Clone, Debug)]
pub struct Records<'a, R = Silent> {
    reader: Reader<'a>,
    target: Path,
    /// How many records may still come.
    left: usize,
    limit: usize,
    #[cfg_attr(
        not(feature = "lenient"),
        allow(dead_code, reason = "strict reading tells nothing")
    )]
    report: R,
}

impl<'a, R: Report> Records<'a, R> {
    pub(super) fn new(
        format: ContentFormat,
        target: Path,
        payload: &'a [u8],
        options: Options<'a, R>,
    ) -> Result<Self> {
        let (options, report) = options.split();
        let reader = Reader::new(format, target, payload, &options)?;
        let limit = options.limits.records;
        Ok(Self { reader, target, left: limit, limit, report })
    }

    /// Gives every value the type that a schema has for its path.
    #[must_use]
    pub fn typed<S: Schema>(self, schema: S) -> TypedRecords<'a, S, R> {
        TypedRecords::new(self, schema)
    }

    /// The path of the operation.
    #[must_use]
    pub const fn target(&self) -> Path {
        self.target
    }

    /// The source behind it; where records are limited or somebody is told of deviations, that is this. So it is in the
    /// small setting, which has one way for all.
    pub(crate) fn source(&mut self) -> &mut dyn RecordSource<'a> {
        let is_direct = cfg!(not(feature = "compact")) && self.limit == usize::MAX && !R::LISTENS;
        if is_direct { self.reader.source() } else { self }
    }

    /// What may deviate.
    #[cfg_attr(not(feature = "lenient"), allow(clippy::unused_self, reason = "nothing may"))]
    pub(crate) const fn lenience(&mut self) -> Lenience {
        #[cfg(feature = "lenient")]
        {
            *self.reader.lenience()
        }
        #[cfg(not(feature = "lenient"))]
        Lenience::STRICT
    }

    /// Whether the record that was read last may deviate so; then it is told.
    pub(crate) fn tolerate(&mut self, kind: DeviationKind, path: Path) -> bool {
        #[cfg(feature = "lenient")]
        if self.reader.lenience().allow(kind) {
            self.tell(Some(path));
            return true;
        }
        let _ = (kind, path);
        false
    }

    /// Reads a record and checks that it may still come.
    #[inline]
    fn step(&mut self, record: &mut Record<WireValue<'a>>) -> Result<bool> {
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
}

#[cfg(feature = "lenient")]
mod lenient {
    use super::{Path, Record, RecordSource, Records, Report, Result, WireValue};
    use crate::deviation::{Again, Deviation, Lenience, mend};
    use crate::error::Error;

    impl<'a, R: Report> Records<'a, R> {
        /// Tells what has deviated since the last time.
        pub(super) fn tell(&mut self, path: Option<Path>) {
            let offset = self.offset();
            for kind in self.reader.lenience().take() {
                self.report.report(Deviation { kind, offset, path });
            }
        }

        /// Lets a consumer that has refused a record try again what it means by its deviations, and tells them.
        ///
        /// # Errors
        /// `refused`, where no deviation that is tolerated explains it.
        pub(crate) fn mend(
            &mut self,
            refused: Error,
            record: &Record<WireValue<'a>>,
            again: &mut dyn FnMut(Again<'a>) -> Result<()>,
        ) -> Result<()> {
            let lenience: &mut Lenience = self.reader.lenience();
            mend(lenience, refused, record.path, record.value, again)?;
            self.tell(Some(record.path));
            Ok(())
        }
    }
}

impl<'a, R: Report> RecordSource<'a> for Records<'a, R> {
    fn next_record(&mut self, record: &mut Record<WireValue<'a>>) -> Result<bool> {
        #[cfg(feature = "lenient")]
        if R::LISTENS {
            self.reader.lenience().begin();
        }
        let read = self.step(record);
        #[cfg(feature = "lenient")]
        if R::LISTENS {
            let path = match &read {
                Ok(true) => Some(record.path),
                Ok(false) => None,
                Err(_) => {
                    // What is refused in the end was not tolerated.
                    *self.reader.lenience() = self.lenience().quiet();
                    return read;
                }
            };
            self.tell(path);
        }
        read
    }

    fn prefix(&self) -> Prefix<'a> {
        self.reader.source_ref().prefix()
    }

    fn offset(&self) -> usize {
        self.reader.source_ref().offset()
    }
}

impl<'a, R: Report> Iterator for Records<'a, R> {
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

impl<R: Report> core::iter::FusedIterator for Records<'_, R> {}
