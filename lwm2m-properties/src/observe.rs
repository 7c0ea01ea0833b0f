//! What always holds of notifications, whatever the attributes, the values and the clock.

use core::time::Duration;

use lwm2m_codec::Path;
use lwm2m_codec::attribute::{Attributes, Defaults, Edge, Effective};
use lwm2m_model::observe::{Decision, Observation, Policy, Sample};

/// The path that is observed.
pub const PATH: Path = Path::resource(3303, 0, 5700);

/// Until when time passes, in seconds.
pub const UNTIL: u64 = 200;

/// Seconds of the simulated clock.
#[must_use]
pub fn at(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// Looks twice: the second answer is the first one.
pub fn look(
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

/// A device with one observed value: it looks when the value changes and when it was told to wake. Lets time pass from
/// 0 to `until`; gives back the notifications.
#[must_use]
pub fn run(
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

/// OBS-01, OBS-02, OBS-03: never earlier than pmin after the last one, never later than pmax after it.
pub fn within_both_periods(effective: &Effective, told: &[(u64, Sample)], until: u64) {
    let mut last = 0;
    for (now, _) in told {
        assert!(now - last >= effective.pmin(), "{now} after {last}");
        if let Some(pmax) = effective.pmax() {
            assert!(now - last <= pmax, "{now} after {last}");
        }
        last = *now;
    }
    if let Some(pmax) = effective.pmax() {
        assert!(until - last <= pmax, "nothing after {last}");
    }
}

/// Nothing is lost: without conditions the server knows the value in the end, where the last change is as long ago as
/// the periods are.
pub fn nothing_is_lost(
    effective: &Effective,
    start: Sample,
    changes: &[(u64, Sample)],
    told: &[(u64, Sample)],
    until: u64,
) {
    if !effective.is_conditional() {
        let known = told.last().map_or(start, |(_, sample)| *sample);
        assert_eq!(known, value_at(start, changes, until));
    }
}

/// What is told is a value of that moment.
pub fn the_value_of_the_moment(start: Sample, changes: &[(u64, Sample)], told: &[(u64, Sample)]) {
    for (now, sample) in told {
        let at_that_moment = changes.iter().filter(|(seconds, _)| seconds == now);
        let mut possible = at_that_moment.map(|(_, sample)| *sample).collect::<Vec<_>>();
        possible.push(value_at(start, changes, *now));
        assert!(possible.contains(sample), "{sample:?} at {now}");
    }
}

/// Whatever the clock shows, there is an answer, and what is held is told once it goes backwards.
pub fn any_clock(effective: &Effective, start: Sample, looks: &[(u64, Sample)]) {
    let mut observation = Observation::new(at(u64::MAX / 2), start);
    let mut last = u64::MAX / 2;
    let mut held = false;
    for &(now, sample) in looks {
        let decision = look(&mut observation, effective, Policy::STANDARD, at(now), sample);
        assert!(!held || decision.notify || now >= last, "held at {last}, and {now}");
        held = false;
        if decision.notify {
            observation.sent(at(now), sample, decision.confirmable);
            last = now;
        } else if !effective.is_conditional() && effective.epmin() == 0 {
            held = now >= last
                && decision.wake.is_some()
                && effective.pmax().is_none()
                && effective.epmax().is_none();
        }
    }
}

fn value_at(start: Sample, changes: &[(u64, Sample)], seconds: u64) -> Sample {
    changes.iter().take_while(|(at, _)| *at <= seconds).last().map_or(start, |(_, sample)| *sample)
}

/// Reads attributes, a policy and changes of a value from bytes, and lets time pass.
pub fn observe(input: &[u8]) {
    let mut bytes = input.iter().copied();
    let mut next = move || bytes.next();
    let Some(set) = attributes(&mut next) else { return };
    let effective = Effective::new(PATH, |_| Attributes::NONE, set, Defaults::NONE);
    let policy = match next() {
        Some(one_way) if one_way % 2 == 1 => Policy::STANDARD.one_way_thresholds(),
        _ => Policy::STANDARD,
    };
    let Some(start) = sample(&mut next) else { return };
    let mut changes = Vec::new();
    let mut now = 0;
    while let Some(delay) = next() {
        // What changes late has no time to be told.
        now += u64::from(delay % 32);
        let Some(sample) = sample(&mut next).filter(|_| now < UNTIL - 60) else { break };
        changes.push((now, sample));
    }
    let told = run(&effective, policy, start, &changes, UNTIL);
    within_both_periods(&effective, &told, UNTIL);
    nothing_is_lost(&effective, start, &changes, &told, UNTIL);
    the_value_of_the_moment(start, &changes, &told);
    let looks: Vec<_> = changes.iter().map(|(now, s)| (u64::MAX / (now % 7 + 1), *s)).collect();
    any_clock(&effective, start, &looks);
}

/// Which attributes there are, one bit each, then periods up to 19 seconds and small numbers.
fn attributes(next: &mut impl FnMut() -> Option<u8>) -> Option<Attributes> {
    let there = next()?;
    let mut value = |bit: u8| if there & 1 << bit == 0 { Some(None) } else { next().map(Some) };
    let [pmin, pmax, epmin, epmax] = [value(0)?, value(1)?, value(2)?, value(3)?];
    let [gt, lt, st, edge] = [value(4)?, value(5)?, value(6)?, value(7)?];
    let seconds = |byte: Option<u8>| byte.map(|byte| u64::from(byte % 20));
    let signed = |byte: Option<u8>| byte.map(|byte| f64::from(byte.cast_signed()) / 4.0);
    Some(Attributes {
        pmin: seconds(pmin),
        pmax: seconds(pmax),
        epmin: seconds(epmin),
        epmax: seconds(epmax),
        gt: signed(gt),
        lt: signed(lt),
        st: signed(st).map(f64::abs),
        edge: edge.map(|byte| if byte % 2 == 0 { Edge::Falling } else { Edge::Rising }),
        ..Attributes::NONE
    })
}

fn sample(next: &mut impl FnMut() -> Option<u8>) -> Option<Sample> {
    let kind = next()?;
    let number = next()?;
    Some(match kind % 8 {
        0..=2 => Sample::Integer(i64::from(number.cast_signed())),
        3 => Sample::Float(f64::from(number.cast_signed()) / 4.0),
        4 => Sample::Boolean(number % 2 == 0),
        5 => Sample::Unsigned(u64::from(number)),
        6 => Sample::Revision(u64::from(number % 4)),
        _ if number % 2 == 0 => Sample::Float(f64::NAN),
        _ => Sample::Absent,
    })
}
