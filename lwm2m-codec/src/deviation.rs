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
    // Payloads, paths and names.
    TrailingNul = "trailing-nul", "D-003, D-044", "a NUL octet behind the end";
    LeadingZeros = "leading-zeros", "D-012, D-044", "an id with zeros in front";
    NoLeadingSlash = "no-leading-slash", "D-013", "a name that does not begin with a slash";
    TrailingSlash = "trailing-slash", "D-013", "a slash behind the last id";
    DoubleSlash = "double-slash", "D-013", "two slashes in place of one";
    MissingAlternatePath = "missing-alternate-path", "D-016", "a name without the alternate path";
    // Values.
    LeadingPlus = "leading-plus", "D-022, D-023, D-106", "a number with a plus in front";
    IntegralDecimal = "integral-decimal", "D-022", "an integer with a fraction of zeros";
    BarePoint = "bare-point", "D-023", "a number without digits on one side of its point";
    FloatForInteger = "float-for-integer", "D-028, D-032", "a whole float for an integer";
    NumberAsText = "number-as-text", "D-027", "an integer within quotes";
    RoundedFloat = "rounded-float", "D-029", "an integer for a float that can only come near it";
    NestedTags = "nested-tags", "D-034", "up to four CBOR tags in a row";
    IntegerForBoolean = "integer-for-boolean", "D-037", "0 or 1 for a boolean";
    BooleanWord = "boolean-word", "D-038", "the word true or false for 1 or 0";
    BooleanAsText = "boolean-as-text", "D-038", "a boolean within quotes";
    NonzeroBoolean = "nonzero-boolean", "D-039", "an octet from 2 to 255 for true";
    FractionalTime = "fractional-time", "D-040", "a time with a fraction, which is cut off";
    UntaggedDate = "untagged-date", "D-040", "a date that no tag says to be one";
    HexNullLink = "hex-null-link", "D-044", "the link to nothing in hexadecimal digits";
    PathAsLink = "path-as-link", "D-044", "an object link written as a path";
    ObjlnkAsInteger = "objlnk-as-integer", "D-046", "an object link as one number of 32 bits";
    ObjlnkAsString = "objlnk-as-string", "D-046", "an object link as a string";
    Base64Variant = "base64-variant", "D-051", "base64 in another alphabet or padding";
    // TLV.
    EmptyInteger = "empty-integer", "D-054", "an integer without octets, read as 0";
    #[own]
    AsciiInteger = "ascii-integer", "D-054", "an integer as decimal digits in place of octets";
    #[own]
    UnsignedInSigned = "unsigned-in-signed", "D-055", "a negative integer where only others are meant, read as unsigned";
    MissingInstanceWrapper = "missing-instance-wrapper", "D-057", "resources without their instance, read as those of instance 0";
    ExtraSiblings = "extra-siblings", "D-059", "others beside the target within the TLV around it, which are dropped";
    SingleForMultiple = "single-for-multiple", "D-061, D-087", "one value for a multiple Resource, read as its instance 0";
    // LwM2M CBOR.
    RelativeKeys = "relative-keys", "D-081", "keys that continue the requested path";
    // Records.
    DuplicatePath = "duplicate-path", "D-006", "the same path again; the last one counts";
    // SenML.
    SenmlCreate65535 = "senml-create-65535", "D-056", "65535 for an Object Instance whose id is not chosen yet";
    SenmlCreateEmptyId = "senml-create-empty-id", "D-056", "two slashes around an Object Instance whose id is not chosen yet";
    TimeInPathList = "time-in-path-list", "D-063", "a time in a list of paths, which is ignored";
    ValueInPathList = "value-in-path-list", "D-063", "a value in a list of paths, which is ignored";
    UnknownIntegerLabel = "unknown-integer-label", "D-068", "a label that RFC 8428 does not have, whose value is ignored";
    NumericTextLabel = "numeric-text-label", "D-068", "an integer label as text";
    NullOutsideEtch = "null-outside-etch", "D-071, D-084", "a null that deletes, outside of the formats for that";
    MissingNull = "missing-null", "D-071", "a record without a value, read as null";
    BaseOnlyRecord = "base-only-record", "D-072", "a record before this one of a base name or base time alone";
    JoinedSlash = "joined-slash", "D-075, D-080", "a base name and a name to be joined with a slash";
    #[own]
    InheritedTime = "inherited-time", "D-076", "no time, read as that of the record before";
    MissingInstanceName = "missing-instance-name", "D-078", "no name, read as the next Resource Instance";
    // JSON.
    ByteOrderMark = "byte-order-mark", "D-073", "a byte order mark in front of the text";
    ValueInV = "value-in-v", "D-080", "text or a boolean under the name of numbers";
    JsonArray = "json-array", "D-080", "an array of values without the object around it";
    TimeInWrite = "time-in-write", "D-077", "a time in a request, which is ignored";
    // Formats of messages.
    PermutedList = "permuted-list", "D-066", "a composite observation that is ended by its paths in another order";
    EtchIn1_1 = "etch-in-1.1", "D-064", "a composite format of 1.2 from a peer of 1.1";
    EtchAsAnswer = "etch-as-answer", "D-067, D-136", "an answer in a format of composite requests, read as SenML";
    LegacyContentFormat = "legacy-content-format", "D-089", "the number that a draft had for a format";
    MissingContentFormat = "missing-content-format", "D-090", "a body without a Content-Format, read as the target's usual one";
    // Queries.
    EmptyAttribute = "empty-attribute", "D-105", "an attribute that is empty, read as unset";
    ExponentAttribute = "exponent-attribute", "D-107", "an attribute with an exponent";
    UnknownParameter = "unknown-parameter", "D-007, D-121", "a parameter that the operation does not have, left out";
    // Links.
    LinkWhitespace = "link-whitespace", "D-093", "blanks between links or parameters, or in front of a path";
    UnquotedCtList = "unquoted-ct-list", "D-095", "several formats without quotes";
    RepeatedCt = "repeated-ct", "D-095, D-096", "several parameters with formats, which are taken together";
    MissingEquals = "missing-equals", "D-095", "a version that follows its name at once";
    LargeDim = "large-dim", "D-095", "more than 255 instances before LwM2M 1.2";
    ResourceLink = "resource-link", "D-099", "a link to a Resource in a list of Objects, which is left out";
    EmptyObjectList = "empty-object-list", "D-100", "a Register without Objects before LwM2M 1.2";
    BareLwm2m = "bare-lwm2m", "D-101", "the release of LwM2M in front of the first link";
    AccParameters = "acc-parameters", "D-131", "parameters of links in acc, which are ignored";
    // Operations: registration and bootstrap.
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
    RiIn1_0 = "ri-in-1.0", "D-014", "a Resource Instance in the path of a request of 1.0";
    DeleteRiIn1_1 = "delete-ri-in-1.1", "D-140", "a Delete of a Resource Instance from a peer of 1.1";
    ArgumentSpace = "argument-space", "D-142", "a space among the arguments of an Execute";
    RepeatedArgument = "repeated-argument", "D-142", "the same digit twice among the arguments of an Execute";
    UnquotedArgument = "unquoted-argument", "D-142", "a value without quotes among the arguments of an Execute";
    ArgumentQuery = "argument-query", "D-142", "the argument of a registration update trigger in the query";
    NotifyChanged = "notify-changed", "D-150", "a notification with the code 2.04";
    // Bindings.
    CancelByPath = "cancel-by-path", "D-151", "an observation that is ended by its path, with another token";
    EmptySegment = "empty-segment", "D-163", "an empty segment at the end of a path, left out";
    // Bindings: HTTP and MQTT.
    MissingLocation = "missing-location", "D-156", "a Register answered over HTTP without a location";
    ContentFormatHeader = "content-format-header", "D-157", "a Content-Format header in place of Content-Type";
    MqttTextResult = "mqtt-text-result", "D-158", "a result as text, 2.05 in place of 205";
    MqttTextKey = "mqtt-text-key", "D-159", "one of the keys lt, pid and con, which have no number";
    MqttTextPayload = "mqtt-text-payload", "D-160", "a payload as text in a format that is none";
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
