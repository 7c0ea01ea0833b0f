//! The segments of a path, to be written one by one: Uri-Path and Location-Path options, or the path of a URI.

use core::{fmt, str};

use crate::path::Path;
use crate::syntax::decimal;

/// One segment of a path.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Segment<'a> {
    /// A word, decoded.
    Text(&'a str),
    /// An id.
    Id(u16),
}

impl<'a> Segment<'a> {
    /// Its characters; an id's digits are put into `digits`.
    #[must_use]
    pub fn as_str<'d>(&self, digits: &'d mut [u8; 8]) -> &'d str
    where
        'a: 'd,
    {
        match *self {
            Self::Text(text) => text,
            Self::Id(id) => {
                let (spelt, count) = decimal::digits(id);
                *digits = spelt;
                digits.get(..count).and_then(|digits| str::from_utf8(digits).ok()).unwrap_or("")
            }
        }
    }
}

impl fmt::Display for Segment<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Id(id) => id.fmt(f),
        }
    }
}

/// The segments of a path, in order.
#[derive(Clone, Debug)]
pub struct Segments<'a> {
    words: [&'a str; 2],
    path: Path,
    /// How many ids were told.
    ids: usize,
}

impl<'a> Segments<'a> {
    /// The segments of up to two texts without slashes around them, and of a path.
    pub(crate) const fn new(words: [&'a str; 2], path: Path) -> Self {
        Self { words, path, ids: 0 }
    }
}

impl<'a> Iterator for Segments<'a> {
    type Item = Segment<'a>;

    fn next(&mut self) -> Option<Segment<'a>> {
        for words in &mut self.words {
            if !words.is_empty() {
                let (first, rest) = words.split_once('/').unwrap_or((words, ""));
                *words = rest;
                return Some(Segment::Text(first));
            }
        }
        let id = self.path.id(self.ids).filter(|_| self.ids < self.path.depth())?;
        self.ids += 1;
        Some(Segment::Id(id))
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::*;

    #[test]
    fn digits_of_ids() {
        for (id, expected) in [(0, "0"), (7, "7"), (65534, "65534"), (100, "100")] {
            assert_eq!(Segment::Id(id).as_str(&mut [0; 8]), expected);
        }
        let path = Path::resource_instance(3, 0, 11, 65534);
        assert!(
            Segments::new(["a/b", "c"], path)
                .map(|s| s.to_string())
                .eq(["a", "b", "c", "3", "0", "11", "65534"])
        );
        assert_eq!(Segment::Text("rd").as_str(&mut [0; 8]), "rd");
    }
}
