//! Whether a version number tells what changed: the bump that the changes demand against the one made.
//! LwM2M Core 1.2.2, 7.2 (object versions).

use core::fmt;

use super::{Comparison, Difference, Severity};

/// Which number of a version goes up.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Bump {
    /// Neither.
    None,
    /// The second.
    Minor,
    /// The first.
    Major,
}

impl Bump {
    /// Its name in output: `minor`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }

    /// What changes of that severity demand. A unit asks to be told, as nothing in a message tells it.
    fn of(severity: Severity) -> Self {
        match severity {
            Severity::Editorial | Severity::Rename => Self::None,
            Severity::Minor | Severity::Unit => Self::Minor,
            Severity::Major => Self::Major,
        }
    }
}

impl fmt::Display for Bump {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// What is to be said of a version number, from the best to the worst.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Verdict {
    /// It tells what changed.
    Fits,
    /// A major version where a minor one would do: peers part company for nothing.
    Needless,
    /// It tells too little, about ranges alone: nobody has to enforce them (D-052).
    SoftBreach,
    /// It tells too little: peers that trust the number misunderstand each other.
    Breach,
    /// The newer definition has the lower version.
    Backwards,
}

impl Verdict {
    /// Its name in output: `soft-breach`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Fits => "fits",
            Self::Needless => "needless",
            Self::SoftBreach => "soft-breach",
            Self::Breach => "breach",
            Self::Backwards => "backwards",
        }
    }

    /// Whether the version number tells all there is to tell, or more.
    #[must_use]
    pub fn is_sound(self) -> bool {
        matches!(self, Self::Fits | Self::Needless)
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl Comparison {
    /// The bump that was made, whatever its direction.
    #[must_use]
    pub fn made(&self) -> Bump {
        if self.old.major != self.new.major {
            Bump::Major
        } else if self.old.minor != self.new.minor {
            Bump::Minor
        } else {
            Bump::None
        }
    }

    /// The bump that the differences demand.
    #[must_use]
    pub fn demanded(&self) -> Bump {
        demand(self.differences.iter())
    }

    /// What is to be said of the version number.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        let (made, demanded) = (self.made(), self.demanded());
        let firm = demand(self.differences.iter().filter(|difference| difference.is_firm()));
        if self.new < self.old {
            Verdict::Backwards
        } else if firm > made {
            Verdict::Breach
        } else if demanded > made {
            Verdict::SoftBreach
        } else if made == Bump::Major && demanded < made {
            Verdict::Needless
        } else {
            Verdict::Fits
        }
    }
}

fn demand<'d>(differences: impl Iterator<Item = &'d Difference>) -> Bump {
    differences.map(|difference| Bump::of(difference.severity)).max().unwrap_or(Bump::None)
}
