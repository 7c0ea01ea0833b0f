//! Whether a client is who it says: its endpoint name and what the security layer knows of it.
//! LwM2M Transport 1.2.2, 5.2.6 and 5.4.5; LwM2M Core 1.2.2, 6.1.3.3 and 6.2.1; E129.

use lwm2m_codec::Version;
use lwm2m_codec::message::Code;

/// Who the security layer says that a client is.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Identity<'a> {
    /// Nobody: NoSec, or a public key that stands for itself alone.
    Anonymous,
    /// DTLS and TLS: the identity of a pre-shared key, the common name or alternative name of a certificate.
    Secure(&'a [u8]),
    /// OSCORE, from 1.1: the client's Sender ID, in which an endpoint name may travel (Transport 5.4.5).
    Oscore {
        /// The Sender ID of the client, by which the server knows the context: its own Recipient ID.
        sender_id: &'a [u8],
    },
}

/// The endpoint name of a client, from the `ep` of its Register or Bootstrap-Request and who it is.
///
/// `ep` has to be, octet for octet, what the security layer knows; or `table` says that this identity may call itself
/// so, as it has to for a Sender ID that is no name. From 1.1 on `ep` may be absent where the security layer knows the
/// name: an identity that is UTF-8 and not empty. Nothing is compared with [`Identity::Anonymous`]: whether such
/// clients are taken at all is the server's policy.
///
/// ```
/// use lwm2m_codec::Version;
/// use lwm2m_codec::message::Code;
/// use lwm2m_model::security::{Identity, endpoint};
///
/// let identity = Identity::Secure(b"node1");
/// let name = |said| endpoint(Version::V1_2, said, identity, |_, _| false);
/// assert_eq!(name(Some("node1")), Ok("node1"));
/// assert_eq!(name(Some("node2")), Err(Code::BAD_REQUEST));
/// assert_eq!(name(None), Ok("node1"));
/// ```
///
/// # Errors
/// [`Code::BAD_REQUEST`] for a name that is another's, for one that is empty, and for none where there has to be one.
pub fn endpoint<'a>(
    release: Version,
    said: Option<&'a str>,
    identity: Identity<'a>,
    table: impl FnOnce(&'a [u8], &'a str) -> bool,
) -> Result<&'a str, Code> {
    let known = identity.octets();
    let name = match (said, known) {
        (Some(said), Some(known)) if said.as_bytes() == known || table(known, said) => Some(said),
        (Some(said), None) => Some(said),
        (None, Some(known)) if release >= Version::V1_1 => core::str::from_utf8(known).ok(),
        _ => None,
    };
    name.filter(|name| !name.is_empty()).ok_or(Code::BAD_REQUEST)
}

impl<'a> Identity<'a> {
    /// The octets by which the security layer knows the client; `None` where it doesn't.
    #[must_use]
    pub const fn octets(self) -> Option<&'a [u8]> {
        match self {
            Self::Anonymous => None,
            Self::Secure(identity) | Self::Oscore { sender_id: identity } => Some(identity),
        }
    }
}
