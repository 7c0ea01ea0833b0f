//! Hrefs as paths of the data model, perhaps behind an alternate path or a gateway's prefix; D-011 to D-013, D-020.

use crate::error::{Error, Result};
use crate::options::Options;
use crate::path::Path;

/// The path that an href is, without anything in front; `at` is its byte in the payload.
#[cfg_attr(not(feature = "compact"), inline(always))]
pub(super) fn path(href: &str, at: usize) -> Result<Path> {
    match plain(href.as_bytes()) {
        Some(path) => Ok(path),
        None => rare(href, at),
    }
}

/// What remains of an href behind its prefix; `None` where that doesn't stand there.
#[cfg_attr(not(feature = "compact"), inline(always))]
pub(super) fn behind<'h>(href: &'h str, prefix: &str) -> Option<&'h str> {
    if prefix.is_empty() {
        return Some(href);
    }
    let rest = href.strip_prefix('/')?.strip_prefix(prefix)?;
    (rest.is_empty() || rest.starts_with('/')).then_some(rest)
}

/// The path of a link in an answer: behind the alternate path or the gateway's prefix of the request, or with
/// nothing in front (D-020).
pub(super) fn answered(href: &str, at: usize, options: &Options<'_>) -> Result<Path> {
    let alternate = behind(href, options.alternate_path).unwrap_or(href);
    let rest = behind(alternate, options.gateway_prefix).unwrap_or(alternate);
    path(if rest.is_empty() { "/" } else { rest }, at + (href.len() - rest.len()))
}

/// One to four ids in their one spelling.
#[cfg_attr(not(feature = "compact"), inline(always))]
fn plain(mut bytes: &[u8]) -> Option<Path> {
    let (mut lanes, mut count) = (0, 0);
    while let [b'/', first, rest @ ..] = bytes {
        let mut id = digit(*first)?;
        bytes = rest;
        // Behind a zero no digit may follow; a fifth digit after another four is the last.
        while let [next, rest @ ..] = bytes
            && let Some(digit) = digit(*next)
        {
            if id == 0 || id > 6553 {
                return None;
            }
            id = id * 10 + digit;
            bytes = rest;
        }
        if id >= u64::from(u16::MAX) || count == 4 {
            return None;
        }
        lanes = lanes << 16 | (id + 1);
        count += 1;
    }
    (bytes.is_empty() && count > 0).then(|| Path::from_lanes(lanes, count))
}

#[cfg_attr(not(feature = "compact"), inline(always))]
fn digit(byte: u8) -> Option<u64> {
    let digit = byte.wrapping_sub(b'0');
    (digit < 10).then_some(u64::from(digit))
}

/// The root, or what is wrong with it.
#[cold]
#[inline(never)]
fn rare(href: &str, at: usize) -> Result<Path> {
    href.parse().map_err(|error: Error| error.moved(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_way_reads_what_a_path_is() {
        for text in [
            "/", "", "/0", "/3/0/9", "/65534/1/22/333", "/65535", "/65536", "/99999", "/655340",
            "/00", "/03", "/3/", "//", "/1/2/3/4/5", "/a", "3", "/3a", "/3/ 0",
        ] {
            let parsed = text.parse::<Path>();
            assert_eq!(path(text, 0), parsed, "{text}");
            let at = path(text, 7).map_err(|error| error.offset());
            assert_eq!(at, parsed.map_err(|error| error.offset().map(|at| at + 7)), "{text}");
        }
    }

    #[test]
    fn prefixes() {
        let options = Options::STRICT.alternate_path("a/b").gateway_prefix("dev");
        for (href, expected) in [
            ("/3/0", Ok(Path::instance(3, 0))),
            ("/a/b/3/0", Ok(Path::instance(3, 0))),
            ("/a/b/dev/3/0", Ok(Path::instance(3, 0))),
            ("/dev/3/0", Ok(Path::instance(3, 0))),
            ("/a/b", Ok(Path::ROOT)),
            ("/a/b/dev", Ok(Path::ROOT)),
            ("/dev/a/b/3", Err(Some(5))),
            ("/a/3", Err(Some(1))),
            ("/other/3", Err(Some(1))),
        ] {
            assert_eq!(answered(href, 0, &options).map_err(|e| e.offset()), expected, "{href}");
        }
    }
}
