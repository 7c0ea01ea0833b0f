//! Tokens of the notations that payloads and queries are written in. Knows nothing of LwM2M.

pub(crate) mod base64;
pub(crate) mod cbor;
pub(crate) mod decimal;
pub(crate) mod json;
pub(crate) mod link;
pub(crate) mod percent;
