//! CoRE links as a value, `Corelnk`: LwM2M Core 1.2.2, appendix C; RFC 6690; D-050.

use core::fmt;

use super::Text;

/// Text that holds CoRE links, such as `</3>;ver=1.1,</3/0>`.
///
/// Reading checks that it is UTF-8 and no more: an unreadable link must not hide a whole Object Instance (D-050).
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct CoreLink<'a>(Text<'a>);

impl<'a> CoreLink<'a> {
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
