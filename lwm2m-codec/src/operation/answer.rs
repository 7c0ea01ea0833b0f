//! Answers: one shape for all operations, since the code says what it is and the table which codes there are.
//! LwM2M Transport 1.2.2, tables 6.7-1 to 6.7-4; D-128, D-129, D-146, D-150, D-153.

use super::reading::{Reading, broken};
use super::{Operation, Rule};
use crate::deviation::{DeviationKind, Report};
use crate::error::Result;
use crate::format::ContentFormat;
use crate::message::{Code, Location, Response};
use crate::negotiation::{Exchange, Shape};
use crate::options::{Options, Version};
use crate::path::Path;

/// The answer to a request, and a notification.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Answer<'a> {
    /// 2.01 to a Register: where the registration is.
    Registered(Location<'a>),
    /// 2.01 to a Create: the new Object Instance, where the client says which; it must where it chose the id (D-146).
    Created(Option<Path>),
    /// 2.02: gone.
    Deleted,
    /// 2.04: done.
    Changed,
    /// 2.31 to a Write: the next block, please.
    Continue,
    /// 2.05: values, links or a pack; perhaps nothing.
    Content(Content<'a>),
    /// 4.xx or 5.xx: not done, with the code whatever it is.
    Refused {
        /// The code.
        code: Code,
        /// A diagnostic text for people; mostly empty.
        diagnostic: &'a [u8],
    },
}

/// What a 2.05 holds.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Content<'a> {
    /// The format; `None` only where there are no bytes.
    pub format: Option<ContentFormat>,
    /// The bytes.
    pub payload: &'a [u8],
    /// That an observation stands, and the number that puts its notifications in order. Without it, an Observe was
    /// a Read, and a notification is the last one (D-150).
    pub observe: Option<u32>,
}

impl<'a> Content<'a> {
    /// Bytes in a format.
    #[must_use]
    pub const fn new(format: ContentFormat, payload: &'a [u8]) -> Self {
        Self { format: Some(format), payload, observe: None }
    }
}

impl Answer<'_> {
    /// A refusal without a text: what an [`Error`](crate::Error) of dispatch is answered by.
    #[must_use]
    pub const fn refused(code: Code) -> Self {
        Self::Refused { code, diagnostic: &[] }
    }

    /// The code.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::Registered(_) | Self::Created(_) => Code::CREATED,
            Self::Deleted => Code::DELETED,
            Self::Changed => Code::CHANGED,
            Self::Continue => Code::CONTINUE,
            Self::Content(_) => Code::CONTENT,
            Self::Refused { code, .. } => *code,
        }
    }
}

impl Options<'_> {
    /// The message of an answer, for who was asked.
    ///
    /// # Errors
    /// [`Rule::ResponseCode`] for a code that the operation does not have in this version, and for an answer of
    /// another operation; [`Rule::MissingContentFormat`] for bytes without a format; [`Rule::Accept`] for a format
    /// that such an answer can't have.
    pub fn response<'a>(&self, operation: Operation, answer: &Answer<'a>) -> Result<Response<'a>> {
        let code = answer.code();
        if !operation.answers(code, self.version) {
            return Err(broken(Rule::ResponseCode));
        }
        let mut response = Response::new(code);
        match *answer {
            Answer::Registered(location) if operation == Operation::Register => {
                response.location = Some(location);
            }
            Answer::Created(path) if operation == Operation::Create => {
                response.location = path.map(Location::of);
            }
            Answer::Registered(_) | Answer::Created(_) => return Err(broken(Rule::ResponseCode)),
            Answer::Content(content) => {
                let observe = observes(operation).then_some(content.observe).flatten();
                check_content(operation, content, self.version)?;
                response = Response { observe, ..response };
                response.content_format = content.format;
                response.payload = content.payload;
            }
            // A refusal is no success.
            Answer::Refused { code, .. } if code.class() < 4 => {
                return Err(broken(Rule::ResponseCode));
            }
            Answer::Refused { diagnostic, .. } => response.payload = diagnostic,
            Answer::Deleted | Answer::Changed | Answer::Continue => {}
        }
        Ok(response)
    }
}

impl<R: Report> Options<'_, R> {
    /// Reads the answer to an operation, or the notification of [`Operation::Notify`], for who has asked.
    ///
    /// Any 4.xx and 5.xx is a refusal, whether the operation lists it or not (D-129, D-153).
    ///
    /// # Errors
    /// [`Rule::ResponseCode`] for another success than the operation's; [`Rule::MissingLocation`];
    /// [`Rule::MissingContentFormat`]; [`Rule::Accept`] for a format that such an answer can't have;
    /// [`ErrorKind::Path`](crate::ErrorKind::Path) for a location that is no Object Instance.
    pub fn answer<'a>(self, operation: Operation, response: &Response<'a>) -> Result<Answer<'a>> {
        Reading::with(self, |reading| read(operation, response, reading))
    }
}

fn read<'a>(
    operation: Operation,
    response: &Response<'a>,
    reading: &mut Reading<'_>,
) -> Result<Answer<'a>> {
    let Response { code, payload, .. } = *response;
    if code.class() >= 4 {
        return Ok(Answer::Refused { code, diagnostic: payload });
    }
    let changed = match operation {
        Operation::Notify | Operation::Observe | Operation::ObserveComposite => {
            Some(DeviationKind::NotifyChanged)
        }
        Operation::BootstrapPackRequest => Some(DeviationKind::PackChanged),
        _ => None,
    };
    let code = match changed {
        Some(kind) if code == Code::CHANGED && reading.allow(kind, 0, None) => Code::CONTENT,
        _ => code,
    };
    if !operation.answers(code, reading.version) {
        return Err(broken(Rule::ResponseCode));
    }
    match code {
        Code::CREATED if operation == Operation::Register => {
            response.location.map(Answer::Registered).ok_or_else(|| broken(Rule::MissingLocation))
        }
        Code::CREATED => match response.location.map(|location| location.path()).transpose()? {
            Some(path) if path.depth() != 2 => {
                Err(crate::ErrorKind::Path("the path of an object instance").into())
            }
            path => Ok(Answer::Created(path)),
        },
        Code::DELETED => Ok(Answer::Deleted),
        Code::CHANGED => Ok(Answer::Changed),
        Code::CONTINUE => Ok(Answer::Continue),
        _ => {
            let observe = observes(operation).then_some(response.observe).flatten();
            let content = Content { format: response.content_format, payload, observe };
            match check_content(operation, content, reading.version) {
                Err(_) if etch_as_answer(operation, content, reading) => {}
                checked => checked?,
            }
            Ok(Answer::Content(content))
        }
    }
}

/// Whether the 2.05 of an operation may say that an observation stands.
const fn observes(operation: Operation) -> bool {
    matches!(operation, Operation::Observe | Operation::ObserveComposite | Operation::Notify)
}

fn check_content(operation: Operation, content: Content<'_>, version: Version) -> Result<()> {
    let Some(format) = content.format else {
        return match content.payload {
            [] => Ok(()),
            _ => Err(broken(Rule::MissingContentFormat)),
        };
    };
    // Without the request, an answer may be of one value or of many; a notification also of many paths.
    let shape = Shape::Resource(None);
    let may = |operation| Exchange { operation, shape, version }.may_answer(format);
    let notified = operation == Operation::Notify && may(Operation::ObserveComposite);
    if may(operation) || notified { Ok(()) } else { Err(broken(Rule::Accept)) }
}

/// D-067, D-136: a composite answer in a format for requests.
fn etch_as_answer(operation: Operation, content: Content<'_>, reading: &mut Reading<'_>) -> bool {
    let composite = matches!(
        operation,
        Operation::BootstrapPackRequest
            | Operation::ReadComposite
            | Operation::ObserveComposite
            | Operation::CancelObservationComposite
    );
    let etch = matches!(
        content.format,
        Some(ContentFormat::SENML_ETCH_JSON | ContentFormat::SENML_ETCH_CBOR)
    );
    composite && etch && reading.allow(DeviationKind::EtchAsAnswer, 0, None)
}
