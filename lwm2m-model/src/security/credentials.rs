//! Security Mode and the Resources that it gives a meaning: /0/x/2 to 5, 13 and 15.
//! LwM2M Core 1.2.2, E.1; LwM2M Transport 1.2.2, 5.2.4 to 5.2.9.

use lwm2m_codec::{Opaque, ResourceId, Version};

use super::Fault;
use crate::objects::security::{CertificateUsage, MatchingType, Security, SecurityMode, rid};

/// What a client and a server know each other by; the mode with what it needs, and nothing that it doesn't.
///
/// ```
/// use lwm2m_codec::Opaque;
/// use lwm2m_model::objects::security::{Security, SecurityMode};
/// use lwm2m_model::security::{Credentials, Fault};
///
/// let (identity, key) = (Opaque::new(b"node1"), Opaque::new(b"sixteen octets.."));
/// let credentials = Credentials::PreSharedKey { identity, key };
/// let mut security = Security::new();
/// credentials.clone().put(&mut security);
/// assert_eq!(security.security_mode, Some(SecurityMode::PreSharedKey));
/// assert_eq!(Credentials::of(&security), Ok(credentials));
///
/// security.secret_key = None;
/// let fault = Credentials::of(&security).unwrap_err();
/// assert_eq!(fault.to_string(), "expected resource 5, found none");
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Credentials<'a> {
    /// 3: nothing.
    NoSec,
    /// 0: one key that both sides have.
    PreSharedKey {
        /// By which the server finds the key: UTF-8, at most 128 octets.
        identity: Opaque<'a>,
        /// The key, at most 64 octets; 16 or more are recommended.
        key: Opaque<'a>,
    },
    /// 1: public keys without certificates.
    RawPublicKey {
        /// The client's SubjectPublicKeyInfo, DER (RFC 7250).
        public_key: Opaque<'a>,
        /// The server's, or its hash where Matching Type says so.
        server: ServerCertificate<'a>,
        /// The client's private key, DER (RFC 5958).
        secret_key: Opaque<'a>,
    },
    /// 2: certificates.
    Certificate {
        /// The client's certificate, DER.
        certificate: Opaque<'a>,
        /// The server's certificate, or whatever Certificate Usage says.
        server: ServerCertificate<'a>,
        /// The client's private key, DER (RFC 5958).
        secret_key: Opaque<'a>,
    },
    /// 4: certificates, of which the client gets its own by EST; from 1.1.
    CertificateWithEst {
        /// The server's certificate, or whatever Certificate Usage says.
        server: ServerCertificate<'a>,
    },
}

/// By what a client knows a server: /0/x/4 and what says how it is to be understood.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ServerCertificate<'a> {
    /// A public key, a certificate, or a hash of it.
    pub octets: Opaque<'a>,
    /// Whether it is the thing itself or its hash (/0/x/13); exact where nothing is said.
    pub matching: MatchingType,
    /// Whose certificate it is (/0/x/15); domain-issued where nothing is said.
    pub usage: CertificateUsage,
}

impl<'a> Credentials<'a> {
    /// The credentials that an Object Instance holds; Resources that its mode does not need are left alone.
    ///
    /// # Errors
    /// [`Fault::Missing`] for the mode, and for a Resource that it needs; [`Fault::Unknown`] for a mode, a matching
    /// type or a usage that the standard does not define; [`Fault::Length`] and [`Fault::NotUtf8`] for an identity,
    /// a key or a hash that is none.
    pub fn of<const N: usize>(security: &'a Security<'_, N>) -> Result<Self, Fault> {
        let mode = security.security_mode.ok_or(Fault::Missing(rid::SECURITY_MODE))?;
        let first =
            || present(security.public_key_or_identity.as_ref(), rid::PUBLIC_KEY_OR_IDENTITY);
        let secret_key = || present(security.secret_key.as_ref(), rid::SECRET_KEY);
        Ok(match mode {
            SecurityMode::NoSec => Self::NoSec,
            SecurityMode::PreSharedKey => {
                let (identity, key) = (first()?, secret_key()?);
                let mut buffer = [0; MOST_IDENTITY];
                let text = identity.copy_to(&mut buffer).map_err(|_| {
                    Fault::Length(rid::PUBLIC_KEY_OR_IDENTITY, "an identity of at most 128 octets")
                })?;
                if core::str::from_utf8(text).is_err() {
                    return Err(Fault::NotUtf8(rid::PUBLIC_KEY_OR_IDENTITY));
                }
                if key.len() > MOST_KEY {
                    return Err(Fault::Length(rid::SECRET_KEY, "a key of at most 64 octets"));
                }
                Self::PreSharedKey { identity, key }
            }
            SecurityMode::RawPublicKey => Self::RawPublicKey {
                public_key: first()?,
                server: ServerCertificate::of(security)?,
                secret_key: secret_key()?,
            },
            SecurityMode::Certificate => Self::Certificate {
                certificate: first()?,
                server: ServerCertificate::of(security)?,
                secret_key: secret_key()?,
            },
            SecurityMode::CertificateWithEst => {
                Self::CertificateWithEst { server: ServerCertificate::of(security)? }
            }
            SecurityMode::Other(_) => return Err(Fault::Unknown(rid::SECURITY_MODE)),
        })
    }

    /// The mode.
    #[must_use]
    pub const fn mode(&self) -> SecurityMode {
        match self {
            Self::NoSec => SecurityMode::NoSec,
            Self::PreSharedKey { .. } => SecurityMode::PreSharedKey,
            Self::RawPublicKey { .. } => SecurityMode::RawPublicKey,
            Self::Certificate { .. } => SecurityMode::Certificate,
            Self::CertificateWithEst { .. } => SecurityMode::CertificateWithEst,
        }
    }

    /// Puts them into an Object Instance.
    ///
    /// What the mode does not need becomes empty in Resources 3 to 5, which are mandatory, and absent in 13 and 15,
    /// which are not; so do the values that hold where nothing is said.
    pub fn put<const N: usize>(self, security: &mut Security<'a, N>) {
        security.security_mode = Some(self.mode());
        let (first, server, secret_key) = match self {
            Self::NoSec => (None, None, None),
            Self::PreSharedKey { identity, key } => (Some(identity), None, Some(key)),
            Self::RawPublicKey { public_key: first, server, secret_key }
            | Self::Certificate { certificate: first, server, secret_key } => {
                (Some(first), Some(server), Some(secret_key))
            }
            Self::CertificateWithEst { server } => (None, Some(server), None),
        };
        security.public_key_or_identity = Some(first.unwrap_or_default());
        security.secret_key = Some(secret_key.unwrap_or_default());
        let (octets, matching, usage) = match server {
            Some(ServerCertificate { octets, matching, usage }) => {
                (octets, Some(matching), Some(usage))
            }
            None => (Opaque::default(), None, None),
        };
        security.server_public_key = Some(octets);
        security.matching_type = matching.filter(|matching| *matching != MatchingType::Exact);
        security.certificate_usage =
            usage.filter(|usage| *usage != CertificateUsage::DomainIssuedCertificate);
    }
}

impl<'a> ServerCertificate<'a> {
    /// The server's public key or certificate itself.
    #[must_use]
    pub const fn exact(octets: Opaque<'a>) -> Self {
        let usage = CertificateUsage::DomainIssuedCertificate;
        Self { octets, matching: MatchingType::Exact, usage }
    }

    fn of<const N: usize>(security: &'a Security<'_, N>) -> Result<Self, Fault> {
        let octets = present(security.server_public_key.as_ref(), rid::SERVER_PUBLIC_KEY)?;
        let matching = security.matching_type.unwrap_or(MatchingType::Exact);
        let usage = security.certificate_usage;
        let usage = usage.unwrap_or(CertificateUsage::DomainIssuedCertificate);
        let (length, expected) = match matching {
            MatchingType::Exact => (octets.len(), ""),
            MatchingType::Sha256 => (32, "a hash of 32 octets"),
            MatchingType::Sha384 => (48, "a hash of 48 octets"),
            MatchingType::Sha512 => (64, "a hash of 64 octets"),
            MatchingType::Other(_) => return Err(Fault::Unknown(rid::MATCHING_TYPE)),
        };
        if octets.len() != length {
            return Err(Fault::Length(rid::SERVER_PUBLIC_KEY, expected));
        }
        if matches!(usage, CertificateUsage::Other(_)) {
            return Err(Fault::Unknown(rid::CERTIFICATE_USAGE));
        }
        Ok(Self { octets, matching, usage })
    }
}

/// The Resources among 3, 4 and 5 that a mode needs; none for a number that is not defined.
#[must_use]
pub const fn needed(mode: SecurityMode) -> &'static [ResourceId] {
    match mode {
        SecurityMode::NoSec | SecurityMode::Other(_) => &[],
        SecurityMode::PreSharedKey => &[rid::PUBLIC_KEY_OR_IDENTITY, rid::SECRET_KEY],
        SecurityMode::RawPublicKey | SecurityMode::Certificate => &KEYS,
        SecurityMode::CertificateWithEst => &[rid::SERVER_PUBLIC_KEY],
    }
}

/// Whether a version has a mode: EST came with 1.1.
#[must_use]
pub fn is_of(mode: SecurityMode, version: Version) -> bool {
    match mode {
        SecurityMode::Other(_) => false,
        SecurityMode::CertificateWithEst => version >= Version::V1_1,
        _ => true,
    }
}

/// The Resources among 3, 4 and 5 that hold something although the mode leaves it unused: a client ignores them, and
/// who writes them should not have.
pub fn unused<const N: usize>(security: &Security<'_, N>) -> impl Iterator<Item = ResourceId> {
    let needed = security.security_mode.map_or(&KEYS[..], needed);
    let held =
        [&security.public_key_or_identity, &security.server_public_key, &security.secret_key]
            .map(|octets| octets.as_ref().is_some_and(|octets| !octets.is_empty()));
    let unused = move |(resource, held): &(ResourceId, bool)| *held && !needed.contains(resource);
    KEYS.into_iter().zip(held).filter(unused).map(|(resource, _)| resource)
}

fn present<'a>(octets: Option<&'a Opaque<'_>>, resource: ResourceId) -> Result<Opaque<'a>, Fault> {
    match octets {
        Some(octets) if !octets.is_empty() => Ok(octets.borrowed()),
        _ => Err(Fault::Missing(resource)),
    }
}

const KEYS: [ResourceId; 3] =
    [rid::PUBLIC_KEY_OR_IDENTITY, rid::SERVER_PUBLIC_KEY, rid::SECRET_KEY];

/// The longest identity of a pre-shared key, in octets.
const MOST_IDENTITY: usize = 128;

/// The longest pre-shared key, in octets.
const MOST_KEY: usize = 64;
