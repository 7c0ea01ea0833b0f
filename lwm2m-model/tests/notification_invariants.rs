//! What always holds of notifications, whatever the attributes, the values and the clock.

#[path = "common/simulation.rs"]
mod simulation;

use lwm2m_codec::attribute::{Attributes, Defaults, Edge, Effective};
use lwm2m_model::observe::{Policy, Sample};
use lwm2m_properties::observe::{self, UNTIL};
use proptest::prelude::*;

use self::simulation::{PATH, run};

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
        observe::within_both_periods(&effective, &told, UNTIL);
    }

    /// Nothing is lost: without conditions the server knows the value of every moment a pmin later, and where
    /// evaluation has a period, that much later.
    #[test]
    fn nothing_is_lost(effective in attributes(), start in sample(), changes in changes()) {
        prop_assume!(!effective.is_conditional());
        let told = run(&effective, Policy::STANDARD, start, &changes, UNTIL);
        observe::nothing_is_lost(&effective, start, &changes, &told, UNTIL);
    }

    /// What is told is the value of that moment: each change without conditions and periods, one by one.
    #[test]
    fn the_value_of_the_moment(
        effective in attributes(), policy in policy(), start in sample(), changes in changes(),
    ) {
        let told = run(&effective, policy, start, &changes, UNTIL);
        observe::the_value_of_the_moment(start, &changes, &told);
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
        observe::any_clock(&effective, start, &looks);
    }
}
