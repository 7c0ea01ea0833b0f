//! What a bootstrap may leave behind: which instances Bootstrap-Delete and a Bootstrap-Pack take away, and whether
//! what a Bootstrap-Finish finds is consistent. Which paths the operations take, the codec's operations know.
//! LwM2M Core 1.2.2, 6.1.6 and 6.1.7; D-134, D-136.

mod account;
mod consistency;

use core::time::Duration;

use lwm2m_codec::{Path, ResourceId};

pub use self::account::Account;
pub use self::consistency::{Fault, Finding, State, check};
use crate::objects::server;

/// How long a client waits for the next message of a bootstrap before it has failed: 247 s, of RFC 7252, 4.8.2.
///
/// A bootstrap that fails changes nothing: the client goes back to what it had.
pub const EXCHANGE_LIFETIME: Duration = Duration::from_secs(247);

/// The Resource of Server by whose Execute a server begins a bootstrap.
pub const TRIGGER: ResourceId = server::rid::BOOTSTRAP_REQUEST_TRIGGER;

/// What a Bootstrap-Delete does with an Object Instance.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[allow(clippy::exhaustive_enums, reason = "it goes or it stays")]
pub enum Fate {
    /// It goes.
    Deleted,
    /// It stays: nothing was said of it.
    Untouched,
    /// It stays whatever is said: `/3/0`, or the Bootstrap-Server's account (D-134).
    Spared,
}

/// Whether an Object Instance outlives a Bootstrap-Delete of `target`: the root, an Object, an Object Instance.
///
/// `account` is the Bootstrap-Server's, `None` where the client has none. A target that is spared itself is no
/// error: nothing is deleted.
#[must_use]
pub fn deletes<const N: usize>(
    target: Path,
    instance: Path,
    account: Option<Account<'_, N>>,
) -> Fate {
    fate(instance.is_within(target), instance, account)
}

/// Whether an Object Instance outlives a Bootstrap-Pack that holds records at these paths.
///
/// A Pack replaces all instances of every Object in it, and leaves other Objects alone. It is asked about what was
/// there before, and before anything of the Pack is written.
#[must_use]
pub fn replaces<const N: usize>(
    pack: impl IntoIterator<Item = Path>,
    instance: Path,
    account: Option<Account<'_, N>>,
) -> Fate {
    let object = instance.ancestor(1);
    fate(pack.into_iter().any(|path| path.is_within(object)), instance, account)
}

/// Whether a record of a Bootstrap-Pack would change the Bootstrap-Server's account: then the Pack as a whole is
/// refused, and the client goes on with a Bootstrap-Request. `acc` tells servers which ids to avoid.
#[must_use]
pub fn collides<const N: usize>(record: Path, account: Account<'_, N>) -> bool {
    account.holds(record.ancestor(2))
}

/// What becomes of an Object Instance that is meant, or not.
fn fate<const N: usize>(meant: bool, instance: Path, account: Option<Account<'_, N>>) -> Fate {
    match meant {
        false => Fate::Untouched,
        true if spares(instance, account) => Fate::Spared,
        true => Fate::Deleted,
    }
}

fn spares<const N: usize>(instance: Path, account: Option<Account<'_, N>>) -> bool {
    instance == DEVICE || account.is_some_and(|account| account.holds(instance))
}

/// The Device, which every client has.
const DEVICE: Path = Path::instance(3, 0);
