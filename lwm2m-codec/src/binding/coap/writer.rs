//! Writes a message as bytes: the header of its transport, then options and payload as they come. RFC 7252, 3.

use coap_message::error::RenderableOnMinimal;
use coap_message::{Code, MinimalWritableMessage};

use super::Number;
use super::options::{CoapOption, MARKER, write};
use crate::error::{Error, ErrorKind, Result};
use crate::output::Output;

/// Writes a message into a buffer. The functions of [`coap`](super) fill it in, as they fill any message of
/// `coap-message`.
#[derive(Debug)]
pub struct Writer<'b> {
    output: Output<'b>,
    framing: Framing,
    token_length: u8,
    last: u16,
    has_payload: bool,
}

/// What the bytes of a message begin with.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Framing {
    /// The four octets of RFC 7252, 3.
    Datagram,
    /// A length, as RFC 8323, 3.2 has it; known when all is written.
    Stream,
}

impl<'b> Writer<'b> {
    /// Begins with a header, whose lower half of the first octet is free for the length of the token.
    pub(crate) fn new(
        buffer: &'b mut [u8],
        framing: Framing,
        header: &[u8],
        token: &[u8],
    ) -> Result<Self> {
        let token_length = u8::try_from(token.len()).ok().filter(|length| *length <= 8);
        let token_length = token_length.ok_or(ErrorKind::ValueTooLong { limit: 8 })?;
        let mut output = Output::new(buffer);
        output.write(header);
        output.patch(0, &[header.first().copied().unwrap_or(0) | token_length]);
        output.write(token);
        Ok(Self { output, framing, token_length, last: 0, has_payload: false })
    }

    /// The message.
    ///
    /// # Errors
    /// [`ErrorKind::BufferTooSmall`] with the whole length; [`ErrorKind::ValueTooLong`] where a stream has no length
    /// for it.
    pub fn finish(mut self) -> Result<&'b [u8]> {
        if self.framing == Framing::Stream {
            let length = self.output.position() - 2 - usize::from(self.token_length);
            let (nibble, octets, count) = crate::binding::coap_tcp::length_octets(length)?;
            self.output.widen(1, count);
            self.output.patch(0, &[nibble << 4 | self.token_length]);
            self.output.patch(1, octets.get(4 - count..).unwrap_or(&[]));
        }
        self.output.finish()
    }

    /// Takes the next option; they ascend by their numbers.
    pub(crate) fn option(&mut self, number: Number, value: &[u8]) -> Result<()> {
        if self.has_payload {
            return Err(ErrorKind::Message("options before the payload").into());
        }
        write(&mut self.output, self.last, CoapOption::new(number, value))?;
        self.last = number.get();
        Ok(())
    }
}

impl MinimalWritableMessage for Writer<'_> {
    type Code = u8;
    type OptionNumber = u16;
    type AddOptionError = Error;
    type SetPayloadError = Error;
    type UnionError = Error;

    fn set_code(&mut self, code: u8) {
        self.output.patch(1, &[code]);
    }

    fn add_option(&mut self, number: u16, value: &[u8]) -> Result<()> {
        self.option(Number::new(number), value)
    }

    fn set_payload(&mut self, data: &[u8]) -> Result<()> {
        if self.has_payload {
            return Err(ErrorKind::Message("one payload").into());
        }
        if !data.is_empty() {
            self.has_payload = true;
            self.output.put([MARKER]);
            self.output.write(data);
        }
        Ok(())
    }
}

/// As a message, an error is its code.
impl RenderableOnMinimal for Error {
    type Error<IE: RenderableOnMinimal + core::fmt::Debug> = IE;

    fn render<M: MinimalWritableMessage>(self, message: &mut M) -> Result<(), M::UnionError> {
        let code = M::Code::new(self.code().byte()).map_err(M::convert_code_error)?;
        message.set_code(code);
        Ok(())
    }
}

/// Never: `coap-message` has no code that is no octet, and asks for it all the same.
impl From<core::convert::Infallible> for Error {
    fn from(never: core::convert::Infallible) -> Self {
        match never {}
    }
}
