//! Alerts of TLS and DTLS, as /1/x/11 keeps the last one, and what a client does about each.
//! LwM2M Core 1.2.2, E.2; LwM2M Transport 1.2.2, 5.2.10; the registry of IANA.

use core::fmt;

/// The description of an alert, as TLS numbers it: 40 is `handshake_failure`.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Alert(pub u8);

/// What a client does when a handshake ends in an alert.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[allow(clippy::exhaustive_enums, reason = "the three classes of the standard")]
pub enum AlertClass {
    /// It may pass: the client tries again, as for a Register that was not answered; see [`retry`](crate::retry).
    Retry,
    /// It will not pass, since a certificate or what the client asks for is not accepted: this server is given up,
    /// as for a Register that was refused.
    Fail,
    /// It says nothing about the server's mind, and changes nothing.
    Ignore,
}

impl Alert {
    /// The alert that /1/x/11 holds; `None` for a number beyond an octet.
    #[must_use]
    pub fn from_value(value: u64) -> Option<Self> {
        u8::try_from(value).ok().map(Self)
    }

    /// What a client does about it; `None` for an alert that the standard puts into no class.
    ///
    /// ```
    /// use lwm2m_model::security::{Alert, AlertClass};
    ///
    /// // unknown_ca, internal_error, protocol_version.
    /// assert_eq!(Alert(48).class(), Some(AlertClass::Fail));
    /// assert_eq!(Alert(80).class(), None);
    /// assert_eq!(Alert(70).class(), Some(AlertClass::Retry));
    /// ```
    #[must_use]
    pub const fn class(self) -> Option<AlertClass> {
        match self.0 {
            0 | 10 | 20..=22 | 40 | 47 | 50 | 51 | 70 | 71 | 86 | 90 | 100 | 111 => {
                Some(AlertClass::Retry)
            }
            42..=46 | 48 | 49 | 112..=115 => Some(AlertClass::Fail),
            30 | 41 | 60 | 110 => Some(AlertClass::Ignore),
            _ => None,
        }
    }
}

impl From<Alert> for u64 {
    fn from(alert: Alert) -> Self {
        Self::from(alert.0)
    }
}

impl fmt::Display for Alert {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
