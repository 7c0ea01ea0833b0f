//! `pull` over HTTP, from a server on this machine that means well or ill.

use crate::pull::leftovers;
use crate::server::{Answer, serve};
use crate::support::{folder, tree, xtask};
use crate::upstream::{COMMIT, definition, files, folders, pull};

#[test]
fn a_server_and_a_folder_give_the_same_snapshot() {
    let (upstream, registry) = folders("web-same");
    let from = upstream.display().to_string();
    assert_eq!(xtask(&pull(&from, &registry, &["--commit", COMMIT])).code, Some(0));
    // With a slash at the end of the address or without.
    let address = serve(answers("", None));
    for address in [address.as_str(), address.trim_end_matches('/')] {
        let check = xtask(&pull(address, &registry, &["--check"]));
        assert!(check.code == Some(0) && check.out.ends_with("unchanged\n"), "{check:?}");
    }
}

#[test]
fn whatever_goes_wrong_leaves_the_snapshot_as_it_was() {
    let registry = folder("web-wrong").join("registry");
    let good = serve(answers("", None));
    assert_eq!(xtask(&pull(&good, &registry, &["--commit", COMMIT])).code, Some(0));
    let before = tree(&registry);
    // Another definition, so that there would be something to write.
    let changed = definition(33001, "1.0", "String");
    for file in ["DDF.xml", "33000.xml", "33001.xml"] {
        let text = files().into_iter().find(|(name, _)| *name == file).map(|(_, text)| text);
        let text = text.unwrap_or_default();
        for (answer, code) in [
            (Answer::Status("404 Not Found"), 2),
            (Answer::Status("500 Internal Server Error"), 2),
            (Answer::Truncated(text.clone()), 2),
            (Answer::TruncatedChunks(text.clone()), 2),
            (Answer::Closed, 2),
            (Answer::Redirect("/nowhere.xml"), 2),
            (Answer::File("<!DOCTYPE html><html>".into()), if file == "DDF.xml" { 2 } else { 1 }),
        ] {
            let shown = format!("{file}: {answer:?}");
            let mut answers = answers("33001.xml", Some(Answer::File(changed.clone())));
            answers.insert(0, (file.to_string(), answer));
            let run = xtask(&pull(&serve(answers), &registry, &["--commit", COMMIT]));
            assert_eq!(run.code, Some(code), "{shown}: {run:?}");
            assert!(
                format!("{}{}", run.out, run.err).contains(file) || shown.contains("nowhere"),
                "{shown}: {run:?}"
            );
            assert_eq!((tree(&registry), leftovers(&registry)), (before.clone(), 0), "{shown}");
        }
    }
}

#[test]
fn nobody_answers() {
    let registry = folder("web-nobody").join("registry");
    let run = xtask(&pull("http://127.0.0.1:1/", &registry, &["--commit", COMMIT]));
    assert!(run.code == Some(2) && run.err.contains("http://127.0.0.1:1/DDF.xml"), "{run:?}");
    assert!(!registry.exists());
}

/// The made-up registry, with one file answered otherwise.
fn answers(file: &str, other: Option<Answer>) -> Vec<(String, Answer)> {
    let files = files().into_iter();
    files
        .map(|(name, text)| {
            let other = other.clone().filter(|_| name == file);
            (name.to_string(), other.unwrap_or(Answer::File(text)))
        })
        .collect()
}
