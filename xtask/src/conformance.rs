//! `conformance`: which requirements hold, by tests that run. What no test covers shows as not covered.

mod claims;
mod rows;

use claims::Claim;
use rows::Row;

use crate::args::Args;
use crate::failure::Failure;

pub(crate) const SUMMARY: &str = "which requirements hold, by tests and vectors that run";

pub(crate) const HELP: &str = "\
Usage: cargo xtask conformance [--layer LAYER] [--complete]

Reads the rows of lwm2m-vectors/requirements.txt, those of one layer or all, runs every test and
every vector that carries the id of a row, and prints what came of it, one line a row:
  passed        all that carry the id passed
  failed        some did not; each is named
  not covered   nothing carries the id
  out of reach  no test of a codec can show it; the list says why

A test carries ids in the comment above it, or in the head of its file for every test there; a
vector in its field `requirements`. The tests are those of the crates that are named in
xtask/src/conformance/claims.rs, and run as a child cargo command.

Options:
  --layer LAYER  the rows of one layer, such as payload
  --complete     a row that is not covered is a finding, too

Exit code: 0 nothing failed, 1 something did, or an id is claimed that the list does not have or
calls out of reach, 2 trouble, such as tests that can't be built.
";

pub(crate) fn run(arguments: &[String]) -> Result<(), Failure> {
    let args = Args::parse(arguments, &["--complete"], &["--layer"])?;
    if let Some(stray) = args.rest.first() {
        return Err(Failure::Usage(format!("expected no argument, found {stray:?}\n\n{HELP}")));
    }
    let all = rows::read()?;
    let rows: Vec<_> = match args.value("--layer") {
        Some(layer) => all.iter().filter(|row| row.layer == layer).collect(),
        None => all.iter().collect(),
    };
    if rows.is_empty() {
        let layers = rows::layers(&all).join(", ");
        return Err(Failure::Usage(format!("expected a layer: {layers}")));
    }
    let claims = claims::gather(&rows)?;
    let mut findings = 0;
    for claim in claims.iter().filter(|claim| !all.iter().any(|row| row.id == claim.id)) {
        findings += 1;
        eprintln!("error: {} carries {}, which is no requirement", claim.by, claim.id);
    }
    let mut kinds = Vec::new();
    for row in &rows {
        let verdict = verdict(row, &claims);
        println!("{:7} {}", row.id, verdict.words);
        kinds.push(verdict.kind);
        findings += usize::from(
            verdict.wrong || args.flag("--complete") && verdict.kind == Kind::NotCovered,
        );
    }
    let count = |kind| kinds.iter().filter(|found| **found == kind).count();
    let [passed, failed, not_covered, out_of_reach] =
        [Kind::Passed, Kind::Failed, Kind::NotCovered, Kind::OutOfReach].map(count);
    println!(
        "{} rows: {passed} passed, {failed} failed, {not_covered} not covered, {out_of_reach} out of reach",
        rows.len()
    );
    if findings == 0 { Ok(()) } else { Err(Failure::Findings) }
}

/// What came of a row.
#[derive(Debug, Eq, PartialEq)]
struct Verdict {
    kind: Kind,
    words: String,
    /// Whether it is a finding by itself.
    wrong: bool,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Kind {
    Passed,
    Failed,
    NotCovered,
    OutOfReach,
}

fn verdict(row: &Row, claims: &[Claim]) -> Verdict {
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

    #[test]
    fn a_row_is_what_its_tests_are() {
        let row = |out_of_reach: Option<&str>| Row {
            id: "TLV-01".into(),
            layer: "payload".into(),
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
