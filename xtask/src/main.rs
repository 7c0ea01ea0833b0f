//! The tasks of this repository, one file each: `cargo xtask TASK`.
//! Depends on no generated code, so that a broken generated file cannot stop the task that mends it.
#![forbid(unsafe_code)]
// A program has the standard library.
#![allow(clippy::std_instead_of_alloc, clippy::std_instead_of_core)]

mod api;
mod args;
mod bare_metal;
mod bench;
mod conformance;
mod diff;
mod docs;
mod failure;
mod fuzz;
mod generate;
mod json;
mod mutants;
mod progress;
mod pull;
mod regenerate;
mod tidy;
mod validate;
mod vectors;
mod workspace;

use std::env;
use std::process::ExitCode;

use failure::Failure;

fn main() -> ExitCode {
    let arguments: Vec<String> =
        env::args_os().skip(1).map(|argument| argument.to_string_lossy().into_owned()).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}

/// A task: its name, one line about it, its help, and what it does with the arguments after it.
struct Task {
    name: &'static str,
    summary: &'static str,
    help: &'static str,
    run: fn(&[String]) -> Result<(), Failure>,
}

/// Every task, one row each.
const TASKS: &[Task] = &[
    Task { name: "api", summary: api::SUMMARY, help: api::HELP, run: api::run },
    Task { name: "bench", summary: bench::SUMMARY, help: bench::HELP, run: bench::run },
    Task {
        name: "bare-metal",
        summary: bare_metal::SUMMARY,
        help: bare_metal::HELP,
        run: bare_metal::run,
    },
    Task {
        name: "conformance",
        summary: conformance::SUMMARY,
        help: conformance::HELP,
        run: conformance::run,
    },
    Task { name: "diff", summary: diff::SUMMARY, help: diff::HELP, run: diff::run },
    Task { name: "docs", summary: docs::SUMMARY, help: docs::HELP, run: docs::run },
    Task { name: "fuzz", summary: fuzz::SUMMARY, help: fuzz::HELP, run: fuzz::run },
    Task { name: "generate", summary: generate::SUMMARY, help: generate::HELP, run: generate::run },
    Task { name: "mutants", summary: mutants::SUMMARY, help: mutants::HELP, run: mutants::run },
    Task { name: "pull", summary: pull::SUMMARY, help: pull::HELP, run: pull::run },
    Task {
        name: "regenerate",
        summary: regenerate::SUMMARY,
        help: regenerate::HELP,
        run: regenerate::run,
    },
    Task { name: "tidy", summary: tidy::SUMMARY, help: tidy::HELP, run: tidy::run },
    Task { name: "validate", summary: validate::SUMMARY, help: validate::HELP, run: validate::run },
    Task { name: "vectors", summary: vectors::SUMMARY, help: vectors::HELP, run: vectors::run },
];

fn run(arguments: &[String]) -> Result<(), Failure> {
    let Some((name, rest)) = arguments.split_first() else {
        return Err(Failure::Usage(overview()));
    };
    if matches!(name.as_str(), "help" | "--help" | "-h") {
        print!("{}", overview());
        return Ok(());
    }
    let Some(task) = TASKS.iter().find(|task| task.name == name) else {
        return Err(Failure::Usage(format!("there is no task {name:?}\n\n{}", overview())));
    };
    // Behind `--` stand paths only.
    let mut options = rest.iter().take_while(|argument| *argument != "--");
    if options.any(|argument| matches!(argument.as_str(), "--help" | "-h")) {
        print!("{}", task.help);
        return Ok(());
    }
    (task.run)(rest)
}

fn overview() -> String {
    let width = TASKS.iter().map(|task| task.name.len()).max().unwrap_or(0);
    let rows: String =
        TASKS.iter().map(|task| format!("  {:width$}  {}\n", task.name, task.summary)).collect();
    format!("Usage: cargo xtask TASK [--help]\n\nTasks:\n{rows}")
}
