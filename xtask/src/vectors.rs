//! `vectors`: runs vectors, one JSON object a line, against the codec.

use lwm2m_vectors::{Report, own, read_files};

use crate::args::Args;
use crate::failure::Failure;

pub(crate) const SUMMARY: &str = "run vectors: payloads as bytes, and what they mean";

pub(crate) const HELP: &str = "\
Usage: cargo xtask vectors [FILE...]

Reads each line of each FILE as a vector (a folder: of its *.jsonl and those below) and runs it,
strictly. Without files it runs those of lwm2m-codec/tests/vectors. What the fields of a line mean
is told in lwm2m-vectors/src/line.rs.

Prints a line for each failure, `id: expected ..., got ...`; then how many were skipped by reason:
a format or kind that this build does not know, or a caveat, of a vector that fails and carries
one; last `N passed, N failed, N skipped`.

Exit code: 0 no failure, 1 some, 2 a file cannot be read.
";

pub(crate) fn run(arguments: &[String]) -> Result<(), Failure> {
    let args = Args::parse(arguments, &[], &[])?;
    let own = [own().to_string_lossy().into_owned()];
    let paths = if args.rest.is_empty() { &own[..] } else { args.rest.as_slice() };
    let lines = read_files(paths).map_err(|error| Failure::Trouble(error.to_string()))?;
    let mut report = Report::default();
    report.run(&lines);
    println!("{report}");
    if report.failures().is_empty() { Ok(()) } else { Err(Failure::Findings) }
}
