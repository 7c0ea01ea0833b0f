//! How a task ends when it does not end well: the exit code, and what is said about it.

use std::fmt::Display;
use std::process::ExitCode;

/// Why a task failed.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The task did its work and found something wrong, which it has said already. Exit code 1.
    Findings,
    /// The arguments make no sense. Exit code 2.
    Usage(String),
    /// The task could not do its work: a file, the network. Exit code 2.
    Trouble(String),
}

impl Failure {
    /// Trouble with `what`, a path or an address.
    pub(crate) fn with(what: impl Display, error: impl Display) -> Self {
        Self::Trouble(format!("{what}: {error}"))
    }

    /// Says what has not been said yet.
    pub(crate) fn report(self) -> ExitCode {
        match self {
            Self::Findings => ExitCode::from(1),
            Self::Usage(message) | Self::Trouble(message) => {
                eprintln!("error: {}", message.trim_end());
                ExitCode::from(2)
            }
        }
    }
}
