//! What every floor reads from: the rest of the payload, shortened from the front.

use super::{Malformed, Result};

/// The next byte.
#[inline(always)]
pub(super) fn byte(rest: &mut &[u8]) -> Result<u8> {
    let (first, tail) = rest.split_first().ok_or(Malformed)?;
    *rest = tail;
    Ok(*first)
}

/// The next `N` bytes.
#[inline(always)]
pub(super) fn array<const N: usize>(rest: &mut &[u8]) -> Result<[u8; N]> {
    let (head, tail) = rest.split_first_chunk().ok_or(Malformed)?;
    *rest = tail;
    Ok(*head)
}

/// The next `count` bytes, where they stand.
#[inline(always)]
pub(super) fn take<'a>(rest: &mut &'a [u8], count: usize) -> Result<&'a [u8]> {
    let (head, tail) = rest.split_at_checked(count).ok_or(Malformed)?;
    *rest = tail;
    Ok(head)
}
