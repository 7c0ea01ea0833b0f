//! The members of a SenML record that are not on the fast way: base values, object links, labels to be ignored.
//! RFC 8428, 4.4 and table 4; LwM2M Core 1.2.2, 7.4.4 (`vlo`); D-068 to D-070.

use crate::deviation::{DeviationKind, Lenience};
use crate::error::{ErrorKind, Result};
use crate::format::cbor_leaf;
use crate::format::senml::Members;
use crate::schema::DataType;
use crate::syntax::cbor::{
    self, Head, INDEFINITE, NEGATIVE, TEXT, UNSIGNED, head, rest_of_head, take,
};
use crate::value::{ObjectLink, RawText, Text, Wire, WireValue};

/// Frequent labels, as the one byte that they are.
pub(super) const NAME: u8 = 0;
pub(super) const TIME: u8 = 6;
pub(super) const BASE_NAME: u8 = 0x21;
pub(super) const BASE_TIME: u8 = 0x22;

/// What a label was.
pub(super) enum Member {
    BaseValue,
    ObjectLink,
    /// A frequent label, spelled longer than need be.
    Short(u8),
    /// Its value was taken; the bit says which.
    Taken(u32),
    /// The value of a label that there is not was taken: only in lenient reading.
    Unknown,
}

/// Takes the text of an object link.
pub(super) fn object_link<'a>(rest: &mut &'a [u8], lenience: &mut Lenience) -> Result<Wire<'a>> {
    let mut value = Wire::Empty;
    cbor_leaf::read_text(rest, &mut value, lenience)?;
    let text = WireValue(value).text()?;
    // No spelling in use is longer.
    let mut buffer = [0; 32];
    let invalid = ErrorKind::InvalidValue { expected: DataType::ObjectLink };
    let text = text.copy_to(&mut buffer).map_err(|_| invalid)?;
    ObjectLink::read(text, lenience).map(Wire::ObjectLink)
}

/// Takes a label that is not a frequent one in its one byte.
pub(super) fn read(first: u8, rest: &mut &[u8], lenience: &mut Lenience) -> Result<Member> {
    match rest_of_head(first, rest)? {
        (TEXT, info, length) => text_label(info, length, rest, lenience),
        label => known(label, rest, *lenience),
    }
}

/// Takes the value of an integer label, where it is none of the frequent ones.
fn known(label: Head, rest: &mut &[u8], lenience: Lenience) -> Result<Member> {
    match label {
        (UNSIGNED, 0..=27, label @ (0 | 2 | 3 | 4 | 6 | 8)) => {
            Ok(Member::Short(u8::try_from(label).unwrap_or(NAME)))
        }
        (NEGATIVE, 0..=27, 0) => base_version(rest),
        (NEGATIVE, 0..=27, 1) => Ok(Member::Short(BASE_NAME)),
        (NEGATIVE, 0..=27, 2) => Ok(Member::Short(BASE_TIME)),
        (NEGATIVE, 0..=27, 4) => Ok(Member::BaseValue),
        // They say nothing in LwM2M.
        (UNSIGNED, 0..=27, 1) => ignored(Members::UNIT, rest),
        (UNSIGNED, 0..=27, 5) => ignored(Members::SUM, rest),
        (UNSIGNED, 0..=27, 7) => ignored(Members::UPDATE_TIME, rest),
        (NEGATIVE, 0..=27, 3) => ignored(Members::BASE_UNIT, rest),
        (NEGATIVE, 0..=27, 5) => ignored(Members::BASE_SUM, rest),
        // Lenience: labels that a peer has made up (D-068).
        (UNSIGNED | NEGATIVE, 0..=27, _) if lenience.allows(DeviationKind::UnknownIntegerLabel) => {
            cbor::skip(rest).map(|()| Member::Unknown)
        }
        _ => Err(ErrorKind::Malformed("a label from -6 to 8 or text").into()),
    }
}

/// A label that is text is ignored, unless it ends in an underscore: then it must be understood.
fn text_label(info: u8, length: u64, rest: &mut &[u8], lenience: &mut Lenience) -> Result<Member> {
    let raw = if info == INDEFINITE {
        RawText::Chunks(cbor::chunks(TEXT, rest)?)
    } else {
        let text = core::str::from_utf8(take(rest, length)?);
        RawText::Plain(text.map_err(|_| ErrorKind::NotUtf8)?)
    };
    let label = Text::from_raw(raw);
    let mut expected = "vlo".chars();
    let (mut is_link, mut last) = (true, None);
    for c in label.chars() {
        is_link &= expected.next() == Some(c);
        last = Some(c);
    }
    if is_link && expected.next().is_none() {
        return Ok(Member::ObjectLink);
    }
    // Lenience: a client that writes the integers as text (E224).
    if lenience.allows(DeviationKind::NumericTextLabel)
        && let Some(label) = numeric(&label)
    {
        lenience.allow(DeviationKind::NumericTextLabel);
        return known(label, rest, *lenience);
    }
    if last == Some('_') {
        return Err(ErrorKind::Malformed("no label that must be understood and is not").into());
    }
    ignored(0, rest)
}

/// The integer label that text spells: -6 to 8.
fn numeric(label: &Text<'_>) -> Option<Head> {
    let mut chars = label.chars();
    let first = chars.next()?;
    let (major, digit) = if first == '-' { (NEGATIVE, chars.next()?) } else { (UNSIGNED, first) };
    let number = digit.to_digit(10).filter(|_| chars.next().is_none())?;
    match (major, number) {
        (UNSIGNED, 0..=8) => Some((UNSIGNED, 0, number.into())),
        (NEGATIVE, 1..=6) => Some((NEGATIVE, 0, u64::from(number) - 1)),
        _ => None,
    }
}

fn ignored(bit: u32, rest: &mut &[u8]) -> Result<Member> {
    cbor::skip(rest)?;
    Ok(Member::Taken(bit))
}

/// The base version: 10 is the only one that there is (D-070).
fn base_version(rest: &mut &[u8]) -> Result<Member> {
    match head(rest)? {
        (UNSIGNED, 0..=27, 10) => Ok(Member::Taken(Members::BASE_VERSION)),
        _ => Err(ErrorKind::Malformed("SenML version 10").into()),
    }
}
