//! The signals of a connection: what each side can do, whether the other is there, and how it ends. RFC 8323, 5.

use core::str;

use coap_message::MinimalWritableMessage;

use super::writer;
use crate::binding::coap::{CoapOptions, Message, Number, Uint, uint};
use crate::error::{ErrorKind, Result};
use crate::message::Code;

/// A message of class 7.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Signal<'a> {
    /// 7.01: what the sender can do. The first message of either side.
    Csm(Csm),
    /// 7.02: is the other there?
    Ping(Custody),
    /// 7.03: it is. Has the token of the Ping.
    Pong(Custody),
    /// 7.04: no more requests, please.
    Release(Release<'a>),
    /// 7.05: the connection ends.
    Abort(Abort<'a>),
}

/// Capabilities and settings; what is absent stays as it is.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[allow(clippy::exhaustive_structs, reason = "RFC 8323, 5.3: all that there is")]
pub struct Csm {
    /// The longest message that the sender takes, in bytes; [`Csm::DEFAULT_SIZE`] until it says otherwise.
    pub max_message_size: Option<u32>,
    /// Whether the sender takes blocks, and where the size allows it several at once.
    pub block_wise_transfer: bool,
}

impl Csm {
    /// How long a message may be before anything is said of it, in bytes.
    pub const DEFAULT_SIZE: u32 = 1152;
}

/// Of a Ping: whether the other shall have dealt with what came before. Of a Pong: that it has.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[allow(clippy::exhaustive_structs, reason = "RFC 8323, 5.4: all that there is")]
pub struct Custody(pub bool);

/// What the sender asks for who wants it to go on elsewhere or later.
#[derive(Clone, Debug, Default)]
#[allow(clippy::exhaustive_structs, reason = "RFC 8323, 5.5: all that there is")]
pub struct Release<'a> {
    /// Where to connect to, host and port each: `[2001:db8::1]:5683`.
    pub alternative_addresses: Addresses<'a>,
    /// How long not to connect, in seconds: at most 24 bits.
    pub hold_off: Option<u32>,
}

/// Addresses, in order.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Addresses<'a> {
    /// To be written, 1 to 255 octets each.
    List(&'a [&'a str]),
    /// Those of a message.
    Message(CoapOptions<'a>),
}

impl Default for Addresses<'_> {
    fn default() -> Self {
        Self::List(&[])
    }
}

impl<'a> Addresses<'a> {
    /// The addresses, one by one.
    pub fn iter(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let (list, options) = match self {
            Self::List(list) => (*list, None),
            Self::Message(options) => (&[][..], Some(options.clone())),
        };
        let read = options.into_iter().flatten().filter(|option| option.number == FIRST);
        // They were text when the signal was read.
        list.iter().copied().chain(read.filter_map(|option| str::from_utf8(option.value).ok()))
    }
}

/// Why the sender ends the connection.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[allow(clippy::exhaustive_structs, reason = "RFC 8323, 5.6: all that there is")]
pub struct Abort<'a> {
    /// The option of a CSM that it did not understand.
    pub bad_csm_option: Option<u16>,
    /// What to tell people, in English.
    pub diagnostic: &'a str,
}

impl<'a> Signal<'a> {
    /// Reads a message as the signal that it is; `None` for a request, a response, an empty message, and for a signal
    /// that is unknown.
    ///
    /// # Errors
    /// [`ErrorKind::CriticalOption`] for an option that is unknown and critical; [`ErrorKind::OutOfRange`] and
    /// [`ErrorKind::Message`] for a value that the option can't have; [`ErrorKind::NotUtf8`].
    pub fn read(message: &Message<'a>) -> Result<Option<Self>> {
        let signal = message.code();
        if !matches!(signal, CSM | PING | PONG | RELEASE | ABORT) {
            return Ok(None);
        }
        let (mut first, mut second) = (None, None);
        for option in message.options() {
            match option.number {
                FIRST => {
                    if signal == RELEASE {
                        address(option.value)?;
                    }
                    first = first.or(Some(option.value));
                }
                SECOND if matches!(signal, CSM | RELEASE) => second = second.or(Some(option.value)),
                number if number.is_critical() => {
                    return Err(ErrorKind::CriticalOption { number: number.get() }.into());
                }
                _ => {}
            }
        }
        let empty = |value: Option<&[u8]>| match value {
            None => Ok(false),
            Some([]) => Ok(true),
            Some(_) => Err(ErrorKind::Message("an option without a value")),
        };
        Ok(Some(match signal {
            CSM => Self::Csm(Csm {
                max_message_size: first.map(|value| number(value, u32::MAX)).transpose()?,
                block_wise_transfer: empty(second)?,
            }),
            PING => Self::Ping(Custody(empty(first)?)),
            PONG => Self::Pong(Custody(empty(first)?)),
            RELEASE => Self::Release(Release {
                alternative_addresses: Addresses::Message(message.options()),
                hold_off: second.map(|value| number(value, HOLD_OFF)).transpose()?,
            }),
            _ => Self::Abort(Abort {
                bad_csm_option: first.map(bad_csm_option).transpose()?,
                diagnostic: str::from_utf8(message.payload()).map_err(|_| ErrorKind::NotUtf8)?,
            }),
        }))
    }

    /// Writes it as a message. Only Ping and Pong need a token.
    ///
    /// # Errors
    /// [`ErrorKind::BufferTooSmall`] with the whole length; [`ErrorKind::ValueTooLong`] for a token or an address
    /// that is too long; [`ErrorKind::OutOfRange`] for a time of more than 24 bits.
    pub fn write<'b>(&self, token: &[u8], buffer: &'b mut [u8]) -> Result<&'b [u8]> {
        let mut message = writer(token, buffer)?;
        match self {
            Self::Csm(csm) => {
                message.set_code(CSM.byte());
                if let Some(size) = csm.max_message_size {
                    message.option(FIRST, Uint::new(size).as_bytes())?;
                }
                if csm.block_wise_transfer {
                    message.option(SECOND, &[])?;
                }
            }
            Self::Ping(Custody(custody)) | Self::Pong(Custody(custody)) => {
                let code = if matches!(self, Self::Ping(_)) { PING } else { PONG };
                message.set_code(code.byte());
                if *custody {
                    message.option(FIRST, &[])?;
                }
            }
            Self::Release(release) => {
                message.set_code(RELEASE.byte());
                for text in release.alternative_addresses.iter() {
                    address(text.as_bytes())?;
                    message.option(FIRST, text.as_bytes())?;
                }
                if let Some(seconds) = release.hold_off {
                    if seconds > HOLD_OFF {
                        return Err(ErrorKind::OutOfRange.into());
                    }
                    message.option(SECOND, Uint::new(seconds).as_bytes())?;
                }
            }
            Self::Abort(abort) => {
                message.set_code(ABORT.byte());
                if let Some(option) = abort.bad_csm_option {
                    message.option(FIRST, Uint::new(option.into()).as_bytes())?;
                }
                message.set_payload(abort.diagnostic.as_bytes())?;
            }
        }
        message.finish()
    }
}

fn number(value: &[u8], largest: u32) -> Result<u32> {
    let number = uint(value).and_then(|number| u32::try_from(number).ok());
    number.filter(|number| *number <= largest).ok_or_else(|| ErrorKind::OutOfRange.into())
}

fn bad_csm_option(value: &[u8]) -> Result<u16> {
    u16::try_from(number(value, u16::MAX.into())?).map_err(|_| ErrorKind::OutOfRange.into())
}

fn address(value: &[u8]) -> Result<()> {
    match value.len() {
        0 => Err(ErrorKind::Message("an address that is not empty").into()),
        1..=255 => str::from_utf8(value).map(drop).map_err(|_| ErrorKind::NotUtf8.into()),
        _ => Err(ErrorKind::ValueTooLong { limit: 255 }.into()),
    }
}

const CSM: Code = Code::from_byte(0xe1);
const PING: Code = Code::from_byte(0xe2);
const PONG: Code = Code::from_byte(0xe3);
const RELEASE: Code = Code::from_byte(0xe4);
const ABORT: Code = Code::from_byte(0xe5);

/// What 2 means depends on the signal, as does 4.
const FIRST: Number = Number::new(2);
const SECOND: Number = Number::new(4);

/// The longest time of a Hold-Off, in seconds.
const HOLD_OFF: u32 = 0xff_ffff;
