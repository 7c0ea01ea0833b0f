//! Why a command ends otherwise than well, and the code it ends with.

use std::fmt::{self, Display};
use std::io;
use std::process::ExitCode;

/// Why a command ends otherwise than well.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The input is broken, or what was looked for is not there. It was told already.
    Findings,
    /// The same, not told yet.
    Refused(String),
    /// The command makes no sense; as clap's own errors.
    Usage(String),
    /// A file can't be read or written.
    Trouble(String),
    /// Nobody reads the output any more: `lwm2m … | head`. That is no failure.
    Closed,
}

impl Failure {
    pub(crate) fn trouble(what: impl Display, error: impl Display) -> Self {
        Self::Trouble(format!("{what}: {error}"))
    }

    /// Exit codes, as the help tells them.
    pub(crate) fn code(&self) -> ExitCode {
        ExitCode::from(match self {
            Self::Closed => 0,
            Self::Findings | Self::Refused(_) => 1,
            Self::Usage(_) => 2,
            Self::Trouble(_) => 3,
        })
    }
}

impl Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Findings | Self::Closed => Ok(()),
            Self::Refused(text) | Self::Usage(text) | Self::Trouble(text) => f.write_str(text),
        }
    }
}

/// Of writing output: other files name themselves.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Self::Closed
        } else {
            Self::trouble("the output can't be written", error)
        }
    }
}
