//! The rows that are judged: requirements and Enabler Test cases. What requirements say stands in the project's own
//! documents.

use super::release::{Release, Span};
use crate::failure::Failure;
use crate::workspace;

/// A requirement, or an Enabler Test case.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Row {
    /// `TLV-01`, or `1.1-int-201`.
    pub(super) id: String,
    pub(super) layer: String,
    pub(super) releases: Span,
    /// What is checked of a test case; empty of a requirement.
    pub(super) subject: String,
    /// Why no test of a codec can show it.
    pub(super) out_of_reach: Option<String>,
}

impl Row {
    pub(super) fn is_of(&self, release: Release) -> bool {
        self.releases.contains(release)
    }

    pub(super) fn is_test_case(&self) -> bool {
        is_test_case(&self.id)
    }
}

const LISTS: [&str; 2] = ["lwm2m-vectors/requirements.txt", "lwm2m-vectors/enabler-tests.txt"];

/// Reads the lists.
pub(super) fn read() -> Result<Vec<Row>, Failure> {
    let mut rows: Vec<Row> = Vec::new();
    for list in LISTS {
        for (place, line) in lines(list)? {
            let wrong = |what| Failure::with(&place, what);
            let row = row(&line).ok_or_else(|| wrong("expected `ID LAYER RELEASES[: reason]`"))?;
            if rows.iter().any(|other| other.id == row.id) {
                return Err(wrong("expected an id once"));
            }
            rows.push(row);
        }
    }
    Ok(rows)
}

/// The lines of a list that are no comments, each with its place.
pub(super) fn lines(list: &str) -> Result<Vec<(String, String)>, Failure> {
    let text = std::fs::read_to_string(workspace::root().join(list))
        .map_err(|error| Failure::with(list, error))?;
    let lines = (1..).zip(text.lines());
    let lines =
        lines.filter(|(_, line): &(u32, _)| !line.trim().is_empty() && !line.starts_with('#'));
    Ok(lines.map(|(number, line)| (format!("{list}:{number}"), line.to_string())).collect())
}

/// The layers there are, in the order of the lists.
pub(super) fn layers(rows: &[Row]) -> Vec<&str> {
    let mut layers = Vec::new();
    for row in rows {
        if !layers.contains(&row.layer.as_str()) {
            layers.push(&row.layer);
        }
    }
    layers
}

/// Whether it is written as an id is.
pub(super) fn is_id(text: &str) -> bool {
    is_requirement(text) || is_test_case(text)
}

/// Three letters and two digits.
fn is_requirement(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 6
        && bytes.iter().enumerate().all(|(place, byte)| match place {
            0..=2 => byte.is_ascii_uppercase(),
            3 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

/// A version, `-int-`, a number.
fn is_test_case(text: &str) -> bool {
    let Some((version, number)) = text.split_once("-int-") else { return false };
    matches!(version, "1.1" | "1.2")
        && matches!(number.len(), 1..=4)
        && number.bytes().all(|byte| byte.is_ascii_digit())
}

fn row(line: &str) -> Option<Row> {
    let (row, reason) = match line.split_once(": ") {
        Some((row, reason)) => (row, Some(reason.trim())),
        None => (line, None),
    };
    let mut words = row.trim().splitn(4, ' ');
    let (id, layer, releases) = (words.next()?, words.next()?, Span::parse(words.next()?)?);
    let subject = words.next().unwrap_or_default();
    // What a requirement says is not told here; what a test case checks is, unless it is out of reach.
    let told =
        if is_test_case(id) { subject.is_empty() == reason.is_some() } else { subject.is_empty() };
    let well = is_id(id) && !layer.contains(':') && !layer.is_empty() && told && reason != Some("");
    well.then(|| Row {
        id: id.to_string(),
        layer: layer.to_string(),
        releases,
        subject: subject.to_string(),
        out_of_reach: reason.map(str::to_string),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read() {
        let read = |line| row(line).map(|row| (row.id, row.layer, row.subject, row.out_of_reach));
        let some = |id: &str, layer: &str, subject: &str, reason: Option<&str>| {
            let reason = reason.map(str::to_string);
            Some((id.to_string(), layer.to_string(), subject.to_string(), reason))
        };
        assert_eq!(read("TLV-01 payload 1.0"), some("TLV-01", "payload", "", None));
        assert_eq!(read("GWY-02 gateway 1.1: a: b"), some("GWY-02", "gateway", "", Some("a: b")));
        assert_eq!(read("1.1-int-0 x 1.0 all of it"), some("1.1-int-0", "x", "all of it", None));
        assert_eq!(read("1.2-int-1204 x 1.2: why"), some("1.2-int-1204", "x", "", Some("why")));
        for line in [
            "TLV-1 payload 1.0",
            "tlv-01 payload 1.0",
            "TLV-01 payload",
            "TLV-01 1.0 payload",
            "TLV-01 payload 1.0 words",
            "TLV-01 payload 1.0: ",
            "1.1-int-0 x 1.0",
            "1.1-int-0 x 1.0 words: why",
            "1.3-int-0 x 1.0 words",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }

    #[test]
    fn the_lists_are_whole() {
        let rows = read().unwrap_or_default();
        let (tests, requirements): (Vec<_>, Vec<_>) =
            rows.iter().partition(|row| row.is_test_case());
        assert_eq!((requirements.len(), tests.len()), (315, 118));
        assert_eq!(rows.iter().filter(|row| row.layer == "payload").count(), 90);
    }

    /// The standard tells its point releases apart by little.
    #[test]
    fn point_releases_differ_in_few_rows() {
        let rows = read().unwrap_or_default();
        let begin = |release: &str| {
            let of = rows.iter().filter(|row| row.releases.since.name() == release);
            of.map(|row| row.id.as_str()).collect::<Vec<_>>().join(" ")
        };
        for (release, expected) in [
            ("1.0.1", ""),
            ("1.0.2", ""),
            ("1.1.1", "CBR-01 CBR-02 CBR-03 CBR-04 CBR-05 LNK-16 1.1-int-211 1.1-int-212"),
            ("1.2.1", "LCB-09 LNK-18 LNK-19 OPR-18 BST-18 CHG-01 CHG-02"),
            ("1.2.2", "CHG-03 CHG-04 CHG-05 CHG-06 CHG-07"),
        ] {
            assert_eq!(begin(release), expected, "{release}");
        }
        let mut ends: Vec<_> = rows.iter().filter_map(|row| row.releases.until).collect();
        ends.sort_unstable();
        ends.dedup();
        let ends: Vec<_> = ends.into_iter().map(Release::name).collect();
        assert_eq!(ends, ["1.0.2", "1.1.1", "1.2"]);
    }
}
