//! Tokens of the notations that payloads and queries are written in. Knows nothing of LwM2M.

pub(crate) mod base64;
pub(crate) mod cbor;
pub(crate) mod decimal;
pub(crate) mod json;
pub(crate) mod link;
pub(crate) mod percent;

/// Text before the first of an ASCII character, and what begins with it; `None` where there is none.
///
/// As `split_once`, which searches for any character and is four times as large.
pub(crate) fn before(text: &str, character: u8) -> Option<(&str, &str)> {
    let at = text.bytes().position(|byte| byte == character)?;
    text.split_at_checked(at)
}
