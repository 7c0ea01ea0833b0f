//! Response codes: class and detail in one byte. RFC 7252, 5.9; LwM2M Transport 1.2.2, 6.7.

use core::fmt;

/// The code of a response, as in `4.04`: three bits of class, five of detail.
///
/// Codes that are unknown survive: any 4.xx and 5.xx is a refusal (D-129, D-153).
#[derive(Clone, Copy, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Code(u8);

/// One row a code: its constant, class and detail, name, and what it says.
macro_rules! codes {
    ($($constant:ident $class:literal $detail:literal $shown:literal $name:literal $what:literal;)*) => {
        impl Code {
            $(
                #[doc = concat!("`", $shown, "` ", $name, ": ", $what, ".")]
                pub const $constant: Self = Self($class << 5 | $detail);
            )*

            /// Its name; `None` for one that LwM2M does not use.
            #[must_use]
            pub const fn name(self) -> Option<&'static str> {
                match self {
                    $(Self::$constant => Some($name),)*
                    _ => None,
                }
            }
        }
    };
}

codes! {
    CREATED 2 1 "2.01" "Created" "a registration or an Object Instance is there";
    DELETED 2 2 "2.02" "Deleted" "a registration, Object Instance or Resource Instance is gone";
    CHANGED 2 4 "2.04" "Changed" "done";
    CONTENT 2 5 "2.05" "Content" "here is what was asked for";
    CONTINUE 2 31 "2.31" "Continue" "the next block, please";
    BAD_REQUEST 4 0 "4.00" "Bad Request" "not understood";
    UNAUTHORIZED 4 1 "4.01" "Unauthorized" "no access right";
    BAD_OPTION 4 2 "4.02" "Bad Option" "an option of the transport is not understood";
    FORBIDDEN 4 3 "4.03" "Forbidden" "the client may not register";
    NOT_FOUND 4 4 "4.04" "Not Found" "there is no such thing";
    METHOD_NOT_ALLOWED 4 5 "4.05" "Method Not Allowed" "the target has no such operation";
    NOT_ACCEPTABLE 4 6 "4.06" "Not Acceptable" "the answer can't have that format; of a Bootstrap-Finish: inconsistent";
    REQUEST_ENTITY_INCOMPLETE 4 8 "4.08" "Request Entity Incomplete" "a block is missing";
    CONFLICT 4 9 "4.09" "Conflict" "the profile is unknown, send the list";
    PRECONDITION_FAILED 4 12 "4.12" "Precondition Failed" "the version is not supported";
    REQUEST_ENTITY_TOO_LARGE 4 13 "4.13" "Request Entity Too Large" "too long";
    UNSUPPORTED_CONTENT_FORMAT 4 15 "4.15" "Unsupported Content-Format" "the body's format is not read here";
    INTERNAL_SERVER_ERROR 5 0 "5.00" "Internal Server Error" "what no other code says";
    NOT_IMPLEMENTED 5 1 "5.01" "Not Implemented" "there is no such operation here";
    BAD_GATEWAY 5 2 "5.02" "Bad Gateway" "what stands behind a proxy answers nonsense";
    SERVICE_UNAVAILABLE 5 3 "5.03" "Service Unavailable" "later";
    GATEWAY_TIMEOUT 5 4 "5.04" "Gateway Timeout" "what stands behind a proxy doesn't answer";
    PROXYING_NOT_SUPPORTED 5 5 "5.05" "Proxying Not Supported" "this is no proxy";
}

impl Code {
    /// A code of a class and a detail; `None` where they have no place: a class above 7, a detail above 31.
    #[must_use]
    pub const fn new(class: u8, detail: u8) -> Option<Self> {
        if class < 8 && detail < 32 { Some(Self(class << 5 | detail)) } else { None }
    }

    /// A code by its byte.
    #[must_use]
    pub const fn from_byte(byte: u8) -> Self {
        Self(byte)
    }

    /// Its byte.
    #[must_use]
    pub const fn byte(self) -> u8 {
        self.0
    }

    /// What stands in front of the point.
    #[must_use]
    pub const fn class(self) -> u8 {
        self.0 >> 5
    }

    /// What stands behind the point.
    #[must_use]
    pub const fn detail(self) -> u8 {
        self.0 & 31
    }

    /// Whether it is a 2.xx.
    #[must_use]
    pub const fn is_success(self) -> bool {
        self.class() == 2
    }
}

/// `4.04`.
impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02}", self.class(), self.detail())
    }
}

/// `4.04 Not Found`.
impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name() {
            Some(name) => write!(f, "{self} {name}"),
            None => fmt::Display::fmt(self, f),
        }
    }
}

#[cfg(feature = "defmt")]
impl defmt::Format for Code {
    fn format(&self, f: defmt::Formatter<'_>) {
        defmt::write!(f, "{=u8}.{=u8:02}", self.class(), self.detail());
    }
}

#[cfg(test)]
mod tests {
    use alloc::format;

    use super::*;

    #[test]
    fn bytes_and_names() {
        for (code, byte, shown) in [
            (Code::CREATED, 0x41, "2.01 Created"),
            (Code::CONTINUE, 0x5f, "2.31 Continue"),
            (Code::BAD_REQUEST, 0x80, "4.00 Bad Request"),
            (Code::PRECONDITION_FAILED, 0x8c, "4.12 Precondition Failed"),
            (Code::NOT_IMPLEMENTED, 0xa1, "5.01 Not Implemented"),
            (Code::from_byte(0x96), 0x96, "4.22"),
        ] {
            assert_eq!((code.byte(), format!("{code:?}").as_str()), (byte, shown));
            assert_eq!(Code::new(code.class(), code.detail()), Some(code));
        }
        assert_eq!((Code::new(8, 0), Code::new(0, 32)), (None, None));
        assert!(Code::CHANGED.is_success() && !Code::NOT_FOUND.is_success());
    }
}
