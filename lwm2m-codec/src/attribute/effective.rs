//! Which attributes hold for an observation: inherited from the levels above, or brought along by the Observe.
//! LwM2M Core 1.2.2, 6.4.1, 6.4.4 and 7.3.2; D-114 to D-118.

use super::Attributes;
use crate::path::Path;

/// What holds where no attribute says anything: Resources of the Server Object (/1) of the server that observes.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Defaults {
    /// Default Minimum Period (/1/x/2), in seconds.
    pub pmin: Option<u64>,
    /// Default Maximum Period (/1/x/3), in seconds; 0 is none.
    pub pmax: Option<u64>,
    /// Default Notification Mode (/1/x/26): whether notifications are confirmable; from 1.2.
    pub con: Option<bool>,
}

impl Defaults {
    /// No default.
    pub const NONE: Self = Self { pmin: None, pmax: None, con: None };
}

impl From<Defaults> for Attributes {
    fn from(defaults: Defaults) -> Self {
        let Defaults { pmin, pmax, con } = defaults;
        Self { pmin, pmax, con, ..Self::NONE }
    }
}

impl Attributes {
    /// What is attached to a path and, for each attribute that is not, to the nearest path above it (D-114).
    ///
    /// `attached` tells what one server has attached to a path itself: attributes of one server mean nothing to
    /// another. What is attached below the path is never asked for. A Discover shows this of its target, and
    /// what is attached itself of everything below (D-102).
    #[must_use]
    pub fn inherited(path: Path, mut attached: impl FnMut(Path) -> Self) -> Self {
        (1..=path.depth())
            .rev()
            .map(|depth| attached(path.ancestor(depth)))
            .fold(Self::NONE, Self::or)
    }
}

/// The attributes that hold for the observation of one path, every level and default considered.
///
/// ```
/// use lwm2m_codec::Path;
/// use lwm2m_codec::attribute::{Attributes, Defaults, Effective};
///
/// // What this server has attached to /3303 and to /3303/0/5700.
/// let attached = |path: Path| match path.depth() {
///     1 => Attributes { pmin: Some(10), pmax: Some(60), ..Attributes::NONE },
///     3 => Attributes { pmin: Some(5), gt: Some(30.0), ..Attributes::NONE },
///     _ => Attributes::NONE,
/// };
/// let path = Path::resource(3303, 0, 5700);
/// let effective = Effective::new(path, attached, Attributes::NONE, Defaults::NONE);
/// assert_eq!((effective.pmin(), effective.pmax(), effective.gt()), (5, Some(60), Some(30.0)));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Effective(pub(super) Attributes);

impl Effective {
    /// The attributes that hold for the observation of a path.
    ///
    /// Parameters of the Observe take the place of everything that is attached, whichever they are (D-115). The
    /// server's defaults fill what is left. For a path of an Observe-Composite `parameters` are those of the
    /// whole; see [`Composite`].
    #[must_use]
    pub fn new(
        path: Path,
        attached: impl FnMut(Path) -> Attributes,
        parameters: Attributes,
        defaults: Defaults,
    ) -> Self {
        let own =
            if parameters.is_empty() { Attributes::inherited(path, attached) } else { parameters };
        Self(own.or(defaults.into()))
    }

    /// Whether the value itself decides when it is told: a threshold, a step or an edge is there.
    #[must_use]
    pub const fn is_conditional(&self) -> bool {
        let Attributes { gt, lt, st, edge, .. } = self.0;
        gt.is_some() || lt.is_some() || st.is_some() || edge.is_some()
    }
}

/// When the one notification of an Observe-Composite is due, and how it is sent (D-116 to D-118).
///
/// Whether something is worth telling is decided for each path by its own [`Effective`].
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Composite {
    /// How long after a notification there is no other, in seconds: the largest of all paths, so that none is told
    /// too early.
    pub pmin: u64,
    /// How long after a notification there is another one in any case, in seconds: the smallest of all paths that
    /// has an effect there, unless it is below `pmin`.
    pub pmax: Option<u64>,
    /// Whether notifications are confirmable: whether those of any path are.
    pub con: bool,
    /// How many notifications wait while the server can't be reached: the largest of all paths.
    pub hqmax: u64,
}

impl Composite {
    /// What holds for several paths together.
    #[must_use]
    pub fn new(paths: impl IntoIterator<Item = Effective>) -> Self {
        let mut all = paths.into_iter().fold(Self::default(), |all, path| Self {
            pmin: all.pmin.max(path.pmin()),
            pmax: all.pmax.into_iter().chain(path.pmax()).min(),
            con: all.con || path.con(),
            hqmax: all.hqmax.max(path.hqmax()),
        });
        all.pmax = all.pmax.filter(|&pmax| pmax >= all.pmin);
        all
    }
}
