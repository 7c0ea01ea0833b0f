//! Links as they stand: any href that is an absolute path, any parameters. Knows no Object.
//! RFC 6690, 2 (link format); D-093, D-094, D-096.

use core::str;

use super::scanner::Scanner;
use crate::deviation::{Lenience, Report, Silent};
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

impl<R: Report> Options<'_, R> {
    /// Reads a payload as links, in payload order; an empty one has none (D-093).
    ///
    /// # Errors
    /// [`ErrorKind::NotUtf8`]. The links themselves are read one by one, each whole: [`ErrorKind::Malformed`] for
    /// what breaks the grammar, with the byte; [`ErrorKind::TooDeep`] beyond [`Limits::records`](crate::Limits).
    pub fn links<'a>(self, payload: &'a [u8]) -> Result<Links<'a, R>> {
        match str::from_utf8(payload) {
            Ok(text) => {
                let scanner = Scanner::new(text, self.limits, self.lenience);
                Ok(Links { scanner, report: self.report })
            }
            Err(error) => Err(Error::from(ErrorKind::NotUtf8).at(error.valid_up_to())),
        }
    }
}

/// The links of a payload in payload order; `R` is told of deviations, each before its link.
///
/// After an error there is no further link.
#[derive(Clone, Debug)]
pub struct Links<'a, R = Silent> {
    pub(super) scanner: Scanner<'a>,
    report: R,
}

impl<'a, R: Report> Links<'a, R> {
    pub(super) const fn new(scanner: Scanner<'a>, report: R) -> Self {
        Self { scanner, report }
    }

    /// Tells what has deviated since the last time: of the link that begins at `offset`.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(super) fn tell(&mut self, offset: usize, path: Option<Path>) {
        self.scanner.lenience.tell(&mut self.report, offset, path);
    }

    /// Tells what was tolerated of a link that is refused for something else.
    #[cold]
    pub(super) fn refused(&mut self, error: Error) -> Error {
        self.tell(self.scanner.begun(), error.path());
        error
    }

    /// Reads the next link, lets `read` make of it what it is, and tells what has deviated. After an error there is
    /// no further one.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(super) fn next_as<T>(
        &mut self,
        path: impl FnOnce(&T) -> Option<Path>,
        read: impl FnOnce(&Link<'a>, &mut Lenience) -> Result<T>,
    ) -> Option<Result<T>> {
        let link = match self.scanner.next()? {
            Ok(link) => link,
            Err(error) => return Some(Err(self.refused(error))),
        };
        let found = read(&link, &mut self.scanner.lenience);
        let path = match &found {
            Ok(found) => path(found),
            Err(error) => error.path(),
        };
        self.tell(link.offset(), path);
        Some(found.map_err(|error| {
            self.scanner.end();
            error.at(link.offset())
        }))
    }
}

impl<'a, R: Report> Iterator for Links<'a, R> {
    type Item = Result<Link<'a>>;

    #[cfg_attr(not(feature = "compact"), inline)]
    fn next(&mut self) -> Option<Self::Item> {
        Some(match self.scanner.next()? {
            Ok(link) => {
                if R::LISTENS {
                    self.tell(link.offset(), link.path().ok());
                }
                Ok(link)
            }
            Err(error) => Err(self.refused(error)),
        })
    }
}

impl<R: Report> core::iter::FusedIterator for Links<'_, R> {}

/// One link: an absolute path, and parameters in any number.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Link<'a> {
    href: &'a str,
    /// What the href is, where it is ids alone; else the root.
    ids: Path,
    /// From the first semicolon on; checked.
    parameters: &'a str,
    offset: usize,
    parameters_at: usize,
}

impl<'a> Link<'a> {
    /// A link that was checked: its href and the ids that are all of it, what follows the closing bracket, and where
    /// the link and the latter begin.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(super) const fn new(
        href: &'a str,
        ids: Path,
        parameters: &'a str,
        offset: usize,
        parameters_at: usize,
    ) -> Self {
        Self { href, ids, parameters, offset, parameters_at }
    }

    /// The path that the href is, where it is ids alone in their one spelling.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(super) fn ids(&self) -> Option<Path> {
        (self.ids != Path::ROOT).then_some(self.ids)
    }

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
        match self.ids() {
            Some(path) => Ok(path),
            None => super::target::path(self.href, self.offset + 1, &mut { Lenience::STRICT }),
        }
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

impl<'a> Parameters<'a> {
    /// As they stand there, from the first semicolon on.
    pub(super) const fn as_str(&self) -> &'a str {
        self.rest
    }
}

impl<'a> Iterator for Parameters<'a> {
    type Item = Parameter<'a>;

    fn next(&mut self) -> Option<Parameter<'a>> {
        let bytes = self.rest.as_bytes();
        // Blanks stand there only where they were tolerated.
        let blanks = bytes.get(1..)?.iter().take_while(|byte| syntax::is_blank(**byte)).count();
        let start = 1 + blanks;
        let name_end = syntax::name(bytes, start).ok()?;
        let (value, end) = if bytes.get(name_end) == Some(&b'=') {
            let end = syntax::checked_value(bytes, name_end + 1);
            (ParameterValue::read(self.rest.get(name_end + 1..end)?), end)
        } else {
            (ParameterValue::None, name_end)
        };
        let name = self.rest.get(start..name_end)?;
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
