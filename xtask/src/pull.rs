//! `pull`: makes the snapshot in `registry/` from the public registry: facts only, canonical.
//! All is read and judged before anything is written; what is written replaces the old at once.

mod lock;
mod place;
mod snapshot;
mod source;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use lwm2m_codec::{ObjectId, ObjectVersion};
use lwm2m_ddf::{Document, IndexEntry, Mode, ObjectDefinition, Schema, Verdict, canonical, index};

use self::lock::Lock;
pub(crate) use self::place::settle;
use self::place::{LOCK, Place};
use self::snapshot::Snapshot;
use self::source::Source;
use crate::args::Args;
use crate::failure::Failure;
use crate::progress::Progress;
use crate::{validate, workspace};

pub(crate) const SUMMARY: &str = "bring the registry's definitions into registry/objects/";

pub(crate) const HELP: &str = "\
Usage: cargo xtask pull [--from DIR|URL] [--commit HEX] [--check] [--registry DIR] [--timeout SECONDS]

Reads the public registry's index (DDF.xml) and every object definition that it lists, judges
them in registry mode, and writes their facts: objects/<id>-<major>_<minor>.xml, canonical and
without descriptions, and registry.lock with the origin, the commit and the SHA-256 of every
file read. Says what changed, and whether versions tell it (see diff). Writes nothing where anything is wrong.

Redirections are not followed, pages for people are refused, and of the commit that registry.lock
names only the very bytes that it has hashes of are taken. Whenever the program dies, the snapshot is
the old one or the new one, whole; what is left to do, the next task does that needs it. Two runs at once
on one folder: the second ends at once.

  --from DIR|URL  a checkout of the registry repository, or the address of its files;
                  default https://raw.githubusercontent.com/OpenMobileAlliance/lwm2m-registry
  --commit HEX    the registry repository's commit, 40 digits: for a DIR or another URL the one
                  its files are of, for the default the one to read (default: the newest)
  --check         write nothing; exit with 1 where the snapshot would change
  --registry DIR  the folder with the snapshot; default registry/
  --timeout SECONDS
                  how long one file may take over the network; default 60

Exit code: 0 done, or nothing to change with --check; 1 a definition is rejected, or the
snapshot would change; 2 something cannot be read or written.
";

pub(crate) fn run(arguments: &[String]) -> Result<(), Failure> {
    let options = ["--from", "--commit", "--registry", "--timeout"];
    let args = Args::parse(arguments, &["--check"], &options)?;
    if let Some(argument) = args.rest.first() {
        return Err(Failure::Usage(format!("unexpected argument {argument:?}\n\n{HELP}")));
    }
    let start = Instant::now();
    let folder = args.value("--registry").map_or_else(workspace::registry, PathBuf::from);
    let schema = validate::schema(&workspace::schema())?;
    let timeout = source::timeout(args.value("--timeout"))?;
    let check = args.flag("--check");
    let place = if check { Place::to_read(&folder) } else { Place::to_write(&folder) }?;
    let old = Snapshot::load(&place)?;
    let wanted = match args.value("--commit") {
        Some(commit) => Some(lock::commit(commit)?),
        // Without a commit to compare with, a check is about the files.
        None if check => old.commit(),
        None => None,
    };
    // A commit has the same bytes for ever. A check without a commit tells what differs.
    let known = args.value("--commit").is_some() || wanted.is_none();
    let (mut source, commit) = Source::open(args.value("--from"), wanted, timeout)?;
    let hashes = if known { old.hashes(&commit) } else { BTreeMap::new() };
    let (new, read) = read(&mut source, commit, &hashes, &schema)?;
    println!("{read}, {:.2} s", start.elapsed().as_secs_f64());
    let changes = old.changes(&new);
    for change in &changes {
        println!("{change}");
    }
    // Without an old snapshot all is new, and its history is no news.
    if !old.is_empty() {
        for comparison in &old.compare(&new, &schema).comparisons {
            println!("{comparison}");
            for difference in &comparison.differences {
                println!("  {difference}");
            }
        }
    }
    let shown = folder.display();
    if changes.is_empty() {
        println!("{shown}: unchanged");
        Ok(())
    } else if check {
        println!("{shown}: {} changes; `cargo xtask pull` makes them", changes.len());
        Err(Failure::Findings)
    } else {
        new.store(place)?;
        println!("{shown}: {} changes written", changes.len());
        Ok(())
    }
}

/// Reads and judges everything that the index lists; `Findings` where anything is rejected.
///
/// A file that `hashes` names must be the one that was read before.
fn read(
    source: &mut Source,
    commit: String,
    hashes: &BTreeMap<String, String>,
    schema: &Schema,
) -> Result<(Snapshot, String), Failure> {
    let listed = index::read(&source.read(INDEX)?).map_err(|findings| {
        let lines: Vec<_> = findings.iter().map(|found| format!("{INDEX}:{found}")).collect();
        Failure::Trouble(format!("the index cannot be used\n{}", lines.join("\n")))
    })?;
    let total = listed.len();
    let entries: Vec<_> =
        listed.into_iter().filter_map(|entry| Some((entry.file.clone()?, entry))).collect();
    let mut reading = Reading { schema, objects: BTreeMap::new(), lints: 0, rejected: 0 };
    let mut lock = Lock::new(commit);
    let mut progress = Progress::new("read", entries.len());
    for (file, entry) in &entries {
        let bytes = source.read(file)?;
        let found = lock.add(file, &bytes);
        if let Some(expected) = hashes.get(file).filter(|expected| *expected != found) {
            let why = format!("expected SHA-256 {expected} as {LOCK} has it, found {found}");
            return Err(Failure::with(file, why));
        }
        reading.file(file, entry, &bytes);
        progress.step();
    }
    drop(progress);
    if reading.rejected > 0 {
        println!("{} of {} files rejected; nothing written", reading.rejected, entries.len());
        return Err(Failure::Findings);
    }
    let (versions, lints) = (reading.objects.len(), reading.lints);
    let reserved = total - entries.len();
    let summary = format!(
        "read {versions} object versions ({reserved} more ids only reserved), {lints} lints"
    );
    Ok((Snapshot::new(reading.objects, &lock), summary))
}

/// What has been read so far.
struct Reading<'s> {
    schema: &'s Schema,
    /// The canonical form of each version.
    objects: BTreeMap<(ObjectId, ObjectVersion), String>,
    lints: usize,
    rejected: usize,
}

impl Reading<'_> {
    /// Judges one file and takes its definition; says what is wrong with it.
    fn file(&mut self, file: &str, entry: &IndexEntry, bytes: &[u8]) {
        let document = Document::read(bytes, self.schema, Mode::Registry);
        let refusal = if document.verdict() == Verdict::Reject {
            // Lints are `validate`'s to show; here they are counted.
            let errors = document.diagnostics.iter().map(|found| format!("{file}:{found}"));
            Some(errors.collect::<Vec<_>>().join("\n"))
        } else {
            self.lints += document.diagnostics.len();
            let taken = self.take(entry, &document.objects);
            taken.err().map(|why| format!("{file}: error: {why}"))
        };
        if let Some(why) = refusal {
            println!("{why}");
            self.rejected += 1;
        }
    }

    fn take(&mut self, entry: &IndexEntry, objects: &[ObjectDefinition]) -> Result<(), String> {
        let [object] = objects else {
            return Err(format!("expected one Object, found {}", objects.len()));
        };
        if (object.id, object.version) != (entry.id, entry.version) {
            let IndexEntry { id, version, .. } = entry;
            let found = format!("{} {}", object.id, object.version);
            return Err(format!("expected Object {id} {version} as {INDEX} says, found {found}"));
        }
        let text = canonical(object);
        self.reads_back(object, &text)?;
        match self.objects.insert((object.id, object.version), text) {
            None => Ok(()),
            Some(_) => Err(format!(
                "expected each version once, found {} {} again",
                object.id, object.version
            )),
        }
    }

    /// Whether the canonical form is strictly valid and says the same.
    fn reads_back(&self, object: &ObjectDefinition, text: &str) -> Result<(), String> {
        let document = Document::read(text.as_bytes(), self.schema, Mode::Strict);
        let mut facts = object.clone();
        facts.description.clear();
        facts.description2.clear();
        facts.resources.iter_mut().for_each(|resource| resource.description.clear());
        if document.objects == [facts] {
            return Ok(());
        }
        let found = document.diagnostics.first().map_or("other facts".into(), ToString::to_string);
        Err(format!("expected the canonical form to say the same, found {found}"))
    }
}

/// The name of a definition in the snapshot.
fn file_name((id, version): (ObjectId, ObjectVersion)) -> String {
    format!("{id}-{}_{}.xml", version.major, version.minor)
}

/// A path for messages.
fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// The registry's index.
const INDEX: &str = "DDF.xml";
