//! What came of a row: the worst of what came of those that carry its id.

use super::claims::Claim;
use super::rows::Row;

/// What came of a row.
#[derive(Debug, Eq, PartialEq)]
pub(super) struct Verdict {
    pub(super) kind: Kind,
    pub(super) words: String,
    /// Whether it is a finding by itself.
    pub(super) wrong: bool,
}

/// The kinds of verdict there are.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Kind {
    Passed,
    Failed,
    NotCovered,
    OutOfReach,
}

impl Kind {
    pub(super) const ALL: [Self; 4] =
        [Self::Passed, Self::Failed, Self::NotCovered, Self::OutOfReach];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Failed => "failed",
            Self::NotCovered => "not covered",
            Self::OutOfReach => "out of reach",
        }
    }
}

/// Judges a row by the claims of its id.
pub(super) fn verdict(row: &Row, claims: &[Claim]) -> Verdict {
    let claims: Vec<_> = claims.iter().filter(|claim| claim.id == row.id).collect();
    let failed: Vec<_> =
        claims.iter().filter(|claim| !claim.passed).map(|claim| claim.by.as_str()).collect();
    let (kind, words) = match &row.out_of_reach {
        _ if !failed.is_empty() => (Kind::Failed, format!("failed: {}", failed.join(", "))),
        Some(_) if !claims.is_empty() => {
            let by = claims.iter().map(|claim| claim.by.as_str()).collect::<Vec<_>>().join(", ");
            (Kind::OutOfReach, format!("out of reach, and yet carried by {by}"))
        }
        Some(reason) => (Kind::OutOfReach, format!("out of reach: {reason}")),
        None if claims.is_empty() => (Kind::NotCovered, "not covered".to_string()),
        None => {
            let vectors = claims.iter().filter(|claim| claim.vector).count();
            let tests = claims.len() - vectors;
            let count = |count, what| {
                if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
            };
            (
                Kind::Passed,
                format!("passed: {}, {}", count(tests, "test"), count(vectors, "vector")),
            )
        }
    };
    let wrong = kind == Kind::Failed || kind == Kind::OutOfReach && !claims.is_empty();
    Verdict { kind, words, wrong }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conformance::release::Span;

    #[test]
    fn a_row_is_what_its_tests_are() {
        let releases = Span::parse("1.0");
        let row = |out_of_reach: Option<&str>| Row {
            id: "TLV-01".into(),
            layer: "payload".into(),
            releases: releases.unwrap_or_else(|| panic!("expected a release")),
            subject: String::new(),
            out_of_reach: out_of_reach.map(str::to_string),
        };
        let claim = |by: &str, passed| Claim {
            id: "TLV-01".into(),
            by: by.into(),
            passed,
            vector: by.starts_with("v-"),
        };
        let other = Claim { id: "TLV-02".into(), ..claim("other", false) };
        for (row, claims, words, wrong) in [
            (row(None), vec![], "not covered", false),
            (
                row(None),
                vec![claim("a", true), claim("v-1", true)],
                "passed: 1 test, 1 vector",
                false,
            ),
            (row(None), vec![claim("a", true), claim("v-1", false)], "failed: v-1", true),
            (row(Some("why")), vec![], "out of reach: why", false),
            (row(Some("why")), vec![claim("a", true)], "out of reach, and yet carried by a", true),
        ] {
            let claims: Vec<_> = claims.into_iter().chain([other.clone()]).collect();
            let verdict = verdict(&row, &claims);
            assert_eq!((verdict.words.as_str(), verdict.wrong), (words, wrong));
        }
    }
}
