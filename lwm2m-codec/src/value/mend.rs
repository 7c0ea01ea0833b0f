//! Values that are no value of their type by the standard, and what they mean all the same: lenient reading.
//! They go by what the bytes say, whatever the format; D-022 to D-055.

mod json;
pub(super) mod link;
mod number;

use super::{RawText, Wire, WireValue};
use crate::deviation::{DeviationKind, Lenience};
use crate::error::ErrorKind;
use crate::schema::DataType;

impl<'a> WireValue<'a> {
    /// The value in a form that a consumer takes who has refused this one with an error of that kind.
    ///
    /// `None` where no deviation that is tolerated explains it; which one does is noted.
    pub(crate) fn mended(&self, refused: ErrorKind, lenience: &mut Lenience) -> Option<Self> {
        let wire = match refused {
            ErrorKind::InvalidValue { expected } | ErrorKind::WrongType { expected } => {
                let quoted = json::number(self.0, expected, lenience);
                quoted.or_else(|| match expected {
                    DataType::Integer | DataType::Unsigned => number::integer(self.0, lenience),
                    DataType::Time => number::time(self.0, lenience),
                    DataType::Float => number::float(self.0, lenience),
                    DataType::Boolean => boolean(self.0, lenience),
                    DataType::Opaque => base64(self.0, lenience),
                    DataType::ObjectLink => link::link(self.0, lenience),
                    DataType::String | DataType::CoreLink | DataType::None => None,
                })
            }
            ErrorKind::OutOfRange => number::out_of_range(self.0, lenience),
            _ => None,
        };
        wire.map(Self)
    }
}

/// D-037 to D-039.
fn boolean<'a>(wire: Wire<'a>, lenience: &mut Lenience) -> Option<Wire<'a>> {
    let (boolean, kind) = match wire {
        // Lenience: who goes by Zephyr, which looks at the first character only (E282).
        Wire::Characters(word) => (is_true(word)?, DeviationKind::BooleanWord),
        // Lenience: Awa, which quotes it.
        Wire::Text(word) | Wire::TextOrBase64 { text: word, .. } => {
            (is_true(word)?, DeviationKind::BooleanAsText)
        }
        // Lenience: who has integers for Booleans (D-037).
        Wire::Integer(number @ (0 | 1)) => (number == 1, DeviationKind::IntegerForBoolean),
        // Lenience: Zephyr, for which every octet but 0 is true (E281).
        Wire::Untyped([2..=255]) => (true, DeviationKind::NonzeroBoolean),
        _ => return None,
    };
    lenience.allow(kind).then_some(Wire::Boolean(boolean))
}

fn is_true(word: &str) -> Option<bool> {
    match word {
        "true" => Some(true),
        "false" => Some(false),
        _ => None,
    }
}

/// D-051: either alphabet, padded or not, whatever the spare bits say.
fn base64<'a>(wire: Wire<'a>, lenience: &mut Lenience) -> Option<Wire<'a>> {
    let (text, escaped) = match wire {
        Wire::Characters(text) => (text, false),
        Wire::TextOrBase64 { text, escaped } => (text, escaped),
        _ => return None,
    };
    // Lenience: Wakaama and others, which take one alphabet for all formats (E038, E039).
    let is_variant = is_base64(RawText::json(text, escaped).chars());
    (is_variant && lenience.allow(DeviationKind::Base64Variant))
        .then_some(Wire::Base64 { text, escaped })
}

/// Whether it is base64 of any kind.
fn is_base64(text: impl Iterator<Item = char>) -> bool {
    let (mut digits, mut padding) = (0usize, 0usize);
    for c in text {
        match c {
            '=' => padding += 1,
            '+' | '/' | '-' | '_' if padding == 0 => digits += 1,
            c if padding == 0 && c.is_ascii_alphanumeric() => digits += 1,
            _ => return false,
        }
    }
    digits % 4 != 1 && (padding == 0 || (digits + padding) % 4 == 0 && padding < 3)
}
