//! Block1 and Block2: which piece of a payload a message holds or asks for. RFC 7959, 2.2; RFC 8323, 6.

use super::number::{Uint, uint};
use crate::error::{ErrorKind, Result};

/// The value of a Block1 or Block2 option.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct Block {
    number: u32,
    more: bool,
    exponent: u8,
}

impl Block {
    /// The piece with a number, of a size of 16, 32, … 1024 octets.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`] for another size, or a number of more than 20 bits.
    pub const fn new(number: u32, more: bool, size: usize) -> Result<Self, ErrorKind> {
        let exponent: u8 = match size {
            16 => 0,
            32 => 1,
            64 => 2,
            128 => 3,
            256 => 4,
            512 => 5,
            1024 => 6,
            _ => return Err(ErrorKind::OutOfRange),
        };
        if number >> 20 != 0 {
            return Err(ErrorKind::OutOfRange);
        }
        Ok(Self { number, more, exponent })
    }

    /// Pieces of 1024 octets, several at once: CoAP over TCP only (BERT).
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`] for a number of more than 20 bits.
    pub const fn bert(number: u32, more: bool) -> Result<Self, ErrorKind> {
        if number >> 20 != 0 {
            return Err(ErrorKind::OutOfRange);
        }
        Ok(Self { number, more, exponent: 7 })
    }

    /// Reads the value of an option.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`] for a number of more than 24 bits.
    pub fn read(value: &[u8]) -> Result<Self> {
        let number = uint(value).and_then(|number| u32::try_from(number).ok());
        let value = number.filter(|number| number >> 24 == 0).ok_or(ErrorKind::OutOfRange)?;
        let [.., last] = value.to_be_bytes();
        Ok(Self { number: value >> 4, more: last & 8 != 0, exponent: last & 7 })
    }

    /// The octets of the option's value.
    #[must_use]
    pub const fn value(self) -> Uint {
        let more = if self.more { 8 } else { 0 };
        let [_, high, middle, low] = (self.number << 4).to_be_bytes();
        Uint::new(u32::from_be_bytes([0, high, middle, low | more | self.exponent]))
    }

    /// Which piece it is, counted from 0.
    #[must_use]
    pub const fn number(self) -> u32 {
        self.number
    }

    /// Whether pieces follow.
    #[must_use]
    pub const fn more(self) -> bool {
        self.more
    }

    /// The size of a piece in octets.
    #[must_use]
    pub const fn size(self) -> usize {
        if self.exponent >= 6 { 1024 } else { 16 << self.exponent }
    }

    /// Whether it stands for several pieces of 1024 octets at once.
    #[must_use]
    pub const fn is_bert(self) -> bool {
        self.exponent == 7
    }

    /// The byte of the whole at which the piece begins: what [`encode_block`](crate::encode_block) wants to know.
    #[must_use]
    pub fn offset(self) -> usize {
        usize::try_from(self.number).unwrap_or(usize::MAX).saturating_mul(self.size())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values() {
        #[rustfmt::skip]
        let rows = [
            (Block::new(0, true, 64), &[0x0a][..], 0),
            (Block::new(1, false, 64), &[0x12], 64),
            (Block::new(0, false, 16), &[], 0),
            (Block::new(16, true, 1024), &[0x01, 0x0e], 16384),
            (Block::new(0xf_ffff, false, 32), &[0xff, 0xff, 0xf1], 0xf_ffff * 32),
            (Block::bert(2, true), &[0x2f], 2048),
        ];
        for (block, octets, offset) in rows {
            let block = block.expect("in range");
            assert_eq!(block.value().as_bytes(), octets);
            assert_eq!((Block::read(octets), block.offset()), (Ok(block), offset));
        }
        assert_eq!(Block::new(0, true, 48), Err(ErrorKind::OutOfRange));
        assert_eq!(Block::new(1 << 20, true, 64), Err(ErrorKind::OutOfRange));
        assert_eq!(Block::bert(1 << 20, true), Err(ErrorKind::OutOfRange));
        assert_eq!(Block::read(&[1, 0, 0, 0]).map_err(|e| e.kind()), Err(ErrorKind::OutOfRange));
        assert_eq!(Block::read(&[0, 0, 0, 0x0a]), Ok(Block::new(0, true, 64).expect("in range")));
    }
}
