//! `man`: the man page, or those of every command.

use std::fs;
use std::path::PathBuf;

use clap::CommandFactory;
use clap_mangen::Man;

use super::Cli;
use crate::failure::Failure;
use crate::session::Session;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Writes a page for every command, too, into this folder
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

pub(crate) fn run(args: &Args, session: &mut Session) -> Result<(), Failure> {
    let command = Cli::command();
    let Some(folder) = &args.out else {
        return Ok(Man::new(command).render(&mut session.out)?);
    };
    let failed = |error| Failure::trouble(folder.display(), error);
    fs::create_dir_all(folder).map_err(failed)?;
    let mut pages = vec![("lwm2m".to_owned(), command.clone())];
    for below in command.get_subcommands() {
        let name = format!("lwm2m-{}", below.get_name());
        // The page is named as the file is.
        let page: &'static str = Box::leak(name.clone().into_boxed_str());
        pages.push((name, below.clone().name(page)));
    }
    for (name, command) in pages {
        let mut page = Vec::new();
        Man::new(command).render(&mut page)?;
        fs::write(folder.join(format!("{name}.1")), page).map_err(failed)?;
    }
    session.note(format_args!("the pages are in {}", folder.display()));
    Ok(())
}
