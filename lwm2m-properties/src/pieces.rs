//! Blocks of an encoded value are the pieces of the whole; a buffer that is too small learns how large it must be.

use lwm2m_codec::{ContentFormat, Encode, ErrorKind, Options, Path};

use crate::pair::written;

/// Asks for blocks of a size, the last one first, and writes to a buffer that is too small. What has no form has none
/// in blocks either.
pub fn pieces(
    options: &Options<'_>,
    format: ContentFormat,
    target: Path,
    value: &impl Encode,
    size: usize,
) {
    let mut buffer = vec![0; size.max(1)];
    let size = buffer.len();
    let whole = match written(options, format, target, value) {
        Ok(whole) => whole,
        Err(error) => {
            let block = options.encode_block(format, target, value, 0, &mut buffer);
            return assert_eq!(block.map(drop), Err(error), "{format} {target}");
        }
    };
    for (count, piece) in whole.chunks(size).enumerate().rev().take(40) {
        let block = options.encode_block(format, target, value, count * size, &mut buffer);
        let block = block.expect("a block has no length to be too small");
        assert_eq!(block.bytes, piece, "{format} {target}: block {count} of {size}");
        let more = (count + 1) * size < whole.len();
        assert_eq!((block.total, block.more), (whole.len(), more), "{format} {target}");
    }
    let mut small = vec![0; whole.len() / 2];
    let refused = options.encode(format, target, value, &mut small);
    let needed = whole.len();
    let expected = if needed == 0 { Ok(()) } else { Err(ErrorKind::BufferTooSmall { needed }) };
    assert_eq!(refused.map(drop).map_err(|error| error.kind()), expected, "{format}");
}
