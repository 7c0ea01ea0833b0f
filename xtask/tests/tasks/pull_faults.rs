//! `pull` where the disk is full or must not be written, where another run is at work, and where it is killed.

use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;

use crate::pull::leftovers;
use crate::pull_web::answers;
use crate::server::{Answer, serve};
use crate::support::{Run, ended, folder, run, tree, write, xtask};
use crate::upstream::{COMMIT, INDEX, definition, files, folders, pull};

const PROGRAM: &str = env!("CARGO_BIN_EXE_xtask");

/// Another commit, with another definition in it.
const OTHER: &str = "ffffffffffffffffffffffffffffffffffffffff";

/// A snapshot of the made-up registry, whose upstream then changes.
fn changed(name: &str) -> (String, PathBuf) {
    let (upstream, registry) = folders(name);
    let from = upstream.display().to_string();
    assert_eq!(xtask(&pull(&from, &registry, &["--commit", COMMIT])).code, Some(0));
    write(&upstream.join("33001.xml"), &definition(33001, "1.0", "String"));
    (from, registry)
}

/// Runs a pull below a limit on the size of what it writes, in blocks of the shell's.
fn limited(blocks: usize, before: &str, arguments: &[String]) -> Run {
    let script = format!("{before} ulimit -f {blocks}; exec \"$0\" \"$@\"");
    run(Command::new("sh").args(["-c", &script, PROGRAM]).args(arguments))
}

/// A limit on the size of files is a disk that is full: behind it nothing can be written.
#[cfg(unix)]
#[test]
fn a_full_disk_is_said_and_leaves_the_snapshot_as_it_was() {
    let (from, registry) = changed("full-disk");
    let before = tree(&registry);
    let arguments = pull(&from, &registry, &["--commit", OTHER]);
    // Without the signal, writing is an error as it is on a full disk. Nothing fits, or only some files.
    for (blocks, file) in [(0, "next.part/objects/33000-1_0.xml"), (1, "next.part/")] {
        let run = limited(blocks, "trap '' XFSZ;", &arguments);
        assert!(run.code == Some(2) && run.err.contains(file), "{blocks}: {run:?}");
        assert_eq!((tree(&registry), leftovers(&registry)), (before.clone(), 0), "{blocks}");
    }
    // With the signal, the program is killed while it writes.
    for blocks in [0, 1] {
        let run = limited(blocks, "", &arguments);
        assert_eq!(run.code, None, "{blocks}: {run:?}");
        let check = xtask(&pull(&from, &registry, &["--check"]));
        assert!(check.out.contains("changed objects/33001-1_0.xml"), "{blocks}: {check:?}");
    }
    assert_eq!(xtask(&arguments).code, Some(0));
    assert_ne!(tree(&registry), before);
    assert_eq!(leftovers(&registry), 0);
}

/// Whoever runs the tests may write anywhere, or may not: the folder is one that nobody can make.
#[test]
fn a_folder_that_cannot_be_made_is_said() {
    let (from, registry) = changed("no-folder");
    let file = registry.join("registry.lock");
    let arguments = pull(&from, &file.join("registry"), &["--commit", OTHER]);
    let run = xtask(&arguments);
    assert!(run.code == Some(2) && run.err.contains("registry.lock/registry"), "{run:?}");
    assert!(file.is_file());
}

#[cfg(unix)]
#[test]
fn a_tree_that_must_not_be_written_stays_as_it_was() {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;

    let (from, registry) = changed("read-only");
    let before = tree(&registry);
    let mode = |mode| fs::set_permissions(&registry, fs::Permissions::from_mode(mode));
    mode(0o555).expect("the folder is ours");
    let mut command = Command::new(PROGRAM);
    command.args(pull(&from, &registry, &["--commit", OTHER]));
    if File::create(registry.join("probe")).is_ok() {
        // The superuser may write all the same, so somebody else has to try: nobody.
        fs::remove_file(registry.join("probe")).expect("it is there");
        command.uid(65534);
    }
    let reachable = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let run = reachable.map(|child| ended(child.wait_with_output().expect("it is ours")));
    mode(0o755).expect("the folder is ours");
    match run {
        Ok(run) => assert!(run.code == Some(2) && run.err.contains("next.part"), "{run:?}"),
        // The superuser's own folders, where nobody even finds the program.
        Err(error) => assert_eq!(error.kind(), ErrorKind::PermissionDenied),
    }
    assert_eq!((tree(&registry), leftovers(&registry)), (before, 0));
}

/// A server that holds the index back: what says that it was asked, what lets it go, and its address.
fn gated() -> (Receiver<()>, Sender<()>, String) {
    let (asked, hears) = channel();
    let (gate, waits) = channel();
    let answer = Answer::Gated(asked, Arc::new(Mutex::new(waits)), INDEX.to_string());
    let mut answers = answers("DDF.xml", Some(answer));
    let other = Answer::File(definition(33001, "1.0", "String"));
    answers.retain(|(name, _)| name != "33001.xml");
    answers.push(("33001.xml".into(), other));
    (hears, gate, serve(answers))
}

#[cfg(unix)]
#[test]
fn of_two_runs_at_once_the_second_ends_at_once() {
    let (from, registry) = changed("two-runs");
    let before = tree(&registry);
    let (asked, gate, address) = gated();
    let slow = pull(&address, &registry, &["--commit", OTHER]);
    let first = thread::spawn(move || xtask(&slow));
    asked.recv().expect("the first run asks for the index");
    for more in [&["--commit", OTHER][..], &["--check"]] {
        let second = xtask(&pull(&from, &registry, more));
        let said = second.err.contains("another run is at work here");
        assert!(second.code == Some(2) && said, "{second:?}");
    }
    assert_eq!(tree(&registry), before);
    drop(gate);
    let first = first.join().expect("the thread ends");
    assert_eq!(first.code, Some(0), "{first:?}");
    assert_ne!(tree(&registry), before);
    assert_eq!(leftovers(&registry), 0);
}

/// Nobody holds anybody back, and the folder is not there yet.
#[test]
fn many_runs_at_once_leave_one_whole_snapshot() {
    let folder = folder("many-runs");
    let registry = folder.join("registry");
    for (commit, kind) in [(COMMIT, "Float"), (OTHER, "String")] {
        let upstream = folder.join(commit);
        for (file, text) in files() {
            write(&upstream.join(file), &text);
        }
        write(&upstream.join("33001.xml"), &definition(33001, "1.0", kind));
    }
    let runs: Vec<_> = [COMMIT, OTHER, COMMIT, OTHER]
        .into_iter()
        .map(|commit| {
            let from = folder.join(commit).display().to_string();
            let arguments = pull(&from, &registry, &["--commit", commit]);
            thread::spawn(move || xtask(&arguments))
        })
        .collect();
    let runs: Vec<_> = runs.into_iter().map(|run| run.join().expect("the thread ends")).collect();
    assert!(runs.iter().any(|run| run.code == Some(0)), "{runs:?}");
    for run in &runs {
        let turned_away = run.code == Some(2) && run.err.contains("another run is at work here");
        assert!(run.code == Some(0) || turned_away, "{run:?}");
    }
    let lock = fs::read_to_string(registry.join("registry.lock")).unwrap_or_default();
    let commit = if lock.contains(COMMIT) { COMMIT } else { OTHER };
    whole(&folder.join(commit), &registry);
}

#[test]
fn a_killed_run_leaves_the_snapshot_as_it_was_and_no_lock() {
    let (from, registry) = changed("killed");
    let before = tree(&registry);
    let (asked, gate, address) = gated();
    let mut killed = Command::new(PROGRAM)
        .args(pull(&address, &registry, &["--commit", OTHER]))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program can be run");
    asked.recv().expect("it asks for the index");
    killed.kill().expect("it is ours");
    killed.wait().expect("it is ours");
    drop(gate);
    assert_eq!((tree(&registry), leftovers(&registry)), (before, 0));
    assert_eq!(xtask(&pull(&from, &registry, &["--commit", OTHER])).code, Some(0));
    whole(Path::new(&from), &registry);
}

/// Asserts that the snapshot is that of `upstream`, and of nothing else.
fn whole(upstream: &Path, registry: &Path) {
    let check = xtask(&pull(&upstream.display().to_string(), registry, &["--check"]));
    assert!(check.code == Some(0) && check.out.ends_with("unchanged\n"), "{check:?}");
    assert_eq!(leftovers(registry), 0);
}
