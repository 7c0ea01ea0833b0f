//! Octets as a payload holds them: borrowed, perhaps still in chunks, or owned.

#[cfg(feature = "alloc")]
use alloc::{boxed::Box, vec::Vec};
use core::{fmt, hash};

use super::{RawText, form};
use crate::error::{ErrorKind, Result};
use crate::syntax::{base64, cbor::Chunks};

/// A field's view of octets, compared by content.
///
/// It borrows from the payload, and may still be in the payload's chunks or base64; then [`Opaque::as_bytes`] has nothing to
/// lend, and [`Opaque::copy_to`] reads it. With `alloc` it can own its octets.
#[derive(Clone)]
pub struct Opaque<'a>(Repr<'a>);

#[derive(Clone)]
enum Repr<'a> {
    Plain(&'a [u8]),
    /// CBOR chunks with their heads, checked.
    Chunks(&'a [u8]),
    /// Base64 text, checked.
    Base64(RawText<'a>),
    #[cfg(feature = "alloc")]
    Owned(Box<[u8]>),
}

impl<'a> Opaque<'a> {
    /// Octets that are borrowed.
    #[must_use]
    #[inline]
    pub const fn new(octets: &'a [u8]) -> Self {
        Self(Repr::Plain(octets))
    }

    pub(crate) const fn from_chunks(chunks: &'a [u8]) -> Self {
        Self(Repr::Chunks(chunks))
    }

    /// Octets from base64 text that has been checked.
    pub(crate) const fn from_base64(text: RawText<'a>) -> Self {
        Self(Repr::Base64(text))
    }

    /// The octets in one piece; `None` where they are still in chunks or in base64.
    #[must_use]
    #[inline]
    pub fn as_bytes(&self) -> Option<&[u8]> {
        match &self.0 {
            Repr::Plain(octets) => Some(octets),
            Repr::Chunks(_) | Repr::Base64(_) => None,
            #[cfg(feature = "alloc")]
            Repr::Owned(octets) => Some(octets),
        }
    }

    /// The same octets, borrowed from these.
    #[must_use]
    #[inline]
    pub fn borrowed(&self) -> Opaque<'_> {
        Opaque(match &self.0 {
            Repr::Plain(octets) => Repr::Plain(octets),
            Repr::Chunks(chunks) => Repr::Chunks(chunks),
            Repr::Base64(text) => Repr::Base64(*text),
            #[cfg(feature = "alloc")]
            Repr::Owned(octets) => Repr::Plain(octets),
        })
    }

    /// How many octets there are.
    #[must_use]
    pub fn len(&self) -> usize {
        let mut length = 0;
        self.for_each_piece(|piece| length += piece.len());
        length
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Copies the octets to the front of `buffer`.
    ///
    /// # Errors
    /// [`ErrorKind::BufferTooSmall`] with their number.
    pub fn copy_to<'b>(&self, buffer: &'b mut [u8]) -> Result<&'b [u8]> {
        let mut needed = 0usize;
        self.for_each_piece(|piece| {
            let place = buffer.get_mut(needed..needed.saturating_add(piece.len()));
            place.into_iter().flatten().zip(piece).for_each(|(place, octet)| *place = *octet);
            needed = needed.saturating_add(piece.len());
        });
        buffer.get(..needed).ok_or_else(|| ErrorKind::BufferTooSmall { needed }.into())
    }

    /// The octets with their own storage. *Requires feature `alloc`.*
    #[cfg(feature = "alloc")]
    #[must_use]
    pub fn into_owned(self) -> Opaque<'static> {
        Opaque(Repr::Owned(Vec::from(self).into_boxed_slice()))
    }

    /// Calls `each` with the octets' pieces in order.
    pub(crate) fn for_each_piece(&self, mut each: impl FnMut(&[u8])) {
        match &self.0 {
            Repr::Plain(octets) => each(octets),
            #[cfg(feature = "alloc")]
            Repr::Owned(octets) => each(octets),
            Repr::Chunks(_) | Repr::Base64(_) => self.for_each_of_several(&mut each),
        }
    }

    /// The same for octets in pieces: there is one copy of it for all who ask.
    #[inline(never)]
    fn for_each_of_several(&self, each: &mut dyn FnMut(&[u8])) {
        match &self.0 {
            Repr::Plain(octets) => each(octets),
            Repr::Chunks(chunks) if form::CHUNKS => Chunks(chunks).for_each(each),
            Repr::Base64(text) if form::BASE64 => base64::for_each_piece(text.chars(), each),
            // No format of this build has such octets.
            Repr::Chunks(_) | Repr::Base64(_) => {}
            #[cfg(feature = "alloc")]
            Repr::Owned(octets) => each(octets),
        }
    }
}

impl<'a> From<&'a [u8]> for Opaque<'a> {
    #[inline]
    fn from(octets: &'a [u8]) -> Self {
        Self::new(octets)
    }
}

impl<'a, const N: usize> From<&'a [u8; N]> for Opaque<'a> {
    #[inline]
    fn from(octets: &'a [u8; N]) -> Self {
        Self::new(octets)
    }
}

#[cfg(feature = "alloc")]
impl From<Vec<u8>> for Opaque<'_> {
    fn from(octets: Vec<u8>) -> Self {
        Self(Repr::Owned(octets.into_boxed_slice()))
    }
}

#[cfg(feature = "alloc")]
impl From<Opaque<'_>> for Vec<u8> {
    fn from(octets: Opaque<'_>) -> Self {
        if let Repr::Owned(octets) = octets.0 {
            return octets.into_vec();
        }
        let mut whole = Self::new();
        octets.for_each_piece(|piece| whole.extend_from_slice(piece));
        whole
    }
}

impl Default for Opaque<'_> {
    fn default() -> Self {
        Self::new(&[])
    }
}

impl PartialEq for Opaque<'_> {
    fn eq(&self, other: &Self) -> bool {
        match (self.as_bytes(), other.as_bytes()) {
            (Some(a), Some(b)) => a == b,
            (Some(whole), None) => other.is(whole),
            (None, Some(whole)) => self.is(whole),
            (None, None) => self.octets().eq(other.octets()),
        }
    }
}

impl Eq for Opaque<'_> {}

impl PartialEq<[u8]> for Opaque<'_> {
    fn eq(&self, other: &[u8]) -> bool {
        self.is(other)
    }
}

impl PartialEq<&[u8]> for Opaque<'_> {
    fn eq(&self, other: &&[u8]) -> bool {
        self.is(other)
    }
}

impl Opaque<'_> {
    /// Whether the pieces make up `whole`.
    fn is(&self, whole: &[u8]) -> bool {
        let mut rest = Some(whole);
        self.for_each_piece(|piece| rest = rest.and_then(|rest| rest.strip_prefix(piece)));
        rest.is_some_and(<[u8]>::is_empty)
    }

    /// The octets one by one.
    fn octets(&self) -> impl Iterator<Item = u8> {
        let (whole, chunks, base64) = match &self.0 {
            Repr::Chunks(chunks) => (&[][..], Chunks(chunks), RawText::Plain("")),
            Repr::Base64(text) => (&[][..], Chunks::default(), *text),
            _ => (self.as_bytes().unwrap_or(&[]), Chunks::default(), RawText::Plain("")),
        };
        let chunks = chunks.flat_map(|chunk| chunk.iter().copied());
        whole.iter().copied().chain(chunks).chain(base64::decode(base64.chars()))
    }
}

impl hash::Hash for Opaque<'_> {
    fn hash<H: hash::Hasher>(&self, state: &mut H) {
        self.octets().for_each(|octet| state.write_u8(octet));
        state.write_usize(self.len());
    }
}

/// Two hexadecimal digits an octet.
impl fmt::Display for Opaque<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.octets().try_for_each(|octet| write!(f, "{octet:02x}"))
    }
}

impl fmt::Debug for Opaque<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "h'{self}'")
    }
}
