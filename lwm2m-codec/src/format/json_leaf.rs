//! The values of the JSON formats, which SenML JSON and LwM2M JSON spell alike.
//! RFC 8259; LwM2M Core 1.2.2, appendix C, table C-2; D-025 to D-027, D-051.

mod write;

pub(super) use self::write::{Spelling, put_base, put_line, put_value};
use super::senml::Members;
use crate::error::{ErrorKind, Result};
use crate::schema::DataType;
use crate::syntax::json::{Cursor, JsonText, Number};
use crate::value::{ObjectLink, RawText, Text, Wire};

/// Takes a number, exact.
#[cfg_attr(not(feature = "compact"), inline(always))]
pub(super) fn number<'a>(cursor: &mut Cursor<'a>) -> Result<Wire<'a>> {
    Ok(match cursor.number()? {
        Number::Integer(number) => Wire::Integer(number),
        Number::Unsigned(number) => Wire::Unsigned(number),
        Number::Decimal(decimal) => Wire::Decimal { decimal, number: true },
        Number::Digits(text) => Wire::Digits(text),
    })
}

/// Takes a name: its octets, and the bits that say how they are text.
#[cfg_attr(not(feature = "compact"), inline(always))]
pub(super) fn name<'a>(cursor: &mut Cursor<'a>) -> Result<(&'a [u8], u32)> {
    let (name, escaped) = cursor.text("a name that is text")?;
    Ok((name.as_bytes(), if escaped { Members::ESCAPED } else { 0 }))
}

/// Which of the members that a format knows a name spells, perhaps with escapes; `None` for none of them.
pub(super) fn known(
    (key, escaped): JsonText<'_>,
    members: &[&'static str],
) -> Option<&'static str> {
    let text = RawText::json(key, escaped);
    members.iter().copied().find(|member| text.chars().eq(member.chars()))
}

/// Takes the text of an object link.
pub(super) fn object_link(cursor: &mut Cursor<'_>) -> Result<ObjectLink> {
    let (text, escaped) = cursor.text("the text of an object link")?;
    // `65535:65535` is the longest.
    let mut buffer = [0; 11];
    let invalid = ErrorKind::InvalidValue { expected: DataType::ObjectLink };
    let text = Text::from_raw(RawText::json(text, escaped));
    text.copy_to(&mut buffer).map_err(|_| invalid)?.parse()
}
