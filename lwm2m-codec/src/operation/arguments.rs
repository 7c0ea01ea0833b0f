//! The arguments of an Execute: digits, some with values. LwM2M Core 1.2.2, 6.3.5; D-142.

use core::str;

use super::binding::Transport;
use super::reading::Reading;
use crate::deviation::{DeviationKind, Report};
use crate::error::{Error, ErrorKind, Result};
use crate::options::Options;
use crate::output::Output;

/// One argument.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Argument<'a> {
    /// Its number, 0 to 9.
    pub digit: u8,
    /// Its value; `None` where there is none, which is not an empty one.
    pub value: Option<&'a str>,
}

/// The arguments of an Execute, read and legal; iterated in the order in which they came.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Arguments<'a>(&'a [u8]);

impl<'a> Arguments<'a> {
    /// No arguments.
    pub const NONE: Self = Self(&[]);

    /// Reads arguments: `5`, `0='U'`, `0,2='10.3'`; strictly.
    ///
    /// # Errors
    /// [`ErrorKind::Query`] with the byte of what breaks the grammar; [`ErrorKind::Duplicate`] with that of a digit
    /// that came before.
    pub fn new(payload: &'a [u8]) -> Result<Self> {
        Options::STRICT.arguments(payload)
    }

    /// The bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &'a [u8] {
        self.0
    }

    /// The arguments, in order.
    #[must_use]
    pub const fn iter(&self) -> ArgumentIter<'a> {
        ArgumentIter { rest: self.0 }
    }

    /// `0='U'`: the transport by which an Update is triggered.
    pub(super) fn of_transport(letter: char) -> Option<Self> {
        let known = Transport::ALL.iter().any(|transport| transport.letter() == letter);
        known.then_some(Self(match letter {
            'U' => b"0='U'",
            'M' => b"0='M'",
            'H' => b"0='H'",
            'T' => b"0='T'",
            'S' => b"0='S'",
            _ => b"0='N'",
        }))
    }

    pub(super) fn read(payload: &'a [u8], reading: &mut Reading<'_>) -> Result<Self> {
        let malformed = |expected, at: usize| {
            Err(Error::from(ErrorKind::Query(expected)).at(at.min(payload.len().saturating_sub(1))))
        };
        let mut seen = 0u16;
        let mut rest = payload;
        while !rest.is_empty() {
            let at = payload.len() - rest.len();
            let next = match scan(rest) {
                Ok(next) => next,
                Err((expected, by)) => return malformed(expected, at + by),
            };
            let digit = 1 << (next.argument.digit & 15);
            if seen & digit != 0 && !reading.allow(DeviationKind::RepeatedArgument, at, None) {
                return Err(Error::from(ErrorKind::Duplicate).at(at));
            }
            seen |= digit;
            if let Some(by) = next.space
                && !reading.allow(DeviationKind::ArgumentSpace, at, None)
            {
                return malformed("no space", at + by);
            }
            if let Some(by) = next.bare
                && !reading.allow(DeviationKind::UnquotedArgument, at, None)
            {
                return malformed("a value in quotes", at + by);
            }
            if next.rest.is_empty() && next.comma {
                return malformed("a digit behind the comma", payload.len());
            }
            rest = next.rest;
        }
        Ok(Self(payload))
    }
}

impl<'a> IntoIterator for &Arguments<'a> {
    type Item = Argument<'a>;
    type IntoIter = ArgumentIter<'a>;

    fn into_iter(self) -> ArgumentIter<'a> {
        self.iter()
    }
}

/// The arguments of [`Arguments`], in order.
#[derive(Clone, Debug)]
pub struct ArgumentIter<'a> {
    rest: &'a [u8],
}

impl<'a> Iterator for ArgumentIter<'a> {
    type Item = Argument<'a>;

    fn next(&mut self) -> Option<Argument<'a>> {
        if self.rest.is_empty() {
            return None;
        }
        let next = scan(self.rest).ok()?;
        self.rest = next.rest;
        Some(next.argument)
    }
}

impl<R: Report> Options<'_, R> {
    /// Reads the arguments of an Execute, as [`Arguments::new`].
    ///
    /// # Errors
    /// As [`Arguments::new`].
    pub fn arguments(self, payload: &[u8]) -> Result<Arguments<'_>> {
        Reading::with(self, |reading| Arguments::read(payload, reading))
    }
}

/// Writes arguments into a buffer, in the order given; what comes back is the written part.
///
/// ```
/// use lwm2m_codec::operation::{Argument, Arguments, encode_arguments};
///
/// let given = [Argument { digit: 0, value: Some("U") }, Argument { digit: 5, value: None }];
/// let mut buffer = [0; 16];
/// let arguments = encode_arguments(&given, &mut buffer)?;
/// assert_eq!(arguments.as_bytes(), b"0='U',5");
/// assert!(arguments.iter().eq(given));
/// # Ok::<(), lwm2m_codec::Error>(())
/// ```
///
/// # Errors
/// [`ErrorKind::Query`] for a digit above 9 and for a character that a value can't have;
/// [`ErrorKind::Duplicate`] for a digit that comes again; [`ErrorKind::BufferTooSmall`] with the exact length.
pub fn encode_arguments<'b>(
    arguments: &[Argument<'_>],
    buffer: &'b mut [u8],
) -> Result<Arguments<'b>> {
    let mut out = Output::new(buffer);
    let mut seen = 0u16;
    for (at, argument) in arguments.iter().enumerate() {
        if argument.digit > 9 {
            return Err(ErrorKind::Query("a digit").into());
        }
        if seen & 1 << argument.digit != 0 {
            return Err(ErrorKind::Duplicate.into());
        }
        seen |= 1 << argument.digit;
        if at > 0 {
            out.put(*b",");
        }
        out.put([b'0' + argument.digit]);
        if let Some(value) = argument.value {
            if !value.bytes().all(is_character) {
                return Err(ErrorKind::Query(CHARACTERS).into());
            }
            out.put(*b"='");
            out.write(value.as_bytes());
            out.put(*b"'");
        }
    }
    out.finish().map(Arguments)
}

/// One argument at the front of some bytes, and where it deviates.
struct Scanned<'a> {
    argument: Argument<'a>,
    rest: &'a [u8],
    comma: bool,
    /// The byte of a space.
    space: Option<usize>,
    /// The byte of a value without quotes.
    bare: Option<usize>,
}

/// Reads one argument and the comma behind it, leniently; an error is what was expected, and at which byte.
fn scan(bytes: &[u8]) -> Result<Scanned<'_>, (&'static str, usize)> {
    let spaces = bytes.iter().take_while(|c| **c == b' ').count();
    let mut space = (spaces > 0).then_some(0);
    let mut at = spaces;
    let digit = match bytes.get(at) {
        Some(digit @ b'0'..=b'9') => digit - b'0',
        _ => return Err(("a digit", at)),
    };
    at += 1;
    let mut value = None;
    let mut bare = None;
    if bytes.get(at) == Some(&b'=') {
        at += 1;
        let quoted = bytes.get(at) == Some(&b'\'');
        let start = at + usize::from(quoted);
        let behind = bytes.get(start..).unwrap_or(&[]);
        let character = |c: &u8| is_character(*c) && (quoted || *c != b',');
        let length = behind.iter().take_while(|c| character(c) || quoted && **c == b' ').count();
        let text = behind.get(..length).unwrap_or(&[]);
        if let Some(by) = text.iter().position(|c| *c == b' ') {
            space = space.or(Some(start + by));
        }
        at = start + length;
        if quoted {
            match bytes.get(at) {
                Some(b'\'') => at += 1,
                Some(_) => return Err((CHARACTERS, at)),
                None => return Err(("a quote at the end of the value", at)),
            }
        } else if length == 0 {
            return Err(("a value in quotes", at));
        } else {
            bare = Some(start);
        }
        // What `is_character` lets pass is ASCII.
        value = str::from_utf8(text).ok();
    }
    let comma = match bytes.get(at) {
        None => false,
        Some(b',') => true,
        Some(_) => return Err(("a comma or the end behind an argument", at)),
    };
    let rest = bytes.get(at + usize::from(comma)..).unwrap_or(&[]);
    Ok(Scanned { argument: Argument { digit, value }, rest, comma, space, bare })
}

const CHARACTERS: &str = "visible ASCII without double quotes, quotes and backslashes";

/// `%x21 / %x23-26 / %x28-5B / %x5D-7E`.
const fn is_character(c: u8) -> bool {
    matches!(c, 0x21 | 0x23..=0x26 | 0x28..=0x5b | 0x5d..=0x7e)
}
