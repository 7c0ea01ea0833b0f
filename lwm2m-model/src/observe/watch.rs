//! Whether a value is worth telling: thresholds, step, edge, or any change; and how often that is looked at.
//! LwM2M Core 1.2.2, 7.3.2; D-112, D-113, D-119.

use core::time::Duration;

use lwm2m_codec::attribute::{Edge, Effective};

use super::{Policy, Sample};

/// One path of an observation: the value that was told last and the one that was looked at last.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Watch {
    told: Sample,
    seen: Sample,
    looked: Duration,
}

/// What came of looking at a value.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Look {
    /// Whether the value is worth telling.
    pub triggered: bool,
    /// When to look again, changed or not; `None` where only a change is a reason to.
    pub again: Option<Duration>,
}

impl Look {
    /// What came of looking at several paths.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let again = self.again.into_iter().chain(other.again).min();
        Self { triggered: self.triggered || other.triggered, again }
    }
}

impl Watch {
    /// Begins with the value that the answer to the Observe has told.
    #[must_use]
    pub const fn new(now: Duration, sample: Sample) -> Self {
        Self { told: sample, seen: sample, looked: now }
    }

    /// Looks at the value, unless it was looked at less than the Minimum Evaluation Period ago (D-119).
    pub fn look(
        &mut self,
        effective: &Effective,
        policy: Policy,
        now: Duration,
        sample: Sample,
    ) -> Look {
        let epmin = Duration::from_secs(effective.epmin());
        // A clock that goes backwards has waited long enough.
        let early = now.checked_sub(self.looked).is_some_and(|elapsed| elapsed < epmin);
        if early {
            // What differs from what was looked at last has to be looked at as soon as it may be.
            let pending = if sample == self.seen { None } else { self.looked.checked_add(epmin) };
            return Look { triggered: false, again: pending.or_else(|| self.latest(effective)) };
        }
        let triggered = self.is_worth_telling(effective, policy, sample);
        // Looked at twice at one moment it stays what it was.
        (self.seen, self.looked) = (sample, now);
        Look { triggered, again: self.latest(effective) }
    }

    /// Takes note that a notification has told this value.
    pub const fn told(&mut self, sample: Sample) {
        self.told = sample;
        self.seen = sample;
    }

    /// When the Maximum Evaluation Period ends.
    fn latest(&self, effective: &Effective) -> Option<Duration> {
        self.looked.checked_add(Duration::from_secs(effective.epmax()?))
    }

    /// D-113: one condition that holds is enough; without conditions any change is.
    fn is_worth_telling(&self, effective: &Effective, policy: Policy, sample: Sample) -> bool {
        let appears = matches!(self.told, Sample::Absent) != matches!(sample, Sample::Absent);
        if appears || !effective.is_conditional() {
            return sample != self.told;
        }
        let gt = crosses(effective.gt(), self.told, sample);
        let lt = crosses(effective.lt(), self.told, sample);
        let (gt, lt) = if policy.one_way_thresholds {
            (gt == Some(Direction::Up), lt == Some(Direction::Down))
        } else {
            (gt.is_some(), lt.is_some())
        };
        let step = match (effective.st(), sample.distance(self.told)) {
            (Some(st), Some(distance)) => distance >= st && sample != self.told,
            _ => false,
        };
        gt || lt || step || self.passes_edge(effective.edge(), sample)
    }

    /// An edge lies between two moments: it is seen from the value that was looked at last. Seen from the one told
    /// last, a Boolean that is told only when it rises would rise once.
    fn passes_edge(&self, edge: Option<Edge>, sample: Sample) -> bool {
        match (edge, self.seen, sample) {
            (Some(edge), Sample::Boolean(before), Sample::Boolean(after)) => {
                before != after && after == (edge == Edge::Rising)
            }
            _ => false,
        }
    }
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Direction {
    Up,
    Down,
}

/// How a number crosses a threshold on its way from the one told last; NaN crosses nothing (D-112).
fn crosses(threshold: Option<f64>, before: Sample, after: Sample) -> Option<Direction> {
    let (threshold, before, after) = (threshold?, before.number()?, after.number()?);
    if before <= threshold && after > threshold {
        Some(Direction::Up)
    } else if before >= threshold && after < threshold {
        Some(Direction::Down)
    } else {
        None
    }
}
