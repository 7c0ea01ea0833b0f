//! `pull` from a folder.

use std::fs;
use std::path::Path;

use crate::support::{tree, write, xtask};
use crate::upstream::{COMMIT, definition, folders, pull};

#[test]
fn a_snapshot_holds_facts_and_stays_as_it_is() {
    let (upstream, registry) = folders("pull-facts");
    let from = upstream.display().to_string();
    let first = xtask(&pull(&from, &registry, &["--commit", COMMIT]));
    assert_eq!(first.code, Some(0), "{first:?}");
    assert!(
        first.out.starts_with("read 3 object versions (1 more ids only reserved), 6 lints"),
        "{first:?}"
    );
    assert!(first.out.contains("added   objects/33000-1_1.xml\n"), "{first:?}");
    assert!(!first.out.contains("33000 1.0 -> 1.1"), "all is new: {first:?}");
    let files = tree(&registry);
    let names: Vec<_> =
        files.iter().map(|(name, _)| name.rsplit('/').next().unwrap_or("")).collect();
    assert_eq!(names, ["33000-1_0.xml", "33000-1_1.xml", "33001-1_0.xml", "registry.lock"]);
    for (name, bytes) in &files {
        let text = String::from_utf8_lossy(bytes);
        assert!(
            !text.contains("ords") && !text.contains("licence") && !text.contains(&from),
            "{name}"
        );
    }
    let lock = fs::read_to_string(registry.join("registry.lock")).unwrap_or_default();
    assert!(lock.contains("origin = \"OpenMobileAlliance/lwm2m-registry\""), "{lock}");
    assert!(lock.contains(&format!("commit = \"{COMMIT}\"")), "{lock}");
    assert_eq!(lock.matches("[[file]]").count(), 3, "{lock}");

    let second = xtask(&pull(&from, &registry, &["--commit", COMMIT]));
    assert!(second.code == Some(0) && second.out.ends_with("unchanged\n"), "{second:?}");
    // The lock's commit is the one to check against.
    let check = xtask(&pull(&from, &registry, &["--check"]));
    assert!(check.code == Some(0) && check.out.ends_with("unchanged\n"), "{check:?}");
    assert_eq!(tree(&registry), files);
}

#[test]
fn what_changed_is_said_and_a_check_writes_nothing() {
    let (upstream, registry) = folders("pull-changes");
    let from = upstream.display().to_string();
    assert_eq!(xtask(&pull(&from, &registry, &["--commit", COMMIT])).code, Some(0));
    let before = tree(&registry);
    write(&upstream.join("33001.xml"), &definition(33001, "1.0", "String"));
    let index = fs::read_to_string(upstream.join("DDF.xml")).unwrap_or_default();
    write(&upstream.join("DDF.xml"), &index.replace("version_history/33000-1_0.xml", ""));

    let check = xtask(&pull(&from, &registry, &["--check"]));
    assert_eq!(check.code, Some(1), "{check:?}");
    assert_eq!(tree(&registry), before);
    let pulled = xtask(&pull(&from, &registry, &["--commit", &COMMIT.replace('0', "f")]));
    assert_eq!(pulled.code, Some(0), "{pulled:?}");
    for run in [&check, &pulled] {
        for line in [
            "removed objects/33000-1_0.xml\n",
            "changed objects/33001-1_0.xml\n",
            "changed registry.lock\n",
            "33001 1.0 -> 1.0: breach: none, demands major\n  major: resource 5: type: \"Float\" -> \"String\"\n",
        ] {
            assert!(run.out.contains(line), "{line}: {run:?}");
        }
        assert!(!run.out.contains("33000-1_1"), "{run:?}");
    }
    assert!(!registry.join("objects/33000-1_0.xml").exists());
    assert_eq!(leftovers(&registry), 0);
}

#[test]
fn whatever_is_wrong_is_all_said_and_nothing_is_written() {
    let (upstream, registry) = folders("pull-wrong");
    let from = upstream.display().to_string();
    assert_eq!(xtask(&pull(&from, &registry, &["--commit", COMMIT])).code, Some(0));
    let before = tree(&registry);
    let wrong = definition(33000, "1.1", "Integr").replace("ID=\"5\"", "ID=\"five\"");
    write(&upstream.join("33000.xml"), &wrong);
    write(&upstream.join("33001.xml"), &definition(33009, "1.0", "Float"));
    write(&upstream.join("version_history/33000-1_0.xml"), "<LWM2M>");
    let run = xtask(&pull(&from, &registry, &["--commit", &COMMIT.replace('0', "f")]));
    assert_eq!(run.code, Some(1), "{run:?}");
    for line in [
        "33000.xml:13:13: error: id: ",
        "33000.xml:15:9: error: enum: ",
        "33001.xml: error: expected Object 33001 1.0 as DDF.xml says, found 33009 1.0",
        "version_history/33000-1_0.xml:1:8: error: xml: ",
        "3 of 3 files rejected; nothing written",
    ] {
        assert!(run.out.contains(line), "{line}: {run:?}");
    }
    assert_eq!(tree(&registry), before);
}

#[test]
fn what_cannot_be_read_is_said_and_nothing_is_written() {
    let (upstream, registry) = folders("pull-unreadable");
    let from = upstream.display().to_string();
    assert_eq!(xtask(&pull(&from, &registry, &["--commit", COMMIT])).code, Some(0));
    let before = tree(&registry);
    let index = fs::read_to_string(upstream.join("DDF.xml")).unwrap_or_default();
    for (text, expected) in [
        (index.replace("33001.xml", "33009.xml"), "33009.xml"),
        (index.replace("33001.xml", "../33001.xml"), "no plain file"),
        (index.replace("<Ver>1.1", "<Ver>x"), "DDF.xml:3:3: error: enum:"),
        (index.replace("</DDFList>", ""), "DDF.xml:6:1: error: xml:"),
        (String::new(), "error: xml:"),
    ] {
        write(&upstream.join("DDF.xml"), &text);
        let run = xtask(&pull(&from, &registry, &["--commit", COMMIT]));
        assert!(run.code == Some(2) && run.err.contains(expected), "{expected}: {run:?}");
        assert_eq!(tree(&registry), before);
    }
}

/// A program that died between two renames left the new snapshot beside its place.
#[test]
fn a_switch_that_was_cut_short_is_made_good() {
    let (upstream, registry) = folders("pull-cut-short");
    let from = upstream.display().to_string();
    assert_eq!(xtask(&pull(&from, &registry, &["--commit", COMMIT])).code, Some(0));
    let before = tree(&registry);
    for moved in [&["objects", "registry.lock"][..], &["registry.lock"]] {
        fs::create_dir_all(registry.join("next")).expect("the folder can be written");
        for name in moved {
            fs::rename(registry.join(name), registry.join("next").join(name)).expect("it is there");
        }
        write(&registry.join("objects.old/9.xml"), "<LWM2M/>");
        write(&registry.join("next.part/objects/9.xml"), "<LWM2M");
        // A check sees what counts and moves nothing.
        let check = xtask(&pull(&from, &registry, &["--check"]));
        assert!(check.code == Some(0) && check.out.ends_with("unchanged\n"), "{check:?}");
        assert!(registry.join("next").exists());
        let other = COMMIT.replace('0', "f");
        for commit in [&other, COMMIT] {
            let run = xtask(&pull(&from, &registry, &["--commit", commit]));
            assert!(run.out.ends_with("registry: 1 changes written\n"), "{run:?}");
        }
        assert_eq!(tree(&registry), before);
    }
}

/// What waits beside the snapshot when a switch is not done.
pub(crate) fn leftovers(registry: &Path) -> usize {
    let names = ["next", "next.part", "objects.old"];
    names.iter().filter(|name| registry.join(name).exists()).count()
}
