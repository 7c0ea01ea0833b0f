//! CoAP over UDP: the header with type and message id in front of each message. SMS and transports without IP have
//! the same. RFC 7252, 3; D-137, D-164.

use super::coap::{Framing, Message, Writer, token_length};
use crate::error::{Error, ErrorKind, Result};
use crate::message::Code;
use crate::operation::Operation;
use crate::options::Version;

/// A datagram, read.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Datagram<'a> {
    /// What only this transport has.
    pub header: Header,
    /// The message.
    pub message: Message<'a>,
}

/// What stands in front of the message, beside code and token.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[allow(clippy::exhaustive_structs, reason = "RFC 7252, 3: all that there is")]
pub struct Header {
    /// The type.
    pub kind: Type,
    /// What connects an acknowledgement or a reset to a message.
    pub message_id: u16,
}

impl Header {
    /// Whether a message that has come back is the reset of one that was sent: of a notification, it ends the
    /// observation as a cancel does (RFC 7641, 3.6).
    ///
    /// ```
    /// use lwm2m_codec::binding::coap_udp::{Header, Type};
    ///
    /// let notification = Header { kind: Type::NonConfirmable, message_id: 7 };
    /// assert!(Header { kind: Type::Reset, message_id: 7 }.resets(notification));
    /// assert!(!Header { kind: Type::Acknowledgement, message_id: 7 }.resets(notification));
    /// ```
    #[must_use]
    pub const fn resets(self, sent: Self) -> bool {
        matches!(self.kind, Type::Reset)
            && matches!(sent.kind, Type::Confirmable | Type::NonConfirmable)
            && self.message_id == sent.message_id
    }
}

/// The type of a message.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[allow(clippy::exhaustive_enums, reason = "two bits")]
pub enum Type {
    /// CON: to be acknowledged.
    Confirmable,
    /// NON: perhaps lost.
    NonConfirmable,
    /// ACK: a message has come.
    Acknowledgement,
    /// RST: a message has come, and means nothing here.
    Reset,
}

impl Type {
    /// The type in which an operation is asked for: confirmable, unless the sender may and wants to do without
    /// (OPR-33, D-164).
    ///
    /// Readers take either (D-137).
    ///
    /// ```
    /// use lwm2m_codec::binding::coap_udp::Type;
    /// use lwm2m_codec::{Operation, Version};
    ///
    /// assert_eq!(Type::of(Operation::Send, Version::V1_2, false), Type::NonConfirmable);
    /// assert_eq!(Type::of(Operation::Send, Version::V1_1, false), Type::Confirmable);
    /// assert_eq!(Type::of(Operation::Read, Version::V1_2, false), Type::Confirmable);
    /// ```
    #[must_use]
    pub fn of(operation: Operation, version: Version, confirmable: bool) -> Self {
        let may_be_lost = match operation {
            Operation::Notify | Operation::Execute => true,
            Operation::Send => version >= Version::V1_2,
            _ => false,
        };
        if may_be_lost && !confirmable { Self::NonConfirmable } else { Self::Confirmable }
    }

    const fn bits(self) -> u8 {
        match self {
            Self::Confirmable => 0,
            Self::NonConfirmable => 1,
            Self::Acknowledgement => 2,
            Self::Reset => 3,
        }
    }
}

/// Reads a datagram, and every option of it.
///
/// # Errors
/// [`ErrorKind::UnexpectedEnd`] where it ends early, [`ErrorKind::Message`] for what no message has; with the byte.
pub fn read(datagram: &[u8]) -> Result<Datagram<'_>> {
    let Some((&[first, code, high, low], rest)) = datagram.split_first_chunk::<4>() else {
        let kind = ErrorKind::UnexpectedEnd { needed: 4, available: datagram.len() };
        return Err(Error::from(kind).at(0));
    };
    if first >> 6 != VERSION {
        return Err(Error::from(ErrorKind::Message("version 1 of CoAP")).at(0));
    }
    let kind = match first >> 4 & 3 {
        0 => Type::Confirmable,
        1 => Type::NonConfirmable,
        2 => Type::Acknowledgement,
        _ => Type::Reset,
    };
    let length = token_length(first, 0)?;
    if code == 0 && (length > 0 || !rest.is_empty()) {
        // RFC 7252, 4.1.
        let kind = ErrorKind::Message("nothing behind the header of an empty message");
        return Err(Error::from(kind).at(0));
    }
    let header = Header { kind, message_id: u16::from_be_bytes([high, low]) };
    let message = Message::read(Code::from_byte(code), length, rest, 4)?;
    Ok(Datagram { header, message })
}

/// Begins a datagram: an empty message, until it is given a code.
///
/// # Errors
/// [`ErrorKind::ValueTooLong`] for a token of more than eight octets.
pub fn writer<'b>(header: Header, token: &[u8], buffer: &'b mut [u8]) -> Result<Writer<'b>> {
    let [high, low] = header.message_id.to_be_bytes();
    let first = VERSION << 6 | header.kind.bits() << 4;
    Writer::new(buffer, Framing::Datagram, &[first, 0, high, low], token)
}

const VERSION: u8 = 1;

#[cfg(test)]
mod tests {
    use super::*;

    /// OBS-12, OBS-13: a reset of the notification, and nothing else that comes back.
    #[test]
    fn resets() {
        let header = |kind, message_id| Header { kind, message_id };
        for (sent, back, expected) in [
            (header(Type::Confirmable, 7), header(Type::Reset, 7), true),
            (header(Type::NonConfirmable, 7), header(Type::Reset, 7), true),
            (header(Type::Confirmable, 7), header(Type::Reset, 8), false),
            (header(Type::Confirmable, 7), header(Type::Acknowledgement, 7), false),
            (header(Type::NonConfirmable, 7), header(Type::NonConfirmable, 7), false),
            (header(Type::Acknowledgement, 7), header(Type::Reset, 7), false),
        ] {
            assert_eq!(back.resets(sent), expected, "{sent:?} {back:?}");
        }
    }
}
