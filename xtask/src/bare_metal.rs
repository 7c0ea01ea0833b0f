//! `bare-metal`: the firmware of `benches/firmware`, built for bare Cortex-M, weighed, run, and shown free of panics.

mod build;
mod emulator;
mod limits;
mod objects;
mod panics;
mod report;
mod sizes;
mod vectors;

use crate::args::Args;
use crate::failure::Failure;
use crate::progress::Progress;

use self::build::{Build, Direction, EVERY_DIRECTION, FORMATS, Mode, SIX, Target};
use self::report::Report;
use self::sizes::Size;

pub(crate) const SUMMARY: &str = "weigh the codec on bare Cortex-M, and run it under QEMU";

pub(crate) const HELP: &str = "\
Usage: cargo xtask bare-metal [--all] [--json] [--only PART]

Builds benches/firmware for thumbv7em and thumbv6m with each format and direction by itself, and
prints what it adds to the same firmware without formats, and how deep its stack was under QEMU;
then what one Object more adds.
Runs the repository's vectors there, and compares all that was read and written with this machine.
Links the firmware with a panic handler that does not exist: what links has no panic.

By default the small setting (feature compact) is weighed whole for thumbv7em, and both directions
together elsewhere. Needs Debian's rustc-web, rust-web-src, qemu-system-arm and binutils; installs
what is absent.

  --all    weigh every combination of target, setting, direction and format
  --json   print the results as JSON
  --only   one PART of it: sizes, vectors or panics

Exit code: 0 all was right; 1 a run was wrong, a size grew beyond what is held, or a panic came
back; 2 something could not be built.
";

pub(crate) fn run(arguments: &[String]) -> Result<(), Failure> {
    let args = Args::parse(arguments, &["--all", "--json"], &["--only"])?;
    if !args.rest.is_empty() {
        return Err(Failure::Usage("bare-metal takes no files".into()));
    }
    let wanted = |part: &str| args.value("--only").is_none_or(|only| only == part);
    if !["sizes", "vectors", "panics"].into_iter().any(wanted) {
        return Err(Failure::Usage("--only takes sizes, vectors or panics".into()));
    }
    build::install()?;
    let mut report = Report::default();
    if wanted("vectors") {
        report.vectors = vectors::run()?;
    }
    if wanted("panics") {
        report.panics = panics::run()?;
    }
    if wanted("sizes") {
        report.rows = rows(args.flag("--all"))?;
        report.limits = limits::check(&report.rows);
        report.objects = objects::run()?;
    }
    if args.flag("--json") {
        println!("{}", report.json());
    } else {
        print!("{report}");
    }
    if report.is_right() { Ok(()) } else { Err(Failure::Findings) }
}

/// Weighs and runs every group.
fn rows(all: bool) -> Result<Vec<Row>, Failure> {
    let mut rows = Vec::new();
    let groups = groups(all);
    let mut progress = Progress::new("group", groups.len());
    for (target, mode, direction) in groups {
        let base = Size::of(&Build { target, mode, direction, formats: &[], extra: &[] })?;
        rows.push(row(target, mode, direction, &[], base)?);
        for formats in sets() {
            let build = Build { target, mode, direction, formats, extra: &[] };
            let size = Size::of(&build)?.beyond(base);
            rows.push(row(target, mode, direction, formats, size)?);
        }
        progress.step();
    }
    Ok(rows)
}

/// What is weighed together, beside one firmware without formats.
fn groups(all: bool) -> Vec<(Target, Mode, Direction)> {
    let mut groups = Vec::new();
    for target in [Target::V7EM, Target::V6M] {
        for mode in [Mode::Compact, Mode::Default] {
            for direction in EVERY_DIRECTION {
                let is_whole = target == Target::V7EM && mode == Mode::Compact;
                if all || is_whole || direction == Direction::BOTH {
                    groups.push((target, mode, direction));
                }
            }
        }
    }
    groups
}

/// Each format by itself, and several together.
fn sets() -> impl Iterator<Item = &'static [&'static str]> {
    FORMATS.chunks(1).chain([SIX, FORMATS])
}

/// A line of the table of sizes.
#[derive(Clone, Debug)]
struct Row {
    target: Target,
    mode: Mode,
    direction: Direction,
    formats: &'static [&'static str],
    /// Beyond the firmware without formats; of that firmware where there are none.
    size: Size,
    /// The deepest stack of reading and of writing, in bytes; `None` where the run was wrong.
    stack: Option<(usize, usize)>,
}

/// Runs what was built last.
fn row(
    target: Target,
    mode: Mode,
    direction: Direction,
    formats: &'static [&'static str],
    size: Size,
) -> Result<Row, Failure> {
    let stack = emulator::run(target)?.as_deref().map(emulator::deepest);
    Ok(Row { target, mode, direction, formats, size, stack })
}
