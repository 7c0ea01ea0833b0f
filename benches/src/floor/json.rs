//! JSON tokens without escapes. RFC 8259.

use super::input::byte;
use super::name::{Names, put_name};
use super::output::{Forward, Put};
use super::{Malformed, Path, Record, Result, Value};

/// What has been read of a record, whatever its members are called.
pub(super) struct Members<'a> {
    pub(super) name: &'a [u8],
    pub(super) time: f64,
    pub(super) value: Value<'a>,
}

impl<'a> Members<'a> {
    /// Reads an object up to its closing brace; `member` reads the name and the value of one member.
    #[inline(always)]
    pub(super) fn read(
        rest: &mut &'a [u8],
        mut member: impl FnMut(&mut &'a [u8], &mut Self) -> Result<()>,
    ) -> Result<Self> {
        expect(rest, b'{')?;
        let mut members = Self { name: &[], time: 0.0, value: Value::None };
        loop {
            member(rest, &mut members)?;
            match token(rest)? {
                b',' => {}
                b'}' => return Ok(members),
                _ => return Err(Malformed),
            }
        }
    }

    /// The record that they are.
    #[inline(always)]
    pub(super) fn record(self, base_name: Names, base_time: f64) -> Result<Record<'a>> {
        let path = base_name.push(self.name)?.path()?;
        Ok(Record { path, value: self.value, time: base_time + self.time })
    }
}

/// Whether another record follows in an array of them.
#[inline(always)]
pub(super) fn another(rest: &mut &[u8]) -> Result<bool> {
    match token(rest)? {
        b',' => Ok(true),
        b']' => Ok(false),
        _ => Err(Malformed),
    }
}

/// The next byte that is no white space.
#[inline(always)]
pub(super) fn token(rest: &mut &[u8]) -> Result<u8> {
    loop {
        match byte(rest)? {
            b' ' | b'\t' | b'\n' | b'\r' => {}
            token => return Ok(token),
        }
    }
}

/// One byte that must come next.
#[inline(always)]
pub(super) fn expect(rest: &mut &[u8], expected: u8) -> Result<()> {
    if token(rest)? == expected { Ok(()) } else { Err(Malformed) }
}

/// The octets between two quotes, not checked: who reads them as a path checks every one.
#[inline(always)]
pub(super) fn text<'a>(rest: &mut &'a [u8]) -> Result<&'a [u8]> {
    expect(rest, b'"')?;
    let special = |&octet: &u8| octet == b'"' || octet == b'\\' || octet < b' ';
    let length = rest.iter().position(special).ok_or(Malformed)?;
    let (text, tail) = rest.split_at_checked(length).ok_or(Malformed)?;
    *rest = tail;
    if byte(rest)? == b'"' { Ok(text) } else { Err(Malformed) }
}

/// The same as a String.
#[inline(always)]
pub(super) fn string<'a>(rest: &mut &'a [u8]) -> Result<Value<'a>> {
    core::str::from_utf8(text(rest)?).map(Value::Text).map_err(|_| Malformed)
}

/// The name of a member, and the colon behind it.
#[inline(always)]
pub(super) fn key<'a>(rest: &mut &'a [u8]) -> Result<&'a [u8]> {
    let key = text(rest)?;
    expect(rest, b':')?;
    Ok(key)
}

/// An integer, or a float of at most fifteen digits; others are left to the standard library.
#[inline(always)]
pub(super) fn number<'a>(rest: &mut &'a [u8]) -> Result<Value<'a>> {
    while let [b' ' | b'\t' | b'\n' | b'\r', tail @ ..] = *rest {
        *rest = tail;
    }
    let whole = *rest;
    let first = byte(rest)?;
    let negative = first == b'-';
    let mut digit = if negative { byte(rest)? } else { first };
    if digit == b'0' && rest.first().is_some_and(u8::is_ascii_digit) {
        return Err(Malformed);
    }
    let (mut magnitude, mut digits, mut fraction) = (0i64, 0usize, 0);
    loop {
        let number = digit.wrapping_sub(b'0');
        if number > 9 {
            return Err(Malformed);
        }
        magnitude = magnitude.wrapping_mul(10).wrapping_add(number.into());
        digits += 1;
        match rest.split_first() {
            Some((&next @ b'0'..=b'9', tail)) => (digit, *rest) = (next, tail),
            Some((b'.', tail)) if fraction == 0 => {
                fraction = digits;
                *rest = tail;
                digit = byte(rest)?;
            }
            Some((b'e' | b'E', _)) => return long(whole, rest),
            _ => break,
        }
    }
    if digits > 15 {
        return long(whole, rest);
    }
    let magnitude = if negative { -magnitude } else { magnitude };
    if fraction == 0 {
        return Ok(Value::Integer(magnitude));
    }
    let power = POWERS.get(digits - fraction).ok_or(Malformed)?;
    #[expect(clippy::cast_precision_loss, reason = "fifteen digits are exact")]
    Ok(Value::Float(magnitude as f64 / power))
}

/// A number as seconds.
#[inline(always)]
#[expect(clippy::cast_precision_loss, reason = "seconds of a double")]
pub(super) fn seconds(rest: &mut &[u8]) -> Result<f64> {
    match number(rest)? {
        Value::Integer(integer) => Ok(integer as f64),
        Value::Float(float) => Ok(float),
        _ => Err(Malformed),
    }
}

/// `true` or `false`.
#[inline(always)]
pub(super) fn boolean<'a>(rest: &mut &[u8]) -> Result<Value<'a>> {
    let first = token(rest)?;
    let (word, boolean): (&[u8], _) = if first == b't' { (b"rue", true) } else { (b"alse", false) };
    *rest = rest.strip_prefix(word).ok_or(Malformed)?;
    if matches!(first, b't' | b'f') { Ok(Value::Boolean(boolean)) } else { Err(Malformed) }
}

#[cold]
#[inline(never)]
fn long<'a>(whole: &'a [u8], rest: &mut &'a [u8]) -> Result<Value<'a>> {
    let is_number = |&octet: &u8| matches!(octet, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-');
    let length = whole.iter().position(|octet| !is_number(octet)).unwrap_or(whole.len());
    let (number, tail) = whole.split_at_checked(length).ok_or(Malformed)?;
    *rest = tail;
    let number = core::str::from_utf8(number).map_err(|_| Malformed)?;
    match number.parse() {
        Ok(integer) => Ok(Value::Integer(integer)),
        Err(_) => number.parse().map(Value::Float).map_err(|_| Malformed),
    }
}

/// Writes an integer's digits.
#[inline(always)]
pub(super) fn put_integer(out: &mut Forward<'_>, integer: i64) -> Result<()> {
    let mut digits = [0; 20];
    let mut start = digits.len();
    let mut left = integer.unsigned_abs();
    for place in digits.iter_mut().rev() {
        let [.., low] = (left % 10).to_be_bytes();
        *place = b'0' + low;
        (left, start) = (left / 10, start - 1);
        if left == 0 {
            break;
        }
    }
    if integer < 0 {
        out.put([b'-'])?;
    }
    out.put_slice(digits.get(start..).ok_or(Malformed)?)
}

/// Writes the shortest digits that read back as the same double, without `.0`.
#[inline(always)]
pub(super) fn put_float(out: &mut Forward<'_>, float: f64) -> Result<()> {
    let mut buffer = zmij::Buffer::new();
    let digits = buffer.format_finite(float).as_bytes();
    out.put_slice(digits.strip_suffix(b".0").unwrap_or(digits))
}

/// Writes text that needs no escapes, with its quotes.
#[inline(always)]
pub(super) fn put_text(out: &mut Forward<'_>, text: &str) -> Result<()> {
    let octets = text.as_bytes();
    if octets.iter().any(|&octet| octet == b'"' || octet == b'\\' || octet < b' ') {
        return Err(Malformed);
    }
    out.put([b'"'])?;
    out.put_slice(octets)?;
    out.put([b'"'])
}

/// What the members of a format are called, up to the colon.
pub(super) struct Keys {
    pub(super) text: &'static [u8],
    pub(super) boolean: &'static [u8],
}

/// Writes an object's members and its closing brace: the name below `base`, the time where it is not 0, the value.
#[inline(always)]
pub(super) fn put_members(
    out: &mut Forward<'_>,
    record: &Record<'_>,
    base: Path,
    time: f64,
    keys: &Keys,
) -> Result<()> {
    if record.path.depth > base.depth {
        out.put(*b"\"n\":\"")?;
        put_name(out, &record.path, base.depth)?;
        out.put(*b"\",")?;
    }
    if time != 0.0 {
        out.put(*b"\"t\":")?;
        put_seconds(out, time)?;
        out.put([b','])?;
    }
    match record.value {
        Value::Integer(integer) => {
            out.put(*b"\"v\":")?;
            put_integer(out, integer)?;
        }
        Value::Float(float) => {
            out.put(*b"\"v\":")?;
            put_float(out, float)?;
        }
        Value::Text(text) => {
            out.put_slice(keys.text)?;
            put_text(out, text)?;
        }
        Value::Boolean(boolean) => {
            out.put_slice(keys.boolean)?;
            out.put_slice(if boolean { b"true" } else { b"false" })?;
        }
        Value::None | Value::Opaque(_) | Value::ObjectLink(..) => return Err(Malformed),
    }
    out.put([b'}'])
}

#[inline(always)]
#[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "compared")]
pub(super) fn put_seconds(out: &mut Forward<'_>, seconds: f64) -> Result<()> {
    let whole = seconds as i64;
    if whole as f64 == seconds { put_integer(out, whole) } else { put_float(out, seconds) }
}

/// The powers of ten that fifteen digits may be divided by.
const POWERS: [f64; 16] =
    [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];
