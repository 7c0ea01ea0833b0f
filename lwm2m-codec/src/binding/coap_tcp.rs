//! CoAP over TCP and TLS: a length in front of each message, and the signals that only a connection has.
//! RFC 8323, 3.2 and 5. Message types and ids do not exist here; notifications come in order.

mod signal;

pub use self::signal::{Abort, Addresses, Csm, Custody, Release, Signal};
use super::coap::{Framing, Message, Writer, token_length};
use crate::error::{Error, ErrorKind, Result};
use crate::message::Code;

/// What the beginning of a stream is.
#[derive(Clone, Debug)]
#[allow(clippy::exhaustive_enums, reason = "there is a message, or there is none yet")]
pub enum Frame<'a> {
    /// Too few bytes yet.
    Needs {
        /// How many there have to be from the beginning on: more than there are. As long as the length of the message
        /// isn't known, those that tell it.
        bytes: usize,
    },
    /// A message.
    Message {
        /// The message.
        message: Message<'a>,
        /// What follows it.
        rest: &'a [u8],
    },
}

/// Reads the first message of what has come of a stream. It must not be longer than `limit` bytes, from its length to
/// the end of its payload: what was announced as [`Csm::max_message_size`].
///
/// A message is read when all of it is there; what it announces is compared with the limit before. A connection whose
/// stream is refused can't go on: [`Abort`].
///
/// ```
/// use lwm2m_codec::binding::coap_tcp::{Csm, Frame, Signal, read};
///
/// let stream = b"\x40\xe1\x22\x04\x80\x20\x01\xe2";
/// let Frame::Message { message, rest } = read(stream, Csm::DEFAULT_SIZE)? else { panic!() };
/// assert!(matches!(Signal::read(&message)?, Some(Signal::Csm(Csm { max_message_size: Some(1152), .. }))));
/// assert!(matches!(read(rest, Csm::DEFAULT_SIZE)?, Frame::Needs { bytes: 3 }));
/// # Ok::<(), lwm2m_codec::Error>(())
/// ```
///
/// # Errors
/// [`ErrorKind::ValueTooLong`] with the limit; [`ErrorKind::Message`] for what no message has,
/// [`ErrorKind::UnexpectedEnd`] for an option that goes beyond its message; with the byte.
pub fn read(stream: &[u8], limit: u32) -> Result<Frame<'_>> {
    let Some((&first, rest)) = stream.split_first() else { return Ok(Frame::Needs { bytes: 2 }) };
    let token = token_length(first, 0)?;
    let (extended, base): (usize, u64) = match first >> 4 {
        13 => (1, 13),
        14 => (2, 269),
        15 => (4, 65805),
        _ => (0, 0),
    };
    let header = 2 + extended;
    let Some(octets) = rest.get(..extended) else { return Ok(Frame::Needs { bytes: header }) };
    let announced = octets.iter().fold(0, |length: u64, octet| length << 8 | u64::from(*octet));
    let announced = if extended == 0 { u64::from(first >> 4) } else { announced + base };
    let header = header + usize::from(token);
    let length = usize::try_from(announced).ok().and_then(|length| length.checked_add(header));
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let Some(length) = length.filter(|length| *length <= limit) else {
        return Err(Error::from(ErrorKind::ValueTooLong { limit }).at(0));
    };
    let Some((whole, rest)) = stream.split_at_checked(length) else {
        return Ok(Frame::Needs { bytes: length });
    };
    let Some((&code, body)) = whole.get(1 + extended..).and_then(<[u8]>::split_first) else {
        return Ok(Frame::Needs { bytes: 2 + extended });
    };
    let message = Message::read(Code::from_byte(code), token, body, 2 + extended)?;
    Ok(Frame::Message { message, rest })
}

/// Begins a message: an empty one, which nobody heeds, until it is given a code.
///
/// # Errors
/// [`ErrorKind::ValueTooLong`] for a token of more than eight octets.
pub fn writer<'b>(token: &[u8], buffer: &'b mut [u8]) -> Result<Writer<'b>> {
    Writer::new(buffer, Framing::Stream, &[0, 0], token)
}

/// The four bits of a length, and the octets that follow them: the last `count` of four.
pub(super) fn length_octets(length: usize) -> Result<(u8, [u8; 4], usize)> {
    let too_long = || ErrorKind::ValueTooLong { limit: 65805 + 0xffff_ffff };
    let length = u64::try_from(length).map_err(|_| too_long())?;
    let (nibble, more, count) = match length {
        0..13 => {
            let [.., nibble] = length.to_be_bytes();
            return Ok((nibble, [0; 4], 0));
        }
        13..269 => (13, length - 13, 1),
        269..65805 => (14, length - 269, 2),
        65805.. => (15, length - 65805, 4),
    };
    let more = u32::try_from(more).map_err(|_| too_long())?;
    Ok((nibble, more.to_be_bytes(), count))
}
