//! The values of the JSON formats, which SenML JSON and LwM2M JSON spell alike.
//! RFC 8259; LwM2M Core 1.2.2, appendix C, table C-2; D-025 to D-027, D-051.

#[cfg(not(feature = "compact"))]
mod usual;
mod write;

#[cfg(not(feature = "compact"))]
pub(super) use self::usual::put_usual;
pub(super) use self::write::{Spelling, put_base, put_line, put_value};
use super::senml::Members;
use crate::deviation::{DeviationKind, Lenience};
use crate::error::{Error, ErrorKind, Result};
use crate::schema::DataType;
use crate::syntax::base64::{self, Alphabet};
use crate::syntax::json::{Cursor, JsonText, Number};
use crate::value::{ObjectLink, RawText, Text, Wire};

/// A cursor at the first token.
pub(super) fn cursor<'a>(payload: &'a [u8], lenience: &mut Lenience) -> Result<Cursor<'a>> {
    #[cfg_attr(not(feature = "lenient"), expect(unused_mut, reason = "strict text begins there"))]
    let mut cursor = Cursor::new(payload)?;
    #[cfg(feature = "lenient")]
    if lenience.allows(DeviationKind::ByteOrderMark) && cursor.take_mark() {
        // Lenience: editors and runtimes that begin every file with it (D-073).
        lenience.allow(DeviationKind::ByteOrderMark);
    }
    #[cfg(not(feature = "lenient"))]
    let _ = lenience;
    Ok(cursor)
}

/// Takes base64 text (D-051).
pub(super) fn base64<'a>(
    cursor: &mut Cursor<'a>,
    alphabet: Alphabet,
    lenience: &mut Lenience,
) -> Result<Wire<'a>> {
    let (text, escaped) = cursor.text("base64 text")?;
    let refused = base64::check(RawText::json(text, escaped).chars(), alphabet);
    // Lenience: Wakaama and old Zephyr, which write the standard alphabet everywhere (E038).
    #[cfg(feature = "lenient")]
    if refused.is_err()
        && base64::is_variant(RawText::json(text, escaped).chars())
        && lenience.allow(DeviationKind::Base64Variant)
    {
        return Ok(Wire::Base64 { text, escaped });
    }
    #[cfg(not(feature = "lenient"))]
    let _ = lenience;
    refused.map(|()| Wire::Base64 { text, escaped })
}

/// Takes a number, exact.
#[cfg_attr(not(feature = "compact"), inline(always))]
pub(super) fn number<'a>(cursor: &mut Cursor<'a>) -> Result<Wire<'a>> {
    cursor.number()
}

impl<'a> From<Number<'a>> for Wire<'a> {
    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn from(number: Number<'a>) -> Self {
        match number {
            Number::Integer(number) => Self::Integer(number),
            Number::Unsigned(number) => Self::Unsigned(number),
            Number::Decimal(decimal) => Self::Decimal { decimal, number: true },
            Number::Digits(text) => Self::Digits(text),
        }
    }
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
pub(super) fn object_link(cursor: &mut Cursor<'_>, lenience: &mut Lenience) -> Result<ObjectLink> {
    let (text, escaped) = cursor.text("the text of an object link")?;
    // No spelling in use is longer.
    let mut buffer = [0; 32];
    let invalid = ErrorKind::InvalidValue { expected: DataType::ObjectLink };
    let text = Text::from_raw(RawText::json(text, escaped));
    let text = text.copy_to(&mut buffer).map_err(|_| invalid)?;
    ObjectLink::read(text, lenience)
}

/// Takes `true` or `false`.
#[cfg_attr(not(feature = "compact"), inline(always))]
pub(super) fn boolean(cursor: &mut Cursor<'_>, lenience: &mut Lenience) -> Result<bool> {
    match cursor.boolean() {
        Err(error) if lenience.allows(DeviationKind::BooleanAsText) => {
            let (boolean, after) = boolean_as_text(error, *cursor)?;
            lenience.allow(DeviationKind::BooleanAsText);
            *cursor = after;
            Ok(boolean)
        }
        boolean => boolean,
    }
}

/// Lenience: Awa, which quotes it (D-038).
#[cold]
#[inline(never)]
fn boolean_as_text(refused: Error, mut cursor: Cursor<'_>) -> Result<(bool, Cursor<'_>)> {
    match cursor.text("true or false") {
        Ok(("true", false)) => Ok((true, cursor)),
        Ok(("false", false)) => Ok((false, cursor)),
        _ => Err(refused),
    }
}
