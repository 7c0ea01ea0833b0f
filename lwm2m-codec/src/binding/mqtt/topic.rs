//! Topics: `tenant-a/lwm2m/rd/node1`. LwM2M Transport 1.2.2, 8.2; D-161.

use core::fmt::{self, Write};

use crate::error::{Error, ErrorKind, Result};
use crate::message::Location;
use crate::operation::{Operation, Role};
use crate::output::{Ascii, Output};

/// Which of its two relations a client speaks in.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[allow(clippy::exhaustive_enums, reason = "a client has a server and a bootstrap server")]
pub enum Interface {
    /// `bs`: with a Bootstrap-Server.
    Bootstrap,
    /// `rd`: with a server, in all but the bootstrap.
    Registration,
}

impl Interface {
    /// The level of the topic.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Bootstrap => "bs",
            Self::Registration => "rd",
        }
    }

    /// That of an operation.
    #[must_use]
    pub const fn of(operation: Operation) -> Self {
        match operation.role() {
            Role::BootstrapClient | Role::BootstrapServer => Self::Bootstrap,
            Role::Client | Role::Server => Self::Registration,
        }
    }
}

/// The topic on which a client and one of its servers publish, both of them.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Topic<'a> {
    prefix: &'a str,
    interface: Interface,
    endpoint: &'a str,
}

impl<'a> Topic<'a> {
    /// The topic of an endpoint, below a prefix without a slash at its end; it may be empty.
    ///
    /// # Errors
    /// [`ErrorKind::Message`] for an endpoint that is empty or has a slash in it, and for wild cards (`#`, `+`) and
    /// NUL in either; [`ErrorKind::ValueTooLong`] beyond the 65,535 octets of a topic.
    pub fn new(prefix: &'a str, interface: Interface, endpoint: &'a str) -> Result<Self> {
        let wild = |text: &str| text.contains(['#', '+', '\0']);
        if wild(prefix) || wild(endpoint) {
            return Err(ErrorKind::Message("a topic without #, + and NUL").into());
        }
        if endpoint.is_empty() || endpoint.contains('/') {
            return Err(ErrorKind::Message("an endpoint name without a slash, not empty").into());
        }
        let topic = Self { prefix, interface, endpoint };
        let limit = usize::from(u16::MAX);
        let mut count = Output::new(&mut []);
        if write!(Ascii(&mut count), "{topic}").is_err() || count.position() > limit {
            return Err(ErrorKind::ValueTooLong { limit }.into());
        }
        Ok(topic)
    }

    /// Reads a topic; whatever stands in front of its last three levels is the prefix.
    ///
    /// # Errors
    /// As [`Topic::new`]; [`ErrorKind::Message`] where the three levels are not those of LwM2M, with their byte.
    pub fn parse(text: &'a str) -> Result<Self> {
        let other = |at| {
            Error::from(ErrorKind::Message("a topic of lwm2m, bs or rd, and an endpoint")).at(at)
        };
        let (front, endpoint) = text.rsplit_once('/').ok_or_else(|| other(0))?;
        let (front, interface) = front.rsplit_once('/').ok_or_else(|| other(0))?;
        let interface = match interface {
            "bs" => Interface::Bootstrap,
            "rd" => Interface::Registration,
            _ => return Err(other(front.len() + 1)),
        };
        let prefix = match front.rsplit_once('/') {
            None if front == "lwm2m" => "",
            Some((prefix, "lwm2m")) if !prefix.is_empty() => prefix,
            Some((prefix, _)) => return Err(other(prefix.len() + 1)),
            None => return Err(other(0)),
        };
        Self::new(prefix, interface, endpoint).map_err(|error| error.at(0))
    }

    /// What stands in front; mostly nothing, or the name of a tenant.
    #[must_use]
    pub const fn prefix(&self) -> &'a str {
        self.prefix
    }

    /// Whether it is that of the bootstrap.
    #[must_use]
    pub const fn interface(&self) -> Interface {
        self.interface
    }

    /// The endpoint client name.
    #[must_use]
    pub const fn endpoint(&self) -> &'a str {
        self.endpoint
    }

    /// The location of the endpoint's registration, which no message tells.
    #[must_use]
    pub const fn location(&self) -> Location<'a> {
        Location::of_endpoint(self.endpoint)
    }

    /// Writes it to the front of a buffer; it is also what is shown.
    ///
    /// # Errors
    /// [`ErrorKind::BufferTooSmall`] with the length.
    pub fn encode<'b>(&self, buffer: &'b mut [u8]) -> Result<&'b str> {
        let mut out = Output::new(buffer);
        if write!(Ascii(&mut out), "{self}").is_err() {
            return Err(ErrorKind::Message("a topic that can be shown").into());
        }
        core::str::from_utf8(out.finish()?).map_err(|_| ErrorKind::NotUtf8.into())
    }
}

/// `tenant-a/lwm2m/rd/node1`.
impl fmt::Display for Topic<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.prefix)?;
        let slash = if self.prefix.is_empty() { "" } else { "/" };
        write!(f, "{slash}lwm2m/{}/{}", self.interface.name(), self.endpoint)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// MQT-02.
    #[test]
    fn d_161_topics() {
        let new = |text: &'static str| Topic::parse(text).map_err(|e| (e.kind(), e.offset()));
        let rd = |prefix, endpoint| Topic::new(prefix, Interface::Registration, endpoint);
        let levels = ErrorKind::Message("a topic of lwm2m, bs or rd, and an endpoint");
        let wild = ErrorKind::Message("a topic without #, + and NUL");
        let slash = ErrorKind::Message("an endpoint name without a slash, not empty");
        for (text, expected) in [
            ("lwm2m/rd/node1", Ok(("", Interface::Registration, "node1"))),
            ("tenant-a/lwm2m/bs/node1", Ok(("tenant-a", Interface::Bootstrap, "node1"))),
            ("/a//b/lwm2m/rd/é", Ok(("/a//b", Interface::Registration, "é"))),
            ("lwm2m/rd/lwm2m/bs/x", Ok(("lwm2m/rd", Interface::Bootstrap, "x"))),
            ("lwm2m/rd", Err((levels, Some(0)))),
            ("", Err((levels, Some(0)))),
            ("/lwm2m/rd/x", Err((levels, Some(1)))),
            ("a/lwm2m/dp/x", Err((levels, Some(8)))),
            ("a/lwm2m1/rd/x", Err((levels, Some(2)))),
            ("a/lwm2m/rd/", Err((slash, Some(0)))),
            ("a/lwm2m/rd/+", Err((wild, Some(0)))),
            ("#/lwm2m/rd/x", Err((wild, Some(0)))),
            ("a/lwm2m/rd/x\0", Err((wild, Some(0)))),
        ] {
            let found = new(text);
            assert_eq!(found.map(|t| (t.prefix, t.interface, t.endpoint)), expected, "{text}");
            if let Ok(topic) = found {
                assert_eq!(topic.encode(&mut [0; 64]), Ok(text));
            }
        }
        assert_eq!(rd("a", "b/c").map_err(|e| e.kind()), Err(slash));
        assert_eq!(rd("a", "b+").map_err(|e| e.kind()), Err(wild));
        let long = alloc::vec![b'a'; 65_535];
        let long = core::str::from_utf8(&long).unwrap();
        assert_eq!(
            rd("", long).map_err(|e| e.kind()),
            Err(ErrorKind::ValueTooLong { limit: 65_535 })
        );
        assert!(rd("", &long[9..]).is_ok());
    }
}
