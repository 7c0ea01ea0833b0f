//! Lenient reading: what real devices send beside the standard, one row of one table a deviation.
//! What is tolerated, and why, is decided in the specification's errata and in DESIGN.md; Writers never deviate.

mod lenience;
#[cfg(feature = "lenient")]
mod mend;
mod report;

use core::fmt;

pub(crate) use self::lenience::Lenience;
#[cfg(feature = "lenient")]
pub(crate) use self::mend::{Again, mend};
#[cfg(feature = "lenient")]
pub use self::report::Reporting;
pub use self::report::{Report, Silent};
use crate::path::Path;

/// A place where a payload or a message deviates from the standard, and was read all the same.
///
/// They are told in payload order, each before the record it belongs to is handed out, once a record and kind.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Deviation {
    /// What deviates.
    pub kind: DeviationKind,
    /// The byte of the input at which the record, link or parameter in question begins.
    pub offset: usize,
    /// Where in the data model, as far as that is known.
    pub path: Option<Path>,
}

/// The kind, the byte and the path, in the words of an error.
impl fmt::Display for Deviation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} (byte {}", self.kind, self.kind.meaning(), self.offset)?;
        match self.path {
            Some(path) => write!(f, ", in {path})"),
            None => f.write_str(")"),
        }
    }
}

/// Makes the kinds of deviations and what is known of them out of one row for each.
macro_rules! deviations {
    ($($(#[$switch:ident])? $kind:ident = $name:literal, $decision:literal, $meaning:literal;)*) => {
        /// The kinds of deviations that lenient reading takes.
        ///
        /// Those of an own switch are refused until [`Options::allow`](crate::Options::allow) names them: they
        /// contradict what the standard says, and only who knows the peer can want them.
        #[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
        #[cfg_attr(feature = "defmt", derive(defmt::Format))]
        #[non_exhaustive]
        #[allow(non_camel_case_types, reason = "1.0 is a version")]
        pub enum DeviationKind {
            $(#[doc = concat!("`", $name, "` (", $decision, "): ", $meaning, ".")] $kind,)*
        }

        impl DeviationKind {
            /// Every kind, in the order of the decisions.
            pub const ALL: &[Self] = &[$(Self::$kind,)*];

            /// The name, as logs and tools show it: `leading-zeros`.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$kind => $name,)* }
            }

            /// The decision that allows it: `D-012`.
            #[must_use]
            pub const fn decision(self) -> &'static str {
                match self { $(Self::$kind => $decision,)* }
            }

            /// What deviates, in words.
            #[must_use]
            pub const fn meaning(self) -> &'static str {
                match self { $(Self::$kind => $meaning,)* }
            }

            /// Whether it is a switch of its own: off unless it is named.
            #[must_use]
            pub const fn has_own_switch(self) -> bool {
                match self { $(Self::$kind => deviations!(@switch $($switch)?),)* }
            }
        }
    };
    (@switch own) => { true };
    (@switch) => { false };
}

deviations! {
    // Paths and names.
    LeadingZeros = "leading-zeros", "D-012", "an id with zeros in front";
    // Values.
    LeadingPlus = "leading-plus", "D-022, D-023, D-106", "a number with a plus in front";
    SingleForMultiple = "single-for-multiple", "D-061, D-087", "one value for a multiple Resource, read as its instance 0";
    DuplicatePath = "duplicate-path", "D-006", "the same path again; the last one counts";
    TimeInWrite = "time-in-write", "D-077", "a time in a request, which is ignored";
}

impl fmt::Display for DeviationKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(all(test, feature = "lenient"))]
mod tests {
    use alloc::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_kind_has_a_name_and_a_place_in_the_set() {
        let names: BTreeSet<_> = DeviationKind::ALL.iter().map(|kind| kind.name()).collect();
        assert_eq!(names.len(), DeviationKind::ALL.len());
        for (at, kind) in DeviationKind::ALL.iter().enumerate() {
            assert_eq!(*kind as usize, at);
            assert!(at < 128, "the set of {kind} has room");
            assert!(kind.decision().starts_with("D-"), "{kind}");
        }
    }

    #[test]
    fn message() {
        let path = Some(Path::resource(3, 0, 9));
        let deviation = Deviation { kind: DeviationKind::LeadingZeros, offset: 4, path };
        let expected = "leading-zeros: an id with zeros in front (byte 4, in /3/0/9)";
        assert_eq!(alloc::string::ToString::to_string(&deviation), expected);
    }
}
