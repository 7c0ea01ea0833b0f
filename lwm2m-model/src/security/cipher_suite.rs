//! DTLS and TLS cipher suites as /0/x/16 has them. LwM2M Core 1.2.2, E.1; D-168.

use core::fmt;

/// A cipher suite: its two IANA octets as one number, `C0A8` = 49320.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct CipherSuite(pub u16);

impl CipherSuite {
    /// `TLS_PSK_WITH_AES_128_CCM_8`: what every client and server with pre-shared keys has.
    pub const PSK_AES_128_CCM_8: Self = Self(0xc0a8);
    /// `TLS_PSK_WITH_AES_128_CBC_SHA256`.
    pub const PSK_AES_128_CBC_SHA256: Self = Self(0x00ae);
    /// `TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8`: what every client and server with public keys or certificates has.
    pub const ECDHE_ECDSA_AES_128_CCM_8: Self = Self(0xc0ae);
    /// `TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256`.
    pub const ECDHE_ECDSA_AES_128_CBC_SHA256: Self = Self(0xc023);

    /// The suite of a value of /0/x/16; `None` for a number beyond two octets.
    #[must_use]
    pub fn from_value(value: u64) -> Option<Self> {
        u16::try_from(value).ok().map(Self)
    }

    /// The suite of its two octets in the registry of IANA.
    #[must_use]
    pub const fn from_octets(octets: [u8; 2]) -> Self {
        Self(u16::from_be_bytes(octets))
    }

    /// The two octets.
    #[must_use]
    pub const fn octets(self) -> [u8; 2] {
        self.0.to_be_bytes()
    }
}

/// `C0A8`.
impl fmt::Display for CipherSuite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04X}", self.0)
    }
}
