//! CoAP: the code, the options and the payload of a message of any library that has the traits of `coap-message`.
//! Tokens, message ids, blocks and retransmission are the library's; the bytes of a message, for who has none, are in
//! [`coap_udp`](super::coap_udp) and [`coap_tcp`](super::coap_tcp).
//! LwM2M Transport 1.2.2, 6.4; RFC 7252, 5.10; D-163, D-164.

mod block;
mod message;
mod number;
mod observe;
mod options;
mod read;
mod write;
mod writer;

pub use self::block::Block;
pub use self::message::Message;
pub(super) use self::message::token_length;
pub use self::number::{Number, Uint, uint};
pub use self::observe::{cancels, is_newer};
pub use self::options::{CoapOption, CoapOptions};
pub use self::read::{check, request, response};
pub use self::write::{write_request, write_response};
pub(super) use self::writer::Framing;
pub use self::writer::Writer;
