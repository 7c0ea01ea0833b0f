//! From one link to the next: checks the grammar, and makes nothing of what it says. RFC 6690, 2; D-093.

use super::reader::Link;
use super::{property, target};
use crate::deviation::{DeviationKind, Lenience};
use crate::error::{Error, ErrorKind, Result};
use crate::options::Limits;
use crate::path::Path;
use crate::schema::ObjectVersion;
use crate::syntax::link as syntax;

/// Where a Reader of links is, and what it may tolerate.
#[derive(Clone, Debug)]
pub(super) struct Scanner<'a> {
    text: &'a str,
    /// The comma in front of the next link, or the end; 0 before the first.
    at: usize,
    /// Where the link begins that is being read.
    begun: usize,
    /// How many links may still come.
    left: usize,
    limit: usize,
    pub(super) lenience: Lenience,
}

/// What most links of a list of Objects say.
#[derive(Clone, Copy, Debug)]
pub(super) struct Brief {
    pub(super) path: Path,
    pub(super) version: Option<ObjectVersion>,
    /// Where the link ends.
    end: usize,
    /// How many links may come behind it.
    left: usize,
}

impl<'a> Scanner<'a> {
    pub(super) const fn new(text: &'a str, limits: Limits, lenience: Lenience) -> Self {
        Self { text, at: 0, begun: 0, left: limits.records, limit: limits.records, lenience }
    }

    /// The payload.
    pub(super) const fn text(&self) -> &'a str {
        self.text
    }

    /// Where the link begins that was read last, or could not be.
    pub(super) const fn begun(&self) -> usize {
        self.begun
    }

    /// Goes on with the comma at a byte, or ends there.
    pub(super) const fn skip(&mut self, at: usize) {
        self.at = at;
    }

    /// No links after these.
    pub(super) const fn end(&mut self) {
        self.at = self.text.len();
    }

    /// The next link where it is one behind another, of ids and with nothing else than a version of one digit and
    /// one digit. It is not taken yet.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(super) fn brief(&self) -> Option<Brief> {
        let [b',', b'<', link @ ..] = self.text.as_bytes().get(self.at..)? else { return None };
        let (path, length) = target::ids(link)?;
        let [b'>', behind @ ..] = link.get(length..)? else { return None };
        let (end, left) = (self.at + b",<>".len() + length, self.left.checked_sub(1)?);
        let mut brief = Brief { path, version: None, end, left };
        if matches!(behind, [] | [b',', ..]) {
            return Some(brief);
        }
        let (parameter, behind) = behind.split_first_chunk()?;
        brief.version = Some(property::brief_version(*parameter)?);
        brief.end += parameter.len();
        matches!(behind, [] | [b',', ..]).then_some(brief)
    }

    /// Goes on behind a link.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(super) const fn take(&mut self, brief: &Brief) {
        (self.begun, self.at, self.left) = (self.at + 1, brief.end, brief.left);
    }

    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn step(&mut self) -> Result<Link<'a>> {
        let bytes = self.text.as_bytes();
        // Only a comma ends a link before the end of the payload.
        let mut start = self.at + usize::from(self.at > 0);
        if bytes.get(start) != Some(&b'<') {
            if self.at > 0 {
                start = self.blanks(start);
            }
            if bytes.get(start) != Some(&b'<') {
                return Err(syntax::fault(
                    bytes,
                    start,
                    "a link that begins with an angle bracket",
                ));
            }
        }
        self.begun = start;
        // Mostly it is a path of ids, which is read on the way.
        let ids = bytes.get(start + 1..).and_then(target::ids);
        let ids = ids.filter(|(_, length)| bytes.get(start + 1 + length) == Some(&b'>'));
        let (path, href, href_end) = match ids {
            Some((path, length)) => (path, start + 1, start + 1 + length),
            None => self.other_path(start + 1)?,
        };
        let mut end = href_end + 1;
        // Mostly nothing follows, or a version of one digit and one digit.
        if let Some([b';', b'v', b'e', b'r', b'=', b'0'..=b'9', b'.', b'0'..=b'9', b',', ..]) =
            bytes.get(end..)
        {
            end += b";ver=1.1".len();
        }
        while bytes.get(end) == Some(&b';') {
            end = self.parameter(end + 1)?;
        }
        if end < bytes.len() && bytes.get(end) != Some(&b',') {
            return Err(syntax::fault(bytes, end, "a comma or a semicolon"));
        }
        let Some(left) = self.left.checked_sub(1) else {
            return Err(Error::from(ErrorKind::TooDeep { limit: self.limit }).at(start));
        };
        (self.left, self.at) = (left, end);
        let between = |from, to| self.text.get(from..to).unwrap_or("");
        let parameters = if end == href_end + 1 { "" } else { between(href_end + 1, end) };
        Ok(Link::new(between(href, href_end), path, parameters, start, href_end + 1))
    }

    /// Where an href begins and ends that is none of ids alone, in front of its closing bracket.
    #[inline(never)]
    fn other_path(&mut self, mut href: usize) -> Result<(Path, usize, usize)> {
        let bytes = self.text.as_bytes();
        let end = match syntax::path(bytes, href) {
            Ok(end) => end,
            Err(error) => {
                href = self.blanks(href);
                self.odd_path(href).ok_or(error)?
            }
        };
        if bytes.get(end) != Some(&b'>') {
            return Err(syntax::fault(bytes, end, "a path up to a closing angle bracket"));
        }
        Ok((Path::ROOT, href, end))
    }

    /// Where the parameter that begins at `at` ends.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn parameter(&mut self, mut at: usize) -> Result<usize> {
        let bytes = self.text.as_bytes();
        let name_end = match syntax::name(bytes, at) {
            Ok(end) => end,
            Err(error) => {
                at = self.blanks(at);
                syntax::name(bytes, at).map_err(|_| error)?
            }
        };
        if bytes.get(name_end) != Some(&b'=') {
            return Ok(name_end);
        }
        let end = syntax::value(bytes, name_end + 1)?;
        if bytes.get(end) == Some(&b' ') && bytes.get(at..name_end) == Some(b"ct") {
            return Ok(self.more_formats(end));
        }
        Ok(end)
    }

    /// Where blanks end that no link may have, and some peers write (E015, E085, leshan 775).
    #[cold]
    fn blanks(&mut self, at: usize) -> usize {
        let blanks = self.text.as_bytes().iter().skip(at);
        let count = blanks.take_while(|byte| syntax::is_blank(**byte)).count();
        let skipped = count > 0 && self.lenience.allow(DeviationKind::LinkWhitespace);
        at + if skipped { count } else { 0 }
    }

    /// Where a path ends that has blanks or no slash in front (E011, E085).
    #[cold]
    fn odd_path(&mut self, at: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        if let Ok(end) = syntax::path(bytes, at) {
            return Some(end);
        }
        // A segment with a colon would be the scheme of a URI (RFC 3986, 4.2).
        let end = syntax::relative_path(bytes, at)?;
        self.lenience.allow(DeviationKind::NoLeadingSlash).then_some(end)
    }

    /// Where a list of formats ends that should stand in quotes (E140).
    #[cold]
    fn more_formats(&mut self, at: usize) -> usize {
        let list = self.text.get(at..).unwrap_or("");
        let end = list.find(|c: char| c != ' ' && !c.is_ascii_digit()).unwrap_or(list.len());
        let numbers = list.get(..end).unwrap_or("").trim_end();
        let taken = !numbers.is_empty() && self.lenience.allow(DeviationKind::UnquotedCtList);
        at + if taken { numbers.len() } else { 0 }
    }
}

impl<'a> Iterator for Scanner<'a> {
    type Item = Result<Link<'a>>;

    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn next(&mut self) -> Option<Self::Item> {
        if self.at >= self.text.len() {
            return None;
        }
        let link = self.step();
        if link.is_err() {
            self.end();
        }
        Some(link)
    }
}
