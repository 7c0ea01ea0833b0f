//! The fast way through SenML names: digits and slashes, and nothing else.
//! D-011 to D-013.

use crate::path::Path;

/// What has been read of a path: ids, and the number that may go on in the next piece.
///
/// The fast way: it knows digits and slashes, and gives up on everything else, for [`Name`](super::name::Name) to say what it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ids {
    lanes: u64,
    count: usize,
    number: u32,
}

/// Nothing was read.
const START: u32 = u32::MAX;
/// A slash was read last.
const SLASH: u32 = u32::MAX - 1;
/// Something was read that only `Name` understands.
const ODD: u32 = u32::MAX - 2;

impl Ids {
    pub(super) const START: Self = Self { lanes: 0, count: 0, number: START };

    /// Every name that begins so is left to [`Name`](super::name::Name).
    #[cfg_attr(not(feature = "lenient"), allow(dead_code, reason = "strict names don't need it"))]
    pub(super) const ODD: Self = Self { lanes: 0, count: 0, number: ODD };

    /// Goes on reading; `None` for anything but digits and slashes in their places.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(super) fn push(mut self, piece: &[u8]) -> Option<Self> {
        for &c in piece {
            let digit = u32::from(c.wrapping_sub(b'0'));
            if digit <= 9 {
                self.number = match self.number {
                    SLASH => digit,
                    number @ 1..=6553 => number * 10 + digit,
                    _ => return None,
                };
            } else if c == b'/' {
                if self.number <= 65534 {
                    self = self.close()?;
                } else if self.number != START {
                    return None;
                }
                self.number = SLASH;
            } else {
                return None;
            }
        }
        Some(self)
    }

    /// Goes on behind a path and what was read of the next id; `None` for what only [`Name`](super::name::Name)
    /// understands.
    pub(super) fn after(path: Path, last: Option<Last>) -> Self {
        let number = match last {
            Some(Last::Start) => START,
            Some(Last::Slash) => SLASH,
            Some(Last::Number(number)) if number <= 65534 => number,
            Some(Last::Number(_)) | None => ODD,
        };
        Self { lanes: path.lanes(), count: path.depth(), number }
    }

    /// The path of a Resource or Resource Instance; `None` for anything else.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(super) fn finish(self) -> Option<Path> {
        let ids = self.close()?;
        if ids.count < 3 { None } else { Some(Path::from_lanes(ids.lanes, ids.count)) }
    }

    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn close(mut self) -> Option<Self> {
        if self.number > 65534 || self.count == 4 {
            return None;
        }
        self.lanes = self.lanes << 16 | (u64::from(self.number) + 1);
        self.count += 1;
        Some(self)
    }
}

/// What was read last.
#[derive(Clone, Copy, Debug)]
pub(super) enum Last {
    /// Nothing was read.
    Start,
    Slash,
    /// Some digits of an id.
    Number(u32),
}
