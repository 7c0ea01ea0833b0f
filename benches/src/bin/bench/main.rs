//! Measures every row, prints one table, and compares it with what was committed: `cargo xtask bench`.
//! Exits with 1 where something was found, with 2 where nothing could be measured.
// A program has the standard library.
#![allow(clippy::std_instead_of_alloc, clippy::std_instead_of_core)]

mod baseline;
mod counts;
mod growth;
mod measured;
mod registry;
mod table;
mod times;
mod tools;

use std::env;
use std::process::ExitCode;

use measured::Measured;
use tools::Tools;

/// Nothing could be measured, and why.
type Trouble = String;

fn main() -> ExitCode {
    match run(&env::args().skip(1).collect::<Vec<_>>()) {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::from(1),
        Err(trouble) => {
            eprintln!("error: {trouble}");
            ExitCode::from(2)
        }
    }
}

/// What was asked for; `cargo xtask bench --help` tells what each means.
#[derive(Default)]
struct Asked {
    instructions: bool,
    save: bool,
    json: bool,
    growth: bool,
    large: bool,
    registry: Option<Option<String>>,
}

/// How many things were found.
fn run(arguments: &[String]) -> Result<usize, Trouble> {
    let asked = asked(arguments)?;
    if asked.growth {
        return growth::run(asked.large, asked.save, asked.json);
    }
    if let Some(upstream) = asked.registry {
        return registry::run(upstream.as_deref(), asked.save);
    }
    let tools = Tools::ask()?;
    let before = baseline::read()?;
    let mut measured = Measured::count(tools)?;
    if !asked.instructions {
        measured.time()?;
    } else if asked.save {
        measured.keep_times(before.as_ref());
    }
    let findings = measured.findings(before.as_ref().filter(|_| !asked.save));
    if asked.json {
        println!("{}", measured.json(&findings));
    } else {
        table::print(&measured, before.as_ref(), &findings);
    }
    if asked.save {
        baseline::write(&measured)?;
    }
    for finding in &findings {
        eprintln!("error: {finding}");
    }
    Ok(findings.len())
}

fn asked(arguments: &[String]) -> Result<Asked, Trouble> {
    let mut asked = Asked::default();
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--instructions" => asked.instructions = true,
            "--save" => asked.save = true,
            "--json" => asked.json = true,
            "--growth" => asked.growth = true,
            "--large" => asked.large = true,
            "--registry" => asked.registry = Some(None),
            "--upstream" => asked.registry = Some(arguments.next().cloned()),
            other => return Err(format!("unknown argument {other}")),
        }
    }
    Ok(asked)
}
