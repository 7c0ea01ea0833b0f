//! What is alive while a block is written: the Writer and its window, beside the block itself.

use lwm2m_codec::Output;
use lwm2m_codec::format::{
    cbor, lwm2m_cbor, lwm2m_json, opaque, senml_cbor, senml_json, text, tlv,
};

/// One format's Writer.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// The format.
    pub format: &'static str,
    /// Bytes of its Writer.
    pub writer: usize,
    /// Bytes of the window on the block.
    pub output: usize,
}

/// The most that both may have together.
pub const MOST: usize = 160;

impl Size {
    /// Both together.
    #[must_use]
    pub const fn bytes(&self) -> usize {
        self.writer + self.output
    }
}

/// Every format's.
pub fn all() -> impl Iterator<Item = Size> {
    let output = size_of::<Output<'_>>();
    [
        ("text", size_of::<text::Writer<'_, '_>>()),
        ("opaque", size_of::<opaque::Writer<'_, '_>>()),
        ("CBOR", size_of::<cbor::Writer<'_, '_>>()),
        ("TLV", size_of::<tlv::Writer<'_, '_>>()),
        ("SenML CBOR", size_of::<senml_cbor::Writer<'_, '_, '_>>()),
        ("SenML JSON", size_of::<senml_json::Writer<'_, '_, '_>>()),
        ("LwM2M CBOR", size_of::<lwm2m_cbor::Writer<'_, '_, '_>>()),
        ("LwM2M JSON", size_of::<lwm2m_json::Writer<'_, '_, '_>>()),
    ]
    .into_iter()
    .map(move |(format, writer)| Size { format, writer, output })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(target_pointer_width = "64")]
    fn a_writer_and_its_window_are_small() {
        for size in all() {
            assert!(size.bytes() <= MOST, "{size:?}");
        }
    }
}
