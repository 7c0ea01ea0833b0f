//! Whose records a payload holds: the peer's own, and those of a gateway's devices. Keys of the top map must differ,
//! so a device's records lie together, by Object at least.

use core::cmp::Ordering;

use crate::error::{ErrorKind, Result};
use crate::format::device::Device;
use crate::path::Path;

/// Who tells, and how far the others were told.
#[derive(Debug)]
pub(super) struct Tellers {
    now: Teller,
    /// The last Object of the peer itself; the root where nothing was told.
    own: u16,
    /// The same of the device that was announced last.
    of_device: u16,
    /// That device. None with a lower prefix may follow.
    device: Device,
}

#[derive(Clone, Copy, Debug)]
enum Teller {
    Peer,
    Device,
    /// A device that had its turn.
    Late,
}

impl Tellers {
    /// The peer itself.
    pub(super) const NONE: Self =
        Self { now: Teller::Peer, own: 0, of_device: 0, device: Device::NONE };

    /// Says whose the next records are; `last` is the path of the record before, the root where there is none.
    ///
    /// # Errors
    /// As [`Device::check`].
    pub(super) fn switch(&mut self, prefix: &str, target: Path, last: Path) -> Result<()> {
        Device::check(prefix, target)?;
        if last != Path::ROOT {
            match self.now {
                Teller::Peer => self.own = object(last),
                Teller::Device => self.of_device = object(last),
                Teller::Late => {}
            }
        }
        self.now = match prefix.as_bytes().cmp(self.device.prefix()) {
            _ if prefix.is_empty() => Teller::Peer,
            Ordering::Less => Teller::Late,
            Ordering::Equal => Teller::Device,
            Ordering::Greater => {
                (self.device, self.of_device) = (Device::of(prefix), 0);
                Teller::Device
            }
        };
        Ok(())
    }

    /// Checks the first record of who is told of now: who was told of before may only go on with a key that is new.
    ///
    /// # Errors
    /// [`ErrorKind::RecordOrder`].
    pub(super) fn begin(&self, path: Path) -> Result<()> {
        let before = match self.now {
            Teller::Peer => self.own,
            Teller::Device => self.of_device,
            Teller::Late => u16::MAX,
        };
        if object(path) <= before { Err(ErrorKind::RecordOrder.into()) } else { Ok(()) }
    }

    /// The prefix of the device that is told of; `None` for the peer itself.
    pub(super) fn prefix(&self) -> Option<&[u8]> {
        match self.now {
            Teller::Device => Some(self.device.prefix()),
            Teller::Peer | Teller::Late => None,
        }
    }
}

/// The Object's id and 1; 0 for the root.
fn object(path: Path) -> u16 {
    path.id(0).map_or(0, |id| id.saturating_add(1))
}
