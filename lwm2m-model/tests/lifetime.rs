//! How long a registration holds, and how long a client in queue mode listens. D-120, D-171.
#![allow(clippy::std_instead_of_core, reason = "a test has the standard library")]

use std::time::Duration;

use lwm2m_codec::Operation;
use lwm2m_model::lifetime::{Lifetime, Policy, Seconds, refreshes, to_tell};
use lwm2m_model::queue::{AWAKE, NSTART, Window};

fn at(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// What happens to a registration.
#[derive(Clone, Copy, Debug)]
enum Event {
    Updated(Option<u64>),
    Written(u64),
}

/// What happens when, and when the registration ends by each policy.
#[test]
fn lifetimes() {
    use Event::{Updated, Written};
    for (first, events, on_update, on_write) in [
        (60, &[][..], Some(60), Some(60)),
        (60, &[(10, Updated(None))], Some(70), Some(70)),
        (60, &[(10, Updated(Some(120)))], Some(130), Some(130)),
        // A Write counts when the client tells it, or at once; it refreshes nothing.
        (60, &[(10, Written(120))], Some(60), Some(120)),
        (60, &[(10, Written(120)), (20, Updated(None))], Some(80), Some(140)),
        (60, &[(10, Written(120)), (20, Updated(Some(120)))], Some(140), Some(140)),
        (60, &[(50, Written(30))], Some(60), Some(30)),
        // 0 is for ever.
        (0, &[], None, None),
        (0, &[(10, Updated(Some(60)))], Some(70), Some(70)),
        (60, &[(10, Written(0))], Some(60), None),
        (60, &[(10, Updated(Some(0)))], None, None),
        (u64::MAX, &[(10, Updated(None))], None, None),
    ] {
        for (policy, expected) in [(Policy::OnUpdate, on_update), (Policy::OnWrite, on_write)] {
            let mut lifetime = Lifetime::new(Seconds(first), at(0));
            for &(now, event) in events {
                match event {
                    Updated(seconds) => lifetime.updated(seconds.map(Seconds), at(now)),
                    Written(seconds) => lifetime.written(Seconds(seconds), policy),
                }
            }
            assert_eq!(lifetime.ends(), expected.map(at), "{first} {events:?} {policy:?}");
            if let Some(end) = expected {
                assert!(!lifetime.is_over(at(end) - Duration::from_nanos(1)), "{events:?}");
                assert!(lifetime.is_over(at(end)), "{events:?}");
            } else {
                assert!(!lifetime.is_over(at(u64::MAX)), "{events:?}");
            }
        }
    }
    // A clock that goes backwards ends nothing.
    assert!(!Lifetime::new(Seconds(60), at(1000)).is_over(at(10)));
    assert_eq!(Policy::default(), Policy::OnUpdate);
    assert_eq!(Seconds::DEFAULT, Seconds(86_400));
}

/// Register and Update alone refresh a registration.
#[test]
fn what_refreshes() {
    for operation in Operation::ALL {
        let expected = [Operation::Register, Operation::Update].contains(operation);
        assert_eq!(refreshes(*operation), expected, "{operation:?}");
    }
}

/// An Update tells a lifetime that was written, once.
#[test]
fn what_an_update_tells() {
    for (told, written, expected) in [(60, 60, None), (60, 120, Some(120)), (60, 0, Some(0))] {
        let found = to_tell(Seconds(told), Seconds(written));
        assert_eq!(found, expected.map(Seconds), "{told} {written}");
    }
}

/// A client listens for 93 s after any of its messages, and gets one request at a time.
#[test]
fn windows() {
    assert_eq!((AWAKE, NSTART), (at(93), 1));
    for (queue_mode, messages, now, awake) in [
        (true, &[][..], 0, true),
        (true, &[], 92, true),
        (true, &[], 93, false),
        (true, &[50], 142, true),
        (true, &[50], 143, false),
        (true, &[50, 1000], 1092, true),
        (true, &[50, 1000], 1093, false),
        (false, &[], 93, true),
        (false, &[], u64::MAX, true),
    ] {
        let mut window = Window::new(queue_mode, at(0));
        messages.iter().for_each(|seconds| window.message(at(*seconds)));
        assert_eq!(window.is_awake(at(now)), awake, "{messages:?} {now}");
        assert_eq!(window.may_send(at(now), 0), awake, "{messages:?} {now}");
        assert!(!window.may_send(at(now), 1), "{messages:?} {now}");
        let last = messages.last().copied().unwrap_or_default();
        assert_eq!(window.sleeps(), queue_mode.then(|| at(last + 93)), "{messages:?}");
    }
    // Nobody knows how long ago a message was that is yet to come.
    let mut window = Window::new(true, at(1000));
    assert!(!window.is_awake(at(10)));
    window.message(at(10));
    assert!(window.is_awake(at(10)));
    // D-124: an Update switches queue mode.
    window.switch(false);
    assert!(window.is_awake(at(5000)) && window.sleeps().is_none());
    window.switch(true);
    assert!(!window.is_awake(at(5000)));
    // The end of the clock is no overflow.
    assert_eq!(Window::new(true, at(u64::MAX)).sleeps(), None);
}
