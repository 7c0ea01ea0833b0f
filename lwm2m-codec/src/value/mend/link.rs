//! Links to Object Instances in other spellings and other types. D-044, D-046.

use crate::deviation::{DeviationKind, Lenience};
use crate::value::{ObjectLink, RawText, Text, Wire};

/// An object link.
pub(super) fn link<'a>(wire: Wire<'a>, lenience: &mut Lenience) -> Option<Wire<'a>> {
    let (text, is_string) = match wire {
        // Lenience: Zephyr before 2023 (E219).
        Wire::Integer(number) => {
            let [a, b, c, d] = u32::try_from(number).ok()?.to_be_bytes();
            let link = ObjectLink::new(u16::from_be_bytes([a, b]), u16::from_be_bytes([c, d]));
            let mended = lenience.allow(DeviationKind::ObjlnkAsInteger);
            return mended.then_some(Wire::ObjectLink(link));
        }
        Wire::Characters(text) | Wire::TextOrLink(text) => (RawText::Plain(text), false),
        Wire::TextChunks { chunks, link } => (RawText::Chunks(chunks), !link),
        Wire::Text(text) => (RawText::Plain(text), true),
        Wire::Escaped(text) => (RawText::Escaped(text), true),
        Wire::TextOrBase64 { text, escaped } => (RawText::json(text, escaped), true),
        _ => return None,
    };
    // Lenience: senders that know no label for object links (E043).
    if is_string && !lenience.allow(DeviationKind::ObjlnkAsString) {
        return None;
    }
    // No spelling in use is longer; a longer one is no link.
    let mut buffer = [0; 32];
    let text = Text::from_raw(text);
    spelled(text.copy_to(&mut buffer).ok()?, lenience).map(Wire::ObjectLink)
}

/// A link from its text, as the standard spells it or nearly so.
pub(in crate::value) fn spelled(text: &str, lenience: &mut Lenience) -> Option<ObjectLink> {
    if let Ok(link) = text.parse() {
        return Some(link);
    }
    // Lenience: Zephyr, which sends the end of its string along (E220).
    let text = match text.strip_suffix('\0') {
        Some(text) if lenience.allow(DeviationKind::TrailingNul) => text,
        _ => text,
    };
    // Lenience: who goes by the example of 1.0 (E007). No other hexadecimal digits.
    if text == "FFFF:FFFF" && lenience.allow(DeviationKind::HexNullLink) {
        return Some(ObjectLink::NULL);
    }
    // Lenience: who goes by the test specification (E198, E199).
    let (object, instance) = match text.strip_prefix('/') {
        Some(path) if lenience.allow(DeviationKind::PathAsLink) => path.split_once('/')?,
        _ => text.split_once(':')?,
    };
    Some(ObjectLink::new(half(object, lenience)?, half(instance, lenience)?))
}

/// Lenience: Wakaama, which reads any digits (E186).
fn half(digits: &str, lenience: &mut Lenience) -> Option<u16> {
    if digits.is_empty() || !digits.bytes().all(|c| c.is_ascii_digit()) {
        return None;
    }
    let zeros = digits.len() > 1 && digits.starts_with('0');
    if zeros && !lenience.allow(DeviationKind::LeadingZeros) {
        return None;
    }
    digits.parse().ok()
}
