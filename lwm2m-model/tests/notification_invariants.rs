//! What always holds of notifications, whatever the attributes, the values and the clock.

#[path = "common/simulation.rs"]
mod simulation;

use lwm2m_codec::attribute::{Attributes, Defaults, Edge, Effective};
use lwm2m_model::observe::{Observation, Policy, Sample};
use proptest::prelude::*;

use self::simulation::{PATH, at, look, run};

const UNTIL: u64 = 200;

fn attributes() -> impl Strategy<Value = Effective> {
    let seconds = || prop::option::of(0..20_u64);
    let threshold = || prop::option::weighted(0.3, -10..10_i32);
    let edge = prop_oneof![Just(Edge::Falling), Just(Edge::Rising)];
    let edge = prop::option::weighted(0.2, edge);
    (seconds(), seconds(), seconds(), seconds(), threshold(), threshold(), threshold(), edge)
        .prop_map(|(pmin, pmax, epmin, epmax, gt, lt, st, edge)| {
            let [gt, lt] = [gt, lt].map(|threshold| threshold.map(f64::from));
            let st = st.map(|step| f64::from(step.abs()));
            let set = Attributes { pmin, pmax, epmin, epmax, gt, lt, st, edge, ..Attributes::NONE };
            Effective::new(PATH, |_| Attributes::NONE, set, Defaults::NONE)
        })
}

fn sample() -> impl Strategy<Value = Sample> {
    prop_oneof![
        6 => (-12..12_i64).prop_map(Sample::Integer),
        2 => (-12.0..12.0).prop_map(Sample::Float),
        2 => any::<bool>().prop_map(Sample::Boolean),
        1 => Just(Sample::Float(f64::NAN)),
        1 => Just(Sample::Absent),
        1 => (0..3_u64).prop_map(Sample::Revision),
    ]
}

fn changes() -> impl Strategy<Value = Vec<(u64, Sample)>> {
    prop::collection::vec((0..UNTIL - 60, sample()), 0..30).prop_map(|mut changes| {
        changes.sort_by_key(|(seconds, _)| *seconds);
        changes
    })
}

fn value_at(start: Sample, changes: &[(u64, Sample)], seconds: u64) -> Sample {
    changes.iter().take_while(|(at, _)| *at <= seconds).last().map_or(start, |(_, sample)| *sample)
}

fn policy() -> impl Strategy<Value = Policy> {
    prop_oneof![Just(Policy::STANDARD), Just(Policy::STANDARD.one_way_thresholds())]
}

proptest! {
    /// OBS-01, OBS-02, OBS-03: never earlier than pmin after the last one, never later than pmax after it.
    #[test]
    fn within_both_periods(
        effective in attributes(), policy in policy(), start in sample(), changes in changes(),
    ) {
        let told = run(&effective, policy, start, &changes, UNTIL);
        let mut last = 0;
        for (now, _) in told {
            prop_assert!(now - last >= effective.pmin(), "{now} after {last}");
            if let Some(pmax) = effective.pmax() {
                prop_assert!(now - last <= pmax, "{now} after {last}");
            }
            last = now;
        }
        if let Some(pmax) = effective.pmax() {
            prop_assert!(UNTIL - last <= pmax, "nothing after {last}");
        }
    }

    /// Nothing is lost: without conditions the server knows the value of every moment a pmin later, and where
    /// evaluation has a period, that much later.
    #[test]
    fn nothing_is_lost(effective in attributes(), start in sample(), changes in changes()) {
        prop_assume!(!effective.is_conditional());
        let told = run(&effective, Policy::STANDARD, start, &changes, UNTIL);
        let known = told.last().map_or(start, |(_, sample)| *sample);
        prop_assert_eq!(known, value_at(start, &changes, UNTIL));
    }

    /// What is told is the value of that moment: each change without conditions and periods, one by one.
    #[test]
    fn the_value_of_the_moment(
        effective in attributes(), policy in policy(), start in sample(), changes in changes(),
    ) {
        for (now, sample) in run(&effective, policy, start, &changes, UNTIL) {
            let at_that_moment = changes.iter().filter(|(seconds, _)| *seconds == now);
            let mut possible = at_that_moment.map(|(_, sample)| *sample).collect::<Vec<_>>();
            possible.push(value_at(start, &changes, now));
            prop_assert!(possible.contains(&sample), "{sample:?} at {now}");
        }
    }

    /// A condition that holds when it is looked at is told in the end, also if the value goes back (D-113).
    #[test]
    fn no_crossing_is_lost(pmin in 0..20_u64, threshold in -5..5_i32, changes in changes()) {
        let gt = Some(f64::from(threshold));
        let set = Attributes { pmin: Some(pmin), gt, ..Attributes::NONE };
        let effective = Effective::new(PATH, |_| Attributes::NONE, set, Defaults::NONE);
        let start = Sample::Integer(-20);
        let is_number = |sample: &Sample| matches!(sample, Sample::Integer(_) | Sample::Float(_));
        let changes: Vec<_> =
            changes.into_iter().filter(|(_, sample)| is_number(sample)).collect();
        let above = |sample: &Sample| match sample {
            Sample::Integer(number) => *number > i64::from(threshold),
            Sample::Float(number) => *number > f64::from(threshold),
            _ => false,
        };
        let told = run(&effective, Policy::STANDARD, start, &changes, UNTIL);
        if let Some((crossed, _)) = changes.iter().find(|(_, sample)| above(sample)) {
            let due = *crossed..=crossed + pmin;
            prop_assert!(told.iter().any(|(now, _)| due.contains(now)), "{told:?} for {due:?}");
        } else {
            prop_assert_eq!(told, []);
        }
    }

    /// Any clock: whatever it shows, there is an answer, and what is held is told once it goes backwards.
    #[test]
    fn any_clock(
        effective in attributes(),
        start in sample(),
        looks in prop::collection::vec((0..u64::MAX, sample()), 1..30),
    ) {
        let mut observation = Observation::new(at(u64::MAX / 2), start);
        let mut last = u64::MAX / 2;
        let mut held = false;
        for (now, sample) in looks {
            let decision = look(&mut observation, &effective, Policy::STANDARD, at(now), sample);
            prop_assert!(!held || decision.notify || now >= last, "held at {last}, and {now}");
            held = false;
            if decision.notify {
                observation.sent(at(now), sample, decision.confirmable);
                last = now;
            } else if !effective.is_conditional() && effective.epmin() == 0 {
                held = now >= last && decision.wake.is_some() && effective.pmax().is_none()
                    && effective.epmax().is_none();
            }
        }
    }
}
