//! Formats of peers that name them by old numbers, forget them, or answer in one that only requests have.
//! D-064, D-067, D-089, D-090.

use super::{Exchange, Refusal, Shape};
use crate::deviation::{Deviation, DeviationKind};
use crate::format::ContentFormat;
use crate::operation::Operation;
use crate::options::Version;

impl Exchange {
    /// The format to read a request's body in, for who has received it and knows what real devices send.
    ///
    /// As [`Exchange::request_format`]; where that refuses, an old number stands for today's, a missing one for what
    /// the operation and the target mostly have, and the composite formats of 1.2 are read in 1.1 too, each reported.
    /// *Requires feature `lenient`.*
    ///
    /// # Errors
    /// The refusal of [`Exchange::request_format`], where no deviation explains it.
    pub fn lenient_request_format(
        &self,
        content_format: Option<ContentFormat>,
        supported: &[ContentFormat],
        report: &mut dyn FnMut(Deviation),
    ) -> Result<ContentFormat, Refusal> {
        let refusal = match self.request_format(content_format, supported) {
            Ok(format) => return Ok(format),
            Err(refusal) => refusal,
        };
        let newer = Self { version: Version::V1_2, ..*self };
        let (kind, format, exchange) = match content_format {
            // Lenience: Wakaama-based and other old clients leave the option out (E091, E256).
            None => (DeviationKind::MissingContentFormat, self.assumed(), *self),
            Some(format) => match legacy(format) {
                // Lenience: drafts of 1.0 had numbers of their own (E209, E211, E212).
                Some(today) => (DeviationKind::LegacyContentFormat, Some(today), *self),
                // Lenience: some 1.1 peers use the formats of 1.2 for composite requests (D-064).
                None if is_etch(format) && self.version == Version::V1_1 => {
                    (DeviationKind::EtchIn1_1, Some(format), newer)
                }
                None => return Err(refusal),
            },
        };
        let read = exchange.request_format(format, supported).map_err(|_| refusal)?;
        report(Deviation { kind, offset: 0, path: None });
        Ok(read)
    }

    /// The format to read an answer in, for who has asked and knows what real devices send; `None` where the answer
    /// can't have its format.
    ///
    /// As [`Exchange::may_answer`]; an old number stands for today's, and in a composite answer the formats of
    /// composite requests for SenML, each reported. *Requires feature `lenient`.*
    pub fn lenient_answer_format(
        &self,
        format: ContentFormat,
        report: &mut dyn FnMut(Deviation),
    ) -> Option<ContentFormat> {
        if self.may_answer(format) {
            return Some(format);
        }
        let (kind, today) = match legacy(format) {
            Some(today) => (DeviationKind::LegacyContentFormat, today),
            // Lenience: peers answer in the format of the request (E273).
            None => match format {
                ContentFormat::SENML_ETCH_JSON => {
                    (DeviationKind::EtchAsAnswer, ContentFormat::SENML_JSON)
                }
                ContentFormat::SENML_ETCH_CBOR => {
                    (DeviationKind::EtchAsAnswer, ContentFormat::SENML_CBOR)
                }
                _ => return None,
            },
        };
        if kind == DeviationKind::EtchAsAnswer && self.shape != Shape::Composite
            || !self.may_answer(today)
        {
            return None;
        }
        report(Deviation { kind, offset: 0, path: None });
        Some(today)
    }

    /// What a body without a Content-Format mostly has (D-090).
    const fn assumed(&self) -> Option<ContentFormat> {
        match (self.operation, self.shape) {
            (Operation::Register | Operation::Update, _) => Some(ContentFormat::LINK),
            (Operation::Execute, _) | (_, Shape::Resource(_) | Shape::ResourceInstance(_)) => {
                Some(ContentFormat::TEXT)
            }
            (_, Shape::Object | Shape::ObjectInstance | Shape::MultipleResource) => {
                Some(ContentFormat::TLV)
            }
            (_, Shape::Composite) => None,
        }
    }
}

/// What the numbers of drafts are today; 99 and 11541 had more than one meaning (D-089).
const fn legacy(format: ContentFormat) -> Option<ContentFormat> {
    Some(match format.get() {
        1541 => ContentFormat::TEXT,
        1542 => ContentFormat::TLV,
        1543 | 50 => ContentFormat::LWM2M_JSON,
        1544 => ContentFormat::OPAQUE,
        _ => return None,
    })
}

fn is_etch(format: ContentFormat) -> bool {
    [ContentFormat::SENML_ETCH_JSON, ContentFormat::SENML_ETCH_CBOR].contains(&format)
}
