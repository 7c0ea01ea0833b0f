//! What becomes of an observation beside its values: what ends it, what silences it.
//! A cancel and a reset end it as well; which observation they name, the binding knows.
//! LwM2M Core 1.2.2, 6.4.1, 6.4.2 and 8.2.4; RFC 7641, 3.2; D-150.

use lwm2m_codec::Path;
use lwm2m_codec::message::Code;

use crate::short_server_id::ShortServerId;

/// What is observed, and by which server.
///
/// ```
/// use lwm2m_codec::Path;
/// use lwm2m_codec::message::Code;
/// use lwm2m_model::ShortServerId;
/// use lwm2m_model::observe::{Event, Fate, Observed, Target};
///
/// let server = ShortServerId::new(1).expect("a Short Server ID");
/// let level = Observed { server, target: Target::Path(Path::resource(3303, 1, 5700)) };
/// let fate = level.fate(Event::Deleted(Path::instance(3303, 1)));
/// assert_eq!((fate, fate.last_answer()), (Fate::Gone, Some(Code::NOT_FOUND)));
/// assert_eq!(level.fate(Event::Deleted(Path::instance(3303, 2))), Fate::Stays);
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[allow(clippy::exhaustive_structs, reason = "who and what")]
pub struct Observed<'p> {
    /// Who observes.
    pub server: ShortServerId,
    /// What.
    pub target: Target<'p>,
}

/// What is observed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[allow(clippy::exhaustive_enums, reason = "the two operations of the standard")]
pub enum Target<'p> {
    /// The path of an Observe.
    Path(Path),
    /// The paths of an Observe-Composite, in its order.
    Paths(&'p [Path]),
}

/// What happens to a client, as far as it may end an observation.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Event {
    /// It has registered anew with a server. An Update is none.
    Registered(ShortServerId),
    /// Its registration with a server is over, or its account of it is gone.
    Deregistered(ShortServerId),
    /// An Object Instance or a Resource Instance is gone, with all that is below; whoever took it away.
    Deleted(Path),
}

/// What becomes of an observation.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Fate {
    /// It goes on.
    Stays,
    /// It is over without a word: the server knows, and sets up anew what it wants.
    Voided,
    /// What it observed is gone: it ends with a last answer.
    Gone,
}

impl Fate {
    /// The code of the last answer, which has no Observe option; `None` where there is none (D-150).
    #[must_use]
    pub const fn last_answer(self) -> Option<Code> {
        match self {
            Self::Gone => Some(Code::NOT_FOUND),
            Self::Stays | Self::Voided => None,
        }
    }
}

impl Observed<'_> {
    /// What becomes of the observation when something happens.
    ///
    /// A new Register voids every observation of its server. What is gone ends the observation of itself and of what
    /// lies below it; to one of what lies above it is a change, and so it is to an Observe-Composite: that tells what
    /// there is, and paths may come into being again.
    #[must_use]
    pub fn fate(&self, event: Event) -> Fate {
        match (event, self.target) {
            (Event::Registered(server) | Event::Deregistered(server), _)
                if server == self.server =>
            {
                Fate::Voided
            }
            (Event::Deleted(deleted), Target::Path(path)) if path.is_within(deleted) => Fate::Gone,
            (Event::Registered(_) | Event::Deregistered(_) | Event::Deleted(_), _) => Fate::Stays,
        }
    }

    /// The paths of which a notification may tell: those that the server may read, asked at the moment of the
    /// notification. Where there are none, none goes out, and the observation goes on in silence until there are.
    ///
    /// `may_read` knows the rights of the server on the Object Instance of a path; for an Object, whether any of its
    /// Object Instances may be read, see [`reads`](crate::access::reads).
    pub fn readable(&self, mut may_read: impl FnMut(Path) -> bool) -> impl Iterator<Item = Path> {
        let paths = match &self.target {
            Target::Path(path) => core::slice::from_ref(path),
            Target::Paths(paths) => paths,
        };
        paths.iter().copied().filter(move |path| may_read(*path))
    }
}
