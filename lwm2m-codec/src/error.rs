//! What went wrong, at which byte, and under which path.

use core::fmt;

use crate::attribute::Attribute;
use crate::message::Code;
use crate::operation::Rule;
use crate::path::Path;
use crate::schema::DataType;

/// The crate's result.
pub type Result<T, E = Error> = core::result::Result<T, E>;

/// Why bytes could not be read or a value could not be written.
///
/// Readers know the byte, typed values know the path; each adds only its own, and the innermost wins.
#[derive(Clone, Copy, Eq, PartialEq)]
pub struct Error {
    kind: ErrorKind,
    /// `usize::MAX` where none is known.
    offset: usize,
    /// [`Path::NOWHERE`] where none is known: errors are handed up often, so each byte of them is code.
    path: Path,
}

impl Error {
    /// What went wrong.
    #[must_use]
    pub const fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// The byte of the input at which the header, name or value in question begins; `None` on writing,
    /// save where what is written is itself a payload ([`Transcoded`](crate::Transcoded)).
    #[must_use]
    pub const fn offset(&self) -> Option<usize> {
        if self.offset == usize::MAX { None } else { Some(self.offset) }
    }

    /// Where in the data model it went wrong, as far as that is known.
    #[must_use]
    pub const fn path(&self) -> Option<Path> {
        if self.path.is_nowhere() { None } else { Some(self.path) }
    }

    /// The code by which a request with this error is answered.
    #[must_use]
    pub const fn code(&self) -> Code {
        self.kind.code()
    }

    /// The same error with a byte, unless it has one.
    #[cold]
    #[inline(never)]
    #[must_use]
    pub const fn at(mut self, offset: usize) -> Self {
        if self.offset == usize::MAX {
            self.offset = offset;
        }
        self
    }

    /// The error of a part, told with the offset of the whole in which the part begins at byte `by`.
    #[cold]
    #[inline(never)]
    #[must_use]
    pub(crate) fn moved(mut self, by: usize) -> Self {
        self.offset = self.offset().unwrap_or(0).saturating_add(by);
        self
    }

    /// The same place with another kind.
    #[must_use]
    pub(crate) const fn of_kind(mut self, kind: ErrorKind) -> Self {
        self.kind = kind;
        self
    }

    /// The same error with a path, unless it has one.
    #[cold]
    #[inline(never)]
    #[must_use]
    pub const fn within(mut self, path: Path) -> Self {
        if self.path.is_nowhere() {
            self.path = path;
        }
        self
    }
}

impl From<ErrorKind> for Error {
    #[cold]
    #[inline(never)]
    fn from(kind: ErrorKind) -> Self {
        Self { kind, offset: usize::MAX, path: Path::NOWHERE }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.kind.fmt(f)?;
        match (self.offset(), self.path()) {
            (Some(offset), Some(path)) => write!(f, " (byte {offset}, in {path})"),
            (Some(offset), None) => write!(f, " (byte {offset})"),
            (None, Some(path)) => write!(f, " (in {path})"),
            (None, None) => Ok(()),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("kind", &self.kind)
            .field("offset", &self.offset())
            .field("path", &self.path())
            .finish()
    }
}

impl core::error::Error for Error {}

/// What has neither bytes nor a path says no more than its kind: a number of a block, an id.
impl core::error::Error for ErrorKind {}

/// The kinds of errors. On a request each is a 4.00 Bad Request unless it says otherwise.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum ErrorKind {
    /// An attribute that may not stand here; the words say what would be needed (D-108, D-109).
    AttributeRefused {
        /// The attribute.
        attribute: Attribute,
        /// The version, the level, the type of Resource that was expected.
        expected: &'static str,
    },
    /// The buffer is too small; with one of `needed` bytes the same call succeeds.
    BufferTooSmall {
        /// The whole length in bytes, exact.
        needed: usize,
    },
    /// An option of a CoAP message that must not be ignored and is not understood: unknown, repeated, or of a length
    /// that it can't have. 4.02 Bad Option, for what is asked of a proxy 5.05 (RFC 7252, 5.4.1, 5.7.2).
    CriticalOption {
        /// The number of the option.
        number: u16,
    },
    /// The same path twice, or the same member of a record twice (D-006, D-074).
    Duplicate,
    /// Bytes follow where the payload has ended (D-003).
    ExtraBytes,
    /// Attributes of one set that contradict each other; the words are the rule that does not hold (D-110).
    InconsistentAttributes(&'static str),
    /// A value that is no value of its type: text that is no object link, a date that is none, a Boolean of 2.
    InvalidValue {
        /// The type that was asked for.
        expected: DataType,
    },
    /// The bytes break a rule of their format; the words say what was expected.
    Malformed(&'static str),
    /// The bytes of a message break a rule of its transport, or the message is not the one that was asked for; the
    /// words say what was expected.
    Message(&'static str),
    /// The message of another library does not take what it is given, mostly for want of room; the word says what.
    MessageRefused(&'static str),
    /// A value was expected and none is there.
    MissingValue,
    /// One value was asked for and the payload holds several times.
    MixedTimes,
    /// The format has no form for this value here; the words say what.
    NotExpressible(&'static str),
    /// Nothing lives at the path: 4.04 Not Found. Of a Write-Composite, which makes no Object Instances (D-148).
    NotFound,
    /// The Resource may not be touched by this operation: 4.05 Method Not Allowed.
    NotPermitted,
    /// Text that is not UTF-8.
    NotUtf8,
    /// A number outside the range of its type.
    OutOfRange,
    /// The record lies outside of what was asked for (D-015).
    OutsideTarget,
    /// A path that is no path: ids, slashes or digits in the wrong place; the words say which.
    Path(&'static str),
    /// A fifth id.
    PathTooDeep,
    /// The parameters behind a path, or the arguments of an Execute, break a rule; the words say what was expected.
    Query(&'static str),
    /// An attribute that only links have, where one is to be written (D-108).
    ReadOnlyAttribute,
    /// A record out of ascending order, where the format or the receiver needs that order.
    RecordOrder,
    /// 65535 as an id (D-011).
    ReservedId,
    /// A rule of the operations; it says by which code it is answered.
    Rule(Rule),
    /// A time before 1677 or after 2262.
    TimeOutOfRange,
    /// The format carries no times, and the record has one.
    TimeUnsupported,
    /// Deeper nesting, or a longer name, than the limit allows.
    TooDeep {
        /// The limit that was hit.
        limit: usize,
    },
    /// More instances than there is room for.
    TooManyInstances {
        /// How many there is room for.
        capacity: usize,
    },
    /// The payload ends before what it announces.
    UnexpectedEnd {
        /// How many bytes were announced.
        needed: usize,
        /// How many are left.
        available: usize,
    },
    /// A value that is to be written has a time (D-077).
    UnexpectedTime,
    /// A parameter of a query that the operation does not have (D-007).
    UnknownParameter,
    /// A Resource that the type does not know, where it denies those.
    UnknownResource,
    /// The Content-Format is unknown or not compiled in: 4.15, in an answer 4.06.
    UnsupportedFormat,
    /// The operation cannot have this target in this format: a TLV payload for the root, a single value for an
    /// Object; or what is to be read lives below it: an Object's struct where the target is the Object.
    UnsupportedTarget,
    /// A value whose type neither its bytes nor a schema say.
    Untyped,
    /// A value longer than the format's length field can say.
    ValueTooLong {
        /// The longest there can be, in octets.
        limit: usize,
    },
    /// Text that is no URI of a server; the words say what was expected.
    Uri(&'static str),
    /// The path of a request that names nothing a request may name; the words say what was expected. 4.05 Method Not
    /// Allowed (D-021).
    UriPath(&'static str),
    /// Text that is no version `major.minor`.
    Version,
    /// One value for a multiple Resource, or instances of a single one (D-061).
    WrongCardinality {
        /// Whether instances were expected.
        multiple: bool,
    },
    /// A value of another type than was asked for.
    WrongType {
        /// The type that was asked for.
        expected: DataType,
    },
}

impl ErrorKind {
    /// The code by which a request with such an error is answered: mostly 4.00 Bad Request.
    #[must_use]
    pub const fn code(self) -> Code {
        match self {
            Self::Rule(rule) => rule.code(),
            Self::NotFound => Code::NOT_FOUND,
            Self::NotPermitted | Self::UriPath(_) => Code::METHOD_NOT_ALLOWED,
            Self::UnsupportedFormat => Code::UNSUPPORTED_CONTENT_FORMAT,
            Self::CriticalOption { number: 35 | 39 } => Code::PROXYING_NOT_SUPPORTED,
            Self::CriticalOption { .. } => Code::BAD_OPTION,
            // What the receiver itself lacks is not the sender's fault.
            Self::BufferTooSmall { .. } | Self::MessageRefused(_) => Code::INTERNAL_SERVER_ERROR,
            _ => Code::BAD_REQUEST,
        }
    }
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::AttributeRefused { attribute, expected } => {
                write!(f, "the attribute {attribute} may not stand here: expected {expected}")
            }
            Self::BufferTooSmall { needed } => {
                write!(f, "the buffer is too small: {needed} bytes needed")
            }
            Self::CriticalOption { number } => {
                write!(f, "expected options that are understood, found a critical one: {number}")
            }
            Self::Duplicate => f.write_str("the same path or member stands there twice"),
            Self::ExtraBytes => f.write_str("bytes follow after the end of the payload"),
            Self::InconsistentAttributes(rule) => {
                write!(f, "the attributes contradict each other: expected {rule}")
            }
            Self::InvalidValue { expected } => {
                write!(f, "expected a value of type {expected}, found bytes that are none")
            }
            Self::Malformed(expected) => write!(f, "malformed payload: expected {expected}"),
            Self::Message(expected) => write!(f, "malformed message: expected {expected}"),
            Self::MessageRefused(what) => {
                write!(f, "expected a message with room for more, found one that takes no {what}")
            }
            Self::MissingValue => f.write_str("expected a value, found none"),
            Self::MixedTimes => {
                f.write_str("expected values of one time, found several: read them as records")
            }
            Self::NotExpressible(what) => write!(f, "the format has no form for {what}"),
            Self::NotFound => f.write_str("expected a path of what lives, found none there"),
            Self::NotPermitted => f.write_str("the operation is not permitted on this resource"),
            Self::NotUtf8 => f.write_str("expected UTF-8 text, found other bytes"),
            Self::OutOfRange => f.write_str("the number is out of the range of its type"),
            Self::OutsideTarget => f.write_str("the record lies outside of the requested path"),
            Self::Path(expected) => write!(f, "not a path: expected {expected}"),
            Self::PathTooDeep => f.write_str("not a path: expected at most four ids"),
            Self::Query(expected) => write!(f, "malformed query: expected {expected}"),
            Self::ReadOnlyAttribute => {
                f.write_str("expected an attribute that can be written, found one of links only")
            }
            Self::RecordOrder => f.write_str("expected records in ascending order of their paths"),
            Self::ReservedId => f.write_str("65535 is reserved and identifies nothing"),
            Self::Rule(rule) => rule.fmt(f),
            Self::TimeOutOfRange => {
                f.write_str("the time is out of range: expected one from 1677 to 2262")
            }
            Self::TimeUnsupported => f.write_str("the format carries no times"),
            Self::TooDeep { limit } => write!(f, "nested or named beyond the limit of {limit}"),
            Self::TooManyInstances { capacity } => {
                write!(f, "more instances than there is room for: {capacity}")
            }
            Self::UnexpectedEnd { needed, available } => {
                write!(f, "payload ends early: {needed} bytes announced, {available} left")
            }
            Self::UnexpectedTime => f.write_str("a value that is to be written has a time"),
            Self::UnknownParameter => {
                f.write_str("expected a parameter of this operation, found another")
            }
            Self::UnknownResource => f.write_str("the object has no such resource"),
            Self::UnsupportedFormat => f.write_str("the content format is not supported"),
            Self::UnsupportedTarget => f.write_str(
                "the content format or the type cannot hold what the requested path names",
            ),
            Self::Untyped => {
                f.write_str("neither the bytes nor the schema say the type of the value")
            }
            Self::ValueTooLong { limit } => {
                write!(f, "the value is longer than the {limit} bytes that the format can hold")
            }
            Self::Uri(expected) => write!(f, "not the uri of a server: expected {expected}"),
            Self::UriPath(expected) => write!(f, "not the path of a request: expected {expected}"),
            Self::Version => f.write_str("expected a version of two numbers, as in 1.2"),
            Self::WrongCardinality { multiple: true } => {
                f.write_str("expected instances of a multiple resource, found one value")
            }
            Self::WrongCardinality { multiple: false } => {
                f.write_str("expected one value, found instances or an empty container")
            }
            Self::WrongType { expected } => {
                write!(f, "expected a value of type {expected}, found another type")
            }
        }
    }
}
