//! Definitions that were read, in the words of the codec: borrowed, without copying any text.

use lwm2m_codec::{ObjectId, Path, Range, ResourceDef, Schema};

use super::{ObjectDefinition, ResourceDefinition};
use crate::range::{RangeEnumeration, RangeValues};

impl ResourceDefinition {
    /// The same as the constants of `lwm2m-model` would say it.
    ///
    /// The unit is the registered symbol, where the definition writes an alias.
    #[must_use]
    pub fn def(&self) -> ResourceDef<'_> {
        ResourceDef {
            id: self.id,
            name: &self.name,
            operations: self.operations,
            multiple: self.multiple,
            mandatory: self.mandatory,
            data_type: self.data_type,
            range: self.range.def(),
            unit: self.unit.registered(),
        }
    }
}

impl RangeEnumeration {
    /// The range in the codec's words; labels, words and counts of instances are text there.
    #[must_use]
    pub fn def(&self) -> Range<'_> {
        match &self.values {
            RangeValues::Any => Range::Any,
            RangeValues::Integers(bounds) => Range::Integers(bounds),
            RangeValues::Floats(bounds) => Range::Floats(bounds),
            RangeValues::Lengths(bounds) => Range::Lengths(bounds),
            RangeValues::Bits(bits) => width(*bits).unwrap_or(Range::Text(&self.text)),
            RangeValues::Instances(_)
            | RangeValues::Labels(_)
            | RangeValues::Text
            | RangeValues::Words(_) => Range::Text(&self.text),
        }
    }
}

/// One definition is the schema of its own Object.
impl Schema for ObjectDefinition {
    fn resource(&self, path: Path) -> Option<ResourceDef<'_>> {
        let object: ObjectId = path.object_id()?;
        if object != self.id {
            return None;
        }
        ObjectDefinition::resource(self, path.resource_id()?).map(ResourceDefinition::def)
    }
}

/// What an unsigned number of 1 to 64 bits may be.
fn width(bits: u32) -> Option<Range<'static>> {
    let at = usize::try_from(bits.checked_sub(1)?).ok()?;
    WIDTHS.get(at..=at).map(Range::Integers)
}

/// The numbers of each width, from 1 bit to 64.
static WIDTHS: [(i128, i128); 64] = widths();

#[expect(
    clippy::indexing_slicing,
    reason = "evaluated at compile time, where it would be an error"
)]
const fn widths() -> [(i128, i128); 64] {
    let mut widths = [(0, 1); 64];
    let mut at = 1;
    while at < 64 {
        widths[at] = (0, 2 * widths[at - 1].1 + 1);
        at += 1;
    }
    widths
}

#[cfg(test)]
mod tests {
    use lwm2m_codec::DataType;

    use super::*;

    #[test]
    fn ranges_in_the_words_of_the_codec() {
        use DataType::{Float, Integer, String, Unsigned};
        for (data_type, text, expected) in [
            (Integer, "", Range::Any),
            (Integer, "0..3,-1", Range::Integers(&[(-1, -1), (0, 3)])),
            (Float, "0.5..1", Range::Floats(&[(0.5, 1.0)])),
            (String, "1..32", Range::Lengths(&[(1, 32)])),
            (Unsigned, "1 bit", Range::Integers(&[(0, 1)])),
            (Unsigned, "8 bit", Range::Integers(&[(0, 255)])),
            (Unsigned, "64 bit", Range::Integers(&[(0, 0xffff_ffff_ffff_ffff)])),
            (Unsigned, "0: off 1: on", Range::Text("0: off 1: on")),
            (String, "a;b", Range::Text("a;b")),
            (Integer, "see elsewhere", Range::Text("see elsewhere")),
        ] {
            assert_eq!(RangeEnumeration::new(text, data_type).def(), expected, "{text:?}");
        }
        assert_eq!((width(0), width(65)), (None, None));
    }
}
