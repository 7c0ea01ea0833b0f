//! What the program says, command by command, compared with files.
//!
//! A snapshot is a file in `tests/snapshots`: its first line is the command, the rest what comes of it. A new one is a
//! file of that one line; `UPDATE_SNAPSHOTS=1 cargo test -p lwm2m-cli --test snapshots` writes the rest, to be read in
//! review.

use core::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots")
}

#[test]
fn what_the_program_says_is_what_the_snapshots_hold() {
    let update = env::var_os("UPDATE_SNAPSHOTS").is_some();
    let mut files: Vec<_> = fs::read_dir(folder())
        .expect("the folder is there")
        .map(|entry| entry.expect("the folder can be read").path())
        .collect();
    files.sort();
    let explained = files.iter().filter(|file| name(file).starts_with("explain-")).count();
    let broken = files.iter().filter(|file| name(file).ends_with("-broken.txt")).count();
    assert!(explained >= 20 && broken >= 5, "{explained} explained, {broken} broken");
    let mut different = Vec::new();
    for file in &files {
        let held = fs::read_to_string(file).expect("a snapshot is text");
        let command = held.lines().next().unwrap_or_default().to_owned();
        let said = run(&command);
        if update {
            fs::write(file, &said).expect("a snapshot can be written");
        } else if held != said {
            different.push(format!("{}:\n{said}", file.display()));
        }
    }
    assert!(different.is_empty(), "UPDATE_SNAPSHOTS=1 writes them\n{}", different.join("\n"));
}

#[test]
fn the_transcripts_of_the_pages_are_what_the_program_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = 0;
    for page in ["../README.md", "README.md"] {
        let text = fs::read_to_string(root.join(page)).expect("a page is text");
        for block in text.split("```console\n").skip(1) {
            let (block, _) = block.split_once("```").expect("a block ends");
            let (command, shown) = block.split_once('\n').expect("a command and more");
            let command = command.replace("cargo run -qp lwm2m-cli --", "lwm2m");
            let said = run(&command);
            let said: Vec<_> = said.lines().skip(1).filter(|line| is_output(line)).collect();
            assert_eq!(shown.lines().collect::<Vec<_>>(), said, "{page}");
            found += 1;
        }
    }
    assert_eq!(found, 2);
}

fn is_output(line: &str) -> bool {
    !line.starts_with("stderr: ") && !line.starts_with("exit code ")
}

fn name(file: &Path) -> String {
    file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Runs `$ lwm2m …`; words stand between blanks or in single quotes.
fn run(command: &str) -> String {
    let line = command.strip_prefix("$ lwm2m").expect("the first line is a command");
    let output = Command::new(env!("CARGO_BIN_EXE_lwm2m"))
        .args(words(line))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdin(Stdio::null())
        .output()
        .expect("the program runs");
    let mut said = format!("{command}\n");
    for (from, bytes) in [("stderr", &output.stderr), ("", &output.stdout)] {
        let text = String::from_utf8(bytes.clone()).expect("the program writes text");
        for line in text.lines() {
            let _ = match from {
                "" => writeln!(said, "{}", line.trim_end()),
                from => writeln!(said, "{from}: {}", line.trim_end()),
            };
        }
    }
    let _ = writeln!(said, "exit code {}", output.status.code().unwrap_or(-1));
    said
}

fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (at, part) in line.split('\'').enumerate() {
        if at % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}
