//! Software packages: every state with every event. D-167.
// Tests run where there is a standard library.
#![allow(clippy::std_instead_of_alloc, clippy::std_instead_of_core)]

use lwm2m_codec::message::Code;
use lwm2m_codec::operation::Arguments;
use lwm2m_model::software::{Event, Refusal, Software, Uninstall, UpdateResult, UpdateState};

const STATES: [UpdateState; 6] = [
    UpdateState::Initial,
    UpdateState::DownloadStarted,
    UpdateState::Downloaded,
    UpdateState::Delivered,
    UpdateState::Installed,
    // What nobody has named leads nowhere.
    UpdateState::Other(5),
];

/// State and result after an event in each state, and whether the software is active, which it was before; `=` where
/// all stays as it is, `-` where a server is told 4.05, `!` where a client can't say so.
const STEPS: &[(Event, [&str; 6])] = &[
    (Event::Begins, ["1 1 on", "-", "-", "-", "-", "-"]),
    (Event::Install, ["-", "-", "-", "=", "-", "-"]),
    (Event::Uninstall(Uninstall::Remove), ["-", "-", "-", "=", "=", "-"]),
    (Event::Uninstall(Uninstall::ForUpdate), ["-", "-", "-", "=", "=", "-"]),
    (Event::Activate, ["-", "-", "-", "-", "=", "-"]),
    (Event::Deactivate, ["-", "-", "-", "-", "4 58 off", "-"]),
    (Event::Complete, ["!", "2 58 on", "!", "!", "!", "!"]),
    (Event::Verified, ["!", "!", "3 3 on", "!", "!", "!"]),
    (Event::Installed, ["!", "!", "!", "4 2 off", "!", "!"]),
    (Event::Uninstalled(Uninstall::Remove), ["!", "!", "!", "0 0 off", "0 0 off", "!"]),
    (Event::Uninstalled(Uninstall::ForUpdate), ["!", "!", "!", "0 0 on", "0 0 on", "!"]),
    (Event::Failed(UpdateResult::Initial), ["!", "!", "!", "!", "!", "!"]),
    (Event::Failed(UpdateResult::Downloading), ["!", "!", "!", "!", "!", "!"]),
    (Event::Failed(UpdateResult::Installed), ["!", "!", "!", "!", "!", "!"]),
    (Event::Failed(UpdateResult::DownloadedAndVerified), ["!", "!", "!", "!", "!", "!"]),
    (Event::Failed(UpdateResult::NotEnoughStorage), ["!", "0 50 on", "!", "!", "!", "!"]),
    (Event::Failed(UpdateResult::OutOfMemory), ["!", "0 51 on", "!", "!", "!", "!"]),
    (Event::Failed(UpdateResult::ConnectionLost), ["!", "0 52 on", "!", "!", "!", "!"]),
    (Event::Failed(UpdateResult::IntegrityCheckFailure), ["!", "!", "0 53 on", "!", "!", "!"]),
    (
        Event::Failed(UpdateResult::UnsupportedPackageType),
        ["!", "0 54 on", "0 54 on", "!", "!", "!"],
    ),
    (Event::Failed(UpdateResult::InvalidUri), ["!", "0 56 on", "!", "!", "!", "!"]),
    (
        Event::Failed(UpdateResult::DeviceDefinedUpdateError),
        ["!", "0 57 on", "0 57 on", "3 57 on", "4 57 on", "!"],
    ),
    (Event::Failed(UpdateResult::InstallationFailure), ["!", "!", "!", "3 58 on", "!", "!"]),
    (
        Event::Failed(UpdateResult::UninstallationFailure),
        ["!", "!", "!", "3 59 on", "4 59 on", "!"],
    ),
    (Event::Failed(UpdateResult::Other(55)), ["!", "!", "!", "!", "!", "!"]),
];

fn outcome(number: &str) -> UpdateResult {
    match number {
        "0" => UpdateResult::Initial,
        "1" => UpdateResult::Downloading,
        "2" => UpdateResult::Installed,
        "3" => UpdateResult::DownloadedAndVerified,
        "50" => UpdateResult::NotEnoughStorage,
        "51" => UpdateResult::OutOfMemory,
        "52" => UpdateResult::ConnectionLost,
        "53" => UpdateResult::IntegrityCheckFailure,
        "54" => UpdateResult::UnsupportedPackageType,
        "56" => UpdateResult::InvalidUri,
        "57" => UpdateResult::DeviceDefinedUpdateError,
        "58" => UpdateResult::InstallationFailure,
        "59" => UpdateResult::UninstallationFailure,
        other => UpdateResult::Other(other.parse().expect("a number")),
    }
}

/// The whole table.
#[test]
fn steps() {
    for (event, row) in STEPS {
        for (state, expected) in STATES.into_iter().zip(row) {
            // A result that only what sets none leaves as it is.
            let software = Software { state, result: outcome("58"), active: true };
            let mut words = expected.split(' ');
            let expected = match (words.next(), words.next(), words.next()) {
                (Some("-"), ..) => Err(Refusal::State),
                (Some("!"), ..) => Err(Refusal::Impossible),
                (Some("="), ..) => Ok(software),
                (Some(state), Some(result), Some(active)) => Ok(Software {
                    state: *state
                        .parse()
                        .ok()
                        .and_then(|at: usize| STATES.get(at))
                        .expect("a state"),
                    result: outcome(result),
                    active: active == "on",
                }),
                _ => panic!("a row of the table: {expected}"),
            };
            assert_eq!(software.step(*event), expected, "{event:?} {state:?}");
        }
    }
    assert_eq!(Refusal::State.code(), Some(Code::METHOD_NOT_ALLOWED));
}

/// Software that was not active becomes so by Activate alone.
#[test]
fn activation() {
    for (event, _) in STEPS {
        for state in STATES {
            let software = Software { state, ..Software::NEW };
            let active = software.step(*event).is_ok_and(|next| next.active);
            let expected = (*event, state) == (Event::Activate, UpdateState::Installed);
            assert_eq!(active, expected, "{event:?} {state:?}");
        }
    }
}

/// The argument of an Uninstall: none or 0, or 1.
#[test]
fn arguments_of_uninstall() {
    for (text, expected) in [
        ("", Some(Uninstall::Remove)),
        ("0", Some(Uninstall::Remove)),
        ("1", Some(Uninstall::ForUpdate)),
        ("2", None),
        ("0,1", None),
    ] {
        let arguments = Arguments::new(text.as_bytes()).expect("arguments");
        assert_eq!(Uninstall::of(&arguments), expected, "{text}");
    }
}
