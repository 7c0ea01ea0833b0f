//! Rust examples in Markdown must compile: a crate includes the file in its documentation, and so in its doctests.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use super::{Findings, shown, text};
use crate::failure::Failure;

/// Looks at every Rust example in a Markdown file.
pub(super) fn check(files: &[PathBuf], findings: &mut Findings) -> Result<(), Failure> {
    let mut included = BTreeSet::new();
    for path in files.iter().filter(|path| path.extension().is_some_and(|e| e == "rs")) {
        let folder = path.parent().unwrap_or(path);
        included.extend(inclusions(&text(path)?).map(|file| resolve(folder, file)));
    }
    for path in files.iter().filter(|path| path.extension().is_some_and(|e| e == "md")) {
        let examples = examples(&text(path)?);
        let shown = shown(path);
        for (line, _) in examples.iter().filter(|(_, runs)| !runs) {
            findings.faults.push(format!("{shown}:{line}: expected an example that is compiled"));
        }
        if !examples.is_empty() && !included.contains(path) {
            let message = "expected `#[doc = include_str!(…)]` of it in a crate, for its examples";
            findings.faults.push(format!("{shown}: {message}"));
        }
    }
    Ok(())
}

/// The files that documentation includes.
fn inclusions(source: &str) -> impl Iterator<Item = &str> {
    source.lines().filter_map(|line| {
        let (before, rest) = line.split_once("include_str!(\"")?;
        before.contains("doc = ").then_some(rest.split_once('"')?.0)
    })
}

/// Every Rust example: its line, and whether it is compiled.
fn examples(markdown: &str) -> Vec<(usize, bool)> {
    let mut examples = Vec::new();
    let mut inside = false;
    for (number, line) in (1..).zip(markdown.lines()) {
        let Some(words) = line.trim_start().strip_prefix("```") else { continue };
        let words: Vec<_> = words.split([',', ' ']).map(str::trim).collect();
        if inside {
            // Only a fence without words closes.
            inside = words != [""];
            continue;
        }
        inside = true;
        if words.first() == Some(&"rust") {
            examples.push((number, !words.contains(&"ignore")));
        }
    }
    examples
}

/// A path relative to a folder, without `..`.
fn resolve(folder: &Path, file: &str) -> PathBuf {
    let mut path = folder.to_path_buf();
    for component in Path::new(file).components() {
        match component {
            Component::ParentDir => {
                path.pop();
            }
            Component::CurDir => {}
            other => path.push(other),
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_are_found() {
        let markdown = "```rust\nx\n```\n\n```\n```rust\n```\n```rust,ignore\n```\n```text\n```";
        assert_eq!(examples(markdown), [(1, true), (8, false)]);
    }

    #[test]
    fn inclusions_are_found() {
        let source = "#![doc = include_str!(\"../../README.md\")]\nlet x = include_str!(\"y.md\");";
        let files: Vec<_> = inclusions(source).collect();
        assert_eq!(files, ["../../README.md"]);
        assert_eq!(resolve(Path::new("/a/b/src"), "../../README.md"), Path::new("/a/README.md"));
    }
}
