//! When a client tries again that could not register, and when it gives up: Resources 17 to 20 of the Server object.
//! LwM2M Core 1.2.2, 6.2.1.1. Knows no clock: it tells how long to wait.

use crate::objects::server::Server;

/// How often, and after how long, a client tries to register with a server. Times are in seconds.
///
/// ```
/// use lwm2m_model::retry::Retry;
///
/// let retry = Retry { count: 3, sequence_count: 2, ..Retry::DEFAULT };
/// // Two more attempts, each after twice the time; then a pause, and the same again.
/// let waits: Vec<_> = (1..).map_while(|failed| retry.wait(failed)).collect();
/// assert_eq!(waits, [60, 120, 86_400, 60, 120]);
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[allow(clippy::exhaustive_structs, reason = "the four Resources of the standard")]
pub struct Retry {
    /// Communication Retry Count (17): how many attempts make a sequence; 0 is none but the first.
    pub count: u64,
    /// Communication Retry Timer (18): how long to wait after the first attempt; it doubles with every other.
    pub timer: u64,
    /// Communication Sequence Delay Timer (19): how long to wait between two sequences.
    pub sequence_delay: u64,
    /// Communication Sequence Retry Count (20): how many sequences there are; 0 is none but the first.
    pub sequence_count: u64,
}

impl Retry {
    /// What holds where the Server object says nothing: five attempts, a minute, a day, one sequence.
    pub const DEFAULT: Self =
        Self { count: 5, timer: 60, sequence_delay: 86_400, sequence_count: 1 };

    /// What an instance of the Server object says, and the defaults for what it does not.
    #[must_use]
    pub fn of(server: &Server<'_>) -> Self {
        Self {
            count: server.communication_retry_count.unwrap_or(Self::DEFAULT.count),
            timer: server.communication_retry_timer.unwrap_or(Self::DEFAULT.timer),
            sequence_delay: server
                .communication_sequence_delay_timer
                .unwrap_or(Self::DEFAULT.sequence_delay),
            sequence_count: server
                .communication_sequence_retry_count
                .unwrap_or(Self::DEFAULT.sequence_count),
        }
    }

    /// How long to wait after so many attempts have failed; `None` where all sequences are over.
    ///
    /// Within a sequence the n-th attempt is followed by the timer times 2^(n−1), at most by all that 64 bits hold.
    #[must_use]
    pub fn wait(&self, failed: u64) -> Option<u64> {
        let Some(before) = failed.checked_sub(1) else { return Some(0) };
        let count = self.count.max(1);
        let (sequence, attempt) = (before / count, before % count);
        if attempt + 1 == count {
            return (sequence + 1 < self.sequence_count.max(1)).then_some(self.sequence_delay);
        }
        if sequence >= self.sequence_count.max(1) {
            return None;
        }
        let factor = u32::try_from(attempt).ok().and_then(|n| 1_u64.checked_shl(n));
        Some(self.timer.saturating_mul(factor.unwrap_or(u64::MAX)))
    }
}

impl Default for Retry {
    fn default() -> Self {
        Self::DEFAULT
    }
}
