//! Whether a client can live with what a bootstrap has left: 4.06 to the Bootstrap-Finish where there is a finding.
//! LwM2M Core 1.2.2, 6.1.6 and appendix E.1; E149.

use core::fmt;

use lwm2m_codec::{ObjectInstanceId, Path, ResourceId, Version};

use super::account::{Account, target};
use crate::objects::security::{SecurityMode, rid};
use crate::objects::server::{self, Server};
use crate::short_server_id::ShortServerId;

/// What a bootstrap has left.
///
/// Device and other Objects are for [`validate`](crate::validate::validate); keys for whoever uses them.
#[derive(Clone, Copy, Debug)]
#[allow(clippy::exhaustive_structs, reason = "what the check asks for")]
pub struct State<'s, const N: usize, const M: usize> {
    /// The release of the client.
    pub version: Version,
    /// Every account, the Bootstrap-Server's among them.
    pub accounts: &'s [Account<'s, N>],
    /// Every Server Object Instance.
    pub servers: &'s [(ObjectInstanceId, &'s Server<'s, M>)],
    /// Whether the client supports Access Control and has no instance of it.
    pub uncontrolled: bool,
}

/// Something that does not fit, and where.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[allow(clippy::exhaustive_structs, reason = "a place and a fault")]
pub struct Finding {
    /// The Object, Object Instance or Resource.
    pub path: Path,
    /// What is wrong.
    pub fault: Fault,
}

/// What is wrong with what a bootstrap has left.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Fault {
    /// There is no account of an LwM2M Server that has its Server Object Instance.
    NoServer,
    /// There is a second account of a Bootstrap-Server.
    SecondBootstrapServer,
    /// A Resource that the account needs is not there.
    Missing,
    /// A Short Server ID that is 0, 65535 or no number of 16 bits.
    ShortServerId,
    /// A Short Server ID that an earlier instance has.
    RepeatedShortServerId,
    /// An account without the Server Object Instance of its Short Server ID.
    NoServerInstance,
    /// A security mode that the release doesn't have.
    SecurityMode,
    /// A link to an Object other than the Resource is about.
    WrongObject,
    /// A link to an Object Instance that isn't there.
    NoTarget,
    /// An OSCORE Object Instance that another account uses.
    SharedOscore,
    /// Several servers, Access Control supported, and no instance of it.
    NoAccessControl,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoServer => "expected a complete account of a server, found none",
            Self::SecondBootstrapServer => "expected one bootstrap-server, found a second",
            Self::Missing => "expected a resource that the account needs, found none",
            Self::ShortServerId => "expected a short server id of 1 to 65534, found another number",
            Self::RepeatedShortServerId => "expected a short server id of its own, found another's",
            Self::NoServerInstance => "expected a server of this short server id, found none",
            Self::SecurityMode => "expected a security mode of the release, found another",
            Self::WrongObject => "expected a link to the object of the resource, found another",
            Self::NoTarget => "expected a link to an instance, found none at its end",
            Self::SharedOscore => "expected an oscore instance of its own, found another's",
            Self::NoAccessControl => "expected access control for several servers, found none",
        })
    }
}

/// `expected one bootstrap-server, found a second (in /0/1)`.
impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (in {})", self.fault, self.path)
    }
}

/// Tells everything in what a bootstrap has left that does not fit; `present` knows which Object Instances are there.
///
/// It compares accounts with each other, which is quadratic in their number.
pub fn check<const N: usize, const M: usize>(
    state: &State<'_, N, M>,
    present: impl Fn(Path) -> bool,
    report: &mut dyn FnMut(Finding),
) {
    let mut complete = 0_usize;
    let mut bootstrap_servers = 0_usize;
    for (at, account) in state.accounts.iter().enumerate() {
        let path = account.path();
        let mut tell = |resource: Option<ResourceId>, fault| {
            let path = resource.and_then(|id| path.child(id.get())).unwrap_or(path);
            report(Finding { path, fault });
        };
        let security = account.security;
        for (there, resource) in [
            (security.lwm2m_server_uri.is_some(), rid::LWM2M_SERVER_URI),
            (security.bootstrap_server.is_some(), rid::BOOTSTRAP_SERVER),
            (security.security_mode.is_some(), rid::SECURITY_MODE),
        ] {
            if !there {
                tell(Some(resource), Fault::Missing);
            }
        }
        if security.security_mode.is_some_and(|mode| !is_mode(mode, state.version)) {
            tell(Some(rid::SECURITY_MODE), Fault::SecurityMode);
        }
        if security.bootstrap_server == Some(true) {
            bootstrap_servers += 1;
            if bootstrap_servers > 1 {
                tell(None, Fault::SecondBootstrapServer);
            }
        } else if let Err(fault) = partner(state, at, security.short_server_id) {
            tell(Some(rid::SHORT_SERVER_ID), fault);
        } else {
            complete += 1;
        }
        for (resource, expected, link) in account.links() {
            if link.object != expected {
                tell(Some(resource), Fault::WrongObject);
            } else if !target(link).is_some_and(&present) {
                tell(Some(resource), Fault::NoTarget);
            } else if expected == 21 && shares(state, at, account) {
                tell(Some(resource), Fault::SharedOscore);
            }
        }
    }
    servers(state, report);
    if complete == 0 {
        report(Finding { path: Path::object(0), fault: Fault::NoServer });
    }
    if complete > 1 && state.uncontrolled {
        report(Finding { path: Path::object(2), fault: Fault::NoAccessControl });
    }
}

/// What each Server Object Instance needs.
fn servers<const N: usize, const M: usize>(
    state: &State<'_, N, M>,
    report: &mut dyn FnMut(Finding),
) {
    for (at, (id, server)) in state.servers.iter().enumerate() {
        let path = Path::object(1).child(id.get()).unwrap_or_default();
        let mut tell = |resource: ResourceId, fault| {
            report(Finding { path: path.child(resource.get()).unwrap_or(path), fault });
        };
        let storing = server.notification_storing_when_disabled_or_offline.is_some();
        for (there, resource) in [
            (server.short_server_id.is_some(), server::rid::SHORT_SERVER_ID),
            (server.lifetime.is_some(), server::rid::LIFETIME),
            (storing, server::rid::NOTIFICATION_STORING_WHEN_DISABLED_OR_OFFLINE),
            (server.binding.is_some(), server::rid::BINDING),
        ] {
            if !there {
                tell(resource, Fault::Missing);
            }
        }
        let Some(number) = server.short_server_id else { continue };
        if ShortServerId::try_from(number).is_err() {
            tell(server::rid::SHORT_SERVER_ID, Fault::ShortServerId);
        } else if state
            .servers
            .iter()
            .take(at)
            .any(|(_, earlier)| earlier.short_server_id == Some(number))
        {
            tell(server::rid::SHORT_SERVER_ID, Fault::RepeatedShortServerId);
        }
    }
}

/// Whether the account at `at` has a Short Server ID of its own and its Server Object Instance.
fn partner<const N: usize, const M: usize>(
    state: &State<'_, N, M>,
    at: usize,
    id: Option<i64>,
) -> Result<(), Fault> {
    let number = id.ok_or(Fault::Missing)?;
    if ShortServerId::try_from(number).is_err() {
        return Err(Fault::ShortServerId);
    }
    // What a Bootstrap-Server's account says of itself does not count.
    let mut earlier = state
        .accounts
        .iter()
        .take(at)
        .filter(|account| account.security.bootstrap_server != Some(true));
    if earlier.any(|account| account.security.short_server_id == id) {
        return Err(Fault::RepeatedShortServerId);
    }
    if state.servers.iter().any(|(_, server)| server.short_server_id == id) {
        Ok(())
    } else {
        Err(Fault::NoServerInstance)
    }
}

/// Whether an earlier account uses the same OSCORE Object Instance.
fn shares<const N: usize, const M: usize>(
    state: &State<'_, N, M>,
    at: usize,
    account: &Account<'_, N>,
) -> bool {
    let link = account.security.oscore_security_mode;
    state.accounts.iter().take(at).any(|earlier| earlier.security.oscore_security_mode == link)
}

fn is_mode(mode: SecurityMode, version: Version) -> bool {
    match mode {
        SecurityMode::PreSharedKey
        | SecurityMode::RawPublicKey
        | SecurityMode::Certificate
        | SecurityMode::NoSec => true,
        SecurityMode::CertificateWithEst => version >= Version::V1_1,
        SecurityMode::Other(_) => false,
    }
}
