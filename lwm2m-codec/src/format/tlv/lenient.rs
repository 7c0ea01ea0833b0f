//! What lenient reading of TLV goes on behind: ids that come again, and what stands beside the target.

use super::{Fault, Reader, refuse};
use crate::deviation::{DeviationKind, Lenience};
use crate::error::ErrorKind;
use crate::path::Path;
use crate::record::Record;
use crate::value::WireValue;

impl<'a> Reader<'a> {
    /// The lanes of a Resource Instance that does not come behind the one before it.
    #[cold]
    #[inline(never)]
    pub(super) fn count_on(&mut self, lanes: u64, fault: &mut Fault) -> Option<u64> {
        let last = self.resource_instance;
        let is_sibling = lanes >> 16 == last >> 16;
        let counts_on = is_sibling && (lanes == last || self.renumbered == self.resource);
        // Lenience: a device whose links all have the id 0 (E232).
        if counts_on && self.lenience.allow(DeviationKind::DuplicatePath) {
            self.renumbered = self.resource;
            // 65534 is the last id that there is.
            return if last & 0xffff == 0xffff {
                refuse(fault, &ErrorKind::ReservedId, Path::NOWHERE)
            } else {
                Some(last + 1)
            };
        }
        if lanes == last {
            return refuse(fault, &ErrorKind::Duplicate, Path::from_lanes(lanes, 4));
        }
        Some(lanes)
    }

    /// Goes on behind a record that stands beside the target within an enclosing TLV: it is dropped (D-059).
    #[cold]
    #[inline(never)]
    pub(super) fn go_on(
        &mut self,
        record: &mut Record<WireValue<'a>>,
        fault: &mut Fault,
    ) -> Option<()> {
        let begin = self.begin;
        // Lenience: devices that answer with the whole Object Instance (E034).
        while let Err(refused) = *fault
            && refused.kind() == ErrorKind::OutsideTarget
            && self.enclosed != Path::ROOT
            && refused.path().is_some_and(|path| path.is_within(self.enclosed))
            && self.lenience.allow(DeviationKind::ExtraSiblings)
        {
            *fault = Ok(());
            if let Some(()) = self.step(record, fault) {
                return Some(());
            }
            if fault.is_ok() {
                // What was dropped first is where the deviation lies.
                self.begin = begin;
            }
        }
        None
    }

    /// What may deviate here, and what has.
    pub(crate) const fn lenience(&mut self) -> &mut Lenience {
        &mut self.lenience
    }
}
