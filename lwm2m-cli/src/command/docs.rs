//! `docs`: the registry as a static site: a list with search, and a page for every Object.

mod example;
mod page;

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::session::Session;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The folder of the site; it is made, and its files are written over
    #[arg(long, short, value_name = "DIR")]
    out: PathBuf,
}

pub(crate) fn run(args: &Args, session: &mut Session) -> Result<(), Failure> {
    let folder = args.out.as_path();
    fs::create_dir_all(folder).map_err(|error| Failure::trouble(folder.display(), error))?;
    let objects = session.definitions.newest();
    for object in &objects {
        let versions = session.definitions.versions(object.id());
        let text = page::object(object, &versions);
        write(folder, &page::file(object.id()), &text)?;
    }
    write(folder, "index.html", &page::index(&objects))?;
    write(folder, "style.css", page::STYLE)?;
    let index = folder.join("index.html");
    session.note(format_args!("{} Objects are in {}", objects.len(), index.display()));
    Ok(())
}

fn write(folder: &Path, name: &str, text: &str) -> Result<(), Failure> {
    let file = folder.join(name);
    fs::write(&file, text).map_err(|error| Failure::trouble(file.display(), error))
}
