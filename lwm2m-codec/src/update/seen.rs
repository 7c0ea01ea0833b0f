//! The paths of the records so far, to see at once which one comes again (D-006): lenient reading goes on there.

#[cfg(feature = "alloc")]
use alloc::collections::BTreeSet;

#[cfg(not(feature = "alloc"))]
use crate::error::ErrorKind;
use crate::error::Result;
use crate::path::Path;

/// The paths that were seen.
#[cfg(feature = "alloc")]
#[derive(Debug, Default)]
pub(super) struct Seen(BTreeSet<Path>);

#[cfg(feature = "alloc")]
impl Seen {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Takes note of a path; false where it was there before.
    #[expect(clippy::unnecessary_wraps, reason = "without a heap it fails")]
    pub(super) fn insert(&mut self, path: Path) -> Result<bool> {
        Ok(self.0.insert(path))
    }
}

/// The paths that were seen; without a heap, few.
#[cfg(not(feature = "alloc"))]
#[derive(Debug, Default)]
pub(super) struct Seen {
    paths: [Path; 32],
    length: usize,
}

#[cfg(not(feature = "alloc"))]
impl Seen {
    pub(super) const fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// Takes note of a path; false where it was there before.
    pub(super) fn insert(&mut self, path: Path) -> Result<bool> {
        if self.paths.iter().take(self.length).any(|seen| *seen == path) {
            return Ok(false);
        }
        *self.paths.get_mut(self.length).ok_or(ErrorKind::RecordOrder)? = path;
        self.length += 1;
        Ok(true)
    }
}
