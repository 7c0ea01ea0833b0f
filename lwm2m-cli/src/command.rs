//! The commands: one file and one row each.

mod completions;
mod conformance;
mod convert;
mod decode;
mod diff;
mod docs;
mod encode;
mod explain;
mod generate;
mod man;
mod search;
mod show;
mod validate;

use clap::{Parser, Subcommand};

use crate::failure::Failure;
use crate::session::{Global, Session};

/// Explains, reads, writes and converts LwM2M payloads and messages, and knows the registry of Objects.
#[derive(Debug, Parser)]
#[command(name = "lwm2m", version, after_help = EXIT_CODES, arg_required_else_help = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
    #[command(flatten)]
    pub(crate) global: Global,
}

const EXIT_CODES: &str = "\
Exit codes: 0 done; 1 the input is broken, refused, or what was looked for is not there;
2 wrong usage; 3 a file can't be read or written.";

macro_rules! commands {
    ($($(#[$attribute:meta])* $name:ident($module:ident);)*) => {
        /// What the program can do.
        #[derive(Debug, Subcommand)]
        pub(crate) enum Command {
            $($(#[$attribute])* $name($module::Args),)*
        }

        impl Command {
            /// Does it.
            pub(crate) fn run(self, session: &mut Session) -> Result<(), Failure> {
                match self {
                    $(Self::$name(args) => $module::run(&args, session),)*
                }
            }
        }
    };
}

commands! {
    /// Explains a payload or message byte by byte, and shows the same data in every other format
    Explain(explain);
    /// Reads a payload: path = value, line by line
    Decode(decode);
    /// Writes a payload from PATH=VALUE arguments or JSON
    Encode(encode);
    /// Writes a payload of one format in another
    Convert(convert);
    /// Shows an Object of the registry: versions and Resources
    Show(show);
    /// Looks for Objects and Resources by words of their names
    Search(search);
    /// Judges object definitions, with the place of everything that is wrong
    Validate(validate);
    /// Compares two object definitions: what a change means to peers
    Diff(diff);
    /// Writes Rust types from object definitions
    Generate(generate);
    /// Tells which requirements and Enabler Test cases the codec passes
    Conformance(conformance);
    /// Writes the registry as a small static site with search
    Docs(docs);
    /// Writes the completions of a shell to stdout
    Completions(completions);
    /// Writes the man page to stdout
    Man(man);
}
