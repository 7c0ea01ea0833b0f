//! CoAP over SMS: one message a short message of octets, with the header of UDP; and the trigger, a short message that
//! wakes a client which is reached by other means. LwM2M Transport 1.1.1, 6.6 and 6.8.3; LwM2M Core 1.2.2, appendix L.
//! Nothing is sent again by CoAP: the network does so.

use crate::error::{ErrorKind, Result};
use crate::message::Request;
use crate::operation::{Call, Execute, Role};
use crate::options::{Options, Version};
use crate::path::Path;

/// The octets of a short message that holds a CoAP message alone.
pub const SINGLE: usize = 140;

/// The octets of each of several short messages that hold a CoAP message together: six less, for what joins them.
pub const JOINED: usize = 134;

/// The WDP port to which a WAP push with a trigger goes.
pub const PUSH_PORT: u16 = 2948;

/// The application id of a WAP push with a trigger.
pub const PUSH_APPLICATION: u8 = 0x9a;

/// How many short messages a CoAP message of some octets takes.
///
/// ```
/// use lwm2m_codec::binding::sms;
///
/// assert_eq!((sms::parts(140)?, sms::parts(141)?), (1, 2));
/// # Ok::<(), lwm2m_codec::Error>(())
/// ```
///
/// # Errors
/// [`ErrorKind::ValueTooLong`] beyond 255 short messages.
pub fn parts(octets: usize) -> Result<usize> {
    const LIMIT: usize = 255 * JOINED;
    if octets <= SINGLE {
        Ok(1)
    } else if octets <= LIMIT {
        Ok(octets.div_ceil(JOINED))
    } else {
        Err(ErrorKind::ValueTooLong { limit: LIMIT }.into())
    }
}

/// The trigger that a request is: an Execute of the Registration Update Trigger (/1/x/8), or from 1.1 on of the
/// Bootstrap-Request Trigger (/1/x/9).
///
/// `None` is for everything else: a client in trigger mode ignores it, and answers to nothing, not even to a trigger.
///
/// ```
/// use lwm2m_codec::binding::{coap, coap_udp, sms};
/// use lwm2m_codec::{Options, Path};
///
/// let octets = b"\x44\x02\xb6\x0b\x21\x61\xfb\x63\xb1\x31\x01\x30\x01\x38";
/// let datagram = coap_udp::read(octets)?;
/// let mut buffer = [0; 32];
/// let request = coap::request(&datagram.message, &mut buffer)?;
/// let trigger = sms::trigger(&request, Options::STRICT).expect("a trigger");
/// assert_eq!(trigger.path, Path::resource(1, 0, 8));
/// # Ok::<(), lwm2m_codec::Error>(())
/// ```
#[must_use]
pub fn trigger<'a>(request: &Request<'a>, options: Options<'_>) -> Option<Execute<'a>> {
    match options.dispatch(request, Role::Client) {
        Ok(Call::Execute(execute)) if is_trigger(execute.path, options.version) => Some(execute),
        // Whatever it is, and however wrong it is: it has no answer.
        Ok(_) | Err(_) => None,
    }
}

/// Whether a path is that of a trigger in a version.
#[must_use]
pub fn is_trigger(path: Path, version: Version) -> bool {
    let (server, resource) = (path.id(0), path.id(2));
    path.depth() == 3
        && server == Some(SERVER)
        && (resource == Some(UPDATE) || resource == Some(BOOTSTRAP) && version >= Version::V1_1)
}

const SERVER: u16 = 1;
const UPDATE: u16 = 8;
const BOOTSTRAP: u16 = 9;
