//! The table of conformance by group and release, from the committed summary: making it anew would run every test.

use crate::{conformance, workspace};

/// The first table of the summary; none where there is no summary yet.
pub(super) fn table() -> Vec<String> {
    let summary = std::fs::read_to_string(workspace::root().join(conformance::FILE));
    first_table(&summary.unwrap_or_default())
}

fn first_table(text: &str) -> Vec<String> {
    let lines = text.lines().skip_while(|line| !line.starts_with('|'));
    lines.take_while(|line| line.starts_with('|')).map(str::to_string).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_table_is_taken() {
        assert_eq!(
            first_table("# a\n\n| a |\n|---|\n| 1 |\n\n| b |\n"),
            ["| a |", "|---|", "| 1 |"]
        );
        assert!(first_table("# a\n").is_empty());
    }
}
