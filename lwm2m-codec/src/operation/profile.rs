//! Profile ids: what stands for a list of Objects that both sides know. LwM2M Core 1.2.2, 6.2.1; RFC 6920, 9.4;
//! D-126. What is hashed has no defined form, so an id is an opaque key.

use core::fmt;

use super::reading::Reading;
use crate::deviation::DeviationKind;
use crate::error::{Error, ErrorKind, Result};
use crate::value::{Chars, RawText};

/// A hash suite: SHA-256, cut to some bits.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum Suite {
    /// 1: sha-256.
    Sha256 = 1,
    /// 2: sha-256-128.
    Sha256_128,
    /// 3: sha-256-120.
    Sha256_120,
    /// 4: sha-256-96.
    Sha256_96,
    /// 5: sha-256-64.
    Sha256_64,
    /// 6: sha-256-32.
    Sha256_32,
}

impl Suite {
    /// Every suite, by number.
    pub const ALL: &[Self] = &[
        Self::Sha256,
        Self::Sha256_128,
        Self::Sha256_120,
        Self::Sha256_96,
        Self::Sha256_64,
        Self::Sha256_32,
    ];

    /// The number of the suite, as it stands in front of the colon.
    #[must_use]
    pub const fn number(self) -> u8 {
        self as u8
    }

    /// How many octets of the SHA-256 digest it keeps.
    #[must_use]
    pub const fn length(self) -> usize {
        match self {
            Self::Sha256 => 32,
            Self::Sha256_128 => 16,
            Self::Sha256_120 => 15,
            Self::Sha256_96 => 12,
            Self::Sha256_64 => 8,
            Self::Sha256_32 => 4,
        }
    }
}

/// One profile id: `6:27354b9a`, `oma:abc-1`. Compared character by character.
#[derive(Clone)]
pub struct Profile<'a>(Repr<'a>);

#[derive(Clone)]
enum Repr<'a> {
    /// So many characters from here.
    Text(Chars<'a>, usize),
    /// A digest that is cut already.
    Hash(Suite, &'a [u8]),
}

impl<'a> Profile<'a> {
    /// Reads one id.
    ///
    /// # Errors
    /// [`ErrorKind::Query`] for what is none, with the byte of the id.
    pub fn new(text: &'a str) -> Result<Self> {
        let profiles = Profiles::new(text)?;
        match (profiles.iter().next(), text.contains(',')) {
            (Some(profile), false) => Ok(profile),
            _ => Err(Error::from(ErrorKind::Query("one profile id")).at(0)),
        }
    }

    /// The id of a SHA-256 digest, cut as the suite says.
    ///
    /// What is hashed is for both sides to agree on: LwM2M defines no form of it, only that it has the versions of
    /// Objects (D-126). The digest comes from whatever SHA-256 there is.
    #[must_use]
    pub fn of_digest(suite: Suite, digest: &'a [u8; 32]) -> Self {
        Self(Repr::Hash(suite, digest.get(..suite.length()).unwrap_or(digest)))
    }

    /// The suite of a hash; `None` for a name that OMA or a vendor gave.
    #[must_use]
    pub fn suite(&self) -> Option<Suite> {
        match &self.0 {
            Repr::Hash(suite, _) => Some(*suite),
            Repr::Text(chars, _) => {
                let number = chars.clone().next()?.to_digit(10)?;
                Suite::ALL.iter().copied().find(|suite| u32::from(suite.number()) == number)
            }
        }
    }
}

impl PartialEq for Profile<'_> {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Repr::Text(ours, n), Repr::Text(theirs, m)) => {
                ours.clone().take(*n).eq(theirs.clone().take(*m))
            }
            (Repr::Hash(ours, digest), Repr::Hash(theirs, other)) => {
                ours == theirs && digest == other
            }
            (Repr::Hash(suite, digest), Repr::Text(text, length))
            | (Repr::Text(text, length), Repr::Hash(suite, digest)) => {
                hexadecimal(*suite, digest).eq(text.clone().take(*length))
            }
        }
    }
}

impl Eq for Profile<'_> {}

impl fmt::Display for Profile<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use fmt::Write;
        match &self.0 {
            Repr::Text(chars, length) => {
                chars.clone().take(*length).try_for_each(|c| f.write_char(c))
            }
            Repr::Hash(suite, digest) => {
                hexadecimal(*suite, digest).try_for_each(|c| f.write_char(c))
            }
        }
    }
}

impl fmt::Debug for Profile<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// `6:27354b9a`.
fn hexadecimal(suite: Suite, digest: &[u8]) -> impl Iterator<Item = char> {
    let digit = |nibble: u8| char::from_digit(nibble.into(), 16).unwrap_or('0');
    let number = char::from_digit(suite.number().into(), 10).unwrap_or('0');
    [number, ':'].into_iter().chain(digest.iter().flat_map(move |o| [digit(o >> 4), digit(o & 15)]))
}

/// The profile ids of a client: one, or a list in quotes.
#[derive(Clone)]
pub struct Profiles<'a>(List<'a>);

#[derive(Clone)]
enum List<'a> {
    /// Checked; without quotes around it.
    Text(Chars<'a>, usize),
    Of(&'a [Profile<'a>]),
}

impl<'a> Profiles<'a> {
    /// Reads ids with commas between them, without quotes around them.
    ///
    /// # Errors
    /// [`ErrorKind::Query`] for what is no id, with its byte.
    pub fn new(text: &'a str) -> Result<Self> {
        check(text.chars(), &mut |_| false)?;
        Ok(Self(List::Text(RawText::Plain(text).chars(), text.chars().count())))
    }

    /// Some ids.
    #[must_use]
    pub const fn of(profiles: &'a [Profile<'a>]) -> Self {
        Self(List::Of(profiles))
    }

    /// The ids, in order.
    #[must_use]
    pub fn iter(&self) -> ProfileIter<'a> {
        ProfileIter(self.0.clone())
    }

    /// Reads the value of `pid`.
    pub(super) fn read(
        text: RawText<'a>,
        offset: usize,
        reading: &mut Reading<'_>,
    ) -> Result<Self> {
        let malformed = |expected| Err(Error::from(ErrorKind::Query(expected)).at(offset));
        let mut chars = text.chars();
        let mut length = chars.clone().count();
        if chars.clone().next() == Some('"') {
            chars.next();
            if length < 2 || chars.clone().nth(length - 2) != Some('"') {
                return malformed("a quote at the end");
            }
            length -= 2;
        } else if chars.clone().any(|c| c == ',') {
            return malformed("quotes around several profile ids");
        }
        let mut allow = |kind| reading.allow_parameter(kind, offset);
        // The offset of an error is that of the parameter: what is encoded has no bytes of its own.
        let checked = check(chars.clone().take(length), &mut allow);
        checked.map_err(|error| Error::from(error.kind()).at(offset))?;
        Ok(Self(List::Text(chars, length)))
    }
}

impl<'a> IntoIterator for &Profiles<'a> {
    type Item = Profile<'a>;
    type IntoIter = ProfileIter<'a>;

    fn into_iter(self) -> ProfileIter<'a> {
        self.iter()
    }
}

impl PartialEq for Profiles<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Eq for Profiles<'_> {}

/// The value of `pid`: quoted where there are several.
impl fmt::Display for Profiles<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let quote = if self.iter().nth(1).is_some() { "\"" } else { "" };
        f.write_str(quote)?;
        for (at, profile) in self.iter().enumerate() {
            let comma = if at == 0 { "" } else { "," };
            write!(f, "{comma}{profile}")?;
        }
        f.write_str(quote)
    }
}

impl fmt::Debug for Profiles<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

/// The profile ids of a list, in order.
#[derive(Clone)]
pub struct ProfileIter<'a>(List<'a>);

impl<'a> Iterator for ProfileIter<'a> {
    type Item = Profile<'a>;

    fn next(&mut self) -> Option<Profile<'a>> {
        match &mut self.0 {
            List::Of(profiles) => {
                let (first, rest) = profiles.split_first()?;
                *profiles = rest;
                Some(first.clone())
            }
            List::Text(_, 0) => None,
            List::Text(chars, left) => {
                let start = chars.clone();
                let length = chars.by_ref().take(*left).take_while(|c| *c != ',').count();
                *left = left.saturating_sub(length + 1);
                Some(Profile(Repr::Text(start, length)))
            }
        }
    }
}

impl fmt::Debug for ProfileIter<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.clone()).finish()
    }
}

/// Checks a list of ids; `allow` says what is tolerated.
fn check(
    chars: impl Iterator<Item = char>,
    allow: &mut dyn FnMut(DeviationKind) -> bool,
) -> Result<()> {
    let mut chars = chars.enumerate();
    let mut upper = false;
    let mut short = false;
    loop {
        let mut start = 0;
        // Five characters are more than the longest word in front of a colon.
        let mut head = ['\0'; 5];
        let mut count = 0;
        let malformed = |expected, at| Err(Error::from(ErrorKind::Query(expected)).at(at));
        let expected = "a hash suite, oma or v, and a colon";
        loop {
            match (chars.next(), head.get_mut(count)) {
                (Some((_, ':')), _) => break,
                (Some((at, c)), Some(place)) => {
                    if count == 0 {
                        start = at;
                    }
                    *place = c;
                    count += 1;
                }
                _ => return malformed(expected, start),
            }
        }
        let suite = match head.get(..count) {
            Some(['o', 'm', 'a'] | ['v']) => None,
            Some([digit @ '1'..='6']) => {
                Suite::ALL.iter().copied().find(|s| digit.to_digit(10) == Some(s.number().into()))
            }
            _ => return malformed(expected, start),
        };
        let mut length = 0;
        let mut more = false;
        for (_, c) in chars.by_ref() {
            match c {
                ',' => {
                    more = true;
                    break;
                }
                '0'..='9' | 'a'..='f' => {}
                'A'..='F' if suite.is_some() => upper = true,
                'A'..='Z' | 'g'..='z' | '-' if suite.is_none() => {}
                _ if suite.is_some() => {
                    return malformed("hexadecimal digits in lower case", start);
                }
                _ => return malformed("letters, digits and minus signs", start),
            }
            length += 1;
        }
        if length == 0 {
            return malformed("something behind the colon", start);
        }
        short |= suite.is_some_and(|suite| length != 2 * suite.length());
        if !more {
            break;
        }
    }
    if upper && !allow(DeviationKind::PidUppercase) {
        return Err(Error::from(ErrorKind::Query("hexadecimal digits in lower case")).at(0));
    }
    if short && !allow(DeviationKind::PidLength) {
        return Err(Error::from(ErrorKind::Query("as many digits as the hash suite has")).at(0));
    }
    Ok(())
}
