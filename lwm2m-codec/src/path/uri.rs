//! What the path of a request names: the data model, or one of the four reserved places.
//! LwM2M Transport 1.2.2, 6.4 (URIs); D-017, D-018.

use super::{Path, text};
use crate::error::{Error, ErrorKind, Result};

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
        /// The segments before the first id, without slashes around them; mostly empty.
        prefix: &'a str,
        /// The ids.
        path: Path,
    },
    /// `/rd`: a Register.
    Register,
    /// Below `/rd`: an Update or a De-register of the registration with this location.
    Registration {
        /// What follows `/rd/`: one or more segments, to be compared as they are.
        location: &'a str,
    },
    /// `/dp`: a Send, from 1.1.
    Send,
}

impl<'a> UriPath<'a> {
    /// Reads a path that begins with a slash, as the Uri-Path options of a request give it.
    ///
    /// # Errors
    /// [`ErrorKind::Path`] where it is neither a reserved place nor ids behind a legal prefix, with the byte of the
    /// segment; [`ErrorKind::ReservedId`] and [`ErrorKind::PathTooDeep`] as for a [`Path`].
    pub fn parse(text: &'a str) -> Result<Self> {
        let Some(rest) = text.strip_prefix('/') else {
            return Err(Error::from(ErrorKind::Path("a leading slash")).at(0));
        };
        let (first, below) = match rest.split_once('/') {
            Some((first, below)) => (first, Some(below)),
            None => (rest, None),
        };
        match (first, below) {
            ("bs", None) => Ok(Self::Bootstrap),
            ("bspack", None) => Ok(Self::BootstrapPack),
            ("dp", None) => Ok(Self::Send),
            ("rd", None) => Ok(Self::Register),
            ("rd", Some(location)) if location.split('/').all(|segment| !segment.is_empty()) => {
                Ok(Self::Registration { location })
            }
            ("bs" | "bspack" | "dp" | "rd", Some(_)) => {
                Err(Error::from(ErrorKind::Path("no segments below a reserved one"))
                    .at(first.len() + 2))
            }
            _ => objects(text, rest),
        }
    }
}

/// Splits the prefix from the ids: an id is all digits, a prefix segment is not.
fn objects<'a>(text: &'a str, rest: &'a str) -> Result<UriPath<'a>> {
    let mut offset = 1;
    for segment in rest.split('/') {
        if segment.is_empty()
            || text::id(segment).is_ok()
            || segment.bytes().all(|c| c.is_ascii_digit())
        {
            break;
        }
        if !is_prefix_segment(segment) {
            return Err(Error::from(ErrorKind::Path("an id or a prefix of unreserved characters"))
                .at(offset));
        }
        offset += segment.len() + 1;
    }
    let (prefix, ids) = text.split_at_checked(offset - 1).unwrap_or((text, ""));
    let path = match ids {
        "" => Path::ROOT,
        "/" if !prefix.is_empty() => {
            return Err(Error::from(ErrorKind::Path("no slash at the end")).at(offset - 1));
        }
        _ => ids.parse().map_err(|error: Error| error.moved(offset - 1))?,
    };
    Ok(UriPath::Objects { prefix: prefix.strip_prefix('/').unwrap_or(prefix), path })
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
        let objects = |prefix, path| Ok(UriPath::Objects { prefix, path });
        for (text, expected) in [
            ("/", objects("", Path::ROOT)),
            ("/3/0", objects("", Path::instance(3, 0))),
            ("/lwm2m/folder2/1/1", objects("lwm2m/folder2", Path::instance(1, 1))),
            ("/lwm2m/folder1", objects("lwm2m/folder1", Path::ROOT)),
            ("/0aapud0/3", objects("0aapud0", Path::object(3))),
            ("/.2137/3", objects(".2137", Path::object(3))),
            ("/rd", Ok(UriPath::Register)),
            ("/rd/5312", Ok(UriPath::Registration { location: "5312" })),
            ("/bs", Ok(UriPath::Bootstrap)),
            ("/dp", Ok(UriPath::Send)),
            ("/bs/5a3f", Err(4)),
            ("/rd/", Err(4)),
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
