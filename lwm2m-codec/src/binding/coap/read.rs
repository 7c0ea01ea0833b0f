//! Messages as requests and responses. RFC 7252, 5.4 (which options are refused) and 5.10; D-163.

use coap_message::{MessageOption, ReadableMessage};

use super::number::{Number, uint};
use crate::deviation::{Deviation, DeviationKind, Report};
use crate::error::{Error, ErrorKind, Result};
use crate::format::ContentFormat;
use crate::message::{Code, Gather, Location, Method, Observe, Request, Response};
use crate::operation::Rule;
use crate::options::Options;

/// Reads a request strictly: [`Options::coap_request`] of [`Options::STRICT`].
///
/// ```
/// use lwm2m_codec::binding::{coap, coap_udp};
/// use lwm2m_codec::operation::{Call, Role};
/// use lwm2m_codec::{Options, Path};
///
/// // GET /3/0/9, confirmable.
/// let bytes = b"\x42\x01\x10\x20\x51\x77\xb1\x33\x01\x30\x01\x39";
/// let datagram = coap_udp::read(bytes)?;
/// let mut buffer = [0; 64];
/// let request = coap::request(&datagram.message, &mut buffer)?;
/// let Call::Read(read) = Options::STRICT.dispatch(&request, Role::Client)? else { panic!() };
/// assert_eq!(read.path, Path::resource(3, 0, 9));
/// # Ok::<(), lwm2m_codec::Error>(())
/// ```
///
/// # Errors
/// As [`Options::coap_request`].
pub fn request<'a, M: ReadableMessage>(
    message: &'a M,
    buffer: &'a mut [u8],
) -> Result<Request<'a>> {
    Options::STRICT.coap_request(message, buffer)
}

/// Reads a response strictly: [`Options::coap_response`] of [`Options::STRICT`].
///
/// # Errors
/// As [`Options::coap_response`].
pub fn response<'a, M: ReadableMessage>(
    message: &'a M,
    buffer: &'a mut [u8],
) -> Result<Response<'a>> {
    Options::STRICT.coap_response(message, buffer)
}

/// Checks the options of any message: critical ones that are unknown, too long or repeated, numbers beyond their
/// range.
///
/// The functions that read requests and responses do so, too.
///
/// # Errors
/// [`ErrorKind::CriticalOption`], [`ErrorKind::OutOfRange`], [`ErrorKind::ValueTooLong`]. There are no offsets: what
/// the message was made of, its library knows.
pub fn check<M: ReadableMessage>(message: &M) -> Result<()> {
    fields(message, |_, _| Ok(()))
}

impl<R: Report> Options<'_, R> {
    /// Reads a CoAP request. The path and the query are copied to `buffer`: it has room for their length and three
    /// bytes for each of their options.
    ///
    /// What is no field of a request (blocks, sizes, tags, Max-Age) stays in the message, for who knows it; but a
    /// condition (If-Match, If-None-Match) and OSCORE are refused: who heeds them takes them out before.
    /// *Requires feature `coap`.*
    ///
    /// # Errors
    /// [`ErrorKind::CriticalOption`], which is answered with 4.02 (proxying: 5.05); [`ErrorKind::OutOfRange`] for a
    /// number beyond its range, [`ErrorKind::ValueTooLong`]; [`ErrorKind::Rule`] for a method that LwM2M does not
    /// use; [`ErrorKind::Message`] for a code that is no method; those of [`Gather`] and of
    /// [`UriPath::parse`](crate::message::UriPath::parse).
    pub fn coap_request<'a, M: ReadableMessage>(
        mut self,
        message: &'a M,
        buffer: &'a mut [u8],
    ) -> Result<Request<'a>> {
        let code: u8 = message.code().into();
        let Some(method) = Method::from_code(code) else {
            return Err(match code {
                1..=31 => ErrorKind::Rule(Rule::NoOperation),
                _ => ErrorKind::Message("a method"),
            }
            .into());
        };
        let mut gather = Gather::new(buffer);
        let (mut content_format, mut accept, mut observe) = (None, None, None);
        let (mut segments, mut empty_at_end) = (0usize, None);
        fields(message, |number, value| {
            match number {
                Number::URI_PATH => {
                    if let Some(offset) = empty_at_end {
                        return Err(Error::from(NOT_EMPTY).at(offset));
                    }
                    let allowed = self.lenience.allows(DeviationKind::EmptySegment);
                    if value.is_empty() && segments > 0 && allowed {
                        empty_at_end = Some(segments);
                        return Ok(());
                    }
                    segments += value.len() + 1;
                    gather.segment(value)?;
                }
                Number::URI_QUERY => gather.parameter(value)?,
                Number::CONTENT_FORMAT => content_format = Some(format(value)?),
                Number::ACCEPT => accept = Some(format(value)?),
                // RFC 7252, 5.4.1: no operation heeds a condition, and what OSCORE protects is not read yet.
                Number::IF_MATCH | Number::IF_NONE_MATCH | Number::OSCORE => {
                    return Err(ErrorKind::CriticalOption { number: number.get() }.into());
                }
                // RFC 7641, 2: other numbers mean nothing, and the option is not critical.
                Number::OBSERVE => {
                    let value = uint(value).and_then(|value| u32::try_from(value).ok());
                    observe = value.and_then(Observe::from_value);
                }
                _ => {}
            }
            Ok(())
        })?;
        let (path, query) = gather.finish()?;
        if let Some(offset) = empty_at_end {
            let kind = DeviationKind::EmptySegment;
            self.report.report(Deviation { kind, offset, path: None });
        }
        let mut request = Request::new(method, path);
        request.query = query;
        request.content_format = content_format;
        request.accept = accept;
        request.observe = observe;
        request.payload = message.payload();
        Ok(request)
    }

    /// Reads a CoAP response or notification. The location is copied to `buffer`: it has room for its length and a
    /// byte for each of its options.
    ///
    /// What is no field of a response stays in the message, for who knows it. *Requires feature `coap`.*
    ///
    /// # Errors
    /// Those of [`Options::coap_request`] about options; [`ErrorKind::Message`] for a code that is no response's;
    /// those of [`Location::parse`].
    pub fn coap_response<'a, M: ReadableMessage>(
        self,
        message: &'a M,
        buffer: &'a mut [u8],
    ) -> Result<Response<'a>> {
        let code = Code::from_byte(message.code().into());
        if !matches!(code.class(), 2 | 4 | 5) {
            return Err(ErrorKind::Message("the code of a response").into());
        }
        let mut response = Response::new(code);
        let mut gather = Gather::new(buffer);
        fields(message, |number, value| {
            match number {
                Number::LOCATION_PATH => gather.segment(value)?,
                Number::CONTENT_FORMAT => response.content_format = Some(format(value)?),
                Number::OBSERVE => response.observe = Some(number_of(value)?),
                Number::OSCORE => {
                    return Err(ErrorKind::CriticalOption { number: number.get() }.into());
                }
                _ => {}
            }
            Ok(())
        })?;
        let (location, _) = gather.finish_text();
        if !location.is_empty() {
            response.location = Some(Location::parse(location)?);
        }
        response.payload = message.payload();
        Ok(response)
    }
}

/// Shows `take` the options that hold: known ones, each that may not be repeated once.
fn fields<M: ReadableMessage>(
    message: &M,
    mut take: impl FnMut(Number, &[u8]) -> Result<()>,
) -> Result<()> {
    let mut seen = 0u32;
    for option in message.options() {
        let number = Number::new(option.number());
        let refused = || Err(ErrorKind::CriticalOption { number: number.get() }.into());
        let Some((at, row)) = number.row() else {
            // RFC 7252, 5.4.1: what is not critical and not understood is ignored.
            if number.is_critical() {
                return refused();
            }
            continue;
        };
        let repeated = seen & 1 << at != 0;
        seen |= 1 << at;
        let value = option.value();
        let length = if row.uint { without_zeros(value) } else { value.len() };
        let fits = usize::from(row.shortest) <= length && length <= usize::from(row.longest);
        match number {
            // RFC 7252, 5.10.2: here is no proxy.
            Number::PROXY_URI | Number::PROXY_SCHEME => return refused(),
            // RFC 7252, 5.4.5: what stands there once too often is not understood.
            _ if repeated && !row.repeatable && number.is_critical() => return refused(),
            _ if repeated && !row.repeatable => {}
            _ if fits => take(number, value)?,
            Number::CONTENT_FORMAT | Number::ACCEPT | Number::OBSERVE => {
                return Err(ErrorKind::OutOfRange.into());
            }
            Number::URI_PATH | Number::URI_QUERY | Number::LOCATION_PATH => {
                return Err(ErrorKind::ValueTooLong { limit: row.longest.into() }.into());
            }
            // RFC 7252, 5.4.3.
            _ if number.is_critical() => return refused(),
            _ => {}
        }
    }
    Ok(())
}

fn without_zeros(value: &[u8]) -> usize {
    value.iter().skip_while(|octet| **octet == 0).count()
}

fn number_of(value: &[u8]) -> Result<u32> {
    let number = uint(value).and_then(|number| u32::try_from(number).ok());
    number.ok_or_else(|| ErrorKind::OutOfRange.into())
}

fn format(value: &[u8]) -> Result<ContentFormat> {
    let number = u16::try_from(number_of(value)?).map_err(|_| ErrorKind::OutOfRange)?;
    Ok(ContentFormat::new(number))
}

const NOT_EMPTY: ErrorKind = ErrorKind::Path("segments that are not empty");
