//! Arrays and maps of which it is known at their end only how many there are in them (RFC 8949, 3).

use super::put_head;
use crate::output::Output;

/// An open array or map: where its head is, and how many items or pairs it has so far.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::format) struct Counted {
    major: u8,
    head: usize,
    count: u64,
}

impl Counted {
    /// Opens an array or a map with the shortest head.
    pub(in crate::format) fn begin(out: &mut Output<'_>, major: u8) -> Self {
        let head = out.position();
        out.put([major << 5]);
        Self { major, head, count: 0 }
    }

    /// Counts one more, which is yet to be written; the head grows where it must.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(in crate::format) fn add(&mut self, out: &mut Output<'_>) {
        self.count += 1;
        let (before, after) = (head_length(self.count - 1), head_length(self.count));
        if before != after {
            out.widen(self.head + before, after - before);
        }
    }

    /// Puts the count into the head.
    pub(in crate::format) fn close(self, out: &mut Output<'_>) {
        let mut bytes = [0; 9];
        let mut head = Output::new(&mut bytes);
        put_head(&mut head, self.major, self.count);
        let length = head.position();
        out.patch(self.head, bytes.get(..length).unwrap_or(&bytes));
    }
}

/// How many octets a head takes.
#[inline]
const fn head_length(argument: u64) -> usize {
    match argument {
        0..=23 => 1,
        24..=0xff => 2,
        0x100..=0xffff => 3,
        0x1_0000..=0xffff_ffff => 5,
        _ => 9,
    }
}
