//! What becomes of an Access Control Object Instance when the client loses a server.
//! LwM2M Transport 1.2.2, 5.2.5 (removing an account).

use super::{Owner, Rights};
use crate::short_server_id::ShortServerId;

/// What a client does with an Access Control Object Instance, and with the instance that it is about.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[allow(clippy::exhaustive_enums, reason = "the three cases of the standard")]
pub enum Departure {
    /// Only the ACL's entry of the server goes, if there is one.
    Stays,
    /// That, and this server becomes the owner.
    Inherits(ShortServerId),
    /// The Object Instance that it is about goes, and the Access Control Object Instance with it.
    Deleted,
}

/// What to do when `leaving` goes, with an instance of this owner and ACL: Resource Instance ids and rights.
///
/// The owner's place takes who has most of Write and Delete, of several the last. The default is nobody, so with it
/// alone the instance goes.
pub fn departure(
    owner: Owner,
    acl: impl IntoIterator<Item = (u16, Rights)>,
    leaving: ShortServerId,
) -> Departure {
    if owner != Owner::Server(leaving) {
        return Departure::Stays;
    }
    let rank = |rights: Rights| {
        u8::from(rights.contains(Rights::WRITE)) + u8::from(rights.contains(Rights::DELETE))
    };
    acl.into_iter()
        .filter_map(|(id, rights)| Some((ShortServerId::new(id)?, rank(rights))))
        .filter(|(server, _)| *server != leaving)
        .max_by_key(|(_, rank)| *rank)
        .map_or(Departure::Deleted, |(server, _)| Departure::Inherits(server))
}
