//! Access control: what a server may do with an Object Instance, and what becomes of rights when a server goes.
//! Knows no store: the caller finds the Access Control Object Instance of a target.
//! LwM2M Core 1.2.2, 8 (access control) and appendix E.3; D-152, D-154, D-155.

#[cfg(feature = "oma")]
mod cascade;
#[cfg(feature = "oma")]
mod control;
mod departure;
mod rights;

use lwm2m_codec::message::Code;
use lwm2m_codec::operation::is_hidden;
use lwm2m_codec::{ObjectId, ObjectInstanceId, Operation, Path, Version};

#[cfg(feature = "oma")]
pub use self::cascade::{Effect, cascade};
pub use self::departure::{Departure, departure};
pub use self::rights::{Rights, needed};
use crate::short_server_id::ShortServerId;

/// What a client is, as far as it decides about access.
///
/// ```
/// use lwm2m_codec::{Operation, Path};
/// use lwm2m_model::access::{Access, Control, Rights};
///
/// // Two servers, so Access Control Object Instances count.
/// let access = Access { servers: 2, controlled: true, ..Access::SINGLE };
/// let control = Control { own: None, default: Some(Rights::READ), owned: false, empty: false };
/// let device = Path::instance(3, 0);
/// assert!(access.permits(Operation::Read, device, Some(control)));
/// assert!(!access.permits(Operation::Execute, device, Some(control)));
/// // What no instance controls is out of reach.
/// assert!(!access.permits(Operation::Read, device, None));
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[allow(clippy::exhaustive_structs, reason = "what is not said is taken from a constant")]
pub struct Access {
    /// The release that the client and the server have agreed on.
    pub version: Version,
    /// How many LwM2M Servers the client has accounts of, the Bootstrap-Server not counted.
    pub servers: usize,
    /// Whether the client has any Access Control Object Instance.
    pub controlled: bool,
    /// Where the standard leaves a choice.
    pub policy: Policy,
}

/// When an owner has rights.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Policy {
    /// Unless the ACL names the owner itself (D-154).
    #[default]
    Standard,
    /// Only while the ACL is empty, and after the default: as Anjay has it.
    AnjayOwner,
}

/// An Access Control Object Instance as it concerns one server.
///
/// Of a Create it is the instance for the Object Instance 65535; of the Access Control Object the instance itself.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[allow(clippy::exhaustive_structs, reason = "what the resolution of rights asks for")]
pub struct Control {
    /// What the ACL gives to this server by name.
    pub own: Option<Rights>,
    /// What the ACL gives to everybody whom it does not name: its Resource Instance 0.
    pub default: Option<Rights>,
    /// Whether the server is the Access Control Owner.
    pub owned: bool,
    /// Whether the ACL names nobody and has no default.
    pub empty: bool,
}

impl Access {
    /// The newest release, one server, no Access Control Object Instance: everything is allowed that isn't hidden.
    pub const SINGLE: Self =
        Self { version: Version::NEWEST, servers: 1, controlled: false, policy: Policy::Standard };

    /// The rights of a server on an Object Instance; for Create, on an Object.
    ///
    /// None on what is hidden (D-152). All for the only server of a client without Access Control Object Instances.
    /// Else those of `control`, and none where there is no such instance. On an Access Control Object Instance
    /// itself everybody reads, its owner writes, and nobody creates or deletes (Core 8.1.2.2).
    #[must_use]
    pub const fn rights(&self, object: ObjectId, control: Option<Control>) -> Rights {
        if is_hidden(object, self.version) {
            return Rights::NONE;
        }
        if object.get() == ACCESS_CONTROL {
            return match control {
                Some(Control { owned: true, .. }) => Rights::READ.with(Rights::WRITE),
                Some(_) | None => Rights::READ,
            };
        }
        if self.servers == 1 && !self.controlled {
            return Rights::ALL;
        }
        match control {
            Some(control) => control.rights(self.policy),
            None => Rights::NONE,
        }
    }

    /// Whether a server may do an operation: 4.01 where not.
    ///
    /// A Read, Observe or Write of several Object Instances is asked for each of them, see [`reads`] and [`writes`].
    /// Bootstrap goes by no rights, so it isn't asked here.
    #[must_use]
    pub fn permits(&self, operation: Operation, path: Path, control: Option<Control>) -> bool {
        let needed = needed(operation, path.depth() == 1);
        match path.object_id() {
            Some(object) if is_hidden(object, self.version) => false,
            Some(object) => self.rights(object, control).contains(needed),
            None => needed == Rights::NONE,
        }
    }
}

impl Control {
    /// The rights that this instance gives: the server's own, else the owner's, else the default (D-154).
    ///
    /// An owner has all but Create: a right on Objects, which no server owns.
    #[must_use]
    pub const fn rights(&self, policy: Policy) -> Rights {
        match (self.own, self.default, self.owned, policy) {
            (Some(own), ..) => own,
            (None, _, true, Policy::Standard) => Rights::OWNER,
            (None, Some(default), ..) => default,
            (None, None, true, Policy::AnjayOwner) if self.empty => Rights::OWNER,
            (None, None, ..) => Rights::NONE,
        }
    }
}

/// What the answer to a Read or an Observe is, also a composite one, where some instances are out of reach.
///
/// Those are left out; it is refused where there are instances and none may be read (D-155).
///
/// # Errors
/// [`Code::UNAUTHORIZED`].
pub fn reads(permitted: impl IntoIterator<Item = bool>) -> Result<(), Code> {
    let mut permitted = permitted.into_iter().peekable();
    if permitted.peek().is_none() || permitted.any(|permitted| permitted) {
        Ok(())
    } else {
        Err(Code::UNAUTHORIZED)
    }
}

/// What the answer to a Write-Composite is: nothing is written unless all may be (D-155).
///
/// # Errors
/// [`Code::UNAUTHORIZED`].
pub fn writes(permitted: impl IntoIterator<Item = bool>) -> Result<(), Code> {
    if permitted.into_iter().all(|permitted| permitted) { Ok(()) } else { Err(Code::UNAUTHORIZED) }
}

/// The Object Instance that an Access Control Object Instance is about; `None` for Creates of its Object.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[allow(clippy::exhaustive_structs, reason = "two numbers")]
pub struct Target {
    /// The Object, 1 to 65534.
    pub object: ObjectId,
    /// The Object Instance, or `None` for 65535.
    pub instance: Option<ObjectInstanceId>,
}

/// Who owns an Access Control Object Instance.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[allow(clippy::exhaustive_enums, reason = "a server or none")]
pub enum Owner {
    /// The Bootstrap-Server, or nobody: 65535.
    Bootstrap,
    /// A server.
    Server(ShortServerId),
}

const ACCESS_CONTROL: u16 = 2;
