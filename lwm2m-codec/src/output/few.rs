//! A few bytes held in a word: heads and small values are put together before they are written, all at once.

/// Up to eight bytes, in the order in which they are written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Few {
    /// The bytes as one number, the first one highest, zeros behind them.
    bits: u64,
    count: usize,
}

impl Few {
    /// None.
    pub(crate) const NONE: Self = Self { bits: 0, count: 0 };

    /// The `count` low bytes of a number, the highest one first; at least one.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(crate) const fn new(bits: u64, count: usize) -> Self {
        Self { bits: bits << ((64 - 8 * count) & 63), count }
    }

    /// The first `count` of eight bytes; those behind them are zeros.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(crate) const fn first(bytes: [u8; 8], count: usize) -> Self {
        Self { bits: u64::from_be_bytes(bytes), count }
    }

    /// The first `count` of the four bytes of a number, the highest one first; those behind them are zeros.
    #[cfg_attr(not(feature = "tlv"), allow(dead_code, reason = "what TLV has in front of values"))]
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(crate) const fn front(bits: u32, count: usize) -> Self {
        Self { bits: (bits as u64) << 32, count }
    }

    /// These bytes, at most seven, and those behind them: at most eight together.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(crate) const fn then(self, behind: Self) -> Self {
        Self {
            bits: self.bits | behind.bits >> ((8 * self.count) & 63),
            count: self.count + behind.count,
        }
    }

    /// How many bytes there are.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(crate) const fn len(self) -> usize {
        self.count
    }

    /// Puts these bytes and those behind them at the front; true, since they fit.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(super) fn put_before(self, behind: Self, place: &mut [u8; 16]) -> bool {
        let [front @ .., _, _, _, _, _, _, _, _] = place;
        *front = self.bytes();
        match place.get_mut(self.count..).and_then(<[u8]>::first_chunk_mut) {
            Some(rest) => {
                *rest = behind.bytes();
                true
            }
            None => false,
        }
    }

    /// The bytes at the front, zeros behind them.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(crate) const fn bytes(self) -> [u8; 8] {
        self.bits.to_be_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_behind_the_other() {
        let few = Few::new(0xc1, 1).then(Few::new(0x0102, 2));
        assert_eq!((few.bytes(), few.len()), (*b"\xc1\x01\x02\0\0\0\0\0", 3));
        let all = few.then(Few::first(*b"abcde\0\0\0", 5));
        assert_eq!((all.bytes(), all.len()), (*b"\xc1\x01\x02abcde", 8));
        assert_eq!(Few::new(u64::MAX, 8).bytes(), [0xff; 8]);
        assert_eq!(Few::new(u64::MAX, 1).bytes(), *b"\xff\0\0\0\0\0\0\0");
    }
}
