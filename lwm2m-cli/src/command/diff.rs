//! `diff`: what the change of a definition means to peers.

use std::io::Write;
use std::path::Path;

use lwm2m_ddf::diff::{self, Comparison};
use lwm2m_ddf::registry::Loading;
use lwm2m_ddf::{Mode, Registry};

use crate::failure::Failure;
use crate::session::{STRONG, Session};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The older definitions: a file, or a folder of them
    #[arg(value_name = "OLD")]
    old: String,
    /// The newer ones
    #[arg(value_name = "NEW")]
    new: String,
}

pub(crate) fn run(args: &Args, session: &mut Session) -> Result<(), Failure> {
    let (old, new) = (load(&args.old)?, load(&args.new)?);
    let (mut comparisons, mut lone) = (Vec::new(), Vec::new());
    if let ([one], [other]) = (all(&old).as_slice(), all(&new).as_slice()) {
        // Two files of one Object each: they are meant, whatever their versions.
        comparisons.push(diff::compare(one, other));
    } else {
        let found = diff::snapshots(old.iter(), new.iter());
        lone.extend(found.removed.iter().map(|(id, version)| format!("{id} {version} is gone")));
        lone.extend(found.added.iter().map(|(id, version)| format!("{id} {version} is new")));
        comparisons.extend(found.comparisons);
    }
    if session.json {
        for comparison in &comparisons {
            writeln!(session.out, "{}", comparison.to_json())?;
        }
    } else {
        for line in lone {
            writeln!(session.out, "{line}")?;
        }
        for comparison in &comparisons {
            show(comparison, session)?;
        }
    }
    let is_sound = comparisons.iter().all(|comparison| comparison.verdict().is_sound());
    if is_sound { Ok(()) } else { Err(Failure::Findings) }
}

fn all(registry: &Registry) -> Vec<&lwm2m_ddf::ObjectDefinition> {
    registry.iter().collect()
}

fn load(name: &str) -> Result<Registry, Failure> {
    let path = Path::new(name);
    let mut loading = Loading::new(Mode::Registry);
    let failed = |error| Failure::trouble(name, error);
    if path.is_dir() {
        loading.folder(path).map_err(failed)?;
    } else {
        loading.document(name, &std::fs::read(path).map_err(failed)?);
    }
    loading.finish().map_err(|refused| Failure::Refused(refused.to_string()))
}

fn show(comparison: &Comparison, session: &mut Session) -> Result<(), Failure> {
    writeln!(session.out, "{STRONG}{comparison}{STRONG:#}")?;
    for difference in &comparison.differences {
        writeln!(session.out, "  {difference}")?;
    }
    Ok(())
}
