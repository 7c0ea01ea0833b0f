//! HTTP: the method, the target, the headers and the body of the types in which clients and servers of HTTP meet.
//! Composite operations and observations are not in this binding (D-157). *Requires feature `http`.*
//! LwM2M Transport 1.2.2, 7; RFC 9110; D-131, D-156, D-157.
//!
//! | I am | I have | I want | I call |
//! |---|---|---|---|
//! | who asks | a typed request | the message | [`Options::encode_http_request`](crate::Options::encode_http_request) |
//! | who is asked | a message | a request to dispatch | [`Options::http_request`](crate::Options::http_request) |
//! | who is asked | an answer | the message | [`Options::encode_http_response`](crate::Options::encode_http_response) |
//! | who asks | a message | a response to read the answer of | [`Options::http_response`](crate::Options::http_response) |
//!
//! ```
//! use lwm2m_codec::operation::{Answer, Call, Content, Read, Role};
//! use lwm2m_codec::{ContentFormat, Operation, Options, Path};
//!
//! // The server asks.
//! let read = Read { path: Path::resource(3, 0, 0), accept: Some(ContentFormat::TEXT) };
//! let message = Options::STRICT.encode_http_request(&read.into())?;
//! assert_eq!((message.method().as_str(), message.uri().path()), ("GET", "/3/0/0"));
//! assert_eq!(message.headers()["accept"], "text/plain");
//!
//! // The client reads it and answers.
//! let mut buffer = [0; 64];
//! let request = Options::STRICT.http_request(&message, &mut buffer)?;
//! assert_eq!(Options::STRICT.dispatch(&request, Role::Client)?, Call::Read(read));
//! let answer = Answer::Content(Content::new(ContentFormat::TEXT, b"ACME"));
//! let message = Options::STRICT.encode_http_response(Operation::Read, &answer)?;
//! assert_eq!(message.status(), 200);
//!
//! // The server knows what it has asked for.
//! let mut buffer = [0; 64];
//! let response = Options::STRICT.http_response(Operation::Read, &message, &mut buffer)?;
//! assert_eq!(Options::STRICT.answer(Operation::Read, &response)?, answer);
//! # Ok::<(), lwm2m_codec::Error>(())
//! ```

mod media;
mod read;
mod write;

use crate::error::{ErrorKind, Result};
use crate::operation::{Operation, Rule};
use crate::options::Version;

/// Checks that the version has this binding, and the binding the operation.
fn check(operation: Option<Operation>, version: Version) -> Result<()> {
    use Operation as O;
    if version < Version::V1_2 {
        return Err(ErrorKind::Rule(Rule::BindingVersion).into());
    }
    match operation {
        Some(
            O::ReadComposite
            | O::WriteComposite
            | O::Observe
            | O::ObserveComposite
            | O::CancelObservation
            | O::CancelObservationComposite
            | O::Notify,
        ) => Err(ErrorKind::Rule(Rule::NotOverHttp).into()),
        _ => Ok(()),
    }
}
