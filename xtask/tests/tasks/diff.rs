//! `diff`: two files, two folders, a history; text, JSON and exit codes.

use std::path::Path;

use crate::support::{folder, write, xtask};
use crate::upstream::definition;

#[test]
fn two_versions_of_an_object() {
    for (old, new, code, lines) in [
        (
            "10-1_0",
            "10-1_1",
            1,
            &[
                "10 1.0 -> 1.1: breach: minor, demands major\n",
                "  major: resource 6: resource removed: \"Serving PLMN Rate control\"\n",
                "  rename: resource 4: name: \"PSM Timer (1)\" -> \"PSM Timer\"\n",
                "1 comparison, 1 of versions that tell too little\n",
            ] as &[&str],
        ),
        ("1-1_0", "1-1_1", 1, &["1 1.0 -> 1.1: soft-breach: minor, demands major\n"]),
        ("3410-1_0", "3410-2_0", 0, &["3410 1.0 -> 2.0: needless: major, demands minor\n"]),
        ("3-1_1", "3-1_2", 0, &["  unit: resource 9: unit: \"%\" -> \"/100\"\n"]),
        ("3-1_2", "3-1_1", 1, &["3 1.2 -> 1.1: backwards: minor, demands "]),
    ] {
        let run = xtask(&["diff", &object(old), &object(new)]);
        assert_eq!(run.code, Some(code), "{run:?}");
        for line in lines {
            assert!(run.out.contains(line), "{line}: {run:?}");
        }
    }
}

/// The public registry: one hard breach, three soft ones, six needless majors, each as a line of JSON.
#[test]
fn the_history_of_the_snapshot() {
    let objects = Path::new(env!("CARGO_MANIFEST_DIR")).join("../registry/objects");
    let run = xtask(&["diff", "--json", "--history", &objects.display().to_string()]);
    assert_eq!((run.code, run.out.lines().count()), (Some(1), 97), "{}", run.err);
    for (verdict, expected) in [
        ("breach", &[10][..]),
        ("soft-breach", &[1, 12, 13]),
        ("needless", &[3410, 3418, 3421, 3428, 3430, 3435]),
        ("backwards", &[]),
    ] {
        let objects: Vec<_> = run
            .out
            .lines()
            .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("a line is JSON"))
            .filter(|line| line["verdict"] == verdict)
            .map(|line| line["object"].as_u64())
            .collect();
        let expected: Vec<_> = expected.iter().map(|id| Some(*id)).collect();
        assert_eq!(objects, expected, "{verdict}");
    }
}

#[test]
fn two_folders_are_two_snapshots() {
    let folder = folder("diff-folders");
    let (old, new) = (folder.join("old"), folder.join("new"));
    for (path, text) in [
        (old.join("33000.xml"), definition(33000, "1.0", "Integer")),
        (old.join("33001.xml"), definition(33001, "1.0", "Float")),
        (old.join("33002.xml"), definition(33002, "1.0", "Float")),
        (new.join("33000.xml"), definition(33000, "1.1", "Integer")),
        (new.join("version_history/33000-1_0.xml"), definition(33000, "1.0", "Integer")),
        (new.join("33001.xml"), definition(33001, "1.0", "String")),
    ] {
        write(&path, &text);
    }
    let [old, new] = [old, new].map(|path| path.display().to_string());
    let run = xtask(&["diff", &old, &new]);
    let expected = "\
added   33000 1.1
removed 33002 1.0
33000 1.0 -> 1.1: fits: minor, demands none
33001 1.0 -> 1.0: breach: none, demands major
  major: resource 5: type: \"Float\" -> \"String\"
2 comparisons, 1 of versions that tell too little
";
    assert_eq!((run.code, run.out.as_str()), (Some(1), expected), "{run:?}");
    let run = xtask(&["diff", &old, &old]);
    let expected = "0 comparisons, 0 of versions that tell too little\n";
    assert_eq!((run.code, run.out.as_str()), (Some(0), expected), "{run:?}");
}

#[test]
fn what_cannot_be_read_is_said() {
    let folder = folder("diff-unreadable");
    let [good, bad, cut] = ["good.xml", "bad.xml", "cut.json"].map(|name| folder.join(name));
    write(&good, &definition(33000, "1.0", "Float"));
    write(&bad, &definition(33000, "1.0", "Flaot"));
    write(&cut, "[");
    let [good, bad, cut] = [good, bad, cut].map(|path| path.display().to_string());
    for (old, new, expected) in [
        (&good, &bad, "bad.xml:15:9: error: enum: "),
        (&cut, &good, "cut.json:1:1: error: json: EOF while parsing a list"),
        (&good, &format!("{good}.none"), "good.xml.none: "),
    ] {
        let run = xtask(&["diff", old, new]);
        assert!(run.code == Some(2) && run.err.contains(expected), "{expected}: {run:?}");
        assert_eq!(run.out, "");
    }
}

fn object(version: &str) -> String {
    let objects = Path::new(env!("CARGO_MANIFEST_DIR")).join("../registry/objects");
    objects.join(format!("{version}.xml")).display().to_string()
}
