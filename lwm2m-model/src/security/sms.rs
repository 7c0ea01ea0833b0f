//! The security of SMS: /0/x/6 to 8. LwM2M Core 1.2.2, E.1.

use lwm2m_codec::Opaque;

use super::Fault;
use crate::objects::security::{Security, SmsSecurityMode, rid};

/// What a client and a server have agreed on for SMS.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum SmsCredentials<'a> {
    /// 1: DTLS with the key of the Object Instance.
    Dtls,
    /// 2: the secure packets of a smart card.
    SecurePackets {
        /// Which keys and algorithms: 6 octets.
        key_parameters: Opaque<'a>,
        /// The keys: 16, 32 or 48 octets.
        keys: Opaque<'a>,
    },
    /// 3: nothing.
    NoSec,
    /// 204 to 255: a vendor's own.
    Proprietary(u8),
}

impl<'a> SmsCredentials<'a> {
    /// What an Object Instance holds.
    ///
    /// # Errors
    /// [`Fault::Missing`] for the mode, and for what secure packets need; [`Fault::Unknown`] for a mode that is
    /// reserved; [`Fault::Length`].
    pub fn of<const N: usize>(security: &'a Security<'_, N>) -> Result<Self, Fault> {
        let mode = security.sms_security_mode.ok_or(Fault::Missing(rid::SMS_SECURITY_MODE))?;
        match mode {
            SmsSecurityMode::DtlsWithPsk => Ok(Self::Dtls),
            SmsSecurityMode::NoSec => Ok(Self::NoSec),
            SmsSecurityMode::SecurePacketStructure => {
                let resource = rid::SMS_BINDING_KEY_PARAMETERS;
                let parameters = security.sms_binding_key_parameters.as_ref();
                let key_parameters = parameters.ok_or(Fault::Missing(resource))?.borrowed();
                if key_parameters.len() != 6 {
                    return Err(Fault::Length(resource, "6 octets"));
                }
                let resource = rid::SMS_BINDING_SECRET_KEY_S;
                let keys = security.sms_binding_secret_key_s.as_ref();
                let keys = keys.ok_or(Fault::Missing(resource))?.borrowed();
                if !matches!(keys.len(), 16 | 32 | 48) {
                    return Err(Fault::Length(resource, "16, 32 or 48 octets"));
                }
                Ok(Self::SecurePackets { key_parameters, keys })
            }
            SmsSecurityMode::Other(number @ 204..=255) => {
                let unknown = |_| Fault::Unknown(rid::SMS_SECURITY_MODE);
                u8::try_from(number).map(Self::Proprietary).map_err(unknown)
            }
            SmsSecurityMode::Other(_) => Err(Fault::Unknown(rid::SMS_SECURITY_MODE)),
        }
    }
}
