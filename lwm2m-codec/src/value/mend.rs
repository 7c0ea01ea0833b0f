//! Values that are no value of their type by the standard, and what they mean all the same: lenient reading.
//! D-022 to D-055.

use super::{Wire, WireValue};
use crate::deviation::{DeviationKind, Lenience};
use crate::error::ErrorKind;
use crate::schema::DataType;

impl<'a> WireValue<'a> {
    /// The value in a form that a consumer takes who has refused this one with an error of that kind.
    ///
    /// `None` where no deviation that is tolerated explains it; which one does is noted.
    pub(crate) fn mended(&self, refused: ErrorKind, lenience: &mut Lenience) -> Option<Self> {
        let expected = match refused {
            ErrorKind::InvalidValue { expected } | ErrorKind::WrongType { expected } => expected,
            _ => return None,
        };
        match (expected, self.0) {
            (DataType::Integer | DataType::Unsigned, Wire::Characters(text)) => {
                number(text, lenience)
            }
            _ => None,
        }
    }
}

/// A number of plain text (D-022, D-023).
fn number<'a>(text: &'a str, lenience: &mut Lenience) -> Option<WireValue<'a>> {
    let digits = text.strip_prefix('+')?;
    let plain = digits.starts_with(|c: char| c.is_ascii_digit());
    let mended = plain && lenience.allow(DeviationKind::LeadingPlus);
    mended.then_some(WireValue(Wire::Characters(digits)))
}
