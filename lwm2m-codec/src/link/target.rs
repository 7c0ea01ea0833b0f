//! Hrefs as paths of the data model, perhaps behind an alternate path or a gateway's prefix; D-011 to D-013, D-020.

use crate::deviation::{DeviationKind, Lenience};
use crate::error::{Error, Result};
use crate::options::Options;
use crate::path::{Path, text};

/// The path that an href is, without anything in front; `at` is its byte in the payload.
#[cfg_attr(not(feature = "compact"), inline(always))]
pub(super) fn path(href: &str, at: usize, lenience: &mut Lenience) -> Result<Path> {
    match ids(href.as_bytes()) {
        Some((path, end)) if end == href.len() => Ok(path),
        _ => rare(href, at, lenience),
    }
}

/// What remains of an href behind its prefix; `None` where that doesn't stand there.
#[cfg_attr(not(feature = "compact"), inline(always))]
pub(super) fn behind<'h>(href: &'h str, prefix: &str) -> Option<&'h str> {
    if prefix.is_empty() {
        return Some(href);
    }
    // Only where it was tolerated is there no slash.
    let rest = href.strip_prefix('/').unwrap_or(href).strip_prefix(prefix)?;
    (rest.is_empty() || rest.starts_with('/')).then_some(rest)
}

/// The path of a link in an answer: behind the alternate path or the gateway's prefix of the request, or with
/// nothing in front (D-020).
pub(super) fn answered(
    href: &str,
    at: usize,
    options: &Options<'_>,
    lenience: &mut Lenience,
) -> Result<Path> {
    let alternate = behind(href, options.alternate_path).unwrap_or(href);
    let rest = behind(alternate, options.gateway_prefix).unwrap_or(alternate);
    path(if rest.is_empty() { "/" } else { rest }, at + (href.len() - rest.len()), lenience)
}

/// One to four ids in their one spelling, and how many bytes they are.
#[cfg_attr(not(feature = "compact"), inline(always))]
pub(super) fn ids(bytes: &[u8]) -> Option<(Path, usize)> {
    let digit = |at| bytes.get(at).map(|octet: &u8| octet.wrapping_sub(b'0'));
    let (mut lanes, mut count, mut at) = (0, 0, 0);
    while bytes.get(at) == Some(&b'/') {
        let Some(first @ 0..=9) = digit(at + 1) else { return None };
        let mut id = u64::from(first);
        at += 2;
        // Behind a zero and behind a fifth digit no other may follow: for whoever looks, the path ends there.
        if first > 0 {
            for _ in 0..4 {
                let Some(next @ 0..=9) = digit(at) else { break };
                id = id * 10 + u64::from(next);
                at += 1;
            }
        }
        if id >= u64::from(u16::MAX) || count == 4 {
            return None;
        }
        lanes = lanes << 16 | (id + 1);
        count += 1;
    }
    (count > 0).then(|| (Path::from_lanes(lanes, count), at))
}

/// The root, a path with what is tolerated, or what is wrong with it. Only where whoever reads links has tolerated
/// that does an href begin without a slash.
#[cold]
#[inline(never)]
fn rare(href: &str, at: usize, lenience: &mut Lenience) -> Result<Path> {
    href.parse().or_else(|error: Error| deviating(href, lenience).ok_or(error.moved(at)))
}

/// A path with slashes or zeros that it should not have (D-012, D-013, D-093).
fn deviating(href: &str, lenience: &mut Lenience) -> Option<Path> {
    let mut noted = *lenience;
    let mut rest = href.strip_prefix('/').unwrap_or(href);
    if let Some(shorter) = rest.strip_suffix('/')
        && noted.allow(DeviationKind::TrailingSlash)
    {
        rest = shorter;
    }
    let mut path = Path::ROOT;
    for segment in rest.split('/') {
        if segment.is_empty() && noted.allow(DeviationKind::DoubleSlash) {
            continue;
        }
        let digits = segment.trim_start_matches('0');
        let zeros = segment.len() > digits.len().max(1);
        if zeros && !noted.allow(DeviationKind::LeadingZeros) {
            return None;
        }
        let id = if digits.is_empty() && !segment.is_empty() { "0" } else { digits };
        path = path.child(text::id(id).ok()?)?;
    }
    *lenience = noted;
    Some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_way_reads_what_a_path_is() {
        for text in [
            "/",
            "",
            "/0",
            "/3/0/9",
            "/65534/1/22/333",
            "/65535",
            "/65536",
            "/99999",
            "/655340",
            "/00",
            "/03",
            "/3/",
            "//",
            "/1/2/3/4/5",
            "/a",
            "/3a",
            "/3/ 0",
        ] {
            let parsed = text.parse::<Path>();
            assert_eq!(path(text, 0, &mut { Lenience::STRICT }), parsed, "{text}");
            let at = path(text, 7, &mut { Lenience::STRICT }).map_err(|error| error.offset());
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
            let path = answered(href, 0, &options, &mut { Lenience::STRICT });
            assert_eq!(path.map_err(|error| error.offset()), expected, "{href}");
        }
    }
}
