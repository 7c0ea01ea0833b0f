//! `regenerate`: one line a step, and a tree that is up to date stays as it is.

use std::path::Path;

use crate::support::{tree, xtask};

#[test]
fn an_unchanged_tree_stays_unchanged() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let files = || [root.join("lwm2m-model/src"), root.join("registry")].map(|path| tree(&path));
    let before = files();
    let run = xtask(&["regenerate"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(before == files(), "files were written: {run:?}");

    let mut lines = run.out.lines();
    let mut next = || lines.next().unwrap_or_default();
    let validated = next();
    assert!(validated.starts_with("validated 424 definitions, 0 findings, "), "{validated}");
    let generated = next();
    assert!(generated.starts_with("generated 346 types in 346 files, 0 changed, "), "{generated}");
    for line in [validated, generated] {
        assert!(line.ends_with(" s"), "{line}");
    }
    let formats: Vec<_> = lines.collect();
    for (number, words) in [
        ("0 ", "3 bytes,  1 record, same value of /3/0/9"),
        ("42 ", "skipped: no resource of Device is Opaque"),
        ("60 ", "2 bytes,  1 record, same value of /3/0/9"),
        ("110 ", " 16 records, same object"),
        ("112 ", "196 bytes, 16 records, same object"),
        ("320 ", "skipped: "),
        ("322 ", "skipped: "),
        ("11542 ", "121 bytes, 16 records, same object"),
        ("11543 ", " 16 records, same object"),
        ("11544 ", "118 bytes, 16 records, same object"),
    ] {
        let line = formats.iter().find(|line| line.starts_with(number)).copied();
        assert!(line.is_some_and(|line| line.contains(words)), "{number}: {formats:#?}");
    }
}

#[test]
fn it_takes_no_arguments() {
    let run = xtask(&["regenerate", "now"]);
    assert_eq!(run.code, Some(2), "{run:?}");
    assert!(run.err.contains("expected no argument, found \"now\""), "{run:?}");
}
