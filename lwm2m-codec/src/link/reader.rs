//! Links as they stand: any href that is an absolute path, any parameters. Knows no Object.
//! RFC 6690, 2 (link format); D-093, D-094, D-096.

use core::str;

use crate::error::{Error, ErrorKind, Result};
use crate::options::Options;
use crate::path::Path;
use crate::syntax::link as syntax;
use crate::value::{RawText, Text};

/// Reads a payload as links: strict. See [`Options::links`].
///
/// ```
/// use lwm2m_codec::link::{ParameterValue, links};
///
/// let mut links = links(br#"</3>;pmin=10;title="a, b",</3/0>"#)?;
/// let link = links.next().expect("two links")?;
/// assert_eq!(link.href(), "/3");
/// assert_eq!(link.parameter("pmin").map(|p| p.value), Some(ParameterValue::Token("10")));
/// assert_eq!(link.parameter("title").map(|p| p.value), Some(ParameterValue::Quoted("a, b".into())));
/// assert_eq!(links.next().expect("two links")?.href(), "/3/0");
/// assert!(links.next().is_none());
/// # Ok::<(), lwm2m_codec::Error>(())
/// ```
///
/// # Errors
/// As [`Options::links`].
pub fn links(payload: &[u8]) -> Result<Links<'_>> {
    Options::STRICT.links(payload)
}

impl Options<'_> {
    /// Reads a payload as links, in payload order; an empty one has none (D-093).
    ///
    /// # Errors
    /// [`ErrorKind::NotUtf8`]. The links themselves are read one by one, each whole: [`ErrorKind::Malformed`] for
    /// what breaks the grammar, with the byte; [`ErrorKind::TooDeep`] beyond [`Limits::records`](crate::Limits).
    pub fn links<'a>(&self, payload: &'a [u8]) -> Result<Links<'a>> {
        match str::from_utf8(payload) {
            Ok(text) => Ok(Links { text, at: 0, left: self.limits.records, limits: self.limits }),
            Err(error) => Err(Error::from(ErrorKind::NotUtf8).at(error.valid_up_to())),
        }
    }
}

/// The links of a payload in payload order.
///
/// After an error there is no further link.
#[derive(Clone, Debug)]
pub struct Links<'a> {
    text: &'a str,
    /// The comma in front of the next link, or the end; 0 before the first.
    at: usize,
    /// How many links may still come.
    left: usize,
    limits: crate::Limits,
}

impl<'a> Links<'a> {
    /// The payload.
    pub(crate) const fn text(&self) -> &'a str {
        self.text
    }

    /// Goes on with the comma at a byte, or ends there.
    pub(super) const fn skip(&mut self, at: usize) {
        self.at = at;
    }

    /// No links after these.
    pub(crate) const fn end(&mut self) {
        self.at = self.text.len();
    }

    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn step(&mut self) -> Result<Link<'a>> {
        let bytes = self.text.as_bytes();
        // Only a comma ends a link before the end of the payload.
        let start = self.at + usize::from(self.at > 0);
        if bytes.get(start) != Some(&b'<') {
            return Err(syntax::fault(bytes, start, "a link that begins with an angle bracket"));
        }
        let href_end = syntax::path(bytes, start + 1)?;
        if bytes.get(href_end) != Some(&b'>') {
            return Err(syntax::fault(bytes, href_end, "a path up to a closing angle bracket"));
        }
        let mut end = href_end + 1;
        while bytes.get(end) == Some(&b';') {
            end = syntax::name(bytes, end + 1)?;
            if bytes.get(end) == Some(&b'=') {
                end = syntax::value(bytes, end + 1)?;
            }
        }
        if end < bytes.len() && bytes.get(end) != Some(&b',') {
            return Err(syntax::fault(bytes, end, "a comma or a semicolon"));
        }
        if self.left == 0 {
            let limit = self.limits.records;
            return Err(Error::from(ErrorKind::TooDeep { limit }).at(start));
        }
        self.left -= 1;
        self.at = end;
        Ok(Link {
            href: self.text.get(start + 1..href_end).unwrap_or(""),
            parameters: self.text.get(href_end + 1..end).unwrap_or(""),
            offset: start,
            parameters_at: href_end + 1,
        })
    }
}

impl<'a> Iterator for Links<'a> {
    type Item = Result<Link<'a>>;

    #[cfg_attr(not(feature = "compact"), inline)]
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

impl core::iter::FusedIterator for Links<'_> {}

/// One link: an absolute path, and parameters in any number.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Link<'a> {
    href: &'a str,
    /// From the first semicolon on; checked.
    parameters: &'a str,
    offset: usize,
    parameters_at: usize,
}

impl<'a> Link<'a> {
    /// What stands between the angle brackets, untouched: `/3/0`, `/a%20b//`.
    #[must_use]
    pub const fn href(&self) -> &'a str {
        self.href
    }

    /// The byte of the payload at which the link begins.
    #[must_use]
    pub const fn offset(&self) -> usize {
        self.offset
    }

    /// The path that the href is, where nothing stands in front of it.
    ///
    /// # Errors
    /// [`ErrorKind::Path`], [`ErrorKind::ReservedId`], [`ErrorKind::PathTooDeep`] as reading a [`Path`], with the
    /// byte of the payload.
    pub fn path(&self) -> Result<Path> {
        super::target::path(self.href, self.offset + 1)
    }

    /// The parameters in payload order.
    #[must_use]
    pub const fn parameters(&self) -> Parameters<'a> {
        Parameters { rest: self.parameters, at: self.parameters_at }
    }

    /// The first parameter of a name.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<Parameter<'a>> {
        self.parameters().find(|parameter| parameter.name == name)
    }
}

/// The parameters of a link in payload order; a name may come again.
#[derive(Clone, Debug)]
pub struct Parameters<'a> {
    /// From a semicolon on; checked.
    rest: &'a str,
    at: usize,
}

impl Parameters<'_> {
    /// Whether there are none.
    pub(crate) const fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }
}

impl<'a> Iterator for Parameters<'a> {
    type Item = Parameter<'a>;

    fn next(&mut self) -> Option<Parameter<'a>> {
        let bytes = self.rest.as_bytes();
        let start = 1;
        let end = syntax::name(bytes, start).ok()?;
        let name = self.rest.get(start..end)?;
        let (value, end) = if bytes.get(end) == Some(&b'=') {
            let value_end = syntax::value(bytes, end + 1).ok()?;
            (ParameterValue::read(self.rest.get(end + 1..value_end)?), value_end)
        } else {
            (ParameterValue::None, end)
        };
        let offset = self.at + start;
        self.rest = self.rest.get(end..)?;
        self.at += end;
        Some(Parameter { name, value, offset })
    }
}

impl core::iter::FusedIterator for Parameters<'_> {}

/// One parameter of a link.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Parameter<'a> {
    /// The name, as it stands there.
    pub name: &'a str,
    /// The value.
    pub value: ParameterValue<'a>,
    /// The byte of the payload at which the name begins.
    pub offset: usize,
}

/// The value of a parameter.
#[derive(Clone, Debug, Eq, PartialEq)]
#[allow(clippy::exhaustive_enums, reason = "the grammar has these three")]
pub enum ParameterValue<'a> {
    /// None: the name alone.
    None,
    /// Characters without quotes.
    Token(&'a str),
    /// Text that stood in quotes: without them, and each backslash and character is that character (D-094).
    Quoted(Text<'a>),
}

impl<'a> ParameterValue<'a> {
    fn read(text: &'a str) -> Self {
        match text.strip_prefix('"').and_then(|text| text.strip_suffix('"')) {
            Some(text) if text.contains('\\') => Self::Quoted(Text::from_raw(RawText::Pairs(text))),
            Some(text) => Self::Quoted(Text::new(text)),
            None => Self::Token(text),
        }
    }

    /// The value as text, quoted or not; `None` where there is none, or where it stands there with backslashes.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::None => None,
            Self::Token(text) => Some(text),
            Self::Quoted(text) => text.as_str(),
        }
    }

    /// Whether it stood in quotes.
    #[must_use]
    pub const fn is_quoted(&self) -> bool {
        matches!(self, Self::Quoted(_))
    }
}
