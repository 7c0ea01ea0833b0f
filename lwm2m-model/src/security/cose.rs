//! The keys of COSE, which protects what travels over MQTT: object 23, to which /0/x/27 links.
//! LwM2M Core 1.2.2, E.10; RFC 8152, 10.2, table 10.

use lwm2m_codec::{ResourceId, Text};

use super::Fault;
use crate::objects::cose::{AeadAlgorithm, Cose, rid};

/// A key of COSE: all three Resources, which the Object has as mandatory ones.
///
/// ```
/// use lwm2m_codec::Text;
/// use lwm2m_model::objects::cose::{AeadAlgorithm, Cose};
/// use lwm2m_model::security::{CoseKey, Fault};
///
/// let mut cose = Cose::new();
/// let key = CoseKey {
///     kid: Text::new("node1"),
///     aead_algorithm: AeadAlgorithm::AesCcm16_64_128,
///     key: Text::new("a key as text"),
/// };
/// key.clone().put(&mut cose);
/// assert_eq!(CoseKey::of(&cose), Ok(key));
/// cose.key = None;
/// assert_eq!(CoseKey::of(&cose).unwrap_err().to_string(), "expected resource 2, found none");
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
#[allow(clippy::exhaustive_structs, reason = "the three Resources of the standard")]
pub struct CoseKey<'a> {
    /// By which the other side finds the key.
    pub kid: Text<'a>,
    /// What it is used with.
    pub aead_algorithm: AeadAlgorithm,
    /// The key, as text; the standard does not say how octets become one.
    pub key: Text<'a>,
}

impl<'a> CoseKey<'a> {
    /// What an Object Instance holds.
    ///
    /// # Errors
    /// [`Fault::Missing`] for each of the three that is absent, and for an empty key identifier or key;
    /// [`Fault::Unknown`] for an algorithm that RFC 8152, table 10 does not have.
    pub fn of(cose: &'a Cose<'_>) -> Result<Self, Fault> {
        let present = |text: &'a Option<Text<'_>>, resource: ResourceId| {
            let text = text.as_ref().filter(|text| !text.is_empty());
            text.map(Text::borrowed).ok_or(Fault::Missing(resource))
        };
        let kid = present(&cose.kid, rid::KID)?;
        let aead_algorithm = cose.aead_algorithm.ok_or(Fault::Missing(rid::AEAD_ALGORITHM))?;
        if matches!(aead_algorithm, AeadAlgorithm::Other(_)) {
            return Err(Fault::Unknown(rid::AEAD_ALGORITHM));
        }
        Ok(Self { kid, aead_algorithm, key: present(&cose.key, rid::KEY)? })
    }

    /// Puts it into an Object Instance.
    pub fn put(self, cose: &mut Cose<'a>) {
        cose.kid = Some(self.kid);
        cose.aead_algorithm = Some(self.aead_algorithm);
        cose.key = Some(self.key);
    }

    /// How many octets a key of its algorithm has: 16 or 32; `None` for an algorithm that is not known here.
    #[must_use]
    pub const fn key_length(&self) -> Option<usize> {
        match self.aead_algorithm {
            AeadAlgorithm::AesCcm16_64_128
            | AeadAlgorithm::AesCcm64_64_128
            | AeadAlgorithm::AesCcm16_128_128
            | AeadAlgorithm::AesCcm64_128_128 => Some(16),
            AeadAlgorithm::AesCcm16_64_256
            | AeadAlgorithm::AesCcm64_64_256
            | AeadAlgorithm::AesCcm16_128_256
            | AeadAlgorithm::AesCcm64_128_256 => Some(32),
            AeadAlgorithm::Other(_) => None,
        }
    }
}
