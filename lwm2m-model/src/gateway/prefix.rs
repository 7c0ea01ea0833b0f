//! Prefixes: by which word a gateway knows a device. D-017, D-018.

use lwm2m_codec::Text;

use super::Device;

/// Whether text may be the prefix of a device: one segment of unreserved characters that is neither a number nor
/// taken for something else.
#[must_use]
pub fn is_prefix(text: &Text<'_>) -> bool {
    let unreserved = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '~');
    !text.is_empty()
        && text.chars().all(unreserved)
        && text.chars().next() != Some('-')
        && !text.chars().all(|c| c.is_ascii_digit())
        && !["rd", "bs", "bspack", "dp"].iter().any(|reserved| text == reserved)
}

/// The first prefix that an earlier device has: within a gateway each stands for one device.
///
/// It compares all with each other, which is quadratic in their number.
#[must_use]
pub fn repeats<'s, 'a>(devices: &'s [Device<'a>]) -> Option<&'s Text<'a>> {
    let mut prefixes = devices.iter().map(|device| &device.prefix).enumerate();
    prefixes
        .find(|(at, prefix)| devices.iter().take(*at).any(|earlier| earlier.prefix == **prefix))
        .map(|(_, prefix)| prefix)
}
