//! SenML names: base name and name put together, wherever the two are split, and read as a path.
//! RFC 8428, 4.5.1; LwM2M Core 1.2.2, 7.4.4; D-011 to D-018, D-075.

use super::ids::{Ids, Last};
use crate::deviation::{DeviationKind, Lenience};
use crate::error::{ErrorKind, Result};
use crate::id::ObjectInstanceId;
use crate::path::{Path, Stem, uri};
use crate::record::Prefix;
use crate::value::RawText;

/// What has been read of a name, character by character: a prefix of any form, then ids.
#[derive(Clone, Copy, Debug)]
pub(super) struct Name {
    read: Read,
    rules: Rules,
}

/// Where reading a name has come to, by whatever rules: where nothing has deviated it is the same by all.
#[derive(Clone, Copy, Debug)]
pub(super) struct Read {
    stem: Stem,
    /// How many characters were read.
    length: usize,
    /// How many of them are the prefix, and behind how many it begins: behind the leading slash.
    prefix: usize,
    behind: usize,
    segment: Segment,
    /// Whether a slash was read that stands beside another.
    doubled: bool,
    /// Whether one stood behind the prefix, which then is complete.
    closed: bool,
}

/// What a name may be besides what it must be.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rules {
    pub(super) lenience: Lenience,
    /// The Object Instance that a Create makes (D-056).
    pub(super) new_instance: Option<ObjectInstanceId>,
}

impl Rules {
    pub(super) const STRICT: Self = Self { lenience: Lenience::STRICT, new_instance: None };
}

/// What a name means.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub(super) path: Path,
    /// How many characters are the prefix, and behind how many it begins.
    pub(super) prefix: usize,
    pub(super) behind: usize,
    /// What has deviated.
    #[cfg_attr(not(feature = "lenient"), allow(dead_code, reason = "nothing has"))]
    pub(super) lenience: Lenience,
}

impl Found {
    /// A path that the fast way has read, behind the prefix of its base name.
    pub(super) const fn known(path: Path, (prefix, behind): (usize, usize)) -> Self {
        Self { path, prefix, behind, lenience: Lenience::STRICT }
    }

    /// The prefix, lent from the base name and the name that were read.
    pub(super) const fn prefix_of<'a>(&self, base: RawText<'a>, name: RawText<'a>) -> Prefix<'a> {
        match self.prefix {
            0 => Prefix::NONE,
            length => Prefix::new(base, name, length).behind(self.behind),
        }
    }
}

/// The segment that is being read.
#[derive(Clone, Copy, Debug)]
struct Segment {
    length: usize,
    /// Its number while it is all digits.
    number: Option<u32>,
    zero: bool,
}

impl Segment {
    const START: Self = Self { length: 0, number: Some(0), zero: false };
}

impl Read {
    pub(super) const START: Self = Self {
        stem: Stem::ROOT,
        length: 0,
        prefix: 0,
        behind: 1,
        segment: Segment::START,
        doubled: false,
        closed: false,
    };

    /// After the leading slash, which is none of the characters.
    const SLASH: Self = Self { length: 1, behind: 0, ..Self::START };

    /// Whether nothing was read.
    pub(super) const fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// Whether the last character is none or a slash.
    #[cfg_attr(not(feature = "lenient"), allow(dead_code, reason = "strict names don't need it"))]
    pub(super) const fn ends_in_slash(&self) -> bool {
        self.segment.length == 0
    }

    /// The same state for the fast way.
    #[cfg_attr(feature = "compact", allow(dead_code, reason = "the small setting has one way"))]
    pub(super) fn ids(&self) -> Ids {
        Ids::after(self.stem.path(), self.number())
    }

    #[cfg_attr(feature = "compact", allow(dead_code, reason = "the small setting has one way"))]
    /// The number that may go on in the next piece; `None` where only this way understands it.
    fn number(&self) -> Option<Last> {
        match self.segment {
            _ if self.length == 0 => Some(Last::Start),
            Segment { length: 0, .. } => Some(Last::Slash),
            Segment { zero: true, length: 2.., .. } | Segment { number: None, .. } => None,
            Segment { number: Some(number), .. } => Some(Last::Number(number)),
        }
    }

    /// How many characters are the prefix as far as whole segments tell, and behind how many it begins.
    pub(super) const fn prefix(&self) -> (usize, usize) {
        (self.prefix, self.behind)
    }

    /// How many characters of a prefix were read at most: further ones are those of the next piece.
    pub(super) fn most_of_prefix(&self) -> usize {
        self.prefix + usize::from(self.prefix > 0) + self.segment.length
    }
}

impl Name {
    pub(super) const START: Self = Self::after(Read::START);

    /// After the leading slash, which is none of the characters.
    pub(super) const SLASH: Self = Self::after(Read::SLASH);

    /// Where reading has come to.
    pub(super) const fn after(read: Read) -> Self {
        Self { read, rules: Rules::STRICT }
    }

    pub(super) const fn read(&self) -> Read {
        self.read
    }

    /// Where a name continues a path: after the slash behind it, or at its end where there is no name.
    pub(super) fn below(path: Path, name: RawText<'_>) -> Self {
        let parent = if name.chars().next().is_some() { Some(path) } else { path.parent() };
        match (parent, path.last_id()) {
            (Some(parent), Some(id)) if parent != path => Self::after(Read {
                stem: parent.into(),
                segment: Segment { length: 5, number: Some(id.into()), zero: false },
                ..Read::SLASH
            }),
            _ => Self::after(Read { stem: path.into(), ..Read::SLASH }),
        }
    }

    /// The same where more is tolerated.
    pub(super) const fn with(self, rules: Rules) -> Self {
        Self { rules, ..self }
    }

    /// Goes on reading.
    pub(super) fn push(&mut self, piece: RawText<'_>, limit: usize) -> Result<()> {
        for c in piece.chars() {
            if self.read.length == limit {
                return Err(ErrorKind::TooDeep { limit }.into());
            }
            self.read.length += 1;
            match c {
                '/' if self.read.length == 1 => {}
                '/' => self.close()?,
                _ => {
                    if self.read.length == 1 {
                        self.begin_without_slash()?;
                    }
                    self.read.segment.push(c)?;
                    self.read.doubled = false;
                }
            }
        }
        Ok(())
    }

    // Lenience: stacks that write SenML names as RFC 8428 wants them, to begin with a letter or digit (E042).
    fn begin_without_slash(&mut self) -> Result<()> {
        self.read.behind = 0;
        self.allow(DeviationKind::NoLeadingSlash, ErrorKind::Path("a leading slash"))
    }

    /// Ends the segment that is being read.
    fn close(&mut self) -> Result<()> {
        let segment = core::mem::replace(&mut self.read.segment, Segment::START);
        let Some(number) = segment.number else { return self.close_prefix(segment) };
        if segment.length == 0 {
            return self.close_nothing();
        }
        if segment.zero && segment.length > 1 {
            // Lenience: Wakaama, whose own tests have such names (E186).
            let refused = ErrorKind::Path("an id without leading zeros");
            self.allow(DeviationKind::LeadingZeros, refused)?;
        }
        if self.read.stem.is_full() {
            return Err(ErrorKind::PathTooDeep.into());
        }
        match u16::try_from(number) {
            Ok(u16::MAX) => {
                self.create(DeviationKind::SenmlCreate65535, ErrorKind::ReservedId)?;
            }
            Ok(id) => self.read.stem = self.read.stem.child(id),
            Err(_) => return Err(ErrorKind::Path("an id of at most 65534").into()),
        }
        Ok(())
    }

    /// Ends a segment that is no id.
    fn close_prefix(&mut self, segment: Segment) -> Result<()> {
        // Where slashes are left out within it, what is lent of the payload would not be the prefix.
        if self.read.stem != Stem::ROOT || self.read.closed {
            return Err(ErrorKind::Path("an id of decimal digits").into());
        }
        self.read.prefix += segment.length + usize::from(self.read.prefix > 0);
        Ok(())
    }

    /// Ends a segment without characters: between two slashes, or after the last.
    fn close_nothing(&mut self) -> Result<()> {
        let refused = ErrorKind::Path("an id between two slashes and after the last");
        if self.read.doubled {
            return Err(refused.into());
        }
        self.read.doubled = true;
        if self.create(DeviationKind::SenmlCreateEmptyId, refused).is_ok() {
            return Ok(());
        }
        // Lenience: gateways after the standard's own example, whose names begin with one more slash (E017).
        self.allow(DeviationKind::DoubleSlash, refused)?;
        if self.read.stem == Stem::ROOT {
            self.read.closed = self.read.prefix > 0;
            self.read.behind += usize::from(!self.read.closed);
        }
        Ok(())
    }

    // Lenience: Leshan and Wakaama have created Object Instances without an id so (E052).
    fn create(&mut self, kind: DeviationKind, refused: ErrorKind) -> Result<()> {
        if self.read.stem.depth() != 1 {
            return Err(refused.into());
        }
        self.allow(kind, refused)?;
        self.read.stem = match self.rules.new_instance {
            Some(instance) => self.read.stem.child(instance.get()),
            None => self.read.stem.unnamed_child(),
        };
        Ok(())
    }

    fn allow(&mut self, kind: DeviationKind, refused: ErrorKind) -> Result<()> {
        if self.rules.lenience.allow(kind) { Ok(()) } else { Err(refused.into()) }
    }

    /// What was read.
    pub(super) fn finish(&mut self) -> Result<Found> {
        let refused = ErrorKind::Path("an id between two slashes and after the last");
        match self.read.length {
            0 => return Err(ErrorKind::Path("a name, found none").into()),
            // Nothing behind the leading slash: the root, or the path that a name without characters continues.
            1 if self.read.segment.length == 0 => {}
            // Lenience: yplam and Zephyr, which end paths in a slash (E014, E258).
            _ if self.read.segment.length == 0 && !self.read.doubled => {
                self.allow(DeviationKind::TrailingSlash, refused)?;
            }
            _ => self.close()?,
        }
        let Self { read: Read { stem, prefix, behind, .. }, rules } = *self;
        Ok(Found { path: stem.path(), prefix, behind, lenience: rules.lenience })
    }
}

impl Segment {
    fn push(&mut self, c: char) -> Result<()> {
        if !u8::try_from(c).is_ok_and(uri::is_unreserved) || self.length == 0 && c == '-' {
            return Err(ErrorKind::Path("ids, or a prefix of unreserved characters").into());
        }
        self.zero |= self.length == 0 && c == '0';
        // More than five digits stay too large.
        let digit = c.to_digit(10);
        self.number = self.number.and_then(|number| Some((number * 10 + digit?).min(100_000)));
        self.length += 1;
        Ok(())
    }
}

/// The reserved places.
const RESERVED: [&str; 4] = ["rd", "bs", "bspack", "dp"];

/// How many characters the longest reserved place has.
pub(super) const LONGEST_RESERVED: usize = 6;

/// Whether a prefix begins with a place that the standard has reserved (D-017).
pub(super) fn is_reserved(prefix: &Prefix<'_>) -> bool {
    let first = || prefix.chars().take_while(|&c| c != '/');
    RESERVED.iter().any(|place| first().eq(place.chars()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads a name split anywhere, both ways.
    fn check(name: &str, expected: Option<(Path, usize)>) {
        for split in 0..=name.len() {
            let (base, rest) = name.split_at(split);
            let read = |base, rest| {
                let mut name = Name::START;
                name.push(base, 255)?;
                name.push(rest, 255)?;
                name.finish()
            };
            let slow = read(RawText::Plain(base), RawText::Plain(rest));
            let slow = slow.ok().map(|found| (found.path, found.prefix));
            assert_eq!(slow, expected, "{base} + {rest}");
            let mut name = Name::START;
            let fast = name.push(RawText::Plain(base), 255).ok().and_then(|()| {
                Some((name.read.ids().push(rest.as_bytes())?.finish()?, name.read.prefix().0))
            });
            if let Some(fast) = fast {
                assert_eq!(Some(fast), expected, "{base} + {rest}, fast");
            }
            let fast =
                Ids::START.push(base.as_bytes()).and_then(|b| b.push(rest.as_bytes())?.finish());
            let plain = expected.filter(|(path, prefix)| path.depth() > 2 && *prefix == 0);
            assert_eq!(fast, plain.map(|(path, _)| path), "{base} + {rest}, all fast");
        }
    }

    #[test]
    fn wherever_it_is_split() {
        check("/3/0/9", Some((Path::resource(3, 0, 9), 0)));
        check("/65534/0/0/65534", Some((Path::resource_instance(65534, 0, 0, 65534), 0)));
        check("/dev1/3/0/9", Some((Path::resource(3, 0, 9), 4)));
        check("/lwm2m/0a/3303/0/5700", Some((Path::resource(3303, 0, 5700), 8)));
        check("/3/0", Some((Path::instance(3, 0), 0)));
        check("/", Some((Path::ROOT, 0)));
        for wrong in [
            "",
            "3/0/9",
            "//3/0/9",
            "/3//0/9",
            "/3/0/9/",
            "/3/0/09",
            "/3/00/9",
            "/3/0/65535",
            "/3/0/99999",
            "/3/0/9999999999",
            "/1/2/3/4/5",
            "/3/dev/0/9",
            "/-dev/3/0/9",
            "/a b/3/0/9",
            "/3/0/9?",
            "/é/3/0/9",
        ] {
            if wrong.is_ascii() {
                check(wrong, None);
            }
        }
    }
}
