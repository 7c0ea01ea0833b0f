//! What the Objects of security hold, as typed values: which Resources each mode needs, and what they are.
//! Knows no cryptography: keys and certificates are octets. *Requires feature `oma`.*
//! LwM2M Core 1.2.2, E.1, E.2 and E.9 to E.11; LwM2M Transport 1.2.2, 5.2 and 5.4; D-167, D-168.

mod alert;
mod cipher_suite;
mod cose;
mod credentials;
mod identity;
mod mqtt;
mod oscore;
mod sms;

use core::fmt;

use lwm2m_codec::ResourceId;

pub use self::alert::{Alert, AlertClass};
pub use self::cipher_suite::CipherSuite;
pub use self::cose::CoseKey;
pub use self::credentials::{Credentials, ServerCertificate, is_of, needed, unused};
pub use self::identity::{Identity, endpoint};
pub use self::mqtt::{MqttSession, MqttWill, unused_will};
pub use self::oscore::OscoreContext;
pub use self::sms::SmsCredentials;

/// Why Resources are no credentials.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Fault {
    /// A Resource that the mode needs is absent or empty.
    Missing(ResourceId),
    /// A number that the standard does not define; it can be carried all the same (D-167).
    Unknown(ResourceId),
    /// Another number of octets than the standard has; the words say which.
    Length(ResourceId, &'static str),
    /// Octets that should be UTF-8.
    NotUtf8(ResourceId),
}

impl Fault {
    /// The Resource in question.
    #[must_use]
    pub const fn resource(self) -> ResourceId {
        match self {
            Self::Missing(resource)
            | Self::Unknown(resource)
            | Self::Length(resource, _)
            | Self::NotUtf8(resource) => resource,
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let resource = self.resource().get();
        match self {
            Self::Missing(_) => write!(f, "expected resource {resource}, found none"),
            Self::Unknown(_) => {
                write!(f, "expected a defined number in resource {resource}, found another")
            }
            Self::Length(_, expected) => {
                write!(f, "expected {expected} in resource {resource}, found another length")
            }
            Self::NotUtf8(_) => {
                write!(f, "expected utf-8 text in resource {resource}, found other octets")
            }
        }
    }
}

impl core::error::Error for Fault {}
