//! When notifications are due: attributes, a sequence of values, and what is told when; a row in a table for each.
//! D-111 to D-114, D-119.

#[path = "common/simulation.rs"]
mod simulation;

use lwm2m_model::observe::{Policy, Sample};

use self::simulation::{effective, run};

const UNTIL: u64 = 40;

/// Numbers, Booleans, and words that are revisions of a text.
fn sample(text: &str) -> Sample {
    match text {
        "true" => Sample::Boolean(true),
        "false" => Sample::Boolean(false),
        _ => match (text.parse(), text.bytes().next()) {
            (Ok(number), _) => Sample::Float(number),
            (Err(_), first) => Sample::Revision(first.unwrap_or_default().into()),
        },
    }
}

fn samples(text: &str) -> Vec<(u64, Sample)> {
    let pair = |text: &str| {
        let (seconds, value) = text.split_once(':').expect("seconds:value");
        (seconds.parse().expect("seconds"), sample(value))
    };
    text.split_whitespace().map(pair).collect()
}

#[track_caller]
fn check(row: &str) {
    let columns: Vec<_> = row.split('|').map(str::trim).collect();
    let [attributes, start, changes, expected] = columns[..] else { panic!("{row}") };
    let (attributes, policy) = match attributes.strip_suffix(" one-way") {
        Some(attributes) => (attributes, Policy::STANDARD.one_way_thresholds()),
        None => (attributes, Policy::STANDARD),
    };
    let effective = effective(if attributes == "-" { "" } else { attributes });
    let told = run(&effective, policy, sample(start), &samples(changes), UNTIL);
    assert_eq!(told, samples(expected), "{row}");
}

/// OBS-01, OBS-02, OBS-03, OBS-06, OBS-08, OBS-09: every row.
#[test]
fn all_rows() {
    let rows = include_str!("notification_table.txt").lines().filter(|row| !row.starts_with('#'));
    let count = rows.inspect(|row| check(row)).count();
    assert!(count >= 200, "{count} rows");
}

/// The examples of the standard and of its errata: OBS-01, OBS-02, OBS-03, OBS-04, OBS-05, OBS-06, OBS-09.
#[test]
fn examples() {
    for row in [
        // OBS-04: gt=45, st=10; D-112.
        "gt=45&st=10 | 45 | 1:50 | 1:50",
        "gt=45&st=10 | 38 | 1:49 | 1:49",
        "gt=45&st=10 | 48 | 1:42 | 1:42",
        "gt=45&st=10 | 48 | 1:55 |",
        // D-112: from the threshold itself every way is a crossing; to it none is.
        "gt=45 | 45 | 1:44 | 1:44",
        "gt=45 | 45 | 1:46 | 1:46",
        "lt=45 | 45 | 1:44 | 1:44",
        "lt=45 | 45 | 1:46 | 1:46",
        "gt=45 | 44 | 1:45 2:44 |",
        "lt=45 | 46 | 1:45 2:46 |",
        // OBS-05: by the step alone.
        "lt=20&gt=85&st=10 | 87 | 1:99 | 1:99",
        // OBS-02: a change one second before the end of pmin is told at its end.
        "pmin=10 | 1 | 9:2 | 10:2",
        // D-113: also if the value went back.
        "pmin=10 | 1 | 3:2 4:1 | 10:1",
        "gt=45&pmin=10 | 40 | 3:50 4:41 | 10:41",
        // OBS-03: without a change, and without a condition that holds.
        "pmax=15 | 7 | | 15:7 30:7",
        "gt=45&pmax=15 | 7 | 3:9 | 15:9 30:9",
        // OBS-01: every notification begins both periods anew.
        "pmin=4&pmax=10 | 1 | 5:2 7:3 | 5:2 9:3 19:3 29:3 39:3",
        // OBS-06: pmax is no condition: a change is told at once.
        "pmax=30 | 1 | 25:2 | 25:2",
        // D-111: no effect.
        "pmin=10&pmax=5 | 1 | 3:2 | 10:2",
        "pmax=0 | 1 | 3:2 | 3:2",
        // OBS-09.
        "edge=1 | false | 3:true 4:false 5:true | 3:true 5:true",
        "edge=0 | false | 3:true 4:false 5:true | 4:false",
        // The other policy.
        "gt=45 one-way | 40 | 1:50 2:40 3:50 | 1:50",
        "lt=45 one-way | 40 | 1:50 2:40 |",
        "lt=45 one-way | 50 | 1:40 2:50 | 1:40",
    ] {
        check(row);
    }
}
