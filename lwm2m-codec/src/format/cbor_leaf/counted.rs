//! Arrays and maps of which it is known at their end only how many there are in them (RFC 8949, 3): the head is
//! opened with one byte, and grows before the count would outgrow it.

use super::short_head;
use crate::output::{Few, Output};

/// Opens an array or a map; what comes back is where its head is.
#[cfg_attr(not(feature = "compact"), inline(always))]
pub(in crate::format) fn begin_counted(out: &mut Output<'_>, major: u8) -> usize {
    let head = out.position();
    out.put([major << 5]);
    head
}

/// Makes room in the head at a position for a count that has just gone up by one.
#[cfg_attr(not(feature = "compact"), inline(always))]
pub(in crate::format) fn count_one_more(out: &mut Output<'_>, head: usize, count: u64) {
    // Wherever a count takes more room, it is a multiple of eight.
    if count & 7 == 0 {
        widen_head(out, head, count);
    }
}

/// Whether a count that has just gone up by one takes more room than before.
#[cfg(not(feature = "compact"))]
#[inline(always)]
pub(in crate::format) const fn outgrows(count: u64) -> bool {
    count & 7 == 0 && growth(count).is_some()
}

#[inline(never)]
fn widen_head(out: &mut Output<'_>, head: usize, count: u64) {
    if let Some((length, by)) = growth(count) {
        out.widen(head + length, by);
    }
}

/// How long the head was, and how many bytes longer it is from this count on; `None` for a count that changes nothing.
#[cfg_attr(not(feature = "compact"), inline(always))]
const fn growth(count: u64) -> Option<(usize, usize)> {
    match count {
        24 => Some((1, 1)),
        0x100 => Some((2, 1)),
        0x1_0000 => Some((3, 2)),
        0x1_0000_0000 => Some((5, 4)),
        _ => None,
    }
}

/// Puts the count into the head.
#[cfg_attr(not(feature = "compact"), inline(always))]
pub(in crate::format) fn end_counted(out: &mut Output<'_>, head: usize, major: u8, count: u64) {
    match count {
        #[expect(clippy::cast_possible_truncation, reason = "below 24")]
        0..=23 => out.patch(head, &[major << 5 | count as u8]),
        _ => patch_count(out, head, major, count),
    }
}

#[inline(never)]
fn patch_count(out: &mut Output<'_>, head: usize, major: u8, count: u64) {
    match short_head(major, count) {
        Some(few) => out.patch_few(head, few),
        None => {
            out.patch(head, &[major << 5 | 27]);
            out.patch_few(head + 1, Few::new(count, 8));
        }
    }
}
