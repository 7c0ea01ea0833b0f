//! Which tests carry which ids: in the comment above a test, or in the head of its file for every test of it.

use std::collections::BTreeSet;
use std::path::Path;

use crate::conformance::rows::is_id;
use crate::failure::Failure;
use crate::workspace;

/// A test that carries ids, or all of a file.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Test {
    /// The file as cargo names the program of its tests: `tests/path_lists.rs`, `src/lib.rs` for every module.
    pub(super) file: String,
    /// The name of its function; `None` for every test of the file.
    pub(super) name: Option<String>,
    pub(super) ids: BTreeSet<String>,
}

/// The tests of a crate that carry ids.
pub(super) fn tests(package: &str) -> Result<Vec<Test>, Failure> {
    let root = workspace::root().join(package);
    let mut tests = Vec::new();
    for folder in ["src", "tests"] {
        let folder = root.join(folder);
        for path in crate::tidy::files(&folder)? {
            if path.extension().is_none_or(|extension| extension != "rs") {
                continue;
            }
            let text = std::fs::read_to_string(&path)
                .map_err(|error| Failure::with(path.display(), error))?;
            tests.extend(tests_of(&program(&root, &path), &text));
        }
    }
    Ok(tests)
}

/// The file that the program of a file's tests is named after: a file of `tests/`, its modules lie in its folder.
fn program(root: &Path, path: &Path) -> String {
    let path = path.strip_prefix(root).unwrap_or(path);
    let mut parts = path.components().map(|part| part.as_os_str().to_string_lossy());
    match (parts.next().as_deref(), parts.next(), parts.next()) {
        (Some("src"), ..) => "src/lib.rs".into(),
        (Some(tests), Some(folder), Some(_)) => format!("{tests}/{folder}.rs"),
        _ => path.display().to_string(),
    }
}

fn tests_of(file: &str, source: &str) -> Vec<Test> {
    let mut tests = Vec::new();
    let head = source.lines().take_while(|line| line.starts_with("//!"));
    let head: BTreeSet<_> = head.flat_map(ids).collect();
    // The head of a module says what the module is about; that of a file of tests, what they claim.
    if !head.is_empty() && file.starts_with("tests/") {
        tests.push(Test { file: file.into(), name: None, ids: head });
    }
    let mut above = BTreeSet::new();
    let mut is_test = false;
    let mut in_attribute = false;
    for line in source.lines().map(str::trim) {
        if line.starts_with("///") {
            above.extend(ids(line));
        } else if in_attribute || line.starts_with("#[") {
            is_test |= line == "#[test]";
            in_attribute = !line.ends_with(']');
        } else {
            let name = line.strip_prefix("fn ").and_then(|rest| rest.split(['(', '<']).next());
            if let Some(name) = name.filter(|_| is_test && !above.is_empty()) {
                let ids = core::mem::take(&mut above);
                tests.push(Test { file: file.into(), name: Some(name.into()), ids });
            }
            (above, is_test) = (BTreeSet::new(), false);
        }
    }
    tests
}

/// The ids in a comment.
fn ids(comment: &str) -> impl Iterator<Item = String> {
    let of_id = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '.');
    let words = comment.split(move |letter| !of_id(letter)).map(|word| word.trim_matches('.'));
    words.filter(|word| is_id(word)).map(str::to_string)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_are_named_after_files() {
        for (path, expected) in [
            ("/c/src/link/reader.rs", "src/lib.rs"),
            ("/c/tests/links.rs", "tests/links.rs"),
            ("/c/tests/enabler/bootstrap.rs", "tests/enabler.rs"),
        ] {
            assert_eq!(program(Path::new("/c"), Path::new(path)), expected);
        }
    }

    #[test]
    fn ids_stand_above_tests_and_in_heads() {
        let source = "//! What it claims (PAY-01, D-001).\n//! PAY-02.\n\n/// PAY-03\nfn no_test() {}\n\n\
                      /// D-002: why. TLV-01,\n/// TLV-02, 1.1-int-8.\n#[test]\n#[cfg(\n    x\n)]\nfn a_test() {\n    // TLV-03\n}\n\n\
                      #[test]\nfn plain() {}\nproptest! {\n    /// TLV-04\n    #[test]\n    fn any(x in y) {}\n}\n";
        let expected = [
            (None, vec!["PAY-01", "PAY-02"]),
            (Some("a_test"), vec!["1.1-int-8", "TLV-01", "TLV-02"]),
            (Some("any"), vec!["TLV-04"]),
        ];
        let found = tests_of("tests/x.rs", source);
        let found: Vec<_> = found
            .iter()
            .map(|test| (test.name.as_deref(), test.ids.iter().map(String::as_str).collect()))
            .collect();
        assert_eq!(found, expected);
        assert_eq!(tests_of("src/lib.rs", source).len(), 2);
    }
}
