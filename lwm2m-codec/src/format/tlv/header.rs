//! The header of one TLV: a type octet, one or two octets of id, up to three of length.
//! LwM2M Core 1.2.2, 7.4.3, table 7.4.3.-1.

use crate::error::ErrorKind;

/// What a TLV is: bits 7 and 6 of its type octet.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Kind {
    ObjectInstance,
    ResourceInstance,
    MultipleResource,
    Resource,
}

impl Kind {
    #[inline]
    pub(super) const fn of(first: u8) -> Self {
        match first >> 6 {
            0 => Self::ObjectInstance,
            1 => Self::ResourceInstance,
            2 => Self::MultipleResource,
            _ => Self::Resource,
        }
    }

    #[inline]
    pub(super) const fn bits(self) -> u8 {
        (self as u8) << 6
    }
}

/// A header, read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Header {
    pub(super) kind: Kind,
    id: u16,
    pub(super) length: usize,
}

impl Header {
    /// The lanes of the item in a container.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(super) const fn below(&self, container: u64) -> u64 {
        container << 16 | (self.id as u64 + 1)
    }
}

/// Set where the id takes two octets.
pub(super) const WIDE_ID: u8 = 0x20;

/// Takes a header; `None` where it is [`wrong`]. Ids and lengths wider than need be, and bits 2 to 0 beside a length
/// field, are accepted (D-062).
#[cfg_attr(not(feature = "compact"), inline(always))]
pub(super) fn parse(input: &[u8]) -> Option<(&[u8], Header)> {
    let (&first, input) = input.split_first()?;
    let (id, input) = if first & WIDE_ID != 0 {
        let (&id, input) = input.split_first_chunk()?;
        match u16::from_be_bytes(id) {
            u16::MAX => return None,
            id => (id, input),
        }
    } else {
        let (&id, input) = input.split_first()?;
        (u16::from(id), input)
    };
    // Bit by bit, since the compiler makes a table of four cases.
    let (length, input) = match (first & 0x10 != 0, first & 0x08 != 0) {
        (false, false) => (usize::from(first & 7), input),
        (false, true) => {
            let (&length, input) = input.split_first()?;
            (usize::from(length), input)
        }
        (true, false) => {
            let (&length, input) = input.split_first_chunk()?;
            (usize::from(u16::from_be_bytes(length)), input)
        }
        (true, true) => {
            let (&[a, b, c], input) = input.split_first_chunk()?;
            // On a target of 16 bits no payload is that long.
            let length = u32::from_be_bytes([0, a, b, c]);
            (usize::try_from(length).unwrap_or(usize::MAX), input)
        }
    };
    Some((input, Header { kind: Kind::of(first), id, length }))
}

/// What is wrong with a header: it can be cut off, or have the id that is reserved.
#[cold]
#[inline(never)]
pub(super) fn wrong(input: &[u8]) -> ErrorKind {
    let first = input.first().copied().unwrap_or(0);
    let needed = 2 + usize::from(first & WIDE_ID != 0) + usize::from(first >> 3 & 3);
    if input.len() < needed {
        ErrorKind::UnexpectedEnd { needed, available: input.len() }
    } else {
        ErrorKind::ReservedId
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shape_of_header() {
        for (bytes, expected) in [
            (&b"\xc1\x09"[..], (Kind::Resource, 9, 1)),
            (b"\xc8\x00\x14", (Kind::Resource, 0, 20)),
            (b"\xcf\x00\x14", (Kind::Resource, 0, 20)),
            (b"\x30\x01\x36\x01\x00", (Kind::ObjectInstance, 310, 256)),
            (b"\x78\xff\xfe\x01\x00\x00", (Kind::ResourceInstance, 65534, 65536)),
            (b"\x80\x0b", (Kind::MultipleResource, 11, 0)),
        ] {
            let found = parse(bytes).map(|(rest, h)| (h.kind, h.id, h.length, rest.len()));
            assert_eq!(found, Some((expected.0, expected.1, expected.2, 0)));
            for cut in 0..bytes.len() {
                assert!(parse(&bytes[..cut]).is_none());
                let needed = if cut == 0 { 2 } else { bytes.len() };
                let expected = ErrorKind::UnexpectedEnd { needed, available: cut };
                assert_eq!(wrong(&bytes[..cut]), expected);
            }
        }
    }
}
