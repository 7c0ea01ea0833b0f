//! The verdicts as tables: Markdown for people, JSON for machines.

use super::features::{self, Counts, Feature};
use super::release::Release;
use super::rows::Row;
use super::verdict::{Kind, Verdict};
use crate::json;

/// Everything that was found out.
#[derive(Debug)]
pub(super) struct Summary<'r> {
    pub(super) features: &'r [Feature],
    pub(super) verdicts: &'r [(&'r Row, Verdict)],
}

impl Summary<'_> {
    /// The committed file.
    pub(super) fn markdown(&self) -> String {
        let mut text = "\
# Conformance

Written by `cargo xtask conformance --write` from tests and vectors that ran. Do not edit.

A case is a requirement, or an Enabler Test case, by its id. A cell counts those that passed of those that the release has
and a codec can be judged by; a case that no test covers has not passed. `-`: the release has no such case.

## By group

"
        .to_string();
        push_lines(&mut text, &self.groups());
        text.push_str("\n## By feature\n\n");
        push_lines(&mut text, &self.by_feature());
        text.push_str(
            "\n## Enabler Test cases\n\nWhat is checked are messages and their payloads.\n\n",
        );
        push_lines(&mut text, &self.enabler_tests());
        text.push_str("\n## Not covered, and failed\n\n");
        push_lines(&mut text, &self.open());
        text.push_str("\n## Out of reach of a codec\n\n");
        push_lines(&mut text, &self.out_of_reach());
        text
    }

    /// A row a release and group: what its cases came to.
    pub(super) fn by_release(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for release in Release::all() {
            for group in features::groups(self.features) {
                let Some(counts) = self.count(&self.of(group), release) else { continue };
                let Counts { passed, failed, not_covered, out_of_reach, not_applicable } = counts;
                lines.push(format!(
                    "{:6} {group:6} {passed} passed, {failed} failed, {not_covered} not covered, \
                     {out_of_reach} out of reach, {not_applicable} not applicable",
                    release.name()
                ));
            }
        }
        lines
    }

    pub(super) fn json(&self) -> String {
        let mut rows = Vec::new();
        for (row, verdict) in self.verdicts {
            rows.push(format!(
                "{{\"id\":{},\"layer\":{},\"subject\":{},\"verdict\":{},\"detail\":{}}}",
                json::string(&row.id),
                json::string(&row.layer),
                json::string(&row.subject),
                json::string(verdict.kind.name()),
                json::string(&verdict.words),
            ));
        }
        let mut cells = Vec::new();
        for release in Release::all() {
            for feature in self.features {
                let Some(counts) = self.count(&[feature], release) else { continue };
                let Counts { passed, failed, not_covered, out_of_reach, not_applicable } = counts;
                cells.push(format!(
                    "{{\"release\":{},\"group\":{},\"feature\":{},\"passed\":{passed},\"failed\":{failed},\
                     \"not_covered\":{not_covered},\"out_of_reach\":{out_of_reach},\
                     \"not_applicable\":{not_applicable}}}",
                    json::string(release.name()),
                    json::string(&feature.group),
                    json::string(&feature.name),
                ));
            }
        }
        format!("{{\"rows\":[{}],\n\"features\":[{}]}}", rows.join(",\n"), cells.join(",\n"))
    }

    fn groups(&self) -> Vec<String> {
        let mut lines = head(&["group"]);
        for group in features::groups(self.features) {
            lines.push(format!("| {group} |{}", self.cells(&self.of(group))));
        }
        lines.push(format!("| all |{}", self.cells(&self.features.iter().collect::<Vec<_>>())));
        lines
    }

    fn by_feature(&self) -> Vec<String> {
        let mut lines = head(&["group", "feature"]);
        for feature in self.features {
            lines.push(format!(
                "| {} | {} |{}",
                feature.group,
                feature.name,
                self.cells(&[feature])
            ));
        }
        lines
    }

    fn enabler_tests(&self) -> Vec<String> {
        let mut lines =
            vec!["| id | since | what is checked | verdict |".into(), "|---|---|---|---|".into()];
        for (row, verdict) in self.verdicts.iter().filter(|(row, _)| row.is_test_case()) {
            let Row { id, releases, subject, .. } = row;
            let since = releases.since.name();
            lines.push(format!("| {id} | {since} | {subject} | {} |", verdict.kind.name()));
        }
        lines
    }

    fn open(&self) -> Vec<String> {
        let open = |kind| matches!(kind, Kind::NotCovered | Kind::Failed);
        let open = self.verdicts.iter().filter(|(_, verdict)| open(verdict.kind));
        let lines =
            open.map(|(row, verdict)| format!("- {} ({}): {}", row.id, row.layer, verdict.words));
        lines.collect()
    }

    fn out_of_reach(&self) -> Vec<String> {
        let rows = self.verdicts.iter().filter(|(_, verdict)| verdict.kind == Kind::OutOfReach);
        let reason = |row: &Row| row.out_of_reach.clone().unwrap_or_default();
        rows.map(|(row, _)| format!("- {} ({}): {}", row.id, row.layer, reason(row))).collect()
    }

    fn of(&self, group: &str) -> Vec<&Feature> {
        self.features.iter().filter(|feature| feature.group == group).collect()
    }

    /// The cells of a line, one a release.
    fn cells(&self, features: &[&Feature]) -> String {
        let cell = |release| match self.count(features, release) {
            None => " - |".to_string(),
            Some(counts) if counts.in_reach() == 0 => " 0 |".to_string(),
            Some(counts) if counts.failed > 0 => {
                format!(" {}/{}, {} failed |", counts.passed, counts.in_reach(), counts.failed)
            }
            Some(counts) => format!(" {}/{} |", counts.passed, counts.in_reach()),
        };
        Release::all().map(cell).collect()
    }

    fn count(&self, features: &[&Feature], release: Release) -> Option<Counts> {
        features::count(features, release, self.verdicts)
    }
}

/// The first two lines of a table with a column for each release.
fn head(columns: &[&str]) -> Vec<String> {
    let titles: Vec<_> = columns.iter().copied().chain(Release::NAMES).collect();
    let rule: String = titles.iter().map(|_| "---|").collect();
    vec![format!("| {} |", titles.join(" | ")), format!("|{rule}")]
}

fn push_lines(text: &mut String, lines: &[String]) {
    for line in lines {
        text.push_str(line);
        text.push('\n');
    }
}
