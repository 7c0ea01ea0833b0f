//! `conformance`: which requirements hold, and what each release of LwM2M has of them, by tests that run.
//! What no test covers shows as not covered.

mod claims;
mod draw;
mod features;
mod release;
mod rows;
mod summary;
mod verdict;

use rows::Row;
use summary::Summary;
use verdict::{Kind, Verdict};

use crate::args::Args;
use crate::failure::Failure;
use crate::workspace;

pub(crate) const SUMMARY: &str = "which requirements hold, by tests and vectors that run";

pub(crate) const HELP: &str = "\
Usage: cargo xtask conformance [--layer LAYER,... | --row ID,...] [--complete] [--json]
       cargo xtask conformance [--write | --check] [--complete] [--json]
       cargo xtask conformance [--layer LAYER,...] --draw SEED

Reads the rows of lwm2m-vectors/requirements.txt and of enabler-tests.txt beside it, those of some
layers or all, runs every test and every vector that carries the id of a row, and prints what came
of it, one line a row:
  passed        all that carry the id passed
  failed        some did not; each is named
  not covered   nothing carries the id
  out of reach  no test of a codec can show it; the list says why
Then, one line a release and group of features (lwm2m-vectors/features.txt), how many cases came to
what; a case that the release does not have is not applicable.

A test carries ids in the comment above it, or in the head of its file for every test there; a
vector in its field `requirements`. The tests are those of the crates that are named in
xtask/src/conformance/claims.rs, and run as a child cargo command.

Options:
  --layer LAYER,...  the rows of some layers, such as payload
  --row ID,...       some rows
  --complete         a row that is not covered is a finding, too
  --json             print one JSON object: rows, and features by release
  --write            write CONFORMANCE.md anew; then `cargo xtask docs` takes it to the README
  --check            a CONFORMANCE.md that is not up to date is a finding
  --draw SEED        run nothing; print twenty rows in reach, to break by hand and see them fail

Exit code: 0 nothing failed, 1 something did, or an id is claimed that the lists do not have or
call out of reach, 2 trouble, such as tests that can't be built.
";

/// The committed summary.
pub(crate) const FILE: &str = "CONFORMANCE.md";

/// The same within the program `lwm2m`: a published crate holds nothing from outside of it.
const COPY: &str = "lwm2m-cli/src/command/conformance.md";

pub(crate) fn run(arguments: &[String]) -> Result<(), Failure> {
    let flags = ["--complete", "--json", "--write", "--check"];
    let args = Args::parse(arguments, &flags, &["--layer", "--row", "--draw"])?;
    if let Some(stray) = args.rest.first() {
        return Err(Failure::Usage(format!("expected no argument, found {stray:?}\n\n{HELP}")));
    }
    let whole = args.flag("--write") || args.flag("--check");
    if whole && (args.value("--layer").is_some() || args.value("--row").is_some()) {
        return Err(Failure::Usage("expected all rows for --write and --check".into()));
    }
    let all = rows::read()?;
    let features = features::read(&all)?;
    let rows = match args.value("--row") {
        Some(ids) => named(&all, ids)?,
        None => chosen(&all, args.value("--layer"))?,
    };
    if let Some(seed) = args.value("--draw") {
        let seed = seed.parse();
        let seed = seed.map_err(|_| Failure::Usage("expected a number as the seed".into()))?;
        for row in draw::draw(&rows, seed) {
            println!("{:11} {}", row.id, row.layer);
        }
        return Ok(());
    }
    let claims = claims::gather(&rows)?;
    let mut findings = 0;
    for claim in claims.iter().filter(|claim| !all.iter().any(|row| row.id == claim.id)) {
        findings += 1;
        eprintln!("error: {} carries {}, which is no requirement", claim.by, claim.id);
    }
    let verdicts: Vec<_> = rows.iter().map(|row| (*row, verdict::verdict(row, &claims))).collect();
    let complete = args.flag("--complete");
    let found = |verdict: &Verdict| verdict.wrong || complete && verdict.kind == Kind::NotCovered;
    findings += verdicts.iter().filter(|(_, verdict)| found(verdict)).count();
    let summary = Summary { features: &features, verdicts: &verdicts };
    if args.flag("--json") {
        println!("{}", summary.json())
    } else {
        tell(&summary)
    }
    if whole {
        findings += usize::from(!kept(&summary.markdown(), args.flag("--write"))?);
    }
    if findings == 0 { Ok(()) } else { Err(Failure::Findings) }
}

/// The rows of some layers, separated by commas, or all.
fn chosen<'r>(all: &'r [Row], layers: Option<&str>) -> Result<Vec<&'r Row>, Failure> {
    let Some(layers) = layers else { return Ok(all.iter().collect()) };
    let layers: Vec<_> = layers.split(',').collect();
    let known = rows::layers(all);
    if layers.iter().any(|layer| !known.contains(layer)) {
        return Err(Failure::Usage(format!("expected a layer: {}", known.join(", "))));
    }
    Ok(all.iter().filter(|row| layers.contains(&row.layer.as_str())).collect())
}

/// Rows by their ids, separated by commas.
fn named<'r>(all: &'r [Row], ids: &str) -> Result<Vec<&'r Row>, Failure> {
    let find = |id: &str| all.iter().find(|row| row.id == id);
    ids.split(',')
        .map(|id| find(id).ok_or_else(|| Failure::Usage(format!("expected a row, found {id:?}"))))
        .collect()
}

fn tell(summary: &Summary<'_>) {
    for (row, verdict) in summary.verdicts {
        println!("{:11} {}", row.id, verdict.words);
    }
    for line in summary.by_release() {
        println!("{line}");
    }
    let count = |kind| summary.verdicts.iter().filter(|(_, found)| found.kind == kind).count();
    let counts = Kind::ALL.map(|kind| format!("{} {}", count(kind), kind.name()));
    println!("{} rows: {}", summary.verdicts.len(), counts.join(", "));
}

/// Writes the committed summary, or says whether it is up to date.
fn kept(text: &str, write: bool) -> Result<bool, Failure> {
    let mut all_same = true;
    for file in [FILE, COPY] {
        let path = workspace::root().join(file);
        if write {
            std::fs::write(&path, text).map_err(|error| Failure::with(file, error))?;
            println!("wrote {file}");
            continue;
        }
        let same = std::fs::read_to_string(&path).is_ok_and(|kept| kept == text);
        if !same {
            eprintln!("error: {file}: expected what `cargo xtask conformance --write` writes");
        }
        all_same &= same;
    }
    Ok(all_same)
}
