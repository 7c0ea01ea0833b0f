//! What is read strictly is a whole document of CBOR or JSON to somebody else.

use lwm2m_codec::ContentFormat;

use crate::setting::Setting;

/// Whether `ciborium` reads a whole document. What it does not do by choice is well-formed, too: simple values that it
/// has no use for, and nesting beyond its own bound.
#[must_use]
pub fn is_cbor(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    match ciborium::from_reader::<ciborium::Value, _>(&mut rest) {
        Ok(_) => rest.is_empty(),
        Err(ciborium::de::Error::Semantic(..) | ciborium::de::Error::RecursionLimitExceeded) => {
            true
        }
        Err(_) => false,
    }
}

/// Whether `serde_json` reads a whole document.
#[must_use]
pub fn is_json(bytes: &[u8]) -> bool {
    serde_json::from_slice::<&serde_json::value::RawValue>(bytes).is_ok()
}

/// Reads what stands behind a [`Setting`] in a format of each oracle; D-004 lets some payloads be empty.
fn well_formed(formats: &[ContentFormat], is_document: fn(&[u8]) -> bool, input: &[u8]) {
    let Some((setting, bytes)) = Setting::split(input) else { return };
    for &format in formats {
        let records = setting.options().records(format, setting.target, bytes);
        let is_read = records.is_ok_and(|mut records| records.all(|record| record.is_ok()));
        assert!(!is_read || bytes.is_empty() || is_document(bytes), "{format}");
    }
}

/// The formats of CBOR.
pub const CBOR: [ContentFormat; 4] = [
    ContentFormat::CBOR,
    ContentFormat::SENML_CBOR,
    ContentFormat::SENML_ETCH_CBOR,
    ContentFormat::LWM2M_CBOR,
];

/// The formats of JSON.
pub const JSON: [ContentFormat; 3] =
    [ContentFormat::SENML_JSON, ContentFormat::SENML_ETCH_JSON, ContentFormat::LWM2M_JSON];

/// What a Reader of CBOR takes, `ciborium` takes.
pub fn cbor(input: &[u8]) {
    well_formed(&CBOR, is_cbor, input);
}

/// What a Reader of JSON takes, `serde_json` takes.
pub fn json(input: &[u8]) {
    well_formed(&JSON, is_json, input);
}
