//! The parameters behind a path, in the forms that transports have for them.
//! RFC 7252, 5.10.1 (Uri-Query); RFC 3986, 3.4; D-121, D-131.

use core::fmt::{self, Write};

use super::gather::{Gathered, GatheredIter};
#[cfg(feature = "mqtt")]
use super::keyed::{Keyed, KeyedIter};
use super::parameter::Parameter;
use crate::attribute::Changes;
use crate::error::{Error, Result};
use crate::operation::{BOOTSTRAP_KEYS, BootstrapParameters, REGISTRATION_KEYS, Registration};
use crate::options::Version;
use crate::syntax::percent;
use crate::value::{RawText, Text};

/// The parameters of a request, in their order.
///
/// Shown, it is the query of a URI: percent-encoded, with `&` between parameters.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub enum Query<'a> {
    /// No parameters.
    #[default]
    Empty,
    /// `ep=node1`, `Q`: one text a parameter, decoded, as a message's Uri-Query options hold them.
    Options(&'a [&'a str]),
    /// The same, put into a buffer.
    Gathered(Gathered<'a>),
    /// `ep=node1&Q`: percent-encoded, as a URI has them behind its `?`.
    Uri(&'a str),
    /// What a Register or an Update says of a client, in a version.
    Registration(Registration<'a>, Version),
    /// What a client says that asks to be bootstrapped.
    Bootstrap(BootstrapParameters<'a>),
    /// The notification attributes of a Write-Attributes or of an observation.
    Attributes(Changes),
    /// `depth`: how far a Discover goes.
    Depth(u8),
    /// What an MQTT message says under keys of its own. *Requires feature `mqtt`.*
    #[cfg(feature = "mqtt")]
    Keyed(Keyed<'a>),
}

impl<'a> Query<'a> {
    /// Whether there are no parameters.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.parameters().next().is_none()
    }

    /// The parameters, read one by one.
    ///
    /// An error is [`ErrorKind::Query`](crate::ErrorKind::Query) for percent-encoding that is none and
    /// [`ErrorKind::NotUtf8`](crate::ErrorKind::NotUtf8); its offset
    /// counts the bytes of the query, with one byte between two parameters.
    #[must_use]
    pub fn parameters(&self) -> Parameters<'a> {
        Parameters {
            rest: match *self {
                Self::Empty => Rest::Nothing,
                Self::Options(texts) => Rest::Options(texts.iter()),
                Self::Gathered(ref gathered) => Rest::Gathered(gathered.parameters()),
                Self::Uri("") => Rest::Nothing,
                Self::Uri(text) => Rest::Uri(text.split('&')),
                Self::Registration(ref registration, version) => {
                    Rest::Typed(Typed::Registration(registration.clone(), version), 0)
                }
                Self::Bootstrap(ref parameters) => {
                    Rest::Typed(Typed::Bootstrap(parameters.clone()), 0)
                }
                Self::Attributes(changes) => Rest::Attributes(changes, 0),
                Self::Depth(depth) => Rest::One(Parameter::number("depth", depth.into())),
                #[cfg(feature = "mqtt")]
                Self::Keyed(ref keyed) => Rest::Keyed(keyed.parameters()),
            },
            offset: 0,
        }
    }
}

impl<'a> Query<'a> {
    /// The parameters as texts, where they are not encoded.
    pub(crate) fn texts(&self) -> Option<impl Iterator<Item = &'a str> + use<'a>> {
        let (options, gathered, uri) = match *self {
            Self::Empty | Self::Uri("") => (&[][..], None, None),
            Self::Options(texts) => (texts, None, None),
            Self::Gathered(ref gathered) => (&[][..], Some(gathered.parameters()), None),
            Self::Uri(text) if !text.contains('%') => (&[][..], None, Some(text.split('&'))),
            _ => return None,
        };
        let texts = options.iter().copied();
        Some(texts.chain(gathered.into_iter().flatten()).chain(uri.into_iter().flatten()))
    }
}

/// The query of a URI.
impl fmt::Display for Query<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, parameter) in self.parameters().enumerate() {
            if index > 0 {
                f.write_char('&')?;
            }
            let parameter = parameter.map_err(|_| fmt::Error)?;
            write!(percent::Encoder(f), "{}", parameter.name())?;
            if let Some(value) = parameter.value() {
                f.write_char('=')?;
                write!(percent::Encoder(f), "{value}")?;
            }
        }
        Ok(())
    }
}

/// Reads the parameters of a [`Query`].
#[derive(Clone, Debug)]
pub struct Parameters<'a> {
    rest: Rest<'a>,
    /// Where the next one begins.
    offset: usize,
}

#[derive(Clone, Debug)]
enum Rest<'a> {
    Nothing,
    Options(core::slice::Iter<'a, &'a str>),
    Gathered(GatheredIter<'a>),
    Uri(core::str::Split<'a, char>),
    One(Parameter<'a>),
    Typed(Typed<'a>, usize),
    Attributes(Changes, usize),
    #[cfg(feature = "mqtt")]
    Keyed(KeyedIter<'a>),
}

/// Fields that are written as parameters, by the number of the key.
#[derive(Clone, Debug)]
enum Typed<'a> {
    Registration(Registration<'a>, Version),
    Bootstrap(BootstrapParameters<'a>),
}

impl<'a> Parameters<'a> {
    /// Splits a decoded text at its first `=`.
    fn plain(&mut self, text: &'a str) -> Parameter<'a> {
        let (name, value) = split(text);
        let offset = self.advance(text.len());
        Parameter::text(Text::new(name), value.map(Text::new)).at(offset)
    }

    fn encoded(&mut self, text: &'a str) -> Result<Parameter<'a>> {
        let offset = self.advance(text.len());
        let (name, value) = split(text);
        let name_length = name.len();
        let read = |text, offset| match percent::check(text) {
            Ok(true) => Ok(Text::from_raw(RawText::Encoded(text))),
            Ok(false) => Ok(Text::new(text)),
            Err(error) => Err(moved(&error, offset)),
        };
        let name = read(name, offset)?;
        let value = value.map(|value| read(value, offset + name_length + 1)).transpose()?;
        Ok(Parameter::text(name, value).at(offset))
    }

    /// The offset of a parameter of some length; moves behind it and the byte that follows.
    fn advance(&mut self, length: usize) -> usize {
        let offset = self.offset;
        self.offset += length + 1;
        offset
    }
}

impl<'a> Iterator for Parameters<'a> {
    type Item = Result<Parameter<'a>>;

    fn next(&mut self) -> Option<Self::Item> {
        match &mut self.rest {
            Rest::Nothing => None,
            Rest::Options(texts) => {
                let text = *texts.next()?;
                Some(Ok(self.plain(text)))
            }
            Rest::Gathered(texts) => {
                let text = texts.next()?;
                Some(Ok(self.plain(text)))
            }
            Rest::Uri(texts) => {
                let text = texts.next()?;
                Some(self.encoded(text))
            }
            Rest::Typed(typed, next) => loop {
                let key = *next;
                let (parameter, keys) = match typed {
                    Typed::Registration(registration, version) => {
                        (registration.parameter(key, *version), REGISTRATION_KEYS.len())
                    }
                    Typed::Bootstrap(parameters) => {
                        (parameters.parameter(key), BOOTSTRAP_KEYS.len())
                    }
                };
                if key >= keys {
                    return None;
                }
                *next += 1;
                if let Some(parameter) = parameter {
                    return Some(Ok(parameter));
                }
            },
            Rest::Attributes(changes, next) => {
                let parameter = changes.parameters().nth(*next)?;
                *next += 1;
                Some(parameter.map(Parameter::attribute))
            }
            #[cfg(feature = "mqtt")]
            Rest::Keyed(parameters) => parameters.next().map(Ok),
            Rest::One(_) => match core::mem::replace(&mut self.rest, Rest::Nothing) {
                Rest::One(parameter) => Some(Ok(parameter)),
                _ => None,
            },
        }
    }
}

/// Name and value of a parameter.
fn split(text: &str) -> (&str, Option<&str>) {
    match text.split_once('=') {
        Some((name, value)) => (name, Some(value)),
        None => (text, None),
    }
}

fn moved(error: &Error, by: usize) -> Error {
    Error::from(error.kind()).at(error.offset().unwrap_or(0) + by)
}
