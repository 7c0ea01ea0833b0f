//! The content formats: their numbers and media types, and that this side reads and writes each of them.
#![allow(clippy::std_instead_of_alloc, reason = "a test has the standard library")]

use std::collections::BTreeSet;

use lwm2m_codec::ContentFormat;
use lwm2m_codec::format::SUPPORTED;

const TABLE: [(ContentFormat, u16, &str); 11] = [
    (ContentFormat::TEXT, 0, "text/plain;charset=utf-8"),
    (ContentFormat::LINK, 40, "application/link-format"),
    (ContentFormat::OPAQUE, 42, "application/octet-stream"),
    (ContentFormat::CBOR, 60, "application/cbor"),
    (ContentFormat::SENML_JSON, 110, "application/senml+json"),
    (ContentFormat::SENML_CBOR, 112, "application/senml+cbor"),
    (ContentFormat::SENML_ETCH_JSON, 320, "application/senml-etch+json"),
    (ContentFormat::SENML_ETCH_CBOR, 322, "application/senml-etch+cbor"),
    (ContentFormat::TLV, 11542, "application/vnd.oma.lwm2m+tlv"),
    (ContentFormat::LWM2M_JSON, 11543, "application/vnd.oma.lwm2m+json"),
    (ContentFormat::LWM2M_CBOR, 11544, "application/vnd.oma.lwm2m+cbor"),
];

/// PAY-02, LCB-01: a number, a media type and a format are one and the same; no other number has a media type.
#[test]
fn numbers_and_media_types() {
    for (format, number, media_type) in TABLE {
        assert_eq!((format.get(), format.media_type()), (number, Some(media_type)));
        assert_eq!(ContentFormat::new(number), format);
        assert_eq!(format.to_string(), format!("{number} ({media_type})"));
    }
    let media_types: BTreeSet<_> = TABLE.iter().map(|row| row.2).collect();
    assert_eq!(media_types.len(), TABLE.len());
    let known = (0..=u16::MAX).filter(|&number| ContentFormat::new(number).media_type().is_some());
    assert!(known.eq(TABLE.map(|row| row.1)));
}

/// PAY-03, ETC-01, LCB-01: with every feature, what a server must understand is here; links are no format of values.
#[cfg(all(
    feature = "text",
    feature = "opaque",
    feature = "cbor",
    feature = "tlv",
    feature = "lwm2m-json",
    feature = "senml-json",
    feature = "senml-cbor",
    feature = "lwm2m-cbor"
))]
#[test]
fn every_format_of_values_is_supported() {
    let values = TABLE.iter().map(|row| row.0).filter(|format| *format != ContentFormat::LINK);
    assert!(SUPPORTED.iter().copied().eq(values));
}
