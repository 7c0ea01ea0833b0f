//! The keys of OSCORE: object 21, which the first version had as text and the second has as octets.
//! LwM2M Core 1.2.2, E.9; LwM2M Transport 1.2.2, 5.4.

use lwm2m_codec::{Opaque, ResourceId};

use super::Fault;
use crate::objects::oscore::{AeadAlgorithm, HmacAlgorithm, Oscore, rid};

/// What a security context of OSCORE is derived from (RFC 8613, 3.2).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct OscoreContext<'a> {
    /// The master secret.
    pub master_secret: Opaque<'a>,
    /// The client's id.
    pub sender_id: Opaque<'a>,
    /// The server's id.
    pub recipient_id: Opaque<'a>,
    /// AES-CCM-16-64-128 where nothing is said (RFC 8613, 3.2).
    pub aead_algorithm: AeadAlgorithm,
    /// HMAC 256/256 where nothing is said (RFC 8613, 3.2).
    pub hmac_algorithm: HmacAlgorithm,
    /// The master salt; empty where nothing is said.
    pub master_salt: Opaque<'a>,
    /// The id context, where there is one; an empty one is another than none.
    pub id_context: Option<Opaque<'a>>,
}

impl<'a> OscoreContext<'a> {
    /// What an Object Instance of version 2.0 holds. Ids may be empty, but must be there.
    ///
    /// # Errors
    /// [`Fault::Missing`] for the secret and the two ids; [`Fault::Unknown`] for an algorithm that is not known here.
    pub fn of(oscore: &'a Oscore<'_>) -> Result<Self, Fault> {
        let present = |octets: &'a Option<Opaque<'_>>, resource: ResourceId| {
            octets.as_ref().map(Opaque::borrowed).ok_or(Fault::Missing(resource))
        };
        let master_secret = present(&oscore.oscore_master_secret, rid::OSCORE_MASTER_SECRET)?;
        if master_secret.is_empty() {
            return Err(Fault::Missing(rid::OSCORE_MASTER_SECRET));
        }
        let aead_algorithm = oscore.oscore_aead_algorithm;
        let hmac_algorithm = oscore.oscore_hmac_algorithm;
        if matches!(aead_algorithm, Some(AeadAlgorithm::Other(_))) {
            return Err(Fault::Unknown(rid::OSCORE_AEAD_ALGORITHM));
        }
        if matches!(hmac_algorithm, Some(HmacAlgorithm::Other(_))) {
            return Err(Fault::Unknown(rid::OSCORE_HMAC_ALGORITHM));
        }
        Ok(Self {
            master_secret,
            sender_id: present(&oscore.oscore_sender_id, rid::OSCORE_SENDER_ID)?,
            recipient_id: present(&oscore.oscore_recipient_id, rid::OSCORE_RECIPIENT_ID)?,
            aead_algorithm: aead_algorithm.unwrap_or(AeadAlgorithm::AesCcm16_64_128),
            hmac_algorithm: hmac_algorithm.unwrap_or(HmacAlgorithm::Hmac256_256),
            master_salt: oscore
                .oscore_master_salt
                .as_ref()
                .map_or_else(Opaque::default, Opaque::borrowed),
            id_context: oscore.oscore_id_context.as_ref().map(Opaque::borrowed),
        })
    }
}
