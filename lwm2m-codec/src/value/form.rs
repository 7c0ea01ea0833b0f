//! Which forms of values the formats of this build have: a match asks before it takes a form, and what stands behind a
//! form that no format has is left out. So who reads TLV alone has no parser of decimal digits.

/// CBOR strings in chunks.
pub(crate) const CHUNKS: bool =
    cfg!(any(feature = "cbor", feature = "senml-cbor", feature = "lwm2m-cbor"));

/// Dates: CBOR's tag 0.
pub(crate) const DATES: bool = CHUNKS;

/// JSON text with escapes, numbers of any number of digits.
pub(crate) const JSON: bool = cfg!(any(feature = "senml-json", feature = "lwm2m-json"));

/// Characters that may be of any type: plain text, and what lenient reading takes for it.
pub(crate) const CHARACTERS: bool = cfg!(any(feature = "text", feature = "lenient"));

/// Text that may be an object link: CBOR and LwM2M CBOR, whose leaves tell no more.
pub(crate) const LINKS_AS_TEXT: bool = CHARACTERS || CHUNKS;

/// Octets spelled in base64.
pub(crate) const BASE64: bool = JSON || CHARACTERS;

/// Decimal fractions.
pub(crate) const DECIMALS: bool = CHUNKS || JSON || cfg!(feature = "lenient");

/// Numbers that the bytes call floats.
pub(crate) const FLOATS: bool = DECIMALS;

/// Whether decimal digits are read by `core`, whose tables are fast and large: not in the small setting, and only
/// where digits are what a format is made of.
pub(crate) const FAST_DIGITS: bool = cfg!(not(feature = "compact")) && (JSON || CHARACTERS);
