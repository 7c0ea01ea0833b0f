//! Requests and responses as every transport has them, between the operations and the bindings.
//! Borrows from a message that was read or from fields that are to be written; knows neither bytes nor sockets.
//! LwM2M Transport 1.2.2, 6.4 (mapping of operations), 6.7 (response codes).

mod code;
mod gather;
#[cfg(feature = "mqtt")]
mod keyed;
mod location;
mod parameter;
mod query;
mod segment;

pub use self::code::Code;
pub use self::gather::{Gather, Gathered};
#[cfg(feature = "mqtt")]
pub use self::keyed::Keyed;
pub use self::location::Location;
pub use self::parameter::Parameter;
pub use self::query::{Parameters, Query};
pub use self::segment::{Segment, Segments};
pub use crate::path::uri::{UriPath, UriPrefix};

use crate::format::ContentFormat;

/// What one side asks of the other: a CoAP request, an HTTP request, an MQTT message with an operation number.
///
/// A binding that has received a message fills it in, and borrows from the message; one that sends reads it and writes
/// the fields out, in whatever order its transport wants. Which operation it is, [`operation`](crate::operation)
/// decides.
///
/// ```
/// use lwm2m_codec::message::{Method, Query, Request, UriPath};
///
/// // What the options of `POST /rd?ep=node1&lt=300` hold.
/// let mut request = Request::new(Method::Post, UriPath::parse("/rd")?);
/// request.query = Query::Options(&["ep=node1", "lt=300"]);
/// let names: Vec<_> = request.query.parameters().map(|p| p.unwrap().name().to_string()).collect();
/// assert_eq!(names, ["ep", "lt"]);
/// # Ok::<(), lwm2m_codec::Error>(())
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Request<'a> {
    /// What is to be done.
    pub method: Method,
    /// To what.
    pub path: UriPath<'a>,
    /// The parameters behind the path.
    pub query: Query<'a>,
    /// The format of the payload.
    pub content_format: Option<ContentFormat>,
    /// The format that the answer shall have.
    pub accept: Option<ContentFormat>,
    /// Whether the answer shall go on, or an earlier one end.
    pub observe: Option<Observe>,
    /// The body; empty where there is none.
    pub payload: &'a [u8],
}

impl<'a> Request<'a> {
    /// A request of nothing but a method and a path.
    #[must_use]
    pub const fn new(method: Method, path: UriPath<'a>) -> Self {
        Self {
            method,
            path,
            query: Query::Empty,
            content_format: None,
            accept: None,
            observe: None,
            payload: &[],
        }
    }
}

/// What comes back, and what a notification is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Response<'a> {
    /// How it went.
    pub code: Code,
    /// The format of the payload.
    pub content_format: Option<ContentFormat>,
    /// That an observation stands: the number by which notifications are put in order, 24 bits of it.
    pub observe: Option<u32>,
    /// What was made, by a Register or a Create.
    pub location: Option<Location<'a>>,
    /// The body; empty where there is none.
    pub payload: &'a [u8],
}

impl Response<'_> {
    /// A response of nothing but a code.
    #[must_use]
    pub const fn new(code: Code) -> Self {
        Self { code, content_format: None, observe: None, location: None, payload: &[] }
    }
}

/// The method of a request: RFC 7252, 5.8; RFC 8132.
// Closed: what a transport has beyond these it answers itself, with 4.05.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum Method {
    /// GET, 0.01.
    Get,
    /// POST, 0.02.
    Post,
    /// PUT, 0.03.
    Put,
    /// DELETE, 0.04.
    Delete,
    /// FETCH, 0.05: a GET with a body.
    Fetch,
    /// iPATCH, 0.07.
    IPatch,
}

impl Method {
    /// The CoAP code byte.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Get => 1,
            Self::Post => 2,
            Self::Put => 3,
            Self::Delete => 4,
            Self::Fetch => 5,
            Self::IPatch => 7,
        }
    }

    /// The method of a CoAP code byte; `None` for PATCH (0.06), which LwM2M does not use, and for what is no method.
    #[must_use]
    pub const fn from_code(code: u8) -> Option<Self> {
        Some(match code {
            1 => Self::Get,
            2 => Self::Post,
            3 => Self::Put,
            4 => Self::Delete,
            5 => Self::Fetch,
            7 => Self::IPatch,
            _ => return None,
        })
    }
}

/// What a GET or FETCH says of an observation: RFC 7641, 2.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum Observe {
    /// 0: begin one.
    Register,
    /// 1: end it.
    Deregister,
}

impl Observe {
    /// The value of the option.
    #[must_use]
    pub const fn value(self) -> u32 {
        match self {
            Self::Register => 0,
            Self::Deregister => 1,
        }
    }

    /// The meaning of the option's value; `None` for any but 0 and 1.
    #[must_use]
    pub const fn from_value(value: u32) -> Option<Self> {
        match value {
            0 => Some(Self::Register),
            1 => Some(Self::Deregister),
            _ => None,
        }
    }
}
