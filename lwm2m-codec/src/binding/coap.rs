//! CoAP: the code, the options and the payload of a message of any library that has the traits of `coap-message`.
//! Tokens, message ids, blocks and retransmission are the library's; the bytes of a message, for who has none, are in
//! [`coap_udp`](super::coap_udp) and [`coap_tcp`](super::coap_tcp).
//! LwM2M Transport 1.2.2, 6.4; RFC 7252, 5.10; D-163, D-164.
//!
//! ```
//! # #[cfg(feature = "senml-cbor")] {
//! use lwm2m_codec::binding::{coap, coap_tcp};
//! use lwm2m_codec::operation::{Body, Call, ReadComposite, Role};
//! use lwm2m_codec::{ContentFormat, Options, Path, encode_paths, paths};
//!
//! // The server asks for two paths at once, over TCP.
//! let wanted = [Path::resource(3, 0, 9), Path::instance(4, 0)];
//! let mut list = [0; 64];
//! let list = encode_paths(ContentFormat::SENML_CBOR, &wanted, &mut list)?;
//! let ask = ReadComposite { paths: Body::new(ContentFormat::SENML_CBOR, list), accept: None };
//! let mut buffer = [0; 128];
//! let mut message = coap_tcp::writer(b"Qw", &mut buffer)?;
//! coap::write_request(&Options::STRICT.request(&ask)?, &[], &mut message)?;
//! let bytes = message.finish()?;
//!
//! // The client reads what it is.
//! let coap_tcp::Frame::Message { message, .. } = coap_tcp::read(bytes, 1152)? else { panic!() };
//! let mut room = [0; 64];
//! let request = coap::request(&message, &mut room)?;
//! let Call::ReadComposite(read) = Options::STRICT.dispatch(&request, Role::Client)? else { panic!() };
//! let asked = paths(read.paths.format, read.paths.payload)?.collect::<Result<Vec<_>, _>>()?;
//! assert_eq!(asked, wanted);
//! # }
//! # Ok::<(), lwm2m_codec::Error>(())
//! ```

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
