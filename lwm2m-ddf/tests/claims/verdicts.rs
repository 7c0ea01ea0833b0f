//! Every document of `tests/cases` gets the verdict that `verdicts.jsonl` expects, for its reason.

use lwm2m_ddf::{Document, Mode, Schema, Verdict};

use crate::support::{Case, cases};

#[test]
fn every_verdict_is_met_in_strict_mode() {
    let schema = Schema::v1_1();
    let mut wrong = Vec::new();
    for case in cases() {
        let document = Document::read(&case.bytes(), &schema, Mode::Strict);
        if let Err(why) = judge(&case, &document) {
            wrong.push(format!("{}: {why}", case.file));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// Compares a verdict and its reason with what the case expects.
fn judge(case: &Case, document: &Document) -> Result<(), String> {
    let rules: Vec<_> = document.diagnostics.iter().map(|found| found.rule).collect();
    let found = document.verdict();
    let met = match case.expect.as_str() {
        "accept" => found == Verdict::Accept,
        "lint" => {
            found == Verdict::Lint && case.lint.as_deref().is_some_and(|lint| rules == [lint])
        }
        // A refusal has the case's reason among its findings.
        "reject" => {
            found == Verdict::Reject && case.rule().is_none_or(|rule| rules.contains(&rule))
        }
        "either" => true,
        _ => false,
    };
    let accepted = (found == Verdict::Reject) == document.objects.is_empty();
    if met && accepted {
        Ok(())
    } else {
        Err(format!("expected {}, found {found} {rules:?}", case.expect))
    }
}
