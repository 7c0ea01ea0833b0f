//! The rules that an operation can break, one row each: the code that says so, where the rule stands, what it expects.

use core::fmt;

use crate::message::Code;

/// Makes the rules and what is known of them out of one row for each.
macro_rules! rules {
    ($($rule:ident $code:ident $source:literal $expected:literal;)*) => {
        /// A rule of the operations that a message breaks.
        #[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
        #[cfg_attr(feature = "defmt", derive(defmt::Format))]
        #[non_exhaustive]
        pub enum Rule {
            $(#[doc = concat!("Expected ", $expected, " (", $source, ").")] $rule,)*
        }

        impl Rule {
            /// Every rule.
            pub const ALL: &[Self] = &[$(Self::$rule,)*];

            /// The code by which a request that breaks it is answered.
            #[must_use]
            pub const fn code(self) -> Code {
                match self { $(Self::$rule => Code::$code,)* }
            }

            /// Where the rule stands: a decision, or a section of the standard.
            #[must_use]
            pub const fn source(self) -> &'static str {
                match self { $(Self::$rule => $source,)* }
            }

            /// What it expects.
            #[must_use]
            pub const fn expected(self) -> &'static str {
                match self { $(Self::$rule => $expected,)* }
            }
        }
    };
}

rules! {
    // Which operation.
    NoOperation METHOD_NOT_ALLOWED "D-021" "a method that this path has";
    LaterVersion METHOD_NOT_ALLOWED "Transport 1.2.2, 6.4" "an operation of this version or an earlier one";
    NotImplemented NOT_IMPLEMENTED "D-136" "LwM2M 1.2 for a Bootstrap-Pack-Request";
    Definition METHOD_NOT_ALLOWED "D-138" "an operation that fits the Resource's definition";
    BindingVersion PRECONDITION_FAILED "Transport 1.2.2, 7, 8" "LwM2M 1.2 for HTTP and MQTT";
    NotOverHttp NOT_IMPLEMENTED "D-157" "an operation that HTTP carries: no composite one, no observation";
    // Which target.
    Depth METHOD_NOT_ALLOWED "D-021" "a path of as many ids as the operation takes";
    DepthVersion METHOD_NOT_ALLOWED "D-014, D-138, D-140" "a path that the operation takes in this version";
    SingleResource METHOD_NOT_ALLOWED "Core 1.2.2, 6.3.1" "a Resource Instance of a multiple Resource";
    BootstrapDepth BAD_REQUEST "D-133, D-134" "an Object, an Object Instance or what else the operation takes";
    BootstrapTarget METHOD_NOT_ALLOWED "D-132" "a Server or an Access Control Object or Object Instance";
    HiddenObject UNAUTHORIZED "D-152" "an Object that an LwM2M Server may see";
    UnknownPrefix NOT_FOUND "D-016, D-018" "the alternate path, and the prefix of a known device";
    BootstrapPrefix NOT_FOUND "Transport 1.2.2, 6.4.1" "no alternate path from a Bootstrap-Server";
    // The query.
    QueryOnWrite BAD_REQUEST "D-139" "no query beside a body";
    RepeatedParameter BAD_REQUEST "D-121" "each parameter once";
    MissingEndpoint BAD_REQUEST "D-120" "an endpoint name";
    MissingLifetime BAD_REQUEST "D-120" "a lifetime";
    ParameterVersion BAD_REQUEST "D-121, D-124, D-126" "a parameter of this version";
    UpdateParameter BAD_REQUEST "D-127" "an Update without endpoint name and version";
    UnsupportedVersion PRECONDITION_FAILED "D-122" "a version that is supported";
    PreferredFormat UNSUPPORTED_CONTENT_FORMAT "D-130" "a preferred format that a bootstrap can have";
    // The body.
    MissingContentFormat BAD_REQUEST "D-090" "a content format beside a body";
    ContentFormatRefused BAD_REQUEST "D-129, D-149" "a body in a content format of the operation";
    ContentFormat UNSUPPORTED_CONTENT_FORMAT "D-091" "a content format that the operation takes";
    Accept NOT_ACCEPTABLE "D-091" "an answer's format that the operation has";
    EmptyObjectList BAD_REQUEST "D-100" "a list of Objects before 1.2";
    // The answer.
    ResponseCode INTERNAL_SERVER_ERROR "D-153" "a response code of the operation";
    MissingLocation INTERNAL_SERVER_ERROR "D-128" "the location of a registration";
}

/// `expected a lifetime (D-120)`.
impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {} ({})", self.expected(), self.source())
    }
}
