//! A payload on its way into a live value: read to be checked, and read again to be applied.
//! D-006, D-077, D-144.

use super::Update;
use super::claims::{Claims, Paths};
#[cfg(feature = "lenient")]
use super::seen::Seen;
use crate::decode::Records;
use crate::deviation::{DeviationKind, Report, Silent};
use crate::error::{Error, ErrorKind, Result};
use crate::format::ContentFormat;
use crate::options::{Options, Version};
use crate::path::{Path, Tail};
use crate::record::{Record, RecordSource};
use crate::value::WireValue;

/// A payload and where it is written to. It is read twice, and once more to find paths that come twice.
#[derive(Clone, Copy)]
pub(super) struct Write<'a> {
    pub(super) options: Options<'a>,
    pub(super) at: Path,
    pub(super) format: ContentFormat,
    pub(super) target: Path,
    pub(super) payload: &'a [u8],
}

impl<'a> Write<'a> {
    fn records<R: Report>(&self, report: R) -> Result<Records<'a, R>> {
        self.options.reporting(report).records(self.format, self.target, self.payload)
    }

    /// Reads it for the first time: is it one that can be applied?
    pub(super) fn check(
        &self,
        live: &dyn Update,
        replaced: Option<Path>,
        report: impl Report,
    ) -> Result<()> {
        let Self { at, target, .. } = *self;
        let mut records = self.records(report)?;
        let mut claims = Claims::new(replaced);
        let mut ascending = true;
        let mut last = Path::ROOT;
        #[cfg(feature = "lenient")]
        let mut seen = Seen::default();
        let mut record = Record::default();
        while records.next_record(&mut record)? {
            ascending &= record.path > last;
            last = record.path;
            claims.visit(record.path);
            let timed = record.time.is_some_and(|time| time.nanos() != 0);
            let checked = match record.path.below(at) {
                // D-077: nothing can be written into the past.
                _ if timed && !records.tolerate(DeviationKind::TimeInWrite, record.path) => {
                    Err(ErrorKind::UnexpectedTime.into())
                }
                Some(_) if !self.options.owns(&records.prefix()) => {
                    Err(ErrorKind::OutsideTarget.into())
                }
                Some(_) if self.deletes(&record.value) => {
                    let checked = check_deletion(live, record.path, at, &mut claims);
                    // The other Readers tell it themselves; here null is a value like any other (D-084).
                    if checked.is_ok() && self.format == ContentFormat::LWM2M_CBOR {
                        records.tolerate(DeviationKind::NullOutsideEtch, record.path);
                    }
                    checked
                }
                Some(tail) => live.check(tail, &record.value, &mut claims),
                None => Err(ErrorKind::OutsideTarget.into()),
            };
            if let Err(error) = checked {
                let error: Error = error.at(records.offset()).within(record.path);
                if self.deletes(&record.value) {
                    // What is deleted has no value that could mean something else.
                    return Err(error);
                }
                again(&mut records, error, &record, &mut |path, value| {
                    claims.visit(path);
                    let tail = path.below(at).ok_or(ErrorKind::OutsideTarget)?;
                    live.check(tail, value, &mut claims)
                })?;
            }
            #[cfg(feature = "lenient")]
            if !ascending && records.lenience().allows(DeviationKind::DuplicatePath) {
                self.tell_repeated(&mut records, record.path, &mut seen)?;
            }
        }
        if claims.path() == Path::ROOT
            && let Some(tail) = target.below(at)
        {
            check_nothing(live, tail, target, &mut claims)
                .map_err(|error| error.at(records.offset()).within(target))?;
        }
        if ascending || records.lenience().allows(DeviationKind::DuplicatePath) {
            return Ok(());
        }
        self.find_repeated()
    }

    /// Tells that a path was there before. Who has seen nothing yet goes through the records up to this one first.
    #[cfg(feature = "lenient")]
    #[cold]
    fn tell_repeated<R: Report>(
        &self,
        records: &mut Records<'_, R>,
        path: Path,
        seen: &mut Seen,
    ) -> Result<()> {
        let offset = records.offset();
        let error = |error: Error| error.at(offset).within(path);
        if seen.is_empty() {
            let mut before = self.records(Silent)?;
            let mut record = Record::default();
            while before.next_record(&mut record)? && before.offset() < offset {
                seen.insert(record.path).map_err(error)?;
            }
        }
        // Lenience: who goes by Anjay, which reads on (D-006).
        if !seen.insert(path).map_err(error)? {
            records.tolerate(DeviationKind::DuplicatePath, path);
        }
        Ok(())
    }

    /// Paths in ascending order are all different; otherwise they are gathered and sorted.
    #[cold]
    fn find_repeated(&self) -> Result<()> {
        let mut records = self.records(Silent)?;
        let mut record = Record::default();
        let mut paths = Paths::default();
        while records.next_record(&mut record)? {
            paths
                .push(record.path)
                .map_err(|error| error.at(records.offset()).within(record.path))?;
        }
        match paths.repeated() {
            Some(path) => self.refuse_repeated(path),
            None => Ok(()),
        }
    }

    /// Finds the second record with a path.
    fn refuse_repeated(&self, path: Path) -> Result<()> {
        let mut records = self.records(Silent)?;
        let mut record = Record::default();
        let mut seen = 0;
        while seen < 2 && records.next_record(&mut record)? {
            seen += usize::from(record.path == path);
        }
        Err(Error::from(ErrorKind::Duplicate).at(records.offset()).within(path))
    }

    /// Whether a value is a null that deletes: in the forms for composite requests, leniently in a Write-Composite of
    /// 1.2 in any format (D-071, D-084).
    fn deletes(&self, value: &WireValue<'_>) -> bool {
        let etch = [ContentFormat::SENML_ETCH_JSON, ContentFormat::SENML_ETCH_CBOR];
        let composite = self.target == Path::ROOT && self.options.version >= Version::V1_2;
        let lenient = self.options.lenience.allows(DeviationKind::NullOutsideEtch);
        value.is_null() && (etch.contains(&self.format) || composite && lenient)
    }

    /// Reads it for the second time, which can only succeed.
    pub(super) fn apply(&self, live: &mut dyn Update) -> Result<()> {
        let mut records = self.records(Silent)?;
        let mut record = Record::default();
        while records.next_record(&mut record)? {
            let tail = record.path.below(self.at).unwrap_or(Tail::EMPTY);
            if self.deletes(&record.value) {
                live.clear(tail);
                continue;
            }
            if let Err(error) = live.update(tail, &record.value) {
                let error = error.at(records.offset()).within(record.path);
                again(&mut records, error, &record, &mut |path, value| {
                    live.update(path.below(self.at).unwrap_or(Tail::EMPTY), value)
                })?;
            }
        }
        Ok(())
    }
}

/// Whether what lies at a path may be deleted: a Resource Instance, whether it is there or not (D-071).
#[cold]
fn check_deletion(live: &dyn Update, path: Path, at: Path, claims: &mut Claims) -> Result<()> {
    let resource = path.parent().filter(|resource| resource.depth() == 3);
    let (resource, tail) = resource
        .and_then(|resource| Some((resource, resource.below(at)?)))
        .ok_or(ErrorKind::WrongCardinality { multiple: true })?;
    claims.visit(resource);
    let checked = live.check(tail, &WireValue::default(), claims);
    claims.visit(path);
    checked.map_err(|error| match error.kind() {
        ErrorKind::WrongType { .. } => ErrorKind::WrongCardinality { multiple: false }.into(),
        _ => error,
    })
}

/// Tries a record of lenient reading again by what it means, or strictly gives back the error.
#[cold]
fn again<'a, R: Report>(
    records: &mut Records<'a, R>,
    refused: Error,
    record: &Record<WireValue<'a>>,
    each: &mut dyn FnMut(Path, &WireValue<'_>) -> Result<()>,
) -> Result<()> {
    #[cfg(feature = "lenient")]
    {
        records.mend(refused, record, &mut |again| each(again.path, &again.value))
    }
    #[cfg(not(feature = "lenient"))]
    {
        let _ = (records, record, each);
        Err(refused)
    }
}

/// Whether nothing at all may be written there: to a container, not to a value (D-004).
#[cold]
fn check_nothing(live: &dyn Update, tail: Tail, target: Path, claims: &mut Claims) -> Result<()> {
    if target.depth() < 3 {
        return Ok(());
    }
    claims.visit(target);
    live.check(tail, &WireValue::default(), claims).map_err(|error| match error.kind() {
        ErrorKind::WrongType { .. } => ErrorKind::MissingValue.into(),
        _ => error,
    })
}
