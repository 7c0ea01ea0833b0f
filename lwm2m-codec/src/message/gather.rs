//! The path and the query of a message whose options can be seen but not borrowed: copied, without a heap.
//! RFC 7252, 5.10.1.

use core::{fmt, str};

use super::query::Query;
use crate::error::{Error, ErrorKind, Result};
use crate::path::uri::UriPath;
use crate::value::Text;

/// Gathers the segments and the parameters of a message in a buffer of the caller's.
///
/// CoAP options ascend by number, so the segments (Uri-Path, 11) come before the parameters (Uri-Query, 15). A buffer
/// of the length of both and three bytes for each of them is large enough.
///
/// ```
/// use lwm2m_codec::message::{Gather, UriPath};
///
/// let mut buffer = [0; 64];
/// let mut gather = Gather::new(&mut buffer);
/// gather.segment(b"rd")?;
/// gather.parameter(b"ep=a&b")?;
/// let (path, query) = gather.finish()?;
/// assert_eq!((path, query.to_string().as_str()), (UriPath::Register, "ep=a%26b"));
/// # Ok::<(), lwm2m_codec::Error>(())
/// ```
#[derive(Debug)]
pub struct Gather<'b> {
    buffer: &'b mut [u8],
    length: usize,
    /// Where the segments end, once there are parameters.
    path: Option<usize>,
    segments: Segments,
}

/// What the segments were so far: a single empty one is the root (D-163).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Segments {
    None,
    OneEmpty,
    Some,
}

impl<'b> Gather<'b> {
    /// Begins with nothing.
    #[must_use]
    pub const fn new(buffer: &'b mut [u8]) -> Self {
        Self { buffer, length: 0, path: None, segments: Segments::None }
    }

    /// Takes the next segment of the path: the value of a Uri-Path or Location-Path option.
    ///
    /// # Errors
    /// [`ErrorKind::NotUtf8`]; [`ErrorKind::Path`] for an empty segment, unless it is the only one (D-163), for one
    /// with a slash in it, and for one behind a parameter; [`ErrorKind::BufferTooSmall`], whose length is that of
    /// what was gathered so far. The offset is where the segment begins in the path.
    pub fn segment(&mut self, octets: &[u8]) -> Result<()> {
        let refused = |expected| Err(Error::from(ErrorKind::Path(expected)).at(self.length));
        if self.path.is_some() {
            return refused("segments before parameters");
        }
        if self.segments == Segments::OneEmpty || octets.is_empty() && self.length > 0 {
            return refused("segments that are not empty");
        }
        if octets.contains(&b'/') {
            return refused("segments without a slash in them");
        }
        text(octets).map_err(|error| error.at(self.length))?;
        if octets.is_empty() {
            self.segments = Segments::OneEmpty;
            return Ok(());
        }
        self.segments = Segments::Some;
        self.push(b"/")?;
        self.push(octets)
    }

    /// Takes the next parameter, decoded: the value of a Uri-Query option.
    ///
    /// # Errors
    /// [`ErrorKind::NotUtf8`]; [`ErrorKind::ValueTooLong`] beyond 65,535 octets; [`ErrorKind::BufferTooSmall`], whose
    /// length is that of what was gathered so far. The offset is that of the gathered bytes.
    pub fn parameter(&mut self, octets: &[u8]) -> Result<()> {
        text(octets).map_err(|error| error.at(self.length))?;
        let limit = usize::from(u16::MAX);
        let length = u16::try_from(octets.len()).map_err(|_| ErrorKind::ValueTooLong { limit })?;
        self.path.get_or_insert(self.length);
        self.push(&length.to_be_bytes())?;
        self.push(octets)
    }

    /// What was gathered; no segments are the root.
    ///
    /// # Errors
    /// Those of [`UriPath::parse`].
    pub fn finish(self) -> Result<(UriPath<'b>, Query<'b>)> {
        let (path, query) = self.finish_text();
        let path = if path.is_empty() { "/" } else { path };
        Ok((UriPath::parse(path)?, query))
    }

    /// What was gathered, with the path as text: `/rd/5a3f`; empty for none.
    #[must_use]
    pub fn finish_text(self) -> (&'b str, Query<'b>) {
        let all: &'b [u8] = self.buffer;
        let all = all.get(..self.length).unwrap_or(&[]);
        let (path, parameters) =
            all.split_at_checked(self.path.unwrap_or(self.length)).unwrap_or((all, &[]));
        let query = match parameters {
            [] => Query::Empty,
            _ => Query::Gathered(Gathered(parameters)),
        };
        // What was put in was text.
        (str::from_utf8(path).unwrap_or(""), query)
    }

    fn push(&mut self, octets: &[u8]) -> Result<()> {
        let end = self.length + octets.len();
        let place = self.buffer.get_mut(self.length..end);
        place.ok_or(ErrorKind::BufferTooSmall { needed: end })?.copy_from_slice(octets);
        self.length = end;
        Ok(())
    }
}

fn text(octets: &[u8]) -> Result<&str> {
    str::from_utf8(octets).map_err(|_| ErrorKind::NotUtf8.into())
}

/// Parameters that a [`Gather`] has copied.
// Two octets of length before each.
#[derive(Clone, Copy)]
pub struct Gathered<'b>(&'b [u8]);

impl<'b> Gathered<'b> {
    pub(super) const fn parameters(&self) -> GatheredIter<'b> {
        GatheredIter(self.0)
    }
}

impl fmt::Debug for Gathered<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.parameters().map(Text::new)).finish()
    }
}

/// The texts of the parameters.
#[derive(Clone, Debug)]
pub(super) struct GatheredIter<'b>(&'b [u8]);

impl<'b> Iterator for GatheredIter<'b> {
    type Item = &'b str;

    fn next(&mut self) -> Option<&'b str> {
        let (length, rest) = self.0.split_first_chunk::<2>()?;
        let (octets, rest) = rest.split_at_checked(u16::from_be_bytes(*length).into())?;
        self.0 = rest;
        str::from_utf8(octets).ok()
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;
    use alloc::vec::Vec;

    use super::*;
    use crate::path::Path;

    #[test]
    fn what_was_put_in() {
        let mut buffer = [0; 40];
        let mut gather = Gather::new(&mut buffer);
        for segment in ["lwm2m", "3", "0"] {
            gather.segment(segment.as_bytes()).unwrap();
        }
        for parameter in ["pmin=10", "", "pmax"] {
            gather.parameter(parameter.as_bytes()).unwrap();
        }
        let (path, query) = gather.finish().unwrap();
        assert_eq!(path.to_string(), "/lwm2m/3/0");
        let parameters: Vec<_> = query.parameters().map(|p| p.unwrap().to_string()).collect();
        assert_eq!(parameters, ["pmin=10", "", "pmax"]);
        let offsets: Vec<_> = query.parameters().map(|p| p.unwrap().offset()).collect();
        assert_eq!(offsets, [0, 8, 9]);
    }

    #[test]
    fn d_163_empty_segments() {
        let path = |segments: &[&str]| {
            let mut buffer = [0; 40];
            let mut gather = Gather::new(&mut buffer);
            segments.iter().try_for_each(|segment| gather.segment(segment.as_bytes()))?;
            gather.finish().map(|(path, _)| path.to_string())
        };
        for root in [&[][..], &[""]] {
            assert_eq!(path(root).as_deref(), Ok("/"));
        }
        let kind = |segments| path(segments).map_err(|error| (error.kind(), error.offset()));
        let empty = ErrorKind::Path("segments that are not empty");
        assert_eq!(kind(&["3", ""]), Err((empty, Some(2))));
        assert_eq!(kind(&["", "3"]), Err((empty, Some(0))));
        assert_eq!(kind(&["3", "", "0"]), Err((empty, Some(2))));
        let slash = ErrorKind::Path("segments without a slash in them");
        assert_eq!(kind(&["3", "0/1"]), Err((slash, Some(2))));
    }

    #[test]
    fn what_does_not_fit() {
        let mut buffer = [0; 8];
        let mut gather = Gather::new(&mut buffer);
        gather.segment(b"rd").unwrap();
        let error = gather.parameter(b"ep=node1").unwrap_err();
        assert_eq!(error.kind(), ErrorKind::BufferTooSmall { needed: 13 });
        let mut gather = Gather::new(&mut buffer);
        assert_eq!(gather.segment(&[0xff]).unwrap_err().kind(), ErrorKind::NotUtf8);
        gather.parameter(b"Q").unwrap();
        let error = gather.segment(b"rd").unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Path("segments before parameters"));
        let (path, _) = gather.finish().unwrap();
        assert_eq!(path, UriPath::from(Path::ROOT));
    }
}
