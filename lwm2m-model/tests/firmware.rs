//! Firmware updates: every state with every event, by version of Object 5. D-166.
// Tests run where there is a standard library.
#![allow(clippy::std_instead_of_alloc, clippy::std_instead_of_core)]

use lwm2m_codec::message::Code;
use lwm2m_codec::{ObjectVersion, Opaque, Text};
use lwm2m_model::firmware::{Event, Firmware, State, UpdateResult, has_result};

const STATES: [State; 5] = [
    State::Idle,
    State::Downloading,
    State::Downloaded,
    State::Updating,
    // What nobody has named leads nowhere.
    State::Other(4),
];

/// State and result after an event in each state, `-` where a server is told 4.05, `?` where 4.04, `!` where a client
/// can't say so.
const STEPS: &[(&str, Event, [&str; 5])] = &[
    ("1.0 1.1 1.2", Event::Begins, ["1 0", "-", "-", "-", "-"]),
    ("1.0 1.1 1.2", Event::Reset, ["0 0", "0 0", "0 0", "-", "-"]),
    ("1.0 1.1 1.2", Event::Update, ["-", "-", "3 0", "-", "-"]),
    ("1.0", Event::Cancel, ["?", "?", "?", "?", "?"]),
    ("1.1 1.2", Event::Cancel, ["-", "0 10", "0 10", "-", "-"]),
    ("1.0 1.1 1.2", Event::Complete, ["!", "2 0", "!", "!", "!"]),
    ("1.0", Event::Deferred, ["!", "!", "!", "!", "!"]),
    ("1.1 1.2", Event::Deferred, ["!", "!", "2 11", "!", "!"]),
    ("1.0 1.1 1.2", Event::Succeeded, ["!", "!", "!", "0 1", "!"]),
    ("1.0 1.1 1.2", failed(0, true), ["!", "!", "!", "!", "!"]),
    ("1.0 1.1 1.2", failed(1, true), ["!", "!", "!", "!", "!"]),
    ("1.0 1.1 1.2", failed(2, true), ["!", "0 2", "!", "!", "!"]),
    ("1.0 1.1 1.2", failed(3, true), ["!", "0 3", "!", "!", "!"]),
    ("1.0 1.1 1.2", failed(4, false), ["!", "0 4", "!", "!", "!"]),
    ("1.0", failed(5, true), ["!", "0 5", "!", "2 5", "!"]),
    ("1.1 1.2", failed(5, true), ["!", "0 5", "!", "0 5", "!"]),
    ("1.0", failed(5, false), ["!", "0 5", "!", "2 5", "!"]),
    ("1.1 1.2", failed(5, false), ["!", "0 5", "!", "0 5", "!"]),
    ("1.0 1.1 1.2", failed(6, false), ["!", "0 6", "!", "!", "!"]),
    ("1.0 1.1 1.2", failed(7, false), ["!", "0 7", "!", "!", "!"]),
    ("1.0 1.1 1.2", failed(8, true), ["!", "!", "!", "2 8", "!"]),
    ("1.0", failed(8, false), ["!", "!", "!", "2 8", "!"]),
    ("1.1 1.2", failed(8, false), ["!", "!", "!", "0 8", "!"]),
    ("1.0 1.1 1.2", failed(9, false), ["!", "0 9", "!", "!", "!"]),
    ("1.0 1.1 1.2", failed(10, false), ["!", "!", "!", "!", "!"]),
    ("1.0 1.1 1.2", failed(11, false), ["!", "!", "!", "!", "!"]),
    ("1.0 1.1 1.2", failed(12, false), ["!", "!", "!", "!", "!"]),
];

const fn failed(result: i64, retained: bool) -> Event {
    Event::Failed { result: outcome(result), retained }
}

const fn outcome(number: i64) -> UpdateResult {
    match number {
        0 => UpdateResult::Initial,
        1 => UpdateResult::Success,
        2 => UpdateResult::NotEnoughFlash,
        3 => UpdateResult::OutOfRam,
        4 => UpdateResult::ConnectionLost,
        5 => UpdateResult::IntegrityCheckFailure,
        6 => UpdateResult::UnsupportedPackageType,
        7 => UpdateResult::InvalidUri,
        8 => UpdateResult::UpdateFailed,
        9 => UpdateResult::UnsupportedProtocol,
        10 => UpdateResult::Cancelled,
        11 => UpdateResult::Deferred,
        other => UpdateResult::Other(other),
    }
}

fn versions(text: &str) -> impl Iterator<Item = ObjectVersion> {
    text.split(' ').map(|version| version.parse().expect("a version"))
}

fn after(shown: &str) -> Option<(State, UpdateResult)> {
    let (state, result) = shown.split_once(' ')?;
    let state: usize = state.parse().expect("a state");
    Some((*STATES.get(state)?, outcome(result.parse().expect("a result"))))
}

/// MOD-09: the whole table.
#[test]
fn steps() {
    for (of, event, row) in STEPS {
        for version in versions(of) {
            for (state, expected) in STATES.into_iter().zip(row) {
                let firmware = Firmware { version, state, result: UpdateResult::Initial };
                let next = firmware.step(*event);
                let place = format!("{version} {event:?} {state:?}");
                match after(expected) {
                    Some(after) => {
                        assert_eq!(
                            next.map(|next| (next.state, next.result)),
                            Ok(after),
                            "{place}"
                        );
                    }
                    None => {
                        let code = match *expected {
                            "-" => Some(Code::METHOD_NOT_ALLOWED),
                            "?" => Some(Code::NOT_FOUND),
                            _ => None,
                        };
                        assert_eq!(next.map_err(|refusal| refusal.code()), Err(code), "{place}");
                    }
                }
            }
        }
    }
}

/// MOD-09: a server believes what the table has, and nothing else.
#[test]
fn notifications_in_a_row() {
    for version in versions("1.0 1.1 1.2") {
        for (at, state) in STATES.into_iter().enumerate() {
            let firmware = Firmware { version, state, result: UpdateResult::Initial };
            for next in STATES {
                for result in (0..13).map(outcome) {
                    let expected = STEPS.iter().any(|(of, _, row)| {
                        versions(of).any(|of| of == version)
                            && row.get(at).and_then(|shown| after(shown)) == Some((next, result))
                    });
                    let found = firmware.leads_to(next, result);
                    assert_eq!(found, expected, "{version} {state:?} {next:?} {result:?}");
                }
            }
        }
    }
}

/// MOD-09: a NUL and an empty URI reset; results 10 and 11 came with 1.1, others nobody has named.
#[test]
fn resets_and_results() {
    for (package, event) in [
        (&[0][..], Event::Reset),
        (&[0, 0], Event::Begins),
        (&[1], Event::Begins),
        (&[], Event::Begins),
    ] {
        assert_eq!(Event::of_package(&Opaque::new(package)), event, "{package:?}");
    }
    assert_eq!(Event::of_uri(&Text::new("")), Event::Reset);
    assert_eq!(Event::of_uri(&Text::new("coap://firmware.example")), Event::Begins);
    for number in 0..14 {
        let has = |major, minor| has_result(ObjectVersion::new(major, minor), outcome(number));
        assert_eq!((has(1, 0), has(1, 1), has(1, 2)), (number < 10, number < 12, number < 12));
    }
}
