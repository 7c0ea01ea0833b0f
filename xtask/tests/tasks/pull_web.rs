//! `pull` over HTTP, from a server on this machine that means well or ill.

use std::io::ErrorKind;
use std::net::TcpListener;

use crate::pull::leftovers;
use crate::server::{Answer, serve};
use crate::support::{folder, tree, xtask};
use crate::upstream::{COMMIT, INDEX, definition, files, folders, pull};

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
    let other = COMMIT.replace('0', "f");
    for file in ["DDF.xml", "33000.xml", "33001.xml"] {
        let text = files().into_iter().find(|(name, _)| *name == file).map(|(_, text)| text);
        let text = text.unwrap_or_default();
        for (answer, code) in [
            (Answer::Status("404 Not Found"), 2),
            (Answer::Status("500 Internal Server Error"), 2),
            (Answer::Truncated(text.clone()), 2),
            (Answer::TruncatedChunks(text.clone()), 2),
            (Answer::Closed, 2),
            (Answer::Redirect("/nowhere.xml".into()), 2),
            // To itself, for ever.
            (Answer::Redirect(format!("/{file}")), 2),
            (Answer::File("<!DOCTYPE html><html>".into()), if file == "DDF.xml" { 2 } else { 1 }),
            (Answer::File("<html><body/></html>".into()), if file == "DDF.xml" { 2 } else { 1 }),
            (Answer::Page("<html><body>Please log in.</body></html>"), 2),
            // The half that is announced is no document, and what is not announced is not read.
            (Answer::Announced(half(&text), text.clone()), if file == "DDF.xml" { 2 } else { 1 }),
            // Nobody makes room for what is only announced.
            (Answer::Announced(u64::MAX, text.clone()), 2),
            (Answer::Endless, 2),
        ] {
            let shown = format!("{file}: {answer:?}");
            let mut answers = answers("33001.xml", Some(Answer::File(changed.clone())));
            answers.insert(0, (file.to_string(), answer));
            let run = xtask(&pull(&serve(answers), &registry, &["--commit", &other]));
            assert_eq!(run.code, Some(code), "{shown}: {run:?}");
            assert!(format!("{}{}", run.out, run.err).contains(file), "{shown}: {run:?}");
            assert_eq!((tree(&registry), leftovers(&registry)), (before.clone(), 0), "{shown}");
        }
    }
}

fn half(text: &str) -> u64 {
    u64::try_from(text.len() / 2).unwrap_or(u64::MAX)
}

#[test]
fn a_server_that_stalls_is_given_up() {
    let registry = folder("web-stalls").join("registry");
    for answer in [Answer::Silent, Answer::Stalling(INDEX.to_string())] {
        let address = serve(answers("DDF.xml", Some(answer.clone())));
        let run = xtask(&pull(&address, &registry, &["--commit", COMMIT, "--timeout", "1"]));
        assert!(run.code == Some(2) && run.err.contains("timeout"), "{answer:?}: {run:?}");
        assert!(!registry.exists(), "{answer:?}");
    }
}

#[test]
fn nobody_is_asked_whom_a_redirection_names() {
    let elsewhere = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    elsewhere.set_nonblocking(true).expect("it can be told");
    let other = elsewhere.local_addr().expect("the listener has an address");
    let registry = folder("web-elsewhere").join("registry");
    for to in [format!("http://{other}/33001.xml"), format!("//{other}/33001.xml")] {
        let address = serve(answers("33001.xml", Some(Answer::Redirect(to.clone()))));
        let run = xtask(&pull(&address, &registry, &["--commit", COMMIT]));
        let expected = format!("found a redirection to {to:?}, which is not followed");
        assert!(run.code == Some(2) && run.err.contains(&expected), "{run:?}");
        let asked = elsewhere.accept().map_err(|error| error.kind());
        assert!(matches!(asked, Err(ErrorKind::WouldBlock)), "{to}: {asked:?}");
    }
}

#[test]
fn a_commit_has_the_same_bytes_for_ever() {
    let registry = folder("web-lies").join("registry");
    let good = serve(answers("", None));
    assert_eq!(xtask(&pull(&good, &registry, &["--commit", COMMIT])).code, Some(0));
    let before = tree(&registry);
    // As good a definition as the other, of the same length.
    let changed = definition(33001, "1.0", "Float").replace("Level", "Lever");
    let lying = serve(answers("33001.xml", Some(Answer::File(changed))));
    let run = xtask(&pull(&lying, &registry, &["--commit", COMMIT]));
    assert!(
        run.code == Some(2)
            && run.err.contains("33001.xml: expected SHA-256 ")
            && run.err.contains("as registry.lock has it"),
        "{run:?}"
    );
    assert_eq!(tree(&registry), before);
    // A check is about the files, and another commit may have others.
    let check = xtask(&pull(&lying, &registry, &["--check"]));
    assert!(check.out.contains("changed objects/33001-1_0.xml"), "{check:?}");
    let other = COMMIT.replace('0', "f");
    assert_eq!(xtask(&pull(&lying, &registry, &["--commit", &other])).code, Some(0));
}

#[test]
fn more_than_a_registry_has_is_not_taken() {
    let registry = folder("web-much").join("registry");
    let large = format!("{}<!--{}-->", definition(33001, "1.0", "Float"), " ".repeat(4_000_000));
    let item = "<Item><ObjectID>33001</ObjectID><Ver>1.0</Ver><DDF>33001.xml</DDF></Item>";
    let index = format!("<DDFList>{}</DDFList>", item.repeat(17));
    let from = serve(vec![
        ("DDF.xml".into(), Answer::File(index)),
        ("33001.xml".into(), Answer::File(large)),
    ]);
    let run = xtask(&pull(&from, &registry, &["--commit", COMMIT]));
    assert!(run.code == Some(2) && run.err.contains("expected at most 67108864 bytes"), "{run:?}");
    assert!(!registry.exists());
}

#[test]
fn nobody_answers() {
    let registry = folder("web-nobody").join("registry");
    let run = xtask(&pull("http://127.0.0.1:1/", &registry, &["--commit", COMMIT]));
    assert!(run.code == Some(2) && run.err.contains("http://127.0.0.1:1/DDF.xml"), "{run:?}");
    assert!(!registry.exists());
}

/// The made-up registry, with one file answered otherwise.
pub(crate) fn answers(file: &str, other: Option<Answer>) -> Vec<(String, Answer)> {
    let files = files().into_iter();
    files
        .map(|(name, text)| {
            let other = other.clone().filter(|_| name == file);
            (name.to_string(), other.unwrap_or(Answer::File(text)))
        })
        .collect()
}
