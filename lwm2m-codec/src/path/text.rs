//! Paths as text: `/3/0/9`. Digits and slashes are decided by D-012 and D-013.

use core::str::FromStr;

use super::Path;
use crate::error::{Error, ErrorKind, Result};

impl FromStr for Path {
    type Err = Error;

    /// Reads `/`, or up to four ids with a slash before each.
    ///
    /// # Errors
    /// [`ErrorKind::Path`] where a slash is missing, doubled or at the end, or where digits are not in their one
    /// spelling; [`ErrorKind::ReservedId`] and [`ErrorKind::PathTooDeep`]. The offset is the byte of the segment.
    fn from_str(text: &str) -> Result<Self> {
        if text == "/" {
            return Ok(Self::ROOT);
        }
        let Some(rest) = text.strip_prefix('/') else {
            return Err(Error::from(ErrorKind::Path("a leading slash")).at(0));
        };
        ids(rest).map_err(|error| {
            let moved = Error::from(error.kind()).at(error.offset().map_or(1, |offset| offset + 1));
            error.path().map_or(moved, |path| moved.within(path))
        })
    }
}

/// Reads one to four ids with slashes between them.
pub(super) fn ids(text: &str) -> Result<Path> {
    let mut path = Path::ROOT;
    let mut offset = 0;
    for segment in text.split('/') {
        let id = id(segment).map_err(|e| e.at(offset).within(path))?;
        path = path
            .child(id)
            .ok_or_else(|| Error::from(ErrorKind::PathTooDeep).at(offset).within(path))?;
        offset += segment.len() + 1;
    }
    Ok(path)
}

/// Reads one id in its one spelling: `0`, or up to five digits without a leading zero, at most 65534.
pub(crate) fn id(segment: &str) -> Result<u16> {
    let digits = segment.as_bytes();
    match digits {
        [] => Err(ErrorKind::Path("an id between two slashes and after the last").into()),
        [b'0', _, ..] => Err(ErrorKind::Path("an id without leading zeros").into()),
        _ if !digits.iter().all(u8::is_ascii_digit) => {
            Err(ErrorKind::Path("an id of decimal digits").into())
        }
        _ => match segment.parse() {
            Ok(u16::MAX) => Err(ErrorKind::ReservedId.into()),
            Ok(id) => Ok(id),
            Err(_) => Err(ErrorKind::Path("an id of at most 65534").into()),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_spelling_a_path() {
        for (text, expected) in [
            ("/", Ok(Path::ROOT)),
            ("/3", Ok(Path::object(3))),
            ("/3/0/9", Ok(Path::resource(3, 0, 9))),
            ("/65534/0/0/65534", Ok(Path::resource_instance(65534, 0, 0, 65534))),
            ("", Err(0)),
            ("3/0", Err(0)),
            ("//", Err(1)),
            ("/3/", Err(3)),
            ("/3//0", Err(3)),
            ("/03", Err(1)),
            ("/3/+1", Err(3)),
            ("/3/65535", Err(3)),
            ("/3/99999999999", Err(3)),
            ("/1/2/3/4/5", Err(9)),
            ("/3/٣", Err(3)),
        ] {
            let found = text.parse::<Path>();
            assert_eq!(found.map_err(|e| e.offset()), expected.map_err(Some), "{text}");
        }
    }
}
