//! Records: a payload is a list of paths and values, perhaps with times. The seam between formats and objects.

use core::{fmt, num::NonZeroI64};

use crate::error::{ErrorKind, Result};
use crate::path::Path;
use crate::value::{Chars, RawText, Seconds, Value, WireValue};

/// One value of a payload, and where in the data model it belongs.
///
/// `V` is [`WireValue`] when read and [`Value`] when written.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Record<V> {
    /// The Resource or Resource Instance; for a container without children, the container.
    pub path: Path,
    /// When the value was what it is; `None` where the payload says nothing.
    pub time: Option<Timestamp>,
    /// The value.
    pub value: V,
}

/// What a format's Reader implements: records in payload order. Object-safe.
pub trait RecordSource<'a> {
    /// Reads the next record into `record`; false at the end. (Returning it by value costs twice the time.)
    ///
    /// # Errors
    /// What is wrong with the bytes, with offset and, as far as it is known, path. After an error there is no next
    /// record; those already read stand.
    fn next_record(&mut self, record: &mut Record<WireValue<'a>>) -> Result<bool>;

    /// What stood before the first id of the record that was read last; mostly empty.
    fn prefix(&self) -> Prefix<'a> {
        Prefix::NONE
    }

    /// The byte at which the record that was read last begins.
    fn offset(&self) -> usize;
}

/// What a format's Writer implements: takes records one by one. Object-safe.
pub trait RecordSink {
    /// Writes one record, or drops it where it lies outside of what was asked for.
    ///
    /// # Errors
    /// [`ErrorKind::RecordOrder`] from a format that nests, for a record that does not follow the one before it,
    /// and what the format cannot hold: [`ErrorKind::NotExpressible`], [`ErrorKind::TimeUnsupported`],
    /// [`ErrorKind::ValueTooLong`].
    fn record(&mut self, record: &Record<Value<'_>>) -> Result<()>;

    /// False where nothing at or below `path` was asked for: containers look before they descend.
    fn wants(&self, path: Path) -> bool {
        let _ = path;
        true
    }

    /// Says that what follows belongs to the device that a gateway knows by this prefix; empty ends it (D-018).
    ///
    /// # Errors
    /// [`ErrorKind::NotExpressible`] from a format or a sink that has no place for it.
    fn device(&mut self, prefix: &str) -> Result<()> {
        if prefix.is_empty() {
            Ok(())
        } else {
            Err(ErrorKind::NotExpressible("several devices in one payload").into())
        }
    }
}

/// An alternate path or the prefix of a gateway's device, in front of a record's path (D-016 to D-018).
///
/// SenML may split a name anywhere, so it is compared and shown rather than lent as one `&str`.
#[derive(Clone, Copy)]
pub struct Prefix<'a> {
    base: RawText<'a>,
    name: RawText<'a>,
    /// Behind how many characters of the two it begins: the leading slash, which may be missing (D-080).
    behind: usize,
    /// How many characters it has.
    length: usize,
}

impl<'a> Prefix<'a> {
    /// No prefix.
    pub const NONE: Self =
        Self { base: RawText::Plain(""), name: RawText::Plain(""), behind: 1, length: 0 };

    /// The first `length` characters behind the leading slash of `base` and `name` put together.
    pub(crate) const fn new(base: RawText<'a>, name: RawText<'a>, length: usize) -> Self {
        Self { base, name, behind: 1, length }
    }

    /// The same number of characters behind another number of them.
    #[cfg_attr(
        not(any(feature = "senml-cbor", feature = "senml-json", feature = "lwm2m-json")),
        allow(dead_code, reason = "names begin with a slash elsewhere")
    )]
    pub(crate) const fn behind(self, behind: usize) -> Self {
        Self { behind, ..self }
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        !HAS_PREFIXES || self.length == 0
    }

    /// Whether it is the same as another of the same base name, of which both have the first `base` characters: only
    /// what each has of its name is looked at.
    #[cfg_attr(
        not(any(feature = "senml-cbor", feature = "senml-json", feature = "lwm2m-json")),
        allow(dead_code, reason = "elsewhere there is no base name")
    )]
    pub(crate) fn is_same_behind(&self, other: &Self, base: usize) -> bool {
        if self.behind != other.behind {
            return self == other;
        }
        let of_name = self.length.saturating_sub(base);
        self.length == other.length
            && self.name.chars().take(of_name).eq(other.name.chars().take(of_name))
    }

    /// Whether it is these pieces, one behind the other.
    pub(crate) fn is_joined(&self, pieces: &[&str]) -> bool {
        let mut chars = self.chars();
        pieces.iter().all(|piece| piece.chars().all(|c| chars.next() == Some(c)))
            && chars.next().is_none()
    }

    /// Its characters, without slashes around them: `lwm2m/folder`.
    pub fn chars(&self) -> impl Iterator<Item = char> + use<'a> {
        let (base, name) = (self.base.chars(), self.name.chars());
        Characters { base, name, behind: self.behind, left: self.length }
    }
}

/// The characters of a prefix.
struct Characters<'a> {
    base: Chars<'a>,
    name: Chars<'a>,
    /// How many stand in front of it.
    behind: usize,
    /// How many are left.
    left: usize,
}

impl Iterator for Characters<'_> {
    type Item = char;

    // An adapter for each of the three would bring its own code to whoever compares.
    #[cfg_attr(feature = "compact", inline(never))]
    fn next(&mut self) -> Option<char> {
        while self.left > 0 {
            let c = self.base.next().or_else(|| self.name.next())?;
            if self.behind == 0 {
                self.left -= 1;
                return Some(c);
            }
            self.behind -= 1;
        }
        None
    }
}

/// Whether a format of this build has a place for prefixes: what compares them is left out elsewhere.
const HAS_PREFIXES: bool = cfg!(any(
    feature = "senml-cbor",
    feature = "senml-json",
    feature = "lwm2m-json",
    feature = "lwm2m-cbor"
));

impl PartialEq for Prefix<'_> {
    fn eq(&self, other: &Self) -> bool {
        // Mostly there is none.
        self.length == other.length && (self.length == 0 || self.chars().eq(other.chars()))
    }
}

impl Eq for Prefix<'_> {}

impl PartialEq<str> for Prefix<'_> {
    fn eq(&self, other: &str) -> bool {
        self.chars().eq(other.chars())
    }
}

impl PartialEq<&str> for Prefix<'_> {
    fn eq(&self, other: &&str) -> bool {
        *self == **other
    }
}

impl fmt::Display for Prefix<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use fmt::Write;
        self.chars().try_for_each(|c| f.write_char(c))
    }
}

impl fmt::Debug for Prefix<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// When a value was what it is: nanoseconds since 1970, from 1677 to 2262, exact (D-047).
///
/// Eight bytes, also as an `Option`. Below 2^28 seconds a SenML time is relative to now (RFC 8428, 4.5.3); the
/// codec reads no clock and shows the sum as it stands.
// The nanoseconds with their top bit flipped: the one number that has no form is `i64::MIN`.
#[derive(Clone, Copy, Eq, Hash, PartialEq)]
pub struct Timestamp(NonZeroI64);

impl Timestamp {
    /// A timestamp from nanoseconds since 1970; `None` for `i64::MIN`.
    #[must_use]
    #[inline]
    pub const fn from_nanos(nanos: i64) -> Option<Self> {
        match NonZeroI64::new(nanos ^ i64::MIN) {
            Some(bits) => Some(Self(bits)),
            None => None,
        }
    }

    /// A timestamp from whole seconds since 1970.
    ///
    /// # Errors
    /// [`ErrorKind::TimeOutOfRange`] before 1677 and after 2262.
    #[inline]
    pub fn from_seconds(seconds: i64) -> Result<Self> {
        seconds
            .checked_mul(1_000_000_000)
            .and_then(Self::from_nanos)
            .ok_or_else(|| ErrorKind::TimeOutOfRange.into())
    }

    /// The nearest timestamp to a number of seconds, ties to even (D-047); `None` before 1677 and after 2262.
    pub(crate) fn nearest(seconds: Seconds) -> Option<Self> {
        seconds.nanos().and_then(Self::from_nanos)
    }

    /// The nanoseconds since 1970.
    #[must_use]
    #[inline]
    pub const fn nanos(self) -> i64 {
        self.0.get() ^ i64::MIN
    }

    /// Whether it counts from now, by the rule of RFC 8428, 4.5.3: below 2^28 seconds (D-048).
    #[must_use]
    pub const fn is_relative(self) -> bool {
        self.nanos() < (1 << 28) * 1_000_000_000
    }

    /// Whether it counts from now where every time after 1970 is absolute, as the example of LwM2M Core 1.2.2,
    /// table 7.5.6-3, has it (D-048, `positive-is-absolute`): up to 0.
    ///
    /// [`Timestamp::is_relative`] is the rule of the standard; this is for peers that are known not to follow it.
    #[must_use]
    pub const fn is_relative_unless_positive(self) -> bool {
        self.nanos() <= 0
    }
}

impl Ord for Timestamp {
    fn cmp(&self, other: &Self) -> core::cmp::Ordering {
        self.nanos().cmp(&other.nanos())
    }
}

impl PartialOrd for Timestamp {
    fn partial_cmp(&self, other: &Self) -> Option<core::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// Seconds as a plain decimal, zeros trimmed.
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_seconds(f, self.nanos().into())
    }
}

/// Writes nanoseconds as seconds: a plain decimal, zeros trimmed.
pub(crate) fn write_seconds(out: &mut impl fmt::Write, nanos: i128) -> fmt::Result {
    let sign = if nanos < 0 { "-" } else { "" };
    let magnitude = nanos.unsigned_abs();
    let (seconds, nanos) = (magnitude / 1_000_000_000, magnitude % 1_000_000_000);
    write!(out, "{sign}{seconds}")?;
    let mut rest = u32::try_from(nanos).unwrap_or(0);
    if rest == 0 {
        return Ok(());
    }
    // Padding to a width at run time would leave a panic in every Writer that tells a time.
    let mut digits = [b'0'; 9];
    for place in digits.iter_mut().rev() {
        *place += (rest % 10) as u8;
        rest /= 10;
    }
    out.write_char('.')?;
    let zeros = digits.iter().rev().take_while(|&&digit| digit == b'0').count();
    digits.iter().take(digits.len() - zeros).try_for_each(|&digit| out.write_char(digit.into()))
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::*;

    #[test]
    fn timestamps() {
        let shown = |nanos| Timestamp::from_nanos(nanos).map(|time| time.to_string());
        assert_eq!(shown(1_500_000_000).as_deref(), Some("1.5"));
        assert_eq!(shown(-1).as_deref(), Some("-0.000000001"));
        assert_eq!(shown(0).as_deref(), Some("0"));
        assert_eq!(shown(i64::MAX).as_deref(), Some("9223372036.854775807"));
        assert_eq!(shown(i64::MIN), None);
        let relative = |seconds| Timestamp::from_seconds(seconds).map(Timestamp::is_relative);
        assert_eq!(relative((1 << 28) - 1), Ok(true));
        assert_eq!(relative(1 << 28), Ok(false));
        assert!(relative(9_223_372_037).is_err());
        for (seconds, is_relative) in [(-1, true), (0, true), (1, false), (25_462_634, false)] {
            let time = Timestamp::from_seconds(seconds).map(Timestamp::is_relative_unless_positive);
            assert_eq!(time, Ok(is_relative), "{seconds}");
        }
        assert!(Timestamp::from_nanos(-5) < Timestamp::from_nanos(3));
    }
}
