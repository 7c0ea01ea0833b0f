//! `RangeEnumeration`: which values a Resource is meant to have, in the words of its definition.
//! Knows the forms that the registry's authors write; enforces nothing (D-052).
//! LwM2M Core 1.2.2, appendix D: ranges, lists, and lengths in bytes for String and Opaque.

mod meaning;
mod syntax;

use alloc::string::String;
use alloc::vec::Vec;

use lwm2m_codec::DataType;

use crate::text::collapse;

/// A `RangeEnumeration`: its text, and what the text means for the Resource's data type.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RangeEnumeration {
    /// The text as the definition writes it, blanks collapsed; empty where nothing is said.
    pub text: String,
    /// What it means.
    pub values: RangeValues,
    /// What is odd about it, in the order found.
    pub diagnostics: Vec<RangeNote>,
}

impl RangeEnumeration {
    /// Reads the text of a `RangeEnumeration` of a Resource of type `data_type`.
    ///
    /// Any text is one: what has none of the known forms is [`RangeValues::Text`].
    #[must_use]
    pub fn new(text: &str, data_type: DataType) -> Self {
        let text = collapse(text);
        if text.is_empty() {
            return Self::default();
        }
        let mut diagnostics = Vec::new();
        let values = if let Some(form) = syntax::form(&fold(&text), &mut diagnostics) {
            meaning::values(&form, data_type, &mut diagnostics)
        } else {
            let message = "expected a range, a list or labels, found other text";
            diagnostics.push(RangeNote::new(RangeFault::Text, message));
            RangeValues::Text
        };
        Self { text, values, diagnostics }
    }

    /// Whether the definition says nothing.
    #[must_use]
    pub fn is_any(&self) -> bool {
        self.values == RangeValues::Any
    }

    /// Whether the text has one of the known forms; true where it is empty.
    #[must_use]
    pub fn is_understood(&self) -> bool {
        self.diagnostics.iter().all(|note| note.fault != RangeFault::Text)
    }
}

/// The values that a `RangeEnumeration` means.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub enum RangeValues {
    /// Nothing is said.
    #[default]
    Any,
    /// The value of an Integer, Unsigned Integer or Time: closed intervals, ascending.
    Integers(Vec<(i128, i128)>),
    /// The value of a Float: closed intervals, ascending.
    Floats(Vec<(f64, f64)>),
    /// The length in octets of a String, Opaque or Corelnk: closed intervals, ascending.
    Lengths(Vec<(u64, u64)>),
    /// The width in bits of an Integer or Unsigned Integer.
    Bits(u32),
    /// The number of Resource Instances at most.
    Instances(u32),
    /// Numbers and what each means, in the order written: `0: off 1: on`.
    Labels(Vec<(i128, String)>),
    /// The words that a value may be, in the order written: `"low","high"` or `ON;OFF`.
    Words(Vec<String>),
    /// Text for people, or a form that says nothing about a value of this data type.
    Text,
}

/// One thing that is odd about a `RangeEnumeration`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RangeNote {
    /// The kind.
    pub fault: RangeFault,
    /// Expectation and finding, for people.
    pub message: String,
}

impl RangeNote {
    fn new(fault: RangeFault, message: impl Into<String>) -> Self {
        Self { fault, message: message.into() }
    }
}

/// What can be odd about a `RangeEnumeration`.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum RangeFault {
    /// A form that no standard names but whose meaning is clear, such as `0-255` or `32 bytes`.
    Lenient,
    /// A bound that no value of the data type can have.
    Overflow,
    /// A range whose upper bound comes first; it was turned round.
    Reversed,
    /// None of the known forms.
    Text,
    /// A form that says nothing about a value of the data type, such as a range on a Boolean.
    Type,
}

/// Typographic signs as ASCII: the minus sign and the en dash, and the ellipsis.
fn fold(text: &str) -> String {
    text.replace(['\u{2212}', '\u{2013}'], "-").replace('\u{2026}', "...")
}

#[cfg(test)]
mod tests;
