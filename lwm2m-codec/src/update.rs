//! Changing what outlives payloads: checked whole before any of it is applied. Knows no format and no object.
//! LwM2M Core 1.2.2, 6.3.3 (Write); D-144, D-145.

mod claims;

pub use self::claims::Claims;
use self::claims::Paths;
use crate::decode::{Records, ResourceValue};
use crate::deviation::{DeviationKind, Report, Silent};
use crate::error::{Error, ErrorKind, Result};
use crate::format::ContentFormat;
use crate::options::Options;
use crate::path::{Path, Tail};
use crate::record::{Record, RecordSource};
use crate::value::WireValue;

/// A live value that outlives payloads. Object-safe, no lifetime.
///
/// [`update`] reads the payload twice: [`Update::check`] for every record, then [`Update::update`] for every record.
/// What was checked must succeed. `tail` is what remains of the record's path below the value.
#[diagnostic::on_unimplemented(
    message = "`{Self}` can't be changed by a payload",
    note = "a value that borrows from a payload doesn't outlive it: give the struct a lifetime, or the field storage"
)]
pub trait Update {
    /// Whether a record could be applied.
    ///
    /// # Errors
    /// Those that [`Update::update`] would return.
    fn check(&self, tail: Tail, value: &WireValue<'_>, claims: &mut Claims) -> Result<()>;

    /// Applies a record.
    ///
    /// # Errors
    /// [`ErrorKind::WrongCardinality`], [`ErrorKind::TooManyInstances`], and those of [`WireValue`]'s getters.
    fn update(&mut self, tail: Tail, value: &WireValue<'_>) -> Result<()>;

    /// Makes what lies at `tail` absent: a replacing Write does so first.
    fn clear(&mut self, tail: Tail);

    /// Whether a value could begin with a record where there is none.
    ///
    /// # Errors
    /// As [`Update::check`].
    fn check_new(tail: Tail, value: &WireValue<'_>, claims: &mut Claims) -> Result<()>
    where
        Self: Sized;

    /// Begins a value with its first record.
    ///
    /// # Errors
    /// As [`Update::update`].
    fn begin(tail: Tail, value: &WireValue<'_>) -> Result<Self>
    where
        Self: Sized;
}

impl<T: for<'a> ResourceValue<'a>> Update for T {
    fn check(&self, tail: Tail, value: &WireValue<'_>, claims: &mut Claims) -> Result<()> {
        Self::check_new(tail, value, claims)
    }

    fn update(&mut self, tail: Tail, value: &WireValue<'_>) -> Result<()> {
        *self = Self::begin(tail, value)?;
        Ok(())
    }

    /// A value is not absent: whoever holds it may drop it.
    fn clear(&mut self, _: Tail) {}

    fn check_new(tail: Tail, value: &WireValue<'_>, _: &mut Claims) -> Result<()> {
        Self::begin(tail, value).map(drop)
    }

    fn begin(tail: Tail, value: &WireValue<'_>) -> Result<Self> {
        if tail.is_empty() {
            T::from_wire(value)
        } else {
            Err(ErrorKind::WrongCardinality { multiple: false }.into())
        }
    }
}

impl<T: Update> Update for Option<T> {
    fn check(&self, tail: Tail, value: &WireValue<'_>, claims: &mut Claims) -> Result<()> {
        match self {
            Some(live) => live.check(tail, value, claims),
            None => T::check_new(tail, value, claims),
        }
    }

    fn update(&mut self, tail: Tail, value: &WireValue<'_>) -> Result<()> {
        match self {
            Some(live) => live.update(tail, value),
            None => {
                *self = Some(T::begin(tail, value)?);
                Ok(())
            }
        }
    }

    fn clear(&mut self, tail: Tail) {
        match self {
            Some(live) if !tail.is_empty() => live.clear(tail),
            _ => *self = None,
        }
    }

    fn check_new(tail: Tail, value: &WireValue<'_>, claims: &mut Claims) -> Result<()> {
        T::check_new(tail, value, claims)
    }

    fn begin(tail: Tail, value: &WireValue<'_>) -> Result<Self> {
        T::begin(tail, value).map(Some)
    }
}

/// Applies a payload to a live value, all of it or nothing: strict, newest version. See [`Options::update`].
///
/// # Errors
/// As [`Options::update`].
pub fn update(
    live: &mut dyn Update,
    at: Path,
    format: ContentFormat,
    target: Path,
    payload: &[u8],
) -> Result<()> {
    Options::STRICT.update(live, at, format, target, payload)
}

/// Replaces what lies at the target by a payload, all of it or nothing: strict, newest version. See
/// [`Options::replace`].
///
/// # Errors
/// As [`Options::update`].
pub fn replace(
    live: &mut dyn Update,
    at: Path,
    format: ContentFormat,
    target: Path,
    payload: &[u8],
) -> Result<()> {
    Options::STRICT.replace(live, at, format, target, payload)
}

impl<R: Report> Options<'_, R> {
    /// Applies a payload to a live value, as a partial Write does: what the payload says is added or overwritten,
    /// all else stays.
    ///
    /// `at` is where the live value lives, `target` the path of the operation. The payload is checked whole before
    /// any of it is applied: after an error the live value is what it was.
    ///
    /// # Errors
    /// Those of [`Options::records`] and of the records; [`ErrorKind::OutsideTarget`] for a record outside of the
    /// live value; [`ErrorKind::Duplicate`] for a path that comes twice; those of [`Update::check`], with the byte
    /// and path of the record.
    pub fn update(
        self,
        live: &mut dyn Update,
        at: Path,
        format: ContentFormat,
        target: Path,
        payload: &[u8],
    ) -> Result<()> {
        let (options, report) = self.split();
        let write = Write { options, at, format, target, payload };
        write.check(live, None, report)?;
        write.apply(live)
    }

    /// The same, as a replacing Write does: what lies at the target and is not in the payload becomes absent.
    ///
    /// # Errors
    /// As [`Options::update`].
    pub fn replace(
        self,
        live: &mut dyn Update,
        at: Path,
        format: ContentFormat,
        target: Path,
        payload: &[u8],
    ) -> Result<()> {
        let replaced = if target.is_within(at) { target } else { at };
        let (options, report) = self.split();
        let write = Write { options, at, format, target, payload };
        write.check(live, Some(replaced), report)?;
        live.clear(replaced.below(at).unwrap_or(Tail::EMPTY));
        write.apply(live)
    }
}

/// A payload and where it is written to. It is read twice, and once more to find paths that come twice.
#[derive(Clone, Copy)]
struct Write<'a> {
    options: Options<'a>,
    at: Path,
    format: ContentFormat,
    target: Path,
    payload: &'a [u8],
}

impl<'a> Write<'a> {
    fn records<R: Report>(&self, report: R) -> Result<Records<'a, R>> {
        self.options.reporting(report).records(self.format, self.target, self.payload)
    }

    fn check(&self, live: &dyn Update, replaced: Option<Path>, report: impl Report) -> Result<()> {
        let Self { at, target, .. } = *self;
        let mut records = self.records(report)?;
        let mut claims = Claims::new(replaced);
        let mut ascending = true;
        let mut record = Record::default();
        while records.next_record(&mut record)? {
            ascending &= record.path > claims.path();
            claims.visit(record.path);
            let timed = record.time.is_some_and(|time| time.nanos() != 0);
            let checked = match record.path.below(at) {
                // D-077: nothing can be written into the past.
                _ if timed && !records.tolerate(DeviationKind::TimeInWrite, record.path) => {
                    Err(ErrorKind::UnexpectedTime.into())
                }
                Some(tail) if self.options.owns(&records.prefix()) => {
                    live.check(tail, &record.value, &mut claims)
                }
                _ => Err(ErrorKind::OutsideTarget.into()),
            };
            if let Err(error) = checked {
                let error: Error = error.at(records.offset()).within(record.path);
                again(&mut records, error, &record, &mut |path, value| {
                    claims.visit(path);
                    let tail = path.below(at).ok_or(ErrorKind::OutsideTarget)?;
                    live.check(tail, value, &mut claims)
                })?;
            }
        }
        if claims.path() == Path::ROOT
            && let Some(tail) = target.below(at)
        {
            check_nothing(live, tail, target, &mut claims)
                .map_err(|error| error.at(records.offset()).within(target))?;
        }
        if ascending { Ok(()) } else { self.find_repeated(&mut records) }
    }

    /// Paths in ascending order are all different; otherwise they are gathered and sorted.
    #[cold]
    fn find_repeated<R: Report>(&self, checked: &mut Records<'_, R>) -> Result<()> {
        let mut records = self.records(Silent)?;
        let mut record = Record::default();
        let mut paths = Paths::default();
        while records.next_record(&mut record)? {
            paths
                .push(record.path)
                .map_err(|error| error.at(records.offset()).within(record.path))?;
        }
        match paths.repeated() {
            Some(path) if checked.tolerate(DeviationKind::DuplicatePath, path) => Ok(()),
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

    fn apply(&self, live: &mut dyn Update) -> Result<()> {
        let mut records = self.records(Silent)?;
        let mut record = Record::default();
        while records.next_record(&mut record)? {
            let tail = record.path.below(self.at).unwrap_or(Tail::EMPTY);
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
