//! Kinds of observed values, several paths, servers that can't be reached, clocks that go backwards.
//! D-112, D-113, D-116 to D-119.

#[path = "common/simulation.rs"]
mod simulation;

use lwm2m_codec::attribute::{Attributes, Composite, Defaults, Effective};
use lwm2m_codec::{Time, Value};
use lwm2m_model::observe::{Decision, Look, Observation, Policy, Sample, Timer, Watch, keep};

use self::simulation::{PATH, at, effective, run};

const STANDARD: Policy = Policy::STANDARD;

/// Whole numbers are compared as such: two that are one double are still two.
#[test]
fn whole_numbers() {
    let big = 1 << 53;
    for (before, after) in [
        (Sample::Integer(big), Sample::Integer(big + 1)),
        (Sample::Integer(i64::MIN), Sample::Integer(i64::MIN + 1)),
        (Sample::Unsigned(u64::MAX - 1), Sample::Unsigned(u64::MAX)),
    ] {
        for query in ["", "st=1"] {
            let told = run(&effective(query), STANDARD, before, &[(1, after)], 9);
            assert_eq!(told, [(1, after)], "{query}");
        }
        assert_eq!(run(&effective("st=1.5"), STANDARD, before, &[(1, after)], 9), []);
    }
    let far = [(1, Sample::Integer(i64::MAX))];
    let told =
        run(&effective("st=18446744073709551615"), STANDARD, Sample::Integer(i64::MIN), &far, 9);
    assert_eq!(told, far);
}

/// D-112: NaN crosses nothing; without conditions it is a value like any other, and the same each time.
#[test]
fn not_a_number() {
    let nan = Sample::Float(f64::NAN);
    let zero = Sample::Float(0.0);
    for (query, changes, expected) in [
        ("", &[(1, nan), (2, nan), (3, zero)][..], &[(1, nan), (3, zero)][..]),
        ("gt=-1&st=0", &[(1, nan)], &[]),
        ("", &[(1, Sample::Float(-0.0))], &[]),
    ] {
        assert_eq!(run(&effective(query), STANDARD, zero, changes, 9), expected, "{query}");
    }
}

/// What no condition can judge: a value that comes into being or goes is told, another type is not.
#[test]
fn absent_values() {
    let (absent, one) = (Sample::Absent, Sample::Integer(1));
    for query in ["", "gt=10", "edge=1"] {
        let told = run(&effective(query), STANDARD, absent, &[(1, one), (2, absent)], 9);
        assert_eq!(told, [(1, one), (2, absent)], "{query}");
    }
    let other = [(1, Sample::Boolean(true)), (2, Sample::Revision(3))];
    assert_eq!(run(&effective("gt=0&st=0&lt=-1"), STANDARD, one, &other, 9), []);
    assert_eq!(run(&effective(""), STANDARD, one, &other, 9), other);
}

#[test]
fn samples_of_values() {
    for (value, sample) in [
        (Value::Integer(-1), Some(Sample::Integer(-1))),
        (Value::Unsigned(1), Some(Sample::Unsigned(1))),
        (Value::Float(0.5), Some(Sample::Float(0.5))),
        (Value::Boolean(true), Some(Sample::Boolean(true))),
        (Value::Time(Time(7)), Some(Sample::Revision(7))),
        (Value::String("x".into()), None),
        (Value::Empty, None),
    ] {
        assert_eq!(Sample::of(&value), sample, "{value:?}");
    }
}

/// ATT-05, OBS-18, D-118: confirmable where attributes or the default say so, and once a day in any case.
#[test]
fn confirmable() {
    const DAY: u64 = 24 * 60 * 60;
    let confirmable = |set: Attributes, default: Option<bool>, now: u64| {
        let defaults = Defaults { con: default, ..Defaults::NONE };
        let effective = Effective::new(PATH, |_| set, Attributes::NONE, defaults);
        let mut observation = Observation::new(at(0), Sample::Integer(0));
        observation.look(&effective, STANDARD, at(now), Sample::Integer(1))
    };
    let con = |con| Attributes { con, ..Attributes::NONE };
    for (attached, default, now, expected) in [
        (None, None, 1, false),
        (None, Some(true), 1, true),
        (None, Some(false), 1, false),
        (Some(true), None, 1, true),
        (Some(false), Some(true), 1, false),
        (None, None, DAY - 1, false),
        (None, None, DAY, true),
        (Some(false), None, DAY, true),
    ] {
        let decision = confirmable(con(attached), default, now);
        assert!(decision.notify);
        assert_eq!(decision.confirmable, expected, "{attached:?} {default:?} {now}");
    }
    // Of several paths any is enough: one that says 0 holds against the default, another without a word does not.
    let defaults = Defaults { con: Some(true), ..Defaults::NONE };
    let of = |said| Effective::new(PATH, |_| con(said), Attributes::NONE, defaults);
    for (paths, expected) in [
        ([Some(false), Some(false)], false),
        ([Some(false), None], true),
        ([Some(false), Some(true)], true),
    ] {
        assert_eq!(Composite::new(paths.map(of)).con, expected, "{paths:?}");
    }
    // The day begins with the last one that was confirmable.
    let mut observation = Observation::new(at(0), Sample::Integer(0));
    let mut confirmed = Vec::new();
    for hour in 1_i64..=72 {
        let now = at(hour.unsigned_abs() * 3600);
        let decision = observation.look(&effective(""), STANDARD, now, Sample::Integer(hour));
        observation.sent(now, Sample::Integer(hour), decision.confirmable);
        if decision.confirmable {
            confirmed.push(hour);
        }
    }
    assert_eq!(confirmed, [24, 48, 72]);
}

/// OBS-11, D-116: any path is enough, none is told before its pmin, all are told together.
#[test]
fn composite() {
    let rows = [
        // Attributes of two paths; changes as (seconds, which path, value); what is told when.
        (["", ""], &[(3, 0, 1), (5, 1, 1)][..], &[3, 5][..]),
        (["pmin=4", "pmin=10"], &[(3, 0, 1), (11, 0, 2)], &[10, 20]),
        (["gt=5", ""], &[(3, 0, 1), (5, 1, 1), (7, 0, 6)], &[5, 7]),
        (["pmax=8", "pmax=20"], &[], &[8, 16, 24]),
        (["pmin=9&pmax=10", "pmax=8"], &[(2, 0, 1)], &[9]),
        (["epmin=6", ""], &[(1, 0, 1), (2, 1, 1)], &[2]),
        (["epmin=6", "gt=5"], &[(1, 0, 1)], &[6]),
    ];
    for (queries, changes, expected) in rows {
        let effective = queries.map(effective);
        let periods = Composite::new(effective);
        let mut watches = [Watch::new(at(0), Sample::Integer(0)); 2];
        let mut timer = Timer::new(at(0));
        let mut values = [Sample::Integer(0); 2];
        let mut wake = None;
        let mut told = Vec::new();
        for now in 0..=25 {
            let mut changed = now == 0 || wake == Some(at(now));
            for &(_, path, value) in changes.iter().filter(|(seconds, ..)| *seconds == now) {
                values[path] = Sample::Integer(value);
                changed = true;
            }
            if !changed {
                continue;
            }
            let mut look = Look::default();
            for ((watch, effective), value) in watches.iter_mut().zip(&effective).zip(values) {
                look = look.and(watch.look(effective, STANDARD, at(now), value));
            }
            let decision = timer.decide(&periods, at(now), look);
            if decision.notify {
                watches.iter_mut().zip(values).for_each(|(watch, value)| watch.told(value));
                timer.sent(at(now), decision.confirmable);
                told.push(now);
            }
            wake = decision.wake;
        }
        assert_eq!(told, expected, "{queries:?} {changes:?}");
    }
}

/// ATT-06, D-117: the oldest give way; nothing is stored without hqmax or without storing.
#[test]
fn stored_notifications() {
    for (hqmax, storing, stored, expected) in [
        (0, true, 0, None),
        (5, false, 0, None),
        (1, true, 0, Some(0)),
        (1, true, 1, Some(1)),
        (3, true, 2, Some(0)),
        (3, true, 3, Some(1)),
        // It was larger before.
        (3, true, 7, Some(5)),
        (u64::MAX, true, 1000, Some(0)),
    ] {
        assert_eq!(keep(hqmax, storing, stored), expected, "{hqmax} {storing} {stored}");
        if let Some(dropped) = expected {
            assert!(stored - dropped < usize::try_from(hqmax).unwrap_or(usize::MAX));
        }
    }
}

/// What is held or due is told at once when the clock goes backwards, and later periods count from then.
#[test]
fn clock_going_backwards() {
    let mut observation = Observation::new(at(1000), Sample::Integer(0));
    let pmin = effective("pmin=60");
    let held = observation.look(&pmin, STANDARD, at(1010), Sample::Integer(1));
    let expected = Decision { notify: false, confirmable: false, wake: Some(at(1060)) };
    assert_eq!(held, expected);
    let told = observation.look(&pmin, STANDARD, at(500), Sample::Integer(1));
    assert!(told.notify && told.confirmable);
    observation.sent(at(500), Sample::Integer(1), true);
    let held = observation.look(&pmin, STANDARD, at(510), Sample::Integer(2));
    assert_eq!(held, Decision { notify: false, confirmable: false, wake: Some(at(560)) });

    let mut observation = Observation::new(at(1000), Sample::Integer(0));
    let due = observation.look(&effective("pmax=60"), STANDARD, at(999), Sample::Integer(0));
    assert_eq!((due.notify, due.wake), (true, Some(at(1059))));
    let mut observation = Observation::new(at(1000), Sample::Integer(0));
    let nothing = observation.look(&effective("gt=5"), STANDARD, at(999), Sample::Integer(0));
    assert_eq!(nothing, Decision::default());
}

/// OBS-08, D-119: what is looked at too early is looked at once it may be, and at the latest when epmax ends.
#[test]
fn evaluation_periods() {
    let mut observation = Observation::new(at(0), Sample::Integer(0));
    let both = effective("epmin=5&epmax=20&gt=10");
    let wakes = [
        // Too early, and another value: again when epmin ends.
        (1, 3, Some(5)),
        // Too early, and the value that was looked at: when epmax ends.
        (2, 0, Some(20)),
        (5, 3, Some(25)),
        (6, 3, Some(25)),
        (6, 4, Some(10)),
        (25, 4, Some(45)),
    ];
    for (now, value, wake) in wakes {
        let decision = observation.look(&both, STANDARD, at(now), Sample::Integer(value));
        assert_eq!(decision, Decision { wake: wake.map(at), ..Decision::default() }, "{now} s");
    }
}

/// Periods beyond the end of the clock never end.
#[test]
fn no_overflow() {
    let query = format!("pmin={0}&pmax={0}&epmin=1&epmax={0}", u64::MAX);
    let mut observation = Observation::new(at(u64::MAX), Sample::Integer(0));
    let decision = observation.look(&effective(&query), STANDARD, at(u64::MAX), Sample::Integer(1));
    assert_eq!(decision, Decision::default());
}
