//! Paths as vectors write them: a prefix, and ids of which some are not known.

use std::fmt;
use std::str::FromStr;

use lwm2m_codec::Path;

/// A path of a vector: `/3/0/9`, `/dev1/3/0/9`, `/3/*/9`.
///
/// `*` and `?` stand for one id that is not known. What comes before the first id and is no number is an alternate
/// path or the prefix of a gateway's device (D-010).
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Pattern {
    /// The segments before the first id, without slashes around them; mostly empty.
    pub prefix: String,
    /// The ids; `None` is one that is not known.
    pub ids: Vec<Option<u16>>,
}

impl Pattern {
    /// Whether a path is one of those that this stands for; the prefix is left aside.
    #[must_use]
    pub fn matches(&self, path: Path) -> bool {
        path.depth() == self.ids.len()
            && ids(path).zip(&self.ids).all(|(id, own)| own.is_none_or(|own| id == Some(own)))
    }

    /// Whether a path is that of the same Resource, or lies below it; as far as ids are known.
    #[must_use]
    pub fn is_resource_of(&self, path: Path) -> bool {
        self.ids.len() >= 3
            && path.depth() >= 3
            && ids(path).zip(&self.ids).all(|(id, own)| own.is_none_or(|own| id == Some(own)))
    }

    /// A path of the first `depth` ids, with `unknown` for those that are not known.
    ///
    /// # Errors
    /// Those of the codec: 65535 is no id, and there are at most four.
    pub fn path(&self, depth: usize, unknown: u16) -> lwm2m_codec::Result<Path> {
        let ids: Vec<_> = self.ids.iter().take(depth).map(|id| id.unwrap_or(unknown)).collect();
        Path::try_from(ids.as_slice())
    }
}

/// The ids of a path; `None` for an Object Instance that the payload does not name.
fn ids(path: Path) -> impl Iterator<Item = Option<u16>> {
    [
        path.object_id().map(u16::from),
        path.instance_id().map(u16::from),
        path.resource_id().map(u16::from),
        path.resource_instance_id().map(u16::from),
    ]
    .into_iter()
    .take(path.depth())
}

impl FromStr for Pattern {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("expected a path, found {text:?}");
        let mut pattern = Self::default();
        for segment in text.split('/').filter(|segment| !segment.is_empty()) {
            let id = if segment == "*" || segment == "?" {
                None
            } else if segment.bytes().all(|c| c.is_ascii_digit()) {
                Some(segment.parse().map_err(|_| wrong())?)
            } else if pattern.ids.is_empty() {
                let slash = if pattern.prefix.is_empty() { "" } else { "/" };
                pattern.prefix = format!("{}{slash}{segment}", pattern.prefix);
                continue;
            } else {
                return Err(wrong());
            };
            pattern.ids.push(id);
        }
        if text.is_empty() { Err(wrong()) } else { Ok(pattern) }
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.prefix.is_empty() {
            write!(f, "/{}", self.prefix)?;
        } else if self.ids.is_empty() {
            f.write_str("/")?;
        }
        self.ids.iter().try_for_each(|id| match id {
            Some(id) => write!(f, "/{id}"),
            None => f.write_str("/*"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_and_unknown_ids() {
        for (text, prefix, shown, matches, other) in [
            ("/3/0/9", "", "/3/0/9", Path::resource(3, 0, 9), Path::resource(3, 0, 8)),
            ("/3/*/9", "", "/3/*/9", Path::resource(3, 7, 9), Path::resource(3, 7, 8)),
            ("/3/?/9", "", "/3/*/9", Path::resource(3, 7, 9), Path::instance(3, 7)),
            ("/a/b/3", "a/b", "/a/b/3", Path::object(3), Path::instance(3, 0)),
            ("/", "", "/", Path::ROOT, Path::object(0)),
        ] {
            let pattern: Pattern = text.parse().unwrap();
            assert_eq!((pattern.prefix.as_str(), pattern.to_string().as_str()), (prefix, shown));
            assert!(pattern.matches(matches), "{text}");
            assert!(!pattern.matches(other), "{text}");
        }
        assert!("/3/dev/9".parse::<Pattern>().is_err());
        assert!("/3/70000".parse::<Pattern>().is_err());
    }
}
