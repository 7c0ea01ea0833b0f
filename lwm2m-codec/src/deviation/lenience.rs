//! What a Reader may tolerate, and what it has tolerated since it was last asked.

#[cfg(feature = "lenient")]
use super::Deviation;
use super::{DeviationKind, Report};
use crate::path::Path;

/// Three sets of kinds. Without feature `lenient` it is nothing, and nothing is tolerated.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Lenience {
    /// A bit a kind.
    #[cfg(feature = "lenient")]
    allowed: u128,
    #[cfg(feature = "lenient")]
    seen: u128,
    /// What was told of the record at hand already.
    #[cfg(feature = "lenient")]
    told: u128,
}

#[cfg_attr(
    not(feature = "lenient"),
    allow(dead_code, reason = "asked where a format has a deviation")
)]
impl Lenience {
    /// Nothing is tolerated.
    pub(crate) const STRICT: Self = Self {
        #[cfg(feature = "lenient")]
        allowed: 0,
        #[cfg(feature = "lenient")]
        seen: 0,
        #[cfg(feature = "lenient")]
        told: 0,
    };

    /// Whether a deviation is tolerated; asked where strict reading has its error, and taken note of.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(crate) const fn allow(&mut self, kind: DeviationKind) -> bool {
        let allowed = self.allows(kind);
        #[cfg(feature = "lenient")]
        if allowed {
            self.seen |= bit(kind);
        }
        allowed
    }

    /// The same without taking note: what follows may still be refused.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(crate) const fn allows(self, kind: DeviationKind) -> bool {
        #[cfg(feature = "lenient")]
        {
            self.allowed & bit(kind) != 0
        }
        #[cfg(not(feature = "lenient"))]
        {
            let _ = kind;
            false
        }
    }
}

impl Lenience {
    /// Tells what was tolerated since the last time: of the piece that begins at a byte.
    #[cfg_attr(
        not(feature = "lenient"),
        allow(unused_variables, reason = "there is nothing to tell")
    )]
    pub(crate) fn tell<R: Report>(&mut self, report: &mut R, offset: usize, path: Option<Path>) {
        #[cfg(feature = "lenient")]
        self.begin();
        #[cfg(feature = "lenient")]
        for kind in self.take() {
            report.report(Deviation { kind, offset, path });
        }
    }
}

#[cfg(feature = "lenient")]
impl Lenience {
    /// Every kind but those of an own switch.
    pub(crate) const LENIENT: Self = {
        let mut lenience = Self::STRICT;
        let mut at = 0;
        while at < DeviationKind::ALL.len() {
            #[expect(clippy::indexing_slicing, reason = "below the length, and at compile time")]
            let kind = DeviationKind::ALL[at];
            if !kind.has_own_switch() {
                lenience.allowed |= bit(kind);
            }
            at += 1;
        }
        lenience
    };

    /// Tolerates one kind more.
    pub(crate) const fn with(mut self, kind: DeviationKind) -> Self {
        self.allowed |= bit(kind);
        self
    }

    /// Tolerates one kind less.
    pub(crate) const fn without(mut self, kind: DeviationKind) -> Self {
        self.allowed &= !bit(kind);
        self
    }

    /// Another record begins: of it nothing was told.
    pub(crate) const fn begin(&mut self) {
        self.told = 0;
    }

    /// What was tolerated since the last time and not yet told of the record at hand, in the order of the table.
    pub(crate) fn take(&mut self) -> impl Iterator<Item = DeviationKind> + use<> {
        let mut seen = core::mem::take(&mut self.seen) & !self.told;
        self.told |= seen;
        core::iter::from_fn(move || {
            let kind = DeviationKind::ALL.get(usize::try_from(seen.trailing_zeros()).ok()?)?;
            seen &= seen - 1;
            Some(*kind)
        })
    }

    /// Adds what another has tolerated.
    pub(crate) const fn note(&mut self, other: Self) {
        self.seen |= other.seen;
    }

    /// The same with nothing taken note of.
    pub(crate) const fn quiet(mut self) -> Self {
        self.seen = 0;
        self
    }
}

#[cfg(feature = "lenient")]
const fn bit(kind: DeviationKind) -> u128 {
    // Kinds count up from 0, and a set has a bit for each.
    const { assert!(DeviationKind::ALL.len() <= 128) }
    1 << kind as u32
}
