//! Writing whatever can tell itself as links: into a buffer, as a block, into a vector, or only its length.

#[cfg(feature = "alloc")]
use alloc::vec::Vec;

use super::reader::{Link, Links};
use super::writer::Writer;
use crate::error::Result;
use crate::options::Options;
use crate::output::{Block, Output};

/// What can tell itself as links. Object-safe.
pub trait EncodeLinks {
    /// Tells everything it holds, each link followed by its parameters.
    ///
    /// # Errors
    /// Those of the Writer, and what the release that the Options say has no form for.
    fn encode_links(&self, options: Options<'_>, writer: &mut Writer<'_, '_>) -> Result<()>;
}

/// Writes links into a buffer: newest version. See [`Options::encode_links`].
///
/// # Errors
/// As [`Options::encode_links`].
pub fn encode<'b>(links: &(impl EncodeLinks + ?Sized), buffer: &'b mut [u8]) -> Result<&'b [u8]> {
    Options::STRICT.encode_links(links, buffer)
}

/// Writes one block of links: newest version. See [`Options::encode_links_block`].
///
/// # Errors
/// As [`Options::encode_links_block`].
pub fn encode_block<'b>(
    links: &(impl EncodeLinks + ?Sized),
    offset: usize,
    block: &'b mut [u8],
) -> Result<Block<'b>> {
    Options::STRICT.encode_links_block(links, offset, block)
}

/// Writes links into a new vector of just their length: newest version. *Requires feature `alloc`.*
///
/// # Errors
/// As [`Options::encode_links`], save for the buffer.
#[cfg(feature = "alloc")]
pub fn encode_to_vec(links: &(impl EncodeLinks + ?Sized)) -> Result<Vec<u8>> {
    Options::STRICT.encode_links_to_vec(links)
}

/// How many bytes links have, without writing them: newest version.
///
/// # Errors
/// As [`Options::encode_links`], save for the buffer.
pub fn encoded_len(links: &(impl EncodeLinks + ?Sized)) -> Result<usize> {
    Options::STRICT.encoded_links_len(links)
}

impl Options<'_> {
    /// Writes links into a buffer, in the form of the version; what comes back is the written part.
    ///
    /// # Errors
    /// [`ErrorKind::BufferTooSmall`](crate::ErrorKind::BufferTooSmall) with the exact length, and those of
    /// [`EncodeLinks::encode_links`].
    pub fn encode_links<'b>(
        self,
        links: &(impl EncodeLinks + ?Sized),
        buffer: &'b mut [u8],
    ) -> Result<&'b [u8]> {
        let mut out = Output::new(buffer);
        self.encode_links_into(links, &mut out)?;
        out.finish()
    }

    /// Writes one block of links: the bytes from `offset` on, as many as `block` holds.
    ///
    /// It keeps no state: a peer may ask for any block in any order, and what the links tell must not change
    /// between the blocks of one transfer.
    ///
    /// # Errors
    /// As [`Options::encode_links`], save for the buffer.
    pub fn encode_links_block<'b>(
        self,
        links: &(impl EncodeLinks + ?Sized),
        offset: usize,
        block: &'b mut [u8],
    ) -> Result<Block<'b>> {
        let mut out = Output::block(block, offset);
        self.encode_links_into(links, &mut out)?;
        Ok(out.into_block())
    }

    /// Writes links into a new vector of just their length. *Requires feature `alloc`.*
    ///
    /// # Errors
    /// As [`Options::encode_links`], save for the buffer.
    #[cfg(feature = "alloc")]
    pub fn encode_links_to_vec(self, links: &(impl EncodeLinks + ?Sized)) -> Result<Vec<u8>> {
        let mut bytes = alloc::vec![0; self.encoded_links_len(links)?];
        self.encode_links_into(links, &mut Output::new(&mut bytes))?;
        Ok(bytes)
    }

    /// How many bytes links have, without writing them.
    ///
    /// # Errors
    /// As [`Options::encode_links`], save for the buffer.
    pub fn encoded_links_len(self, links: &(impl EncodeLinks + ?Sized)) -> Result<usize> {
        let mut out = Output::new(&mut []);
        self.encode_links_into(links, &mut out)?;
        Ok(out.position())
    }

    /// Writes links to an [`Output`].
    ///
    /// # Errors
    /// As [`Options::encode_links`], save for the buffer.
    pub fn encode_links_into(
        self,
        links: &(impl EncodeLinks + ?Sized),
        out: &mut Output<'_>,
    ) -> Result<()> {
        links.encode_links(self, &mut Writer::new(out))
    }
}

/// Links as they were read.
impl EncodeLinks for [Link<'_>] {
    fn encode_links(&self, _: Options<'_>, writer: &mut Writer<'_, '_>) -> Result<()> {
        self.iter().try_for_each(|link| writer.copy(link).map(drop))
    }
}

/// Links as they were read; the error of one that cannot be read is told.
impl EncodeLinks for Links<'_> {
    fn encode_links(&self, _: Options<'_>, writer: &mut Writer<'_, '_>) -> Result<()> {
        self.clone().try_for_each(|link| writer.copy(&link?).map(drop))
    }
}
