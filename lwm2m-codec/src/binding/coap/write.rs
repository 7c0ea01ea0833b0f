//! Requests and responses as messages: options in ascending order. RFC 7252, 5.10; D-163.

use coap_message::{Code as _, MinimalWritableMessage, OptionNumber as _};

use super::number::{Number, Uint};
use super::options::CoapOption;
use crate::error::{ErrorKind, Result};
use crate::message::{Request, Response, Segment};

/// Writes a request into a message of any library, with what else the message shall have: blocks, sizes, tags.
///
/// A payload that is empty is left out; whoever wants to write one in place does so then, as its library has it.
///
/// ```
/// use lwm2m_codec::binding::{coap, coap_udp};
/// use lwm2m_codec::operation::Read;
/// use lwm2m_codec::{Options, Path};
///
/// let read = Read { path: Path::resource(3, 0, 9), accept: None };
/// let request = Options::STRICT.request(&read)?;
/// let mut buffer = [0; 64];
/// let header = coap_udp::Header { kind: coap_udp::Type::Confirmable, message_id: 0x1020 };
/// let mut message = coap_udp::writer(header, b"\x51\x77", &mut buffer)?;
/// coap::write_request(&request, &[], &mut message)?;
/// assert_eq!(message.finish()?, b"\x42\x01\x10\x20\x51\x77\xb1\x33\x01\x30\x01\x39");
/// # Ok::<(), lwm2m_codec::Error>(())
/// ```
///
/// # Errors
/// [`ErrorKind::ValueTooLong`] for a segment or a parameter of more than 255 octets; those of the query;
/// [`ErrorKind::Message`] where the `others` do not ascend or are fields of the request;
/// [`ErrorKind::MessageRefused`] where the message does not take what it is given, mostly for want of room.
pub fn write_request<M: MinimalWritableMessage>(
    request: &Request<'_>,
    others: &[CoapOption<'_>],
    message: &mut M,
) -> Result<()> {
    let mut fill = Fill::new(message, request.method.code(), others, REQUEST)?;
    if let Some(observe) = request.observe {
        fill.uint(Number::OBSERVE, observe.value())?;
    }
    for segment in request.path.segments() {
        fill.segment(Number::URI_PATH, segment)?;
    }
    if let Some(format) = request.content_format {
        fill.uint(Number::CONTENT_FORMAT, format.get().into())?;
    }
    let mut buffer = [0; LONGEST];
    for parameter in request.query.parameters() {
        let text = parameter?.copy_to(&mut buffer).map_err(|error| match error.kind() {
            ErrorKind::BufferTooSmall { .. } => ErrorKind::ValueTooLong { limit: LONGEST }.into(),
            _ => error,
        });
        fill.option(Number::URI_QUERY, text?.as_bytes())?;
    }
    if let Some(format) = request.accept {
        fill.uint(Number::ACCEPT, format.get().into())?;
    }
    fill.finish(request.payload)
}

/// Writes a response or a notification into a message of any library, as [`write_request`].
///
/// # Errors
/// As [`write_request`]; [`ErrorKind::OutOfRange`] for an Observe of more than 24 bits.
pub fn write_response<M: MinimalWritableMessage>(
    response: &Response<'_>,
    others: &[CoapOption<'_>],
    message: &mut M,
) -> Result<()> {
    let mut fill = Fill::new(message, response.code.byte(), others, RESPONSE)?;
    if let Some(observe) = response.observe {
        if observe >> 24 != 0 {
            return Err(ErrorKind::OutOfRange.into());
        }
        fill.uint(Number::OBSERVE, observe)?;
    }
    for segment in response.location.iter().flat_map(|location| location.segments()) {
        fill.segment(Number::LOCATION_PATH, segment)?;
    }
    if let Some(format) = response.content_format {
        fill.uint(Number::CONTENT_FORMAT, format.get().into())?;
    }
    fill.finish(response.payload)
}

/// Fills a message in, and puts the others where their numbers belong.
struct Fill<'m, M> {
    message: &'m mut M,
    others: &'m [CoapOption<'m>],
}

impl<'m, M: MinimalWritableMessage> Fill<'m, M> {
    fn new(
        message: &'m mut M,
        code: u8,
        others: &'m [CoapOption<'m>],
        fields: &[Number],
    ) -> Result<Self> {
        if !others.is_sorted_by_key(|option| option.number) {
            return Err(ErrorKind::Message("options in ascending order").into());
        }
        if others.iter().any(|option| fields.contains(&option.number)) {
            return Err(ErrorKind::Message("other options than the fields have").into());
        }
        let code = M::Code::new(code).map_err(|_| ErrorKind::MessageRefused("code"))?;
        message.set_code(code);
        Ok(Self { message, others })
    }

    fn option(&mut self, number: Number, value: &[u8]) -> Result<()> {
        while let Some((first, rest)) = self.others.split_first()
            && first.number < number
        {
            self.others = rest;
            self.put(first.number, first.value)?;
        }
        self.put(number, value)
    }

    fn put(&mut self, number: Number, value: &[u8]) -> Result<()> {
        let refused = || ErrorKind::MessageRefused("option");
        let number = M::OptionNumber::new(number.get()).map_err(|_| refused())?;
        self.message.add_option(number, value).map_err(|_| refused().into())
    }

    fn uint(&mut self, number: Number, value: u32) -> Result<()> {
        self.option(number, Uint::new(value).as_bytes())
    }

    fn segment(&mut self, number: Number, segment: Segment<'_>) -> Result<()> {
        let mut digits = [0; 8];
        let text = segment.as_str(&mut digits);
        if text.len() > LONGEST {
            return Err(ErrorKind::ValueTooLong { limit: LONGEST }.into());
        }
        self.option(number, text.as_bytes())
    }

    fn finish(mut self, payload: &[u8]) -> Result<()> {
        for option in core::mem::take(&mut self.others) {
            self.put(option.number, option.value)?;
        }
        if payload.is_empty() {
            return Ok(());
        }
        self.message.set_payload(payload).map_err(|_| ErrorKind::MessageRefused("payload").into())
    }
}

const REQUEST: &[Number] =
    &[Number::OBSERVE, Number::URI_PATH, Number::CONTENT_FORMAT, Number::URI_QUERY, Number::ACCEPT];

const RESPONSE: &[Number] = &[Number::OBSERVE, Number::LOCATION_PATH, Number::CONTENT_FORMAT];

/// The longest segment or parameter, in octets: RFC 7252, 5.10.
const LONGEST: usize = 255;
