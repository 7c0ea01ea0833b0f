//! Where something was made: a registration, or an Object Instance.
//! LwM2M Transport 1.2.2, 6.4.3 and 6.4.4; D-128, D-146.

use core::fmt;

use super::segment::Segments;
use crate::error::{Error, ErrorKind, Result};
use crate::path::Path;
use crate::path::uri::UriPath;

/// The path that a response gives to what was made: `/rd/5a3f`, `/16/1`.
///
/// A client can't choose the location of its registration, and replays whatever segments it was given.
#[derive(Clone, Copy)]
pub struct Location<'a>(Repr<'a>);

#[derive(Clone, Copy)]
enum Repr<'a> {
    /// One to eight segments with slashes between them, decoded.
    Text(&'a str),
    /// An Object Instance's.
    Path(Path),
    /// One segment below `rd`, which has no slash in it.
    #[cfg(feature = "mqtt")]
    Endpoint(&'a str),
}

impl<'a> Location<'a> {
    /// The most segments that there may be.
    pub const SEGMENTS: usize = 8;

    /// What stands for a location that a server has left out; it has no segments, and nothing is sent to it.
    pub const UNKNOWN: Self = Self(Repr::Text(""));

    /// Reads a path that begins with a slash.
    ///
    /// # Errors
    /// [`ErrorKind::Path`] unless it has one to eight segments, none of them empty (D-128), with the byte of the
    /// segment.
    pub fn parse(text: &'a str) -> Result<Self> {
        let Some(rest) = text.strip_prefix('/') else {
            return Err(Error::from(ErrorKind::Path("a leading slash")).at(0));
        };
        Self::below_slash(rest).map_err(|error| {
            let offset = error.offset().unwrap_or(0);
            Error::from(error.kind()).at((offset + 1).min(text.len() - 1))
        })
    }

    /// Reads what follows the leading slash.
    pub(crate) fn below_slash(text: &'a str) -> Result<Self> {
        let mut offset = 0;
        for (count, segment) in text.split('/').enumerate() {
            if count == Self::SEGMENTS {
                let kind = ErrorKind::Path("at most eight segments of a location");
                return Err(Error::from(kind).at(offset));
            }
            if segment.is_empty() {
                let kind = ErrorKind::Path("segments that are not empty");
                return Err(Error::from(kind).at(offset.min(text.len().saturating_sub(1))));
            }
            offset += segment.len() + 1;
        }
        Ok(Self(Repr::Text(text)))
    }

    /// The location of an Object Instance.
    #[must_use]
    pub const fn of(path: Path) -> Self {
        Self(Repr::Path(path))
    }

    /// The location of a registration whose endpoint name says it all.
    #[cfg(feature = "mqtt")]
    pub(crate) const fn of_endpoint(endpoint: &'a str) -> Self {
        Self(Repr::Endpoint(endpoint))
    }

    /// The segments, in order.
    #[must_use]
    pub const fn segments(&self) -> Segments<'a> {
        match self.0 {
            #[cfg(feature = "mqtt")]
            Repr::Endpoint(endpoint) => Segments::new(["rd", endpoint], Path::ROOT),
            Repr::Text(text) => Segments::new([text, ""], Path::ROOT),
            Repr::Path(path) => Segments::new(["", ""], path),
        }
    }

    /// The location as the path of the data model that it names, whatever stands before the first id (D-146).
    ///
    /// # Errors
    /// [`ErrorKind::Path`] where it names none, and the others of [`UriPath::parse`], without an offset.
    pub fn path(&self) -> Result<Path> {
        let text = match self.0 {
            Repr::Path(path) => return Ok(path),
            Repr::Text(text) => text,
            #[cfg(feature = "mqtt")]
            Repr::Endpoint(_) => "rd",
        };
        match UriPath::below_slash(text) {
            Ok(UriPath::Objects { path, .. }) => Ok(path),
            Ok(_) => Err(ErrorKind::Path("the path of an object instance").into()),
            Err(error) => Err(error.kind().into()),
        }
    }
}

impl PartialEq for Location<'_> {
    fn eq(&self, other: &Self) -> bool {
        let (mut a, mut b) = (self.segments(), other.segments());
        loop {
            let (mut ours, mut theirs) = ([0; 8], [0; 8]);
            match (a.next(), b.next()) {
                (None, None) => return true,
                (Some(a), Some(b)) if a.as_str(&mut ours) == b.as_str(&mut theirs) => {}
                _ => return false,
            }
        }
    }
}

impl Eq for Location<'_> {}

/// `/rd/5a3f`.
impl fmt::Display for Location<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.segments().try_for_each(|segment| write!(f, "/{segment}"))
    }
}

impl fmt::Debug for Location<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::*;

    #[test]
    fn segments_of_locations() {
        for (text, expected) in [
            ("/rd/5a3f", Ok(2)),
            ("/name", Ok(1)),
            ("/a/b/c/d/e/f/g/h", Ok(8)),
            ("/a/b/c/d/e/f/g/h/i", Err(17)),
            ("", Err(0)),
            ("rd/1", Err(0)),
            ("/", Err(0)),
            ("/rd/", Err(3)),
            ("/rd//1", Err(4)),
        ] {
            let location = Location::parse(text);
            assert_eq!(
                location.map(|l| l.segments().count()).map_err(|e| e.offset()),
                expected.map_err(Some),
                "{text}"
            );
            if let Ok(location) = location {
                assert_eq!(location.to_string(), text);
            }
        }
    }

    #[test]
    fn instances() {
        let made = Location::of(Path::instance(16, 1));
        assert_eq!(made.to_string(), "/16/1");
        assert_eq!(Location::parse("/16/1"), Ok(made));
        for (text, expected) in [
            ("/16/1", Ok(Path::instance(16, 1))),
            ("/lwm2m/16/1", Ok(Path::instance(16, 1))),
            ("/rd/5", Err(ErrorKind::Path("the path of an object instance"))),
            ("/16/65535", Err(ErrorKind::UriPath("an id other than 65535, which is reserved"))),
        ] {
            let path = Location::parse(text).and_then(|location| location.path());
            assert_eq!(path.map_err(|e| e.kind()), expected, "{text}");
        }
    }
}
