//! Which format a message has: from operation, target, version and what was asked for, or the refusal.
//! Knows no bytes and no codes of a transport but the three of a refusal.
//! LwM2M Core 1.2.2, 7.5 (data formats); D-064, D-067, D-086 to D-092, D-148, D-149.

#[cfg(feature = "lenient")]
mod lenient;
mod shape;
mod tables;

use core::fmt;

pub use self::shape::Shape;
use self::tables::{
    Body, FAMILIES, FORMATS, FormatRow, Holds, IMPLIED, OPERATIONS, OperationRow, PATHS_FALLBACK,
};
use crate::format::ContentFormat;
use crate::operation::Operation;
use crate::options::Version;
use crate::schema::DataType;

/// One request and its answer: what decides on their formats.
///
/// Whether the operation may have such a target at all is another question, and not asked here.
///
/// ```
/// use lwm2m_codec::negotiation::{Exchange, Refusal, Shape};
/// use lwm2m_codec::{ContentFormat, DataType, Operation, Version};
///
/// let supported = [ContentFormat::TEXT, ContentFormat::TLV, ContentFormat::SENML_CBOR];
/// let read = Exchange {
///     operation: Operation::Read,
///     shape: Shape::Resource(Some(DataType::Integer)),
///     version: Version::V1_1,
/// };
/// assert_eq!(read.answer_format(None, None, &supported), Ok(Some(ContentFormat::TEXT)));
///
/// let device = Exchange { shape: Shape::ObjectInstance, ..read };
/// let refused = device.answer_format(Some(ContentFormat::TEXT), None, &supported);
/// assert_eq!(refused, Err(Refusal::NotAcceptable));
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Exchange {
    /// What is asked. For a [`Operation::Notify`], the notification is the answer.
    pub operation: Operation,
    /// What the target is.
    pub shape: Shape,
    /// The version that the peers have agreed on.
    pub version: Version,
}

impl Exchange {
    /// The format to read a request's body in, for who has received it.
    ///
    /// `content_format` is the request's option; `supported` is what this side reads, mostly
    /// [`SUPPORTED`](crate::format::SUPPORTED). Links and the arguments of an Execute are always supported. A request
    /// without a body needs no format: don't ask.
    ///
    /// # Errors
    /// [`Refusal::BadRequest`] where the option is missing (D-090), and from the operations whose codes have no
    /// 4.15 (D-149); [`Refusal::UnsupportedContentFormat`] for a format that is unknown, not supported, not of
    /// this version, or no format of such a body (D-086, D-087, D-089, D-091).
    pub fn request_format(
        &self,
        content_format: Option<ContentFormat>,
        supported: &[ContentFormat],
    ) -> Result<ContentFormat, Refusal> {
        let format = content_format.ok_or(Refusal::BadRequest)?;
        let refusal = self.row().map_or(Refusal::UnsupportedContentFormat, |row| row.refusal);
        let mut choices = self.choices(self.bodies(self.request()), supported);
        choices.find(|choice| choice.1 == format).map(|choice| choice.1).ok_or(refusal)
    }

    /// The format to answer in, for who answers or notifies; `None` where an answer has no body.
    ///
    /// `accept` is the request's option, of an Observe also for its notifications; `request` is the format of the
    /// request's own body, which a composite answer resembles (D-067); `supported` is what this side writes. Without
    /// `accept`, one value is text or octets, and more is TLV in 1.0 and SenML CBOR later (D-092), as far as that is
    /// supported.
    ///
    /// # Errors
    /// [`Refusal::NotAcceptable`] for a format that is unknown, not supported, not of this version, or no format of
    /// such an answer (D-088, D-091), and where nothing supported can hold the answer. An operation whose answer has
    /// no body ignores `accept` (D-143).
    pub fn answer_format(
        &self,
        accept: Option<ContentFormat>,
        request: Option<ContentFormat>,
        supported: &[ContentFormat],
    ) -> Result<Option<ContentFormat>, Refusal> {
        let holds = self.answer();
        if let Holds::Nothing = holds {
            return Ok(None);
        }
        let bodies = self.bodies(holds);
        let find = |format| self.choices(bodies, supported).find(|(_, choice)| *choice == format);
        let chosen = match accept {
            Some(format) => find(format),
            None => FAMILIES
                .iter()
                .find(|(body, _)| Some(*body) == request)
                .and_then(|(_, family)| find(*family))
                .or_else(|| self.choices(bodies, supported).find(|choice| self.prefers(choice.1))),
        };
        chosen.map(|(_, format)| Some(format)).ok_or(Refusal::NotAcceptable)
    }

    /// The format to send a request's body in, for who asks; `None` where there is no body or no common format.
    ///
    /// `supported` is what this side writes. `peer` is what the other side lists (`ct` of a registration); the
    /// formats that its version makes mandatory need no listing. Where it lists nothing, `None`, a client of 1.0 is
    /// taken to read what it must, and a later one everything.
    #[must_use]
    pub fn format_to_send(
        &self,
        supported: &[ContentFormat],
        peer: Option<&[ContentFormat]>,
    ) -> Option<ContentFormat> {
        self.send(self.bodies(self.request()), supported, peer)
    }

    /// The format to send a Write-Composite in that has a null, for who asks; else as [`Exchange::format_to_send`].
    ///
    /// Only the ETCH formats of 1.2 carry null (D-071, D-084, D-148).
    #[must_use]
    pub fn format_to_send_null(
        &self,
        supported: &[ContentFormat],
        peer: Option<&[ContentFormat]>,
    ) -> Option<ContentFormat> {
        let bodies = self.bodies(self.request());
        if bodies.contains(&Body::Patch) {
            self.send(&[Body::Patch], supported, peer)
        } else {
            None
        }
    }

    /// Whether an answer may come in a format, for who has asked.
    ///
    /// Whatever was asked for, an answer is read by its own Content-Format (D-092). A server reads LwM2M JSON in every
    /// version (D-088).
    #[must_use]
    pub fn may_answer(&self, format: ContentFormat) -> bool {
        let bodies = self.bodies(self.answer());
        FORMATS.iter().filter(|row| row.format == format).any(|row| {
            let later = row.since <= self.version;
            later && bodies.iter().any(|body| self.fits(row, *body))
        })
    }

    fn send(
        &self,
        bodies: &'static [Body],
        supported: &[ContentFormat],
        peer: Option<&[ContentFormat]>,
    ) -> Option<ContentFormat> {
        let mandatory = |(body, format): &(Body, ContentFormat)| {
            IMPLIED.iter().any(|row| {
                let now = (row.since..=row.until).contains(&self.version);
                now && row.format == *format && row.body == *body
            })
        };
        let listed = |format| match peer {
            Some(peer) => peer.contains(&format),
            None => self.version > Version::V1_0,
        };
        let reads = |choice: &(Body, ContentFormat)| listed(choice.1) || mandatory(choice);
        let choices = || self.choices(bodies, supported).filter(|choice| self.prefers(choice.1));
        let fallback = (Body::Paths, PATHS_FALLBACK);
        let chosen = choices().find(reads);
        chosen.or_else(|| choices().find(|choice| *choice == fallback)).map(|(_, format)| format)
    }

    /// What the request's body may be.
    fn request(&self) -> Holds {
        self.row().map_or(Holds::Nothing, |row| row.request)
    }

    /// What the answer's body may be.
    fn answer(&self) -> Holds {
        self.row().map_or(Holds::Nothing, |row| row.answer)
    }

    fn row(&self) -> Option<&'static OperationRow> {
        let mut rows = OPERATIONS.iter().filter(|row| row.since <= self.version);
        rows.find(|row| row.operation == self.operation)
    }

    /// The kinds of bodies, the preferred one first.
    const fn bodies(&self, holds: Holds) -> &'static [Body] {
        match (holds, self.shape) {
            (Holds::Nothing, _) => &[],
            (Holds::Bodies(bodies), _) => bodies,
            (Holds::Target, Shape::Composite) => &[Body::Pack],
            (Holds::Target, Shape::Resource(_)) => &[Body::Value, Body::Records],
            // D-087: no path of 1.0 names a Resource Instance.
            (Holds::Target, Shape::ResourceInstance(_)) => match self.version {
                Version::V1_0 => &[Body::Records],
                Version::V1_1 | Version::V1_2 => &[Body::Value, Body::Records],
            },
            (Holds::Target, Shape::Object | Shape::ObjectInstance | Shape::MultipleResource) => {
                &[Body::Records]
            }
        }
    }

    /// The formats that some bodies may have here, the preferred one first.
    fn choices(
        &self,
        bodies: &'static [Body],
        supported: &[ContentFormat],
    ) -> impl Iterator<Item = (Body, ContentFormat)> {
        bodies.iter().flat_map(move |&body| {
            // What is no list of records needs no Reader and no Writer.
            let always = matches!(body, Body::Links | Body::Arguments);
            FORMATS
                .iter()
                .filter(|row| (row.since..=row.until).contains(&self.version))
                .filter(move |row| self.fits(row, body))
                .map(|row| row.format)
                .filter(move |format| always || supported.contains(format))
                .map(move |format| (body, format))
        })
    }

    /// Whether a body may have a format, versions aside: octets hold only an Opaque.
    fn fits(&self, row: &FormatRow, body: Body) -> bool {
        let octets = row.format == ContentFormat::OPAQUE;
        row.bodies.contains(&body)
            && (!octets || matches!(self.data_type(), None | Some(DataType::Opaque)))
    }

    /// Whether a format is chosen unasked: octets only where the value is known to be an Opaque (D-092).
    fn prefers(&self, format: ContentFormat) -> bool {
        format != ContentFormat::OPAQUE || self.data_type() == Some(DataType::Opaque)
    }

    const fn data_type(&self) -> Option<DataType> {
        match self.shape {
            Shape::Resource(data_type) | Shape::ResourceInstance(data_type) => data_type,
            Shape::Composite | Shape::Object | Shape::ObjectInstance | Shape::MultipleResource => {
                None
            }
        }
    }
}

/// Why a message is refused for its format: the answer's code (D-091).
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum Refusal {
    /// 4.00 Bad Request: a body without a Content-Format.
    BadRequest,
    /// 4.06 Not Acceptable: the answer can't have the format that was asked for.
    NotAcceptable,
    /// 4.15 Unsupported Content-Format: the request's body can't be read.
    UnsupportedContentFormat,
}

impl Refusal {
    /// The code's class and detail: `(4, 6)`.
    #[must_use]
    pub const fn code(self) -> (u8, u8) {
        match self {
            Self::BadRequest => (4, 0),
            Self::NotAcceptable => (4, 6),
            Self::UnsupportedContentFormat => (4, 15),
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::BadRequest => "4.00: the body has no content format that is read here",
            Self::NotAcceptable => "4.06: the answer cannot have the content format asked for",
            Self::UnsupportedContentFormat => "4.15: the body's content format is not supported",
        })
    }
}

impl core::error::Error for Refusal {}
