//! Replays inputs of fuzz targets on any toolchain; moves inputs between the corpus and folders.
#![forbid(unsafe_code)]
#![allow(
    clippy::std_instead_of_alloc,
    clippy::std_instead_of_core,
    reason = "a program has the standard library"
)]

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Arc, Mutex};
use std::{env, fs, panic};

use lwm2m_properties::corpus;
use lwm2m_properties::targets::{TARGETS, Target};

const HELP: &str = "\
Usage: replay [TARGET...]            run the seeds and the corpus of the targets, or of all
       replay --files TARGET FILE... run files, or the files of folders
       replay --list                 the targets: name, dictionary, what must hold
       replay --unpack TARGET FOLDER write seeds and corpus as files
       replay --pack TARGET FOLDER   write the files of a folder as the corpus, without the seeds
";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match run(&arguments) {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::from(1),
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

/// Gives the number of inputs for which a property does not hold.
fn run(arguments: &[&str]) -> io::Result<usize> {
    match arguments {
        ["--help" | "-h", ..] => println!("{HELP}"),
        ["--list"] => {
            for target in TARGETS {
                println!("{}\t{}\t{}", target.name, target.dictionary, target.about);
            }
        }
        ["--files", name, files @ ..] => {
            let mut inputs = Vec::new();
            files.iter().try_for_each(|file| gather(Path::new(file), &mut inputs))?;
            return Ok(replay(named(name)?, &inputs));
        }
        ["--unpack", name, folder] => unpack(named(name)?, Path::new(folder))?,
        ["--pack", name, folder] => pack(named(name)?, Path::new(folder))?,
        names => {
            let some: Vec<&Target> =
                names.iter().map(|name| named(name)).collect::<io::Result<_>>()?;
            let all = if some.is_empty() { TARGETS.iter().collect() } else { some };
            let mut failed = 0;
            for target in all {
                let mut inputs = target.seeds();
                inputs.extend(corpus::read(target.name)?);
                failed += replay(target, &inputs);
                println!("{}: {} inputs", target.name, inputs.len());
            }
            return Ok(failed);
        }
    }
    Ok(0)
}

fn named(name: &str) -> io::Result<&'static Target> {
    let unknown = || io::Error::new(io::ErrorKind::NotFound, format!("no target {name:?}\n{HELP}"));
    Target::named(name).ok_or_else(unknown)
}

/// Runs inputs, and shows those for which the property does not hold, with the panic.
fn replay(target: &Target, inputs: &[Vec<u8>]) -> usize {
    let before = panic::take_hook();
    let said = Arc::new(Mutex::new(String::new()));
    let say = Arc::clone(&said);
    panic::set_hook(Box::new(move |panic| {
        if let Ok(mut said) = say.lock() {
            *said = panic.to_string();
        }
    }));
    let mut failed = 0;
    for input in inputs {
        if panic::catch_unwind(|| (target.body)(input)).is_err() {
            let said = said.lock().map(|said| said.clone()).unwrap_or_default();
            eprintln!("{}: {}\n{said}\n", target.name, corpus::escape(input));
            failed += 1;
        }
    }
    panic::set_hook(before);
    failed
}

fn gather(path: &Path, inputs: &mut Vec<Vec<u8>>) -> io::Result<()> {
    if path.is_dir() {
        let mut below: Vec<PathBuf> =
            fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
        below.sort();
        return below.iter().try_for_each(|path| gather(path, inputs));
    }
    inputs.push(fs::read(path)?);
    Ok(())
}

fn unpack(target: &Target, folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let seeds =
        target.seeds().into_iter().enumerate().map(|(at, input)| (format!("seed-{at}"), input));
    let kept = corpus::read(target.name)?.into_iter().enumerate();
    let kept = kept.map(|(at, input)| (format!("corpus-{at}"), input));
    seeds.chain(kept).try_for_each(|(name, input)| fs::write(folder.join(name), input))
}

fn pack(target: &Target, folder: &Path) -> io::Result<()> {
    let mut inputs = Vec::new();
    gather(folder, &mut inputs)?;
    let seeds = target.seeds();
    inputs.retain(|input| seeds.binary_search(input).is_err());
    println!("{}: {} inputs kept", target.name, inputs.len());
    corpus::write(target.name, inputs)
}
