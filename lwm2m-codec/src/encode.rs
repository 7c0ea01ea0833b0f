//! Writing values: whatever can tell itself as records, in whatever format. Knows no format and no object.

#[cfg(feature = "alloc")]
use alloc::vec::Vec;

use crate::error::Result;
use crate::format::{self, ContentFormat};
use crate::options::Options;
use crate::output::{Block, Output};
use crate::path::Path;
use crate::record::RecordSink;

/// A value that can tell itself as records. Object-safe.
///
/// It tells everything it holds, secrets too: only [`Permitted`](crate::Permitted) may stand between a device's
/// Object and a message.
#[diagnostic::on_unimplemented(
    message = "`{Self}` can't be told as records",
    note = "a struct of resources derives `Object`, an enumeration or a newtype `ResourceValue`"
)]
pub trait Encode {
    /// Tells everything it holds as records at and below `at`, in ascending order of their paths.
    ///
    /// # Errors
    /// Those of the sink; [`ErrorKind::PathTooDeep`](crate::ErrorKind::PathTooDeep) where the value has more levels
    /// than are left below `at`.
    fn encode(&self, at: Path, sink: &mut dyn RecordSink) -> Result<()>;
}

/// Writes a value into a buffer: newest version. See [`Options::encode`].
///
/// ```
/// use lwm2m_codec::{ContentFormat, Path, encode};
///
/// let mut buffer = [0; 16];
/// let bytes = encode(ContentFormat::TLV, Path::resource(3, 0, 9), &100i64, &mut buffer)?;
/// assert_eq!(bytes, b"\xc1\x09\x64");
/// # Ok::<(), lwm2m_codec::Error>(())
/// ```
///
/// # Errors
/// As [`Options::encode`].
pub fn encode<'b>(
    format: ContentFormat,
    target: Path,
    value: &(impl Encode + ?Sized),
    buffer: &'b mut [u8],
) -> Result<&'b [u8]> {
    Options::STRICT.encode(format, target, value, buffer)
}

/// Writes one block of an encoded value: newest version. See [`Options::encode_block`].
///
/// # Errors
/// As [`Options::encode_block`].
pub fn encode_block<'b>(
    format: ContentFormat,
    target: Path,
    value: &(impl Encode + ?Sized),
    offset: usize,
    block: &'b mut [u8],
) -> Result<Block<'b>> {
    Options::STRICT.encode_block(format, target, value, offset, block)
}

/// Writes a value into a new vector of just its length: newest version. *Requires feature `alloc`.*
///
/// # Errors
/// As [`Options::encode`], save for the buffer.
#[cfg(feature = "alloc")]
pub fn encode_to_vec(
    format: ContentFormat,
    target: Path,
    value: &(impl Encode + ?Sized),
) -> Result<Vec<u8>> {
    Options::STRICT.encode_to_vec(format, target, value)
}

/// How many bytes an encoded value has, without writing it: newest version.
///
/// # Errors
/// As [`Options::encode`], save for the buffer.
pub fn encoded_len(
    format: ContentFormat,
    target: Path,
    value: &(impl Encode + ?Sized),
) -> Result<usize> {
    Options::STRICT.encoded_len(format, target, value)
}

impl Options<'_> {
    /// Writes a value into a buffer; what comes back is the written part.
    ///
    /// `target` is the path of the operation. The value lives there, unless it says where it lives
    /// ([`Object::at`](crate::Object::at)); what lies outside of the target is left out.
    ///
    /// # Errors
    /// [`ErrorKind::BufferTooSmall`](crate::ErrorKind::BufferTooSmall) with the exact length;
    /// [`ErrorKind::UnsupportedFormat`](crate::ErrorKind::UnsupportedFormat),
    /// [`ErrorKind::UnsupportedTarget`](crate::ErrorKind::UnsupportedTarget), and those of [`RecordSink::record`].
    pub fn encode<'b>(
        &self,
        format: ContentFormat,
        target: Path,
        value: &(impl Encode + ?Sized),
        buffer: &'b mut [u8],
    ) -> Result<&'b [u8]> {
        let mut out = Output::new(buffer);
        self.encode_into(format, target, value, &mut out)?;
        out.finish()
    }

    /// Writes one block of an encoded value: the bytes from `offset` on, as many as `block` holds.
    ///
    /// It keeps no state: a peer may ask for any block in any order. The value must not change between the blocks of
    /// one transfer; whoever answers holds a snapshot, or an ETag.
    ///
    /// # Errors
    /// As [`Options::encode`], save for the buffer.
    pub fn encode_block<'b>(
        &self,
        format: ContentFormat,
        target: Path,
        value: &(impl Encode + ?Sized),
        offset: usize,
        block: &'b mut [u8],
    ) -> Result<Block<'b>> {
        let mut out = Output::block(block, offset);
        self.encode_into(format, target, value, &mut out)?;
        Ok(out.into_block())
    }

    /// Writes a value into a new vector of just its length. *Requires feature `alloc`.*
    ///
    /// # Errors
    /// As [`Options::encode`], save for the buffer.
    #[cfg(feature = "alloc")]
    pub fn encode_to_vec(
        &self,
        format: ContentFormat,
        target: Path,
        value: &(impl Encode + ?Sized),
    ) -> Result<Vec<u8>> {
        // Most payloads fit one datagram; a longer one is counted first.
        let mut bytes = alloc::vec![0; 1024];
        let mut out = Output::new(&mut bytes);
        self.encode_into(format, target, value, &mut out)?;
        let length = out.position();
        if length > bytes.len() {
            bytes.resize(length, 0);
            self.encode_into(format, target, value, &mut Output::new(&mut bytes))?;
        }
        bytes.truncate(length);
        bytes.shrink_to_fit();
        Ok(bytes)
    }

    /// How many bytes an encoded value has, without writing it.
    ///
    /// # Errors
    /// As [`Options::encode`], save for the buffer.
    pub fn encoded_len(
        &self,
        format: ContentFormat,
        target: Path,
        value: &(impl Encode + ?Sized),
    ) -> Result<usize> {
        let mut out = Output::new(&mut []);
        self.encode_into(format, target, value, &mut out)?;
        Ok(out.position())
    }

    /// Writes a value to an [`Output`].
    ///
    /// # Errors
    /// As [`Options::encode`], save for the buffer.
    pub fn encode_into(
        &self,
        format: ContentFormat,
        target: Path,
        value: &(impl Encode + ?Sized),
        out: &mut Output<'_>,
    ) -> Result<()> {
        format::write(format, target, self, out, |sink| value.encode(target, sink))
    }
}
