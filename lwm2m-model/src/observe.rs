//! When a notification is due: the attributes in force, what was told last, the time and the value decide.
//! Knows no clock, no message and no store: the caller asks, and is told when to ask again.
//! LwM2M Core 1.2.2, 6.4.2 and 7.3.2; D-111 to D-119.

mod history;
mod sample;
mod standing;
mod timer;
mod watch;

use core::time::Duration;

use lwm2m_codec::attribute::{Composite, Effective};

#[cfg(feature = "oma")]
pub use self::history::stores;
pub use self::history::{History, keep};
pub use self::sample::Sample;
pub use self::standing::{Event, Fate, Observed, Target};
pub use self::timer::{Decision, Timer};
pub use self::watch::{Look, Watch};

/// Where the standard leaves a choice.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub struct Policy {
    /// Thresholds count in one direction only, `gt` upwards and `lt` downwards, as some peers have it (D-112).
    pub one_way_thresholds: bool,
}

impl Policy {
    /// The standard as the decisions read it: thresholds count in both directions.
    pub const STANDARD: Self = Self { one_way_thresholds: false };

    /// The same with thresholds that count in one direction only.
    #[must_use]
    pub const fn one_way_thresholds(mut self) -> Self {
        self.one_way_thresholds = true;
        self
    }
}

/// The observation of one path by one server: what it has been told, and when.
///
/// Times are those of one clock of the caller's, counted from any moment. A clock that goes backwards makes what
/// is due or held due at once, since nobody knows how long it has waited.
///
/// ```
/// use core::time::Duration;
/// use lwm2m_codec::Path;
/// use lwm2m_codec::attribute::{Attributes, Defaults, Effective};
/// use lwm2m_model::observe::{Observation, Policy, Sample};
///
/// let path = Path::resource(3303, 0, 5700);
/// let attached = |path: Path| match path.depth() {
///     3 => Attributes { pmin: Some(10), gt: Some(30.0), ..Attributes::NONE },
///     _ => Attributes::NONE,
/// };
/// let effective = Effective::new(path, attached, Attributes::NONE, Defaults::NONE);
/// let at = Duration::from_secs;
///
/// // The answer to the Observe told 25 degrees.
/// let mut observation = Observation::new(at(0), Sample::Float(25.0));
/// let hot = Sample::Float(31.5);
/// let decision = observation.look(&effective, Policy::STANDARD, at(4), hot);
/// assert_eq!((decision.notify, decision.wake), (false, Some(at(10))));
/// let decision = observation.look(&effective, Policy::STANDARD, at(10), hot);
/// assert!(decision.notify);
/// observation.sent(at(10), hot, decision.confirmable);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Observation {
    watch: Watch,
    timer: Timer,
}

impl Observation {
    /// Begins with the answer to the Observe, which is the first notification.
    #[must_use]
    pub const fn new(now: Duration, sample: Sample) -> Self {
        Self { watch: Watch::new(now, sample), timer: Timer::new(now) }
    }

    /// Looks at the value: on every change of it, and whenever a decision said to wake.
    ///
    /// Asked again at the same moment, with the same value and the same attributes, it decides the same.
    pub fn look(
        &mut self,
        effective: &Effective,
        policy: Policy,
        now: Duration,
        sample: Sample,
    ) -> Decision {
        let look = self.watch.look(effective, policy, now, sample);
        self.timer.decide(&Composite::new([*effective]), now, look)
    }

    /// Takes note that a notification was sent, or stored for a server that can't be reached: with this value,
    /// and confirmable or not.
    pub const fn sent(&mut self, now: Duration, sample: Sample, confirmable: bool) {
        self.watch.told(sample);
        self.timer.sent(now, confirmable);
    }
}
