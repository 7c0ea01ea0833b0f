//! Runs tests as a child cargo command, and reads from its output what came of each.

use std::collections::BTreeSet;
use std::env;
use std::io::Read;
use std::process::{Command, Stdio};

use super::carried::Test;
use crate::failure::Failure;
use crate::workspace;

/// A test that ran.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Ran {
    /// The file that its program is named after.
    file: String,
    name: String,
    pub(super) passed: bool,
}

impl Ran {
    /// Whether it is one of the tests that carry ids together.
    pub(super) fn is_of(&self, test: &Test) -> bool {
        let function = self.name.rsplit("::").next();
        self.file == test.file && test.name.as_deref().is_none_or(|name| function == Some(name))
    }
}

/// Runs the programs of a crate that hold some tests.
pub(super) fn run(package: &str, tests: &[Test]) -> Result<Vec<Ran>, Failure> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(["test", "--no-fail-fast", "--package", package]);
    for file in tests.iter().map(|test| test.file.as_str()).collect::<BTreeSet<_>>() {
        match file.strip_prefix("tests/").and_then(|file| file.strip_suffix(".rs")) {
            Some(program) => command.args(["--test", program]),
            None => command.arg("--lib"),
        };
    }
    // One pipe for both: which program a test is of stands between the lines of the tests.
    let failed = |error| Failure::with("cargo test", error);
    let (mut output, input) = std::io::pipe().map_err(failed)?;
    command.stdin(Stdio::null()).stderr(input.try_clone().map_err(failed)?).stdout(input);
    let mut child = command.current_dir(workspace::root()).spawn().map_err(failed)?;
    // It holds the other end of the pipe.
    drop(command);
    let mut text = Vec::new();
    output.read_to_end(&mut text).map_err(failed)?;
    let text = String::from_utf8_lossy(&text);
    let status = child.wait().map_err(failed)?;
    let ran = told(&text);
    // Cargo ends alike where a test fails and where one can't be built.
    if status.success() || ran.iter().any(|ran| !ran.passed) {
        Ok(ran)
    } else {
        Err(Failure::Trouble(format!("cargo test: {status}\n{text}")))
    }
}

/// What the output says of each test.
fn told(output: &str) -> Vec<Ran> {
    let mut file = String::new();
    let mut ran = Vec::new();
    for line in output.lines() {
        if let Some(program) = line.trim_start().strip_prefix("Running ") {
            let program = program.strip_prefix("unittests ").unwrap_or(program);
            let program = program.split(' ').next().unwrap_or_default();
            // A folder of tests has its name from the folder, as one file has.
            file = match program.strip_suffix("/main.rs") {
                Some(folder) => format!("{folder}.rs"),
                None => program.to_string(),
            };
        }
        let told = line.strip_prefix("test ").and_then(|rest| rest.rsplit_once(" ... "));
        if let Some((name, outcome)) = told {
            ran.push(Ran { file: file.clone(), name: name.into(), passed: outcome == "ok" });
        }
    }
    ran
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outcomes_are_told() {
        let output = "   Compiling x v0.1.0\n     Running unittests src/lib.rs (target/debug/deps/x-1)\n\n\
                      running 1 test\ntest a::b ... ok\n\ntest result: ok. 1 passed; 0 failed\n\n     \
                      Running tests/y/main.rs (target/debug/deps/y-1)\ntest b ... FAILED\ntest c ... ignored\n";
        let ran = told(output);
        let found: Vec<_> =
            ran.iter().map(|ran| (ran.file.as_str(), ran.name.as_str(), ran.passed)).collect();
        let expected =
            [("src/lib.rs", "a::b", true), ("tests/y.rs", "b", false), ("tests/y.rs", "c", false)];
        assert_eq!(found, expected);

        let test = |file: &str, name: Option<&str>| Test {
            file: file.into(),
            name: name.map(str::to_string),
            ids: BTreeSet::new(),
        };
        let count = |test| ran.iter().filter(|ran| ran.is_of(&test)).count();
        assert_eq!(count(test("src/lib.rs", Some("b"))), 1);
        assert_eq!(count(test("tests/y.rs", Some("b"))), 1);
        assert_eq!(count(test("tests/y.rs", None)), 2);
    }
}
