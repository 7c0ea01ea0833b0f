//! A message without what only one transport has: code, token, options, payload. RFC 7252, 3; RFC 8323, 3.2.

use coap_message::{ReadableMessage, WithSortedOptions};

use super::options::CoapOptions;
use crate::error::{Error, ErrorKind, Result};
use crate::message::Code;

/// A message as its bytes have it, borrowed from them.
///
/// For the functions of [`coap`](super) it is one of many: it implements the traits of `coap-message`.
#[derive(Clone, Debug)]
pub struct Message<'a> {
    pub(crate) code: Code,
    pub(crate) token: &'a [u8],
    pub(crate) options: CoapOptions<'a>,
    pub(crate) payload: &'a [u8],
}

impl<'a> Message<'a> {
    /// Reads a token of some length, the options and the payload; `offset` is where they begin.
    pub(crate) fn read(
        code: Code,
        token_length: u8,
        bytes: &'a [u8],
        offset: usize,
    ) -> Result<Self> {
        let length = usize::from(token_length);
        let (token, rest) = bytes.split_at_checked(length).ok_or_else(|| {
            let available = bytes.len();
            Error::from(ErrorKind::UnexpectedEnd { needed: length, available }).at(offset)
        })?;
        let (options, payload) = CoapOptions::split(rest).map_err(|error| {
            let behind = error.offset().unwrap_or(0);
            Error::from(error.kind()).at(offset + length + behind)
        })?;
        Ok(Self { code, token, options, payload })
    }

    /// The code: a method, a response's, or a signal's.
    #[must_use]
    pub const fn code(&self) -> Code {
        self.code
    }

    /// What connects a response to its request: up to eight octets.
    #[must_use]
    pub const fn token(&self) -> &'a [u8] {
        self.token
    }

    /// The options, in order.
    #[must_use]
    pub fn options(&self) -> CoapOptions<'a> {
        self.options.clone()
    }

    /// What stands behind the options; empty where there is none.
    #[must_use]
    pub const fn payload(&self) -> &'a [u8] {
        self.payload
    }
}

impl<'a> ReadableMessage for Message<'a> {
    type Code = u8;
    type MessageOption<'m>
        = super::CoapOption<'a>
    where
        Self: 'm;
    type OptionsIter<'m>
        = CoapOptions<'a>
    where
        Self: 'm;

    fn code(&self) -> u8 {
        self.code.byte()
    }

    fn options(&self) -> CoapOptions<'a> {
        self.options.clone()
    }

    fn payload(&self) -> &[u8] {
        self.payload
    }
}

impl WithSortedOptions for Message<'_> {}

/// The length of a token: the lower half of an octet.
pub(crate) fn token_length(octet: u8, offset: usize) -> Result<u8> {
    match octet & 15 {
        length @ 0..=8 => Ok(length),
        _ => Err(Error::from(ErrorKind::Message("a token of at most eight octets")).at(offset)),
    }
}
