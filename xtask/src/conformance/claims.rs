//! Who carries the id of a requirement, and whether it passed: tests of a child cargo command, and vectors.

mod carried;
mod outcomes;

use lwm2m_vectors::{Outcome, own, read_files};

use self::carried::Test;
use super::rows::Row;
use crate::failure::Failure;

/// The crates whose tests carry ids.
const PACKAGES: &[&str] = &["lwm2m-codec", "lwm2m-ddf", "lwm2m-model"];

/// A test or a vector that carries the id of a requirement.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Claim {
    pub(super) id: String,
    /// Its name.
    pub(super) by: String,
    pub(super) passed: bool,
    /// Whether it is a vector.
    pub(super) vector: bool,
}

/// Runs the vectors that carry ids, and the tests that carry those of some rows.
pub(super) fn gather(rows: &[&Row]) -> Result<Vec<Claim>, Failure> {
    let mut claims = vectors()?;
    for package in PACKAGES {
        let mut tests = carried::tests(package)?;
        let wanted = |id: &String| rows.iter().any(|row| row.id == *id);
        tests.retain(|test| test.ids.iter().any(wanted));
        if tests.is_empty() {
            continue;
        }
        let ran = outcomes::run(package, &tests)?;
        claims.extend(tests.iter().flat_map(|test| claims_of(test, &ran)));
    }
    Ok(claims)
}

/// A test that did not run shows nothing, as one that fails.
fn claims_of(test: &Test, ran: &[outcomes::Ran]) -> Vec<Claim> {
    let mut outcomes = ran.iter().filter(|ran| ran.is_of(test)).peekable();
    let passed = outcomes.peek().is_some() && outcomes.all(|ran| ran.passed);
    let by = format!("{} {}", test.file, test.name.as_deref().unwrap_or("(all)"));
    let claim = |id: &String| Claim { id: id.clone(), by: by.clone(), passed, vector: false };
    test.ids.iter().map(claim).collect()
}

/// Runs every vector that carries ids; one that is skipped shows nothing.
fn vectors() -> Result<Vec<Claim>, Failure> {
    let lines = read_files([own()]).map_err(|error| Failure::Trouble(error.to_string()))?;
    let mut claims = Vec::new();
    for line in lines {
        let line = line.map_err(Failure::Trouble)?;
        if line.requirements.is_empty() {
            continue;
        }
        let passed = lwm2m_vectors::run(&line) == Outcome::Passed;
        claims.extend(line.requirements.iter().map(|id| Claim {
            id: id.clone(),
            by: line.id.clone(),
            passed,
            vector: true,
        }));
    }
    Ok(claims)
}
