//! `docs`: the site has a page for every Object, and what it shows can be read again.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

fn lwm2m(args: &[&str]) -> (i32, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_lwm2m")).args(args).output().expect("it runs");
    let text = String::from_utf8(output.stdout).expect("it writes text");
    (output.status.code().unwrap_or(-1), text)
}

fn site(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let (code, _) = lwm2m(&["docs", "--quiet", "--out", &folder.display().to_string()]);
    assert_eq!(code, 0);
    folder
}

#[test]
fn every_object_has_a_page_and_every_page_is_in_the_list() {
    let folder = site("pages");
    let index = fs::read_to_string(folder.join("index.html")).expect("there is a list");
    let pages: Vec<_> = index
        .split("<a href=\"")
        .skip(1)
        .filter_map(|rest| rest.split_once('"'))
        .map(|(page, _)| page.to_owned())
        .collect();
    assert_eq!(pages.len(), 327);
    for page in pages {
        let text = fs::read_to_string(folder.join(&page)).expect("a page for each row");
        assert!(text.contains("<h2>Resources</h2>"), "{page}");
        assert!(text.contains("pub struct "), "{page} has a Rust type");
        assert!(!text.contains("http"), "{page} needs nothing from elsewhere");
    }
}

#[test]
fn the_commands_of_the_pages_explain_their_examples() {
    let folder = site("examples");
    let mut explained = 0;
    for object in ["1", "3", "3303", "3311", "6", "2"] {
        let page = fs::read_to_string(folder.join(format!("{object}.html"))).expect("a page");
        let (_, command) = page.split_once("<code>lwm2m explain ").expect("a command");
        let (command, _) = command.split_once("</code>").expect("its end");
        let mut args = vec!["explain", "--quiet", "--strict"];
        args.extend(command.split_whitespace());
        let (code, text) = lwm2m(&args);
        assert_eq!(code, 0, "{command}\n{text}");
        explained += 1;
    }
    assert_eq!(explained, 6);
}
