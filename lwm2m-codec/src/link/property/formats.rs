//! The Content-Formats of a root link: `ct`. D-095.

use crate::error::{Error, ErrorKind, Result};
use crate::format::ContentFormat;
use crate::link::reader::{Link, Parameter, ParameterValue};

/// Content-Formats that a client supports beside those that it must: `ct` of the root link.
#[derive(Clone, Copy, Debug)]
pub struct Formats<'a>(Repr<'a>);

#[derive(Clone, Copy, Debug)]
enum Repr<'a> {
    /// Checked: every `ct` is numbers with spaces between them.
    Link(Link<'a>),
    Slice(&'a [ContentFormat]),
}

impl<'a> Formats<'a> {
    /// Formats that are to be written.
    #[must_use]
    pub const fn new(formats: &'a [ContentFormat]) -> Self {
        Self(Repr::Slice(formats))
    }

    /// D-095: one number, or in quotes several with spaces between them. Only a root link's have a meaning (E057).
    pub(in crate::link) fn read(link: &Link<'a>) -> Result<Self> {
        for parameter in link.parameters().filter(|parameter| parameter.name == "ct") {
            let checked = numbers(&parameter).is_some_and(|text| {
                let mut numbers = text.split(' ').filter(|number| !number.is_empty());
                let edges = text.starts_with(' ') || text.ends_with(' ') || text.is_empty();
                !edges && numbers.all(|number| format(number).is_some())
            });
            if !checked {
                let kind = ErrorKind::Malformed("one format, or several in quotes");
                return Err(Error::from(kind).at(parameter.offset));
            }
        }
        Ok(Self(Repr::Link(*link)))
    }

    /// The formats in the client's order.
    pub fn iter(&self) -> impl Iterator<Item = ContentFormat> + use<'a> {
        let (link, slice) = match self.0 {
            Repr::Link(link) => (Some(link), &[][..]),
            Repr::Slice(formats) => (None, formats),
        };
        let parameters = link.into_iter().flat_map(|link| link.parameters());
        let lists = parameters.filter(|parameter| parameter.name == "ct");
        let read = lists.filter_map(|parameter| numbers(&parameter));
        let read = read.flat_map(|text| text.split(' ').filter_map(format));
        read.chain(slice.iter().copied())
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }
}

/// None.
impl Default for Formats<'_> {
    fn default() -> Self {
        Self::new(&[])
    }
}

/// By the formats and their order.
impl PartialEq for Formats<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Eq for Formats<'_> {}

/// The text of a list of formats.
fn numbers<'a>(parameter: &Parameter<'a>) -> Option<&'a str> {
    match &parameter.value {
        ParameterValue::None => None,
        // Blanks stand there only where they were tolerated.
        ParameterValue::Token(text) => Some(text),
        ParameterValue::Quoted(text) => text.lend(),
    }
}

/// RFC 6690, 2: a cardinal has no zeros in front.
fn format(number: &str) -> Option<ContentFormat> {
    match number.as_bytes() {
        [] | [b'0', _, ..] => None,
        digits if digits.iter().all(u8::is_ascii_digit) => {
            number.parse().ok().map(ContentFormat::new)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::links;

    /// LNK-10.
    #[test]
    fn formats() {
        for (text, expected) in [
            ("</>;ct=110", Some(&[110][..])),
            ("</>;ct=0", Some(&[0])),
            (r#"</>;ct="110""#, Some(&[110])),
            (r#"</>;ct="110 112  60""#, Some(&[110, 112, 60])),
            (r#"</>;ct="""#, None),
            (r#"</>;ct=" 110""#, None),
            (r#"</>;ct="110 ""#, None),
            (r#"</>;ct="110,112""#, None),
            (r#"</>;ct="1\10""#, None),
            ("</>;ct=0110", None),
            ("</>;ct=65536", None),
            ("</>;ct=a", None),
        ] {
            let link = links(text.as_bytes()).expect("text").next().expect("a link");
            let link = link.expect("a link");
            let formats = Formats::read(&link);
            let kind = Err((ErrorKind::Malformed("one format, or several in quotes"), Some(4)));
            match expected {
                Some(numbers) => {
                    let formats = formats.expect("formats");
                    assert!(formats.iter().map(ContentFormat::get).eq(numbers.iter().copied()));
                    assert!(!formats.is_empty());
                }
                None => {
                    assert_eq!(formats.map_err(|e| (e.kind(), e.offset())), kind, "{text}");
                }
            }
        }
    }
}
