//! `bench`: what the codec costs beside its floors. Knows no row: the program `bench` of the benches measures, and is
//! built and run as a child, so that no other task waits for it.

use std::env;
use std::process::Command;

use crate::args::Args;
use crate::failure::Failure;
use crate::workspace;

pub(crate) const SUMMARY: &str = "measure the codec beside floors, other crates and the baseline";

pub(crate) const HELP: &str = "\
Usage: cargo xtask bench [--instructions] [--save] [--json]
       cargo xtask bench --growth [--large] [--save] [--json]
       cargo xtask bench --registry [--upstream DIR] [--save]

Counts the instructions and allocations of every row, takes its times, and prints one table: ours,
the hand-written floor, the ratio to the floor that was recorded with the goal, the goal (must), the
change against benches/baseline.json, and other crates that do the same work. Needs valgrind and
gungraun-runner; benches/README.md tells what is compared.

A row that allocates, that needs over 3 % more instructions than in the baseline or that the baseline
lacks is a finding; so is a floor that is none, and a row of the baseline that is gone. A goal that is
missed is shown. A baseline of another compiler or valgrind is shown and not judged.

Options:
  --instructions  takes no times: the part that CI runs
  --save          makes this run the baseline; then `cargo xtask docs` takes it to the documentation.
                  With --instructions the times of the old one stay. What --growth and --registry
                  measure goes to growth.json and registry.json beside it
  --json          prints what the baseline would hold, and the findings
  --growth        instructions a byte of payloads of 1 KiB, 64 KiB and 1 MiB, honest and hostile: a
                  finding where a byte costs more the more there are, or where growth.json lacks a family
  --large         and of 16 MiB, which takes minutes
  --registry      times of generate and validate, of finding a definition, and of compiling them
  --upstream DIR  validates a copy of the whole registry instead of the snapshot

Exit code: 0 nothing found, 1 something found, 2 trouble, such as no valgrind.
";

pub(crate) fn run(arguments: &[String]) -> Result<(), Failure> {
    let flags = ["--instructions", "--save", "--json", "--growth", "--large", "--registry"];
    let args = Args::parse(arguments, &flags, &["--upstream"])?;
    if let Some(stray) = args.rest.first() {
        return Err(Failure::Usage(format!("expected options only, found {stray:?}\n\n{HELP}")));
    }
    if args.flag("--growth") && args.flag("--registry") {
        return Err(Failure::Usage("expected one of --growth and --registry".into()));
    }
    if args.value("--upstream").is_some() && !args.flag("--registry") {
        return Err(Failure::Usage("--upstream goes with --registry".into()));
    }
    if args.flag("--large") && !args.flag("--growth") {
        return Err(Failure::Usage("--large goes with --growth".into()));
    }
    const WHAT: &str = "cargo run --quiet -p lwm2m-benches --features program --bin bench";
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut child = Command::new(cargo);
    child.args(WHAT.split(' ').skip(1)).arg("--").current_dir(workspace::root());
    child.args(flags.iter().filter(|flag| args.flag(flag)));
    if let Some(folder) = args.value("--upstream") {
        let folder = std::path::absolute(folder).map_err(|error| Failure::with(folder, error))?;
        child.arg("--upstream").arg(folder);
    }
    let status = child.status().map_err(|error| Failure::with(WHAT, error))?;
    match status.code() {
        Some(0) => Ok(()),
        Some(1) => Err(Failure::Findings),
        _ => Err(Failure::with(WHAT, status)),
    }
}
