//! A value that its consumer has refused, tried again as what its deviation means.
//! The consumer alone knows which type it wants, and says so in its error: types stay decided in one place.

use super::{DeviationKind, Lenience};
use crate::error::{Error, ErrorKind, Result};
use crate::path::Path;
use crate::value::WireValue;

/// A record as it is tried again.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Again<'a> {
    /// Where it belongs: for a single value of a multiple Resource, that is an instance (D-061).
    pub(crate) path: Path,
    pub(crate) value: WireValue<'a>,
    /// Whether what was said before of this path gives way to it (D-006).
    pub(crate) repeats: bool,
}

/// Tries a refused record again, mended by one deviation after the other; what they were is noted in `lenience`.
///
/// # Errors
/// The first error, where no deviation that is tolerated explains it.
#[cold]
#[inline(never)]
pub(crate) fn mend<'a>(
    lenience: &mut Lenience,
    refused: Error,
    path: Path,
    value: WireValue<'a>,
    again: &mut dyn FnMut(Again<'a>) -> Result<()>,
) -> Result<()> {
    let mut noted = lenience.quiet();
    let mut next = Again { path, value, repeats: false };
    let mut error = refused;
    // A record has at most this many deviations of its value and its place.
    for _ in 0..4 {
        match error.kind() {
            ErrorKind::Duplicate if noted.allow(DeviationKind::DuplicatePath) => {
                next.repeats = true
            }
            ErrorKind::WrongCardinality { multiple: true }
                if next.path.depth() == 3 && noted.allow(DeviationKind::SingleForMultiple) =>
            {
                next.path = next.path.child(0).unwrap_or(next.path);
            }
            kind => match next.value.mended(kind, &mut noted) {
                Some(value) => next.value = value,
                None => return Err(refused),
            },
        }
        match again(next) {
            Ok(()) => {
                lenience.note(noted);
                return Ok(());
            }
            Err(other) => error = other,
        }
    }
    Err(refused)
}
