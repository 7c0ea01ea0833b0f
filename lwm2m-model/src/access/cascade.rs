//! What a client does with all that a server had rights on when it loses that server.
//! LwM2M Core 1.2.2, 8.2; LwM2M Transport 1.2.2, 5.2.5 (removing an account); D-154.

use lwm2m_codec::{ObjectInstanceId, Path};

use super::{Departure, Owner, Rights, Target, departure};
use crate::objects::access_control::AccessControl;
use crate::short_server_id::ShortServerId;

/// One thing that a client does when it loses a server.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[allow(clippy::exhaustive_enums, reason = "an entry, an owner or an instance")]
pub enum Effect {
    /// This Access Control Object Instance loses the ACL's entry of the server.
    Entry(ObjectInstanceId),
    /// This Access Control Object Instance has another owner.
    Owner(ObjectInstanceId, Owner),
    /// This Object Instance goes: one that the server owned, or the Access Control Object Instance about it.
    Deleted(Path),
}

/// Tells everything that a client does when `leaving` goes, by its Access Control Object Instances.
///
/// `account` is what goes with the server in any case, such as its Server Object Instance: what controlled the access
/// to that goes, too. Of the rest that the server owned, another of the ACL becomes the owner, see [`departure`]; what
/// nobody else has rights on is deleted together with its Access Control Object Instance, and ends its observations.
/// Device (/3/0) and the accounts of other servers are never deleted: the Bootstrap-Server has them then, and the
/// default of the ACL stands.
pub fn cascade<const N: usize>(
    controls: &[(ObjectInstanceId, &AccessControl<N>)],
    leaving: ShortServerId,
    account: &[Path],
    report: &mut dyn FnMut(Effect),
) {
    for (id, control) in controls {
        let about = Target::of(control).and_then(|target| target.path());
        if about.is_some_and(|path| account.contains(&path)) {
            report(Effect::Deleted(path_of(*id)));
            continue;
        }
        let owner = match control.departure(leaving) {
            Departure::Stays => None,
            Departure::Inherits(server) => Some(Owner::Server(server)),
            Departure::Deleted if about.is_some_and(is_kept) => Some(Owner::Bootstrap),
            Departure::Deleted => {
                about.into_iter().for_each(|path| report(Effect::Deleted(path)));
                report(Effect::Deleted(path_of(*id)));
                continue;
            }
        };
        if control.acl.as_ref().is_some_and(|acl| acl.get(leaving.get()).is_some()) {
            report(Effect::Entry(*id));
        }
        if let Some(owner) = owner {
            report(Effect::Owner(*id, owner));
        }
    }
}

impl<const N: usize> AccessControl<N> {
    /// What becomes of this instance, and of the one that it is about, when a server goes: see [`departure`].
    #[must_use]
    pub fn departure(&self, leaving: ShortServerId) -> Departure {
        let acl = self.acl.iter().flat_map(|acl| acl.iter());
        let acl = acl.map(|(id, rights)| (id, Rights::from(*rights)));
        Owner::of(self).map_or(Departure::Stays, |owner| departure(owner, acl, leaving))
    }

    /// Does what [`cascade`] says of this instance; what is deleted the caller deletes.
    pub fn apply(&mut self, effect: Effect, leaving: ShortServerId) {
        match effect {
            Effect::Entry(_) => {
                if let Some(acl) = &mut self.acl {
                    acl.remove(leaving.get());
                }
            }
            Effect::Owner(_, owner) => {
                let id = match owner {
                    Owner::Bootstrap => u16::MAX,
                    Owner::Server(server) => server.get(),
                };
                self.access_control_owner = Some(i64::from(id));
            }
            Effect::Deleted(_) => {}
        }
    }
}

impl Target {
    /// The path of the Object Instance; `None` where it is about Creates.
    #[must_use]
    pub fn path(&self) -> Option<Path> {
        Path::ROOT.child(self.object.get())?.child(self.instance?.get())
    }
}

/// Accounts, which bootstrap alone takes away, and the Device, which nobody does.
fn is_kept(path: Path) -> bool {
    let is_account = |object: u16| matches!(object, 0 | 1 | 21 | 23 | 24);
    path == DEVICE || path.object_id().is_some_and(|object| is_account(object.get()))
}

fn path_of(control: ObjectInstanceId) -> Path {
    Path::ROOT.child(ACCESS_CONTROL).and_then(|path| path.child(control.get())).unwrap_or_default()
}

const ACCESS_CONTROL: u16 = 2;

const DEVICE: Path = Path::instance(3, 0);
