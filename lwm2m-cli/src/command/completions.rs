//! `completions`: for the shells.

use clap::CommandFactory;
use clap_complete::Shell;

use super::Cli;
use crate::failure::Failure;
use crate::session::Session;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The shell
    shell: Shell,
}

pub(crate) fn run(args: &Args, session: &mut Session) -> Result<(), Failure> {
    clap_complete::generate(args.shell, &mut Cli::command(), "lwm2m", &mut session.out);
    Ok(())
}
