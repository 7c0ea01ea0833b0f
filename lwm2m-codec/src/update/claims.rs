//! What a payload as a whole asks of a live value: room for new instances, and every path only once.

#[cfg(feature = "alloc")]
use alloc::vec::Vec;

use crate::error::{ErrorKind, Result};
use crate::path::{Path, Tail};

/// What the records that were checked so far ask of a live value together.
///
/// A container with room for so many instances claims a place for each one that is new; so a payload that would fill
/// it more than once is refused before any of it is applied.
#[derive(Debug)]
pub struct Claims {
    /// The record that is being checked.
    path: Path,
    /// What a replacing Write clears first.
    replaced: Option<Path>,
    claimed: [Path; CAPACITY],
    count: usize,
}

/// How many paths can be kept without a heap.
const CAPACITY: usize = 32;

impl Claims {
    pub(super) const fn new(replaced: Option<Path>) -> Self {
        Self { path: Path::ROOT, replaced, claimed: [Path::ROOT; CAPACITY], count: 0 }
    }

    /// The path of the record that is being checked.
    #[must_use]
    pub const fn path(&self) -> Path {
        self.path
    }

    pub(super) const fn visit(&mut self, path: Path) {
        self.path = path;
    }

    /// Whether the place that the record's path leaves `rest` below is cleared before the payload is applied.
    #[must_use]
    pub fn replaces(&self, rest: Tail) -> bool {
        self.replaced.is_some_and(|replaced| self.place(rest).is_within(replaced))
    }

    /// Claims a place for a new instance, in a container that has `present` of `capacity` places taken.
    ///
    /// `rest` is what remains of the record's path below the instance.
    ///
    /// # Errors
    /// [`ErrorKind::TooManyInstances`]; one payload can claim 32 places.
    pub fn claim(&mut self, rest: Tail, present: usize, capacity: usize) -> Result<()> {
        let instance = self.place(rest);
        let container = instance.parent();
        let mut taken = present;
        for claimed in self.claimed.iter().take(self.count) {
            if *claimed == instance {
                return Ok(());
            }
            taken += usize::from(claimed.parent() == container);
        }
        if taken >= capacity {
            return Err(ErrorKind::TooManyInstances { capacity }.into());
        }
        let place = self.claimed.get_mut(self.count);
        *place.ok_or(ErrorKind::TooManyInstances { capacity: CAPACITY })? = instance;
        self.count += 1;
        Ok(())
    }

    fn place(&self, rest: Tail) -> Path {
        self.path.ancestor(self.path.depth().saturating_sub(rest.depth()))
    }
}

/// The paths of records that came out of order, to find the one that came twice (D-006).
#[cfg(feature = "alloc")]
#[derive(Debug, Default)]
pub(super) struct Paths(Vec<Path>);

#[cfg(feature = "alloc")]
impl Paths {
    #[expect(clippy::unnecessary_wraps, reason = "without a heap it fails")]
    pub(super) fn push(&mut self, path: Path) -> Result<()> {
        self.0.push(path);
        Ok(())
    }

    /// A path that is there twice.
    pub(super) fn repeated(&mut self) -> Option<Path> {
        repeated(&mut self.0)
    }
}

/// The paths of records that came out of order, to find the one that came twice (D-006); without a heap, few.
#[cfg(not(feature = "alloc"))]
#[derive(Debug, Default)]
pub(super) struct Paths {
    paths: [Path; CAPACITY],
    length: usize,
}

#[cfg(not(feature = "alloc"))]
impl Paths {
    pub(super) fn push(&mut self, path: Path) -> Result<()> {
        *self.paths.get_mut(self.length).ok_or(ErrorKind::RecordOrder)? = path;
        self.length += 1;
        Ok(())
    }

    /// A path that is there twice.
    pub(super) fn repeated(&mut self) -> Option<Path> {
        self.paths.get_mut(..self.length).and_then(repeated)
    }
}

fn repeated(paths: &mut [Path]) -> Option<Path> {
    paths.sort_unstable();
    paths.windows(2).find_map(|pair| match pair {
        [a, b] if a == b => Some(*a),
        _ => None,
    })
}
