//! CBOR heads, chunks and skipping: RFC 8949, section 3. Reads from the front of a slice, never recurses.

mod write;

pub(crate) use self::write::{
    integer, put_float, put_head, put_integer, put_nine, short_float, short_head,
};
use crate::error::{ErrorKind, Result};

/// A head: major type, additional information, argument.
pub(crate) type Head = (u8, u8, u64);

/// Additional information of an indefinite length, and of the break when the major type is 7.
pub(crate) const INDEFINITE: u8 = 31;

/// The byte that ends an item of indefinite length.
pub(crate) const BREAK: u8 = 0xff;

pub(crate) const UNSIGNED: u8 = 0;
pub(crate) const NEGATIVE: u8 = 1;
pub(crate) const BYTES: u8 = 2;
pub(crate) const TEXT: u8 = 3;
pub(crate) const ARRAY: u8 = 4;
pub(crate) const MAP: u8 = 5;
pub(crate) const TAG: u8 = 6;
pub(crate) const SIMPLE: u8 = 7;

/// In the small setting there is one way for all widths and all forms.
pub(crate) const SMALL: bool = cfg!(feature = "compact");

/// Takes one byte.
#[cfg_attr(not(feature = "compact"), inline(always))]
pub(crate) fn byte(bytes: &mut &[u8]) -> Result<u8> {
    match bytes.split_first() {
        Some((&first, rest)) => {
            *bytes = rest;
            Ok(first)
        }
        None => short(bytes, 1),
    }
}

/// Takes `count` bytes.
#[cfg_attr(not(feature = "compact"), inline(always))]
pub(crate) fn take<'a>(bytes: &mut &'a [u8], count: u64) -> Result<&'a [u8]> {
    match usize::try_from(count).ok().and_then(|count| bytes.split_at_checked(count)) {
        Some((taken, rest)) => {
            *bytes = rest;
            Ok(taken)
        }
        None => short(bytes, count),
    }
}

/// Takes a fixed number of bytes.
#[cfg_attr(not(feature = "compact"), inline(always))]
pub(crate) fn array<const N: usize>(bytes: &mut &[u8]) -> Result<[u8; N]> {
    match bytes.split_first_chunk::<N>() {
        Some((taken, rest)) => {
            *bytes = rest;
            Ok(*taken)
        }
        None => short(bytes, N as u64),
    }
}

#[cold]
#[inline(never)]
fn short<T>(bytes: &[u8], needed: u64) -> Result<T> {
    let needed = usize::try_from(needed).unwrap_or(usize::MAX);
    Err(ErrorKind::UnexpectedEnd { needed, available: bytes.len() }.into())
}

/// Takes a head; the argument of an indefinite length is `u64::MAX`.
#[cfg_attr(not(feature = "compact"), inline(always))]
pub(crate) fn head(bytes: &mut &[u8]) -> Result<Head> {
    let first = byte(bytes)?;
    rest_of_head(first, bytes)
}

/// Takes what follows the first byte of a head.
#[cfg_attr(not(feature = "compact"), inline(always))]
pub(crate) fn rest_of_head(first: u8, bytes: &mut &[u8]) -> Result<Head> {
    Ok((first >> 5, first & 31, argument(first, bytes)?))
}

/// The same, the argument alone.
#[cfg_attr(not(feature = "compact"), inline(always))]
pub(crate) fn argument(first: u8, bytes: &mut &[u8]) -> Result<u64> {
    Ok(match first & 31 {
        info @ 0..=23 => u64::from(info),
        info @ 24..=27 if SMALL => {
            let octets = take(bytes, 1 << (info & 3))?;
            octets.iter().fold(0, |argument, &octet| argument << 8 | u64::from(octet))
        }
        24 => u64::from(byte(bytes)?),
        25 => u64::from(u16::from_be_bytes(array(bytes)?)),
        26 => u64::from(u32::from_be_bytes(array(bytes)?)),
        27 => u64::from_be_bytes(array(bytes)?),
        INDEFINITE => u64::MAX,
        _ => return Err(ErrorKind::Malformed("a length that CBOR defines").into()),
    })
}

/// Takes the chunks of a string of indefinite length after its head, up to the break.
///
/// What comes back holds the chunks with their heads, without the break; [`Chunks`] walks it. Text chunks are
/// checked one by one: RFC 8949, 3.2.3 lets no character span two.
#[cold]
#[inline(never)]
pub(crate) fn chunks<'a>(major: u8, bytes: &mut &'a [u8]) -> Result<&'a [u8]> {
    let start = *bytes;
    loop {
        let before = bytes.len();
        let first = byte(bytes)?;
        if first == BREAK {
            return Ok(start.get(..start.len() - before).unwrap_or(start));
        }
        let length = argument(first, bytes)?;
        if first >> 5 != major || first & 31 == INDEFINITE {
            return Err(ErrorKind::Malformed("chunks of the string's own kind").into());
        }
        let chunk = take(bytes, length)?;
        if major == TEXT && core::str::from_utf8(chunk).is_err() {
            return Err(ErrorKind::NotUtf8.into());
        }
    }
}

/// Walks what [`chunks`] has checked.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Chunks<'a>(pub(crate) &'a [u8]);

impl<'a> Iterator for Chunks<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        let (_, _, length) = head(&mut self.0).ok()?;
        take(&mut self.0, length).ok()
    }
}

/// How deep an item may nest that is skipped (D-008).
const SKIP_DEPTH: usize = 16;

/// Containers that a break ends: an array, a map before a key, a map before a value, where a break may not stand.
const ARRAY_TO_BREAK: u64 = u64::MAX;
const KEY_OR_BREAK: u64 = u64::MAX - 1;
const VALUE: u64 = u64::MAX - 2;

/// No payload has more items than this, counted as keys and values.
const MOST_ITEMS: u64 = u64::MAX >> 2;

/// Takes one whole item, whatever it is, and forgets it; text is checked.
#[cold]
#[inline(never)]
pub(crate) fn skip(bytes: &mut &[u8]) -> Result<()> {
    // How many items each open container still awaits.
    let mut open = [0u64; SKIP_DEPTH];
    let mut depth = 0usize;
    loop {
        let first = byte(bytes)?;
        let (major, info, argument) = rest_of_head(first, bytes)?;
        let awaited = match major {
            BYTES | TEXT if info == INDEFINITE => chunks(major, bytes).map(|_| 0)?,
            BYTES => take(bytes, argument).map(|_| 0)?,
            TEXT if core::str::from_utf8(take(bytes, argument)?).is_err() => {
                return Err(ErrorKind::NotUtf8.into());
            }
            ARRAY if info == INDEFINITE => ARRAY_TO_BREAK,
            MAP if info == INDEFINITE => KEY_OR_BREAK,
            ARRAY | MAP if argument > MOST_ITEMS => return short(bytes, argument),
            ARRAY => argument,
            MAP => argument * 2,
            TAG if info != INDEFINITE => 1,
            SIMPLE if info == INDEFINITE => {
                // A break: it ends the innermost container, which must be waiting for one.
                match depth.checked_sub(1).and_then(|top| open.get(top)) {
                    Some(&(ARRAY_TO_BREAK | KEY_OR_BREAK)) => depth -= 1,
                    _ => return Err(ErrorKind::Malformed("an item, found a break").into()),
                }
                0
            }
            // RFC 8949, 3.3: what one byte can say is not said in two.
            SIMPLE if info == 24 && argument < 32 => {
                return Err(ErrorKind::Malformed("a simple value that CBOR defines").into());
            }
            _ if info == INDEFINITE => {
                return Err(ErrorKind::Malformed("a length that CBOR defines").into());
            }
            _ => 0,
        };
        if awaited > 0 {
            *open.get_mut(depth).ok_or(ErrorKind::TooDeep { limit: SKIP_DEPTH })? = awaited;
            depth += 1;
            continue;
        }
        // One item is complete, and with it every container that waited for just this one.
        loop {
            let Some(left) = depth.checked_sub(1).and_then(|top| open.get_mut(top)) else {
                return Ok(());
            };
            match *left {
                ARRAY_TO_BREAK => break,
                KEY_OR_BREAK => *left = VALUE,
                VALUE => *left = KEY_OR_BREAK,
                _ => *left -= 1,
            }
            if *left > 0 {
                break;
            }
            depth -= 1;
        }
    }
}

/// The value of a half-precision float: RFC 8949, appendix D.
pub(crate) fn half(bits: u16) -> f64 {
    let exponent = u32::from(bits >> 10 & 31);
    let mantissa = u32::from(bits & 0x3ff);
    let single = match exponent {
        0 => {
            // Below the normal range the mantissa counts units of 2^-24.
            #[expect(clippy::cast_precision_loss, reason = "ten bits")]
            let units = (mantissa as f32).to_bits();
            if mantissa == 0 { 0 } else { units - (24 << 23) }
        }
        31 => 0xff << 23 | mantissa << 13,
        _ => (exponent + (127 - 15)) << 23 | mantissa << 13,
    };
    f64::from(f32::from_bits(single | u32::from(bits & 0x8000) << 16))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves() {
        for (bits, value) in [
            (0x0000, 0.0),
            (0x3c00, 1.0),
            (0xc000, -2.0),
            (0x5cb0, 300.0),
            (0x0001, 5.960464477539063e-8),
            (0x0400, 6.103515625e-5),
            (0x7c00, f64::INFINITY),
            (0xfc00, f64::NEG_INFINITY),
        ] {
            assert_eq!(half(bits), value, "{bits:04x}");
        }
        assert!(half(0x7e00).is_nan());
        assert!(half(0x8000).is_sign_negative());
    }

    #[test]
    fn skipping_is_bounded_and_exact() {
        for (item, rest) in [
            (&b"\x00\x01"[..], Ok(1)),
            (b"\x82\x01\x02\x03", Ok(1)),
            (b"\xbf\x01\x9f\xff\xff\x05", Ok(1)),
            (b"\xa1\x01\x82\x80\xa0", Ok(0)),
            (b"\xc1\xc2\x41\x00", Ok(0)),
            (b"\x7f\x61a\x60\xff", Ok(0)),
            (b"\xfb\0\0\0\0\0\0\0\0", Ok(0)),
            (b"\x7f\x41a\xff", Err(())),
            (b"\x81\xff", Err(())),
            (b"\xff", Err(())),
            (b"\x1f", Err(())),
            (b"\xdf\x00", Err(())),
            (b"\xbf\x01\x02\xff", Ok(0)),
            (b"\xbf\x9f\xff\xbf\x01\x02\xff\xff", Ok(0)),
            (b"\xbf\x01\xff", Err(())),
            (b"\xbf\x01\x02\x03\xff", Err(())),
            (b"\xf8\x14", Err(())),
            (b"\xf8\x20", Ok(0)),
            (b"\xbb\x7f\xff\xff\xff\xff\xff\xff\xff\x00\xff", Err(())),
            (b"\x9b\xff\xff\xff\xff\xff\xff\xff\xff\x00\xff", Err(())),
            (b"\x61\xff", Err(())),
            (b"\xbb\xff\xff\xff\xff\xff\xff\xff\xff", Err(())),
            (b"\x9b\xff\xff\xff\xff\xff\xff\xff\xff", Err(())),
            (&[0x81; 17], Err(())),
        ] {
            let mut bytes = item;
            let found = skip(&mut bytes).map(|()| bytes.len()).map_err(|_| ());
            assert_eq!(found, rest, "{item:02x?}");
        }
    }
}
