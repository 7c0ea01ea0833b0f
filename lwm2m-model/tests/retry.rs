//! How long a client waits that could not register, attempt by attempt.
#![cfg(feature = "oma")]

use lwm2m_model::objects::server::Server;
use lwm2m_model::retry::Retry;

/// The waits after the first, second … attempt, as far as there are any.
fn waits(retry: Retry) -> Vec<u64> {
    (1..=64).map_while(|failed| retry.wait(failed)).collect()
}

/// REG-20: the defaults, and the timer that doubles.
#[test]
fn defaults() {
    let Retry { count, timer, sequence_delay, sequence_count } = Retry::default();
    assert_eq!((count, timer, sequence_delay, sequence_count), (5, 60, 86_400, 1));
    assert_eq!(waits(Retry::DEFAULT), [60, 120, 240, 480]);
    assert_eq!(Retry::of(&Server::default()), Retry::DEFAULT);
}

/// REG-20: each Resource of the Server object has its place.
#[test]
fn as_the_server_object_says() {
    let server = Server {
        communication_retry_count: Some(2),
        communication_retry_timer: Some(10),
        communication_sequence_delay_timer: Some(1000),
        communication_sequence_retry_count: Some(3),
        ..Server::default()
    };
    assert_eq!(waits(Retry::of(&server)), [10, 1000, 10, 1000, 10]);
    assert_eq!(Retry::of(&server).wait(0), Some(0), "nothing has failed yet");
}

/// Nothing overflows, and nothing never ends.
#[test]
fn extremes() {
    let none = Retry { count: 0, timer: 5, sequence_delay: 7, sequence_count: 0 };
    assert_eq!(waits(none), []);
    let long = Retry { count: u64::MAX, timer: u64::MAX, ..Retry::DEFAULT };
    assert_eq!((long.wait(1), long.wait(2)), (Some(u64::MAX), Some(u64::MAX)));
    assert_eq!(long.wait(1 << 40), Some(u64::MAX));
    assert_eq!(long.wait(u64::MAX), None);
}
