//! CoRE links as a value, `Corelnk`: LwM2M Core 1.2.2, appendix C; RFC 6690; D-050.

use core::fmt;

use super::Text;
use crate::error::Result;
use crate::link::{Links, links};

/// Text that holds CoRE links, such as `</3>;ver=1.1,</3/0>`.
///
/// Reading checks that it is UTF-8 and no more: an unreadable link must not hide a whole Object Instance (D-050).
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct CoreLink<'a>(Text<'a>);

impl<'a> CoreLink<'a> {
    /// Takes text that is links: what is to be sent.
    ///
    /// # Errors
    /// [`ErrorKind::Malformed`](crate::ErrorKind::Malformed) for other text, with the byte.
    pub fn new(text: &'a str) -> Result<Self> {
        links(text.as_bytes())?.try_for_each(|link| link.map(drop))?;
        Ok(Self(Text::new(text)))
    }

    /// Reads the text as links, strictly; `buffer` is used where it is not in one piece. For all else there is
    /// [`Options::links`](crate::Options::links) and [`Text::to_str`].
    ///
    /// ```
    /// use lwm2m_codec::CoreLink;
    ///
    /// let devices = CoreLink::new("</3/0>;ver=1.1,</3306/0>")?;
    /// let hrefs = devices.links(&mut [])?.map(|link| link.map(|link| link.href().len()));
    /// assert!(hrefs.eq([Ok(4), Ok(7)]));
    /// # Ok::<(), lwm2m_codec::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::BufferTooSmall`](crate::ErrorKind::BufferTooSmall) with the length of the text; the links tell
    /// their own.
    pub fn links<'s>(&'s self, buffer: &'s mut [u8]) -> Result<Links<'s>> {
        links(self.0.to_str(buffer)?.as_bytes())
    }

    /// Takes text as it is, without reading it as links.
    #[must_use]
    pub const fn from_text(text: Text<'a>) -> Self {
        Self(text)
    }

    /// The links as text.
    #[must_use]
    pub const fn as_text(&self) -> &Text<'a> {
        &self.0
    }

    /// The links as text, by value.
    #[must_use]
    pub fn into_text(self) -> Text<'a> {
        self.0
    }

    /// The same links, borrowed from these.
    #[must_use]
    pub fn borrowed(&self) -> CoreLink<'_> {
        CoreLink(self.0.borrowed())
    }

    /// The links with their own storage. *Requires feature `alloc`.*
    #[cfg(feature = "alloc")]
    #[must_use]
    pub fn into_owned(self) -> CoreLink<'static> {
        CoreLink(self.0.into_owned())
    }
}

impl fmt::Display for CoreLink<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
