//! When what is worth telling is told: not before the Minimum Period, and in any case after the Maximum Period.
//! LwM2M Core 1.2.2, 7.3.2; RFC 7641, 4.5; D-111, D-113, D-116, D-118.

use core::time::Duration;

use lwm2m_codec::attribute::Composite;

use super::Look;

/// The times of an observation: of one path, or of all paths of an Observe-Composite together.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Timer {
    sent: Duration,
    confirmed: Duration,
    held: bool,
}

/// What is to be done now, and when to look again.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Decision {
    /// Whether a notification is due, with the value of now.
    pub notify: bool,
    /// Whether that notification is confirmable: where the attributes say so, and once a day (D-118).
    pub confirmable: bool,
    /// When to look again, changed or not; `None` where only a change is a reason to. Where a notification is due,
    /// it holds for the time after it.
    pub wake: Option<Duration>,
}

/// RFC 7641, 4.5: a notification of every 24 hours is confirmable.
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

impl Timer {
    /// Begins with the answer to the Observe, which the server has asked for and so has.
    #[must_use]
    pub const fn new(now: Duration) -> Self {
        Self { sent: now, confirmed: now, held: false }
    }

    /// Decides, after looking at the value of each path: see [`Look::and`].
    ///
    /// What is worth telling is kept in mind until it is told, also if the value goes back (D-113).
    pub fn decide(&mut self, periods: &Composite, now: Duration, look: Look) -> Decision {
        self.held |= look.triggered;
        let elapsed = now.checked_sub(self.sent);
        let over = |seconds| {
            // A clock that goes backwards has waited long enough.
            elapsed.is_none_or(|elapsed| elapsed >= Duration::from_secs(seconds))
        };
        let notify = self.held && over(periods.pmin) || periods.pmax.is_some_and(over);
        let after = |start: Duration, seconds| start.checked_add(Duration::from_secs(seconds));
        let earliest = (self.held && !notify).then(|| after(self.sent, periods.pmin)).flatten();
        let start = if notify { now } else { self.sent };
        let latest = periods.pmax.and_then(|pmax| after(start, pmax));
        let wake = [earliest, latest, look.again].into_iter().flatten().min();
        let day = now.checked_sub(self.confirmed).is_none_or(|elapsed| elapsed >= DAY);
        Decision { notify, confirmable: notify && (periods.con || day), wake }
    }

    /// Takes note that a notification was sent, confirmable or not: both periods begin anew.
    pub const fn sent(&mut self, now: Duration, confirmable: bool) {
        self.sent = now;
        self.held = false;
        if confirmable {
            self.confirmed = now;
        }
    }
}
