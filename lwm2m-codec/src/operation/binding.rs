//! Binding and queue mode: `b`, `Q` and /1/x/7. LwM2M Core 1.2.2, 6.2.1.2; D-123, D-124.

use core::fmt;

use super::reading::Reading;
use crate::deviation::DeviationKind;
use crate::error::{Error, ErrorKind, Result};
use crate::options::Version;
use crate::value::Text;

/// One of the transports that a client can be reached by.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum Transport {
    /// `U`: CoAP over UDP.
    Udp,
    /// `M`: MQTT, from 1.2.
    Mqtt,
    /// `H`: HTTP, from 1.2.
    Http,
    /// `T`: CoAP over TCP, from 1.1.
    Tcp,
    /// `S`: SMS.
    Sms,
    /// `N`: CoAP over a transport without IP, from 1.1.
    NonIp,
}

impl Transport {
    /// Every transport, in the order in which they are written (D-123).
    pub const ALL: &[Self] =
        &[Self::Udp, Self::Mqtt, Self::Http, Self::Tcp, Self::Sms, Self::NonIp];

    /// The letter.
    #[must_use]
    pub const fn letter(self) -> char {
        match self {
            Self::Udp => 'U',
            Self::Mqtt => 'M',
            Self::Http => 'H',
            Self::Tcp => 'T',
            Self::Sms => 'S',
            Self::NonIp => 'N',
        }
    }

    /// The version that brought it.
    #[must_use]
    pub const fn since(self) -> Version {
        match self {
            Self::Udp | Self::Sms => Version::V1_0,
            Self::Tcp | Self::NonIp => Version::V1_1,
            Self::Mqtt | Self::Http => Version::V1_2,
        }
    }
}

/// The transports that a client can be reached by: `U`, `UT`. Without `b` it is UDP.
#[derive(Clone, Copy, Eq, Hash, PartialEq)]
pub struct Binding(u8);

impl Binding {
    /// UDP alone: what holds where nothing is said.
    pub const UDP: Self = Self(bit(Transport::Udp));

    /// Some transports, in any order.
    #[must_use]
    pub fn of(transports: &[Transport]) -> Self {
        Self(transports.iter().fold(0, |set, transport| set | bit(*transport)))
    }

    /// Whether a transport is among them.
    #[must_use]
    pub const fn contains(self, transport: Transport) -> bool {
        self.0 & bit(transport) != 0
    }

    /// The transports, in the order in which they are written.
    pub fn transports(self) -> impl Iterator<Item = Transport> {
        Transport::ALL.iter().copied().filter(move |transport| self.contains(*transport))
    }

    /// Checks that a version has these transports, and at least one of them.
    ///
    /// # Errors
    /// [`ErrorKind::Query`].
    pub fn check(self, version: Version) -> Result<()> {
        if self.0 == 0 {
            return Err(ErrorKind::Query("at least one transport").into());
        }
        if self.transports().any(|transport| transport.since() > version) {
            return Err(ErrorKind::Query(letters(version)).into());
        }
        Ok(())
    }

    /// Reads `b`: the transports, and whether there is a `Q` among them.
    pub(super) fn read(
        text: &Text<'_>,
        offset: usize,
        reading: &mut Reading<'_>,
    ) -> Result<(Self, bool)> {
        let malformed = |expected| Err(Error::from(ErrorKind::Query(expected)).at(offset));
        let version = reading.version;
        let (mut binding, mut queue_mode, mut repeated) = (Self(0), false, false);
        for c in text.chars() {
            let transport = Transport::ALL.iter().copied().find(|t| t.letter() == c);
            match transport {
                Some(transport) if transport.since() <= version => {
                    repeated |= binding.contains(transport);
                    binding.0 |= bit(transport);
                }
                None if c == 'Q' => {
                    repeated |= queue_mode;
                    queue_mode = true;
                }
                _ => return malformed(letters(version)),
            }
        }
        if binding.0 == 0 {
            return malformed("at least one transport");
        }
        if repeated && !reading.allow_parameter(DeviationKind::RepeatedBinding, offset) {
            return malformed("each transport once");
        }
        if version > Version::V1_0 {
            let q_in_binding = DeviationKind::QInBinding;
            if queue_mode && !reading.allow_parameter(q_in_binding, offset) {
                return malformed(letters(version));
            }
        } else if !repeated
            && !["U", "UQ", "S", "SQ", "US", "UQS"].iter().any(|legal| text == legal)
            && !reading.allow_parameter(DeviationKind::BindingOrder, offset)
        {
            return malformed("U, UQ, S, SQ, US or UQS");
        }
        Ok((binding, queue_mode))
    }
}

/// Which letters a version has.
const fn letters(version: Version) -> &'static str {
    match version {
        Version::V1_0 => "U, UQ, S, SQ, US or UQS",
        Version::V1_1 => "letters out of U, T, S and N",
        Version::V1_2 => "letters out of U, M, H, T, S and N",
    }
}

const fn bit(transport: Transport) -> u8 {
    // Transports count up from 0, and a set has a bit for each.
    const { assert!(Transport::ALL.len() <= 8) }
    1 << transport as u8
}

impl From<Transport> for Binding {
    fn from(transport: Transport) -> Self {
        Self(bit(transport))
    }
}

impl Default for Binding {
    fn default() -> Self {
        Self::UDP
    }
}

/// `UMHTSN`.
impl fmt::Display for Binding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use fmt::Write;
        self.transports().try_for_each(|transport| f.write_char(transport.letter()))
    }
}

impl fmt::Debug for Binding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A binding as `b` has it: in 1.0 with the `Q` behind its first letter.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WithQueue(pub(crate) Binding, pub(crate) bool);

impl fmt::Display for WithQueue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use fmt::Write;
        let Self(binding, queue_mode) = *self;
        for (at, transport) in binding.transports().enumerate() {
            f.write_char(transport.letter())?;
            if at == 0 && queue_mode {
                f.write_char('Q')?;
            }
        }
        Ok(())
    }
}
