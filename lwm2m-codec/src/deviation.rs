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
    // Queries.
    EmptyAttribute = "empty-attribute", "D-105", "an attribute that is empty, read as unset";
    ExponentAttribute = "exponent-attribute", "D-107", "an attribute with an exponent";
    UnknownParameter = "unknown-parameter", "D-007, D-121", "a parameter that the operation does not have, left out";
    // Values.
    LeadingPlus = "leading-plus", "D-022, D-023, D-106", "a number with a plus in front";
    SingleForMultiple = "single-for-multiple", "D-061, D-087", "one value for a multiple Resource, read as its instance 0";
    DuplicatePath = "duplicate-path", "D-006", "the same path again; the last one counts";
    TimeInWrite = "time-in-write", "D-077", "a time in a request, which is ignored";
    // Formats of messages.
    EtchIn1_1 = "etch-in-1.1", "D-064", "a composite format of 1.2 from a peer of 1.1";
    EtchAsAnswer = "etch-as-answer", "D-067, D-136", "an answer in a format of composite requests, read as SenML";
    LegacyContentFormat = "legacy-content-format", "D-089", "the number that a draft had for a format";
    MissingContentFormat = "missing-content-format", "D-090", "a body without a Content-Format, read as the target's usual one";
    // Operations: registration and bootstrap.
    EmptyObjectList = "empty-object-list", "D-100", "a Register without links before 1.2";
    MissingLifetime = "missing-lifetime", "D-120", "a Register without lifetime, read as 86400";
    QuotedVersion = "quoted-version", "D-122", "a version in quotes";
    RepeatedBinding = "repeated-binding", "D-123", "a transport twice in a binding";
    QInBinding = "q-in-binding", "D-123", "queue mode in a binding of 1.1 or later";
    BindingOrder = "binding-order", "D-123", "another order of the letters than 1.0 has";
    QWithValue = "q-with-value", "D-124", "queue mode with a value";
    SmsPlus = "sms-plus", "D-125", "a number with a plus in front";
    SmsNull = "sms-null", "D-125", "no number, spelled as an empty one or as null; ignored";
    PidUppercase = "pid-uppercase", "D-126", "hexadecimal digits in upper case";
    PidLength = "pid-length", "D-126", "more or less digits than the hash suite has";
    RegistrationParameterInUpdate = "registration-parameter-in-update", "D-127", "endpoint name or version in an Update, which is ignored";
    UnknownPct = "unknown-pct", "D-130", "a preferred format that no bootstrap has, which is ignored";
    PackChanged = "pack-changed", "D-136", "a Bootstrap-Pack with the code 2.04";
    // Operations: device management and reporting.
    PostSingleResource = "post-single-resource", "D-138", "a partial update of a single Resource";
    QueryOnWrite = "query-on-write", "D-139", "a query beside a body, which is ignored";
    DeleteRiIn1_1 = "delete-ri-in-1.1", "D-140", "a Delete of a Resource Instance from a peer of 1.1";
    ArgumentSpace = "argument-space", "D-142", "a space among the arguments of an Execute";
    RepeatedArgument = "repeated-argument", "D-142", "the same digit twice among the arguments of an Execute";
    UnquotedArgument = "unquoted-argument", "D-142", "a value without quotes among the arguments of an Execute";
    ArgumentQuery = "argument-query", "D-142", "the argument of a registration update trigger in the query";
    NotifyChanged = "notify-changed", "D-150", "a notification with the code 2.04";
    // Bindings.
    EmptySegment = "empty-segment", "D-163", "an empty segment at the end of a path, left out";
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
