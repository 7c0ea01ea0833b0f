//! Writing links: no white space, quotes only where the caller says so. RFC 6690, 2; D-093, D-094.

use crate::attribute::Attributes;
use crate::error::{Error, ErrorKind, Result};
use crate::output::Output;
use crate::path::{Path, Tail};
use crate::schema::ObjectVersion;
use crate::syntax::{decimal, link as syntax};
use crate::value::Text;

use super::property::Formats;
use super::reader::{Link, Parameter, ParameterValue, Parameters};

/// Writes links one after the other, each followed by its parameters.
///
/// ```
/// use lwm2m_codec::Output;
/// use lwm2m_codec::link::Writer;
///
/// let mut buffer = [0; 64];
/// let mut out = Output::new(&mut buffer);
/// let mut links = Writer::new(&mut out);
/// links.link("/a")?.token("x", "1")?.quoted("title", "a \"b\"")?;
/// links.link("/b")?.flag("obs")?;
/// assert_eq!(out.finish()?, br#"</a>;x=1;title="a \"b\"",</b>;obs"#);
/// # Ok::<(), lwm2m_codec::Error>(())
/// ```
#[derive(Debug)]
pub struct Writer<'w, 'b> {
    out: &'w mut Output<'b>,
    /// Whether a link stands there already.
    begun: bool,
}

impl<'w, 'b> Writer<'w, 'b> {
    /// Writes to `out`.
    pub const fn new(out: &'w mut Output<'b>) -> Self {
        Self { out, begun: false }
    }

    /// Begins a link to an absolute path, escaped where that is needed: `/a%20b`.
    ///
    /// # Errors
    /// [`ErrorKind::Malformed`] for anything else than an absolute path, with its byte.
    pub fn link(&mut self, href: &str) -> Result<&mut Self> {
        let end = syntax::path(href.as_bytes(), 0)?;
        if end < href.len() {
            return Err(syntax::fault(
                href.as_bytes(),
                end,
                "a path of characters that paths have",
            ));
        }
        self.begin();
        self.out.write(href.as_bytes());
        self.out.put([b'>']);
        Ok(self)
    }

    /// A parameter without a value.
    ///
    /// # Errors
    /// [`ErrorKind::NotExpressible`] for a name of other characters, or before the first link.
    pub fn flag(&mut self, name: &str) -> Result<&mut Self> {
        let end = syntax::name(name.as_bytes(), 0).unwrap_or(0);
        if end == 0 || end < name.len() {
            return Err(ErrorKind::NotExpressible("a parameter of this name").into());
        }
        if !self.begun {
            return Err(ErrorKind::NotExpressible("a parameter in front of the first link").into());
        }
        self.out.put([b';']);
        self.out.write(name.as_bytes());
        Ok(self)
    }

    /// A parameter with a value without quotes.
    ///
    /// # Errors
    /// As [`Writer::flag`]; [`ErrorKind::NotExpressible`] for a value that needs quotes: one of no character, or
    /// with blanks, commas, semicolons, quotation marks or backslashes.
    pub fn token(&mut self, name: &str, value: &str) -> Result<&mut Self> {
        if value.is_empty() || !value.bytes().all(|byte| syntax::is(byte, syntax::TOKEN)) {
            return Err(ErrorKind::NotExpressible("this value without quotes").into());
        }
        self.flag(name)?.out.put([b'=']);
        self.out.write(value.as_bytes());
        Ok(self)
    }

    /// A parameter with a value in quotes; quotation marks, backslashes and control characters in it are escaped.
    ///
    /// # Errors
    /// As [`Writer::flag`].
    pub fn quoted<'t>(&mut self, name: &str, value: impl Into<Text<'t>>) -> Result<&mut Self> {
        self.flag(name)?.out.put(*b"=\"");
        value.into().for_each_piece(|piece| self.escaped(piece));
        self.out.put([b'"']);
        Ok(self)
    }

    /// A parameter as it was read.
    ///
    /// # Errors
    /// As [`Writer::flag`] and [`Writer::token`].
    pub fn parameter(&mut self, parameter: &Parameter<'_>) -> Result<&mut Self> {
        match &parameter.value {
            ParameterValue::None => self.flag(parameter.name),
            ParameterValue::Token(value) => self.token(parameter.name, value),
            ParameterValue::Quoted(value) => self.quoted(parameter.name, value.borrowed()),
        }
    }

    /// A link as it was read, and its parameters.
    ///
    /// # Errors
    /// None for what [`Links`](super::Links) has read.
    pub fn copy(&mut self, link: &Link<'_>) -> Result<&mut Self> {
        self.link(link.href())?;
        link.parameters().encode_parameters(self)?;
        Ok(self)
    }

    /// Begins a link to a path behind a prefix without slashes around it, which was checked.
    #[cfg_attr(not(feature = "compact"), inline)]
    pub(super) fn path(&mut self, prefix: &str, path: Path) {
        // What the next id goes behind, at most a comma and a bracket: with a slash and five digits that is one piece.
        let mut piece = Piece::NONE;
        if !prefix.is_empty() {
            self.begin();
            self.out.put([b'/']);
            self.out.write(prefix.as_bytes());
        } else if path == Path::ROOT {
            self.begin();
            self.out.put([b'/']);
        } else {
            piece = if self.begun { Piece::from(*b",<") } else { Piece::from([b'<']) };
            self.begun = true;
        }
        let mut rest = path.below(Path::ROOT).unwrap_or(Tail::EMPTY);
        while let Some((id, behind)) = rest.split_first() {
            piece.push([b'/']);
            piece.push_number(id);
            rest = behind;
            if rest.is_empty() && piece.length < 8 {
                piece.push([b'>']);
                self.out.put_some(piece.octets(), piece.length);
                return;
            }
            self.out.put_some(piece.octets(), piece.length);
            piece = Piece::NONE;
        }
        self.out.put([b'>']);
    }

    /// A parameter with a version: its name between a semicolon and an equals sign.
    #[cfg_attr(not(feature = "compact"), inline)]
    pub(super) fn version<const N: usize>(&mut self, name: [u8; N], version: ObjectVersion) {
        self.out.put(name);
        if let ([0, major @ 0..=9], [0, minor @ 0..=9]) =
            (version.major.to_be_bytes(), version.minor.to_be_bytes())
        {
            self.out.put([b'0' + major, b'.', b'0' + minor]);
            return;
        }
        self.number(version.major);
        self.out.put([b'.']);
        self.number(version.minor);
    }

    /// D-101: what stands in front of the links in LwM2M 1.0, and belongs to none.
    pub(super) fn bare_lwm2m(&mut self, version: ObjectVersion) {
        self.out.write(b"lwm2m=\"");
        self.number(version.major);
        self.out.put([b'.']);
        self.number(version.minor);
        self.out.put([b'"']);
        self.begun = true;
    }

    /// D-101: the root link that tells the release.
    pub(super) fn root_lwm2m(&mut self, version: ObjectVersion) {
        self.path("", Path::ROOT);
        self.version(*b";lwm2m=", version);
    }

    /// A parameter with a number.
    pub(super) fn numeric(&mut self, name: &str, number: u16) {
        self.out.put([b';']);
        self.out.write(name.as_bytes());
        self.out.put([b'=']);
        self.number(number);
    }

    /// `ct`, in quotes where there are several (D-095).
    pub(super) fn formats(&mut self, formats: Formats<'_>) {
        let several = formats.iter().nth(1).is_some();
        self.out.write(if several { b";ct=\"" } else { b";ct=" });
        for (at, format) in formats.iter().enumerate() {
            if at > 0 {
                self.out.put([b' ']);
            }
            self.number(format.get());
        }
        if several {
            self.out.put([b'"']);
        }
    }

    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn begin(&mut self) {
        if self.begun {
            self.out.put(*b",<");
        } else {
            self.out.put([b'<']);
            self.begun = true;
        }
    }

    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn number(&mut self, number: u16) {
        let (digits, count) = decimal::digits(number);
        self.out.put_some(digits, count);
    }

    fn escaped(&mut self, piece: &str) {
        for run in piece.as_bytes().chunk_by(|a, b| plain(*a) && plain(*b)) {
            if let [special] = run
                && !plain(*special)
            {
                self.out.put([b'\\']);
            }
            self.out.write(run);
        }
    }
}

fn plain(byte: u8) -> bool {
    syntax::is(byte, syntax::QUOTED)
}

/// Up to eight octets that are written at once.
#[derive(Clone, Copy)]
struct Piece {
    /// The first one lowest.
    octets: u64,
    length: usize,
}

impl Piece {
    const NONE: Self = Self { octets: 0, length: 0 };

    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn from<const N: usize>(octets: [u8; N]) -> Self {
        let mut piece = Self::NONE;
        piece.push(octets);
        piece
    }

    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn push<const N: usize>(&mut self, octets: [u8; N]) {
        for octet in octets {
            self.octets |= u64::from(octet) << ((8 * self.length) & 63);
            self.length += 1;
        }
    }

    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn push_number(&mut self, number: u16) {
        let (digits, count) = decimal::digits(number);
        self.octets |= u64::from_le_bytes(digits) << ((8 * self.length) & 63);
        self.length += count;
    }

    #[cfg_attr(not(feature = "compact"), inline(always))]
    const fn octets(self) -> [u8; 8] {
        self.octets.to_le_bytes()
    }
}

/// Parameters that can be written behind a link: notification attributes, or any others. Object-safe.
pub trait EncodeParameters {
    /// Writes them, in the order in which they shall stand there.
    ///
    /// # Errors
    /// Those of the Writer.
    fn encode_parameters(&self, writer: &mut Writer<'_, '_>) -> Result<()>;
}

/// None.
impl EncodeParameters for () {
    fn encode_parameters(&self, _: &mut Writer<'_, '_>) -> Result<()> {
        Ok(())
    }
}

/// Names and values without quotes.
impl EncodeParameters for [(&str, &str)] {
    fn encode_parameters(&self, writer: &mut Writer<'_, '_>) -> Result<()> {
        self.iter().try_for_each(|(name, value)| writer.token(name, value).map(drop))
    }
}

/// Names and values without quotes.
impl<const N: usize> EncodeParameters for [(&str, &str); N] {
    fn encode_parameters(&self, writer: &mut Writer<'_, '_>) -> Result<()> {
        self.as_slice().encode_parameters(writer)
    }
}

impl EncodeParameters for [Parameter<'_>] {
    fn encode_parameters(&self, writer: &mut Writer<'_, '_>) -> Result<()> {
        self.iter().try_for_each(|parameter| writer.parameter(parameter).map(drop))
    }
}

/// Those of a link, as they were read.
impl EncodeParameters for Parameters<'_> {
    fn encode_parameters(&self, writer: &mut Writer<'_, '_>) -> Result<()> {
        self.clone().try_for_each(|parameter| writer.parameter(&parameter).map(drop))
    }
}

/// Notification attributes that are set, in the order of D-104.
impl EncodeParameters for Attributes {
    fn encode_parameters(&self, writer: &mut Writer<'_, '_>) -> Result<()> {
        self.encode_link_into(writer.out)
    }
}

impl<P: EncodeParameters + ?Sized> EncodeParameters for &P {
    fn encode_parameters(&self, writer: &mut Writer<'_, '_>) -> Result<()> {
        (**self).encode_parameters(writer)
    }
}

/// The error of something that a list of links has no place for.
#[cold]
pub(super) fn no_form(what: &'static str, path: Path) -> Error {
    Error::from(ErrorKind::NotExpressible(what)).within(path)
}
