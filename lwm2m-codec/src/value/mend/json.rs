//! Values of the JSON formats that stand under the name of another type.
//! LwM2M Core 1.2.2, 7.4.4 (SenML JSON); D-027.

use crate::deviation::{DeviationKind, Lenience};
use crate::schema::DataType;
use crate::value::Wire;

/// An integer within quotes (D-027): digits, perhaps behind a minus, and nothing else.
pub(super) fn number<'a>(
    wire: Wire<'a>,
    expected: DataType,
    lenience: &mut Lenience,
) -> Option<Wire<'a>> {
    let (Wire::Text(text) | Wire::TextOrBase64 { text, escaped: false }) = wire else {
        return None;
    };
    let digits = text.strip_prefix('-').unwrap_or(text);
    let whole = !digits.is_empty() && digits.bytes().all(|c| c.is_ascii_digit());
    let integer = matches!(expected, DataType::Integer | DataType::Unsigned | DataType::Time);
    // Lenience: servers that write integers beyond 2^53 as text, so that no JavaScript rounds them (E181, E243).
    let mended = whole && integer && lenience.allow(DeviationKind::NumberAsText);
    mended.then_some(Wire::Characters(text))
}
