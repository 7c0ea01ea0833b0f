//! Messages as requests and responses: LwM2M Transport 1.2.2, 7.1 and 7.3; D-156, D-157.

use http::header::{ACCEPT, AsHeaderName, CONTENT_TYPE, HeaderMap, LOCATION};
use http::{Method as HttpMethod, Uri};

use super::{check, media};
use crate::deviation::{Deviation, DeviationKind, Report};
use crate::error::{Error, ErrorKind, Result};
use crate::format::ContentFormat;
use crate::message::{Code, Location, Method, Query, Request, Response, UriPath};
use crate::operation::{Operation, Rule};
use crate::options::Options;
use crate::syntax::percent;

impl<R: Report> Options<'_, R> {
    /// Reads an HTTP request; [`Options::dispatch`] says what it asks for. *Requires feature `http`.*
    ///
    /// A path with percent-encoding is decoded to `buffer`, which holds it where it is as long as the path; the query
    /// and the body are borrowed. Headers that LwM2M does not use are left alone.
    ///
    /// # Errors
    /// [`Rule::BindingVersion`]; [`Rule::NoOperation`] for another method, [`Rule::NotOverHttp`] for those of
    /// composite operations; [`Rule::Accept`] where no accepted media type is known;
    /// [`ErrorKind::UnsupportedFormat`] for a body of an unknown one; [`ErrorKind::Message`] for a header that comes
    /// twice or is malformed; [`ErrorKind::BufferTooSmall`]; those of [`UriPath::parse`]. Offsets count the bytes of
    /// the path as it is decoded.
    pub fn http_request<'a, B: AsRef<[u8]>>(
        self,
        message: &'a http::Request<B>,
        buffer: &'a mut [u8],
    ) -> Result<Request<'a>> {
        check(None, self.version)?;
        let method = match *message.method() {
            HttpMethod::GET => Method::Get,
            HttpMethod::POST => Method::Post,
            HttpMethod::PUT => Method::Put,
            HttpMethod::DELETE => Method::Delete,
            ref other if ["FETCH", "iPATCH", "IPATCH"].contains(&other.as_str()) => {
                return Err(ErrorKind::Rule(Rule::NotOverHttp).into());
            }
            _ => return Err(ErrorKind::Rule(Rule::NoOperation).into()),
        };
        let path = decoded(message.uri().path(), buffer)?;
        let mut request = Request::new(method, UriPath::parse(path)?);
        request.query = message.uri().query().map_or(Query::Empty, Query::Uri);
        request.payload = message.body().as_ref();
        let accepted = message.headers().get_all(ACCEPT).iter();
        request.accept = media::accepted(accepted.map(text))?;
        request.content_format = self.content_format(message.headers())?;
        Ok(request)
    }

    /// Reads an HTTP response to an operation; [`Options::answer`] says what it tells. *Requires feature `http`.*
    ///
    /// 200 and 204 are alike, 401 and 403 are 4.01, and what is a 5xx is 5.00 save 501 and 503 (D-156). A location
    /// is decoded to `buffer` where it is percent-encoded.
    ///
    /// # Errors
    /// [`Rule::BindingVersion`]; [`Rule::NotOverHttp`]; [`Rule::ResponseCode`] for a status that is not one of the
    /// operation's; [`ErrorKind::UnsupportedFormat`] for values in an unknown media type; [`ErrorKind::Message`] for
    /// a header that comes twice or is malformed; [`ErrorKind::BufferTooSmall`]; those of [`Location::parse`].
    pub fn http_response<'a, B: AsRef<[u8]>>(
        mut self,
        operation: Operation,
        message: &'a http::Response<B>,
        buffer: &'a mut [u8],
    ) -> Result<Response<'a>> {
        check(Some(operation), self.version)?;
        let code = code(operation, message.status().as_u16(), self.version)?;
        let mut response = Response::new(code);
        response.payload = message.body().as_ref();
        if !code.is_success() {
            return Ok(response);
        }
        if code == Code::CREATED {
            response.location = match single(message.headers(), LOCATION)? {
                Some(location) => Some(self::location(location, buffer)?),
                None if operation == Operation::Register
                    && self.lenience.allows(DeviationKind::MissingLocation) =>
                {
                    let kind = DeviationKind::MissingLocation;
                    self.report.report(Deviation { kind, offset: 0, path: None });
                    Some(Location::UNKNOWN)
                }
                None => None,
            };
        }
        response.content_format = self.content_format(message.headers())?;
        if response.payload.is_empty() {
            // A type of nothing.
            response.content_format = response.content_format.filter(|_| code == Code::CONTENT);
        }
        Ok(response)
    }

    /// The format of the body.
    fn content_format(mut self, headers: &HeaderMap) -> Result<Option<ContentFormat>> {
        let unknown = || Error::from(ErrorKind::UnsupportedFormat);
        if let Some(media_type) = single(headers, CONTENT_TYPE)? {
            return media::format(media_type).map(Some).ok_or_else(unknown);
        }
        let kind = DeviationKind::ContentFormatHeader;
        if !self.lenience.allows(kind) {
            return Ok(None);
        }
        let Some(format) = single(headers, "content-format")? else { return Ok(None) };
        let number = format.parse().ok().map(ContentFormat::new);
        let format = number.or_else(|| media::format(format)).ok_or_else(unknown)?;
        self.report.report(Deviation { kind, offset: 0, path: None });
        Ok(Some(format))
    }
}

/// D-156: what a status says of an operation.
fn code(operation: Operation, status: u16, version: crate::Version) -> Result<Code> {
    let success = operation.codes(version).next();
    let code = match status {
        201 => success.filter(|code| *code == Code::CREATED),
        200 | 204 => success.filter(|_| operation != Operation::Register),
        401 | 403 => Some(Code::UNAUTHORIZED),
        400..=499 => {
            let detail = u8::try_from(status - 400).ok();
            detail.and_then(|detail| Code::new(4, detail)).or(Some(Code::BAD_REQUEST))
        }
        501 => Some(Code::NOT_IMPLEMENTED),
        503 => Some(Code::SERVICE_UNAVAILABLE),
        500..=599 => Some(Code::INTERNAL_SERVER_ERROR),
        _ => None,
    };
    code.ok_or_else(|| ErrorKind::Rule(Rule::ResponseCode).into())
}

/// The location of a header: the path of a URI, whole or relative to the server.
fn location<'a>(text: &'a str, buffer: &'a mut [u8]) -> Result<Location<'a>> {
    let path = if text.starts_with('/') && !text.starts_with("//") {
        text
    } else {
        let malformed = || Error::from(ErrorKind::Message("a URI as a location"));
        let uri: Uri = text.parse().map_err(|_| malformed())?;
        // Where its path is in the text.
        let path = uri.authority().and_then(|authority| {
            let (_, behind) = text.split_once(authority.as_str())?;
            Some(behind)
        });
        path.ok_or_else(malformed)?
    };
    if path.contains(['?', '#']) {
        return Err(ErrorKind::Message("a location without a query").into());
    }
    Location::parse(decoded(path, buffer)?)
}

/// A header that stands there once.
fn single(headers: &HeaderMap, name: impl AsHeaderName) -> Result<Option<&str>> {
    let mut values = headers.get_all(name).iter();
    match (values.next(), values.next()) {
        (None, _) => Ok(None),
        (Some(value), None) => text(value).map(Some),
        (Some(_), Some(_)) => Err(ErrorKind::Message("each header once").into()),
    }
}

fn text(value: &http::HeaderValue) -> Result<&str> {
    value.to_str().map_err(|_| ErrorKind::Message("a header of visible characters").into())
}

/// A path without percent-encoding, put into the buffer where it has any.
fn decoded<'a>(path: &'a str, buffer: &'a mut [u8]) -> Result<&'a str> {
    if !percent::check(path)? {
        return Ok(path);
    }
    let slash = path.as_bytes().windows(3).position(|c| c.eq_ignore_ascii_case(b"%2f"));
    if let Some(offset) = slash {
        let kind = ErrorKind::Path("segments without a slash in them");
        return Err(Error::from(kind).at(offset));
    }
    let mut length = 0;
    percent::for_each_piece(path, |piece| {
        let end = length + piece.len();
        if let Some(place) = buffer.get_mut(length..end) {
            place.copy_from_slice(piece.as_bytes());
        }
        length = end;
    });
    let written = buffer.get(..length).ok_or(ErrorKind::BufferTooSmall { needed: length })?;
    core::str::from_utf8(written).map_err(|_| ErrorKind::NotUtf8.into())
}
