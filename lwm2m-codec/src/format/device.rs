//! The prefix of the device that a Writer is being told of; kept because its records come later.
//! D-018.

use crate::error::{ErrorKind, Result};
use crate::path::{Path, uri};

/// A prefix; empty for the peer itself.
#[derive(Clone, Copy, Debug)]
pub(super) struct Device {
    text: [u8; LONGEST],
    length: u8,
}

/// The longest prefix of a device among several; peers' are of eight characters (D-018).
const LONGEST: usize = 32;

impl Device {
    /// The peer itself.
    pub(super) const NONE: Self = Self { text: [0; LONGEST], length: 0 };

    /// # Errors
    /// As [`Device::check`].
    pub(super) fn new(prefix: &str, target: Path) -> Result<Self> {
        Self::check(prefix, target)?;
        Ok(Self::of(prefix))
    }

    /// Whether a prefix may stand in a payload for a target.
    ///
    /// # Errors
    /// [`ErrorKind::NotExpressible`] in a payload for another target than the root, [`ErrorKind::TooDeep`] for a long
    /// prefix, [`ErrorKind::Path`] for one that could not be told from ids.
    pub(super) fn check(prefix: &str, target: Path) -> Result<()> {
        let kind = if target != Path::ROOT {
            ErrorKind::NotExpressible("several devices below one target")
        } else if prefix.len() > LONGEST {
            ErrorKind::TooDeep { limit: LONGEST }
        } else if !prefix.is_empty() && !uri::is_prefix_segment(prefix) {
            ErrorKind::Path("a prefix of unreserved characters")
        } else {
            return Ok(());
        };
        Err(kind.into())
    }

    /// A prefix that has been checked.
    pub(super) fn of(prefix: &str) -> Self {
        let mut device = Self::NONE;
        device.text.iter_mut().zip(prefix.bytes()).for_each(|(place, octet)| *place = octet);
        device.length = u8::try_from(prefix.len()).unwrap_or(0);
        device
    }

    #[inline]
    pub(super) const fn is_none(&self) -> bool {
        self.length == 0
    }

    pub(super) fn prefix(&self) -> &[u8] {
        self.text.get(..usize::from(self.length)).unwrap_or(&[])
    }
}
