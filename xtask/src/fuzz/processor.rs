//! Seconds of a processor that programs took which this task has started: on a busy machine many fewer than seconds of
//! the clock.

use std::fs;
use std::time::{Duration, Instant};

/// Measures from its making on.
pub(super) struct Stopwatch {
    start: Instant,
    before: Option<Duration>,
}

impl Stopwatch {
    pub(super) fn start() -> Self {
        Self { start: Instant::now(), before: children() }
    }

    /// What programs that have ended since took; seconds of the clock where the system does not tell.
    pub(super) fn read(&self) -> Duration {
        let spent = self.before.and_then(|before| children()?.checked_sub(before));
        spent.unwrap_or_else(|| self.start.elapsed())
    }
}

/// What all programs took that were started here and have ended: on Linux.
fn children() -> Option<Duration> {
    of_children(&fs::read_to_string("/proc/self/stat").ok()?)
}

/// The 16th and the 17th field, in hundredths of a second whatever the processor: proc(5). The second is a name in
/// parentheses, with any characters.
fn of_children(stat: &str) -> Option<Duration> {
    let (_, behind) = stat.rsplit_once(") ")?;
    let mut fields = behind.split(' ').skip(16 - 3);
    let (user, system) = (fields.next()?.parse::<u64>().ok()?, fields.next()?.parse::<u64>().ok()?);
    Some(Duration::from_millis(10 * (user + system)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fields_of_children_are_read() {
        let stat = "7 (a ) b) S 4 5 6 7 8 9 10 11 12 13 14 15 250 17 18 19\n";
        assert_eq!(of_children(stat), Some(Duration::from_millis(2670)));
        assert_eq!(of_children("7 (a"), None);
    }

    #[test]
    fn linux_tells() {
        assert_eq!(children().is_some(), cfg!(target_os = "linux"));
        let watch = Stopwatch::start();
        assert!(watch.read() <= watch.start.elapsed() + Duration::from_secs(60));
    }
}
