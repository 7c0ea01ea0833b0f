//! MQTT: the topic, and the CBOR map that is the payload; whoever has a client of MQTT 3.1.1 or 5 sends and receives
//! them. Knows the numbers of LwM2M 1.2.2 alone (D-158). Readers borrow from topic and payload and copy nothing.
//! LwM2M Transport 1.2.2, 8; D-156 to D-162.
//!
//! | I have | I want | I call |
//! |---|---|---|
//! | a typed request | the payload | [`Options::encode_mqtt_request`](crate::Options::encode_mqtt_request) |
//! | an answer, or a notification | the payload | [`Options::encode_mqtt_response`](crate::Options::encode_mqtt_response) |
//! | a topic and a payload | what they say | [`Options::mqtt_message`](crate::Options::mqtt_message) |
//! | a payload that may be protected | the COSE objects and the message | [`Envelope`] |
//!
//! Both sides publish on one topic, and each receives what it has published itself: see [`Message`].
//!
//! ```
//! use lwm2m_codec::binding::mqtt::{Interface, Message, Topic};
//! use lwm2m_codec::operation::{Answer, Call, Content, Read};
//! use lwm2m_codec::{ContentFormat, Operation, Options, Path};
//!
//! let topic = Topic::parse("tenant-a/lwm2m/rd/node1")?;
//! assert_eq!((topic.interface(), topic.endpoint()), (Interface::Registration, "node1"));
//!
//! // The server asks.
//! let read = Read { path: Path::resource(3, 0, 0), accept: None };
//! let mut buffer = [0; 64];
//! let payload = Options::STRICT.encode_mqtt_request(&topic, 56, &read.into(), &mut buffer)?;
//! assert_eq!(payload, b"\xa3\x01\x09\x02\x18\x38\x05\x66/3/0/0");
//!
//! // The client reads it and answers.
//! let message = Options::STRICT.mqtt_message(&topic, payload)?;
//! assert_eq!(message, Message::Request { token: 56, call: Call::Read(read) });
//! let answer = Answer::Content(Content::new(ContentFormat::TEXT, b"ACME"));
//! let mut buffer = [0; 64];
//! let payload = Options::STRICT.encode_mqtt_response(&topic, 56, Operation::Read, &answer, &mut buffer)?;
//!
//! // The server knows by the token what it has asked for.
//! let Message::Response { token: 56, reply } = Options::STRICT.mqtt_message(&topic, payload)? else {
//!     panic!("expected the response");
//! };
//! assert_eq!(Options::STRICT.answer(Operation::Read, &reply.to(Operation::Read))?, answer);
//! # Ok::<(), lwm2m_codec::Error>(())
//! ```

mod envelope;
mod fields;
mod key;
mod number;
mod pairs;
mod read;
mod topic;
mod write;

pub use self::envelope::Envelope;
pub use self::topic::{Interface, Topic};
use crate::format::ContentFormat;
use crate::message::{Code, Response};
use crate::operation::{Call, Operation};

/// What a payload says.
///
/// On the one topic of an endpoint both sides hear everything, themselves included: a request is for who has the
/// [`role`](Operation::role) of its operation, a response for who has sent the token.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
#[allow(clippy::large_enum_variant, reason = "lives on the stack, and not for long")]
pub enum Message<'a> {
    /// The end of the observation that has this token, of one path or of several.
    Cancel {
        /// That of the observation.
        token: u64,
    },
    /// A notification of the observation that has this token: an answer to [`Operation::Notify`].
    Notification {
        /// That of the observation.
        token: u64,
        /// The values. MQTT keeps their order, and says no number.
        response: Response<'a>,
    },
    /// A request.
    Request {
        /// By which the response will name it.
        token: u64,
        /// What is asked.
        call: Call<'a>,
    },
    /// A response.
    Response {
        /// That of the request.
        token: u64,
        /// What it says.
        reply: Reply<'a>,
    },
}

impl Message<'_> {
    /// The operation of a request or a notification; `None` for what only its token connects with one.
    #[must_use]
    pub const fn operation(&self) -> Option<Operation> {
        match self {
            Self::Request { call, .. } => Some(call.operation()),
            Self::Notification { .. } => Some(Operation::Notify),
            Self::Cancel { .. } | Self::Response { .. } => None,
        }
    }
}

/// What a response says by itself; the rest is known from the request.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Reply<'a> {
    topic: Topic<'a>,
    code: Code,
    content_format: Option<ContentFormat>,
    payload: &'a [u8],
}

impl<'a> Reply<'a> {
    /// How it went.
    #[must_use]
    pub const fn code(&self) -> Code {
        self.code
    }

    /// The response to the operation that had its token.
    ///
    /// A registration has the location that its topic says, and an observation stands: MQTT says neither.
    #[must_use]
    pub fn to(&self, operation: Operation) -> Response<'a> {
        let mut response = Response::new(self.code);
        response.content_format = self.content_format;
        response.payload = self.payload;
        if operation == Operation::Register && self.code == Code::CREATED {
            response.location = Some(self.topic.location());
        }
        if matches!(operation, Operation::Observe | Operation::ObserveComposite)
            && self.code == Code::CONTENT
        {
            response.observe = Some(0);
        }
        response
    }
}
