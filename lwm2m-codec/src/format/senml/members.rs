//! What one record of a SenML pack says of itself, in every notation.
//! RFC 8428, 4; D-074.

use super::seconds;
use crate::error::{ErrorKind, Result};
use crate::value::Wire;

/// What one record says of itself.
#[derive(Clone, Copy)]
pub(in crate::format) struct Members<'a> {
    pub(in crate::format) name: &'a [u8],
    pub(super) seconds: i64,
    /// 10^-18 seconds more, where the time is not whole.
    pub(super) atto: u64,
    /// A bit for each member that was seen.
    pub(super) seen: u32,
}

impl<'a> Members<'a> {
    /// The bits of members, of which each may be seen once.
    pub(in crate::format) const VALUE: u32 = 1;
    pub(in crate::format) const NAME: u32 = 2;
    pub(in crate::format) const TIME: u32 = 4;
    pub(in crate::format) const BASE_NAME: u32 = 8;
    pub(in crate::format) const BASE_TIME: u32 = 16;
    pub(in crate::format) const BASE_VALUE: u32 = 32;
    pub(in crate::format) const BASE_VERSION: u32 = 64;
    pub(in crate::format) const UNIT: u32 = 128;
    pub(in crate::format) const BASE_UNIT: u32 = 256;
    pub(in crate::format) const SUM: u32 = 512;
    pub(in crate::format) const BASE_SUM: u32 = 1024;
    pub(in crate::format) const UPDATE_TIME: u32 = 2048;
    /// The bits that say how: the name is in chunks or has escapes, the value is a number, the time is not whole.
    pub(in crate::format) const CHUNKS: u32 = 1 << 16;
    pub(in crate::format) const ESCAPED: u32 = 1 << 17;
    pub(in crate::format) const NUMBER: u32 = 1 << 18;
    pub(super) const FRACTION: u32 = 1 << 19;

    pub(in crate::format) const fn new() -> Self {
        Self { name: &[], seconds: 0, atto: 0, seen: 0 }
    }

    /// Takes note of what was seen; a member that was seen before is an error (D-074).
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(in crate::format) fn see(&mut self, bits: u32) -> Result<()> {
        if self.seen & bits & (Self::CHUNKS - 1) != 0 {
            return repeated();
        }
        self.seen |= bits;
        Ok(())
    }

    /// Whether there is a value.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(in crate::format) const fn has_value(&self) -> bool {
        self.seen & Self::VALUE != 0
    }

    /// Takes the time, a number; returns the bits that say so.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(in crate::format) fn set_time(&mut self, time: Wire<'a>) -> Result<u32> {
        match time {
            Wire::Integer(seconds) => {
                self.seconds = seconds;
                Ok(Self::TIME)
            }
            _ => {
                let time = seconds(time)?;
                (self.seconds, self.atto) = (time.whole, time.atto);
                Ok(Self::TIME | Self::FRACTION)
            }
        }
    }

    /// How the name is text.
    pub(super) const fn form(&self) -> u32 {
        self.seen & (Self::CHUNKS | Self::ESCAPED)
    }
}

#[cold]
#[inline(never)]
fn repeated() -> Result<()> {
    Err(ErrorKind::Duplicate.into())
}
