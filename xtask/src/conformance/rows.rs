//! The list of requirements: ids and layers; what they say stands in the project's own documents.

use crate::failure::Failure;
use crate::workspace;

/// A requirement.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Row {
    /// Three letters and two digits: `TLV-01`.
    pub(super) id: String,
    pub(super) layer: String,
    /// Why no test of a codec can show it.
    pub(super) out_of_reach: Option<String>,
}

/// Reads the list.
pub(super) fn read() -> Result<Vec<Row>, Failure> {
    let path = workspace::root().join("lwm2m-vectors/requirements.txt");
    let text =
        std::fs::read_to_string(&path).map_err(|error| Failure::with(path.display(), error))?;
    let lines = (1..).zip(text.lines());
    let lines = lines.filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
    let mut rows = Vec::new();
    for (number, line) in lines {
        let wrong = |what| Failure::with(format!("{}:{number}", path.display()), what);
        let row = row(line).ok_or_else(|| wrong("expected `ID LAYER` or `ID LAYER: reason`"))?;
        if rows.iter().any(|other: &Row| other.id == row.id) {
            return Err(wrong("expected an id once"));
        }
        rows.push(row);
    }
    Ok(rows)
}

/// The layers there are, in the order of the list.
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
    let bytes = text.as_bytes();
    bytes.len() == 6
        && bytes.iter().enumerate().all(|(place, byte)| match place {
            0..=2 => byte.is_ascii_uppercase(),
            3 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

fn row(line: &str) -> Option<Row> {
    let (row, reason) = match line.split_once(": ") {
        Some((row, reason)) => (row, Some(reason.trim())),
        None => (line, None),
    };
    let (id, layer) = row.trim().split_once(' ')?;
    let well = is_id(id) && !layer.contains([' ', ':']) && reason != Some("");
    well.then(|| Row {
        id: id.to_string(),
        layer: layer.to_string(),
        out_of_reach: reason.map(str::to_string),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read() {
        let read = |line| row(line).map(|row| (row.id, row.layer, row.out_of_reach));
        let some = |id: &str, layer: &str, reason: Option<&str>| {
            Some((id.to_string(), layer.to_string(), reason.map(str::to_string)))
        };
        assert_eq!(read("TLV-01 payload"), some("TLV-01", "payload", None));
        assert_eq!(read("GWY-02 gateway: why: so"), some("GWY-02", "gateway", Some("why: so")));
        for line in ["TLV-1 payload", "tlv-01 payload", "TLV-01", "TLV-01 pay load", "TLV-01 a: "] {
            assert_eq!(read(line), None, "{line}");
        }
    }

    #[test]
    fn the_list_is_whole() {
        let rows = read().unwrap_or_default();
        assert_eq!(rows.len(), 315);
        assert_eq!(rows.iter().filter(|row| row.layer == "payload").count(), 90);
    }
}
