//! The floor of the CoRE Link Format, as a list of Objects has it. RFC 6690, 2; LwM2M Core 1.2.2, 6.2.1.

use super::input::byte;
use super::json;
use super::name::put_id;
use super::output::{Forward, Put};
use super::{Malformed, Path, Result};

/// One link: the root, an Object or an Object Instance.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Link {
    /// No id at all for the root.
    pub path: Path,
    /// `ver`: major and minor.
    pub version: Option<(u16, u16)>,
    /// `ct`: one format.
    pub format: Option<u16>,
    /// Whether `rt` names LwM2M's root.
    pub is_root: bool,
}

/// Walks a list. Every octet is compared, so no UTF-8 check is needed.
///
/// # Errors
/// [`Malformed`], also from `emit`.
#[inline(always)]
pub fn decode(payload: &[u8], emit: &mut impl FnMut(Link) -> Result<()>) -> Result<()> {
    let mut rest = payload;
    loop {
        if byte(&mut rest)? != b'<' {
            return Err(Malformed);
        }
        let path = path(&mut rest)?;
        let mut link = Link { path, version: None, format: None, is_root: false };
        loop {
            match rest.split_first() {
                None => return emit(link),
                Some((b';', tail)) => {
                    rest = tail;
                    parameter(&mut rest, &mut link)?;
                }
                Some((b',', tail)) => {
                    rest = tail;
                    break;
                }
                Some(_) => return Err(Malformed),
            }
        }
        emit(link)?;
    }
}

/// Writes links. Returns how many bytes it wrote.
///
/// # Errors
/// [`Malformed`] where the buffer is too small.
#[inline(never)]
pub fn encode(buffer: &mut [u8], links: &[Link]) -> Result<usize> {
    let whole = buffer.len();
    let out = &mut Forward::new(buffer);
    for (index, link) in links.iter().enumerate() {
        if index > 0 {
            out.put([b','])?;
        }
        match link.path.ids.get(..link.path.depth.into()) {
            Some(ids @ [_, ..]) => {
                out.put([b'<'])?;
                for &id in ids {
                    out.put([b'/'])?;
                    put_id(out, id)?;
                }
            }
            _ => out.put(*b"</")?,
        }
        out.put([b'>'])?;
        if link.is_root {
            out.put(*b";rt=\"oma.lwm2m\"")?;
        }
        if let Some(format) = link.format {
            out.put(*b";ct=")?;
            put_id(out, format)?;
        }
        if let Some((major, minor)) = link.version {
            out.put(*b";ver=")?;
            put_id(out, major)?;
            out.put([b'.'])?;
            put_id(out, minor)?;
        }
    }
    Ok(whole - out.room())
}

/// An href up to its closing bracket.
#[inline(always)]
fn path(rest: &mut &[u8]) -> Result<Path> {
    let (mut packed, mut depth) = (0u64, 0);
    if byte(rest)? != b'/' {
        return Err(Malformed);
    }
    loop {
        let (mut id, mut digits) = (0u64, 0);
        let next = loop {
            let next = byte(rest)?;
            let digit = next.wrapping_sub(b'0');
            if digit > 9 {
                break next;
            }
            id = id * 10 + u64::from(digit);
            digits += 1;
            if id > 65_534 {
                return Err(Malformed);
            }
        };
        if digits == 0 {
            return if next == b'>' && depth == 0 { Ok(Path::ROOT) } else { Err(Malformed) };
        }
        packed = packed << 16 | id;
        depth += 1;
        match next {
            b'>' => return Ok(Path::from_packed(packed, depth)),
            b'/' if depth < 4 => {}
            _ => return Err(Malformed),
        }
    }
}

#[inline(always)]
fn parameter(rest: &mut &[u8], link: &mut Link) -> Result<()> {
    match **rest {
        [b'v', b'e', b'r', b'=', ref tail @ ..] => {
            *rest = tail;
            let major = number(rest)?;
            if byte(rest)? != b'.' {
                return Err(Malformed);
            }
            link.version = Some((major, number(rest)?));
        }
        [b'c', b't', b'=', ref tail @ ..] => {
            *rest = tail;
            link.format = Some(number(rest)?);
        }
        [b'r', b't', b'=', ref tail @ ..] => {
            *rest = tail;
            link.is_root = json::text(rest)? == b"oma.lwm2m";
        }
        _ => return Err(Malformed),
    }
    Ok(())
}

#[inline(always)]
fn number(rest: &mut &[u8]) -> Result<u16> {
    let (mut number, mut digits) = (0u32, 0);
    while let Some((octet @ b'0'..=b'9', tail)) = rest.split_first() {
        number = number * 10 + u32::from(octet - b'0');
        digits += 1;
        if number > 65_535 {
            return Err(Malformed);
        }
        *rest = tail;
    }
    if digits == 0 { Err(Malformed) } else { u16::try_from(number).map_err(|_| Malformed) }
}
