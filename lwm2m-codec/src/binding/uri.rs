//! The URIs of servers: schemes, ports where none is said, and what stands between. Resources /0/x/0 and /0/x/25.
//! LwM2M Transport 1.2.2, 6; RFC 7252, 6; RFC 8323, 8; RFC 3966; RFC 3986, 3.

use core::fmt;

use crate::error::{Error, ErrorKind, Result};
use crate::operation::Transport;
use crate::options::Version;

/// One row a scheme: its name, the binding, the port where none is said, the version that brought it, what it is.
macro_rules! schemes {
    ($($variant:ident $name:literal $transport:ident $port:expr, $since:ident, $secure:literal, $what:literal;)*) => {
        /// The scheme of a server's URI.
        #[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
        #[cfg_attr(feature = "defmt", derive(defmt::Format))]
        #[non_exhaustive]
        pub enum Scheme {
            $(#[doc = concat!("`", $name, "`: ", $what, ".")] $variant,)*
        }

        impl Scheme {
            /// Every scheme.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The name, in lower case.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The transport that it stands for.
            #[must_use]
            pub const fn transport(self) -> Transport {
                match self { $(Self::$variant => Transport::$transport,)* }
            }

            /// The port where none is said; `None` where there are no ports.
            #[must_use]
            pub const fn default_port(self) -> Option<u16> {
                match self { $(Self::$variant => $port,)* }
            }

            /// The version that brought it.
            #[must_use]
            pub const fn since(self) -> Version {
                match self { $(Self::$variant => Version::$since,)* }
            }

            /// Whether the transport itself is secured, by DTLS or TLS.
            #[must_use]
            pub const fn is_secure(self) -> bool {
                match self { $(Self::$variant => $secure,)* }
            }
        }
    };
}

schemes! {
    Coap "coap" Udp Some(5683), V1_0, false, "CoAP over UDP";
    Coaps "coaps" Udp Some(5684), V1_0, true, "CoAP over DTLS";
    CoapTcp "coap+tcp" Tcp Some(5683), V1_1, false, "CoAP over TCP";
    CoapsTcp "coaps+tcp" Tcp Some(5684), V1_1, true, "CoAP over TLS";
    CoapWs "coap+ws" Tcp Some(80), V1_2, false, "CoAP over WebSockets";
    CoapsWs "coaps+ws" Tcp Some(443), V1_2, true, "CoAP over secure WebSockets";
    CoapNidd "coap+nidd" NonIp None, V1_1, false, "CoAP over a cellular network without IP";
    CoapsNidd "coaps+nidd" NonIp None, V1_1, true, "CoAP over DTLS over a cellular network without IP";
    Lorawan "lorawan" NonIp None, V1_1, false, "CoAP over LoRaWAN";
    Tel "tel" Sms None, V1_0, false, "CoAP over SMS";
    Sms "sms" Sms None, V1_0, false, "CoAP over SMS";
    Mqtt "mqtt" Mqtt Some(1883), V1_2, false, "MQTT";
    Mqtts "mqtts" Mqtt Some(8883), V1_2, true, "MQTT over TLS";
    Http "http" Http Some(80), V1_2, false, "HTTP";
    Https "https" Http Some(443), V1_2, true, "HTTP over TLS";
}

impl fmt::Display for Scheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The URI of a server: `coaps://server.example:5684`, `lorawan://10`, `tel:+491711234567`.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct ServerUri<'a> {
    /// The scheme.
    pub scheme: Scheme,
    /// The host; an IPv6 address without its brackets, a number of telephones, a port of LoRaWAN. Empty only where a
    /// transport without IP has nothing to say.
    pub host: &'a str,
    /// The port, where one is said.
    pub port: Option<u16>,
    /// What follows, with its slash; mostly nothing.
    pub path: &'a str,
}

impl<'a> ServerUri<'a> {
    /// The longest URI, in octets.
    pub const LONGEST: usize = 255;

    /// Reads a URI.
    ///
    /// ```
    /// use lwm2m_codec::binding::uri::{Scheme, ServerUri};
    ///
    /// let uri = ServerUri::parse("coaps://[2001:db8::1]")?;
    /// assert_eq!((uri.scheme, uri.host), (Scheme::Coaps, "2001:db8::1"));
    /// assert_eq!(uri.port_or_default(), Some(5684));
    /// # Ok::<(), lwm2m_codec::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Uri`] with the byte; [`ErrorKind::ValueTooLong`] beyond 255 octets.
    pub fn parse(text: &'a str) -> Result<Self> {
        if text.len() > Self::LONGEST {
            return Err(Error::from(ErrorKind::ValueTooLong { limit: Self::LONGEST }).at(0));
        }
        let refused = |expected, at: usize| {
            Err(Error::from(ErrorKind::Uri(expected)).at(at.min(text.len().saturating_sub(1))))
        };
        let Some((name, rest)) = text.split_once(':') else {
            return refused("a scheme and a colon", 0);
        };
        let known = |scheme: &&Scheme| scheme.name().eq_ignore_ascii_case(name);
        let Some(&scheme) = Scheme::ALL.iter().find(known) else {
            return refused("a scheme of LwM2M", 0);
        };
        let start = name.len() + 1;
        if scheme.transport() == Transport::Sms {
            return match telephone(rest) {
                Ok(()) => Ok(Self { scheme, host: rest, port: None, path: "" }),
                Err(at) => refused("a number of a telephone", start + at),
            };
        }
        let Some(rest) = rest.strip_prefix("//") else {
            return refused("two slashes behind the scheme", start);
        };
        let start = start + 2;
        if let Some(at) = rest.find(|c: char| !c.is_ascii_graphic() || "\"<>\\^`{|}?#@".contains(c))
        {
            return refused("a host, a port and a path, and nothing else", start + at);
        }
        let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let (host, port) = match authority.strip_prefix('[') {
            Some(inner) => {
                let Some((host, port)) = inner.split_once(']') else {
                    return refused("a bracket behind an address", start + authority.len());
                };
                let is_address = |c: u8| c.is_ascii_hexdigit() || matches!(c, b':' | b'.');
                if host.is_empty() || !host.bytes().all(is_address) {
                    return refused("an address between brackets", start + 1);
                }
                (host, port)
            }
            None => authority.split_at(authority.find(':').unwrap_or(authority.len())),
        };
        let port_at = start + authority.len() - port.len();
        if host.contains(['[', ']']) {
            return refused("brackets around an address only", start);
        }
        let port = match port.strip_prefix(':') {
            None if port.is_empty() => None,
            None => return refused("a colon before a port", port_at),
            // RFC 3986, 3.2.3: no digits, no port.
            Some("") if scheme.default_port().is_some() => None,
            Some(digits) => match number(digits).and_then(|port| u16::try_from(port).ok()) {
                Some(port) if port > 0 && scheme.default_port().is_some() => Some(port),
                _ => return refused("a port from 1 to 65535 where there are ports", port_at),
            },
        };
        match scheme {
            Scheme::Lorawan if !number(host).is_some_and(|port| (1..=255).contains(&port)) => {
                refused("a port of LoRaWAN from 1 to 255", start)
            }
            Scheme::CoapNidd | Scheme::CoapsNidd | Scheme::Lorawan => {
                Ok(Self { scheme, host, port, path })
            }
            _ if host.is_empty() => refused("a host", start),
            _ => Ok(Self { scheme, host, port, path }),
        }
    }

    /// The port; `None` where there are no ports.
    #[must_use]
    pub fn port_or_default(&self) -> Option<u16> {
        self.port.or(self.scheme.default_port())
    }
}

/// The URI, with its scheme in lower case and its port where one was said.
impl fmt::Display for ServerUri<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { scheme, host, port, path } = self;
        if scheme.transport() == Transport::Sms {
            return write!(f, "{scheme}:{host}");
        }
        match host.contains(':') {
            true => write!(f, "{scheme}://[{host}]")?,
            false => write!(f, "{scheme}://{host}")?,
        }
        if let Some(port) = port {
            write!(f, ":{port}")?;
        }
        f.write_str(path)
    }
}

/// Up to five digits, without zeros in front.
fn number(digits: &str) -> Option<u32> {
    let plain = (1..=5).contains(&digits.len()) && digits.bytes().all(|c| c.is_ascii_digit());
    digits.parse().ok().filter(|_| plain && !digits.starts_with('0'))
}

/// RFC 3966, 3: digits, perhaps behind a plus, perhaps with marks between them that mean nothing; or the byte of
/// what is something else.
fn telephone(text: &str) -> Result<(), usize> {
    let digits = text.strip_prefix('+').unwrap_or(text);
    let other = |c: char| !(c.is_ascii_digit() || "-.()".contains(c));
    match digits.find(other) {
        Some(at) => Err(text.len() - digits.len() + at),
        None if !digits.contains(|c: char| c.is_ascii_digit()) => Err(0),
        None => Ok(()),
    }
}
