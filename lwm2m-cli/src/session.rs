//! What every command shares: where it writes, whether as JSON, and the definitions it goes by.

use std::io::{self, Write};
use std::path::PathBuf;

use anstyle::{AnsiColor, Style};
use serde::Serialize;

use crate::definitions::Definitions;
use crate::failure::Failure;

/// Options that every command has.
#[derive(Debug, clap::Args)]
pub(crate) struct Global {
    /// Writes JSON for programs
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// Says nothing on stderr but errors
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
    /// When to use colours; auto: on a terminal
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: Color,
    /// Definitions of one's own, XML or JSON: a folder, or a file. They come before the registry's
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) ddf: Vec<PathBuf>,
    /// Which version of an Object is meant, such as 3303=1.0; else the newest
    #[arg(long, global = true, value_name = "ID=VERSION")]
    pub(crate) object_version: Vec<String>,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub(crate) enum Color {
    Auto,
    Always,
    Never,
}

impl Color {
    /// Makes it so, for stdout and stderr.
    pub(crate) fn apply(self) {
        match self {
            Self::Auto => anstream::ColorChoice::Auto,
            Self::Always => anstream::ColorChoice::Always,
            Self::Never => anstream::ColorChoice::Never,
        }
        .write_global();
    }
}

/// A run of the program.
pub(crate) struct Session {
    pub(crate) json: bool,
    quiet: bool,
    pub(crate) definitions: Definitions,
    pub(crate) out: Box<dyn Write>,
}

impl Session {
    pub(crate) fn new(global: &Global) -> Result<Self, Failure> {
        global.color.apply();
        let definitions = Definitions::load(&global.ddf, &global.object_version)?;
        let out = Box::new(io::BufWriter::new(anstream::stdout()));
        Ok(Self { json: global.json, quiet: global.quiet, definitions, out })
    }

    /// Says something to people, beside the output.
    pub(crate) fn note(&self, what: impl std::fmt::Display) {
        if !self.quiet {
            anstream::eprintln!("{NOTE}note{NOTE:#}: {what}");
        }
    }

    /// Writes one document of JSON, on lines.
    pub(crate) fn write_json(&mut self, value: &impl Serialize) -> Result<(), Failure> {
        serde_json::to_writer_pretty(&mut self.out, value).map_err(io::Error::from)?;
        writeln!(self.out)?;
        Ok(())
    }
}

pub(crate) const NOTE: Style = AnsiColor::Cyan.on_default().bold();
pub(crate) const ERROR: Style = AnsiColor::Red.on_default().bold();
pub(crate) const WARNING: Style = AnsiColor::Yellow.on_default();
pub(crate) const VALUE: Style = AnsiColor::Green.on_default();
pub(crate) const STRONG: Style = Style::new().bold();
pub(crate) const FAINT: Style = Style::new().dimmed();
