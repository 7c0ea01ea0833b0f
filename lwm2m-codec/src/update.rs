//! Changing what outlives payloads: checked whole before any of it is applied. Knows no format and no object.
//! LwM2M Core 1.2.2, 6.3.3 (Write); D-144, D-145.

mod claims;
#[cfg(feature = "lenient")]
mod seen;
mod write;

pub use self::claims::Claims;
use self::write::Write;
use crate::decode::ResourceValue;
use crate::deviation::Report;
use crate::error::{ErrorKind, Result};
use crate::format::ContentFormat;
use crate::options::Options;
use crate::path::{Path, Tail};
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
    /// all else stays. Null in a form for composite requests deletes the Resource Instance that it names (D-071).
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
