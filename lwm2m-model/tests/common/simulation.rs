//! A device with one observed value: it looks when the value changes and when it was told to wake.
#![allow(dead_code, reason = "not every test needs all of it")]

use core::time::Duration;

use lwm2m_codec::attribute::{Attributes, Defaults, Effective, Place, parameters};
use lwm2m_codec::{Options, Path};
use lwm2m_model::observe::{Decision, Observation, Policy, Sample};

pub(crate) const PATH: Path = Path::resource(3303, 0, 5700);

/// Seconds of the simulated clock.
pub(crate) fn at(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// What holds for an observation that brings these attributes along.
pub(crate) fn effective(query: &str) -> Effective {
    let read = Options::STRICT.changes(Place::Observe(PATH), parameters(query)).expect(query);
    Effective::new(PATH, |_| Attributes::NONE, read.attributes(), Defaults::NONE)
}

/// Looks twice: the second answer is the first one.
pub(crate) fn look(
    observation: &mut Observation,
    effective: &Effective,
    policy: Policy,
    now: Duration,
    sample: Sample,
) -> Decision {
    let decision = observation.look(effective, policy, now, sample);
    let before = *observation;
    assert_eq!(observation.look(effective, policy, now, sample), decision, "asked twice");
    assert_eq!(*observation, before);
    decision
}

/// Lets time pass from 0 to `until`; gives back the notifications.
pub(crate) fn run(
    effective: &Effective,
    policy: Policy,
    start: Sample,
    changes: &[(u64, Sample)],
    until: u64,
) -> Vec<(u64, Sample)> {
    let mut observation = Observation::new(at(0), start);
    let mut told = Vec::new();
    let mut value = start;
    let mut changes = changes.iter().peekable();
    let mut wake = look(&mut observation, effective, policy, at(0), start).wake;
    loop {
        let change = changes.peek().map(|(seconds, _)| *seconds);
        let due = wake.map(|wake| wake.as_secs());
        let Some(now) = change.into_iter().chain(due).min().filter(|now| *now <= until) else {
            return told;
        };
        if change == Some(now)
            && let Some((_, sample)) = changes.next()
        {
            value = *sample;
        }
        let decision = look(&mut observation, effective, policy, at(now), value);
        if decision.notify {
            told.push((now, value));
            observation.sent(at(now), value, decision.confirmable);
            // After it was sent there is nothing more to say at this moment.
            let after = look(&mut observation, effective, policy, at(now), value);
            assert!(!after.notify);
        }
        wake = decision.wake;
        assert!(wake.is_none_or(|wake| wake > at(now)), "woken at {now} s for {wake:?}");
    }
}
