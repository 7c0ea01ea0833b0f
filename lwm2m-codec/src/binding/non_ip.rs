//! CoAP where there is no IP: LoRaWAN and the data of cellular networks. The messages are those of
//! [`coap_udp`](super::coap_udp); here is what else holds.
//! LwM2M Transport 1.1.1, 6.8.4 (LoRaWAN) and appendix D (cellular networks).

use core::time::Duration;

use crate::deviation::Report;
use crate::error::{ErrorKind, Result};
use crate::message::Request;
use crate::operation::{Register, Registration, RegistrationDefaults};
use crate::options::{Options, Version};

/// The longest message over a cellular network without IP, in octets (COA-05).
pub const CELLULAR_MTU: usize = 1358;

/// How often a message is sent again over LoRaWAN before it counts as lost.
pub const LORAWAN_MAX_RETRANSMIT: u8 = 4;

/// How long an acknowledgement is waited for over LoRaWAN.
pub const LORAWAN_ACK_TIMEOUT: Duration = Duration::from_secs(300);

/// The lifetime of a client over LoRaWAN that says nothing, in seconds: thirty days.
pub const LORAWAN_LIFETIME: u64 = 2_592_000;

/// A port of LoRaWAN for applications: 1 to 255, as in `lorawan://10`.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct FPort(u8);

impl FPort {
    /// A port.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`] for 0, which is the network's own.
    pub const fn new(port: u8) -> Result<Self, ErrorKind> {
        if port == 0 { Err(ErrorKind::OutOfRange) } else { Ok(Self(port)) }
    }

    /// The number.
    #[must_use]
    pub const fn get(self) -> u8 {
        self.0
    }
}

/// A port of the Reliable Data Service: 0 to 15, as /0/x/28 and /0/x/29 hold them.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct RdsPort(u8);

impl RdsPort {
    /// A port.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`] above 15.
    pub const fn new(port: u8) -> Result<Self, ErrorKind> {
        if port > 15 { Err(ErrorKind::OutOfRange) } else { Ok(Self(port)) }
    }

    /// The number.
    #[must_use]
    pub const fn get(self) -> u8 {
        self.0
    }
}

/// What a client over LoRaWAN leaves out of its Register (COA-04): the version where it is 1.1, the lifetime where it
/// is [`LORAWAN_LIFETIME`]. The endpoint's name is the DevEUI then, which the server has from the network.
#[must_use]
pub fn shortened(mut registration: Registration<'_>) -> Registration<'_> {
    registration.version = registration.version.filter(|version| *version != Version::V1_1);
    registration.lifetime = registration.lifetime.filter(|lifetime| *lifetime != LORAWAN_LIFETIME);
    registration
}

impl<R: Report> Options<'_, R> {
    /// Reads a Register that came over LoRaWAN: what it leaves out is as [`shortened`] says, and its list of Objects
    /// may be missing. A server that can't tell what the client has asks for the list with
    /// [`Code::CONFLICT`](crate::message::Code::CONFLICT). *Requires feature `coap`.*
    ///
    /// # Errors
    /// As [`Options::dispatch`].
    pub fn lorawan_register<'a>(self, request: &Request<'a>) -> Result<Register<'a>> {
        let defaults = RegistrationDefaults { version: Version::V1_1, lifetime: LORAWAN_LIFETIME };
        self.register_with(request, defaults)
    }
}
