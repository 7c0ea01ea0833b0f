//! What the path of a request names: the data model, or one of the four reserved places.
//! LwM2M Transport 1.2.2, 6.4 (URIs); D-017, D-018.

use core::fmt;

use super::{Path, text};
use crate::error::{Error, ErrorKind, Result};
use crate::message::{Location, Segment, Segments};

/// A request's path, read.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum UriPath<'a> {
    /// `/bs`: a Bootstrap-Request.
    Bootstrap,
    /// `/bspack`: a Bootstrap-Pack-Request, from 1.2.
    BootstrapPack,
    /// The data model, perhaps under an alternate path or a gateway's prefix.
    Objects {
        /// The segments before the first id; mostly none.
        prefix: UriPrefix<'a>,
        /// The ids.
        path: Path,
    },
    /// `/rd`: a Register.
    Register,
    /// Below `/rd`, or wherever else a server said: an Update or a De-register of the registration with this location.
    Registration {
        /// The whole path, to be compared as it is.
        location: Location<'a>,
    },
    /// `/dp`: a Send, from 1.1.
    Send,
}

impl<'a> UriPath<'a> {
    /// Reads a path that begins with a slash, as the Uri-Path options of a request give it.
    ///
    /// # Errors
    /// [`ErrorKind::UriPath`] where it is neither a reserved place nor ids behind a legal prefix, with the byte of the
    /// segment (D-021); [`ErrorKind::Path`] for what is no [`Location`].
    pub fn parse(text: &'a str) -> Result<Self> {
        let Some(rest) = text.strip_prefix('/') else {
            return Err(Error::from(ErrorKind::UriPath("a leading slash")).at(0));
        };
        Self::below_slash(rest).map_err(|error| error.moved(1))
    }

    /// Reads what follows the leading slash.
    pub(crate) fn below_slash(rest: &'a str) -> Result<Self> {
        let (first, below) = match rest.split_once('/') {
            Some((first, below)) => (first, Some(below)),
            None => (rest, None),
        };
        match (first, below) {
            ("bs", None) => Ok(Self::Bootstrap),
            ("bspack", None) => Ok(Self::BootstrapPack),
            ("dp", None) => Ok(Self::Send),
            ("rd", None) => Ok(Self::Register),
            ("rd", Some(_)) => Ok(Self::Registration { location: Location::below_slash(rest)? }),
            ("bs" | "bspack" | "dp", Some(_)) => {
                Err(Error::from(ErrorKind::UriPath("no segments below a reserved one"))
                    .at(first.len() + 1))
            }
            _ => objects(rest),
        }
    }

    /// The segments, in order; none for the root.
    #[must_use]
    pub const fn segments(&self) -> Segments<'a> {
        match self {
            Self::Bootstrap => Segments::new(["bs", ""], Path::ROOT),
            Self::BootstrapPack => Segments::new(["bspack", ""], Path::ROOT),
            Self::Objects { prefix, path } => Segments::new(prefix.0, *path),
            Self::Register => Segments::new(["rd", ""], Path::ROOT),
            Self::Registration { location } => location.segments(),
            Self::Send => Segments::new(["dp", ""], Path::ROOT),
        }
    }
}

/// A path of the data model with nothing in front of it.
impl From<Path> for UriPath<'_> {
    fn from(path: Path) -> Self {
        Self::Objects { prefix: UriPrefix::NONE, path }
    }
}

/// `/lwm2m/3/0`; `/` for the root.
impl fmt::Display for UriPath<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut segments = self.segments();
        match segments.next() {
            None => f.write_str("/"),
            Some(first) => {
                write!(f, "/{first}")?;
                segments.try_for_each(|segment| write!(f, "/{segment}"))
            }
        }
    }
}

/// What stands before the first id of a request's path: an alternate path, then the prefix of a gateway's device
/// (D-016 to D-018). Compared segment by segment.
#[derive(Clone, Copy, Default)]
pub struct UriPrefix<'a>([&'a str; 2]);

impl<'a> UriPrefix<'a> {
    /// No prefix.
    pub const NONE: Self = Self(["", ""]);

    /// A prefix of an alternate path and of what a gateway calls a device, without slashes around them; each may be
    /// empty.
    #[must_use]
    pub const fn new(alternate_path: &'a str, device: &'a str) -> Self {
        Self([alternate_path, device])
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        let [alternate, device] = self.0;
        alternate.is_empty() && device.is_empty()
    }

    /// The segments, in order.
    #[must_use]
    pub const fn segments(&self) -> Segments<'a> {
        Segments::new(self.0, Path::ROOT)
    }

    /// What is left of it below an alternate path, which may be empty: the prefix of a gateway's device, mostly
    /// nothing. `None` where it does not begin with that path, and where more than one segment is left.
    #[must_use]
    pub fn device(&self, alternate_path: &str) -> Option<&'a str> {
        let mut segments = self.segments();
        for expected in UriPrefix::new(alternate_path, "").segments() {
            if segments.next() != Some(expected) {
                return None;
            }
        }
        match (segments.next(), segments.next()) {
            (None, _) => Some(""),
            (Some(Segment::Text(device)), None) => Some(device),
            _ => None,
        }
    }
}

impl PartialEq for UriPrefix<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.segments().eq(other.segments())
    }
}

impl Eq for UriPrefix<'_> {}

impl PartialEq<str> for UriPrefix<'_> {
    fn eq(&self, other: &str) -> bool {
        *self == UriPrefix::new(other, "")
    }
}

impl PartialEq<&str> for UriPrefix<'_> {
    fn eq(&self, other: &&str) -> bool {
        *self == **other
    }
}

/// `lwm2m/d01`.
impl fmt::Display for UriPrefix<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            [one, ""] | ["", one] => f.write_str(one),
            [alternate, device] => write!(f, "{alternate}/{device}"),
        }
    }
}

impl fmt::Debug for UriPrefix<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Splits the prefix from the ids: an id is all digits, a prefix segment is not.
fn objects(text: &str) -> Result<UriPath<'_>> {
    let mut ids = 0;
    for segment in text.split('/') {
        if segment.is_empty() || segment.bytes().all(|c| c.is_ascii_digit()) {
            break;
        }
        if !is_prefix_segment(segment) {
            return Err(Error::from(ErrorKind::UriPath(
                "an id or a prefix of unreserved characters",
            ))
            .at(ids));
        }
        ids += segment.len() + 1;
    }
    let prefix = text.get(..ids.saturating_sub(1)).unwrap_or("");
    let prefix = UriPrefix::new(prefix, "");
    match text.get(ids..) {
        // Only the root ends in a slash.
        Some("") if ids > 0 => {
            Err(Error::from(ErrorKind::UriPath("no slash at the end")).at(ids - 1))
        }
        Some("") | None => Ok(UriPath::Objects { prefix, path: Path::ROOT }),
        Some(rest) => {
            let path = text::ids(rest).map_err(|error| of_request(error).moved(ids))?;
            Ok(UriPath::Objects { prefix, path })
        }
    }
}

/// What is wrong with ids is answered by another code in the path of a request than in a payload (D-021).
fn of_request(error: Error) -> Error {
    let expected = match error.kind() {
        ErrorKind::Path(expected) => expected,
        ErrorKind::PathTooDeep => "at most four ids",
        ErrorKind::ReservedId => "an id other than 65535, which is reserved",
        _ => return error,
    };
    error.of_kind(ErrorKind::UriPath(expected))
}

/// One segment of an alternate path or the prefix of a gateway's device: unreserved characters, not all digits,
/// not beginning with `-` (D-017, D-018).
pub(crate) fn is_prefix_segment(segment: &str) -> bool {
    !segment.is_empty()
        && !segment.starts_with('-')
        && segment.bytes().all(is_unreserved)
        && !segment.bytes().all(|c| c.is_ascii_digit())
}

/// RFC 3986, 2.3.
pub(crate) const fn is_unreserved(c: u8) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, b'-' | b'.' | b'_' | b'~')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_and_prefixes() {
        let objects = |prefix, path| {
            let prefix = UriPrefix::new(prefix, "");
            Ok(UriPath::Objects { prefix, path })
        };
        let registration =
            |location| Ok(UriPath::Registration { location: Location::parse(location).unwrap() });
        for (text, expected) in [
            ("/", objects("", Path::ROOT)),
            ("/3/0", objects("", Path::instance(3, 0))),
            ("/lwm2m/folder2/1/1", objects("lwm2m/folder2", Path::instance(1, 1))),
            ("/lwm2m/folder1", objects("lwm2m/folder1", Path::ROOT)),
            ("/0aapud0/3", objects("0aapud0", Path::object(3))),
            ("/.2137/3", objects(".2137", Path::object(3))),
            ("/rd", Ok(UriPath::Register)),
            ("/rd/5312", registration("/rd/5312")),
            ("/rd/a/b", registration("/rd/a/b")),
            ("/bs", Ok(UriPath::Bootstrap)),
            ("/dp", Ok(UriPath::Send)),
            ("/bs/5a3f", Err(4)),
            ("/rd/", Err(3)),
            ("/0/5a3f", Err(3)),
            ("/9050/11/0/12/555", Err(14)),
            ("/-x/3", Err(1)),
            ("/a b/3", Err(1)),
            ("/lwm2m/", Err(6)),
            ("no_uri", Err(0)),
        ] {
            assert_eq!(
                UriPath::parse(text).map_err(|e| e.offset()),
                expected.map_err(Some),
                "{text}"
            );
        }
    }
}
