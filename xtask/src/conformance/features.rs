//! The features of LwM2M, and how many of their cases came to what in each release.

use super::release::Release;
use super::rows::{self, Row};
use super::verdict::{Kind, Verdict};
use crate::failure::Failure;

/// A feature: some rows.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Feature {
    pub(super) group: String,
    pub(super) since: Release,
    pub(super) name: String,
    /// The ids of its rows.
    pub(super) ids: Vec<String>,
}

/// How many cases came to what.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) struct Counts {
    pub(super) passed: usize,
    pub(super) failed: usize,
    pub(super) not_covered: usize,
    pub(super) out_of_reach: usize,
    /// Cases of other releases.
    pub(super) not_applicable: usize,
}

impl Counts {
    pub(super) const fn add(&mut self, kind: Kind) {
        match kind {
            Kind::Passed => self.passed += 1,
            Kind::Failed => self.failed += 1,
            Kind::NotCovered => self.not_covered += 1,
            Kind::OutOfReach => self.out_of_reach += 1,
        }
    }

    /// The cases of the release that a codec can be judged by.
    pub(super) const fn in_reach(&self) -> usize {
        self.passed + self.failed + self.not_covered
    }
}

const LIST: &str = "lwm2m-vectors/features.txt";

/// Reads the list; every row is a case of some feature.
pub(super) fn read(rows: &[Row]) -> Result<Vec<Feature>, Failure> {
    let mut features = Vec::new();
    for (place, line) in rows::lines(LIST)? {
        features.push(feature(&line, rows).map_err(|what| Failure::with(place, what))?);
    }
    let of_none = |row: &&Row| !features.iter().any(|feature| feature.ids.contains(&row.id));
    match rows.iter().find(of_none) {
        Some(row) => Err(Failure::with(LIST, format!("expected a feature of {}", row.id))),
        None => Ok(features),
    }
}

/// The groups in the order of the list.
pub(super) fn groups(features: &[Feature]) -> Vec<&str> {
    let mut groups = Vec::new();
    for feature in features {
        if !groups.contains(&feature.group.as_str()) {
            groups.push(&feature.group);
        }
    }
    groups
}

/// Counts some features in a release, each row once; `None` where the release has none of them.
pub(super) fn count(
    features: &[&Feature],
    release: Release,
    verdicts: &[(&Row, Verdict)],
) -> Option<Counts> {
    let mut counts = Counts::default();
    for (row, verdict) in verdicts {
        let mut features =
            features.iter().filter(|feature| feature.ids.contains(&row.id)).peekable();
        if features.peek().is_none() {
            continue;
        }
        if row.is_of(release) && features.any(|feature| feature.since <= release) {
            counts.add(verdict.kind);
        } else {
            counts.not_applicable += 1;
        }
    }
    (counts.in_reach() + counts.out_of_reach > 0).then_some(counts)
}

fn feature(line: &str, rows: &[Row]) -> Result<Feature, String> {
    let form = || "expected `GROUP RELEASE NAME: ids`".to_string();
    let (head, list) = line.split_once(": ").ok_or_else(form)?;
    let mut words = head.splitn(3, ' ');
    let mut word = || words.next().filter(|word| !word.is_empty()).ok_or_else(form);
    let (group, since, name) = (word()?, word()?, word()?);
    let since = Release::named(since).ok_or_else(form)?;
    let mut ids = Vec::new();
    for word in list.split(' ') {
        let before = ids.len();
        let of_layer = rows.iter().filter(|row| row.layer == word);
        ids.extend(of_layer.map(|row| row.id.clone()));
        if ids.len() == before {
            ids.extend(range(word).ok_or_else(form)?);
        }
        let unknown = ids.iter().skip(before).find(|id| !rows.iter().any(|row| row.id == **id));
        if let Some(id) = unknown {
            return Err(format!("expected a row, found {id}"));
        }
    }
    Ok(Feature { group: group.into(), since, name: name.into(), ids })
}

/// `TXT-01`, or those of `TXT-01..09`.
fn range(text: &str) -> Option<Vec<String>> {
    let Some((first, last)) = text.split_once("..") else {
        return rows::is_id(text).then(|| vec![text.to_string()]);
    };
    let (letters, first) = first.split_once('-')?;
    let (first, last): (u8, u8) = (first.parse().ok()?, last.parse().ok()?);
    (first < last).then(|| (first..=last).map(|number| format!("{letters}-{number:02}")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conformance::release::Span;

    fn row(id: &str, releases: &str) -> Row {
        let releases = Span::parse(releases).unwrap_or_else(|| panic!("{releases}"));
        let text = String::new;
        Row { id: id.into(), layer: "x".into(), releases, subject: text(), out_of_reach: None }
    }

    #[test]
    fn cases_are_counted_by_release() {
        let rows = [row("TXT-01", "1.0"), row("TXT-02", "1.1"), row("TXT-03", "1.0-1.0.2")];
        let feature = feature("FMT 1.0 text: TXT-01..03", &rows);
        let feature = feature.unwrap_or_else(|wrong| panic!("{wrong}"));
        let kinds = [Kind::Passed, Kind::NotCovered, Kind::Failed];
        let verdict = |kind| Verdict { kind, words: String::new(), wrong: false };
        let verdicts: Vec<_> = rows.iter().zip(kinds.map(verdict)).collect();
        let counts = |release: &str| {
            let release = Release::named(release)?;
            let counts = count(&[&feature, &feature], release, &verdicts)?;
            Some((counts.passed, counts.failed, counts.not_covered, counts.not_applicable))
        };
        assert_eq!(counts("1.0.2"), Some((1, 1, 0, 1)));
        assert_eq!(counts("1.1"), Some((1, 0, 1, 1)));
    }

    #[test]
    fn lines_are_read() {
        let rows = [row("TXT-01", "1.0"), row("TXT-02", "1.1")];
        for (line, ids) in [
            ("FMT 1.0 every text: TXT-01..02", Ok(2)),
            ("FMT 1.0 text: x", Ok(2)),
            ("FMT 1.0 text: TXT-02", Ok(1)),
            ("FMT 1.0 text: TXT-03", Err("expected a row, found TXT-03")),
            ("FMT 1.3 text: x", Err("expected `GROUP RELEASE NAME: ids`")),
            ("FMT 1.0: x", Err("expected `GROUP RELEASE NAME: ids`")),
            ("FMT 1.0 text: y", Err("expected `GROUP RELEASE NAME: ids`")),
        ] {
            let found = feature(line, &rows).map(|feature| feature.ids.len());
            assert_eq!(found, ids.map_err(str::to_string), "{line}");
        }
    }

    #[test]
    fn every_row_is_a_case() {
        let features = rows::read().and_then(|rows| read(&rows));
        assert!(features.is_ok_and(|features| groups(&features).len() == 10));
    }
}
