//! The wrapper of end-to-end protection: LwM2M Transport 1.2.2, 8.6; D-162. Knows no COSE.

use super::pairs::Pairs;
use crate::error::{Error, ErrorKind, Result};
use crate::output::Output;
use crate::syntax::cbor::{self, BYTES, INDEFINITE, MAP, SIMPLE, UNSIGNED, put_head};

/// A message, or one in the wrapper that /0/x/27 asks for.
///
/// The protection is a COSE object, as bytes: to check it and to decrypt it is up to who knows COSE. What stands in
/// the place of an encrypted message is not defined; mostly an empty map.
///
/// ```
/// use lwm2m_codec::binding::mqtt::Envelope;
///
/// let payload = b"\xa2\x01\xf6\x02\xa3\x01\x09\x02\x18\x38\x05\x66/3/0/0";
/// let Envelope::Wrapped { protection: None, message } = Envelope::read(payload)? else {
///     panic!("expected a wrapper");
/// };
/// assert_eq!(message, &payload[4..]);
/// assert_eq!(Envelope::read(message)?, Envelope::Plain(message));
/// # Ok::<(), lwm2m_codec::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[allow(clippy::exhaustive_enums, reason = "there is a wrapper, or there is none")]
pub enum Envelope<'a> {
    /// The message itself.
    Plain(&'a [u8]),
    /// `{1: protection, 2: message}`.
    Wrapped {
        /// COSE objects, or null.
        protection: Option<&'a [u8]>,
        /// The map of the message.
        message: &'a [u8],
    },
}

impl<'a> Envelope<'a> {
    /// Tells a wrapper from a message: only in a wrapper, key 2 is a map.
    ///
    /// What is a message is not looked into further.
    ///
    /// # Errors
    /// [`ErrorKind::Message`] for what is no map, and for a wrapper that has other keys or something else under key 1;
    /// [`ErrorKind::Duplicate`]; [`ErrorKind::ExtraBytes`]; [`ErrorKind::UnexpectedEnd`] and the others of CBOR.
    pub fn read(payload: &'a [u8]) -> Result<Self> {
        let mut rest = payload;
        let at = |rest: &[u8]| payload.len() - rest.len();
        let mut pairs = Pairs::begin(&mut rest)?;
        let (mut protection, mut message) = (None, None);
        let mut other = None;
        while pairs.follow(&mut rest) {
            let offset = at(rest);
            let mut key = rest;
            let (major, _, number) = cbor::head(&mut key).map_err(|error| error.at(offset))?;
            cbor::skip(&mut rest).map_err(|error| error.at(offset))?;
            let value = rest;
            cbor::skip(&mut rest).map_err(|error| error.at(at(value)))?;
            let value = value.get(..value.len() - rest.len()).unwrap_or(value);
            let place = match (major, number) {
                (UNSIGNED, 1) => &mut protection,
                (UNSIGNED, 2) => &mut message,
                _ => {
                    other.get_or_insert(offset);
                    continue;
                }
            };
            if place.replace((offset, value)).is_some() {
                return Err(Error::from(ErrorKind::Duplicate).at(offset));
            }
        }
        if !rest.is_empty() {
            return Err(Error::from(ErrorKind::ExtraBytes).at(at(rest)));
        }
        let (_, message) = match message {
            Some(message) if message.1.first().is_some_and(|first| first >> 5 == MAP) => message,
            _ => return Ok(Self::Plain(payload)),
        };
        if let Some(offset) = other {
            let kind = ErrorKind::Message("a wrapper of the keys 1 and 2 alone");
            return Err(Error::from(kind).at(offset));
        }
        let (offset, mut value) =
            protection.ok_or(ErrorKind::Message("a wrapper with COSE objects or null"))?;
        let refused =
            || Error::from(ErrorKind::Message("COSE objects in a byte string, or null")).at(offset);
        let protection = match cbor::head(&mut value)? {
            (SIMPLE, 22, _) => None,
            (BYTES, info, _) if info != INDEFINITE => Some(value),
            _ => return Err(refused()),
        };
        Ok(Self::Wrapped { protection, message })
    }

    /// Writes it to the front of a buffer. A message is taken as it is.
    ///
    /// # Errors
    /// [`ErrorKind::BufferTooSmall`] with the whole length.
    pub fn encode<'b>(&self, buffer: &'b mut [u8]) -> Result<&'b [u8]> {
        let mut out = Output::new(buffer);
        let message = match *self {
            Self::Plain(message) => message,
            Self::Wrapped { protection, message } => {
                out.put([0xa2, 1]);
                match protection {
                    None => out.put([0xf6]),
                    Some(objects) => {
                        put_head(&mut out, BYTES, objects.len() as u64);
                        out.write(objects);
                    }
                }
                out.put([2]);
                message
            }
        };
        out.write(message);
        out.finish()
    }
}
