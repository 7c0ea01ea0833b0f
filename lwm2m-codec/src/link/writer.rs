//! Writing links: no white space, quotes only where the caller says so. RFC 6690, 2; D-093, D-094.

use crate::attribute::Attributes;
use crate::error::{Error, ErrorKind, Result};
use crate::output::{Few, Output};
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
    /// The first id of the path before, and its digits: mostly it comes again.
    object: (u16, Few),
}

impl<'w, 'b> Writer<'w, 'b> {
    /// Writes to `out`.
    pub const fn new(out: &'w mut Output<'b>) -> Self {
        Self { out, begun: false, object: (0, Few::new(b'0' as u64, 1)) }
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
        let mut rest = match path.below(Path::ROOT).and_then(Tail::split_first) {
            // Up to the first id it is one piece, and with the second and the bracket a second one.
            Some((object, behind)) if prefix.is_empty() => {
                let begin = if self.begun { Few::new(0x2c_3c_2f, 3) } else { Few::new(0x3c_2f, 2) };
                self.begun = true;
                if object != self.object.0 {
                    self.object = (object, digits(object));
                }
                let begin = begin.then(self.object.1);
                match behind.split_first() {
                    None => return self.out.put_both(begin, END),
                    Some((instance, Tail::EMPTY)) => {
                        return self.out.put_both(begin, slash_and(instance).then(END));
                    }
                    Some(_) => self.out.put_few(begin),
                }
                behind
            }
            _ => {
                self.begin();
                if !prefix.is_empty() || path == Path::ROOT {
                    self.out.put([b'/']);
                }
                self.out.write(prefix.as_bytes());
                path.below(Path::ROOT).unwrap_or(Tail::EMPTY)
            }
        };
        while let Some((id, behind)) = rest.split_first() {
            self.out.put_few(slash_and(id));
            rest = behind;
        }
        self.out.put_few(END);
    }

    /// A parameter with a version: its name between a semicolon and an equals sign, at most seven characters.
    #[cfg_attr(not(feature = "compact"), inline)]
    pub(super) fn version<const N: usize>(&mut self, name: [u8; N], version: ObjectVersion) {
        if let ([0, major @ 0..=9], [0, minor @ 0..=9]) =
            (version.major.to_be_bytes(), version.minor.to_be_bytes())
        {
            let name = name.iter().fold(0, |bits, octet| bits << 8 | u64::from(*octet));
            let digits = [b'0' + major, b'.', b'0' + minor, 0, 0, 0, 0, 0];
            self.out.put_both(Few::new(name, N), Few::first(digits, 3));
            return;
        }
        self.out.put(name);
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

    /// `ct`, in quotes where there are several (D-095); nothing where there are none.
    pub(super) fn formats(&mut self, formats: Formats<'_>) {
        let mut formats = formats.iter();
        let Some(first) = formats.next() else { return };
        let mut next = formats.next();
        let several = next.is_some();
        self.out.write(if several { b";ct=\"" } else { b";ct=" });
        self.number(first.get());
        while let Some(format) = next {
            self.out.put([b' ']);
            self.number(format.get());
            next = formats.next();
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
        self.out.put_few(digits(number));
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

/// What ends the href.
const END: Few = Few::new(b'>' as u64, 1);

#[cfg_attr(not(feature = "compact"), inline(always))]
fn slash_and(id: u16) -> Few {
    Few::new(b'/'.into(), 1).then(digits(id))
}

#[cfg_attr(not(feature = "compact"), inline(always))]
fn digits(number: u16) -> Few {
    let (digits, count) = decimal::digits(number);
    Few::first(digits, count)
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
