//! Requests and responses as messages: LwM2M Transport 1.2.2, 7.1 and 7.3; D-131, D-156, D-157.

use alloc::string::String;
use core::fmt::Write;

use http::header::{ACCEPT, CONTENT_TYPE, HeaderValue, LOCATION};
use http::{Method as HttpMethod, StatusCode, Uri};

use super::{check, media};
use crate::error::{Error, ErrorKind, Result};
use crate::format::ContentFormat;
use crate::message::{Code, Method, Segments};
use crate::operation::{Answer, Call, Operation, Rule};
use crate::options::Options;
use crate::syntax::percent;

impl<'o> Options<'o> {
    /// Writes a request; the target has neither scheme nor authority, which the caller knows.
    /// *Requires feature `http`.*
    ///
    /// # Errors
    /// [`Rule::BindingVersion`]; [`Rule::NotOverHttp`] for composite operations and observations;
    /// [`ErrorKind::NotExpressible`] for a format that has no media type; [`ErrorKind::ValueTooLong`] for a target
    /// beyond 65,534 octets; those of [`Options::request`].
    pub fn encode_http_request<'a>(&self, call: &Call<'a>) -> Result<http::Request<&'a [u8]>>
    where
        'o: 'a,
    {
        check(Some(call.operation()), self.version)?;
        let request = call.request(*self)?;
        let mut target = path(request.path.segments());
        if !request.query.is_empty() {
            // A String takes everything; what can't be shown has been checked.
            write!(target, "?{}", request.query)
                .map_err(|_| ErrorKind::NotExpressible("a parameter of the query"))?;
        }
        let mut message = http::Request::new(request.payload);
        *message.method_mut() = match request.method {
            Method::Get => HttpMethod::GET,
            Method::Post => HttpMethod::POST,
            Method::Put => HttpMethod::PUT,
            Method::Delete => HttpMethod::DELETE,
            Method::Fetch | Method::IPatch => {
                return Err(ErrorKind::Rule(Rule::NotOverHttp).into());
            }
        };
        *message.uri_mut() = Uri::try_from(target)
            .map_err(|_| Error::from(ErrorKind::ValueTooLong { limit: LONGEST }))?;
        for (name, format) in [(CONTENT_TYPE, request.content_format), (ACCEPT, request.accept)] {
            if let Some(format) = format {
                message.headers_mut().insert(name, media_type(format)?);
            }
        }
        Ok(message)
    }

    /// Writes an answer to a request. *Requires feature `http`.*
    ///
    /// # Errors
    /// [`Rule::BindingVersion`]; [`Rule::NotOverHttp`]; [`ErrorKind::NotExpressible`] for what asks for the next
    /// block, and for a format that has no media type; those of [`Options::response`].
    pub fn encode_http_response<'a>(
        &self,
        operation: Operation,
        answer: &Answer<'a>,
    ) -> Result<http::Response<&'a [u8]>> {
        check(Some(operation), self.version)?;
        let response = self.response(operation, answer)?;
        let mut message = http::Response::new(response.payload);
        *message.status_mut() = status(operation, response.code)?;
        let headers = message.headers_mut();
        if let Some(location) = response.location {
            let location = HeaderValue::try_from(path(location.segments()));
            let refused = |_| ErrorKind::NotExpressible("a location beyond a header");
            headers.insert(LOCATION, location.map_err(refused)?);
        }
        let diagnostic = !response.code.is_success() && !response.payload.is_empty();
        let format = response.content_format.or(diagnostic.then_some(ContentFormat::TEXT));
        if let Some(format) = format {
            headers.insert(CONTENT_TYPE, media_type(format)?);
        }
        Ok(message)
    }
}

/// The longest target that crate `http` takes.
const LONGEST: usize = 65_534;

/// D-156.
fn status(operation: Operation, code: Code) -> Result<StatusCode> {
    use Operation as O;
    if code == Code::CONTINUE {
        return Err(ErrorKind::NotExpressible("a demand for the next block").into());
    }
    if !code.is_success() {
        let number = u16::from(code.class()) * 100 + u16::from(code.detail());
        let refused = |_| ErrorKind::NotExpressible("this response code").into();
        return StatusCode::from_u16(number).map_err(refused);
    }
    Ok(match operation {
        O::Register => StatusCode::CREATED,
        O::Read
        | O::Discover
        | O::Execute
        | O::BootstrapRequest
        | O::BootstrapRead
        | O::BootstrapDiscover
        | O::BootstrapPackRequest => StatusCode::OK,
        _ => StatusCode::NO_CONTENT,
    })
}

/// A path of segments, percent-encoded; `/` for none.
fn path(segments: Segments<'_>) -> String {
    let mut path = String::new();
    for segment in segments {
        path.push('/');
        let written = write!(percent::Encoder(&mut path), "{segment}");
        debug_assert!(written.is_ok(), "a String takes everything");
    }
    if path.is_empty() {
        path.push('/');
    }
    path
}

fn media_type(format: ContentFormat) -> Result<HeaderValue> {
    let name = media::name(format);
    let name = name.ok_or(ErrorKind::NotExpressible("a content format without a media type"))?;
    Ok(HeaderValue::from_static(name))
}
