//! Bytes that are written one behind the other without a look at the Output in between: where they don't all fit, none
//! of them has been written.

use super::{Few, Output};

/// What is left of the window, and how much of it is written.
pub(crate) struct Run<'w> {
    window: &'w mut [u8],
    length: usize,
}

impl Output<'_> {
    /// Begins a run behind what has been written; `None` where that does not end within the window.
    #[inline(always)]
    pub(crate) fn run(&mut self) -> Option<Run<'_>> {
        let at = self.position.checked_sub(self.start)?;
        self.window.get_mut(at..).map(Run::new)
    }

    /// Whether so many bytes end within the window.
    pub(crate) fn has_room(&self, count: usize) -> bool {
        let end = self.start.saturating_add(self.window.len());
        self.start <= self.position && self.position.saturating_add(count) <= end
    }

    /// Takes the bytes of a run, which is over, as written.
    #[inline(always)]
    pub(crate) const fn advance(&mut self, length: usize) {
        self.position += length;
    }
}

impl<'w> Run<'w> {
    /// A run in a place of its own.
    #[inline(always)]
    pub(crate) const fn new(window: &'w mut [u8]) -> Self {
        Self { window, length: 0 }
    }

    /// Writes a few bytes; `None` where there is no room for eight.
    #[inline(always)]
    pub(crate) fn put(&mut self, few: Few) -> Option<()> {
        *self.window.get_mut(self.length..)?.first_chunk_mut()? = few.bytes();
        self.length += few.len();
        Some(())
    }

    /// Writes bytes.
    #[inline(always)]
    pub(crate) fn write(&mut self, bytes: &[u8]) -> Option<()> {
        let place = self.window.get_mut(self.length..)?.get_mut(..bytes.len())?;
        place.copy_from_slice(bytes);
        self.length += bytes.len();
        Some(())
    }

    /// How many bytes it is.
    #[inline(always)]
    pub(crate) const fn len(&self) -> usize {
        self.length
    }
}
