//! Media types in headers, and the formats that they are: RFC 9110, 8.3.1 and 12.5.1.

use crate::error::{ErrorKind, Result};
use crate::format::ContentFormat;
use crate::operation::Rule;

/// The media type of a format, without parameters; `None` for a number that has none.
pub(super) fn name(format: ContentFormat) -> Option<&'static str> {
    let name = format.media_type()?;
    Some(name.split_once(';').map_or(name, |(name, _)| name))
}

/// The format of a media type, whose parameters say nothing about it: `text/plain; charset=utf-8`.
pub(super) fn format(media_type: &str) -> Option<ContentFormat> {
    let found = media_type.split_once(';').map_or(media_type, |(name, _)| name).trim();
    FORMATS
        .iter()
        .copied()
        .find(|format| name(*format).is_some_and(|known| known.eq_ignore_ascii_case(found)))
}

/// The format that is wanted most, of several with weights; the first of those wanted alike. `None` where any will do.
pub(super) fn accepted<'h>(
    headers: impl Iterator<Item = Result<&'h str>>,
) -> Result<Option<ContentFormat>> {
    let mut best: Option<(u16, Option<ContentFormat>)> = None;
    let mut any = false;
    for header in headers {
        for range in header?.split(',').filter(|range| !range.trim().is_empty()) {
            any = true;
            let weight = weight(range)?;
            let wild = range.split_once(';').map_or(range, |(range, _)| range).trim() == "*/*";
            let found = match format(range) {
                None if !wild => continue,
                found => found,
            };
            if weight > best.map_or(0, |(best, _)| best) {
                best = Some((weight, found));
            }
        }
    }
    match best {
        Some((_, format)) => Ok(format),
        None if any => Err(ErrorKind::Rule(Rule::Accept).into()),
        None => Ok(None),
    }
}

/// `;q=0.5` in thousandths; 1 where there is none.
fn weight(range: &str) -> Result<u16> {
    let malformed = || ErrorKind::Message("a weight of 0 to 1, as in q=0.5");
    let mut parameters = range.split(';').skip(1);
    let weight = parameters.find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("q").then(|| value.trim())
    });
    let Some(weight) = weight else { return Ok(1000) };
    let (whole, fraction) = weight.split_once('.').unwrap_or((weight, ""));
    if fraction.len() > 3 || !fraction.bytes().all(|c| c.is_ascii_digit()) {
        return Err(malformed().into());
    }
    let thousandths = fraction
        .bytes()
        .chain(*b"000")
        .take(3)
        .fold(0, |sum, digit| sum * 10 + u16::from(digit - b'0'));
    match (whole, thousandths) {
        ("0", thousandths) => Ok(thousandths),
        ("1", 0) => Ok(1000),
        _ => Err(malformed().into()),
    }
}

const FORMATS: &[ContentFormat] = &[
    ContentFormat::TEXT,
    ContentFormat::LINK,
    ContentFormat::OPAQUE,
    ContentFormat::CBOR,
    ContentFormat::SENML_JSON,
    ContentFormat::SENML_CBOR,
    ContentFormat::SENML_ETCH_JSON,
    ContentFormat::SENML_ETCH_CBOR,
    ContentFormat::TLV,
    ContentFormat::LWM2M_JSON,
    ContentFormat::LWM2M_CBOR,
];

#[cfg(test)]
mod tests {
    use super::*;

    /// HTP-08.
    #[test]
    fn media_types_are_formats() {
        for (text, expected) in [
            ("text/plain", Some(ContentFormat::TEXT)),
            ("Text/Plain ; charset=UTF-8", Some(ContentFormat::TEXT)),
            ("application/vnd.oma.lwm2m+cbor", Some(ContentFormat::LWM2M_CBOR)),
            ("text/html", None),
            ("", None),
        ] {
            assert_eq!(format(text), expected, "{text}");
        }
    }

    #[test]
    fn weights_decide() {
        let accepted = |header| accepted([Ok(header)].into_iter()).map_err(|error| error.kind());
        let weight = Err(ErrorKind::Message("a weight of 0 to 1, as in q=0.5"));
        for (header, expected) in [
            ("application/senml+cbor", Ok(Some(ContentFormat::SENML_CBOR))),
            ("text/html, application/senml+json;q=0.5", Ok(Some(ContentFormat::SENML_JSON))),
            ("application/cbor;q=0.5,text/plain", Ok(Some(ContentFormat::TEXT))),
            ("application/cbor;q=0.123, text/plain; Q=0.12", Ok(Some(ContentFormat::CBOR))),
            ("application/cbor, text/plain", Ok(Some(ContentFormat::CBOR))),
            ("*/*", Ok(None)),
            ("application/cbor;q=0.9, */*;q=0.1", Ok(Some(ContentFormat::CBOR))),
            ("", Ok(None)),
            ("text/html", Err(ErrorKind::Rule(Rule::Accept))),
            ("text/plain;q=0", Err(ErrorKind::Rule(Rule::Accept))),
            ("text/plain;q=2", weight),
            ("text/plain;q=1.001", weight),
            ("text/plain;q=0.1234", weight),
            ("text/plain;q=x", weight),
        ] {
            assert_eq!(accepted(header), expected, "{header}");
        }
    }
}
