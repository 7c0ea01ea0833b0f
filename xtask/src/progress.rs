//! A progress line for long work, on stderr: rewritten on a terminal, now and then elsewhere.

use std::io::{IsTerminal, Write, stderr};
use std::time::{Duration, Instant};

/// Counts steps and shows how far the work is.
#[derive(Debug)]
pub(crate) struct Progress {
    what: &'static str,
    total: usize,
    done: usize,
    shown: Instant,
    interval: Duration,
    terminal: bool,
}

impl Progress {
    /// Begins work of `total` steps.
    pub(crate) fn new(what: &'static str, total: usize) -> Self {
        let terminal = stderr().is_terminal();
        let interval = if terminal { Duration::from_millis(100) } else { Duration::from_secs(5) };
        Self { what, total, done: 0, shown: Instant::now(), interval, terminal }
    }

    /// One step is done.
    pub(crate) fn step(&mut self) {
        self.done += 1;
        if self.shown.elapsed() < self.interval {
            return;
        }
        self.shown = Instant::now();
        let Self { what, total, done, .. } = self;
        if self.terminal {
            eprint!("\r{what} {done} of {total}");
            // A line that cannot be shown is no reason to stop.
            let _ = stderr().flush();
        } else {
            eprintln!("{what} {done} of {total}");
        }
    }
}

impl Drop for Progress {
    /// Clears the line, so that what follows stands alone.
    fn drop(&mut self) {
        if self.terminal {
            eprint!("\r\x1b[K");
        }
    }
}
