//! Where the floors write: into the caller's slice, forwards or backwards, one bounds check a put.

use super::{Malformed, Result};

/// What both directions can.
pub(super) trait Put {
    /// Writes an array in its own order.
    fn put<const N: usize>(&mut self, octets: [u8; N]) -> Result<()>;
    /// Writes a slice in its own order.
    fn put_slice(&mut self, octets: &[u8]) -> Result<()>;
}

/// Writes from the front of a slice.
pub(super) struct Forward<'b> {
    rest: &'b mut [u8],
}

impl<'b> Forward<'b> {
    /// Starts at the front.
    #[inline(always)]
    pub(super) fn new(buffer: &'b mut [u8]) -> Self {
        Self { rest: buffer }
    }

    /// How many bytes are still free.
    pub(super) fn room(&self) -> usize {
        self.rest.len()
    }

    /// Leaves out one byte, to be written later.
    #[inline(always)]
    pub(super) fn reserve(&mut self) -> Result<&'b mut u8> {
        let (slot, rest) = core::mem::take(&mut self.rest).split_first_mut().ok_or(Malformed)?;
        self.rest = rest;
        Ok(slot)
    }
}

impl Put for Forward<'_> {
    #[inline(always)]
    fn put<const N: usize>(&mut self, octets: [u8; N]) -> Result<()> {
        let rest = core::mem::take(&mut self.rest);
        let (slot, rest) = rest.split_first_chunk_mut().ok_or(Malformed)?;
        *slot = octets;
        self.rest = rest;
        Ok(())
    }

    #[inline(always)]
    fn put_slice(&mut self, octets: &[u8]) -> Result<()> {
        let rest = core::mem::take(&mut self.rest);
        let (slot, rest) = rest.split_at_mut_checked(octets.len()).ok_or(Malformed)?;
        slot.copy_from_slice(octets);
        self.rest = rest;
        Ok(())
    }
}

/// Writes from the back of a slice.
pub(super) struct Backward<'b> {
    rest: &'b mut [u8],
}

impl<'b> Backward<'b> {
    /// Starts at the back.
    #[inline(always)]
    pub(super) fn new(buffer: &'b mut [u8]) -> Self {
        Self { rest: buffer }
    }

    /// How many bytes are still free.
    #[inline(always)]
    pub(super) fn room(&self) -> usize {
        self.rest.len()
    }
}

impl Put for Backward<'_> {
    #[inline(always)]
    fn put<const N: usize>(&mut self, octets: [u8; N]) -> Result<()> {
        let rest = core::mem::take(&mut self.rest);
        let (rest, slot) = rest.split_last_chunk_mut().ok_or(Malformed)?;
        *slot = octets;
        self.rest = rest;
        Ok(())
    }

    #[inline(always)]
    fn put_slice(&mut self, octets: &[u8]) -> Result<()> {
        let rest = core::mem::take(&mut self.rest);
        let start = rest.len().checked_sub(octets.len()).ok_or(Malformed)?;
        let (rest, slot) = rest.split_at_mut_checked(start).ok_or(Malformed)?;
        slot.copy_from_slice(octets);
        self.rest = rest;
        Ok(())
    }
}
