//! The releases of LwM2M, and spans of them.

/// A release: its place in [`Release::NAMES`], which is their order.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) struct Release(usize);

impl Release {
    pub(super) const NAMES: [&str; 8] =
        ["1.0", "1.0.1", "1.0.2", "1.1", "1.1.1", "1.2", "1.2.1", "1.2.2"];

    /// All of them in order.
    pub(super) fn all() -> impl Iterator<Item = Self> {
        (0..Self::NAMES.len()).map(Self)
    }

    pub(super) fn named(name: &str) -> Option<Self> {
        Self::NAMES.iter().position(|known| *known == name).map(Self)
    }

    pub(super) fn name(self) -> &'static str {
        Self::NAMES.get(self.0).copied().unwrap_or_default()
    }
}

/// The releases that something is of: since one, perhaps no later than another.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Span {
    pub(super) since: Release,
    pub(super) until: Option<Release>,
}

impl Span {
    /// `1.1` or `1.0-1.0.2`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (since, until) = match text.split_once('-') {
            Some((since, until)) => (since, Some(Release::named(until)?)),
            None => (text, None),
        };
        let since = Release::named(since)?;
        until.is_none_or(|until| until >= since).then_some(Self { since, until })
    }

    pub(super) fn contains(self, release: Release) -> bool {
        self.since <= release && self.until.is_none_or(|until| release <= until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_hold_releases() {
        for (span, expected) in [
            ("1.0", "1.0 1.0.1 1.0.2 1.1 1.1.1 1.2 1.2.1 1.2.2"),
            ("1.2.1", "1.2.1 1.2.2"),
            ("1.0-1.0.2", "1.0 1.0.1 1.0.2"),
            ("1.1-1.1", "1.1"),
        ] {
            let span = Span::parse(span).map(|span| {
                let held = Release::all().filter(|release| span.contains(*release));
                held.map(Release::name).collect::<Vec<_>>().join(" ")
            });
            assert_eq!(span.as_deref(), Some(expected));
        }
        for wrong in ["", "1", "1.3", "1.1-", "1.1-1.0", "1.0+"] {
            assert_eq!(Span::parse(wrong), None, "{wrong}");
        }
    }
}
