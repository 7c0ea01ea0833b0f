//! What is said where the arguments make no sense.

use crate::support::{folder, xtask};

#[test]
fn help_is_there_for_the_program_and_every_task() {
    let overview = xtask(&["--help"]);
    assert_eq!(overview.code, Some(0));
    let tasks: Vec<_> = overview
        .out
        .lines()
        .skip_while(|line| *line != "Tasks:")
        .skip(1)
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(tasks.contains(&"pull") && tasks.contains(&"validate"), "{overview:?}");
    for task in tasks {
        let help = xtask(&[task, "--help"]);
        assert!(
            help.code == Some(0) && help.out.contains(&format!("cargo xtask {task}")),
            "{help:?}"
        );
    }
}

#[test]
fn mistakes_are_explained() {
    let folder = folder("arguments").display().to_string();
    for (arguments, expected) in [
        (&[] as &[&str], "Usage: cargo xtask TASK"),
        (&["pul"], "there is no task \"pul\""),
        (&["bench", "--growth", "--registry"], "expected one of --growth and --registry"),
        (&["bench", "--large"], "--large goes with --growth"),
        (&["bench", "--upstream", "x"], "--upstream goes with --registry"),
        (&["validate"], "there is nothing to validate"),
        (&["validate", "--jsn", "x"], "unknown option --jsn; known are --json, --mode, --schema"),
        (&["validate", "--mode", "lax", "x"], "--mode is strict or registry, not \"lax\""),
        (&["validate", "--schema"], "--schema needs a value"),
        (&["validate", "--schema", "nowhere.xsd", "x"], "nowhere.xsd: "),
        (&["diff", "one.xml"], "expected OLD and NEW, or --history PATH"),
        (&["diff", "--history", "a", "b", "c"], "expected OLD and NEW, or --history PATH"),
        (&["pull", "x"], "unexpected argument \"x\""),
        (&["pull", "--commit", "b62ffc2c"], "a commit has 40 digits"),
        (&["pull", "--registry", &folder, "--from", &folder], "--commit is needed"),
        (
            &[
                "pull",
                "--registry",
                &folder,
                "--from",
                "http://example.org/",
                "--commit",
                "0123456789abcdef0123456789abcdef01234567",
            ],
            "only https:// is read",
        ),
    ] {
        let run = xtask(arguments);
        assert!(run.code == Some(2) && run.err.contains(expected), "{arguments:?}: {run:?}");
        assert_eq!(run.out, "", "{arguments:?}");
    }
}
