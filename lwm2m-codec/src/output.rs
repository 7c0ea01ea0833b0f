//! The window on the bytes to come that every Writer writes to: a slice, a length, a vector and a block are one
//! type. Knows no format.

mod few;
#[cfg(all(
    not(feature = "compact"),
    any(feature = "senml-cbor", feature = "senml-json", feature = "lwm2m-json")
))]
mod run;

pub(crate) use self::few::Few;
#[cfg(all(
    not(feature = "compact"),
    any(feature = "senml-cbor", feature = "senml-json", feature = "lwm2m-json")
))]
pub(crate) use self::run::Run;
use crate::error::{ErrorKind, Result};

/// A window on the bytes that will be written.
///
/// Whatever lies in front of the window or behind it is counted and dropped; so a window of no length counts, and
/// a window at an offset is one block of the whole. A Writer opens a container with the shortest header and widens
/// it before a value would outgrow it: what then moves into the window from in front of it is kept in some bytes of
/// slack.
#[derive(Debug)]
pub struct Output<'b> {
    window: &'b mut [u8],
    /// Which byte of the whole the window begins with.
    start: usize,
    /// How many bytes have been written so far.
    position: usize,
    /// The bytes just in front of the window.
    slack: [u8; SLACK],
}

/// All open headers together grow by less than this: three octets for each of two TLV lengths, four for the one
/// count of SenML, two for each of the five nested counts of LwM2M CBOR.
const SLACK: usize = 16;

/// Whether what lies in the window is written without a call; in the small setting there is one way for everything.
const IS_FAST: bool = cfg!(not(feature = "compact"));

impl<'b> Output<'b> {
    /// A window on the beginning.
    #[must_use]
    pub const fn new(window: &'b mut [u8]) -> Self {
        Self::block(window, 0)
    }

    /// A window on what begins at byte `start` of the whole.
    #[must_use]
    pub const fn block(window: &'b mut [u8], start: usize) -> Self {
        Self { window, start, position: 0, slack: [0; SLACK] }
    }

    /// How many bytes have been written so far, in the window or outside.
    #[must_use]
    #[inline]
    pub const fn position(&self) -> usize {
        self.position
    }

    /// The written part of the window.
    ///
    /// # Errors
    /// [`ErrorKind::BufferTooSmall`] with the whole length where the window is one on the beginning and did not
    /// hold everything.
    #[cfg_attr(not(feature = "compact"), inline)]
    pub fn finish(self) -> Result<&'b [u8]> {
        let (needed, window): (usize, &'b [u8]) = (self.position, self.window);
        let written = needed.checked_sub(self.start).and_then(|written| window.get(..written));
        match written {
            Some(written) => Ok(written),
            None if self.start == 0 => Err(ErrorKind::BufferTooSmall { needed }.into()),
            None => Ok(if needed < self.start { &[] } else { window }),
        }
    }

    /// The written part of the window as one piece of the whole.
    #[must_use]
    pub fn into_block(self) -> Block<'b> {
        let (length, total) = (self.window.len(), self.position);
        let bytes: &'b [u8] = self.window;
        let written = total.saturating_sub(self.start).min(length);
        Block {
            bytes: bytes.get(..written).unwrap_or(bytes),
            total,
            more: self.start.saturating_add(length) < total,
        }
    }

    /// Writes a fixed number of bytes: one comparison where they fit.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(crate) fn put<const N: usize>(&mut self, bytes: [u8; N]) {
        if IS_FAST && let Some(place) = self.chunk(self.position) {
            *place = bytes;
            self.position += N;
        } else {
            self.put_outside(&bytes);
        }
    }

    /// Writes the first `count` of eight bytes; those behind them may be overwritten later.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(crate) fn put_some(&mut self, bytes: [u8; 8], count: usize) {
        if IS_FAST && let Some(place) = self.chunk(self.position) {
            *place = bytes;
            self.position += count;
        } else {
            self.put_outside(bytes.get(..count).unwrap_or(&bytes));
        }
    }

    /// Writes a few bytes.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(crate) fn put_few(&mut self, few: Few) {
        self.put_some(few.bytes(), few.len());
    }

    /// Writes a few bytes and a few behind them: one comparison where there is room for sixteen.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(crate) fn put_both(&mut self, first: Few, second: Few) {
        if !IS_FAST {
            self.put_few(first);
            self.put_few(second);
        } else if let Some(place) = self.chunk::<16>(self.position)
            && first.put_before(second, place)
        {
            self.position += first.len() + second.len();
        } else {
            self.put_both_outside(first, second);
        }
    }

    #[cold]
    #[inline(never)]
    fn put_both_outside(&mut self, first: Few, second: Few) {
        let mut both = [0; 16];
        first.put_before(second, &mut both);
        self.put_outside(both.get(..first.len() + second.len()).unwrap_or(&both));
    }

    /// Writes bytes.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(crate) fn write(&mut self, bytes: &[u8]) {
        if IS_FAST && let Some(place) = self.within(self.position, bytes.len()) {
            copy(bytes, place);
            self.position += bytes.len();
        } else {
            self.put_outside(bytes);
        }
    }

    /// So many bytes from a position on; `None` where they are not all in the window.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn within(&mut self, at: usize, count: usize) -> Option<&mut [u8]> {
        let at = at.checked_sub(self.start)?;
        self.window.get_mut(at..at.checked_add(count)?)
    }

    /// A fixed number of bytes from a position on; `None` where they are not all in the window.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn chunk<const N: usize>(&mut self, at: usize) -> Option<&mut [u8; N]> {
        self.within(at, N)?.first_chunk_mut()
    }

    /// Writes bytes of which some may lie outside of the window.
    #[cold]
    #[inline(never)]
    fn put_outside(&mut self, bytes: &[u8]) {
        let end = self.start.saturating_add(self.window.len());
        let first = self.position.max(self.start.saturating_sub(SLACK));
        let last = self.position.saturating_add(bytes.len()).min(end);
        if first < last {
            let seen = first.wrapping_sub(self.position)..last.wrapping_sub(self.position);
            let seen = bytes.get(seen).unwrap_or(&[]);
            let in_front = self.start.saturating_sub(first).min(seen.len());
            if let Some((slack, window)) = seen.split_at_checked(in_front) {
                let at = first.wrapping_add(SLACK).wrapping_sub(self.start);
                if let Some(place) = self.slack.get_mut(at..at.wrapping_add(in_front)) {
                    copy(slack, place);
                }
                if let Some(place) = self.within(first.max(self.start), window.len()) {
                    copy(window, place);
                }
            }
        }
        self.position = self.position.saturating_add(bytes.len());
    }

    /// Overwrites bytes already written: a length, a count.
    #[cfg_attr(not(feature = "compact"), inline)]
    pub(crate) fn patch(&mut self, at: usize, bytes: &[u8]) {
        for (at, &byte) in (at..).zip(bytes) {
            self.set(at, byte);
        }
    }

    /// Overwrites a few bytes already written.
    #[cfg_attr(not(feature = "compact"), inline)]
    pub(crate) fn patch_few(&mut self, at: usize, few: Few) {
        self.patch(at, few.bytes().get(..few.len()).unwrap_or(&[]));
    }

    /// Moves everything written from `at` on to the right, and leaves `by` bytes to be patched.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(crate) fn widen(&mut self, at: usize, by: usize) {
        let moved = self.position.saturating_sub(at);
        if IS_FAST
            && moved.saturating_add(by) <= 8
            && let Some(place) = self.chunk::<8>(at)
        {
            // What lies behind is yet to be written.
            *place = (u64::from_be_bytes(*place) >> ((8 * by) & 63)).to_be_bytes();
        } else {
            self.move_right(at, moved, by);
        }
        self.position = self.position.saturating_add(by);
    }

    #[inline(never)]
    fn move_right(&mut self, at: usize, moved: usize, by: usize) {
        if IS_FAST
            && let Some(place) = self.within(at, moved.saturating_add(by))
            && place.len().checked_sub(moved).is_some_and(|room| by <= room)
        {
            place.copy_within(..moved, by);
            return;
        }
        let first = at.max(self.start.saturating_sub(SLACK));
        let last = self.position.min(self.start.saturating_add(self.window.len()));
        for at in (first..last).rev() {
            let byte = self.byte(at);
            self.set(at.saturating_add(by), byte);
        }
    }

    fn place(&mut self, at: usize) -> Option<&mut u8> {
        match at.checked_sub(self.start) {
            Some(at) => self.window.get_mut(at),
            None => self.slack.get_mut((at + SLACK).checked_sub(self.start)?),
        }
    }

    fn set(&mut self, at: usize, byte: u8) {
        if let Some(place) = self.place(at) {
            *place = byte;
        }
    }

    fn byte(&mut self, at: usize) -> u8 {
        self.place(at).map_or(0, |place| *place)
    }
}

/// Copies bytes to a place of their number.
#[cfg_attr(not(feature = "compact"), inline(always))]
#[cfg_attr(feature = "compact", inline(never))]
fn copy(bytes: &[u8], place: &mut [u8]) {
    if !IS_FAST {
        // Where it optimizes for size, the compiler does not see that `copy_from_slice` can't panic.
        let ((places, place), (chunks, rest)) = (place.as_chunks_mut::<4>(), bytes.as_chunks());
        places.iter_mut().zip(chunks).for_each(|(place, chunk)| *place = *chunk);
        place.iter_mut().zip(rest).for_each(|(place, &byte)| *place = byte);
    } else if place.len() == bytes.len() {
        place.copy_from_slice(bytes);
    }
}

/// Formats into an [`Output`], which takes everything.
pub(crate) struct Ascii<'o, 'b>(pub(crate) &'o mut Output<'b>);

impl core::fmt::Write for Ascii<'_, '_> {
    fn write_str(&mut self, text: &str) -> core::fmt::Result {
        self.0.write(text.as_bytes());
        Ok(())
    }
}

/// One piece of an encoded value: what a block-wise transfer sends next.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Block<'b> {
    /// The piece.
    pub bytes: &'b [u8],
    /// The length of the whole, in octets.
    pub total: usize,
    /// Whether something follows this piece.
    pub more: bool,
}

#[cfg(test)]
mod tests {
    use alloc::borrow::ToOwned;

    use super::*;

    /// Writes three runs, widens twice in front of them and patches.
    fn script(out: &mut Output<'_>) {
        out.put([0]);
        out.write(b"abcdefgh");
        out.widen(1, 2);
        out.patch(0, &[1, 2, 3]);
        out.put_some([b'x'; 8], 5);
        out.widen(3, 1);
        out.patch(3, &[4]);
        out.put([9, 9]);
    }

    #[test]
    fn every_window_shows_the_same_whole() {
        let mut whole = [0; 64];
        let mut out = Output::new(&mut whole);
        script(&mut out);
        let total = out.position();
        let whole = out.finish().map(<[u8]>::to_owned);
        let whole = whole.as_deref().unwrap_or(&[]);
        assert_eq!(whole, b"\x01\x02\x03\x04abcdefghxxxxx\x09\x09");
        for size in 1..20 {
            for start in (0..total).step_by(size) {
                let mut block = [0; 20];
                let mut out = Output::block(&mut block[..size], start);
                script(&mut out);
                assert_eq!(out.position(), total);
                let expected = &whole[start..total.min(start + size)];
                if start == 0 && size < total {
                    assert_eq!(
                        out.finish().map_err(|e| e.kind()),
                        Err(ErrorKind::BufferTooSmall { needed: total })
                    );
                    assert_eq!(&block[..size], expected);
                } else {
                    assert_eq!(out.finish(), Ok(expected), "{size} at {start}");
                }
            }
        }
    }
}
