//! The operations of the four interfaces: each as a typed request, its answer, and the message that both travel in.
//! Knows no transport: a [`Request`](crate::message::Request) comes from a binding or goes to one.
//! LwM2M Core 1.2.2, 6 (interfaces); LwM2M Transport 1.2.2, 6.4; D-120 to D-153.
//!
//! | I am | I have | I want | I call |
//! |---|---|---|---|
//! | who asks | a typed request | the message | [`Options::request`] |
//! | who is asked | a message | the typed request | [`Options::dispatch`], [`Options::dispatch_in`] |
//! | who is asked | an [`Answer`] | the message | [`Options::response`] |
//! | who asks | a message | the [`Answer`] | [`Options::answer`] |
//!
//! [`Options::request`]: crate::Options::request
//! [`Options::dispatch`]: crate::Options::dispatch
//! [`Options::dispatch_in`]: crate::Options::dispatch_in
//! [`Options::response`]: crate::Options::response
//! [`Options::answer`]: crate::Options::answer
//!
//! A registration, from its bytes to what it says and back:
//!
//! ```
//! # #[cfg(feature = "coap")] {
//! use lwm2m_codec::binding::{coap, coap_udp};
//! use lwm2m_codec::operation::{Call, Role};
//! use lwm2m_codec::{Options, Path, Version};
//!
//! let datagram = b"\x42\x02\x10\x01Qw\xb2rd\x11(\x38ep=node1\x06lt=300\x09lwm2m=1.0\x04b=UQ\xff</1/0>,</3/0>";
//! let options = Options::STRICT.version(Version::V1_0);
//!
//! // The server reads the datagram, the request in it, and what the request is.
//! let read = coap_udp::read(datagram)?;
//! let mut room = [0; 64];
//! let request = coap::request(&read.message, &mut room)?;
//! let Call::Register(register) = options.dispatch(&request, Role::Server)? else { panic!() };
//! let registration = &register.registration;
//! assert!(registration.endpoint.as_ref().is_some_and(|endpoint| *endpoint == "node1"));
//! assert_eq!((registration.lifetime, registration.version), (Some(300), Some(Version::V1_0)));
//! let list = options.registered_objects(register.objects)?.expect("a list of Objects");
//! let paths = list.objects.map(|object| object.map(|object| object.path));
//! assert!(paths.eq([Ok(Path::instance(1, 0)), Ok(Path::instance(3, 0))]));
//!
//! // The same typed request makes the same bytes.
//! let mut buffer = [0; 128];
//! let mut message = coap_udp::writer(read.header, b"Qw", &mut buffer)?;
//! coap::write_request(&options.request(&register)?, &[], &mut message)?;
//! assert_eq!(message.finish()?, datagram);
//! # }
//! # Ok::<(), lwm2m_codec::Error>(())
//! ```
//!
//! The same in other bindings: a Read-Composite in [`binding::coap`](crate::binding), one Read over MQTT and over HTTP
//! in `binding::mqtt` and `binding::http`.

mod answer;
mod arguments;
mod binding;
mod body;
mod bootstrap;
mod call;
mod check;
mod composite;
mod delete;
mod discover;
mod dispatch;
mod execute;
mod hidden;
mod profile;
mod read;
mod reading;
mod register;
mod registration;
mod rule;
mod send;
mod table;
mod update;
mod write;
mod write_attributes;

pub use self::answer::{Answer, Content};
pub use self::arguments::{Argument, ArgumentIter, Arguments, encode_arguments};
pub(crate) use self::binding::WithQueue;
pub use self::binding::{Binding, Transport};
pub use self::body::Body;
pub(crate) use self::bootstrap::KEYS as BOOTSTRAP_KEYS;
pub use self::bootstrap::{
    BootstrapFinish, BootstrapPackRequest, BootstrapParameters, BootstrapRequest,
};
pub use self::call::{Ask, Call};
pub use self::composite::{
    CancelObservationComposite, ObserveComposite, ReadComposite, WriteComposite,
};
pub use self::delete::{BootstrapDelete, Delete};
pub use self::discover::{BootstrapDiscover, Discover};
pub use self::execute::Execute;
pub use self::hidden::is_hidden;
pub use self::profile::{Profile, ProfileIter, Profiles, Suite};
pub use self::read::{BootstrapRead, CancelObservation, Observe, Read};
pub use self::register::Register;
pub(crate) use self::registration::KEYS as REGISTRATION_KEYS;
pub use self::registration::Registration;
#[cfg(feature = "coap")]
pub(crate) use self::registration::RegistrationDefaults;
pub use self::rule::Rule;
pub use self::send::Send;
pub use self::update::{Deregister, Update};
pub use self::write::{BootstrapWrite, Create, Write, WritePartialUpdate};
pub use self::write_attributes::WriteAttributes;

/// What one side asks the other to do, or tells it: an operation of one of the interfaces.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum Operation {
    /// Bootstrap: the client asks to be configured.
    BootstrapRequest,
    /// Bootstrap: the server replaces Objects, Object Instances or Resources, whatever their access.
    BootstrapWrite,
    /// Bootstrap: the server reads what configures the client; since 1.1.
    BootstrapRead,
    /// Bootstrap: the server asks for the Objects and Object Instances there are.
    BootstrapDiscover,
    /// Bootstrap: the server removes Object Instances.
    BootstrapDelete,
    /// Bootstrap: the server has said everything.
    BootstrapFinish,
    /// Bootstrap: the client asks for everything at once; since 1.2.
    BootstrapPackRequest,
    /// Registration: the client says that it is there and which Object Instances it has.
    Register,
    /// Registration: the client says what has changed.
    Update,
    /// Registration: the client takes its leave.
    Deregister,
    /// Device management: the values of an Object, Object Instance, Resource or Resource Instance.
    Read,
    /// Device management: the links and attributes below a path.
    Discover,
    /// Device management: Write (Replace), which takes the place of what was there.
    Write,
    /// Device management: Write (Partial Update), which adds to what is there.
    WritePartialUpdate,
    /// Device management: sets notification attributes.
    WriteAttributes,
    /// Device management: runs a Resource.
    Execute,
    /// Device management: makes an Object Instance.
    Create,
    /// Device management: removes an Object Instance; since 1.2 also a Resource Instance.
    Delete,
    /// Device management: a Read of a list of paths; since 1.1.
    ReadComposite,
    /// Device management: a Write to several paths, all or nothing; since 1.1.
    WriteComposite,
    /// Information reporting: a Read that goes on.
    Observe,
    /// Information reporting: an Observe of a list of paths; since 1.1.
    ObserveComposite,
    /// Information reporting: ends an Observe.
    CancelObservation,
    /// Information reporting: ends an Observe-Composite; since 1.1.
    CancelObservationComposite,
    /// Information reporting: what an Observe or an Observe-Composite asked for has changed.
    Notify,
    /// Information reporting: the client tells values that nobody asked for; since 1.1.
    Send,
}

impl Operation {
    /// Every operation, in the order of the interfaces.
    pub const ALL: &[Self] = &[
        Self::BootstrapRequest,
        Self::BootstrapWrite,
        Self::BootstrapRead,
        Self::BootstrapDiscover,
        Self::BootstrapDelete,
        Self::BootstrapFinish,
        Self::BootstrapPackRequest,
        Self::Register,
        Self::Update,
        Self::Deregister,
        Self::Read,
        Self::Discover,
        Self::Write,
        Self::WritePartialUpdate,
        Self::WriteAttributes,
        Self::Execute,
        Self::Create,
        Self::Delete,
        Self::ReadComposite,
        Self::WriteComposite,
        Self::Observe,
        Self::ObserveComposite,
        Self::CancelObservation,
        Self::CancelObservationComposite,
        Self::Notify,
        Self::Send,
    ];
}

/// Who receives a request: which of the two sides, and in which of its two relations.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[allow(clippy::exhaustive_enums, reason = "a client and a server, each of two kinds")]
pub enum Role {
    /// A client that an LwM2M Server asks.
    Client,
    /// A client that an LwM2M Bootstrap-Server asks.
    BootstrapClient,
    /// An LwM2M Server that a client asks.
    Server,
    /// An LwM2M Bootstrap-Server that a client asks.
    BootstrapServer,
}
