//! One parameter of a query: a name, perhaps a value.

use core::{fmt, str};

use crate::attribute;
use crate::error::{ErrorKind, Result};
use crate::operation::{Profiles, WithQueue};
use crate::options::Version;
use crate::value::Text;

/// One parameter of a query, read or to be written; shown decoded, `ep=node1`.
#[derive(Clone, Debug)]
pub struct Parameter<'a> {
    name: Text<'a>,
    value: Option<Value<'a>>,
    offset: usize,
}

#[derive(Clone, Debug)]
enum Value<'a> {
    Text(Text<'a>),
    Number(u64),
    Version(Version),
    Binding(WithQueue),
    Profiles(Profiles<'a>),
    /// With its name.
    Attribute(attribute::Parameter),
}

impl<'a> Parameter<'a> {
    pub(crate) const fn version(version: Version) -> Self {
        Self { name: Text::new("lwm2m"), value: Some(Value::Version(version)), offset: 0 }
    }

    pub(crate) const fn binding(binding: WithQueue) -> Self {
        let value = Some(Value::Binding(binding));
        Self { name: Text::new("b"), value, offset: 0 }
    }

    pub(crate) const fn profiles(profiles: Profiles<'a>) -> Self {
        Self { name: Text::new("pid"), value: Some(Value::Profiles(profiles)), offset: 0 }
    }

    pub(crate) fn attribute(attribute: attribute::Parameter) -> Self {
        let mut buffer = [0; LONGEST_ATTRIBUTE];
        let set = attribute.encode(&mut buffer).is_ok_and(|text| text.contains(&b'='));
        let value = set.then_some(Value::Attribute(attribute));
        Self { name: Text::new(attribute.attribute().name()), value, offset: 0 }
    }

    /// The value as it was read; `None` also for one that is to be written and is no text.
    pub(crate) const fn value_text(&self) -> Option<&Text<'a>> {
        match &self.value {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// The value of one that was made from a number.
    pub(crate) const fn as_number(&self) -> Option<u64> {
        match self.value {
            Some(Value::Number(number)) => Some(number),
            _ => None,
        }
    }

    pub(crate) fn text(name: Text<'a>, value: Option<Text<'a>>) -> Self {
        Self { name, value: value.map(Value::Text), offset: 0 }
    }

    pub(crate) const fn number(name: &'a str, value: u64) -> Self {
        Self { name: Text::new(name), value: Some(Value::Number(value)), offset: 0 }
    }

    pub(crate) const fn at(mut self, offset: usize) -> Self {
        self.offset = offset;
        self
    }

    /// What stands in front of the first `=`, or everything where there is none.
    #[must_use]
    pub const fn name(&self) -> &Text<'a> {
        &self.name
    }

    /// What stands behind the first `=`, to be written; `None` where there is no `=`.
    #[must_use]
    pub fn value(&self) -> Option<impl fmt::Display + '_> {
        self.value.as_ref()
    }

    /// The byte of the query at which it begins.
    #[must_use]
    pub const fn offset(&self) -> usize {
        self.offset
    }

    /// Writes it to the front of `buffer`, decoded: the value of a Uri-Query option.
    ///
    /// # Errors
    /// [`ErrorKind::BufferTooSmall`] with its length.
    pub fn copy_to<'b>(&self, buffer: &'b mut [u8]) -> Result<&'b str> {
        let mut front = Front { buffer: &mut *buffer, length: 0 };
        // `Front` counts on behind its end, and refuses nothing.
        let _ = fmt::Write::write_fmt(&mut front, format_args!("{self}"));
        let needed = front.length;
        let written = buffer.get(..needed).ok_or(ErrorKind::BufferTooSmall { needed })?;
        str::from_utf8(written).map_err(|_| ErrorKind::NotUtf8.into())
    }
}

impl fmt::Display for Parameter<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.name, f)?;
        match &self.value {
            Some(value) => write!(f, "={value}"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => fmt::Display::fmt(text, f),
            Self::Number(number) => fmt::Display::fmt(number, f),
            Self::Version(version) => fmt::Display::fmt(version, f),
            Self::Binding(binding) => fmt::Display::fmt(binding, f),
            Self::Profiles(profiles) => fmt::Display::fmt(profiles, f),
            Self::Attribute(attribute) => {
                let mut buffer = [0; LONGEST_ATTRIBUTE];
                let text = attribute.encode(&mut buffer).ok();
                let text = text.and_then(|text| str::from_utf8(text).ok()).unwrap_or("");
                f.write_str(text.split_once('=').map_or("", |(_, value)| value))
            }
        }
    }
}

/// The longest attribute with its value, in octets.
const LONGEST_ATTRIBUTE: usize = 341;

/// Keeps what fits, and counts the rest.
struct Front<'b> {
    buffer: &'b mut [u8],
    length: usize,
}

impl fmt::Write for Front<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let end = self.length.saturating_add(text.len());
        if let Some(place) = self.buffer.get_mut(self.length..end) {
            place.copy_from_slice(text.as_bytes());
        }
        self.length = end;
        Ok(())
    }
}
