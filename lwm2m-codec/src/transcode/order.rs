//! Records that come in any order, put in the order that formats which nest need.

use core::cmp::Ordering;

use super::device::Own;
use crate::decode::Records;
use crate::path::Path;
use crate::record::{Prefix, Record, RecordSource, Timestamp};
use crate::value::{Wire, WireValue};

/// Room for one record that waits for its turn: see [`Transcoded::in_order`](super::Transcoded::in_order).
///
/// About a hundred bytes, borrowed from the payload: values stay there.
#[derive(Clone, Copy, Debug)]
pub struct Slot<'a> {
    pub(super) record: Record<WireValue<'a>>,
    pub(super) prefix: Prefix<'a>,
    /// The byte at which the record begins: tells equal ones apart, and errors where they are.
    pub(super) offset: usize,
}

impl Slot<'_> {
    /// Room without a record.
    pub const EMPTY: Self = Self {
        record: Record { path: Path::ROOT, time: None, value: WireValue(Wire::Empty) },
        prefix: Prefix::NONE,
        offset: 0,
    };

    /// Whether both tell of one path of one device at one time.
    pub(super) fn is_at_place_of(&self, other: &Self, own: Own<'_>) -> bool {
        self.place() == other.place() && self.device(other, own) == Ordering::Equal
    }

    fn place(&self) -> (Path, Option<Timestamp>) {
        (self.record.path, self.record.time)
    }

    fn device(&self, other: &Self, own: Own<'_>) -> Ordering {
        if self.prefix.is_empty() && other.prefix.is_empty() {
            return Ordering::Equal;
        }
        own.device(&self.prefix).cmp(own.device(&other.prefix))
    }

    fn order(&self, other: &Self, own: Own<'_>) -> Ordering {
        self.device(other, own).then_with(|| self.place().cmp(&other.place()))
    }
}

impl Default for Slot<'_> {
    fn default() -> Self {
        Self::EMPTY
    }
}

/// Reads the records into slots and sorts them; none where they ascend already, can't be read, or are too many.
pub(super) fn fill<'s, 'a>(
    records: &Records<'a>,
    own: Own<'_>,
    slots: &'s mut [Slot<'a>],
) -> &'s [Slot<'a>] {
    let mut records = records.clone();
    let mut record = Record::default();
    let mut count = 0;
    let mut ascends = true;
    let mut last = None;
    loop {
        match records.next_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            // Whoever writes the payload meets the error again.
            Err(_) => return &[],
        }
        let Some(place) = slots.get_mut(count) else { return &[] };
        let slot = Slot { record, prefix: records.prefix(), offset: records.offset() };
        ascends &= last.is_none_or(|last: Slot<'_>| last.order(&slot, own) == Ordering::Less);
        (*place, last) = (slot, Some(slot));
        count += 1;
    }
    let slots = slots.get_mut(..count).unwrap_or_default();
    if ascends {
        return &[];
    }
    slots.sort_unstable_by(|a, b| a.order(b, own).then(a.offset.cmp(&b.offset)));
    slots
}
